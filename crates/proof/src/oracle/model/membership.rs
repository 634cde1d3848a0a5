//! Who is in the organisation, as what, and within which sites (R20, R22); groups (HC-16).

use types::Role;
use uuid::Uuid;

use super::{
    Caller, HR_ONLY,
    employment::is_last_admin,
    tables::{Expected, Probe, other},
};
use crate::world::{Kind, Org};

/// A member as the object of what the caller does.
struct Target<'a> {
    org: &'a Org,
    place: usize,
    id: Uuid,
    /// Of the caller's organisation.
    here: bool,
}

/// RH030 without the permission, RH032 no such member, RH033 oneself; nothing while closing.
fn always(caller: &Caller<'_>, target: &Target<'_>, permission: &str) -> Vec<(bool, &'static str)> {
    vec![
        (!caller.may(permission), "RH030"),
        (!target.here, "RH032"),
        (target.here && target.place == caller.place, "RH033"),
        (caller.is_closing(), "RH010"),
    ]
}

/// Every function that changes a member, for every member of every organisation.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for place in 0..org.members.len() {
            let target = Target { org, place, id: caller.world.id(at, Kind::Member, place), here: at == caller.at };
            roles(caller, &target, probes);
            states(caller, &target, probes);
            links(caller, &target, probes);
            limits(caller, &target, probes);
        }
    }
}

fn written(caller: &Caller<'_>, target: &Target<'_>) -> String {
    format!("identity.memberships update {}/{}", caller.org_id(), target.id)
}

fn roles(caller: &Caller<'_>, target: &Target<'_>, probes: &mut Vec<Probe>) {
    let member = &target.org.members[target.place];
    for role in [Role::Manager, Role::Admin] {
        let mut reasons = always(caller, target, "org.roles");
        // R22; nobody who has left has a role to change
        reasons.push((target.here && role != Role::Admin && is_last_admin(target.org, target.place), "RH034"));
        reasons.push((target.here && member.state == "left", "RH031"));
        probes.push(Probe {
            operation: "identity.set_member_role",
            row: format!("{}/{role}", target.id),
            sql: format!("select identity.set_member_role('{}', '{role}')", target.id),
            expected: Expected::refused(&reasons).unwrap_or(if member.role == role {
                Expected::Done(None)
            } else {
                Expected::Done(Some(written(caller, target)))
            }),
        });
    }
}

fn states(caller: &Caller<'_>, target: &Target<'_>, probes: &mut Vec<Probe>) {
    let state = target.org.members[target.place].state;
    let last = target.here && is_last_admin(target.org, target.place);
    for (operation, wrong, last) in [
        ("identity.suspend_member", state != "active", last),
        ("identity.resume_member", state != "suspended", false),
        ("identity.remove_member", state == "left", last),
    ] {
        let mut reasons = always(caller, target, "org.members");
        reasons.extend([(target.here && wrong, "RH031"), (last, "RH034")]);
        probes.push(Probe {
            operation,
            row: target.id.to_string(),
            sql: format!("select {operation}('{}')", target.id),
            expected: Expected::unless(&reasons, written(caller, target)),
        });
    }
}

/// R1: whose employee row the member's own is.
fn links(caller: &Caller<'_>, target: &Target<'_>, probes: &mut Vec<Probe>) {
    let org = caller.org();
    let place = target.place % org.employees.len().max(1);
    let linked = |(member, one): (usize, &crate::world::Member)| {
        one.employee == Some(place) && one.state != "left" && !(target.here && member == target.place)
    };
    let taken = org.members.iter().enumerate().any(linked);
    let member = &target.org.members[target.place];
    let known = org.employees.get(place).is_some();
    let gone = target.here && member.state == "left";
    let mut reasons = always(caller, target, "org.members");
    // R19: whoever has left is linked to nobody any more
    reasons.extend([(taken, "23505"), (!known, "RH032"), (!known, "23503"), (gone, "RH031")]);
    probes.push(Probe {
        operation: "identity.link_member",
        row: target.id.to_string(),
        sql: format!("select identity.link_member('{}', '{}')", target.id, caller.id(Kind::Employee, place)),
        expected: Expected::refused(&reasons).unwrap_or(if member.employee == Some(place) {
            Expected::Done(None)
        } else {
            Expected::Done(Some(written(caller, target)))
        }),
    });
    if let Some(at) = other(caller) {
        let mut reasons = always(caller, target, "org.members");
        reasons.extend([(true, "RH032"), (true, "23503"), (true, "RH011"), (gone, "RH031")]);
        let foreign = caller.world.id(at, Kind::Employee, 0);
        probes.push(Probe {
            operation: "identity.link_member",
            row: format!("{}/{foreign}", target.id),
            sql: format!("select identity.link_member('{}', '{foreign}')", target.id),
            expected: Expected::refused(&reasons).unwrap_or(Expected::Nothing),
        });
    }
}

fn limits(caller: &Caller<'_>, target: &Target<'_>, probes: &mut Vec<Probe>) {
    let org = caller.org();
    let mut reasons = always(caller, target, "org.members");
    // R19: what was given ends with the membership, so nothing is given after it
    reasons.push((target.here && target.org.members[target.place].state == "left", "RH032"));
    let set = |sites: Vec<Uuid>| {
        let sites: Vec<String> = sites.iter().map(Uuid::to_string).collect();
        format!("select identity.limit_to_sites('{}', '{{{}}}')", target.id, sites.join(","))
    };
    if org.sites > 0 {
        let has = target.here && org.site_limits.contains(&(target.place, 0));
        let key = format!("identity.membership_sites insert {}/{}/{}", caller.org_id(), target.id, caller.id(Kind::Site, 0));
        probes.push(Probe {
            operation: "identity.limit_to_sites",
            row: target.id.to_string(),
            sql: set(vec![caller.id(Kind::Site, 0)]),
            expected: Expected::refused(&reasons).unwrap_or(if has { Expected::Done(None) } else { Expected::Done(Some(key)) }),
        });
    }
    if let Some(at) = other(caller) {
        let mut reasons = reasons.clone();
        reasons.extend([(true, "23503"), (true, "RH011")]);
        probes.push(Probe {
            operation: "identity.limit_to_sites",
            row: format!("{}/elsewhere", target.id),
            sql: set(vec![caller.world.id(at, Kind::Site, 0)]),
            expected: Expected::refused(&reasons).unwrap_or(Expected::Nothing),
        });
    }
}

/// Groups are kept with org.members, what they allow with org.roles, and neither for oneself.
pub(super) fn group_probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (keeps, gives, closing) = (caller.may("org.members"), caller.may("org.roles"), caller.is_closing());
    let world = caller.world;
    let fresh = super::tables::fresh(world, 3);
    for (at, one) in world.orgs.iter().enumerate() {
        let (here, org_id) = (at == caller.at, world.org_id(at));
        probes.push(Probe {
            operation: "identity.groups insert",
            row: format!("a row of {}", one.name),
            sql: format!("insert into identity.groups (org_id, id, name) values ('{org_id}', '{fresh}', 'Another')"),
            expected: Expected::unless(
                &[(!keeps || !here, "42501"), (!here, "RH011"), (closing, "RH010")],
                format!("identity.groups insert {org_id}/{fresh}"),
            ),
        });
        for (place, group) in one.groups.iter().enumerate() {
            let id = world.id(at, Kind::Group, place);
            let remove = |version| format!("select identity.remove_group('{id}', {version})");
            for (version, row) in [(1, id.to_string()), (7, format!("{id}/of another version"))] {
                let removed = if here && version == 1 {
                    Expected::Done(Some(format!("identity.groups delete {org_id}/{id}")))
                } else {
                    Expected::Answers("null")
                };
                probes.push(Probe {
                    operation: "identity.remove_group",
                    row,
                    sql: remove(version),
                    expected: Expected::refused(&[(!keeps, "RH030"), (closing, "RH010")]).unwrap_or(removed),
                });
            }
            for member in 0..one.members.len() {
                let who = world.id(at, Kind::Member, member);
                let own = here && member == caller.place;
                let is_in = group.members.contains(&member);
                let refused = Expected::refused(&[(!keeps, "RH030"), (own && is_in, "RH033"), (closing, "RH010")]);
                let left = if here && is_in {
                    Expected::Done(Some(format!("identity.group_members delete {org_id}/{id}/{who}")))
                } else {
                    Expected::Answers("null")
                };
                probes.push(Probe {
                    operation: "identity.remove_group_member",
                    row: format!("{id}/{who}"),
                    sql: format!("select identity.remove_group_member('{id}', '{who}')"),
                    expected: refused.unwrap_or(left),
                });
                let carries = here && !group.permissions.is_empty();
                // R19: what was given ends with the membership, so nothing is given after it
                let gone = here && one.members[member].state == "left";
                probes.push(Probe {
                    operation: "identity.group_members insert",
                    row: format!("{id}/{who}"),
                    sql: format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org_id}', '{id}', '{who}')"),
                    expected: Expected::unless(
                        &[
                            (!keeps || !here, "42501"),
                            (!here, "RH011"),
                            (own, "RH033"),
                            (carries && !gives, "RH030"),
                            (closing, "RH010"),
                            (here && is_in, "23505"),
                            (gone, "RH032"),
                        ],
                        format!("identity.group_members insert {org_id}/{id}/{who}"),
                    ),
                });
            }
            let is_in = here && group.members.contains(&caller.place);
            for permission in ["audit.read", "people.read", HR_ONLY[0], "people.everything"] {
                let carries = here && group.permissions.iter().any(|held| held == permission);
                let (hr_only, unknown) = (HR_ONLY.contains(&permission), permission == "people.everything");
                probes.push(Probe {
                    operation: "identity.group_permissions insert",
                    row: format!("{id}/{permission}"),
                    sql: format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org_id}', '{id}', '{permission}')"),
                    expected: Expected::unless(
                        &[
                            (!gives || !here, "42501"),
                            (!here, "RH011"),
                            (is_in, "RH033"),
                            (hr_only, "RH036"),
                            (unknown, "RH051"),
                            (carries, "23505"),
                            (closing, "RH010"),
                        ],
                        format!("identity.group_permissions insert {org_id}/{id}/{permission}"),
                    ),
                });
                let taken = if carries {
                    Expected::Done(Some(format!("identity.group_permissions delete {org_id}/{id}/{permission}")))
                } else {
                    Expected::Answers("null")
                };
                probes.push(Probe {
                    operation: "identity.withdraw_from_group",
                    row: format!("{id}/{permission}"),
                    sql: format!("select identity.withdraw_from_group('{id}', '{permission}')"),
                    expected: Expected::refused(&[(!gives, "RH030"), (is_in && carries, "RH033"), (closing, "RH010")]).unwrap_or(taken),
                });
            }
        }
    }
}
