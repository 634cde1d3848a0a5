//! Many borrowers of two organisations on few connections, a good part of them given up half-way.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt as _, stream};
use harness::{Database, Member};
use queries::client::GenericClient as _;
use store::{Pool, PoolKind, datastore::employees};

use crate::support::{anybody, assert_directory, assert_settles, context, everybody, give_up_after, pool, rename};

const REQUESTS: usize = 3000;
const AT_ONCE: usize = 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Done,
    GivenUp,
}

/// One request of any kind; whatever it sees is the member's own.
async fn request(pool: &Pool, member: Member, number: usize) {
    let context = context(member);
    match number % 5 {
        0 | 1 => {
            let listed = employees::list(pool, &context, &everybody()).await;
            let listed = listed.unwrap_or_else(|error| panic!("{member}: {}", crate::support::told(&error)));
            assert_directory(&listed, member, "mixed");
        }
        2 => {
            let read = employees::read(pool, &context, member.employee()).await.expect("oneself");
            assert!(read.display_name.contains(member.org.token()));
            let twin = Member { org: member.org.other(), ..member };
            assert!(employees::read(pool, &context, twin.employee()).await.is_err(), "{member} read {twin}");
        }
        3 => {
            let name = format!("Renamed {number} {}", member.org.token());
            // most may not, and most versions are stale; nobody may write elsewhere
            let _ = employees::edit(pool, &context, member.employee(), 1, &rename(&name)).await;
        }
        _ => {
            let tx = pool.begin(&context).await.expect("a transaction");
            let rows = tx.query("select org_id::text from people.employees", &[]).await.expect("rows");
            assert!(rows.iter().all(|row| row.get::<_, &str>(0).starts_with(member.org.prefix())), "{member} saw a foreign row");
            assert!(rows.len() > 10, "{member}");
            tx.commit().await.expect("a commit");
        }
    }
}

async fn one_of_many(pool: Arc<Pool>, number: usize) -> End {
    let member = anybody(number * 31 + number / 7);
    let work = request(&pool, member, number);
    let done = match number % 3 {
        0 => give_up_after(work, number * 17 % 23).await,
        1 => tokio::time::timeout(Duration::from_micros((number * 7919 % 6000) as u64), work).await.ok(),
        _ => {
            work.await;
            Some(())
        }
    };
    if done.is_some() { End::Done } else { End::GivenUp }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_borrower_of_a_small_pool_ever_sees_a_foreign_row() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = Arc::new(pool(&db, PoolKind::Requests, 4));
    let ends: Vec<End> = stream::iter(0..REQUESTS)
        .map(|number| tokio::spawn(one_of_many(Arc::clone(&pool), number)))
        .buffer_unordered(AT_ONCE)
        .map(|end| end.expect("no request fails"))
        .collect()
        .await;
    let given_up = ends.iter().filter(|end| **end == End::GivenUp).count();
    println!("{REQUESTS} requests on 4 connections, {given_up} given up");
    assert!(given_up > REQUESTS / 10, "{given_up}");
    assert!(given_up < REQUESTS * 3 / 4, "{given_up}");
    assert_settles(&admin, "after all of them").await;
    let foreign: i64 = harness::value(
        &admin,
        "select count(*) from people.employees where display_name like 'Renamed%' and (org_id::text like 'aaaaaaaa%') <> (display_name like '%northcanary')",
    )
    .await;
    assert_eq!(foreign, 0, "a name of one organisation written into the other");
}
