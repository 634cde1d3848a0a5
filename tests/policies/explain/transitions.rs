//! Functions that move state: the explanation says yes exactly where the member's own call goes through.

use harness::{Arena, Org, Person, enter, fingerprint, north, rollback, strings};
use uuid::Uuid;

use crate::told::{explain, verdict};

const PEOPLE: [Person; 6] = [Person::Ada, Person::Hana, Person::Mona, Person::Omar, Person::Pia, Person::Rita];

/// Function, table, row, arguments as JSON, and the call as a member would send it.
fn calls() -> Vec<(&'static str, &'static str, Uuid, &'static str, String)> {
    let (rita, lew, gwen) = (north(Person::Rita), north(Person::Lew), north(Person::Gwen));
    let (member, org) = ("identity.memberships", Org::North);
    vec![
        ("set_member_role", member, rita.id(), r#"{"p_role": "hr"}"#, format!("select identity.set_member_role('{}', 'hr')", rita.id())),
        ("suspend_member", member, lew.id(), "{}", format!("select identity.suspend_member('{}')", lew.id())),
        ("resume_member", member, lew.id(), "{}", format!("select identity.resume_member('{}')", lew.id())),
        ("remove_member", member, rita.id(), "{}", format!("select identity.remove_member('{}')", rita.id())),
        ("link_member", member, lew.id(), r#"{"p_employee": null}"#, format!("select identity.link_member('{}', null)", lew.id())),
        ("limit_to_sites", member, lew.id(), r#"{"p_sites": []}"#, format!("select identity.limit_to_sites('{}', '{{}}')", lew.id())),
        ("revoke_session", "identity.sessions", rita.session(), "{}", format!("select identity.revoke_session('{}')", rita.session())),
        ("revoke_invitation", "identity.invitations", org.invitation(), "{}", format!("select identity.revoke_invitation('{}')", org.invitation())),
        (
            "revoke_override",
            "identity.permission_overrides",
            org.permission_override(),
            "{}",
            format!("select identity.revoke_override('{}')", org.permission_override()),
        ),
        ("end_delegation", "identity.delegations", org.delegation(), "{}", format!("select identity.end_delegation('{}')", org.delegation())),
        ("close_organization", "identity.organizations", org.id(), "{}", "select identity.close_organization()::text".to_owned()),
        (
            "leave",
            "people.employees",
            lew.employee(),
            r#"{"p_last_day": "2024-01-31", "p_at_once": true}"#,
            format!("select people.leave('{}', '2024-01-31', true)", lew.employee()),
        ),
        ("reinstate", "people.employees", gwen.employee(), "{}", format!("select people.reinstate('{}')", gwen.employee())),
        ("read_private", "people.employees", rita.employee(), "{}", format!("select 1 from people.read_private('{}')", rita.employee())),
        (
            "keep_private",
            "people.employees",
            rita.employee(),
            r#"{"p_version": 1, "p_changes": {"home_address": "Elsewhere"}}"#,
            format!("select 1 where people.keep_private('{}', 1, '{{\"home_address\": \"Elsewhere\"}}') is not null", rita.employee()),
        ),
        (
            "edit_own_profile",
            "people.employees",
            rita.employee(),
            r#"{"p_version": 1, "p_work_phone": "+1 555"}"#,
            "select 1 where people.edit_own_profile(1, '+1 555') is not null".to_owned(),
        ),
        (
            "edit_own_profile",
            "people.employees",
            rita.employee(),
            r#"{"p_version": 99, "p_work_phone": "+1 555"}"#,
            "select 1 where people.edit_own_profile(99, '+1 555') is not null".to_owned(),
        ),
        (
            "identity.mint",
            member,
            rita.id(),
            r#"{"p_org": null, "p_session": null, "p_hash": null}"#,
            format!("select identity.mint(null, '{}', null, null)", rita.id()),
        ),
    ]
}

#[tokio::test]
async fn hy16_every_transition_does_what_the_explanation_says() {
    let arena = Arena::open("app_api").await;
    let before = fingerprint(&arena.admin, Org::North).await;
    let (mut yes, mut no) = (0, 0);
    for (can, table, row, arguments, sql) in calls() {
        for person in PEOPLE {
            enter(&arena.client, north(person)).await;
            let really = arena.client.query(&sql, &[]).await.is_ok_and(|rows| !rows.is_empty());
            rollback(&arena.client).await;
            let said = verdict(&arena.admin, north(person), can, table, Some(&row.to_string()), arguments).await;
            assert_eq!(said, really, "{person} may {can} {row}");
            if said { yes += 1 } else { no += 1 }
        }
    }
    assert!(yes > 10 && no > 20, "{yes} yes, {no} no");
    assert_eq!(before, fingerprint(&arena.admin, Org::North).await, "asking wrote something");
}

#[tokio::test]
async fn whoever_cannot_enter_may_nothing() {
    let arena = Arena::open("app_api").await;
    let steps = explain(&arena.admin, north(Person::Gwen), "read", "people.employees", Some(&north(Person::Rita).employee().to_string()), "{}")
        .await
        .unwrap();
    assert!(!steps.last().unwrap().holds);
    assert!(steps.iter().any(|step| step.kind == "right" && step.decided && step.detail.contains("membership left")), "{steps:?}");
    let admin = &arena.admin;
    assert!(verdict(admin, north(Person::Rita), "read", "people.employees", Some(&north(Person::Rita).employee().to_string()), "{}").await);
    harness::run(admin, &format!("set session_replication_role = replica; update identity.users set state = 'suspended' where email = '{}'; reset session_replication_role", north(Person::Rita).email())).await;
    assert!(!verdict(admin, north(Person::Rita), "read", "people.employees", Some(&north(Person::Rita).employee().to_string()), "{}").await);
}

#[tokio::test]
async fn a_function_that_is_named_wrong_or_lacks_an_argument_is_no_answer() {
    let arena = Arena::open("app_api").await;
    let rita = north(Person::Rita).id().to_string();
    for (can, table, row, told) in [
        ("set_member_role", "identity.memberships", Some(rita.as_str()), "p_role text"),
        ("no_such_function", "identity.memberships", Some(rita.as_str()), "no_such_function"),
        ("read", "people.nothing", None, "people.nothing"),
        ("update", "people.employees", None, "which row"),
        ("read", "identity.capabilities", None, "secret"),
    ] {
        let refusal = explain(&arena.admin, north(Person::Ada), can, table, row, "{}").await.unwrap_err();
        assert_eq!(refusal.code, "RH050", "{can}");
        assert!(refusal.message.contains(told), "{refusal:?}");
    }
    assert_eq!(strings(&arena.admin, "select coalesce(current_setting('app.session', true), '')").await, [""]);
}
