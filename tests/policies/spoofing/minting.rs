//! A right is minted in one place, by a login that can do nothing else with it.

use harness::{Arena, Org, Person, enter, enter_claiming, north, refusal, run, south, strings, value};

/// Every function of ours that a login may call, on purpose. A new one is a decision, made here.
const CALLABLE: &[(&str, &[&str])] = &[
    (
        "app_api",
        &[
            "app.concerns_another(uuid[],uuid,uuid)",
            "app.connection_residue(integer)",
            "app.enter(text,uuid,text,uuid)",
            "app.explain_member_access(uuid,text,text,uuid)",
            "app.member_id()",
            "app.org_id()",
            "app.refusal(text,uuid,text)",
            "app.remember(text,uuid)",
            "app.replay(text,bytea)",
            "app.report_ids()",
            "app.reports()",
            "app.role()",
            "app.today()",
            "app.uuid_v7()",
            "audit.readable(text,uuid)",
            "catalog.protection()",
            "catalog.protection_sha256()",
            "catalog.role_charter()",
            "catalog.role_memberships()",
            "identity.cancel_closing()",
            "identity.close_organization()",
            "identity.decide_override(uuid,boolean)",
            "identity.delegate(uuid,uuid,boolean,boolean,date,date)",
            "identity.end_delegation(uuid)",
            "identity.invite(uuid,text,text,uuid,bytea)",
            "identity.limit_to_sites(uuid,uuid[])",
            "identity.link_member(uuid,uuid)",
            "identity.override_permission(uuid,uuid,text,text,text,timestamp with time zone)",
            "identity.remove_group(uuid,bigint)",
            "identity.remove_group_member(uuid,uuid)",
            "identity.remove_member(uuid)",
            "identity.resume_member(uuid)",
            "identity.revoke_invitation(uuid)",
            "identity.revoke_override(uuid)",
            "identity.revoke_session(uuid)",
            "identity.set_member_role(uuid,text)",
            "identity.sign_out()",
            "identity.suspend_member(uuid)",
            "identity.withdraw_from_group(uuid,text)",
            "lifecycle.abort_import(uuid,text)",
            "lifecycle.cancel_import(uuid)",
            "lifecycle.open_import(uuid,boolean,text,text,text[],text[])",
            "lifecycle.record_export(uuid,uuid)",
            "lifecycle.stage_import_rows(uuid,bigint,jsonb,jsonb)",
            "lifecycle.submit_import(uuid,bigint)",
            "people.edit_own_profile(bigint,text)",
            "people.keep_private(uuid,bigint,jsonb)",
            "people.leave(uuid,date,boolean)",
            "people.read_private(uuid)",
            "people.reinstate(uuid)",
            "performance.acknowledge_grade(uuid,text)",
            "performance.activate_cycle(uuid,bigint)",
            "performance.activate_goal(uuid,bigint)",
            "performance.add_goal_update(uuid,uuid,text,text)",
            "performance.add_participants(uuid,jsonb)",
            "performance.answer_correction(uuid,text)",
            "performance.answer_goal_change(uuid,uuid,text,text)",
            "performance.archive_scale(uuid,bigint)",
            "performance.archive_template(uuid,bigint)",
            "performance.ask_correction(uuid,uuid,uuid,text)",
            "performance.ask_goal_change(uuid,uuid,jsonb)",
            "performance.cancel_cycle(uuid,bigint,text)",
            "performance.close_cycle(uuid,bigint)",
            "performance.conclude_goal(uuid,bigint,text)",
            "performance.confirm_grades(uuid,jsonb)",
            "performance.deciding()",
            "performance.discard_draft(uuid,bigint)",
            "performance.exclude_participant(uuid,text)",
            "performance.include_participant(uuid)",
            "performance.keep_cycle(uuid,bigint,jsonb)",
            "performance.keep_goal(uuid,bigint,jsonb)",
            "performance.keep_scale(uuid,bigint,jsonb)",
            "performance.keep_template(uuid,bigint,jsonb)",
            "performance.lock_session(uuid,bigint)",
            "performance.move_grade(uuid,uuid,uuid,uuid,uuid,text)",
            "performance.note_grade(uuid,bigint,text)",
            "performance.open_cycle(uuid,jsonb)",
            "performance.open_goal(uuid,jsonb)",
            "performance.open_session(uuid,uuid,text)",
            "performance.preparing()",
            "performance.preview_grades(uuid,jsonb)",
            "performance.propose_grade(uuid,bigint,uuid,text)",
            "performance.publish_scale(uuid,bigint)",
            "performance.publish_template(uuid,bigint)",
            "performance.record_key_result(uuid,bigint,numeric)",
            "performance.release_grades(uuid,bigint,jsonb)",
            "performance.remove_cycle(uuid,bigint)",
            "performance.remove_goal(uuid,bigint)",
            "performance.remove_participant(uuid)",
            "performance.remove_scale(uuid,bigint)",
            "performance.remove_template(uuid,bigint)",
            "performance.reopen_review(uuid,bigint,text)",
            "performance.resume_cycle(uuid,bigint,uuid,text)",
            "performance.save_draft(uuid,bigint,jsonb)",
            "performance.set_reviewer(uuid,uuid)",
            "performance.start_calibration(uuid,bigint)",
            "performance.submit_review(uuid,bigint)",
            "performance.taking_part()",
            "performance.teammates()",
            "performance.told()",
            "performance.untold()",
            "performance.withdraw_scale(uuid,bigint)",
            "performance.withdraw_template(uuid,bigint)",
        ],
    ),
    (
        "app_auth",
        &[
            "app.connection_residue(integer)",
            "identity.accept_invitation(uuid,bytea,text,bytea,integer,integer,integer,bytea,uuid,uuid,uuid,bytea,bytea)",
            "identity.invitation_challenge(uuid,bytea)",
            "identity.organizations_of_account(uuid,text,text)",
            "identity.password_challenge(text)",
            "identity.refresh_session(uuid,bytea,bytea,bytea)",
            "identity.sign_in(text,bytea,text,uuid,uuid,bytea,bytea)",
            "identity.sign_up(text,text,bytea,integer,integer,integer,bytea,uuid,text,text,text,uuid,uuid,uuid,bytea,bytea)",
            "identity.switch_organization(uuid,text,text,text,uuid,bytea,bytea)",
        ],
    ),
    (
        "app_worker",
        &[
            "app.connection_residue(integer)",
            "app.enter_job(uuid,uuid,text)",
            "app.member_id()",
            "app.org_id()",
            "app.report_ids()",
            "app.reports()",
            "app.role()",
            "app.today()",
            "app.uuid_v7()",
            "identity.sweep_expired(integer)",
            "lifecycle.check_import_values(bigint,integer)",
            "lifecycle.claim_job(text[],interval,bytea)",
            "lifecycle.discard_import_rows(integer)",
            "lifecycle.end_import_lines()",
            "lifecycle.extend_job(uuid,uuid,text,interval)",
            "lifecycle.fail_import(text)",
            "lifecycle.finish_import()",
            "lifecycle.finish_job(uuid,uuid,text,text)",
            "lifecycle.judge_import()",
            "lifecycle.match_import_rows()",
            "lifecycle.refuse_import_row(bigint)",
            "lifecycle.release_job(uuid,uuid,text,interval)",
            "lifecycle.report_import(bigint)",
            "lifecycle.start_import()",
            "lifecycle.sweep_imports(integer)",
            "lifecycle.write_import_lines(bigint,integer)",
            "lifecycle.write_import_people(bigint,integer)",
            "lifecycle.write_import_structure()",
            "people.end_due_employment()",
        ],
    ),
    (
        "app_platform",
        &[
            "app.connection_residue(integer)",
            "catalog.constant_text(jsonb)",
            "catalog.count_connections()",
            "catalog.expression_nodes(text[])",
            "catalog.floor_plans()",
            "catalog.lints()",
            "catalog.policy_nodes()",
            "catalog.protection()",
            "catalog.protection_sha256()",
            "catalog.relation_name(oid)",
            "catalog.role_charter()",
            "catalog.role_memberships()",
            "catalog.routine_name(oid)",
            "catalog.source_words(text)",
            "identity.admit_member(uuid,uuid,text,text,text,uuid,bytea,integer,integer,integer,bytea)",
            "identity.begin_purge(uuid)",
            "identity.found_organization(uuid,text,text,text)",
            "identity.suspend_account(uuid)",
        ],
    ),
    (
        "app_auditor",
        &[
            "catalog.constant_text(jsonb)",
            "catalog.count_connections()",
            "catalog.expression_nodes(text[])",
            "catalog.floor_plans()",
            "catalog.lints()",
            "catalog.policy_nodes()",
            "catalog.protection()",
            "catalog.protection_sha256()",
            "catalog.relation_name(oid)",
            "catalog.role_charter()",
            "catalog.role_memberships()",
            "catalog.routine_name(oid)",
            "catalog.source_words(text)",
        ],
    ),
];

#[tokio::test]
async fn each_login_may_call_exactly_the_functions_listed_here() {
    let arena = Arena::open("app_api").await;
    for (login, callable) in CALLABLE {
        let may = strings(
            &arena.admin,
            &format!(
                "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                  where n.nspowner = 'app_owner'::regrole and has_function_privilege('{login}', p.oid, 'execute')
                    and n.nspname <> 'extensions' order by 1"
            ),
        )
        .await;
        assert_eq!(may, *callable, "{login}");
    }
}

#[tokio::test]
async fn the_request_pool_cannot_mint_admit_found_claim_or_sweep() {
    let arena = Arena::open("app_api").await;
    let ada = north(Person::Ada);
    let calls = [
        format!("select * from identity.password_challenge('{}')", ada.email()),
        format!(
            "select * from identity.sign_in('{}', convert_to('tag of {}', 'UTF8'), '{}', gen_random_uuid(), gen_random_uuid(), sha256('x'))",
            ada.email(),
            ada.email(),
            Org::North.token()
        ),
        "select identity.admit_member(null, null, null, null, null, null, null, null, null, null, null)".to_owned(),
        "select identity.found_organization(gen_random_uuid(), 'mine', 'Mine', 'UTC')".to_owned(),
        "select * from lifecycle.claim_job(array['export_people'], '1 minute', sha256('x'))".to_owned(),
        format!("select lifecycle.finish_job('{}', '{}', 'x', null)", Org::North.id(), Org::North.job()),
        "select identity.sweep_expired(1)".to_owned(),
        format!("select identity.end_rights('revoked', p_org => '{}')", Org::North.id()),
        format!("select identity.begin_purge('{}')", Org::North.id()),
        "select identity.suspend_account(gen_random_uuid())".to_owned(),
        format!("select app.enter_job('{}', '{}', 'x')", Org::North.job(), Org::North.id()),
        format!("select audit.record('{}', 'x', 'x', gen_random_uuid(), '{{}}', null, true)", Org::North.id()),
        format!("select identity.member_to_change('{}', 'org.roles')", north(Person::Pia).id()),
        format!("select identity.renew_rights('{}', '{}')", Org::North.id(), ada.id()),
        format!("select identity.effective_permissions('{}', '{}')", Org::North.id(), ada.id()),
        format!("select identity.mint('{}', '{}', '{}', sha256('x'))", Org::North.id(), ada.id(), ada.session()),
        format!("select identity.open_session('{}', '{}', gen_random_uuid(), gen_random_uuid(), sha256('x'), null)", Org::North.id(), ada.id()),
        "select identity.ensure_account('x@y', 'X', sha256('x'), 8192, 1, 1, 'x')".to_owned(),
        "select identity.sign_up('x@y', 'X', sha256('x'), 8192, 1, 1, 'x', gen_random_uuid(), 'mine', 'Mine', 'UTC', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), sha256('x'), null)"
            .to_owned(),
        format!("select identity.invitation_challenge('{}', sha256('x'))", Org::North.id()),
        format!(
            "select identity.accept_invitation('{}', sha256('x'), 'X', sha256('x'), 8192, 1, 1, 'x', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), sha256('x'), null)",
            Org::North.id()
        ),
        format!("select identity.refresh_session('{}', sha256('x'), sha256('y'), sha256('z'))", Org::North.id()),
        format!("select identity.switch_organization('{}', '{}', 'admin', '{}', gen_random_uuid(), sha256('x'), null)", Org::North.id(), ada.secret(), Org::North.token()),
        format!("select identity.organizations_of_account('{}', '{}', 'admin')", Org::North.id(), ada.secret()),
        "select people.end_due_employment()".to_owned(),
        format!("select people.finish_leaving('{}', '{}', '2026-01-01')", Org::North.id(), ada.employee()),
        format!("select people.record_event('{}', '{}', 'left', null)", Org::North.id(), ada.employee()),
        "call app.guard('people.employees')".to_owned(),
    ];
    for context in [false, true] {
        for call in &calls {
            if context {
                enter(&arena.client, ada).await;
            }
            let refusal = refusal(&arena.client, call).await;
            assert_eq!(refusal.code, "42501", "{call}: {}", refusal.message);
            let _ = arena.client.batch_execute("rollback").await;
        }
    }
    let auth = arena.db.login("app_auth").await;
    let minted: String = value(&auth, &format!("{} ", calls[1].replace('*', "member_role"))).await;
    assert_eq!(minted, "admin", "control: the same call from the sign-in pool");
}

#[tokio::test]
async fn nobody_reads_or_writes_the_rows_that_rights_are_made_of() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for sql in [
        "select * from identity.capabilities",
        "select hash from identity.capabilities",
        "select expires_at from identity.capabilities",
        "select 1 from identity.capabilities where hash = sha256('x')",
        "select 1 from identity.capabilities order by expires_at",
        "select c from identity.capabilities c",
        "select to_jsonb(c) from identity.capabilities c",
        "insert into identity.capabilities select * from identity.capabilities",
        "insert into identity.capabilities default values",
        "update identity.capabilities set role = 'admin'",
        "update identity.capabilities set expires_at = 'infinity'",
        "delete from identity.capabilities",
        "truncate identity.capabilities",
        "select role from identity.capabilities for update",
        "select role from identity.capabilities for share",
        "select 1 from identity.password_credentials",
        "select tag_sha256 from identity.password_credentials",
        "update identity.password_credentials set tag_sha256 = sha256('x')",
        "insert into identity.password_credentials default values",
        "select 1 from identity.ended_rights",
        "delete from identity.ended_rights",
        "select login_id from identity.sessions",
        "select user_id from identity.memberships",
        "select state from identity.users",
        "update identity.users set email = 'x@y'",
        "insert into identity.sessions default values",
        "update identity.sessions set expires_at = 'infinity'",
        "update identity.sessions set ended_at = null",
        "select 1 from lifecycle.jobs",
        "select 1 from identity.refresh_tokens",
        "update identity.refresh_tokens set used_at = null",
        "select 1 from identity.idempotency_keys",
        "select token_hash from identity.invitations",
        "update identity.permission_overrides set state = 'active'",
        "insert into identity.permission_overrides default values",
        "insert into identity.membership_sites default values",
        "delete from identity.membership_sites",
        "insert into audit.payloads default values",
    ] {
        let refusal = refusal(&arena.client, sql).await;
        assert_eq!(refusal.code, "42501", "{sql}: {}", refusal.message);
    }
    assert_eq!(strings(&arena.client, "select role from identity.capabilities").await, ["admin"], "control: one's own right is there");
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn app_caller_shows_the_callers_own_right_and_no_other() {
    let arena = Arena::open("app_api").await;
    for member in [north(Person::Pia), south(Person::Pia), north(Person::Ada)] {
        enter(&arena.client, member).await;
        let rows = arena.client.query("select org_id, role, session_id, member_id, employee_id, job_id from app.caller", &[]).await.expect("a row");
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!(
            (row.get(0), row.get::<_, String>(1), row.get(2), row.get(3), row.get(4), row.get::<_, Option<uuid::Uuid>>(5)),
            (member.org.id(), member.role().to_owned(), member.session(), member.id(), member.employee(), None)
        );
        harness::commit(&arena.client).await;
    }
    assert_eq!(value::<i64>(&arena.client, "select count(*) from app.caller").await, 0);
}

#[tokio::test]
async fn the_sign_in_pool_reads_no_table_and_acts_as_nobody() {
    let arena = Arena::open("app_auth").await;
    for table in &arena.tables {
        assert!(table.readable.is_empty() && table.insertable.is_empty() && table.updatable.is_empty() && !table.deletable, "{table:?}");
    }
    harness::begin(&arena.client).await;
    arena.assert_powerless("app_auth").await;
    harness::begin(&arena.client).await;
    let refused = enter_claiming(&arena.client, north(Person::Ada), "admin").await.unwrap_err();
    assert_eq!(refused.code, "42501");
    run(&arena.client, "rollback").await;
    let challenge: i32 = value(&arena.client, &format!("select memory_kib from identity.password_challenge('{}')", north(Person::Ada).email())).await;
    assert_eq!(challenge, 8192, "control: it can do what it is for");
}

#[tokio::test]
async fn what_the_credential_table_holds_does_not_sign_in() {
    let arena = Arena::open("app_auth").await;
    let pia = north(Person::Pia);
    let stored: Vec<u8> = value(
        &arena.admin,
        &format!(
            "select p.tag_sha256 from identity.password_credentials p join identity.users u on u.id = p.user_id where u.email = '{}'",
            pia.email()
        ),
    )
    .await;
    let sign_in = "select member_id from identity.sign_in($1, $2, null, gen_random_uuid(), gen_random_uuid(), sha256('a new secret'))";
    let refusal = harness::refusal_with(&arena.client, sign_in, &[&pia.email(), &stored]).await;
    assert_eq!(refusal.code, "RH040");
    let row = arena.client.query_one(sign_in, &[&pia.email(), &pia.tag()]).await.expect("control: the tag itself does");
    assert_eq!(row.get::<_, uuid::Uuid>(0), pia.id());
}
