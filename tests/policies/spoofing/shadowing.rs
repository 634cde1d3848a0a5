//! Names that mean something else: temporary objects, schemas, functions, operators, and the driver's own statements.

use harness::{Arena, Org, Person, commit, enter, names, north, refusal, rollback, run, south, strings, value, who};

const CONTEXT_QUERIES: &str = include_str!("../../../sql/queries/app/context.sql");

/// The statement that the pool sends behind COMMIT, as it stands in sql/queries.
pub(super) fn residue_query() -> &'static str {
    let (_, after) = CONTEXT_QUERIES.split_once("--! connection_residue\n").expect("the query is there");
    after.split("--!").next().expect("its text")
}

pub(super) async fn leaves_residue(client: &tokio_postgres::Client) -> bool {
    value(client, residue_query()).await
}

#[tokio::test]
async fn a_login_can_create_nothing_anywhere() {
    let arena = Arena::open("app_api").await;
    let schemas = strings(&arena.admin, "select nspname::text from pg_namespace where nspname !~ '^pg_(toast|temp)'").await;
    assert!(schemas.contains(&"people".to_owned()) && schemas.contains(&"public".to_owned()), "{schemas:?}");
    for login in ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"] {
        let client = arena.db.login(login).await;
        for schema in &schemas {
            for object in [
                format!("create table {schema}.shadow (id integer)"),
                format!("create view {schema}.shadow as select 1 as id"),
                format!("create function {schema}.shadow() returns integer language sql as 'select 1'"),
                format!("create operator {schema}.= (function = pg_catalog.texteq, leftarg = text, rightarg = text)"),
                format!("create type {schema}.shadow as enum ('a')"),
                format!("create sequence {schema}.shadow"),
                format!("create domain {schema}.shadow as text"),
            ] {
                let refusal = refusal(&client, &object).await;
                assert_eq!(refusal.code, "42501", "{login}: {object}: {}", refusal.message);
            }
        }
        for object in [
            "create temporary table caller (org_id uuid)",
            "create temporary view caller as select 1 as org_id",
            "create temporary sequence caller",
            "select 1 as org_id into temporary caller",
            "create table pg_temp.caller (org_id uuid)",
            "create function pg_temp.shadow() returns integer language sql as 'select 1'",
            "create schema shadow",
            "create extension pgcrypto",
            "create cast (text as integer) with inout",
            "create role shadow",
            "create database shadow",
            "create language shadow handler plpgsql_call_handler",
            "create publication shadow for all tables",
            "create event trigger shadow on ddl_command_start execute function app.reject_change()",
            "create foreign data wrapper shadow",
            "create server shadow foreign data wrapper shadow",
        ] {
            let refusal = refusal(&client, object).await;
            assert!(["42501", "3F000", "42704"].contains(&refusal.code.as_str()), "{login}: {object}: {refusal:?}");
        }
    }
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn search_path_moves_no_name_that_a_policy_or_function_uses() {
    let arena = Arena::open("app_api").await;
    for path in ["pg_temp, people, identity, app, pg_catalog", "people, pg_catalog", "\"$user\", public", "''", "audit, app, identity"] {
        enter(&arena.client, north(Person::Pia)).await;
        run(&arena.client, &format!("set local search_path = {path}")).await;
        assert_eq!(who(&arena.client, "select employee_id from people.employment_records").await, names([Person::Pia]), "{path}");
        arena.assert_stays_home(path).await;
    }
    run(&arena.client, "set search_path = pg_temp, public").await;
    arena.assert_powerless("no context behind another search_path").await;
    arena.assert_front_door_works().await;
}

/// The attack is real on a shared connection: this is what the residue check is for.
#[tokio::test]
async fn a_poisoned_statement_answers_the_next_borrower_and_the_residue_check_tells() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    let honest = client.prepare("select display_name from people.employees order by display_name").await.expect("a statement");
    enter(client, north(Person::Pia)).await;
    assert!(!client.query(&honest, &[]).await.expect("rows").is_empty());
    commit(client).await;
    assert!(!leaves_residue(client).await, "an honest borrower leaves nothing");

    // the attacker, signed in as anybody, finds the driver's statement and puts their own in its place
    let name: String =
        value(client, "select name from pg_catalog.pg_prepared_statements where statement like 'select display_name%' and not from_sql").await;
    run(client, &format!("deallocate {name}; prepare {name} as select 'chosen by the attacker'::text as display_name")).await;
    enter(client, south(Person::Pia)).await;
    let answer: String = client.query(&honest, &[]).await.expect("an answer")[0].get(0);
    assert_eq!(answer, "chosen by the attacker", "without the check the next borrower is served by the attacker");
    commit(client).await;

    assert!(leaves_residue(client).await, "the check finds the statement");
    // and even so, the statement reads with the victim's rights what the victim may read
    let another = arena.another().await;
    assert!(!leaves_residue(&another).await, "no other connection is touched");
    arena.assert_front_door_works().await;
}

/// The check itself travels in the same name space: only as an unnamed statement is it beyond the attacker's reach.
#[tokio::test]
async fn a_residue_check_under_a_name_can_be_replaced_and_one_without_cannot() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    let named = client.prepare(residue_query()).await.expect("a statement");
    assert!(!client.query_one(&named, &[]).await.expect("an answer").get::<_, bool>(0));
    let name: String =
        value(client, "select name from pg_catalog.pg_prepared_statements where statement like '-- What must not travel%' and not from_sql").await;
    run(client, &format!("deallocate {name}; prepare {name} as select false as residue")).await;
    assert!(!client.query_one(&named, &[]).await.expect("an answer").get::<_, bool>(0), "the attack is real: it vouches for itself");
    let unnamed = client.query_typed(residue_query(), &[]).await.expect("an answer");
    assert!(unnamed[0].get::<_, bool>(0), "asked without a name it tells");
}

#[tokio::test]
async fn a_statement_prepared_under_one_member_reads_with_the_rights_of_whoever_executes_it() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    enter(client, north(Person::Hana)).await;
    run(client, "prepare left_behind as select employee_id from people.employee_private").await;
    assert_eq!(who(client, "execute left_behind").await, names(Person::employees()));
    commit(client).await;
    for member in [north(Person::Omar), south(Person::Omar)] {
        enter(client, member).await;
        assert_eq!(harness::ids(client, "execute left_behind").await, [member.employee()].into());
        rollback(client).await;
    }
    assert_eq!(harness::ids(client, "execute left_behind").await, [].into(), "and without a context nothing");
    assert!(leaves_residue(client).await);
    run(client, "deallocate all").await;
    assert!(!leaves_residue(client).await);
}

#[tokio::test]
async fn the_request_context_statement_undoes_what_an_earlier_borrower_left_in_the_session() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    let (_, after) = CONTEXT_QUERIES.split_once("--! open_context").expect("the query is there");
    let (_, after) = after.split_once('\n').expect("its text");
    let text = after.split("--!").next().expect("its text").trim();
    let member = north(Person::Ada);
    let text = [("secret", member.secret()), ("org_id", Org::North.id().to_string()), ("role", "admin".to_owned()), ("request_id", String::new())]
        .iter()
        .fold(text.to_owned(), |text, (name, argument)| text.replace(&format!(":{name},"), &format!("'{argument}',")));
    run(client, "set search_path = public; set timezone = 'Pacific/Kiritimati'").await;
    run(client, "begin").await;
    let entered = harness::ids(client, text.trim_end_matches(';')).await;
    assert_eq!(entered, [Org::North.id()].into());
    assert_eq!(value::<String>(client, "select current_setting('search_path')").await, "pg_catalog");
    assert_eq!(value::<String>(client, "select current_setting('timezone')").await, "UTC");
    assert_eq!(who(client, "select id from people.employees").await, names(Person::employees()));
    commit(client).await;
}

/// Whatever can change what the next borrower's statements mean, or whether they run, must not stay unnoticed.
#[tokio::test]
async fn a_changed_session_setting_is_found_by_the_residue_check() {
    let arena = Arena::open("app_api").await;
    let mut unnoticed = Vec::new();
    for setting in [
        "row_security = off",                             // every later statement fails
        "default_transaction_isolation = 'serializable'", // no later context opens
        "default_transaction_read_only = on",
        "statement_timeout = '1ms'",
        "app.session = 'what somebody was signed in with'",
    ] {
        assert!(!leaves_residue(&arena.client).await, "before {setting}");
        run(&arena.client, &format!("set {setting}")).await;
        if !leaves_residue(&arena.client).await {
            unnoticed.push(setting);
        }
        run(&arena.client, "reset all").await;
    }
    assert!(unnoticed.is_empty(), "{unnoticed:?}");
}
