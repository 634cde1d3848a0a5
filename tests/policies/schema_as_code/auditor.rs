//! The catalog as a DBA without any right to a row reads it: every view, no customer's data, and each finds what it is for.

use harness::{Arena, Org, Person, enter, north, refusal, rollback, run, strings, value};

#[tokio::test]
async fn r1_an_auditor_reads_every_view_of_the_catalog_and_no_row() {
    let arena = Arena::open("app_auditor").await;
    // somebody is connected, so that there is something to show
    enter(&arena.another().await, north(Person::Ada)).await;
    let views = strings(
        &arena.admin,
        "select c.oid::regclass::text from pg_class c where c.relnamespace = 'catalog'::regnamespace and c.relkind = 'v' and has_table_privilege('app_auditor', c.oid, 'select') order by 1",
    )
    .await;
    for expected in [
        "access",
        "connected_logins",
        "definer_functions",
        "drift",
        "evidence_runs",
        "indexes",
        "indexes_without_policy",
        "tables_without_floor",
        "tenant_index_plans",
    ] {
        assert!(views.contains(&format!("catalog.{expected}")), "{expected} is not the auditor's: {views:?}");
    }
    for view in &views {
        let rows = strings(&arena.client, &format!("select to_jsonb(v)::text from {view} v")).await.concat().to_lowercase();
        for org in Org::BOTH {
            assert!(!rows.contains(org.token()) && !rows.contains(org.prefix()), "{view} shows customer data: {rows}");
        }
    }
    for table in &arena.tables {
        let refusal = refusal(&arena.client, &format!("select from {}", table.name)).await;
        assert_eq!(refusal.code, "42501", "{}", table.name);
    }
    let uncommented = "select c.oid::regclass::text from pg_class c where c.relnamespace = 'catalog'::regnamespace and c.relkind = 'v' and obj_description(c.oid, 'pg_class') is null";
    assert!(strings(&arena.admin, uncommented).await.is_empty());
}

#[tokio::test]
async fn r1_who_can_do_what_is_told_in_words() {
    let arena = Arena::open("app_auditor").await;
    let words = async |role: &str, table: &str, operation: &str| {
        let sql = format!(
            "select a.in_words from catalog.access a where a.role_name = '{role}' and a.table_name = '{table}' and a.operation = '{operation}'"
        );
        strings(&arena.client, &sql).await.pop().unwrap_or_default()
    };
    let reading = words("app_api", "people.employee_private", "read").await;
    assert!(reading.contains("R1: one's own private data.") && reading.contains("the caller's organisation alone"), "{reading}");
    assert!(reading.contains("people.read_private(uuid) as app_transition"), "{reading}");
    let update = words("app_api", "people.employees", "update").await;
    assert!(update.contains("display_name") && !update.contains("state,"), "{update}");
    assert_eq!(words("app_api", "people.employees", "delete").await, "");
    assert_eq!(words("app_auditor", "people.employees", "read").await, "");
    // through another function: nothing in set_member_role's own text reads memberships but member_to_change
    assert!(words("app_auth", "identity.capabilities", "insert").await.contains("through identity.mint"));
    run(&arena.admin, "grant select on people.employees to app_auditor").await;
    assert_eq!(words("app_auditor", "people.employees", "read").await, "holds a grant to read, and no policy that shows it a row");
    run(&arena.admin, "create policy hole on people.employees for select to app_auditor using (true)").await;
    assert!(words("app_auditor", "people.employees", "read").await.contains("rows that hole"));
}

/// Each view is empty or right on the schema as it is, and finds what is broken.
#[tokio::test]
async fn each_view_finds_what_it_is_for() {
    let arena = Arena::open("app_auditor").await;
    let (admin, auditor) = (&arena.admin, &arena.client);

    assert_eq!(value::<i64>(auditor, "select count(*) from catalog.tables_without_floor where not by_design").await, 0);
    run(admin, "drop policy tenant on people.sites").await;
    assert_eq!(strings(auditor, "select table_name from catalog.tables_without_floor where not by_design").await, ["people.sites"]);

    let idle = "select index_name from catalog.indexes_without_policy order by 1";
    let known = strings(auditor, idle).await;
    assert_eq!(known, ["audit.log_actor", "identity.sessions_login", "people.employees_by_name"], "each serves a list or filter");
    run(admin, "create index stray on people.departments (org_id, created_at)").await;
    assert!(strings(auditor, idle).await.contains(&"people.stray".to_owned()));

    let blind = "select table_name from catalog.tenant_index_plans where not by_organisation";
    assert!(strings(auditor, blind).await.is_empty(), "every floor is an index condition");
    assert!(value::<i64>(auditor, "select count(*) from catalog.tenant_index_plans").await > 20);
    run(admin, "alter policy tenant on people.positions using (org_id::text = (select c.org_id::text from app.caller c))").await;
    assert_eq!(strings(auditor, blind).await, ["people.positions"]);

    let paths = "select function from catalog.definer_functions where search_path is distinct from 'pg_catalog, pg_temp' or owner_may_login";
    assert!(strings(auditor, paths).await.is_empty());
    run(admin, "alter function app.role() set search_path = people; alter function app.today() owner to app_api").await;
    assert_eq!(strings(auditor, paths).await, ["app.role()", "app.today()"]);

    let drift = strings(auditor, "select kind || ' ' || drift from catalog.drift").await;
    assert_eq!(drift.len(), 1, "{drift:?}");
    assert!(drift[0].starts_with("catalog what protects it is not what it was"), "{drift:?}");

    let here = "select login || case when passes_row_security then ' passes' else '' end || case when in_charter then '' else ' stranger' end from catalog.connected_logins";
    let here = strings(auditor, here).await;
    assert!(here.contains(&"app_auditor".to_owned()) && here.iter().any(|login| login.ends_with(" passes stranger")), "{here:?}");
}

#[tokio::test]
async fn r23_an_untouched_database_has_no_drift_to_tell() {
    let arena = Arena::open("app_auditor").await;
    schema::migrate(&mut arena.db.admin().await).await.expect("a migration");
    assert_eq!(strings(&arena.client, "select drift from catalog.drift").await, Vec::<String>::new());
}

#[tokio::test]
async fn recorded_runs_are_the_operators_to_write_and_nobodys_to_change() {
    let arena = Arena::open("app_auditor").await;
    let now = std::time::SystemTime::now();
    let run_of = |passed| schema::EvidenceRun {
        kind: schema::EvidenceKind::Compare,
        started_at: now,
        finished_at: now,
        passed,
        figures: serde_json::json!({ "differences": 0 }),
        version: "test",
    };
    schema::record(&mut arena.db.admin().await, &run_of(false)).await.expect("recorded");
    schema::record(&mut arena.db.login("app_platform").await, &run_of(true)).await.expect("recorded");
    let shown = "select kind || ' ' || outcome || ' ' || judged_these_files || ' ' || latest from catalog.evidence_runs order by recorded_at desc";
    assert_eq!(strings(&arena.client, shown).await.len(), 2);
    assert!(strings(&arena.client, shown).await.iter().all(|run| run.contains("true")), "judged these files");
    let operator = arena.db.login("app_platform").await;
    for sql in ["update platform.evidence_runs set outcome = 'passed'", "delete from platform.evidence_runs", "truncate platform.evidence_runs"] {
        assert_eq!(refusal(&operator, sql).await.code, "42501", "{sql}");
        assert_eq!(refusal(&arena.admin, sql).await.code, "RH012", "{sql}");
    }
    let forged = "insert into platform.evidence_runs (kind, started_at, finished_at, outcome, files_sha256, version, recorded_at) values ('lint', now(), now(), 'passed', sha256('x'), '1', now())";
    assert_eq!(refusal(&operator, forged).await.code, "42501", "when it was recorded is the server's word");
    for login in ["app_api", "app_auth", "app_worker", "app_auditor"] {
        let client = arena.db.login(login).await;
        assert_eq!(refusal(&client, "insert into platform.evidence_runs (kind) values ('lint')").await.code, "42501", "{login}");
    }
    rollback(&operator).await;
}
