//! Names that mean something else: temporary objects, schemas, functions, operators, and the driver's own statements.

use harness::{Arena, Person, commit, enter, names, north, refusal, rollback, run, south, strings, value, who};

/// What the pool asks behind COMMIT and RESET ALL; `tests/store` shows that it does.
pub(super) const RESIDUE: &str = "select app.connection_residue(0)";

pub(super) async fn leaves_residue(client: &tokio_postgres::Client) -> bool {
    client.query_typed(RESIDUE, &[]).await.expect("an answer")[0].get(0)
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
    let named = client.prepare(RESIDUE).await.expect("a statement");
    assert!(!client.query_one(&named, &[]).await.expect("an answer").get::<_, bool>(0));
    let name: String =
        value(client, "select name from pg_catalog.pg_prepared_statements where statement = 'select app.connection_residue(0)' and not from_sql")
            .await;
    run(client, &format!("deallocate {name}; prepare {name} as select false as connection_residue")).await;
    assert!(!client.query_one(&named, &[]).await.expect("an answer").get::<_, bool>(0), "the attack is real: it vouches for itself");
    let unnamed = client.query_typed(RESIDUE, &[]).await.expect("an answer");
    assert!(unnamed[0].get::<_, bool>(0), "asked without a name it tells");
}

#[tokio::test]
async fn a_statement_prepared_under_one_member_reads_with_the_rights_of_whoever_executes_it() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    enter(client, north(Person::Hana)).await;
    run(client, "prepare left_behind as select employee_id from people.employment_records").await;
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

/// Whatever can change what the next borrower's statements mean, or whether they run, ends with the request.
#[tokio::test]
async fn no_session_setting_outlives_the_end_of_a_request() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    let settings = "select string_agg(name || '=' || setting, ';' order by name) from pg_catalog.pg_settings where name <> 'application_name'";
    enter(client, north(Person::Ada)).await;
    commit(client).await; // the first context loads plpgsql, which brings settings of its own
    let before: String = value(client, settings).await;
    for setting in [
        "row_security = off",
        "default_transaction_isolation = 'serializable'",
        "default_transaction_read_only = on",
        "statement_timeout = '1ms'",
        "search_path = public",
        "timezone = 'Pacific/Kiritimati'",
        "app.session = 'what somebody was signed in with'",
        "enable_indexscan = off",
    ] {
        enter(client, north(Person::Ada)).await;
        run(client, &format!("set {setting}")).await;
        commit(client).await;
        let name = setting.split(' ').next().expect("a name");
        let left: String = value(client, &format!("select current_setting('{name}')")).await;
        assert!(setting.contains(&left), "{setting} outlives COMMIT alone ({left}): that is what RESET ALL is for");
        run(client, "begin").await;
        client.batch_execute("commit; reset all").await.expect("the end of a request");
        let after: String = value(client, settings).await;
        assert_eq!(after, before, "{setting}");
        assert_eq!(value::<Option<String>>(client, "select nullif(current_setting('app.session', true), '')").await, None);
    }
}
