//! How grades are compared before anybody is told theirs (NA-15, R4, R8, R9).

use super::{
    Caller, cycles,
    sight::Seeing,
    tables::{Expected, Probe, fresh},
};
use crate::world::{Cycle, Kind, Org, PEOPLE, Participant, World};

/// R9: sessions, and that a cycle went back, tell nothing about anybody: whoever calibrates reads them.
pub(super) fn reads_session(caller: &Caller<'_>) -> bool {
    caller.may("calibration.read")
}

/// R4, R9: about anybody but oneself.
pub(super) fn reads_move(caller: &Caller<'_>, place: usize) -> bool {
    let (_, one) = cycles::part(caller.org(), place);
    one.moved && caller.may("calibration.read") && !caller.is_own(one.employee)
}

/// So is what was settled on; and whoever decides about somebody reads theirs once it is shown to them.
pub(super) fn reads_settled(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, one) = cycles::part(caller.org(), place);
    let decides = one.reviewer.is_some_and(|reviewer| caller.is_own(reviewer)) && ["calibration", "released", "closed"].contains(&cycle.state);
    let calibrates = caller.may("calibration.read") && !caller.is_own(one.employee);
    !one.settled.is_empty() && (calibrates || decides && one.is_confirmed() && one.was_shown())
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    let sessions = |only: &'static str| {
        move |world: &World, at: usize| -> Vec<(usize, String)> {
            let these =
                world.orgs[at].cycles.iter().enumerate().filter(|(_, one)| !one.session.is_empty() && (only.is_empty() || one.session == only));
            these.map(|(place, _)| (place, world.id(at, Kind::Calibration, place).to_string())).collect()
        }
    };
    fn parts(world: &World, at: usize, kind: Kind, these: impl Fn(&Cycle, Participant) -> bool) -> Vec<(usize, String)> {
        let org = &world.orgs[at];
        let places = cycles::places(org).into_iter().filter(|place| {
            let (cycle, one) = cycles::part(org, *place);
            these(cycle, one)
        });
        places.map(|place| (place, world.id(at, kind, place).to_string())).collect()
    }
    seeing.table("performance.calibration_sessions", "id", sessions(""), |caller, _| reads_session(caller));
    seeing.table("performance.calibration_returns", "id", sessions("set_aside"), |caller, _| reads_session(caller));
    seeing.table("performance.calibration_entries", "id", |world, at| parts(world, at, Kind::Move, |_, one| one.moved), reads_move);
    seeing.table(
        "performance.calibrated_grades",
        "participant_id",
        |world, at| parts(world, at, Kind::Participant, |_, one| !one.settled.is_empty()),
        reads_settled,
    );
}

/// Comparing, going back, sessions, moving, settling on and showing.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for place in 0..org.cycles.len() {
            of_cycle(caller, at, place, probes);
        }
        for place in cycles::places(org) {
            of_part(caller, at, place, probes);
        }
    }
}

fn of_cycle(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org_id, closing) = (at == caller.at, caller.org_id(), caller.is_closing());
    let (cycle, id) = (&caller.world.orgs[at].cycles[place], caller.world.id(at, Kind::Cycle, place));
    let compared = cycle.state == "calibration";
    // R4, R8: how far one's own is makes no difference to anything one does
    let others = || cycle.participants.iter().filter(|part| !caller.is_own(part.employee));
    let left = || others().filter(|part| !part.is_settled());
    let lacking = left().any(|part| !part.is_graded());
    let fixed = others().any(|part| part.was_shown()) || cycle.participants.iter().any(|part| part.fate == "told");
    let mut tries = |operation, row: String, sql: String, expected| probes.push(Probe { operation, row, sql, expected });
    let manages = [(!caller.may("performance.cycles.manage"), "RH030"), (!here, "RH032")];
    let new = fresh(caller.world, 12);
    let ready = cycle.state == "active" && cycle.calibrate;
    let reasons = [&manages[..], &[(here && !ready, "RH031"), (here && lacking, "RH038"), (closing, "RH010")]].concat();
    tries(
        "performance.start_calibration",
        id.to_string(),
        format!("select performance.start_calibration('{id}', 1)"),
        Expected::unless(&reasons, format!("performance.review_cycles update {org_id}/{id}")),
    );
    let reasons = [&manages[..], &[(here && (!compared || fixed), "RH031"), (closing, "RH010")]].concat();
    tries(
        "performance.resume_cycle",
        id.to_string(),
        format!("select performance.resume_cycle('{id}', 1, '{new}', 'A review is missing')"),
        Expected::unless(&reasons, format!("performance.review_cycles update {org_id}/{id}")),
    );
    for (operation, arguments) in
        [("performance.start_calibration", "7".to_owned()), ("performance.resume_cycle", format!("7, '{new}', 'Too early'"))]
    {
        tries(
            operation,
            format!("{id}, of another version"),
            format!("select {operation}('{id}', {arguments})"),
            Expected::refused(&manages).unwrap_or(Expected::Answers("null")),
        );
    }
    let writes = [(!caller.may("calibration.write"), "RH030"), (!here, "RH032"), (here && !compared, "RH031")];
    tries(
        "performance.open_session",
        id.to_string(),
        format!("select performance.open_session('{id}', '{new}', 'Once more')"),
        Expected::unless(&[&writes[..], &[(closing, "RH010")]].concat(), format!("performance.calibration_sessions insert {org_id}/{new}")),
    );
    let open = left().filter(|part| !part.is_confirmed()).count();
    let unseen = left().filter(|part| !part.was_shown()).count();
    for (operation, wrong, count) in [("performance.confirm_grades", lacking, open), ("performance.preview_grades", lacking || open > 0, unseen)] {
        tries(
            operation,
            id.to_string(),
            format!("select {operation}('{id}', '{{}}')"),
            Expected::refused(&[&writes[..], &[(wrong, "RH038"), (closing, "RH010")]].concat()).unwrap_or(if count == 0 {
                Expected::Answers("0")
            } else {
                Expected::Done(None)
            }),
        );
    }
    if !cycle.session.is_empty() {
        let session = caller.world.id(at, Kind::Calibration, place);
        let reasons = [&writes[..], &[(here && cycle.session != "open", "RH031")]].concat();
        tries(
            "performance.lock_session",
            session.to_string(),
            format!("select performance.lock_session('{session}', 1)"),
            Expected::unless(&[&reasons[..], &[(closing, "RH010")]].concat(), format!("performance.calibration_sessions update {org_id}/{session}")),
        );
    }
}

fn of_part(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (here, org_id, org): (bool, _, &Org) = (at == caller.at, caller.org_id(), &caller.world.orgs[at]);
    let ((cycle, one), id) = (cycles::part(org, place), caller.world.id(at, Kind::Participant, place));
    let own = here && caller.is_own(one.employee);
    let writes = [(!caller.may("calibration.write"), "RH030"), (!here, "RH032"), (here && cycle.state != "calibration", "RH031")];
    let closing = [(caller.is_closing(), "RH010")];
    probes.push(Probe {
        operation: "performance.note_grade",
        row: id.to_string(),
        sql: format!("select performance.note_grade('{id}', 1, 'Begin with the launch')"),
        expected: Expected::unless(
            &[&writes[..], &[(own, "RH039"), (one.settled.is_empty(), "RH032")], &closing].concat(),
            format!("performance.calibrated_grades update {org_id}/{id}"),
        ),
    });
    if cycle.session.is_empty() {
        return;
    }
    let session = caller.world.id(at, Kind::Calibration, place / PEOPLE);
    let level = |place: usize| caller.world.id(at, Kind::Level, place);
    let (first, current) = (org.first_level(cycle).unwrap_or_default(), org.current_level(cycle, one).unwrap_or_default());
    let to = if current == first { first + 1 } else { first };
    let lone = cycle.built_on.is_none_or(|(_, scale)| org.scales[scale].parts < 2);
    let base = [
        &writes[..],
        &[(cycle.session != "open", "RH031"), (own, "RH039"), (one.is_settled(), "RH032"), (!one.is_graded(), "RH038"), (lone, "23503")],
    ]
    .concat();
    let new = fresh(caller.world, 13);
    probes.push(Probe {
        operation: "performance.move_grade",
        row: id.to_string(),
        sql: format!("select performance.move_grade('{session}', '{new}', '{id}', '{}', '{}', 'Beside the others')", level(current), level(to)),
        expected: Expected::unless(&[&base[..], &closing].concat(), format!("performance.calibration_entries insert {org_id}/{new}")),
    });
    // somebody else moved it first
    probes.push(Probe {
        operation: "performance.move_grade",
        row: format!("{id}, from another level"),
        sql: format!("select performance.move_grade('{session}', '{new}', '{id}', '{}', '{}', 'Beside the others')", level(to), level(current)),
        expected: Expected::refused(&base).unwrap_or(Expected::Answers("null")),
    });
}
