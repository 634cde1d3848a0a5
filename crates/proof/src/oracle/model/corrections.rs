//! What follows a release: that a grade was read and answered, and that it was told wrongly (4.1, 5C, R4, R20).

use super::{
    Caller, cycles, grades,
    sight::Seeing,
    tables::{Expected, Probe, fresh},
};
use crate::world::{Kind, World};

/// R4: whoever releases grades, about anybody but themselves.
pub(super) fn reads(caller: &Caller<'_>, place: usize) -> bool {
    let (_, one) = cycles::part(caller.org(), place);
    one.has_correction() && caller.may("performance.release") && !caller.is_own(one.employee)
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    fn parts(world: &World, at: usize, kind: Kind, these: impl Fn(crate::world::Participant) -> bool) -> Vec<(usize, String)> {
        let org = &world.orgs[at];
        let places = cycles::places(org).into_iter().filter(|place| these(cycles::part(org, *place).1));
        places.map(|place| (place, world.id(at, kind, place).to_string())).collect()
    }
    seeing.table("performance.grade_corrections", "id", |world, at| parts(world, at, Kind::Correction, |one| one.has_correction()), reads);
    // who reads the grade reads this
    seeing.table(
        "performance.grade_acknowledgements",
        "grade_id",
        |world, at| parts(world, at, Kind::Grade, |one| one.is_acknowledged()),
        grades::reads_grade,
    );
}

/// Acknowledging, asking and answering.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for place in cycles::places(org).into_iter().filter(|place| cycles::part(org, *place).1.fate == "told") {
            acknowledging(caller, at, place, probes);
            correcting(caller, at, place, probes);
        }
    }
}

fn acknowledging(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org_id) = (at == caller.at, caller.org_id());
    let (cycle, one) = cycles::part(&caller.world.orgs[at], place);
    let own = here && caller.is_own(one.employee);
    let seen = here && grades::reads_grade(caller, place);
    let first = caller.world.id(at, Kind::Grade, place);
    let corrected = one.since == "corrected";
    let mut versions = vec![(first, corrected)];
    versions.extend(corrected.then(|| (caller.world.id(at, Kind::Corrected, place), false)));
    for (id, over) in versions {
        for response in ["null", "'I see it differently'"] {
            let known = id == first && one.is_acknowledged();
            let said = known && (one.since == "answered" || response == "null");
            let verb = if known { "update" } else { "insert" };
            let reasons = [
                (!seen, "RH032"),
                (seen && !own, "RH030"),
                (own && (cycle.state == "closed" || over || said), "RH031"),
                (caller.is_closing(), "RH010"),
            ];
            probes.push(Probe {
                operation: "performance.acknowledge_grade",
                row: format!("{id}, {response}"),
                sql: format!("select performance.acknowledge_grade('{id}', {response})"),
                expected: Expected::unless(&reasons, format!("performance.grade_acknowledgements {verb} {org_id}/{id}")),
            });
        }
    }
}

fn correcting(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org_id, org) = (at == caller.at, caller.org_id(), &caller.world.orgs[at]);
    let (cycle, one) = cycles::part(org, place);
    let base = [(!caller.may("performance.release"), "RH030"), (!here, "RH032"), (here && caller.is_own(one.employee), "RH039")];
    let closing = [(caller.is_closing(), "RH010")];
    let lone = cycle.built_on.is_none_or(|(_, scale)| org.scales[scale].parts < 2);
    let level = |number: usize| caller.world.id(at, Kind::Level, org.first_level(cycle).unwrap_or_default() + number);
    let new = fresh(caller.world, 14);
    // the level that they were told, and another one
    for (id, told, over) in
        [(caller.world.id(at, Kind::Grade, place), 0, one.has_correction()), (caller.world.id(at, Kind::Corrected, place), 1, false)]
    {
        if told == 1 && one.since != "corrected" {
            continue;
        }
        for number in 0..2 {
            let reasons = [&base[..], &[(over || number == told, "RH031"), (number == 1 && lone, "23503")], &closing].concat();
            probes.push(Probe {
                operation: "performance.ask_correction",
                row: format!("{id}, level {number}"),
                sql: format!("select performance.ask_correction('{id}', '{new}', '{}', 'Read from another line')", level(number)),
                expected: Expected::unless(&reasons, format!("performance.grade_corrections insert {org_id}/{new}")),
            });
        }
    }
    if one.has_correction() {
        let id = caller.world.id(at, Kind::Correction, place);
        let asker = one.asked_by == Some(caller.place);
        for (answer, anothers) in [("confirmed", asker), ("refused", asker), ("withdrawn", !asker)] {
            let reasons = [&base[..], &[(here && anothers, "RH030"), (one.since == "corrected", "RH031")], &closing].concat();
            probes.push(Probe {
                operation: "performance.answer_correction",
                row: format!("{id}, {answer}"),
                sql: format!("select performance.answer_correction('{id}', '{answer}')"),
                expected: Expected::unless(&reasons, format!("performance.grade_corrections update {org_id}/{id}")),
            });
        }
    }
}
