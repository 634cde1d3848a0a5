//! `rowhouse migrate`: again, at once, and interrupted.

use std::time::Duration;

use futures_util::future::join_all;
use harness::{Database, connect, empty_database, run, strings, value};
use schema::{Applied, Difference};
use tokio_postgres::Client;

/// What differs between a database and the files.
pub(super) async fn difference(admin: &Client) -> Vec<Difference> {
    schema::diff(admin, async |database: &str| Ok(connect(&Database::neighbour_url(database)).await))
        .await
        .unwrap_or_else(|error| panic!("no comparison: {error}"))
}

#[tokio::test]
async fn migrating_twice_does_the_work_once() {
    let db = empty_database().await;
    let mut admin = db.admin().await;
    let first = schema::migrate(&mut admin).await.expect("a migration");
    assert_eq!((first.migrations, first.policies), (schema::migration_names(), true));
    let state = "select md5(string_agg(xmin::text || oid::text, '' order by oid)) from pg_class where relnamespace > 10000";
    let before: Option<String> = value(&admin, state).await;
    let second = schema::migrate(&mut admin).await.expect("a migration");
    assert_eq!(second, Applied { migrations: Vec::new(), policies: false });
    assert_eq!(before, value::<Option<String>>(&admin, state).await, "not one catalog row was touched");
    assert_eq!(difference(&admin).await, []);
}

#[tokio::test]
async fn applying_the_policies_again_leads_to_the_same_catalog() {
    let db = Database::fresh().await;
    let mut admin = db.admin().await;
    let facts = "select kind || object || coalesce(definition, '') as fact from catalog.protection() order by fact";
    let before = strings(&admin, facts).await;
    run(&admin, "update platform.applied_policies set files_sha256 = sha256('an earlier version')").await;
    assert!(matches!(schema::check(&db.login("app_api").await).await, Err(schema::Error::OtherVersion)));
    let applied = schema::migrate(&mut admin).await.expect("a migration");
    assert_eq!((applied.migrations.len(), applied.policies), (0, true));
    assert_eq!(strings(&admin, facts).await, before);
    schema::check(&db.login("app_api").await).await.expect("as the files say");
}

#[tokio::test]
async fn ten_replicas_that_start_at_once_all_succeed_and_one_does_the_work() {
    let db = empty_database().await;
    let mut replicas = Vec::new();
    for _ in 0..10 {
        replicas.push(db.admin().await);
    }
    let outcomes = join_all(replicas.iter_mut().map(schema::migrate)).await;
    let applied: Vec<Applied> = outcomes.into_iter().map(|outcome| outcome.expect("a migration")).collect();
    assert_eq!(applied.iter().filter(|applied| applied.policies).count(), 1, "{applied:?}");
    assert_eq!(applied.iter().filter(|applied| !applied.migrations.is_empty()).count(), 1, "{applied:?}");
    assert_eq!(difference(&db.admin().await).await, []);
}

#[tokio::test]
async fn databases_of_one_server_can_be_migrated_at_the_same_moment() {
    let mut databases = Vec::new();
    for _ in 0..3 {
        databases.push(empty_database().await);
    }
    let migrations = databases.iter().map(async |db| schema::migrate(&mut db.admin().await).await.map(|applied| applied.policies));
    for outcome in join_all(migrations).await {
        assert!(outcome.expect("a migration"));
    }
}

#[tokio::test]
async fn a_migration_that_is_cut_off_is_finished_by_the_next_one() {
    let mut cut_off = 0;
    for delay in [15, 40, 80, 130, 200, 300] {
        let db = empty_database().await;
        let killer = connect(&Database::neighbour_url("postgres")).await;
        let mut victim = db.admin().await;
        let name = db.name().to_owned();
        let kill = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            run(&killer, &format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")).await;
        };
        let (outcome, ()) = futures_util::future::join(schema::migrate(&mut victim), kill).await;
        cut_off += usize::from(outcome.is_err());
        let mut admin = db.admin().await;
        schema::migrate(&mut admin).await.unwrap_or_else(|error| panic!("cut off after {delay} ms: {error}"));
        let facts = "select md5(string_agg(kind || object || coalesce(definition, ''), '' order by kind, object)) from catalog.protection()";
        let fresh = Database::fresh().await;
        assert_eq!(value::<String>(&admin, facts).await, value::<String>(&fresh.admin().await, facts).await, "after {delay} ms");
    }
    assert!(cut_off >= 2, "the migrations were over too soon to show anything: {cut_off}");
}

#[tokio::test]
async fn only_a_superuser_migrates_or_compares() {
    let db = Database::fresh().await;
    for login in ["app_api", "app_platform"] {
        let mut client = db.login(login).await;
        let refused = schema::migrate(&mut client).await.expect_err("a refusal");
        assert!(matches!(&refused, schema::Error::NotSuperuser { login: named } if named == login), "{refused}");
        let refused = schema::diff(&client, async |_: &str| panic!("no scratch database is to be asked for")).await.expect_err("a refusal");
        assert!(matches!(refused, schema::Error::NotSuperuser { .. }), "{refused}");
    }
}
