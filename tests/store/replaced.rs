//! SQL `PREPARE` shares the name space of the driver's own statements. Whoever can run several statements in one transaction
//! could put one of theirs under a name that the next tenant's request will execute, the check behind COMMIT included.

use harness::{Database, Member, Org, Person, commit, enter, run, south};
use queries::client::GenericClient as _;
use store::{OrgTx, Pool, PoolKind};

use crate::support::{assert_sees_own, attacker, backend, context, pool, victim};

/// One of the driver's statements, as the attacker finds it in `pg_prepared_statements`.
struct Known {
    name: String,
    text: String,
}

async fn find(tx: &OrgTx, pattern: &str) -> Option<Known> {
    let sql = "select name, statement from pg_catalog.pg_prepared_statements where statement like $1 and not from_sql order by prepare_time limit 1";
    let row = tx.query_opt(sql, &[&pattern]).await.expect("pg_prepared_statements");
    row.map(|row| Known { name: row.get(0), text: row.get(1) })
}

async fn put(tx: &OrgTx, known: &Known, parameters: &str, text: &str) {
    for sql in [format!("deallocate {}", known.name), format!("prepare {} {parameters} as {text}", known.name)] {
        tx.execute(&sql as &str, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }
}

/// Puts an answer of "nothing was left behind" in the place of the check, if it has a name to be replaced under.
async fn blind_the_check(tx: &OrgTx) {
    if let Some(check) = find(tx, "%pg_listening_channels()%").await {
        put(tx, &check, "", "select false").await;
    }
}

async fn enter_as(pool: &Pool, member: Member) -> OrgTx {
    pool.begin(&context(member)).await.expect("a signed-in member")
}

#[tokio::test]
async fn on_an_unchecked_connection_a_replaced_statement_answers_the_next_tenant() {
    let db = Database::fresh().await;
    let raw = db.login("app_api").await;
    let statement = raw.prepare("select display_name from people.employees where id = $1").await.expect("a statement");
    enter(&raw, attacker()).await;
    let found = raw.query_one("select name from pg_catalog.pg_prepared_statements where statement like 'select display_name%'", &[]).await;
    let name: String = found.expect("its name").get(0);
    run(&raw, &format!("deallocate {name}; prepare {name} (uuid) as select 'replaced'::text where $1 is not null")).await;
    commit(&raw).await;
    enter(&raw, victim()).await;
    let row = raw.query_one(&statement, &[&victim().employee()]).await.expect("an answer");
    assert_eq!(row.get::<_, String>(0), "replaced", "positive control");
}

#[tokio::test]
async fn a_replaced_statement_never_answers_the_next_tenant() {
    let db = Database::fresh().await;
    for pattern in ["%from people.employees e%where e.id = %", "%set_config('app.session'%", "%app.refusal(%", "%pg_listening_channels()%"] {
        let pool = pool(&db, PoolKind::Requests, 1);
        assert_sees_own(&pool, victim(), "before the attack").await;
        let tx = enter_as(&pool, attacker()).await;
        let before = backend(&tx).await;
        let Some(known) = find(&tx, pattern).await else {
            continue; // it has no name, or was not needed yet: nothing to replace
        };
        let parameters = if known.text.contains("$4") {
            "(text, text, text, text)"
        } else if known.text.contains("$1") {
            "(uuid)"
        } else {
            ""
        };
        put(&tx, &known, parameters, "select null::uuid").await;
        tx.commit().await.expect("a commit");
        assert_sees_own(&pool, victim(), pattern).await;
        assert_ne!(backend(&enter_as(&pool, victim()).await).await, before, "{pattern}: the connection was closed");
    }
}

#[tokio::test]
async fn a_replaced_residue_check_does_not_vouch_for_a_poisoned_connection() {
    let db = Database::fresh().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    assert_sees_own(&pool, victim(), "before the attack").await;
    let tx = enter_as(&pool, attacker()).await;
    let before = backend(&tx).await;
    blind_the_check(&tx).await;
    tx.execute("prepare trap as select 1", &[]).await.expect("something to find");
    tx.commit().await.expect("a commit");
    assert_sees_own(&pool, victim(), "the check was replaced").await;
    assert_ne!(backend(&enter_as(&pool, victim()).await).await, before, "the poisoned connection was closed");
}

/// The worst that could come of it: the next tenant's secret, taken from the statement that opens their context, and with it
/// every row they may see.
#[tokio::test]
async fn the_next_tenants_secret_cannot_be_taken_through_a_replaced_statement() {
    let db = Database::fresh().await;
    let pool = pool(&db, PoolKind::Requests, 1);
    assert_sees_own(&pool, victim(), "before the attack").await;
    let tx = enter_as(&pool, attacker()).await;
    blind_the_check(&tx).await;
    if let Some(open) = find(&tx, "%set_config('app.session'%").await {
        let taking = "set_config('stolen.secrets', concat_ws(' | ', current_setting('stolen.secrets', true), $1), false) as taken, set_config('app.session', $1, true)";
        let text = open.text.replacen("set_config('app.session', $1, true)", taking, 1);
        assert_ne!(text, open.text, "the statement is not the one this attack knows");
        put(&tx, &open, "(text, text, text, text)", &text).await;
    }
    tx.commit().await.expect("a commit");
    assert_sees_own(&pool, victim(), "the context was replaced").await;

    let tx = enter_as(&pool, attacker()).await;
    let stolen: Option<String> = tx.query_one("select current_setting('stolen.secrets', true)", &[]).await.expect("a setting").get(0);
    let secret = victim().secret();
    if !stolen.is_some_and(|secrets| secrets.contains(&secret)) {
        return;
    }
    // what it is worth: the attacker's own next request, in the victim's name
    tx.execute("select set_config('app.session', $1, true), set_config('app.role', 'admin', true)", &[&secret]).await.expect("a setting");
    tx.execute("select set_config('app.org_id', $1, true)", &[&Org::South.id().to_string()]).await.expect("a setting");
    let rows = tx.query("select display_name from people.employees where id = $1", &[&south(Person::Rita).employee()]).await.expect("rows");
    let names: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    panic!("a member of the north holds the secret of {}, and reads {names:?}", victim());
}
