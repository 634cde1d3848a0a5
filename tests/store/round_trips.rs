//! Counted on a wire between the pool and PostgreSQL: one request, one round trip.

use harness::{Database, Org, Person, north};
use queries::queries::people::structure;
use serde_json::json;
use store::{
    PoolKind,
    datastore::{
        employees, members,
        sessions::{self, Credentials, Minted},
    },
};
use types::Problem;

use crate::{
    proxy::Proxy,
    support::{context, everybody, rename, row_of},
};

#[tokio::test]
async fn a_read_a_list_and_the_current_member_take_one_round_trip_each() {
    let db = Database::fresh().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 1);
    for repetition in ["new connection", "warm", "warm again"] {
        for person in [Person::Ada, Person::Pia] {
            let context = context(north(person));
            let (read, reading) = proxy.round_trips(employees::read(&pool, &context, north(Person::Rita).employee())).await;
            let (list, listing) = proxy.round_trips(employees::list(&pool, &context, &everybody())).await;
            let (me, current) = proxy.round_trips(members::current(&pool, &context)).await;
            assert!(read.is_ok() && list.is_ok() && me.is_ok());
            println!("{repetition}, {person}: read {reading}, list {listing}, current member {current}");
            if repetition != "new connection" {
                assert_eq!((reading, listing, current), (1, 1, 1), "{repetition}");
            }
        }
    }
}

#[tokio::test]
async fn the_next_page_takes_one_round_trip_like_the_first() {
    let db = Database::fresh().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 1);
    let context = context(north(Person::Ada));
    let mut counts = Vec::new();
    for _ in 0..2 {
        let mut filter = everybody();
        filter.after = Some(("Marc".to_owned(), uuid::Uuid::nil()));
        let (rows, count) = proxy.round_trips(employees::list(&pool, &context, &filter)).await;
        assert!(!rows.expect("a page").is_empty());
        counts.push(count);
    }
    println!("next page: {counts:?}");
    assert_eq!(counts[1], 1);
}

#[tokio::test]
async fn an_edit_and_a_sign_out_take_one_round_trip_each() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 1);
    let rita = north(Person::Rita);
    let mut counts = Vec::new();
    for name in ["Rita One northcanary", "Rita Two northcanary", "Rita Three northcanary"] {
        let (_, version) = row_of(&admin, rita).await;
        let (edited, count) = proxy.round_trips(employees::edit(&pool, &context(north(Person::Ada)), rita.employee(), version, &rename(name))).await;
        edited.expect("an edit");
        assert_eq!(row_of(&admin, rita).await, (name.to_owned(), version + 1));
        counts.push(count);
    }
    println!("edit: {counts:?}");
    assert_eq!(counts[1..], [1, 1]);
    let (_, version) = row_of(&admin, rita).await;
    let (ada, patch) = (context(north(Person::Ada)), rename("Rita"));
    let (stale, count) = proxy.round_trips(employees::edit(&pool, &ada, rita.employee(), version - 1, &patch)).await;
    assert_eq!(stale.expect_err("a stale version").problem, Problem::VersionMismatch);
    println!("edit of a stale version, with the read that tells why: {count}");

    let mut counts = Vec::new();
    for person in [Person::Sid, Person::Lew] {
        let (ended, count) = proxy.round_trips(sessions::close(&pool, &context(north(person)))).await;
        ended.expect("a sign-out");
        counts.push(count);
    }
    println!("sign-out: {counts:?}");
    assert_eq!(counts[1], 1);
    let (refused, count) = proxy.round_trips(members::current(&pool, &context(north(Person::Sid)))).await;
    assert_eq!(refused.expect_err("a right that ended").problem, Problem::SessionEnded);
    println!("a request whose right has ended, with the reason: {count}");
}

#[tokio::test]
async fn a_sign_in_takes_two_round_trips_for_everybody() {
    let db = Database::fresh().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::SignIn, 1);
    let pia = north(Person::Pia);
    let wrong = pia.tag().into_iter().rev().collect::<Vec<u8>>();
    let attempts: [(&str, String, Vec<u8>); 4] = [
        ("new connection", pia.email(), pia.tag()),
        ("right", pia.email(), pia.tag()),
        ("wrong password", pia.email(), wrong),
        ("unknown address", "nobody@nowhere.example".to_owned(), pia.tag()),
    ];
    for (number, (what, email, tag)) in attempts.into_iter().enumerate() {
        let (outcome, count) = proxy
            .round_trips(async {
                let known = sessions::challenge(&pool, &email).await.expect("a challenge").is_some();
                let credentials = Credentials { email: &email, tag: &tag, organization: Some(Org::North.token()) };
                let digest = [u8::try_from(number).expect("small"); 32];
                let minted = Minted { capability_digest: digest, refresh_digest: digest };
                (known, sessions::open(&pool, &credentials, &minted).await.map(|session| session.member).map_err(|error| error.problem))
            })
            .await;
        println!("sign-in, {what}: {count}");
        let expected = match what {
            "wrong password" => (true, Err(Problem::InvalidCredentials)),
            "unknown address" => (false, Err(Problem::InvalidCredentials)),
            _ => (true, Ok(pia.id())),
        };
        assert_eq!(outcome, expected, "{what}");
        if number > 0 {
            assert_eq!(count, 2, "{what}");
        }
    }
}

#[tokio::test]
async fn a_transaction_takes_one_round_trip_per_statement_and_one_on_either_side() {
    let db = Database::fresh().await;
    let proxy = Proxy::before(&db).await;
    let pool = proxy.pool(PoolKind::Requests, 1);
    for (warm, statements) in [(false, 2), (true, 0), (true, 1), (true, 2), (true, 5)] {
        let ada = context(north(Person::Ada));
        let (outcome, count) = proxy
            .round_trips(async {
                let tx = pool.begin(&ada).await?;
                for number in 0..statements {
                    let id = uuid::Uuid::now_v7();
                    let rows = json!([{ "id": id, "title": format!("Position {statements}/{number} {id}") }]);
                    tx.checked(structure::add_positions().bind(&tx, &rows).all().await)?;
                }
                tx.commit().await
            })
            .await;
        println!("transaction of {statements}, warm: {warm}: {count}");
        outcome.expect("a commit");
        if warm {
            assert_eq!(count, 1 + statements + 1);
        }
    }
}
