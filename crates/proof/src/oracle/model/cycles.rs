//! Review cycles and whoever takes part in them (NA-14): set up, activated, cancelled.

use types::Role;

use super::{
    Caller, in_force,
    sight::{Seeing, numbered},
    tables::{Expected, Probe, fresh},
};
use crate::world::{Cycle, Kind, Org, PEOPLE, Participant, World};

/// Admins and whoever manages cycles see all of them, in every state.
fn sees_all(caller: &Caller<'_>) -> bool {
    caller.role() == Role::Admin || caller.may("performance.cycles.manage")
}

/// R2: about somebody who reports to the caller, or whom the caller decides about.
pub(super) fn answers_for(caller: &Caller<'_>, part: Participant) -> bool {
    caller.manages(part.employee) || part.reviewer.is_some_and(|reviewer| caller.is_own(reviewer))
}

/// Under way or released, for managers, and for everybody with a part in it.
pub(super) fn reads(caller: &Caller<'_>, one: &Cycle) -> bool {
    let has_a_part = || one.participants.iter().any(|part| caller.is_own(part.employee) || answers_for(caller, *part));
    sees_all(caller) || one.is_open() && (caller.role() == Role::Manager || has_a_part())
}

pub(super) fn part(org: &Org, place: usize) -> (&Cycle, Participant) {
    let cycle = &org.cycles[place / PEOPLE];
    (cycle, cycle.participants[place % PEOPLE])
}

/// That somebody takes part: they know it themselves from its activation on.
pub(super) fn reads_part(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, one) = part(caller.org(), place);
    sees_all(caller) || cycle.is_open() && (caller.is_own(one.employee) || answers_for(caller, one))
}

/// R4: who decides about somebody is never theirs to read, whatever else they may.
pub(super) fn reads_reviewer(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, one) = part(caller.org(), place);
    !caller.is_own(one.employee) && (caller.may("performance.cycles.manage") || cycle.is_open() && answers_for(caller, one))
}

/// R4, R8: who decides about oneself is not told by the audit either.
pub(super) fn is_told_of(caller: &Caller<'_>, place: usize) -> bool {
    !caller.is_own(part(caller.org(), place).1.employee)
}

pub(super) fn places(org: &Org) -> Vec<usize> {
    let cycles = org.cycles.iter().enumerate();
    cycles.flat_map(|(cycle, one)| (0..one.participants.len()).map(move |number| cycle * PEOPLE + number)).collect()
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    seeing.table(
        "performance.review_cycles",
        "id",
        |world, at| numbered(world, at, Kind::Cycle, world.orgs[at].cycles.len()),
        |caller, place| reads(caller, &caller.org().cycles[place]),
    );
    let parts = |world: &World, at: usize| -> Vec<(usize, String)> {
        places(&world.orgs[at]).into_iter().map(|place| (place, world.id(at, Kind::Participant, place).to_string())).collect()
    };
    seeing.table("performance.cycle_participants", "id", parts, reads_part);
    seeing.table("performance.participant_reviewers", "participant_id", parts, reads_reviewer);
}

/// Whoever decides about a participant: whom somebody chose, or else their manager of the day.
fn decider(org: &Org, part: Participant) -> Option<usize> {
    let line = || org.lines.iter().find(|line| line.employee == part.employee && line.kind == "primary" && in_force(line));
    part.reviewer.or_else(|| line().map(|line| line.manager))
}

/// What an activation lacks: something to build on, people, and for each of them somebody who decides.
fn is_lacking(org: &Org, one: &Cycle) -> bool {
    let published =
        one.built_on.is_some_and(|(template, scale)| org.templates[template].state == "published" && org.scales[scale].state == "published");
    let decided =
        |part: &Participant| !org.employees[part.employee].left && decider(org, *part).is_some_and(|reviewer| !org.employees[reviewer].left);
    !published || one.participants.is_empty() || !one.participants.iter().all(decided)
}

/// Drawing up, changing, filling, activating, cancelling and removing.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (may, closing, org_id) = (caller.may("performance.cycles.manage"), caller.is_closing(), caller.org_id());
    let new = fresh(caller.world, 8);
    probes.push(Probe {
        operation: "performance.open_cycle",
        row: "a new one".to_owned(),
        sql: format!("select performance.open_cycle('{new}', '{{\"name\": \"New\", \"kind\": \"probation\"}}')"),
        expected: Expected::unless(&[(!sees_all(caller), "RH030"), (closing, "RH010")], format!("performance.review_cycles insert {org_id}/{new}")),
    });
    for (at, org) in caller.world.orgs.iter().enumerate() {
        let here = at == caller.at;
        for (place, one) in org.cycles.iter().enumerate() {
            let id = caller.world.id(at, Kind::Cycle, place);
            let draft = one.state == "draft";
            let over = ["released", "closed", "cancelled"].contains(&one.state);
            // a release is not undone
            let kept =
                ["calibration", "released", "closed", "cancelled"].contains(&one.state) || one.participants.iter().any(|part| part.fate == "told");
            for (operation, verb, arguments, wrong, lacking) in [
                ("performance.keep_cycle", "update", ", 1, '{\"blind_self\": true}'", !draft, false),
                ("performance.keep_cycle", "update", ", 1, '{\"manager_due\": \"2030-01-01\"}'", over, false),
                ("performance.remove_cycle", "delete", ", 1", !draft, false),
                ("performance.activate_cycle", "update", ", 1", !draft, draft && here && is_lacking(org, one)),
                ("performance.close_cycle", "update", ", 1", one.state != "released", false),
                ("performance.cancel_cycle", "update", ", 1, 'Not this year'", kept, false),
            ] {
                // what somebody's goal belongs to stays
                let linked = operation == "performance.remove_cycle" && org.goals.iter().any(|goal| goal.cycle == Some(place));
                let wrong = wrong || linked;
                let reasons = [(!may, "RH030"), (!here, "RH032"), (here && wrong, "RH031"), (here && lacking, "RH038"), (closing, "RH010")];
                probes.push(Probe {
                    operation,
                    row: id.to_string(),
                    sql: format!("select {operation}('{id}'{arguments})"),
                    expected: Expected::unless(&reasons, format!("performance.review_cycles {verb} {org_id}/{id}")),
                });
                // somebody else was first: nothing happens, and it is told
                probes.push(Probe {
                    operation,
                    row: format!("{id}, of another version"),
                    sql: format!("select {operation}('{id}'{})", arguments.replacen(", 1", ", 7", 1)),
                    expected: Expected::refused(&[(!may, "RH030"), (!here, "RH032")]).unwrap_or(Expected::Answers("null")),
                });
            }
            // everybody of the organisation: whoever left, and whoever takes part already, does not count
            let joining = org.employees.iter().enumerate().filter(|(_, one)| !one.left).map(|(employee, _)| employee);
            let joining = joining.filter(|employee| one.participants.iter().all(|part| part.employee != *employee)).count();
            let answer = if joining == 0 { Expected::Answers("0") } else { Expected::Done(None) };
            probes.push(Probe {
                operation: "performance.add_participants",
                row: format!("everybody to {id}"),
                sql: format!("select performance.add_participants('{id}', '{{}}')"),
                expected: Expected::refused(&[(!may, "RH030"), (!here, "RH032"), (here && !draft, "RH031"), (here && closing, "RH010")])
                    .unwrap_or(answer),
            });
        }
        for place in places(org) {
            let ((cycle, one), id) = (part(org, place), caller.world.id(at, Kind::Participant, place));
            let own = here && caller.is_own(one.employee);
            let reasons = |wrong: bool| [(!may, "RH030"), (!here, "RH032"), (here && own, "RH039"), (here && wrong, "RH031"), (closing, "RH010")];
            probes.push(Probe {
                operation: "performance.remove_participant",
                row: id.to_string(),
                sql: format!("select performance.remove_participant('{id}')"),
                expected: Expected::unless(&reasons(cycle.state != "draft"), format!("performance.cycle_participants delete {org_id}/{id}")),
            });
            // the first employee of the caller's organisation
            let reviewer = 0;
            let mut all = reasons(["released", "closed", "cancelled"].contains(&cycle.state) || one.is_settled()).to_vec();
            all.extend([(here && caller.org().employees[reviewer].left, "23503"), (here && one.employee == reviewer, "RH039")]);
            probes.push(Probe {
                operation: "performance.set_reviewer",
                row: id.to_string(),
                sql: format!("select performance.set_reviewer('{id}', '{}')", caller.world.id(caller.at, Kind::Employee, reviewer)),
                expected: Expected::unless(&all, format!("performance.participant_reviewers update {org_id}/{id}")),
            });
        }
    }
}
