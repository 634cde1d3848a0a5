//! The function that acts as somebody else, in the hands of whoever can send any SQL as the request pool.

use harness::{Arena, Org, Person, commit, enter, fingerprint, north, refusal, rollback, run, south, value};

use crate::told::asked;

const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

#[tokio::test]
async fn no_login_reaches_what_explains_but_through_the_one_function() {
    let arena = Arena::open("app_api").await;
    let (ada, rita) = (north(Person::Ada), north(Person::Rita));
    for login in LOGINS {
        let client = arena.db.login(login).await;
        for sql in [
            "select * from app.decide_access('read', 'people.employees', null)".to_owned(),
            "select * from app.try_and_undo('select 1', null, null)".to_owned(),
            "select app.clause_holds('people.employees', '{}', 'true')".to_owned(),
            "select app.values_seen('people.employees', '{}', '(select 1)')".to_owned(),
            "select app.row_read_by_caller('people.employees', 'id', gen_random_uuid())".to_owned(),
            "select app.plan_of_floor('people.employees')".to_owned(),
            "select * from app.grants_decide('read', 'people.employees', null, null)".to_owned(),
            format!("select * from identity.open_right_to_explain('{}', sha256('x'))", rita.id()),
            format!("select * from catalog.explain_access('{}', 'read', 'people.employees')", ada.id()),
            "set role app_explainer".to_owned(),
            "set session authorization app_explainer".to_owned(),
            "grant app_explainer to app_api".to_owned(),
        ] {
            assert_eq!(refusal(&client, &sql).await.code, "42501", "{login}: {sql}");
        }
        if login != "app_api" {
            let sql = format!("select * from app.explain_member_access('{}', 'read', 'people.employees', '{}')", ada.id(), rita.employee());
            assert_eq!(refusal(&client, &sql).await.code, "42501", "{login}");
        }
    }
    let exists = "select rolcanlogin from pg_roles where rolname = 'app_explainer'";
    assert!(!value::<bool>(&arena.admin, exists).await, "control: the role is there and cannot log in");
}

#[tokio::test]
async fn names_come_from_closed_lists() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let (hana, rita) = (north(Person::Hana).id(), north(Person::Rita).employee());
    for (action, table) in [
        ("read; delete from people.sites", "people.employees"),
        ("", "people.employees"),
        ("identity.sign_out", "people.employees"),
        ("identity.end_rights", "identity.memberships"),
        ("people.leave", "identity.memberships"),
        ("people.read_private", "people.employees"),
        ("people.keep_private", "people.employees"),
        ("app.try_and_undo", "people.employees"),
        ("read", "people.employees; select 1"),
        ("read", "people.employees, identity.capabilities"),
        ("read", "\"people\".\"employees\""),
        ("read", "people.employees_by_name"),
        ("read", "pg_catalog.pg_authid"),
        ("read", "identity.capabilities"),
        ("read", "identity.users"),
        ("read", "identity.member_directory"),
        ("read", "platform.deployment"),
        ("read", "no.such_table"),
        ("read", "identity.group_members"), // one id does not tell which row
        ("insert", "people.employees"),     // of no row
    ] {
        let refusal = asked(&arena.client, hana, action, table, Some(rita)).await.unwrap_err();
        assert_eq!(refusal.code, "RH050", "{action} {table}: {refusal:?}");
    }
    assert!(asked(&arena.client, hana, "read", "people.employees", Some(rita)).await.unwrap().0, "control");
}

/// Claims are read when they are needed, and a statement may change them on its way.
#[tokio::test]
async fn claims_that_change_around_the_question_open_nothing() {
    let arena = Arena::open("app_api").await;
    let client = &arena.client;
    enter(client, north(Person::Ada)).await;
    for (number, code) in [(63, "org.roles"), (64, "org.members.read"), (65, "people.chart.read"), (66, "people.read")] {
        let sql = format!(
            "select identity.override_permission('{}', '{}', '{code}', 'allow', 'why', null)",
            Org::North.unused(number),
            north(Person::Pia).id()
        );
        run(client, &sql).await;
    }
    commit(client).await;
    let before = fingerprint(&arena.admin, Org::North).await;
    let (hana, rita, pia) = (north(Person::Hana), north(Person::Rita), north(Person::Pia));
    let question = format!("app.explain_member_access('{}', 'read', 'people.employees', '{}')", hana.id(), rita.employee());

    // the colleague's right is not the asker's: before, beside and behind the question she reads the entries about herself alone
    enter(client, pia).await;
    let own: i64 = value(client, "select count(*) from audit.log").await;
    assert!((1..10).contains(&own), "control: Hana would read them all");
    let beside = format!(
        "with a as (select count(*) as n from audit.log), e as materialized (select * from {question}), b as (select count(*) as n from audit.log, (select count(*) from e) x)
         select (select count(*) from e) > 0 and (select n from a) = {own} and (select n from b) = {own}
            and (select count(*) from audit.log where (select count(*) from e) > 0) = {own} and app.member_id() = '{}'",
        pia.id()
    );
    assert!(value::<bool>(client, &beside).await);
    let settings = format!("select current_setting('app.session') || current_setting('app.role') from {question} limit 1");
    assert_eq!(value::<String>(client, &settings).await, format!("{}employee", pia.secret()), "nor is its secret shown");
    rollback(client).await;

    // somebody else's claims, set in the same statement, without the secret behind them
    enter(client, north(Person::Lew)).await;
    for claims in [
        "set_config('app.role', 'admin', true)".to_owned(),
        format!("set_config('app.org_id', '{}', true)", Org::South.id()),
        "set_config('app.session', 'guessed', true)".to_owned(),
    ] {
        let sql =
            format!("select * from (select {claims} as c offset 0) x cross join lateral (select e.* from {question} e where x.c is not null) e");
        assert_eq!(refusal(client, &sql).await.code, "RH030", "{claims}");
    }
    rollback(client).await;

    // south's admin, in the north's organisation
    enter(client, south(Person::Ada)).await;
    assert_eq!(refusal(client, &format!("select * from {question}")).await.code, "RH032");
    rollback(client).await;

    // an old snapshot would keep an ended right alive
    run(client, "begin isolation level repeatable read").await;
    let claimed = format!(
        "select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', 'admin', true)",
        north(Person::Ada).secret(),
        Org::North.id()
    );
    run(client, &claimed).await;
    assert_eq!(refusal(client, &format!("select * from {question}")).await.code, "RH030");
    rollback(client).await;
    assert_eq!(before, fingerprint(&arena.admin, Org::North).await);
}

/// The narrow function of the sign-in owner checks for itself: even its one caller cannot open a right without an asker's.
#[tokio::test]
async fn r23_the_right_is_opened_only_for_an_asker_who_may() {
    let arena = Arena::open("app_api").await;
    let admin = &arena.admin;
    let open = async |person: Option<Person>, member: uuid::Uuid| {
        run(admin, "begin").await;
        if let Some(person) = person {
            let asker = north(person);
            let claims = format!(
                "select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', '{}', true)",
                asker.secret(),
                asker.org.id(),
                asker.role()
            );
            run(admin, &claims).await;
        }
        run(admin, "set local role app_explainer").await;
        let outcome = admin.query(&format!("select org_id from identity.open_right_to_explain('{member}', sha256('x'))"), &[]).await;
        let outcome = outcome.map(|rows| rows.len()).map_err(|error| harness::Refusal::from(&error).code);
        rollback(admin).await;
        outcome
    };
    let hana = north(Person::Hana).id();
    assert_eq!(open(None, hana).await, Err("RH030".to_owned()));
    assert_eq!(open(Some(Person::Pia), hana).await, Err("RH030".to_owned()));
    assert_eq!(open(Some(Person::Hana), hana).await, Err("RH030".to_owned()));
    assert_eq!(open(Some(Person::Ada), south(Person::Hana).id()).await, Err("RH032".to_owned()));
    assert_eq!(open(Some(Person::Ada), north(Person::Gwen).id()).await, Ok(0), "who has left gets none");
    assert_eq!(open(Some(Person::Ada), hana).await, Ok(1), "control");
}

/// Whoever adds a function that moves a row says here, or in app.askable_transitions(), whether admins may ask about it.
#[tokio::test]
async fn every_transition_is_askable_or_named_here() {
    const NOT_ASKED_ABOUT: [&str; 65] = [
        "app.explain_member_access",       // asking itself
        "app.remember",                    // machinery of repeats
        "app.replay",                      // machinery of repeats
        "identity.delegate",               // of no row; one's own
        "identity.invite",                 // of no row
        "identity.override_permission",    // of no row
        "identity.remove_group",           // answers by version, which is state
        "identity.remove_group_member",    // one id does not tell which row
        "identity.sign_out",               // one's own
        "identity.withdraw_from_group",    // one id does not tell which row
        "lifecycle.abort_import",          // the import's own machinery
        "lifecycle.open_import",           // of no row
        "lifecycle.record_export",         // of no row
        "lifecycle.stage_import_rows",     // the import's own machinery
        "lifecycle.submit_import",         // the import's own machinery
        "people.edit_own_profile",         // one's own
        "people.keep_private",             // whether there is a private record is nobody's business (R3)
        "people.read_private",             // likewise
        "performance.acknowledge_grade",   // one's own (R1)
        "performance.activate_cycle",      // answers by version, which is state
        "performance.activate_goal",       // answers by version, which is state
        "performance.add_goal_update",     // answers by state
        "performance.add_participants",    // answers by what it is sent and by state
        "performance.answer_correction",   // what is said about a grade is not for admins (R4)
        "performance.answer_goal_change",  // answers by state
        "performance.archive_scale",       // answers by version, which is state
        "performance.archive_template",    // answers by version, which is state
        "performance.ask_correction",      // likewise
        "performance.ask_goal_change",     // answers by state
        "performance.cancel_cycle",        // answers by version, which is state
        "performance.close_cycle",         // answers by version, which is state
        "performance.conclude_goal",       // answers by version, which is state
        "performance.confirm_grades",      // answers by state
        "performance.discard_draft",       // one's own (R6)
        "performance.exclude_participant", // who decides about whom is not for admins (R4)
        "performance.include_participant", // likewise
        "performance.keep_cycle",          // answers by version, which is state
        "performance.keep_goal",           // answers by version, which is state
        "performance.keep_scale",          // answers by version, which is state
        "performance.keep_template",       // answers by version, which is state
        "performance.lock_session",        // answers by version, which is state
        "performance.move_grade",          // how grades are compared is not for admins (R9)
        "performance.note_grade",          // likewise
        "performance.open_cycle",          // of no row
        "performance.open_goal",           // one's own, and one's reports'
        "performance.open_session",        // answers by state
        "performance.preview_grades",      // answers by state
        "performance.propose_grade",       // one's own (R4)
        "performance.publish_scale",       // answers by version, which is state
        "performance.publish_template",    // answers by version, which is state
        "performance.record_key_result",   // answers by version, which is state
        "performance.release_grades",      // answers by version, which is state
        "performance.remove_cycle",        // answers by version, which is state
        "performance.remove_goal",         // answers by version, which is state
        "performance.remove_participant",  // answers by state
        "performance.remove_scale",        // answers by version, which is state
        "performance.remove_template",     // answers by version, which is state
        "performance.reopen_review",       // answers by version, which is state
        "performance.resume_cycle",        // answers by version, which is state
        "performance.save_draft",          // one's own (R6)
        "performance.set_reviewer",        // who decides about whom is not for admins (R4)
        "performance.start_calibration",   // answers by version, which is state
        "performance.submit_review",       // one's own (R6)
        "performance.withdraw_scale",      // answers by version, which is state
        "performance.withdraw_template",   // answers by version, which is state
    ];
    let arena = Arena::open("app_api").await;
    let moving = "select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                   where n.nspowner = 'app_owner'::regrole and p.prosecdef and p.provolatile = 'v' and has_function_privilege('app_api', p.oid, 'execute')";
    let unsaid = harness::strings(
        &arena.admin,
        &format!("select f from ({moving}) m (f) where f not in (select t.transition from app.askable_transitions() t) order by 1"),
    )
    .await;
    assert_eq!(unsaid, NOT_ASKED_ABOUT);
    let gone = format!("select t.transition from app.askable_transitions() t where t.transition not in ({moving})");
    assert!(harness::strings(&arena.admin, &gone).await.is_empty());
    // and the contract has the same names
    let contract = harness::http::contract();
    let names = contract["components"]["schemas"]["AccessAction"]["enum"].as_array().unwrap();
    let names: Vec<&str> = names.iter().filter_map(|name| name.as_str()).filter(|name| name.contains('.')).collect();
    let mut listed = harness::strings(&arena.admin, "select t.transition from app.askable_transitions() t").await;
    let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    listed.sort();
    names.sort();
    assert_eq!(listed, names);
}

/// Whoever asks for an attempt gets it undone, whatever was asked around it.
#[tokio::test]
async fn an_attempt_leaves_nothing() {
    let arena = Arena::open("app_api").await;
    run(&arena.admin, "create table public.scratch (n integer primary key)").await;
    let attempt = "select outcome || ' ' || rows_touched from app.try_and_undo('with i as (insert into public.scratch values (1) returning 1) select count(*) from i', null, null)";
    assert_eq!(value::<String>(&arena.admin, attempt).await, "done 1");
    assert_eq!(value::<i64>(&arena.admin, "select count(*) from public.scratch").await, 0);
}
