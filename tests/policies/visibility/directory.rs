//! What every member sees of the others: the directory, the structure, the organisation.

use std::collections::BTreeSet;

use harness::{Arena, Org, Person, assert_no_foreign_byte, commit, enter, names, north, read_everything, strings, who};

fn numbered(kind: &str, numbers: std::ops::RangeInclusive<u8>) -> BTreeSet<String> {
    numbers.map(|number| format!("{kind} {number}")).collect()
}

/// Everybody's rows, side by side.
async fn for_each_member(check: impl AsyncFn(Person, &Arena)) {
    let arena = Arena::open("app_api").await;
    for person in Person::members() {
        enter(&arena.client, north(person)).await;
        check(person, &arena).await;
        commit(&arena.client).await;
    }
}

#[tokio::test]
async fn r01_the_directory_shows_every_active_colleague_and_leavers_to_admin_and_hr_alone() {
    for_each_member(async |person, arena| {
        let seen = who(&arena.client, "select id from people.employees").await;
        let sees_leavers = matches!(person.role(), "admin" | "hr");
        assert_eq!(seen, names(Person::employees().filter(|other| sees_leavers || *other != Person::Gwen)), "{person}");
    })
    .await;
}

#[tokio::test]
async fn departments_positions_and_sites_are_for_every_member() {
    for_each_member(async |person, arena| {
        assert_eq!(who(&arena.client, "select id from people.departments").await, numbered("department", 1..=3), "{person}");
        assert_eq!(who(&arena.client, "select id from people.positions").await, numbered("position", 1..=2), "{person}");
        assert_eq!(who(&arena.client, "select id from people.sites").await, numbered("site", 1..=2), "{person}");
    })
    .await;
}

#[tokio::test]
async fn hy17_the_organisation_and_its_settings_are_ones_own_and_no_other() {
    for_each_member(async |person, arena| {
        let own = ["organisation".to_owned()].into();
        assert_eq!(who(&arena.client, "select org_id from identity.organizations").await, own, "{person}");
        assert_eq!(who(&arena.client, "select org_id from identity.org_settings").await, own, "{person}");
        assert_eq!(strings(&arena.client, "select slug from identity.organizations").await, [Org::North.token()]);
    })
    .await;
}

#[tokio::test]
async fn r01_of_accounts_one_sees_ones_own() {
    for_each_member(async |person, arena| {
        assert_eq!(strings(&arena.client, "select email from identity.users").await, [north(person).email()]);
    })
    .await;
}

#[tokio::test]
async fn memberships_are_ones_own_or_all_for_admin_and_hr() {
    for_each_member(async |person, arena| {
        let all = Person::ALL.into_iter().filter(|other| *other != Person::Nemo);
        let expected = if matches!(person.role(), "admin" | "hr") { names(all) } else { names([person]) };
        assert_eq!(who(&arena.client, "select id from identity.memberships").await, expected, "{person}");
    })
    .await;
}

#[tokio::test]
async fn sessions_are_ones_own_or_all_for_an_admin() {
    for_each_member(async |person, arena| {
        let all = Person::ALL.into_iter().filter(|other| *other != Person::Nemo);
        let expected = if person.role() == "admin" { names(all) } else { names([person]) };
        assert_eq!(who(&arena.client, "select id from identity.sessions").await, expected, "{person}");
    })
    .await;
}

#[tokio::test]
async fn hy24_audit_envelopes_are_for_admin_and_hr() {
    let arena = Arena::open("app_api").await;
    let all = harness::ids(&arena.admin, &format!("select id from audit.log where org_id = '{}'", Org::North.id())).await;
    assert!(all.len() > 50, "{}", all.len());
    for person in Person::members() {
        enter(&arena.client, north(person)).await;
        // everybody else only that they became their employee's member
        let others = "select id from audit.log where action <> 'employee.linked' or entity_id <> (select c.employee_id from app.caller c)";
        let sql = if matches!(person.role(), "admin" | "hr") { "select id from audit.log" } else { others };
        let seen = harness::ids(&arena.client, sql).await;
        // R8: not what others write or decide about themselves
        let (org, own) = (Org::North.id(), north(person).employee());
        let untold = format!(
            "select l.id from audit.log l where l.org_id = '{org}' and l.entity_id in (
                 select r.participant_id from performance.participant_reviewers r where l.entity in ('participant_reviewer', 'participant_exclusion', 'calibrated_grade') and r.org_id = '{org}' and r.employee_id = '{own}'
                 union select a.id from performance.review_assignments a where a.org_id = '{org}' and a.subject_id = '{own}' and a.kind <> 'self'
                 union select k.id from performance.grade_corrections k where k.org_id = '{org}' and k.subject_id = '{own}'
                 union select n.id from performance.calibration_entries n where n.org_id = '{org}' and n.subject_id = '{own}'
                 union select v.id from performance.reviews v where v.org_id = '{org}' and v.subject_id = '{own}' and v.kind <> 'self')"
        );
        let untold = harness::ids(&arena.admin, &untold).await;
        assert!(person != Person::Hana || !untold.is_empty(), "control: there is something about Hana");
        let told = all.difference(&untold).copied().collect();
        assert_eq!(seen, if matches!(person.role(), "admin" | "hr") { told } else { BTreeSet::new() }, "{person}");
        commit(&arena.client).await;
    }
}

#[tokio::test]
async fn r01_no_member_of_any_role_sees_a_foreign_byte_in_any_table() {
    for_each_member(async |person, arena| {
        let seen = read_everything(&arena.client, &arena.tables).await;
        assert!(!seen["people.employees"].is_empty());
        assert_no_foreign_byte(&format!("{person}: {seen:?}"), Org::North);
    })
    .await;
}
