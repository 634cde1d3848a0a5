//! Nobody changes what they may do themselves, by any door; the last admin stays; who invites cannot hand out more than they may.

use harness::{Arena, Member, Org, Person, enter, north, refusal, rollback, run, site, value};

use crate::steps::{act, allow, group, held, override_as, refused, set};

/// Everything one could try to have more, or be more, with the member's own ids.
fn tries(own: Member, standing: uuid::Uuid) -> Vec<String> {
    let (id, new, site) = (own.id(), own.org.unused(8), site(own.org, 1));
    vec![
        format!("select identity.override_permission('{new}', '{id}', 'people.chart.read', 'allow', 'why', null)"),
        format!("select identity.override_permission('{new}', '{id}', 'people.private.read', 'allow', 'why', null)"),
        format!("select identity.override_permission('{new}', '{id}', 'people.chart.read', 'deny', 'why', null)"),
        format!("select identity.revoke_override('{standing}')"),
        format!("select identity.limit_to_sites('{id}', array['{site}'::uuid])"),
        format!("select identity.limit_to_sites('{id}', '{{}}')"),
        format!("select identity.link_member('{id}', null)"),
        format!("select identity.link_member('{id}', '{}')", Member { org: own.org, person: Person::Nemo }.employee()),
        format!("select identity.set_member_role('{id}', 'admin')"),
        format!("select identity.set_member_role('{id}', 'hr')"),
        format!("select identity.suspend_member('{id}')"),
        format!("select identity.resume_member('{id}')"),
        format!("select identity.remove_member('{id}')"),
    ]
}

#[tokio::test]
async fn r20_nobody_changes_their_own_rights_by_a_function() {
    let arena = Arena::open("app_api").await;
    let (ada, alan, pia) = (north(Person::Ada), north(Person::Alan), north(Person::Pia));
    let (of_pia, of_ada) = (Org::North.unused(1), Org::North.unused(2));
    for code in ["org.roles", "org.members", "people.write"] {
        act(&arena.client, alan, &allow(pia, code)).await;
    }
    act(&arena.client, alan, &override_as(of_pia, pia, "people.read", "deny")).await;
    act(&arena.client, alan, &override_as(of_ada, ada, "people.read", "deny")).await;
    for (member, standing) in [(ada, of_ada), (pia, of_pia)] {
        let before = held(&arena.client, member).await;
        for sql in tries(member, standing) {
            assert_eq!(refused(&arena.client, member, &sql).await, "RH033", "{member}: {sql}");
        }
        assert_eq!(held(&arena.client, member).await, before);
    }
    for (other, standing) in [(pia, of_ada), (ada, of_pia)] {
        let target = if other == pia { ada } else { pia };
        for sql in tries(target, standing).into_iter().filter(|sql| !sql.contains("resume_member")) {
            enter(&arena.client, other).await;
            run(&arena.client, &sql).await;
            rollback(&arena.client).await;
        }
    }
    for sql in ["people.leave('$', current_date, true)", "people.reinstate('$')"] {
        let own = format!("select {}", sql.replace('$', &pia.employee().to_string()));
        assert_eq!(refused(&arena.client, pia, &own).await, "RH033", "{own}");
    }
}

#[tokio::test]
async fn r20_nobody_touches_the_tables_behind_the_functions() {
    let arena = Arena::open("app_api").await;
    let (org, ada) = (Org::North.id(), north(Person::Ada));
    let member = ada.id();
    for sql in [
        format!(
            "insert into identity.permission_overrides (org_id, id, member_id, permission, effect, reason, state) values ('{org}', gen_random_uuid(), '{member}', 'people.private.read', 'allow', 'x', 'active')"
        ),
        "update identity.permission_overrides set state = 'active'".to_owned(),
        "update identity.permission_overrides set member_id = member_id".to_owned(),
        "delete from identity.permission_overrides".to_owned(),
        "delete from identity.membership_sites".to_owned(),
        format!("insert into identity.membership_sites (org_id, member_id, site_id) values ('{org}', '{member}', '{}')", site(Org::North, 1)),
        "update identity.memberships set role = 'hr'".to_owned(),
        "update identity.memberships set employee_id = null".to_owned(),
        "update identity.group_members set member_id = member_id".to_owned(),
        "update identity.group_permissions set permission = 'people.private.read'".to_owned(),
        "insert into identity.delegations default values".to_owned(),
        "update identity.delegations set ended_at = null".to_owned(),
        "insert into identity.invitations default values".to_owned(),
        "update identity.invitations set role = 'admin'".to_owned(),
        "select token_hash from identity.invitations".to_owned(),
        "select * from identity.refresh_tokens".to_owned(),
        "select * from identity.idempotency_keys".to_owned(),
        format!("select identity.renew_rights('{org}', '{member}')"),
        format!("select * from identity.effective_permissions('{org}', '{member}')"),
    ] {
        assert_eq!(refused(&arena.client, ada, &sql).await, "42501", "{sql}");
    }
}

#[tokio::test]
async fn r20_nobody_uses_a_group_to_change_their_own_rights() {
    let arena = Arena::open("app_api").await;
    let org = Org::North.id();
    let (ada, alan, pia, ravi) = (north(Person::Ada), north(Person::Alan), north(Person::Pia), north(Person::Ravi));
    let (own, foreign) = (Org::North.unused(1), Org::North.unused(2));
    act(&arena.client, alan, &group(org, own, &["people.chart.read"], &[ada, pia])).await;
    act(&arena.client, alan, &group(org, foreign, &["org.roles"], &[])).await;
    let add = |group, member: Member| {
        format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org}', '{group}', '{}')", member.id())
    };
    let open =
        |group, code: &str| format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{group}', '{code}')");
    let new = Org::North.unused(3);
    for sql in [
        add(foreign, ada),
        format!("{}, ('{org}', '{foreign}', '{}')", add(foreign, ravi), ada.id()),
        format!(
            "insert into identity.group_members (org_id, group_id, member_id) select '{org}', '{foreign}', d.id from identity.member_directory d where d.id = '{}'",
            ada.id()
        ),
        format!("select identity.remove_group_member('{own}', '{}')", ada.id()),
        open(own, "people.import"),
        format!("select identity.withdraw_from_group('{own}', 'people.chart.read')"),
        format!("insert into identity.groups (org_id, id, name) values ('{org}', '{new}', 'New'); {}", add(new, ada)),
        format!(
            "with made as (insert into identity.groups (org_id, id, name) values ('{org}', '{new}', 'New') returning id),
                  opened as (insert into identity.group_permissions (org_id, group_id, permission) select '{org}', id, 'people.import' from made)
             insert into identity.group_members (org_id, group_id, member_id) select '{org}', id, '{}' from made",
            ada.id()
        ),
    ] {
        assert_eq!(refused(&arena.client, ada, &sql).await, "RH033", "{sql}");
    }
    // controls: for somebody else, by the same person
    act(&arena.client, ada, &add(foreign, ravi)).await;
    act(&arena.client, ada, &open(foreign, "people.import")).await;
    act(&arena.client, ada, &format!("select identity.remove_group_member('{own}', '{}')", pia.id())).await;
    assert_eq!(held(&arena.client, ravi).await, set(["org.roles", "people.import"]));
    assert_eq!(held(&arena.client, pia).await, set([]));
}

#[tokio::test]
async fn r20_removing_a_group_of_ones_own_can_only_take() {
    let arena = Arena::open("app_api").await;
    let (ada, alan, pia) = (north(Person::Ada), north(Person::Alan), north(Person::Pia));
    let team = Org::North.unused(1);
    act(&arena.client, alan, &allow(pia, "org.members")).await;
    act(&arena.client, alan, &group(Org::North.id(), team, &["org.roles", "audit.read"], &[pia, ada])).await;
    assert_eq!(held(&arena.client, pia).await, set(["audit.read", "org.members", "org.roles"]));
    let before = held(&arena.client, ada).await;
    act(&arena.client, pia, &format!("select identity.remove_group('{team}', 1)")).await;
    assert_eq!(held(&arena.client, pia).await, set(["org.members"]));
    assert_eq!(held(&arena.client, ada).await, before, "what the role gives stays");
    assert_eq!(value::<i64>(&arena.admin, &format!("select count(*) from identity.group_members where group_id = '{team}'")).await, 0);
}

#[tokio::test]
async fn r20_keeping_members_is_not_giving_rights() {
    let arena = Arena::open("app_api").await;
    let org = Org::North.id();
    let (ada, pia, ravi) = (north(Person::Ada), north(Person::Pia), north(Person::Ravi));
    let (plain, strong) = (Org::North.unused(1), Org::North.unused(2));
    act(&arena.client, ada, &allow(pia, "org.members")).await;
    act(&arena.client, ada, &group(org, plain, &[], &[])).await;
    act(&arena.client, ada, &group(org, strong, &["audit.read"], &[])).await;
    let add = |group| format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org}', '{group}', '{}')", ravi.id());
    assert_eq!(refused(&arena.client, pia, &add(strong)).await, "RH030");
    assert_eq!(refused(&arena.client, north(Person::Hana), &add(strong)).await, "RH030", "hr keeps no groups");
    act(&arena.client, pia, &add(plain)).await;
    let open = format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{plain}', 'audit.read')");
    assert_eq!(refused(&arena.client, pia, &open).await, "42501");
    assert_eq!(held(&arena.client, ravi).await, set([]));
    act(&arena.client, ada, &open).await;
    assert_eq!(held(&arena.client, ravi).await, set(["audit.read"]), "control: who may give rights does");
    assert_eq!(refused(&arena.client, ada, &open.replace("audit.read", "no.such")).await, "RH051");
}

#[tokio::test]
async fn r20_moving_others_takes_the_permission_for_it() {
    let arena = Arena::open("app_api").await;
    let ravi = north(Person::Ravi);
    let (id, employee) = (ravi.id(), ravi.employee());
    for sql in [
        format!("select identity.override_permission(gen_random_uuid(), '{id}', 'audit.read', 'allow', 'why', null)"),
        format!("select identity.limit_to_sites('{id}', '{{}}')"),
        format!("select identity.link_member('{id}', null)"),
        format!("select identity.set_member_role('{id}', 'manager')"),
        format!("select identity.suspend_member('{id}')"),
        format!("select identity.remove_member('{id}')"),
        format!("select identity.resume_member('{id}')"),
    ] {
        for person in [Person::Hana, Person::Mona, Person::Omar, Person::Pia] {
            assert_eq!(refused(&arena.client, north(person), &sql).await, "RH030", "{person}: {sql}");
        }
        let foreign = sql.replace(&id.to_string(), &harness::south(Person::Ravi).id().to_string());
        let unknown = sql.replace(&id.to_string(), &Org::North.unused(7).to_string());
        for missing in [foreign, unknown] {
            assert_eq!(refused(&arena.client, north(Person::Ada), &missing).await, "RH032", "{missing}");
        }
    }
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        for sql in [format!("select people.leave('{employee}', current_date, true)"), format!("select people.reinstate('{employee}')")] {
            assert_eq!(refused(&arena.client, north(person), &sql).await, "RH030", "{person}: {sql}");
        }
    }
}

#[tokio::test]
async fn r22_the_last_admin_stays_whoever_tries_and_however() {
    let arena = Arena::open("app_api").await;
    let (ada, alan, pia, hana) = (north(Person::Ada), north(Person::Alan), north(Person::Pia), north(Person::Hana));
    for code in ["org.roles", "org.members"] {
        act(&arena.client, ada, &allow(pia, code)).await;
    }
    let id = ada.id();
    let ends = [
        (pia, format!("select identity.set_member_role('{id}', 'employee')")),
        (pia, format!("select identity.suspend_member('{id}')")),
        (pia, format!("select identity.remove_member('{id}')")),
        (hana, format!("select people.leave('{}', current_date, true)", ada.employee())),
        (hana, format!("select people.leave('{}', date '2026-01-31', false)", ada.employee())),
    ];
    for (member, sql) in &ends {
        enter(&arena.client, *member).await;
        run(&arena.client, sql).await;
        rollback(&arena.client).await;
    }
    act(&arena.client, ada, &format!("select identity.suspend_member('{}')", alan.id())).await;
    for (member, sql) in &ends {
        assert_eq!(refused(&arena.client, *member, sql).await, "RH034", "{sql}");
    }
    act(&arena.client, pia, &format!("select identity.link_member('{id}', null)")).await;
    let still: bool = value(
        &arena.admin,
        &format!("select role = 'admin' and state = 'active' and employee_id is null from identity.memberships where id = '{id}'"),
    )
    .await;
    assert!(still, "linking takes no admin away");
    enter(&arena.client, pia).await;
    assert_eq!(refusal(&arena.client, &format!("select identity.set_member_role('{id}', 'employee')")).await.code, "RH034");
    rollback(&arena.client).await;
}

#[tokio::test]
async fn r20_who_may_only_invite_invites_neither_admins_nor_hr() {
    let arena = Arena::open("app_api").await;
    let (ada, hana, pia) = (north(Person::Ada), north(Person::Hana), north(Person::Pia));
    act(&arena.client, ada, &allow(pia, "org.invite")).await;
    let invite = |role: &str, email: &str| {
        format!("select identity.invite(gen_random_uuid(), '{email}', '{role}', null, sha256(convert_to('{email}', 'UTF8')))")
    };
    for inviter in [hana, pia] {
        for role in ["admin", "hr"] {
            assert_eq!(refused(&arena.client, inviter, &invite(role, "new@invited.example")).await, "RH030", "{inviter}: {role}");
        }
        for role in ["manager", "ops", "employee"] {
            act(&arena.client, inviter, &invite(role, &format!("{role}.{}@invited.example", inviter.person))).await;
        }
    }
    act(&arena.client, ada, &format!("select identity.invite('{}', 'boss@invited.example', 'admin', null, sha256('boss'))", Org::North.unused(1)))
        .await;
    let take_back = format!("select identity.revoke_invitation('{}')", Org::North.unused(1));
    assert_eq!(refused(&arena.client, hana, &take_back).await, "RH030");
    assert_eq!(refused(&arena.client, north(Person::Mona), &take_back).await, "RH030");
    act(&arena.client, ada, &take_back).await;
    assert_eq!(refused(&arena.client, ada, &take_back).await, "RH031");
    assert_eq!(refused(&arena.client, ada, &format!("select identity.revoke_invitation('{}')", Org::South.invitation())).await, "RH032");
}
