//! Roles belong to the whole server: what these tests do to them would disturb any other test, so they have a process and
//! thereby a cluster of their own, and take turns.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

use harness::{Arena, Database, Org, Person, connect, enter, names, north, refusal, rollback, run, strings, value, who};
use tokio::sync::{Mutex, MutexGuard};
use tokio_postgres::Client;

static TURN: Mutex<()> = Mutex::const_new(());

async fn difference(admin: &Client) -> Vec<schema::Difference> {
    schema::diff(admin, async |database: &str| Ok(connect(&Database::neighbour_url(database)).await))
        .await
        .unwrap_or_else(|error| panic!("no comparison: {error}"))
}

/// The roles as the charter says, whatever a test that failed before has left of them.
async fn settled() -> (MutexGuard<'static, ()>, Database) {
    let turn = TURN.lock().await;
    let db = Database::fresh().await;
    schema::migrate(&mut db.admin().await).await.expect("a migration");
    (turn, db)
}

#[tokio::test]
async fn each_drift_of_a_role_is_one_difference_and_is_taken_back_by_its_mend() {
    let (_turn, db) = settled().await;
    let admin = db.admin().await;
    let client = db.login("app_api").await;
    for drift in [
        "alter role app_auditor nologin",
        "alter role app_auditor superuser",
        "alter role app_auditor bypassrls",
        "alter role app_auditor createrole",
        "alter role app_auditor createdb",
        "alter role app_auditor replication",
        "alter role app_auditor inherit",
        "alter role app_auditor connection limit 5",
        "alter role app_owner login",
        "alter role app_auditor set work_mem = '1GB'",
        "alter role app_auditor set app.org_id = 'x'",
        "alter role app_auditor reset statement_timeout",
        "grant app_owner to app_auditor",
        "grant app_api to app_worker",
        "grant app_explainer to app_worker",
        "grant app_api to app_explainer with admin option",
        "revoke app_api from app_explainer",
        "alter role app_explainer noinherit",
        "alter role app_explainer login",
    ] {
        run(&admin, drift).await;
        let found = difference(&admin).await;
        assert_eq!(found.len(), 1, "{drift}: {found:#?}");
        assert_eq!(found[0].kind, "role", "{drift}");
        let normal = |text: &str| text.to_lowercase().replace(" = ", "=").replace('\'', "");
        assert_eq!(normal(&found[0].drift), normal(drift), "{found:#?}");
        assert!(matches!(schema::check(&client).await, Err(schema::Error::Drifted)), "{drift}");
        run(&admin, &found[0].mend).await;
        schema::check(&client).await.unwrap_or_else(|error| panic!("{drift}, after {}: {error}", found[0].mend));
    }
    assert_eq!(difference(&admin).await, []);
    let scratch = strings(&admin, "select datname::text from pg_database where datname like 'rowhouse\\_scratch%'").await;
    assert!(scratch.is_empty(), "left behind: {scratch:?}");
}

#[tokio::test]
async fn a_setting_changed_to_another_value_is_taken_back_by_its_mends() {
    let (_turn, db) = settled().await;
    let admin = db.admin().await;
    run(&admin, "alter role app_auditor set search_path = people").await;
    let found = difference(&admin).await;
    assert!(!found.is_empty() && found.iter().all(|difference| difference.kind == "role"), "{found:#?}");
    for difference in &found {
        run(&admin, &difference.mend).await;
    }
    let left = difference(&admin).await;
    run(&admin, "alter role app_auditor set search_path = pg_catalog").await;
    assert_eq!(left, []);
}

#[tokio::test]
async fn migrate_makes_the_roles_what_the_charter_says() {
    let (_turn, db) = settled().await;
    let mut admin = db.admin().await;
    run(
        &admin,
        "alter role app_auditor superuser bypassrls inherit connection limit 3; alter role app_auditor set search_path = people; alter role app_owner login;
         grant app_owner to app_auditor; grant app_api to app_worker; revoke app_api from app_explainer; alter role app_explainer noinherit;
         grant app_explainer to app_worker",
    )
    .await;
    run(&admin, &format!("alter role app_api in database {} set row_security = off", db.name())).await;
    assert!(difference(&admin).await.len() >= 8);
    assert!(schema::migrate(&mut admin).await.expect("a migration").policies);
    assert_eq!(difference(&admin).await, []);
}

/// A login may change its own settings, and its own password: no server lets one take that away. What it cannot do is gain rows.
#[tokio::test]
async fn settings_a_login_leaves_on_itself_open_nothing_and_show_as_drift() {
    let (_turn, _db) = settled().await;
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    let poisons = [
        "set search_path = people, identity",
        "set timezone = 'Pacific/Kiritimati'",
        "set default_transaction_isolation = 'read committed'",
        "set plan_cache_mode = force_generic_plan",
        "set statement_timeout = 0",
    ];
    for claim in [format!("app.org_id = '{}'", Org::South.id()), "app.role = 'admin'".to_owned(), format!("app.session = '{}'", pia.secret())] {
        assert_eq!(refusal(&arena.client, &format!("alter role app_api set {claim}")).await.code, "42501", "{claim}");
    }
    for scope in ["alter role app_api", &format!("alter role app_api in database {}", arena.db.name())] {
        for poison in &poisons {
            run(&arena.client, &format!("{scope} {poison}")).await;
        }
        let next = arena.another().await;
        harness::assert_sees_nothing(&next, &arena.tables, scope).await;
        enter(&next, north(Person::Omar)).await;
        assert_eq!(who(&next, "select employee_id from people.employee_private").await, names([Person::Omar]), "{scope}");
        rollback(&next).await;
        assert!(matches!(schema::check(&next).await, Err(schema::Error::Drifted)), "{scope}");
        let mut admin = arena.db.admin().await;
        let found = difference(&admin).await;
        assert!(found.len() >= poisons.len(), "{scope}: {found:#?}");
        schema::migrate(&mut admin).await.expect("a migration");
        assert_eq!(difference(&admin).await, [], "{scope}");
    }
    // attributes are out of reach
    for sql in [
        "alter role app_api bypassrls",
        "alter role app_api superuser",
        "alter role app_api inherit",
        "alter role app_auth set search_path = people",
        "alter role all set search_path = people",
    ] {
        assert_eq!(refusal(&arena.client, sql).await.code, "42501", "{sql}");
    }
    assert_eq!(value::<i64>(&arena.admin, "select count(*) from catalog.role_drift").await, 0);
}

#[tokio::test]
async fn row_security_switched_off_for_a_login_is_an_error_and_no_row() {
    let (_turn, _db) = settled().await;
    let arena = Arena::open("app_api").await;
    run(&arena.client, "alter role app_api set row_security = off").await;
    let next = connect(&arena.db.url("app_api")).await;
    for table in arena.tables.iter().filter(|table| !table.readable.is_empty()) {
        let sql = format!("select {} from {}", table.readable[0], table.name);
        assert_eq!(refusal(&next, &sql).await.code, "42501", "{sql}");
    }
    schema::migrate(&mut arena.db.admin().await).await.expect("a migration");
    let healed = arena.another().await;
    enter(&healed, north(Person::Ada)).await;
    assert_eq!(who(&healed, "select id from people.employees").await, names(Person::employees()));
}
