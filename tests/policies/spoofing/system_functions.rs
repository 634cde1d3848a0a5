//! What PostgreSQL offers every login beside tables: locks, large objects, other sessions, files, code.

use futures_util::TryStreamExt;
use harness::{Arena, Org, Person, begin, enter, fingerprint, north, refusal, rollback, run, strings, value};

const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

/// Each must be refused for lack of a right, to every login.
const CLOSED: &[&str] = &[
    // locks that outlive a transaction, or block other tenants
    "select pg_advisory_lock(1)",
    "select pg_advisory_lock(1, 2)",
    "select pg_advisory_lock_shared(1)",
    "select pg_try_advisory_lock(1)",
    "select pg_advisory_xact_lock(1)",
    "select pg_try_advisory_xact_lock(1)",
    "select pg_advisory_unlock_all()",
    // large objects belong to no organisation
    "select lo_create(0)",
    "select lo_creat(-1)",
    "select lo_from_bytea(0, 'x')",
    "select lo_get(424242)",
    "select lo_put(424242, 0, 'x')",
    "select lo_open(424242, 262144)",
    "select lo_unlink(424242)",
    "select loread(0, 10)",
    "select lowrite(0, 'x')",
    "select lo_import('/etc/hostname')",
    "select lo_export(424242, '/tmp/x')",
    "select data from pg_catalog.pg_largeobject",
    "alter large object 424242 owner to app_api",
    // other sessions
    "select pg_terminate_backend(pg_backend_pid())",
    "select pg_cancel_backend(pg_backend_pid())",
    "select query from pg_catalog.pg_stat_activity",
    "select pg_stat_get_backend_activity(1)",
    "select pg_stat_get_activity(null)",
    "select pg_export_snapshot()",
    "select pg_notify('channel', 'payload')",
    "select pid from pg_catalog.pg_locks",
    "select pg_current_wal_lsn()",
    "select pg_logical_emit_message(true, 'prefix', 'payload')",
    // the server
    "select pg_read_file('postgresql.conf')",
    "select pg_read_binary_file('PG_VERSION')",
    "select pg_ls_dir('.')",
    "select pg_stat_file('PG_VERSION')",
    "select pg_reload_conf()",
    "select pg_switch_wal()",
    "select pg_current_logfile()",
    "alter system set fsync = off",
    "copy people.sites to '/tmp/sites'",
    "copy (select 1) to program 'cat'",
    "copy people.sites from program 'cat'",
    "load 'plpgsql'",
    "checkpoint",
    // size, counters and statistics of rows one cannot see
    "select pg_relation_size('people.employees')",
    "select pg_total_relation_size('people.employees')",
    "select pg_table_size('people.employees')",
    "select pg_indexes_size('people.employees')",
    "select pg_database_size(current_database())",
    "select n_live_tup from pg_catalog.pg_stat_user_tables",
    "select pg_stat_get_live_tuples('people.employees'::regclass)",
    "select stavalues1::text from pg_catalog.pg_statistic",
    "select stxdmcv::text from pg_catalog.pg_statistic_ext_data",
    "select rolpassword from pg_catalog.pg_authid",
    // code of the caller's own, and queries in a string
    "do $$ begin perform 1; end $$",
    "select query_to_xml('select 1', true, true, '')",
    "select table_to_xml('people.employees', true, true, '')",
    "select schema_to_xml('people', true, true, '')",
    "select database_to_xml(true, true, '')",
    // protection
    "alter table people.employees disable row level security",
    "alter table people.employees no force row level security",
    "drop policy tenant on people.employees",
    "create policy mine on people.employees using (true)",
    "alter policy tenant on people.employees using (true)",
    "alter table people.employees disable trigger all",
    "drop trigger _200_same_org on people.employees",
    "create trigger mine before insert on people.employees for each row execute function app.stamp()",
    "create rule mine as on select to people.employees do instead select 1",
    "create index mine on people.employees (id)",
    "create statistics people.mine on org_id, id from people.employees",
    "comment on table people.employees is 'mine'",
    "grant app_owner to app_api",
    "alter role app_owner login",
    "alter role app_owner password 'x'",
    "alter role app_api superuser",
    "alter role app_api bypassrls",
    "alter function app.enter(text, uuid, text, uuid) owner to app_api",
    "alter function app.org_id() security invoker",
    "drop function app.org_id()",
    "alter view app.caller set (security_invoker = false)",
    "alter database postgres set search_path = x",
    "reassign owned by app_owner to app_api",
    "drop owned by app_owner",
    "security label on table people.employees is 'x'",
    "alter default privileges for role app_owner grant select on tables to app_api",
    "reindex table people.employees",
    "cluster people.employees using employees_by_name",
    "refresh materialized view people.employees",
];

#[tokio::test]
async fn nothing_that_reaches_past_row_security_is_executable() {
    let arena = Arena::open("app_api").await;
    run(&arena.admin, "select lo_from_bytea(424242, convert_to('southcanary', 'UTF8'))").await;
    let before = fingerprint(&arena.admin, Org::South).await;
    for login in LOGINS {
        let client = arena.db.login(login).await;
        for sql in CLOSED {
            let refusal = refusal(&client, sql).await;
            // 42501 no right, 42809 wrong kind of object, 22023 no provider
            assert!(["42501", "42809", "22023"].contains(&refusal.code.as_str()), "{login}: {sql}: {refusal:?}");
        }
    }
    assert_eq!(before, fingerprint(&arena.admin, Org::South).await);
    assert_eq!(value::<i32>(&arena.admin, "select length(lo_get(424242))").await, 11, "control: the object is there");
    arena.assert_front_door_works().await;
}

/// LOCK TABLE needs a grant on the whole table, and a lock stops every organisation: only DELETE is such a grant here.
#[tokio::test]
async fn no_table_can_be_locked_but_those_whose_rows_may_be_deleted() {
    let arena = Arena::open("app_api").await;
    let mut lockable = Vec::new();
    for table in &arena.tables {
        begin(&arena.client).await;
        match arena.client.batch_execute(&format!("lock table {} in access exclusive mode", table.name)).await {
            Ok(()) => lockable.push(table.name.as_str()),
            Err(error) => assert_eq!(harness::Refusal::from(&error).code, "42501", "{}", table.name),
        }
        rollback(&arena.client).await;
    }
    assert_eq!(lockable, ["people.departments", "people.positions", "people.sites"]);
}

/// GRANT on something one does not own is a warning or an error, and grants nothing either way.
#[tokio::test]
async fn nobody_passes_on_a_right() {
    let arena = Arena::open("app_api").await;
    let rights = "select kind || object || coalesce(definition, '') from catalog.protection() order by 1";
    let before = strings(&arena.admin, rights).await;
    for login in LOGINS {
        let client = arena.db.login(login).await;
        for sql in [
            "grant select on people.employees to public",
            "grant all on identity.capabilities to app_api",
            "grant execute on function identity.sign_in(text, bytea, text, uuid, uuid, bytea) to app_api",
            "grant usage on schema people to public",
            "grant temporary on database postgres to public",
            "revoke all on people.employees from app_api",
            "alter default privileges grant select on tables to public",
        ] {
            let _ = client.batch_execute(sql).await;
        }
    }
    let after = strings(&arena.admin, rights).await;
    let added: Vec<_> = after.iter().filter(|fact| !before.contains(fact)).filter(|fact| !fact.starts_with("default privileges")).collect();
    assert!(added.is_empty(), "{added:?}");
}

#[tokio::test]
async fn copy_to_the_client_gives_visible_rows_and_copy_from_is_refused() {
    let arena = Arena::entered(north(Person::Pia)).await;
    for (sql, rows) in [
        ("copy people.employment_records (employee_id, legal_name) to stdout", 1),
        ("copy people.employees (id, display_name) to stdout", 15),
        ("copy (select employee_id, home_address from people.employee_private) to stdout", 1),
        ("copy identity.memberships (id, name) to stdout", 1),
    ] {
        let text = copied(&arena, sql).await;
        assert_eq!(text.lines().count(), rows, "{sql}: {text}");
        assert!(text.contains(Org::North.token()));
        harness::assert_no_foreign_byte(&text, Org::North);
    }
    for table in ["people.sites (org_id, id, name, timezone)", "people.employees (org_id, id, display_name)"] {
        let code = refusal(&arena.client, &format!("copy {table} from stdin")).await.code;
        assert!(["0A000", "42501"].contains(&code.as_str()), "{table}: {code}");
    }
    arena.commit().await;
    assert_eq!(copied(&arena, "copy people.employees (id, display_name) to stdout").await, "", "without a context");
}

async fn copied(arena: &Arena, sql: &str) -> String {
    let stream = arena.client.copy_out(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let chunks: Vec<_> = stream.try_collect().await.expect("the rows");
    chunks.iter().map(|chunk| String::from_utf8_lossy(chunk).into_owned()).collect()
}

#[tokio::test]
async fn statistics_views_hide_the_values_of_tables_under_row_security() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for view in ["pg_stats", "pg_stats_ext", "pg_stats_ext_exprs"] {
        let own = format!("select count(*) from pg_catalog.{view} where schemaname in ('people', 'identity', 'audit', 'lifecycle')");
        assert_eq!(value::<i64>(&arena.client, &own).await, 0, "{view}");
        if view == "pg_stats" {
            assert!(value::<i64>(&arena.admin, &own).await > 0, "control: there are statistics");
        }
    }
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn a_fetch_after_the_last_row_of_ones_own_is_the_end() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Pia)).await;
    let scanned = strings(&arena.client, "select org_id::text from people.employees tablesample bernoulli (100)").await;
    assert!(!scanned.is_empty() && scanned.iter().all(|org| *org == Org::North.id().to_string()), "{scanned:?}");
    for system_column in ["ctid", "xmin", "cmin", "tableoid"] {
        let sql = format!("select {system_column} from people.employees");
        assert_eq!(refusal(&arena.client, &sql).await.code, "42501", "{sql}");
    }
}
