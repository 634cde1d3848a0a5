//! Who is left out of a cycle, which grades are proposed, and who is told theirs (NA-16, R4, R8, R10).

use super::{
    Caller, cycles, reviews,
    sight::Seeing,
    tables::{Expected, Probe},
};
use crate::world::{Cycle, Kind, Org, PARTS, Participant, TASKS, World};

/// Why somebody is left out: whoever manages cycles, of anybody but themselves.
pub(super) fn reads_exclusion(caller: &Caller<'_>, place: usize) -> bool {
    let (_, one) = cycles::part(caller.org(), place);
    one.fate == "left out" && reviews::manages_review_of(caller, one)
}

/// Its author, and whoever manages cycles, of anybody but themselves; of a cycle that was cancelled the author alone.
pub(super) fn reads_proposal(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, part, written) = reviews::one(caller.org(), place);
    let shown = cycle.state != "cancelled" && reviews::manages_review_of(caller, part);
    proposed(part, written.slot) && (caller.is_own(written.author) || shown)
}

/// Whom it is about, whoever answers for them, and whoever manages cycles.
pub(super) fn reads_grade(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, one) = cycles::part(caller.org(), place);
    one.fate == "told"
        && (caller.is_own(one.employee) || caller.may("performance.cycles.manage") || cycle.is_open() && cycles::answers_for(caller, one))
}

/// Beside the review that counts, never beside one that was handed over.
fn proposed(part: Participant, slot: usize) -> bool {
    part.proposed && slot == 1
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    fn parts(world: &World, at: usize, kind: Kind, fate: &str) -> Vec<(usize, String)> {
        let org = &world.orgs[at];
        let places = cycles::places(org).into_iter().filter(|place| cycles::part(org, *place).1.fate == fate);
        places.map(|place| (place, world.id(at, kind, place).to_string())).collect()
    }
    seeing.table(
        "performance.participant_exclusions",
        "participant_id",
        |world, at| parts(world, at, Kind::Participant, "left out"),
        reads_exclusion,
    );
    let grades = |world: &World, at: usize| {
        let mut all = parts(world, at, Kind::Grade, "told");
        let org = &world.orgs[at];
        let again = cycles::places(org).into_iter().filter(|place| cycles::part(org, *place).1.since == "corrected");
        all.extend(again.map(|place| (place, world.id(at, Kind::Corrected, place).to_string())));
        all
    };
    seeing.table("performance.released_grades", "id", grades, reads_grade);
    let proposals = |world: &World, at: usize| -> Vec<(usize, String)> {
        let org = &world.orgs[at];
        let places = org.assignments().into_iter().filter(|place| proposed(reviews::one(org, *place).1, place % TASKS));
        places.map(|place| (place, world.id(at, Kind::Assignment, place).to_string())).collect()
    };
    seeing.table("performance.proposed_grades", "assignment_id", proposals, reads_proposal);
}

/// R10: those who are still to be told, but for the caller; and whether a grade is missing.
fn waiting(caller: &Caller<'_>, cycle: &Cycle, chosen: impl Fn(Participant) -> bool) -> (usize, bool) {
    let these: Vec<_> = cycle.participants.iter().filter(|part| !part.is_settled() && !caller.is_own(part.employee) && chosen(**part)).collect();
    // 4.1: of a cycle that compares them, what was settled on and shown for a week
    let ready = |part: &Participant| part.is_graded() && (!cycle.calibrate || part.settled == "prepared");
    (these.len(), these.iter().any(|part| !ready(part)))
}

/// Leaving out and taking back, proposing, releasing.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for place in cycles::places(org) {
            exclusions(caller, at, place, probes);
        }
        for place in org.assignments() {
            proposals(caller, at, place, probes);
        }
        for place in 0..org.cycles.len() {
            releases(caller, at, place, probes);
        }
    }
}

fn exclusions(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org_id) = (at == caller.at, caller.org_id());
    let ((cycle, one), id) = (cycles::part(&caller.world.orgs[at], place), caller.world.id(at, Kind::Participant, place));
    let may = caller.may("performance.cycles.manage");
    let own = here && caller.is_own(one.employee);
    let first = [(!may, "RH030"), (!here, "RH032"), (own, "RH039")];
    let closing = [(caller.is_closing(), "RH010")];
    let under_way = ["active", "calibration"].contains(&cycle.state);
    let (excluded, told) = (one.fate == "left out", one.fate == "told");
    probes.push(Probe {
        operation: "performance.exclude_participant",
        row: id.to_string(),
        sql: format!("select performance.exclude_participant('{id}', 'Moved to another country')"),
        expected: Expected::unless(
            &[&first[..], &[(here && (!under_way || told), "RH031")], &closing].concat(),
            format!("performance.participant_exclusions {} {org_id}/{id}", if excluded { "update" } else { "insert" }),
        ),
    });
    let done =
        if excluded { Expected::Done(Some(format!("performance.participant_exclusions delete {org_id}/{id}"))) } else { Expected::Answers("null") };
    probes.push(Probe {
        operation: "performance.include_participant",
        row: id.to_string(),
        sql: format!("select performance.include_participant('{id}')"),
        expected: Expected::refused(&[&first[..], &[(here && !under_way, "RH031")], &closing].concat()).unwrap_or(done),
    });
}

fn proposals(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org_id, org) = (at == caller.at, caller.org_id(), &caller.world.orgs[at]);
    let ((cycle, part, written), id) = (reviews::one(org, place), caller.world.id(at, Kind::Assignment, place));
    let mine = here && caller.is_own(written.author);
    // what is compared is what was submitted
    let compared = cycle.state == "calibration" && written.state == "submitted" && proposed(part, written.slot);
    let under_way = ["active", "calibration"].contains(&cycle.state) && !compared;
    let over = !under_way || part.fate == "told" || ["reassigned", "withdrawn"].contains(&written.state);
    let version = u8::from(proposed(part, written.slot));
    let level = cycle.built_on.map_or(0, |(_, scale)| scale * PARTS);
    let base = [(!mine, "RH032"), (mine && written.kind == "self", "RH039"), (mine && over, "RH031")];
    let level_id = caller.world.id(at, Kind::Level, level);
    let verb = if version == 0 { "insert" } else { "update" };
    let reasons = [&base[..], &[(mine && org.first_level(cycle).is_none(), "23503"), (caller.is_closing(), "RH010")]].concat();
    probes.push(Probe {
        operation: "performance.propose_grade",
        row: id.to_string(),
        sql: format!("select performance.propose_grade('{id}', {version}, '{level_id}', 'On time, every time')"),
        expected: Expected::unless(&reasons, format!("performance.proposed_grades {verb} {org_id}/{id}")),
    });
    // another tab was first
    probes.push(Probe {
        operation: "performance.propose_grade",
        row: format!("{id}, of another version"),
        sql: format!("select performance.propose_grade('{id}', 7, '{level_id}', null)"),
        expected: Expected::refused(&reasons).unwrap_or(Expected::Answers("null")),
    });
    probes.push(Probe {
        operation: "performance.propose_grade",
        row: format!("{id}, of no scale"),
        sql: format!("select performance.propose_grade('{id}', {version}, '{id}', null)"),
        expected: Expected::refused(&[&base[..], &[(true, "23503")]].concat()).unwrap_or(Expected::Done(None)),
    });
}

fn releases(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org): (bool, &Org) = (at == caller.at, &caller.world.orgs[at]);
    let (cycle, id) = (&org.cycles[place], caller.world.id(at, Kind::Cycle, place));
    let first = [(!caller.may("performance.release"), "RH030"), (!here, "RH032")];
    // everybody, and whom one choice names: the first employee of the caller's organisation
    let somebody = caller.world.id(caller.at, Kind::Employee, 0);
    for (who, one) in [("{}".to_owned(), false), (format!("{{\"employee_ids\": [\"{somebody}\"]}}"), true)] {
        let (waiting, missing) = waiting(caller, cycle, |part| !one || part.employee == 0);
        let ripe = if cycle.calibrate { "calibration" } else { "active" };
        let wrong = cycle.state != ripe || cycle.session == "open" || one && !cycle.by_group;
        let lacking = waiting == 0 || missing;
        let reasons =
            [&first[..], &[(here && wrong, "RH031"), (here && !wrong && lacking, "RH038"), (here && caller.is_closing(), "RH010")]].concat();
        probes.push(Probe {
            operation: "performance.release_grades",
            row: format!("{id} {who}"),
            sql: format!("select performance.release_grades('{id}', 1, '{who}')"),
            expected: Expected::refused(&reasons).unwrap_or(Expected::Done(None)),
        });
    }
    probes.push(Probe {
        operation: "performance.release_grades",
        row: format!("{id}, of another version"),
        sql: format!("select performance.release_grades('{id}', 7, '{{}}')"),
        expected: Expected::refused(&first).unwrap_or(Expected::Answers("null")),
    });
}
