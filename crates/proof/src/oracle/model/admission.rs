//! Invitations, stand-ins, sessions, and the organisation's own end (HY-08, R18, R23, R34).

use types::Role;

use super::{
    Caller,
    tables::{Expected, Probe, fresh},
};
use crate::world::{Kind, Org};

/// Ways in and out.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    invitations(caller, probes);
    for (at, org) in caller.world.orgs.iter().enumerate() {
        stand_ins(caller, at, org, probes);
        sessions(caller, at, org, probes);
    }
    let (may, closing) = (caller.may("org.close"), caller.is_closing());
    let written = format!("identity.organizations update {}", caller.org_id());
    probes.push(Probe {
        operation: "identity.close_organization",
        row: caller.org_id().to_string(),
        sql: "select identity.close_organization()".to_owned(),
        expected: Expected::unless(&[(!may, "RH030"), (closing, "RH031"), (closing, "RH010")], written.clone()),
    });
    probes.push(Probe {
        operation: "identity.cancel_closing",
        row: caller.org_id().to_string(),
        sql: "select identity.cancel_closing()".to_owned(),
        expected: Expected::unless(&[(!may, "RH030"), (!closing, "RH031")], written),
    });
}

fn invitations(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (invites, gives, closing) = (caller.may("org.invite"), caller.may("org.roles"), caller.is_closing());
    let new = fresh(caller.world, 5);
    let org_id = caller.org_id();
    let high = |role: Role| matches!(role, Role::Admin | Role::Hr);
    let employees = &caller.org().employees;
    for role in Role::ALL {
        // each role once without and once with a named employee
        for employee in [None, employees.iter().position(|one| !one.left)] {
            let named = employee.is_some();
            let who = employee.map_or_else(|| "null".to_owned(), |place| format!("'{}'", caller.id(Kind::Employee, place)));
            probes.push(Probe {
                operation: "identity.invite",
                row: format!("{role}/{who}"),
                sql: format!("select identity.invite('{new}', 'new@new.example', '{role}', {who}, pg_catalog.sha256('{new}'))"),
                expected: Expected::unless(
                    &[(!invites || (high(role) && !gives) || (named && !caller.may("people.write")), "RH030"), (closing, "RH010")],
                    format!("identity.invitations insert {org_id}/{new}"),
                ),
            });
        }
    }
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for (place, one) in org.invitations.iter().enumerate() {
            let here = at == caller.at;
            let id = caller.world.id(at, Kind::Invitation, place);
            let used = here && ["accepted", "revoked"].contains(&one.state);
            probes.push(Probe {
                operation: "identity.revoke_invitation",
                row: id.to_string(),
                sql: format!("select identity.revoke_invitation('{id}')"),
                expected: Expected::unless(
                    &[(!invites || (here && high(one.role) && !gives), "RH030"), (!here, "RH032"), (used, "RH031"), (closing, "RH010")],
                    format!("identity.invitations update {org_id}/{id}"),
                ),
            });
            if here {
                let open = ["open", "expired"].contains(&one.state);
                let email = format!("invited{place}@{}.example", caller.world.slug(at));
                let reasons = [(!invites, "RH030"), (one.state == "open", "23505"), (closing, "RH010")];
                // an invitation that ran out does not stand in the way of the next
                if one.state != "expired" || !open {
                    probes.push(Probe {
                        operation: "identity.invite",
                        row: format!("{id}/again"),
                        sql: format!("select identity.invite('{new}', '{email}', 'employee', null, pg_catalog.sha256('{new}'))"),
                        expected: Expected::unless(&reasons, format!("identity.invitations insert {org_id}/{new}")),
                    });
                }
            }
        }
    }
}

/// R18: from oneself to another active member, for at most 366 days.
fn stand_ins(caller: &Caller<'_>, at: usize, org: &Org, probes: &mut Vec<Probe>) {
    let (here, closing, new) = (at == caller.at, caller.is_closing(), fresh(caller.world, 6));
    let may = caller.role() != Role::Employee;
    for (place, member) in org.members.iter().enumerate() {
        let id = caller.world.id(at, Kind::Member, place);
        for (reads, days) in [(true, 1), (true, 366), (false, 367)] {
            let reasons = [
                (!may, "RH030"),
                (!here || member.state != "active", "RH032"),
                (here && place == caller.place, "RH033"),
                (days > 366, "RH050"),
                (days > 366, "23514"),
                (closing, "RH010"),
            ];
            probes.push(Probe {
                operation: "identity.delegate",
                row: format!("{id}/{days} days"),
                // first day to last day
                sql: format!("select identity.delegate('{new}', '{id}', true, {reads}, app.today(), app.today() + {})", days - 1),
                expected: Expected::unless(&reasons, format!("identity.delegations insert {}/{new}", caller.org_id())),
            });
        }
    }
    for (place, one) in org.delegations.iter().enumerate() {
        let id = caller.world.id(at, Kind::Delegation, place);
        let addressed = here && (one.from == caller.place || one.to == caller.place || caller.may("org.members.read"));
        let may = here && (one.from == caller.place || matches!(caller.role(), Role::Admin | Role::Hr));
        let over = here && one.ended;
        probes.push(Probe {
            operation: "identity.end_delegation",
            row: id.to_string(),
            sql: format!("select identity.end_delegation('{id}')"),
            // who does not see it is told that there is none
            expected: if may {
                Expected::unless(&[(over, "RH031"), (closing, "RH010")], format!("identity.delegations update {}/{id}", caller.org_id()))
            } else if addressed {
                Expected::Refused(vec!["RH030", "RH032"])
            } else {
                Expected::Refused(vec!["RH032"])
            },
        });
    }
}

/// R23, R34: sessions end in a closing organisation too.
fn sessions(caller: &Caller<'_>, at: usize, org: &Org, probes: &mut Vec<Probe>) {
    let count = org.members.len();
    for session in 0..count * 2 {
        let member = session % count;
        let lives = session < count && org.members[member].state == "active" && !org.members[member].account_suspended;
        let may = at == caller.at && (member == caller.place || caller.may("auth.sessions.manage"));
        let id = caller.world.id(at, Kind::Session, session);
        probes.push(Probe {
            operation: "identity.revoke_session",
            row: id.to_string(),
            sql: format!("select identity.revoke_session('{id}')"),
            expected: if may && lives {
                Expected::Done(Some(format!("identity.sessions update {}/{id}", caller.org_id())))
            } else {
                Expected::Refused(vec!["RH032"])
            },
        });
    }
}
