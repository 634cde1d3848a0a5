//! `rowhouse policies diff`: each thing somebody did by hand is one difference, as the SQL they must have run and the SQL that
//! takes it back.

use harness::{Database, run, value};

use crate::migrate::difference;

/// What was done, what kind of difference it is, and what the printed SQL says.
type Drift = (&'static str, &'static str, &'static str);

/// Each drift alone is one difference, and its mend leaves none: the next drift is compared with what the mend left.
async fn each_is_one_difference(drifts: &[Drift]) {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    assert_eq!(difference(&admin).await, [], "fresh");
    let mut unmended = Vec::new();
    for (sql, kind, printed) in drifts {
        run(&admin, &sql.replace(":database", db.name())).await;
        let found = difference(&admin).await;
        assert_eq!(found.len(), 1, "{sql}: {found:#?}");
        let printed = printed.replace(":database", &format!("\"{}\"", db.name()));
        assert_eq!(found[0].kind, *kind, "{sql}: {found:#?}");
        assert!(found[0].drift.replace('\n', " ").contains(&printed), "{sql}: {found:#?}");
        if let Err(error) = admin.batch_execute(&found[0].mend).await {
            unmended.push(format!("{}: {:?}", found[0].mend, harness::Refusal::from(&error)));
            break;
        }
    }
    assert!(unmended.is_empty(), "{unmended:#?}");
    assert_eq!(difference(&admin).await, [], "after the last mend");
}

#[tokio::test]
async fn row_security_and_policies() {
    each_is_one_difference(&[
        (
            "alter table people.employees no force row level security",
            "forced row security",
            "ALTER TABLE people.employees NO FORCE ROW LEVEL SECURITY",
        ),
        ("alter table people.sites disable row level security", "row security", "ALTER TABLE people.sites DISABLE ROW LEVEL SECURITY"),
        ("drop policy tenant on people.employees", "policy", "DROP POLICY tenant ON people.employees"),
        ("alter policy read_own on people.employee_private using (true)", "policy", "USING (true)"),
        ("alter policy read_own on people.employee_private to app_worker", "policy", "TO app_worker"),
        ("create policy stray on people.employees using (true)", "policy", "CREATE POLICY stray ON people.employees AS PERMISSIVE FOR ALL TO PUBLIC"),
    ])
    .await;
}

#[tokio::test]
async fn grants() {
    each_is_one_difference(&[
        ("grant select on people.employee_private to app_worker", "grant", "GRANT SELECT ON people.employee_private TO app_worker"),
        ("grant select (hash) on identity.capabilities to app_api", "grant", "GRANT SELECT (hash) ON identity.capabilities TO app_api"),
        ("grant select on people.sites to public", "grant", "GRANT SELECT ON people.sites TO PUBLIC"),
        ("revoke delete on people.sites from app_api", "grant", "REVOKE DELETE ON people.sites FROM app_api"),
        ("grant select on people.sites to app_api with grant option", "grant", "TO app_api WITH GRANT OPTION"),
        ("grant usage on schema audit to app_worker", "grant", "GRANT USAGE ON SCHEMA audit TO app_worker"),
        (
            "grant execute on function identity.password_challenge(text) to app_api",
            "grant",
            "GRANT EXECUTE ON ROUTINE identity.password_challenge(text) TO app_api",
        ),
    ])
    .await;
}

#[tokio::test]
async fn rights_in_the_database_and_on_system_functions() {
    each_is_one_difference(&[
        (
            "grant execute on function pg_catalog.pg_terminate_backend(integer, bigint) to public",
            "system function",
            "GRANT EXECUTE ON FUNCTION pg_terminate_backend(integer,bigint) TO PUBLIC",
        ),
        ("grant execute on function pg_catalog.lo_get(oid) to app_api", "grant", "GRANT EXECUTE ON ROUTINE lo_get(oid) TO app_api"),
        ("grant temporary on database :database to public", "grant", "GRANT TEMPORARY ON DATABASE :database TO PUBLIC"),
        ("grant create on database :database to app_api", "grant", "GRANT CREATE ON DATABASE :database TO app_api"),
        ("grant usage on language plpgsql to public", "grant", "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC"),
        (
            "alter role app_auth in database :database set search_path = people",
            "role setting",
            "ALTER ROLE app_auth IN DATABASE :database SET search_path=people",
        ),
        ("grant create on schema public to public", "grant", "GRANT CREATE ON SCHEMA public TO PUBLIC"),
    ])
    .await;
}

#[tokio::test]
async fn functions() {
    each_is_one_difference(&[
        (
            "create or replace function app.role() returns text language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
             as $$ begin return 'admin'; end $$",
            "function",
            "begin return 'admin'; end",
        ),
        ("alter function app.role() owner to app_owner", "owner", "ALTER ROUTINE app.role() OWNER TO app_owner"),
        ("alter function app.role() security invoker", "function", "CREATE OR REPLACE FUNCTION app.role()"),
        ("alter function app.role() reset search_path", "function", "CREATE OR REPLACE FUNCTION app.role()"),
        ("alter function app.role() leakproof", "function", "LEAKPROOF"),
        ("create function people.stray() returns integer language sql as 'select 1'", "function", "FUNCTION people.stray()"),
    ])
    .await;
}

#[tokio::test]
async fn triggers_and_rules() {
    each_is_one_difference(&[
        ("alter table people.sites disable trigger _200_same_org", "trigger state", "ALTER TABLE people.sites DISABLE TRIGGER _200_same_org"),
        ("alter table audit.log enable trigger _100_append_only", "trigger state", "ALTER TABLE audit.log ENABLE TRIGGER _100_append_only"),
        ("drop trigger _900_audit on people.sites", "trigger", "DROP TRIGGER _900_audit ON people.sites"),
        (
            "create trigger _950_stray after insert on people.sites for each row execute function app.reject_change()",
            "trigger",
            "CREATE TRIGGER _950_stray AFTER INSERT ON people.sites",
        ),
        ("create rule stray as on delete to people.sites do instead nothing", "rule", "CREATE RULE stray"),
    ])
    .await;
}

#[tokio::test]
async fn tables_constraints_indexes_and_views() {
    each_is_one_difference(&[
        ("create table public.stray ()", "table", "CREATE TABLE public.stray"),
        ("alter table people.sites add column note text", "column", "ALTER TABLE people.sites ADD COLUMN note text"),
        (
            "alter table people.sites drop constraint sites_org_id_name_key",
            "constraint",
            "ALTER TABLE people.sites DROP CONSTRAINT sites_org_id_name_key",
        ),
        (
            "alter table people.employees drop constraint employees_org_id_department_id_fkey",
            "constraint",
            "DROP CONSTRAINT employees_org_id_department_id_fkey",
        ),
        ("drop index people.reporting_lines_manager", "index", "DROP INDEX people.reporting_lines_manager"),
        ("create unique index stray on people.employees (work_email)", "index", "CREATE UNIQUE INDEX stray ON people.employees"),
        ("drop statistics people.employees_org", "statistics", "DROP STATISTICS people.employees_org"),
        ("alter table people.sites owner to app_kernel", "owner", "ALTER TABLE people.sites OWNER TO app_kernel"),
    ])
    .await;
}

#[tokio::test]
async fn options_of_a_view_that_policies_stand_on() {
    each_is_one_difference(&[
        ("alter view app.caller set (security_invoker = false)", "view", "security_invoker=false"),
        ("alter view app.caller owner to app_registrar", "owner", "ALTER VIEW app.caller OWNER TO app_registrar"),
    ])
    .await;
}

#[tokio::test]
async fn the_sql_that_takes_a_column_back_keeps_what_is_in_it() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    for drift in ["alter table people.sites alter column name drop not null", "alter table people.positions alter column title set default 'none'"] {
        run(&admin, drift).await;
        let found = difference(&admin).await;
        assert_eq!(found.len(), 1, "{drift}: {found:#?}");
        assert!(!found[0].mend.contains("DROP COLUMN"), "{drift}: this would delete every value: {found:#?}");
        run(&admin, &found[0].mend).await;
    }
    assert_eq!(difference(&admin).await, []);
    assert_eq!(value::<i64>(&admin, "select count(*) from people.sites where name is not null").await, 4);
}

#[tokio::test]
async fn a_live_database_that_lies_about_itself_is_found_out() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    run(
        &admin,
        "alter table people.employees no force row level security;
         create or replace function catalog.protection() returns table (kind text, object text, definition text, undo text)
             language sql stable set search_path = pg_catalog, pg_temp as $$ select null::text, null::text, null::text, null::text where false $$",
    )
    .await;
    let found = difference(&admin).await;
    let kinds: Vec<&str> = found.iter().map(|difference| difference.kind.as_str()).collect();
    assert_eq!(kinds, ["forced row security", "function"], "{found:#?}");
}
