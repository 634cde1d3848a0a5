//! One permission more or less for one member (R20, R21), and who decides.

use types::Role;

use super::{
    Caller, HR_ONLY,
    tables::{Expected, Probe, fresh},
};
use crate::world::Kind;

/// Giving, deciding, revoking.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (gives, closing, is_hr) = (caller.may("org.roles"), caller.is_closing(), caller.role() == Role::Hr);
    let new = fresh(caller.world, 4);
    for (at, org) in caller.world.orgs.iter().enumerate() {
        let here = at == caller.at;
        for (place, member) in org.members.iter().enumerate() {
            let id = caller.world.id(at, Kind::Member, place);
            for (permission, effect) in
                [("people.read", "allow"), ("people.chart.read", "deny"), (HR_ONLY[0], "allow"), (HR_ONLY[0], "deny"), ("people.everything", "allow")]
            {
                // R21: giving an hr-only one waits for hr; taking one away does not
                let answer = if effect == "allow" && HR_ONLY.contains(&permission) { "requested" } else { "active" };
                let reasons = [
                    (!gives, "RH030"),
                    (!here, "RH032"),
                    (here && place == caller.place, "RH033"),
                    (permission == "people.everything", "RH051"),
                    // R19: nothing is given to whoever has left
                    (here && member.state == "left", "RH032"),
                    (closing, "RH010"),
                ];
                probes.push(Probe {
                    operation: "identity.override_permission",
                    row: format!("{id}/{effect} {permission}"),
                    sql: format!("select identity.override_permission('{new}', '{id}', '{permission}', '{effect}', 'for a reason', null)"),
                    expected: Expected::refused(&reasons).unwrap_or(Expected::Answers(answer)),
                });
            }
        }
        for (place, one) in org.overrides.iter().enumerate() {
            let id = caller.world.id(at, Kind::Override, place);
            let written = format!("identity.permission_overrides update {}/{id}", caller.org_id());
            let is_grantee = here && one.member == caller.place;
            for approve in [true, false] {
                let reasons = [
                    (!is_hr, "RH030"),
                    (!here, "RH032"),
                    (is_grantee || (here && one.by == Some(caller.place)), "RH033"),
                    (here && (one.state != "requested" || one.expires.is_some_and(|days| days <= 0)), "RH031"),
                    (closing, "RH010"),
                ];
                probes.push(Probe {
                    operation: "identity.decide_override",
                    row: format!("{id}/{}", if approve { "approved" } else { "rejected" }),
                    sql: format!("select identity.decide_override('{id}', {approve})"),
                    expected: Expected::unless(&reasons, written.clone()),
                });
            }
            let hr_may = is_hr && here && one.allow && HR_ONLY.contains(&one.permission.as_str());
            let over = here && !["requested", "active"].contains(&one.state);
            let reasons = [(!gives && !hr_may, "RH030"), (!here, "RH032"), (is_grantee, "RH033"), (over, "RH031"), (closing, "RH010")];
            probes.push(Probe {
                operation: "identity.revoke_override",
                row: id.to_string(),
                sql: format!("select identity.revoke_override('{id}')"),
                expected: Expected::unless(&reasons, written),
            });
        }
    }
}
