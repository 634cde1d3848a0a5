//! Employees in three tiers, and their coming and going (HY-16, R1, R3, R19).

use types::Role;

use super::{
    Caller,
    tables::{Expected, Probe, fresh, other},
};
use crate::world::{Kind, Org};

/// R22: whether somebody else is an active admin too.
pub(super) fn is_last_admin(org: &Org, place: usize) -> bool {
    let active = |member: usize| org.members[member].role == Role::Admin && org.members[member].state == "active";
    active(place) && (0..org.members.len()).filter(|member| active(*member)).count() == 1
}

/// Tables of the directory and employment tiers, then the functions.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    added(caller, probes);
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for place in 0..org.employees.len() {
            private_tier(caller, at, place, probes);
            leaving(caller, at, place, probes);
        }
    }
    let own = caller.member().employee;
    probes.push(Probe {
        operation: "people.edit_own_profile",
        row: "the caller's own row".to_owned(),
        sql: "select people.edit_own_profile(1, '+49 50 1')".to_owned(),
        expected: if caller.is_closing() {
            Expected::Refused(vec!["RH010"])
        } else {
            own.map_or(Expected::Answers("null"), |own| {
                Expected::Done(Some(format!("people.employees update {}/{}", caller.org_id(), caller.id(Kind::Employee, own))))
            })
        },
    });
    probes.push(Probe {
        operation: "people.edit_own_profile",
        row: "another version of the caller's own row".to_owned(),
        sql: "select people.edit_own_profile(7, '+49 50 1')".to_owned(),
        expected: if caller.is_closing() { Expected::Refused(vec!["RH010"]) } else { Expected::Answers("null") },
    });
}

fn added(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (world, org_id) = (caller.world, caller.org_id());
    let (id, writes, closing) = (fresh(world, 2), caller.may("people.write"), caller.is_closing());
    probes.push(Probe {
        operation: "people.employees insert",
        row: "a row of the caller's organisation".to_owned(),
        sql: format!("insert into people.employees (org_id, id, display_name) values ('{org_id}', '{id}', 'New')"),
        expected: Expected::unless(&[(!writes, "42501"), (closing, "RH010")], format!("people.employees insert {org_id}/{id}")),
    });
    if let Some(at) = other(caller) {
        let foreign = world.org_id(at);
        probes.push(Probe {
            operation: "people.employees insert",
            row: format!("a row of {}", world.orgs[at].name),
            sql: format!("insert into people.employees (org_id, id, display_name) values ('{foreign}', '{id}', 'New')"),
            expected: Expected::refused(&[(true, "42501"), (true, "RH011"), (closing, "RH010")]).unwrap_or(Expected::Nothing),
        });
        probes.push(Probe {
            operation: "people.employees insert",
            row: format!("a row at a site of {}", world.orgs[at].name),
            sql: format!(
                "insert into people.employees (org_id, id, display_name, site_id) values ('{org_id}', '{id}', 'New', '{}')",
                world.id(at, Kind::Site, 0)
            ),
            expected: Expected::Refused(if closing {
                vec!["RH010"]
            } else if writes {
                vec!["RH011", "23503"]
            } else {
                vec!["42501"]
            }),
        });
    }
    for place in 0..caller.org().employees.len() {
        let employee = caller.id(Kind::Employee, place);
        probes.push(Probe {
            operation: "people.employment_records insert",
            row: format!("a second record of {}", caller.org().employees[place].name),
            sql: format!(
                "insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on) \
                 values ('{org_id}', '{employee}', 'N1', 'New', 'permanent', '2020-01-01')"
            ),
            expected: Expected::Refused(if closing {
                vec!["RH010"]
            } else if writes {
                vec!["23505"]
            } else {
                vec!["42501"]
            }),
        });
    }
}

/// R3: one's own, or by two functions with the hr-only permissions; not being able to tells nothing.
fn private_tier(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let id = caller.world.id(at, Kind::Employee, place);
    let (here, has) = (at == caller.at, caller.world.orgs[at].employees[place].private);
    let own = here && caller.is_own(place);
    let reads = own || (here && caller.may("people.private.read"));
    probes.push(Probe {
        operation: "people.read_private",
        row: id.to_string(),
        sql: format!("select p.employee_id from people.read_private('{id}') p"),
        expected: if reads && has { Expected::Row(id.to_string()) } else { Expected::NoRow },
    });
    let key = format!("{}/{id}", caller.org_id());
    let writes = caller.may("people.private.write");
    // R1: one's own only where it has been opened; opening takes the permission
    let refused = Expected::refused(&[(!writes && !own, "RH030"), (caller.is_closing(), "RH010")]);
    let patched = if here && has { Expected::Done(Some(format!("people.employee_private update {key}"))) } else { Expected::Answers("null") };
    probes.push(Probe {
        operation: "people.keep_private",
        row: id.to_string(),
        sql: format!("select people.keep_private('{id}', 1, '{{\"home_address\": \"elsewhere\"}}')"),
        expected: refused.unwrap_or(patched),
    });
    let refused = Expected::refused(&[
        (!writes, "RH030"),
        (caller.is_closing(), "RH010"),
        (!here && writes, "23503"),
        (!here && writes, "RH032"),
        (here && has && writes, "23505"),
    ]);
    probes.push(Probe {
        operation: "people.keep_private",
        row: format!("{id}/opened"),
        sql: format!("select people.keep_private('{id}', null, '{{\"home_address\": \"elsewhere\"}}')"),
        expected: refused.unwrap_or(Expected::Done(Some(format!("people.employee_private insert {key}")))),
    });
}

/// R19: recorded with people.write, never of oneself; the last admin stays (R22).
fn leaving(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let org = &caller.world.orgs[at];
    let id = caller.world.id(at, Kind::Employee, place);
    let (here, left) = (at == caller.at, org.employees[place].left);
    let (may, own) = (caller.may("people.write"), here && caller.is_own(place));
    let key = format!("people.employees update {}/{id}", caller.org_id());
    let last_admin = here && org.members.iter().enumerate().any(|(member, one)| one.employee == Some(place) && is_last_admin(org, member));
    let always = [(!may, "RH030"), (!here, "RH032"), (own, "RH033"), (caller.is_closing(), "RH010")];
    let mut reasons = always.to_vec();
    reasons.extend([(here && left, "RH031"), (last_admin, "RH034")]);
    probes.push(Probe {
        operation: "people.leave",
        row: id.to_string(),
        sql: format!("select people.leave('{id}', app.today(), true)"),
        expected: Expected::unless(&reasons, key.clone()),
    });
    let mut reasons = always.to_vec();
    reasons.push((here && !left, "RH031"));
    probes.push(Probe {
        operation: "people.reinstate",
        row: id.to_string(),
        sql: format!("select people.reinstate('{id}')"),
        expected: Expected::unless(&reasons, key),
    });
}
