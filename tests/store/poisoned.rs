//! Injected SQL on a pooled connection, then the next tenant on the same pool of one. Every attack has its positive control:
//! the same SQL on a raw connection without the check behind COMMIT does take effect on whoever comes next.

use harness::{Database, Org, Person, begin, commit, enter, north, run, south, value};
use queries::client::GenericClient as _;
use store::{
    Pool, PoolKind,
    datastore::employees::{self, Patch},
};
use tokio_postgres::Client;

use crate::support::{assert_sees_own, attacker, backend, context, pool, row_of, sees_own, victim};

/// What an attacker leaves, and how to see it from the next transaction of the same connection.
struct Residue {
    left: &'static str,
    /// True where it is in effect.
    visible: &'static str,
}

/// Objects that survive COMMIT.
const OBJECTS: [Residue; 3] = [
    Residue { left: "prepare trap as select 1", visible: "select exists (select from pg_catalog.pg_prepared_statements where name = 'trap')" },
    Residue {
        left: "declare held cursor with hold for select id, display_name from people.employees",
        visible: "select exists (select from pg_catalog.pg_cursors where name = 'held')",
    },
    Residue { left: "listen gossip", visible: "select exists (select from pg_catalog.pg_listening_channels() c where c = 'gossip')" },
];

/// Settings that survive COMMIT.
const SETTINGS: [Residue; 15] = [
    Residue {
        left: "set app.org_id = 'aaaaaaaa-0000-7000-8000-000000000000'",
        visible: "select current_setting('app.org_id', true) like 'aaaaaaaa-%'",
    },
    Residue {
        left: "select set_config('app.session', 'secret of ada in the north', false)",
        visible: "select current_setting('app.session', true) like '%ada%'",
    },
    Residue { left: "select set_config('app.role', 'ops', false)", visible: "select current_setting('app.role', true) = 'ops'" },
    Residue {
        left: "select set_config('app.request_id', '00000000-0000-7000-8000-00000000dead', false)",
        visible: "select current_setting('app.request_id', true) like '%dead'",
    },
    Residue {
        left: "select set_config('note.to_self', 'carried along', false)",
        visible: "select current_setting('note.to_self', true) = 'carried along'",
    },
    Residue { left: "set search_path = people, pg_catalog", visible: "select current_setting('search_path') = 'people, pg_catalog'" },
    Residue { left: "set row_security = off", visible: "select current_setting('row_security') = 'off'" },
    Residue { left: "set TimeZone = 'Pacific/Kiritimati'", visible: "select current_setting('TimeZone') = 'Pacific/Kiritimati'" },
    Residue { left: "set client_encoding = 'LATIN1'", visible: "select current_setting('client_encoding') = 'LATIN1'" },
    Residue {
        left: "set default_transaction_isolation = 'serializable'",
        visible: "select current_setting('default_transaction_isolation') = 'serializable'",
    },
    Residue { left: "set default_transaction_read_only = on", visible: "select current_setting('default_transaction_read_only') = 'on'" },
    Residue { left: "set statement_timeout = '1ms'", visible: "select current_setting('statement_timeout') = '1ms'" },
    Residue { left: "set lock_timeout = '1ms'", visible: "select current_setting('lock_timeout') = '1ms'" },
    Residue { left: "set synchronous_commit = local", visible: "select current_setting('synchronous_commit') = 'local'" },
    Residue { left: "set work_mem = '64kB'", visible: "select current_setting('work_mem') = '64kB'" },
];

/// Runs SQL as the attacker through the pool and commits, as an injected statement of a transaction would; gives the server
/// process it ran on.
pub(crate) async fn attack(pool: &Pool, statements: &[&str]) -> i32 {
    let tx = pool.begin(&context(attacker())).await.expect("the attacker signed in");
    let pid = backend(&tx).await;
    for sql in statements {
        tx.execute(*sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
    tx.commit().await.expect("a commit");
    pid
}

/// The same on a raw connection, where nothing looks behind COMMIT.
async fn attack_unchecked(client: &Client, sql: &str) {
    enter(client, attacker()).await;
    run(client, sql).await;
    commit(client).await;
}

/// Whether the next borrower's own transaction meets it.
async fn meets(pool: &Pool, residue: &Residue) -> bool {
    let tx = pool.begin(&context(victim())).await.expect("the victim signed in");
    let row = tx.query_one(residue.visible, &[]).await.unwrap_or_else(|error| panic!("{}: {error:?}", residue.left));
    let met = row.get::<_, Option<bool>>(0) == Some(true);
    tx.commit().await.expect("a commit");
    met
}

#[tokio::test]
async fn what_an_attacker_leaves_on_the_connection_does_not_reach_the_next_tenant() {
    let db = Database::fresh().await;
    let mut reached = Vec::new();
    for residue in OBJECTS.iter().chain(&SETTINGS) {
        let raw = db.login("app_api").await;
        attack_unchecked(&raw, residue.left).await;
        assert!(value::<bool>(&raw, residue.visible).await, "positive control: {}", residue.left);

        let pool = pool(&db, PoolKind::Requests, 1);
        assert_sees_own(&pool, victim(), "before the attack").await;
        attack(&pool, &[residue.left]).await;
        if let Err(problem) = sees_own(&pool, victim(), residue.left).await {
            reached.push(format!("{}: {problem}", residue.left));
            continue;
        }
        attack(&pool, &[residue.left]).await;
        if meets(&pool, residue).await {
            reached.push(format!("{}: still in effect", residue.left));
        }
    }
    assert!(reached.is_empty(), "the next tenant's request meets {reached:#?}");
}

#[tokio::test]
async fn a_connection_with_an_object_left_on_it_is_closed() {
    let db = Database::fresh().await;
    for residue in &OBJECTS {
        let pool = pool(&db, PoolKind::Requests, 1);
        let clean = attack(&pool, &["select 1"]).await;
        let poisoned = attack(&pool, &[residue.left]).await;
        assert_eq!(clean, poisoned, "positive control: a clean connection is used again");
        let next = attack(&pool, &["select 1"]).await;
        assert_ne!(next, poisoned, "{}", residue.left);
    }
}

#[tokio::test]
async fn another_encoding_does_not_change_what_the_next_tenant_reads_or_writes() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    let rita = south(Person::Rita);
    let name = "Zoë Dąbrowska 🌍 southcanary";
    for _ in 0..2 {
        let patch = Patch { display_name: Some(name.to_owned()), ..Patch::default() };
        let (_, version) = row_of(&admin, rita).await;
        let edited = employees::edit(&pool, &context(victim()), rita.employee(), version, &patch).await;
        assert!(edited.is_ok(), "{edited:?}");
        assert_eq!(row_of(&admin, rita).await.0, name);
        let read = employees::read(&pool, &context(victim()), rita.employee()).await;
        assert_eq!(read.map(|row| row.display_name).map_err(|error| error.problem), Ok(name.to_owned()));
        attack(&pool, &["set client_encoding = 'SQL_ASCII'"]).await;
        attack(&pool, &["set client_encoding = 'LATIN1'"]).await;
    }
}

#[tokio::test]
async fn a_transaction_left_open_behind_the_pools_back_is_not_inherited() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    for statements in [
        &["commit", "begin", "select set_config('app.session', 'secret of pia in the north', true)"][..],
        &["commit and chain"][..],
        &["rollback and chain"][..],
        &["rollback", "begin isolation level serializable"][..],
        &["savepoint here", "rollback to here"][..],
    ] {
        let pool = pool(&db, PoolKind::Requests, 1);
        assert_sees_own(&pool, victim(), "before the attack").await;
        attack(&pool, statements).await;
        assert_sees_own(&pool, victim(), &format!("{statements:?}")).await;
        crate::support::assert_settles(&admin, &format!("{statements:?}")).await;
    }
}

#[tokio::test]
async fn statements_taken_away_from_the_driver_cost_the_next_tenant_nothing() {
    let db = Database::fresh().await;
    let raw = db.login("app_api").await;
    let statement = raw.prepare("select 1").await.expect("a statement");
    run(&raw, "deallocate all").await;
    assert!(raw.query(&statement, &[]).await.is_err(), "positive control: the driver does not notice");

    for sql in ["deallocate all", "discard plans", "close all", "unlisten *", "reset all"] {
        let pool = pool(&db, PoolKind::Requests, 1);
        assert_sees_own(&pool, victim(), "before the attack").await;
        attack(&pool, &[sql]).await;
        assert_sees_own(&pool, victim(), sql).await;
    }
}

/// One of them alone leaves no object behind that could be found.
#[tokio::test]
async fn one_statement_taken_away_from_the_driver_costs_the_next_tenant_nothing() {
    let db = Database::fresh().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    assert_sees_own(&pool, victim(), "before the attack").await;
    let tx = pool.begin(&context(attacker())).await.expect("the attacker signed in");
    let pattern = "%from people.employees e%where e.id = %";
    let name: String = tx
        .query_one("select name from pg_catalog.pg_prepared_statements where statement like $1 limit 1", &[&pattern])
        .await
        .expect("the name of read_employee")
        .get(0);
    tx.execute(&format!("deallocate {name}") as &str, &[]).await.expect("a name taken away");
    tx.commit().await.expect("a commit");
    assert_sees_own(&pool, victim(), "read_employee was deallocated").await;
}

#[tokio::test]
async fn a_held_cursor_shows_its_rows_only_on_a_connection_nobody_checks() {
    let db = Database::fresh().await;
    let raw = db.login("app_api").await;
    attack_unchecked(&raw, "declare held cursor with hold for select id, display_name from people.employees").await;
    enter(&raw, victim()).await;
    let rows = raw.query("fetch all from held", &[]).await.expect("positive control: the cursor survived");
    assert!(rows.iter().any(|row| row.get::<_, String>(1).contains(Org::North.token())), "rows of the north in the south's transaction");
    commit(&raw).await;

    let pool = pool(&db, PoolKind::Requests, 1);
    attack(&pool, &["declare held cursor with hold for select id, display_name from people.employees"]).await;
    let tx = pool.begin(&context(victim())).await.expect("the victim signed in");
    let refused = tx.query("fetch all from held", &[]).await.expect_err("there is no such cursor");
    assert_eq!(refused.code().map(tokio_postgres::error::SqlState::code), Some("34000"));
}

#[tokio::test]
async fn a_context_does_not_survive_its_transaction() {
    let db = Database::fresh().await;
    let raw = db.login("app_api").await;
    begin(&raw).await;
    run(&raw, "select set_config('app.session', 'secret of ada in the north', false), set_config('app.role', 'admin', false)").await;
    run(&raw, &format!("select set_config('app.org_id', '{}', false)", Org::North.id())).await;
    commit(&raw).await;
    let left: i64 = value(&raw, "select count(*) from people.employees").await;
    assert!(left > 0, "positive control: with the secret in a session setting the right outlives the transaction");

    let pool = pool(&db, PoolKind::Requests, 1);
    let secret = north(Person::Pia).secret();
    attack(
        &pool,
        &[
            &format!("select set_config('app.session', '{secret}', false), set_config('app.role', 'employee', false)"),
            &format!("select set_config('app.org_id', '{}', false)", Org::North.id()),
        ],
    )
    .await;
    assert_sees_own(&pool, victim(), "a context in session settings").await;
}
