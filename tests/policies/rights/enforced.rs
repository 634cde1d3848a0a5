//! Every permission of the catalogue opens something that is closed without it, whatever else one holds.

use std::collections::BTreeSet;

use harness::{Arena, Org, Person, enter, north, rollback, strings, value};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::steps::{act, held, override_as, set};

/// One statement for each code: it gives a row, or writes one, only with the permission.
fn cases() -> Vec<(&'static str, String)> {
    let (org, ravi, new) = (Org::North.id(), north(Person::Ravi), Org::North.unused(9));
    let (member, employee) = (ravi.id(), ravi.employee());
    vec![
        ("org.settings", "update identity.organizations set name = 'Renamed'".to_owned()),
        ("org.settings", "update identity.org_settings set week_start = 0".to_owned()),
        ("org.members.read", format!("select from identity.memberships where id = '{member}'")),
        ("org.members.read", format!("select from identity.member_accounts where id = '{member}'")),
        ("org.members.read", "select from identity.invitations".to_owned()),
        ("org.members", format!("select identity.suspend_member('{member}')")),
        ("org.members", format!("select identity.limit_to_sites('{member}', '{{}}')")),
        ("org.members", format!("insert into identity.groups (org_id, id, name) values ('{org}', '{new}', 'New')")),
        ("org.invite", format!("select identity.invite('{new}', 'new@invited.example', 'employee', null, sha256('new'))")),
        ("org.invite", format!("select identity.revoke_invitation('{}')", Org::North.invitation())),
        ("org.roles", format!("select identity.set_member_role('{member}', 'manager')")),
        ("org.roles", format!("select identity.override_permission('{new}', '{member}', 'audit.read', 'allow', 'why', null)")),
        ("org.roles", format!("select identity.withdraw_from_group('{}', 'people.chart.read')", Org::North.group())),
        ("org.close", "select identity.close_organization()".to_owned()),
        ("auth.sessions.manage", format!("select identity.revoke_session('{}')", ravi.session())),
        ("auth.sessions.manage", format!("select from identity.sessions where member_id = '{member}'")),
        ("people.read", format!("select from people.employment_records where employee_id = '{employee}'")),
        ("people.read", format!("select from people.employment_events where employee_id = '{employee}'")),
        ("people.read", format!("select from people.employees where id = '{}'", north(Person::Gwen).employee())),
        ("people.write", format!("insert into people.departments (org_id, id, name) values ('{org}', '{new}', 'New')")),
        ("people.write", format!("update people.employees set work_phone = 'new' where id = '{employee}'")),
        ("people.write", format!("select people.leave('{employee}', '2026-01-31', true)")),
        (
            "people.lines.write",
            format!(
                "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid)
                 values ('{org}', '{new}', '{employee}', '{}', 'dotted', '[2020-01-01,)')",
                north(Person::Ada).employee()
            ),
        ),
        ("people.chart.read", format!("select from people.reporting_lines where id = '{}'", harness::line(Org::North, 1))),
        ("people.private.read", format!("select from people.read_private('{employee}')")),
        ("people.private.write", format!("select from people.keep_private('{employee}', 1, '{{\"home_address\": \"new\"}}') v where v is not null")),
        ("people.export", "select lifecycle.record_export(null, null)".to_owned()),
        ("performance.cycles.manage", format!("select from performance.publish_scale('{}', 1) v where v is not null", Org::North.rating_scale(2))),
        ("performance.cycles.manage", format!("select from performance.review_templates where id = '{}'", Org::North.review_template(2))),
        (
            "performance.cycles.manage",
            format!("select from performance.cancel_cycle('{}', 1, 'why') v where v is not null", Org::North.review_cycle(2)),
        ),
        ("performance.cycles.manage", format!("select from performance.review_assignments where id = '{}'", Org::North.review_assignment(3))),
        ("performance.cycles.manage", format!("select from performance.reviews where id = '{}'", Org::North.review(1))),
        ("performance.cycles.manage", format!("select from performance.review_answers where review_id = '{}'", Org::North.review(1))),
        (
            "performance.cycles.manage",
            format!("select from performance.proposed_grades where assignment_id = '{}'", Org::North.review_assignment(12)),
        ),
        (
            "performance.cycles.manage",
            format!("select from performance.participant_exclusions where participant_id = '{}'", Org::North.participant(9)),
        ),
        ("performance.release", format!("select from performance.release_grades('{}', 2, '{{}}') v where v is not null", Org::North.review_cycle(3))),
        ("performance.release", format!("select from performance.grade_corrections where id = '{}'", Org::North.grade_correction(2))),
        ("performance.release", format!("select performance.answer_correction('{}', 'refused')", Org::North.grade_correction(2))),
        ("performance.cycles.manage", format!("select from performance.grade_acknowledgements where grade_id = '{}'", Org::North.released_grade(3))),
        ("performance.cycles.manage", format!("select from performance.close_cycle('{}', 2) v where v is not null", Org::North.review_cycle(6))),
        ("calibration.read", format!("select from performance.calibration_sessions where id = '{}'", Org::North.calibration_session(1))),
        ("calibration.read", format!("select from performance.calibration_returns where id = '{}'", Org::North.calibration_return(1))),
        ("calibration.read", format!("select from performance.calibration_entries where id = '{}'", Org::North.calibration_entry(1))),
        ("calibration.read", format!("select from performance.calibrated_grades where participant_id = '{}'", Org::North.participant(10))),
        (
            "performance.cycles.manage",
            format!("select from performance.start_calibration('{}', 2) v where v is not null", Org::North.review_cycle(5)),
        ),
        ("calibration.write", format!("select from performance.lock_session('{}', 1) v where v is not null", Org::North.calibration_session(1))),
        ("calibration.write", format!("select from performance.note_grade('{}', 2, 'New') v where v is not null", Org::North.participant(10))),
        ("calibration.write", format!("select from performance.confirm_grades('{}', '{{}}') v where v > 0", Org::North.review_cycle(4))),
        ("goals.manage", format!("select from performance.keep_goal('{}', 3, '{{\"title\": \"New\"}}') v where v is not null", Org::North.goal(1))),
        ("goals.manage", format!("select from performance.goal_changes where goal_id = '{}'", Org::North.goal(1))),
        ("performance.cycles.manage", format!("select performance.set_reviewer('{}', null)", Org::North.participant(5))),
        (
            "performance.cycles.manage",
            format!("select from performance.participant_reviewers where participant_id = '{}'", Org::North.participant(5)),
        ),
        ("audit.read", "select from audit.log where entity = 'site'".to_owned()),
    ]
}

/// Takes three others as well, and has a test of its own below.
const TOGETHER: &str = "people.import";

async fn works(client: &Client, sql: &str) -> bool {
    enter(client, north(Person::Pia)).await;
    let outcome = client.execute(sql, &[]).await;
    rollback(client).await;
    match outcome {
        Ok(rows) => rows > 0,
        Err(error) => {
            let refusal = harness::Refusal::from(&error);
            assert!(["RH030", "RH032", "42501"].contains(&refusal.code.as_str()), "{sql}: {refusal:?}");
            false
        }
    }
}

/// Ada gives, and where hr must agree, Hana does.
async fn give(arena: &Arena, id: Uuid, permission: &str, effect: &str) {
    enter(&arena.client, north(Person::Ada)).await;
    let made: String = value(&arena.client, &override_as(id, north(Person::Pia), permission, effect)).await;
    harness::commit(&arena.client).await;
    if made == "requested" {
        act(&arena.client, north(Person::Hana), &format!("select identity.decide_override('{id}', true)")).await;
    }
}

async fn take(arena: &Arena, id: Uuid) {
    act(&arena.client, north(Person::Ada), &format!("select identity.revoke_override('{id}')")).await;
}

#[tokio::test]
async fn hy16_every_code_of_the_catalogue_has_a_case_here_or_is_named_nowhere() {
    let arena = Arena::open("app_api").await;
    let catalogue: BTreeSet<String> = strings(&arena.admin, "select code from identity.permissions").await.into_iter().collect();
    let mut covered: BTreeSet<String> = cases().into_iter().map(|(code, _)| code.to_owned()).collect();
    covered.insert(TOGETHER.to_owned());
    assert_eq!(covered, catalogue);
}

#[tokio::test]
async fn hy16_importing_people_takes_four_permissions_together() {
    let arena = Arena::open("app_api").await;
    let looking = arena.another().await;
    let import = format!("select lifecycle.open_import('{}', false, 'reject_all', ',', array['employee_no'], '{{}}')", Org::North.unused(9));
    let four = [TOGETHER, "people.read", "people.write", "people.lines.write"];
    let mut given = Vec::new();
    for permission in four {
        assert!(!works(&looking, &import).await, "before {permission}");
        let id = Uuid::new_v4();
        give(&arena, id, permission, "allow").await;
        given.push(id);
    }
    assert!(works(&looking, &import).await, "with all four");
    for (permission, id) in four.into_iter().zip(given) {
        take(&arena, id).await;
        assert!(!works(&looking, &import).await, "without {permission}");
        give(&arena, Uuid::new_v4(), permission, "allow").await;
    }
}

#[tokio::test]
async fn hy16_each_permission_opens_what_is_closed_without_it() {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    let looking = arena.another().await;
    for (code, sql) in cases() {
        assert!(!works(&looking, &sql).await, "without {code}: {sql}");
        let id = Uuid::new_v4();
        give(&arena, id, code, "allow").await;
        assert_eq!(held(&looking, pia).await, set([code]));
        assert!(works(&looking, &sql).await, "with {code}: {sql}");
        take(&arena, id).await;
        assert!(!works(&looking, &sql).await, "{code} taken back: {sql}");
    }
}

#[tokio::test]
async fn hy16_no_other_permission_stands_in_for_the_one_that_is_missing() {
    let arena = Arena::open("app_api").await;
    let looking = arena.another().await;
    let codes: BTreeSet<&str> = cases().into_iter().map(|(code, _)| code).collect();
    for code in &codes {
        give(&arena, Uuid::new_v4(), code, "allow").await;
    }
    for (code, sql) in cases() {
        let id = Uuid::new_v4();
        give(&arena, id, code, "deny").await;
        assert!(!works(&looking, &sql).await, "with everything but {code}: {sql}");
        take(&arena, id).await;
        assert!(works(&looking, &sql).await, "control: with everything: {sql}");
    }
}
