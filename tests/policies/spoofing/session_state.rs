//! SET, RESET, SET ROLE and connection options: everything a session may change about itself.

use harness::{Arena, Database, Org, Person, Refusal, begin, commit, enter, line, names, north, refusal, rollback, run, strings, who};
use tokio_postgres::{Config, NoTls};

#[tokio::test]
async fn no_login_becomes_another_role() {
    let arena = Arena::open("app_api").await;
    let mut roles = strings(&arena.admin, "select role_name from catalog.role_charter() where role_name <> 'app_api'").await;
    roles.extend(strings(&arena.admin, "select session_user::text").await);
    assert!(roles.len() > 10, "{roles:?}");
    for login in ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"] {
        let client = arena.db.login(login).await;
        for role in roles.iter().filter(|role| *role != login) {
            assert_eq!(refusal(&client, &format!("set role {role}")).await.code, "42501", "{login} -> {role}");
            assert_eq!(refusal(&client, &format!("set session authorization {role}")).await.code, "42501", "{login} -> {role}");
        }
        run(&client, &format!("set role {login}")).await;
        harness::assert_runtime_login(&client, login).await;
    }
    begin(&arena.client).await;
    assert_eq!(refusal(&arena.client, "set local role app_owner").await.code, "42501");
    arena.assert_powerless("after failed role changes").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn reset_and_discard_end_the_context_instead_of_widening_it() {
    let arena = Arena::open("app_api").await;
    for reset in ["reset app.session", "reset app.org_id", "reset app.role", "reset all", "set app.session to default"] {
        enter(&arena.client, north(Person::Ada)).await;
        assert_eq!(who(&arena.client, "select id from people.employees").await, names(Person::employees()));
        run(&arena.client, reset).await;
        arena.assert_powerless(reset).await;
    }
    enter(&arena.client, north(Person::Ada)).await;
    assert_eq!(refusal(&arena.client, "discard all").await.code, "25001");
    run(&arena.client, "discard plans").await;
    arena.assert_stays_home("discard plans inside a context").await;
    run(&arena.client, "discard all").await;
    arena.assert_powerless("discard all").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn r16_a_line_begins_and_ends_on_the_organisations_day_whatever_the_session_says() {
    // these two zones are 26 hours apart: it is never the same day in both
    const AHEAD: &str = "Pacific/Kiritimati";
    const BEHIND: &str = "Etc/GMT+12";
    let arena = Arena::open("app_api").await;
    let client = &arena.client;

    enter(client, north(Person::Hana)).await;
    for (number, employee, bounds) in [
        // begins today where the day is ahead; there is nothing of it yet where it is behind
        (101, Person::Pia, format!("daterange((now() at time zone '{AHEAD}')::date, null)")),
        // ended before today where the day is ahead; still in force where it is behind
        (102, Person::Omar, format!("daterange('2020-01-01', (now() at time zone '{AHEAD}')::date)")),
    ] {
        run(
            client,
            &format!(
                "update people.reporting_lines set valid = daterange('2019-01-01', '2019-02-01') where employee_id = '{employee}' and kind = 'primary' and lower(valid) > now()::date;
                 insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
                 values ('{org}', '{id}', '{employee}', '{manager}', 'primary', {bounds})",
                org = Org::North.id(),
                id = line(Org::North, number),
                employee = north(employee).employee(),
                manager = north(Person::Nora).employee(),
            ),
        )
        .await;
    }
    commit(client).await;

    for (zone, reports) in [(AHEAD, [Person::Nora, Person::Pia]), (BEHIND, [Person::Nora, Person::Omar])] {
        enter(client, north(Person::Ada)).await;
        run(client, &format!("update identity.org_settings set timezone = '{zone}'")).await;
        commit(client).await;
        for session_zone in ["UTC", AHEAD, BEHIND, "-14:00"] {
            run(client, &format!("set timezone = '{session_zone}'")).await;
            enter(client, north(Person::Nora)).await;
            let seen = who(client, "select employee_id from people.employment_records").await;
            assert_eq!(seen, names(reports), "organisation in {zone}, session in {session_zone}");
            run(client, &format!("set local timezone = '{session_zone}'")).await;
            let seen = who(client, "select employee_id from people.employment_records").await;
            assert_eq!(seen, names(reports), "organisation in {zone}, transaction in {session_zone}");
            commit(client).await;
        }
    }
}

#[tokio::test]
async fn row_security_cannot_be_switched_off() {
    let arena = Arena::entered(north(Person::Ada)).await;
    run(&arena.client, "set local row_security = off").await;
    for table in arena.tables.iter().filter(|table| !table.readable.is_empty()) {
        let refusal = refusal(&arena.client, &format!("select {} from {}", table.readable[0], table.name)).await;
        assert_eq!(refusal.code, "42501", "{}: {}", table.name, refusal.message);
    }
    run(&arena.client, "set local row_security = on").await;
    arena.assert_stays_home("row_security on again").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn settings_that_switch_off_triggers_or_checks_are_out_of_reach() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for setting in [
        "session_replication_role = replica",
        "allow_system_table_mods = on",
        "ignore_system_indexes = on",
        "session_preload_libraries = 'x'",
        "log_statement = 'all'",
        "zero_damaged_pages = on",
        "lo_compat_privileges = on",
    ] {
        // 42501 not yours, 55P02 not any more
        let code = refusal(&arena.client, &format!("set {setting}")).await.code;
        assert!(["42501", "55P02"].contains(&code.as_str()), "{setting}: {code}");
    }
    // planner settings are anybody's, and change no answer
    for setting in ["enable_indexscan", "enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_nestloop", "enable_material"] {
        run(&arena.client, &format!("set local {setting} = off")).await;
        assert_eq!(who(&arena.client, "select id from people.employees").await, names(Person::employees()));
    }
    run(&arena.client, "set local constraint_exclusion = off; set local plan_cache_mode = force_generic_plan").await;
    arena.assert_stays_home("every planner setting turned round").await;
}

#[tokio::test]
async fn connection_options_forge_no_context_and_take_no_role() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let tables = harness::tables(&admin, "app_api").await;
    let connect = async |options: &str| {
        let mut config: Config = db.url("app_api").parse().expect("an address");
        config.options(options);
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        Ok::<_, tokio_postgres::Error>(client)
    };
    let forged = format!("-c app.session=guess -c app.org_id={} -c app.role=admin -c TimeZone=Etc/GMT+12 -c search_path=public", Org::South.id());
    let client = connect(&forged).await.expect("a connection");
    harness::assert_runtime_login(&client, "app_api").await;
    harness::assert_sees_nothing(&client, &tables, "forged by connection options").await;
    enter(&client, north(Person::Ada)).await;
    assert_eq!(who(&client, "select id from people.employees").await, names(Person::employees()));
    rollback(&client).await;

    let client = connect("-c row_security=off").await.expect("a connection");
    enter_without_rows(&client).await;

    let client = connect("-c default_transaction_isolation=serializable").await.expect("a connection");
    begin(&client).await;
    let entering = format!("select app.enter('{}', '{}', 'admin')", north(Person::Ada).secret(), Org::North.id());
    assert_eq!(refusal(&client, &entering).await.code, "RH005");

    for refused in
        ["-c role=app_owner", "-c session_authorization=app_owner", "-c session_replication_role=replica", "-c local_preload_libraries=../x"]
    {
        let error = connect(refused).await.expect_err(refused);
        let code = Refusal::from(&error).code;
        assert!(["42501", "22023", "28000", "58P01"].contains(&code.as_str()), "{refused}: {code}");
    }
}

async fn enter_without_rows(client: &tokio_postgres::Client) {
    begin(client).await;
    let entering = format!("select app.enter('{}', '{}', 'admin')", north(Person::Ada).secret(), Org::North.id());
    assert_eq!(refusal(client, &entering).await.code, "42501");
    assert_eq!(refusal(client, "select id from people.employees").await.code, "42501");
    rollback(client).await;
}
