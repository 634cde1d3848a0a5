//! Requests that end badly: a refused statement, a panic, a timeout, a killed server process, a broken wire. The next borrower
//! of the only connection works, and what was not confirmed is whole or absent.

use std::time::Duration;

use harness::{Database, Person, north};
use queries::{client::GenericClient as _, queries::people::structure};
use serde_json::json;
use store::{
    Pool, PoolKind,
    datastore::employees::{self, Patch},
};
use types::Problem;
use uuid::Uuid;

use crate::{
    proxy::Proxy,
    support::{
        assert_all_or_nothing, assert_sees_own, assert_settles, backend, context, context_of, entries_of, everybody, pool, rename, row_of, victim,
    },
};

#[tokio::test]
async fn a_refused_write_leaves_nothing_and_the_connection_serves_on() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let rita = north(Person::Rita);
    let patches = [
        (Problem::UnknownReference, Patch { department: Some(Some(Uuid::now_v7())), ..Patch::default() }),
        (Problem::AlreadyExists, Patch { work_email: Some(Some("work.1@northcanary.example".to_owned())), ..Patch::default() }),
        (Problem::InvalidValue, Patch { display_name: Some(String::new()), ..Patch::default() }),
        (Problem::InvalidValue, Patch { work_phone: Some(Some("a\0b".to_owned())), ..Patch::default() }),
    ];
    for (problem, patch) in patches {
        let before = row_of(&admin, rita).await;
        let request = Uuid::now_v7();
        let refused = employees::edit(&pool, &context_of(north(Person::Ada), request), rita.employee(), before.1, &patch).await;
        assert_eq!(refused.expect_err("a refusal").problem, problem, "{patch:?}");
        assert!(!assert_all_or_nothing(&admin, rita, &before, "", request).await);
        assert_sees_own(&pool, victim(), &format!("after {problem:?}")).await;
        assert_settles(&admin, &format!("after {problem:?}")).await;
    }
    let (_, version) = row_of(&admin, rita).await;
    employees::edit(&pool, &context(north(Person::Ada)), rita.employee(), version, &rename("Rita northcanary")).await.expect("a good patch");
}

#[tokio::test]
async fn commit_after_a_failed_statement_is_an_error_and_writes_nothing() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let request = Uuid::now_v7();
    let tx = pool.begin(&context_of(north(Person::Ada), request)).await.expect("a transaction");
    let rows = json!([{ "id": Uuid::now_v7(), "title": "Half of it" }]);
    structure::add_positions().bind(&tx, &rows).all().await.expect("the first half");
    tx.execute("select 1 / 0", &[]).await.expect_err("a refused statement");
    assert!(tx.commit().await.is_err(), "COMMIT of an aborted transaction must not look like success");
    assert_eq!(entries_of(&admin, request).await, 0);
    assert_sees_own(&pool, victim(), "after the failed transaction").await;
    assert_settles(&admin, "after the failed transaction").await;
}

/// The generated `.all()` reads a stream: the refusal comes with its rows, after the call that started it has returned.
#[tokio::test]
async fn commit_after_a_failed_statement_is_an_error_even_if_the_statement_streams() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let request = Uuid::now_v7();
    let tx = pool.begin(&context_of(north(Person::Ada), request)).await.expect("a transaction");
    let first = json!([{ "id": Uuid::now_v7(), "title": "Half of it" }]);
    structure::add_positions().bind(&tx, &first).all().await.expect("the first half");
    let twice = json!([{ "id": Uuid::now_v7(), "title": "Half of it" }]);
    structure::add_positions().bind(&tx, &twice).all().await.expect_err("the title is taken");
    let committed = tx.commit().await;
    assert_eq!(entries_of(&admin, request).await, 0, "nothing was written");
    assert!(committed.is_err(), "and commit() must say so");
}

#[tokio::test]
async fn a_panic_inside_a_transaction_closes_its_connection() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let request = Uuid::now_v7();
    for statements in 0..3 {
        let borrowed = pool.clone();
        let panicking = tokio::spawn(async move {
            let tx = borrowed.begin(&context_of(north(Person::Ada), request)).await.expect("a transaction");
            for number in 0..statements {
                let rows = json!([{ "id": Uuid::now_v7(), "title": format!("Never {number}") }]);
                structure::add_positions().bind(&tx, &rows).all().await.expect("a position");
            }
            assert!(statements > 9, "on purpose, with the transaction open");
        });
        assert!(panicking.await.expect_err("a panic").is_panic());
        assert_sees_own(&pool, victim(), "after a panic").await;
        assert_settles(&admin, "after a panic").await;
    }
    assert_eq!(entries_of(&admin, request).await, 0);
}

#[tokio::test]
async fn a_statement_that_takes_too_long_ends_as_overloaded() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let tx = pool.begin(&context(north(Person::Pia))).await.expect("a transaction");
    tx.execute("set local statement_timeout = '20ms'", &[]).await.expect("a setting");
    let outcome = tx.execute("select pg_sleep(10)", &[]).await;
    assert_eq!(tx.checked(outcome).expect_err("a timeout").problem, Problem::Overloaded);
    assert!(tx.commit().await.is_err());
    assert_sees_own(&pool, victim(), "after a timeout").await;
    assert_settles(&admin, "after a timeout").await;
}

#[tokio::test]
async fn a_row_that_stays_locked_ends_an_edit_as_overloaded() {
    let db = Database::fresh().await;
    let mut admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let rita = north(Person::Rita);
    let before = row_of(&admin, rita).await;
    let locking = admin.transaction().await.expect("a transaction");
    locking.execute("select from people.employees where id = $1 for update", &[&rita.employee()]).await.expect("a lock");
    let request = Uuid::now_v7();
    let late = employees::edit(&pool, &context_of(north(Person::Ada), request), rita.employee(), before.1, &rename("Rita late")).await;
    assert_eq!(late.expect_err("lock_timeout of the role").problem, Problem::Overloaded);
    locking.rollback().await.expect("unlocked");
    assert!(!assert_all_or_nothing(&admin, rita, &before, "Rita late", request).await);
    assert_sees_own(&pool, victim(), "after a lock timeout").await;
}

#[tokio::test]
async fn a_server_process_killed_in_the_middle_ends_one_request_and_no_other() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let tx = pool.begin(&context(north(Person::Pia))).await.expect("a transaction");
    let pid = backend(&tx).await;
    let (slept, _) = tokio::join!(tx.execute("select pg_sleep(10)", &[]), async {
        tokio::time::sleep(Duration::from_millis(30)).await;
        admin.execute("select pg_terminate_backend($1)", &[&pid]).await.expect("a kill")
    });
    assert_eq!(tx.checked(slept).expect_err("killed").problem, Problem::Unavailable);
    assert!(tx.commit().await.is_err());
    assert_sees_own(&pool, victim(), "after a kill").await;
    assert_settles(&admin, "after a kill").await;
}

#[tokio::test]
async fn a_server_process_killed_while_idle_is_replaced() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    for _ in 0..5 {
        assert_sees_own(&pool, victim(), "before the kill").await;
        let sql = "select count(pg_terminate_backend(pid, 2000)) from pg_stat_activity where datname = current_database() and usename = 'app_api'";
        let killed: i64 = admin.query_one(sql, &[]).await.expect("a kill").get(0);
        assert!(killed >= 1);
        // the farewell may still be on its way: one request may meet it, none after that
        if let Err(error) = employees::list(&pool, &context(victim()), &everybody()).await {
            assert_eq!(error.problem, Problem::Unavailable);
        }
        assert_sees_own(&pool, victim(), "after the kill").await;
    }
}

async fn edit_over_cut_wire(proxy: &Proxy, pool: &Pool, admin: &tokio_postgres::Client, bytes: i64) -> (bool, bool) {
    let rita = north(Person::Rita);
    let situation = format!("cut after {bytes} bytes");
    assert_sees_own(pool, victim(), &situation).await;
    let before = row_of(admin, rita).await;
    let (request, name) = (Uuid::now_v7(), format!("Rita {bytes} northcanary"));
    proxy.cut_after(bytes);
    let outcome = employees::edit(pool, &context_of(north(Person::Ada), request), rita.employee(), before.1, &rename(&name)).await;
    // a cut that was not reached yet hits nobody else
    let cut = proxy.was_cut();
    if let Err(error) = &outcome {
        assert_eq!(error.problem, Problem::Unavailable, "{situation}: {error:?}");
    }
    assert_settles(admin, &situation).await;
    let written = assert_all_or_nothing(admin, rita, &before, &name, request).await;
    assert!(written || outcome.is_err(), "{situation}: confirmed and not there");
    if let Err(error) = employees::list(pool, &context(victim()), &everybody()).await {
        assert_eq!(error.problem, Problem::Unavailable, "{situation}: the cut may be noticed by the next request");
    }
    assert_sees_own(pool, victim(), &situation).await;
    (cut, outcome.is_ok())
}

#[tokio::test]
async fn a_wire_cut_in_the_middle_of_an_answer_loses_no_more_than_that_answer() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 1);
    let (mut lost, mut confirmed) = (0, 0);
    for bytes in (1..400).step_by(11) {
        let (cut, ok) = edit_over_cut_wire(&proxy, &pool, &admin, bytes).await;
        lost += usize::from(cut && !ok);
        confirmed += usize::from(ok);
    }
    println!("{lost} answers lost, {confirmed} confirmed");
    assert!(lost > 3, "{lost} answers lost, {confirmed} confirmed");
    assert!(confirmed > 0, "positive control: the cut behind the last byte needed");
}

#[tokio::test]
async fn connections_broken_all_at_once_are_replaced() {
    let db = Database::fresh().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 3);
    for _ in 0..3 {
        let (one, two, three) = (context(north(Person::Ada)), context(victim()), context(north(Person::Pia)));
        let filter = everybody();
        let _ = tokio::join!(employees::list(&pool, &one, &filter), employees::list(&pool, &two, &filter), employees::list(&pool, &three, &filter));
        proxy.sever();
        for _ in 0..3 {
            let _ = employees::list(&pool, &context(victim()), &everybody()).await;
        }
        assert_sees_own(&pool, victim(), "after the break").await;
        assert_sees_own(&pool, north(Person::Ada), "after the break").await;
    }
}
