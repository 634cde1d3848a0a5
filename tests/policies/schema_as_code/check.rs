//! What `rowhouse serve` asks before it listens.

use harness::{Database, empty_database, run};
use schema::Error;

use crate::migrate::difference;

#[tokio::test]
async fn a_fresh_database_may_be_served_and_an_empty_one_may_not() {
    let db = Database::fresh().await;
    let client = db.login("app_api").await;
    schema::check(&client).await.expect("as the files say");
    assert_eq!(schema::login_faults(&client, "app_api").await.expect("an answer"), []);
    let empty = empty_database().await;
    let refused = schema::check(&harness::connect(&empty.url("app_api")).await).await;
    assert!(matches!(refused, Err(Error::Unmigrated)), "{refused:?}");
}

#[tokio::test]
async fn every_kind_of_drift_keeps_a_server_from_starting() {
    for drift in [
        "alter table people.employees no force row level security",
        "grant select (hash) on identity.capabilities to app_api",
        "grant temporary on database :database to public",
        "grant execute on function pg_catalog.pg_terminate_backend(integer, bigint) to public",
        "alter function app.org_id() security invoker",
        "create table public.stray ()",
        "alter role app_auth in database :database set app.org_id = 'x'",
    ] {
        let db = Database::fresh().await;
        let client = db.login("app_api").await;
        schema::check(&client).await.expect("control: before");
        run(&db.admin().await, &drift.replace(":database", db.name())).await;
        let refused = schema::check(&client).await;
        assert!(matches!(refused, Err(Error::Drifted)), "{drift}: {refused:?}");
    }
}

#[tokio::test]
async fn migrate_mends_what_the_policies_declare() {
    let db = Database::fresh().await;
    let mut admin = db.admin().await;
    run(
        &admin,
        &format!(
            "alter table people.employees no force row level security; drop policy tenant on people.sites; grant all on all tables in schema identity to public;
             grant select (tag_sha256) on identity.password_credentials to app_api; alter function app.org_id() owner to app_owner; alter view app.caller owner to app_kernel;
             drop trigger _900_audit on people.sites; grant temporary on database {} to public; create function people.stray() returns integer language sql as 'select 1';
             alter function identity.sign_out() security invoker; alter table people.sites disable trigger _200_same_org",
            db.name()
        ),
    )
    .await;
    assert!(difference(&admin).await.len() > 10);
    assert!(schema::migrate(&mut admin).await.expect("a migration").policies);
    assert_eq!(difference(&admin).await, []);
    schema::check(&db.login("app_api").await).await.expect("as the files say");
}

/// Structure that migrations made is not rebuilt by `migrate`, so it must not be recorded as right either.
#[tokio::test]
async fn migrate_does_not_bless_what_it_cannot_mend() {
    for drift in [
        "alter table people.sites drop constraint sites_org_id_name_key",
        "drop index people.reporting_lines_manager",
        "create table public.stray ()",
        "alter table people.sites add column note text",
    ] {
        let db = Database::fresh().await;
        let mut admin = db.admin().await;
        run(&admin, drift).await;
        let client = db.login("app_api").await;
        assert!(matches!(schema::check(&client).await, Err(Error::Drifted)), "control: {drift}");
        let _ = schema::migrate(&mut admin).await;
        let left = difference(&admin).await;
        assert_eq!(schema::check(&client).await.is_ok(), left.is_empty(), "{drift}: migrate left {left:?}");
    }
}

#[tokio::test]
async fn a_superuser_login_is_named_with_every_fault_it_has() {
    let db = Database::fresh().await;
    let faults = schema::login_faults(&db.admin().await, "app_api").await.expect("an answer");
    let texts: Vec<&str> = faults.iter().map(|fault| fault.fault.as_str()).collect();
    for fault in
        ["is not app_api", "is a superuser", "has BYPASSRLS", "may replicate", "may create roles", "may create databases", "owns this database"]
    {
        assert!(texts.contains(&fault), "{fault}: {texts:?}");
    }
    assert!(faults[0].to_string().starts_with("the login "), "{}", faults[0]);
    for other in ["app_auth", "app_worker", "app_platform", "app_auditor"] {
        let faults = schema::login_faults(&db.login(other).await, "app_api").await.expect("an answer");
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!((faults[0].login.as_str(), faults[0].fault.as_str()), (other, "is not app_api"));
    }
}
