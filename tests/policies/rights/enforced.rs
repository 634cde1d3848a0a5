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
        ("org.roles", format!("delete from identity.group_permissions where group_id = '{}'", Org::North.group())),
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
        ("audit.read", "select from audit.log where entity = 'site'".to_owned()),
    ]
}

/// In the catalogue for what is still to be built: as soon as a policy or function names one, it needs a case.
const TO_COME: [&str; 2] = ["people.export", "people.import"];

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
    covered.extend(TO_COME.map(str::to_owned));
    assert_eq!(covered, catalogue);
    for code in TO_COME {
        let named = format!(
            "select (select count(*) from pg_proc p where p.prosrc like '%{code}%') + (select count(*) from pg_policies p where p.qual like '%{code}%' or p.with_check like '%{code}%')"
        );
        assert_eq!(value::<i64>(&arena.admin, &named).await, 0, "{code} is enforced now: give it a case");
        assert!(value::<i64>(&arena.admin, &named.replace(code, "people.read")).await > 0, "control: the search finds codes");
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
