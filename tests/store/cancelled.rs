//! A request may be dropped at any moment: a client hangs up, a deadline passes. Whatever it was doing, the next borrower of
//! the only connection works, sees its own rows, and no transaction stays open.

use std::time::Duration;

use harness::{Database, Person, north};
use queries::{client::GenericClient as _, queries::people::structure};
use serde_json::json;
use store::{
    Pool, PoolKind,
    datastore::{employees, sessions},
};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    proxy::Proxy,
    support::{
        assert_all_or_nothing, assert_sees_own, assert_settles, context, context_of, entries_of, everybody, give_up_after, pool, rename, row_of,
        victim,
    },
};

/// More polls than any request needs.
const PATIENCE: usize = 300;

/// Five positions in one transaction.
async fn add_positions(pool: &Pool, request: Uuid, mark: &str) -> Result<(), Error> {
    let tx = pool.begin(&context_of(north(Person::Ada), request)).await?;
    for number in 0..5 {
        let rows = json!([{ "id": Uuid::now_v7(), "title": format!("{mark}/{number}") }]);
        tx.checked(structure::add_positions().bind(&tx, &rows).all().await)?;
    }
    tx.commit().await
}

#[tokio::test]
async fn a_read_dropped_at_any_await_point_leaves_a_working_pool() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    for warm in [false, true] {
        let mut finished = false;
        for polls in 0..PATIENCE {
            let pool = pool(&db, PoolKind::Requests, 1);
            if warm {
                assert_sees_own(&pool, north(Person::Hana), "warming up").await;
            }
            let hana = context(north(Person::Hana));
            let reading = async {
                employees::list(&pool, &hana, &everybody()).await?;
                employees::read(&pool, &hana, north(Person::Rita).employee()).await
            };
            let outcome = give_up_after(reading, polls).await;
            assert_sees_own(&pool, victim(), &format!("dropped after {polls} polls")).await;
            assert_settles(&admin, &format!("dropped after {polls} polls")).await;
            if let Some(outcome) = outcome {
                outcome.expect("a read");
                println!("warm: {warm}, a list and a read are done after {polls} polls");
                finished = true;
                break;
            }
        }
        assert!(finished);
    }
}

#[tokio::test]
async fn an_edit_dropped_at_any_await_point_happens_whole_or_not_at_all() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let rita = north(Person::Rita);
    for warm in [false, true] {
        let (mut written, mut finished) = (0, false);
        for polls in 0..PATIENCE {
            let pool = pool(&db, PoolKind::Requests, 1);
            if warm {
                assert_sees_own(&pool, north(Person::Ada), "warming up").await;
            }
            let before = row_of(&admin, rita).await;
            let request = Uuid::now_v7();
            let name = format!("Rita {polls} northcanary {warm}");
            let ada = context_of(north(Person::Ada), request);
            let outcome = give_up_after(employees::edit(&pool, &ada, rita.employee(), before.1, &rename(&name)), polls).await;
            assert_sees_own(&pool, victim(), &format!("dropped after {polls} polls")).await;
            assert_settles(&admin, &format!("dropped after {polls} polls")).await;
            let happened = assert_all_or_nothing(&admin, rita, &before, &name, request).await;
            written += usize::from(happened);
            if let Some(outcome) = outcome {
                outcome.expect("an edit");
                assert!(happened, "reported as done");
                println!("warm: {warm}, an edit is done after {polls} polls; {written} of them were written");
                finished = true;
                break;
            }
        }
        assert!(finished);
    }
}

#[tokio::test]
async fn a_transaction_dropped_at_any_await_point_happens_whole_or_not_at_all() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    for warm in [false, true] {
        let mut finished = false;
        for polls in 0..PATIENCE {
            let pool = pool(&db, PoolKind::Requests, 1);
            if warm {
                add_positions(&pool, Uuid::now_v7(), &format!("{warm} warming {polls}")).await.expect("positions");
            }
            let (request, mark) = (Uuid::now_v7(), format!("{warm} {polls}"));
            let outcome = give_up_after(add_positions(&pool, request, &mark), polls).await;
            assert_sees_own(&pool, victim(), &format!("dropped after {polls} polls")).await;
            assert_settles(&admin, &format!("dropped after {polls} polls")).await;
            let entries = entries_of(&admin, request).await;
            let sql = "select count(*) from people.positions where title like $1 || '/%'";
            let rows: i64 = admin.query_one(sql, &[&mark]).await.expect("positions").get(0);
            assert!([0, 5].contains(&rows) && rows == entries, "{rows} rows, {entries} entries");
            if let Some(outcome) = outcome {
                outcome.expect("a commit");
                assert_eq!(rows, 5, "reported as done");
                println!("warm: {warm}, a transaction of five is done after {polls} polls");
                finished = true;
                break;
            }
        }
        assert!(finished);
    }
}

#[tokio::test]
async fn a_sign_out_dropped_half_way_ends_the_session_whole_or_not_at_all() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let people = [Person::Sid, Person::Lew, Person::Lena, Person::Nora, Person::Omar, Person::Ravi, Person::Rita, Person::Marc];
    for (polls, person) in people.into_iter().enumerate() {
        let pool = pool(&db, PoolKind::Requests, 1);
        assert_sees_own(&pool, victim(), "warming up").await;
        let leaving = context(north(person));
        let _ = give_up_after(sessions::close(&pool, &leaving), polls).await;
        assert_sees_own(&pool, victim(), &format!("dropped after {polls} polls")).await;
        assert_settles(&admin, &format!("dropped after {polls} polls")).await;
        let sql = "select (select count(*) from identity.capabilities c where c.session_id = s.id), s.ended_at is null from identity.sessions s where s.org_id = $1 and s.id = $2";
        let row = admin.query_one(sql, &[&north(person).org.id(), &north(person).session()]).await.expect("the session");
        assert_eq!(row.get::<_, i64>(0) == 1, row.get::<_, bool>(1), "{person}: the session and its right end together");
    }
}

#[tokio::test]
async fn requests_dropped_after_any_time_on_a_slow_wire_leave_a_working_pool() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 1);
    let rita = north(Person::Rita);
    let (mut given_up, mut done) = (0, 0);
    for round in 0..40_u64 {
        proxy.delay(round * 7 % 6);
        let before = row_of(&admin, rita).await;
        let (request, name) = (Uuid::now_v7(), format!("Rita {round} northcanary"));
        let ada = context_of(north(Person::Ada), request);
        let patch = rename(&name);
        let edit = employees::edit(&pool, &ada, rita.employee(), before.1, &patch);
        match tokio::time::timeout(Duration::from_millis(round * 5 % 29), edit).await {
            Ok(outcome) => {
                outcome.expect("an edit");
                done += 1;
            }
            Err(_) => given_up += 1,
        }
        proxy.delay(0);
        assert_sees_own(&pool, victim(), &format!("round {round}")).await;
        assert_settles(&admin, &format!("round {round}")).await;
        assert_all_or_nothing(&admin, rita, &before, &name, request).await;
    }
    println!("{given_up} given up, {done} done");
    assert!(given_up > 5, "{given_up} given up, {done} done");
}

#[tokio::test]
async fn an_abandoned_statement_is_cancelled_and_not_left_running() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let tx = pool.begin(&context(north(Person::Pia))).await.expect("a transaction");
    let slept = tokio::time::timeout(Duration::from_millis(100), tx.execute("select pg_sleep(14)", &[])).await;
    assert!(slept.is_err(), "it sleeps longer than we wait");
    drop(tx);
    assert_settles(&admin, "an abandoned statement").await;
    assert_sees_own(&pool, victim(), "an abandoned statement").await;
}

#[tokio::test]
async fn a_transaction_held_open_makes_the_next_request_overloaded_and_no_worse() {
    let db = Database::fresh().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let held = pool.begin(&context(north(Person::Ada))).await.expect("a transaction");
    let refused = employees::list(&pool, &context(victim()), &everybody()).await.expect_err("no connection left");
    assert_eq!(refused.problem, Problem::Overloaded);
    held.commit().await.expect("an empty commit");
    assert_sees_own(&pool, victim(), "after the wait").await;
}
