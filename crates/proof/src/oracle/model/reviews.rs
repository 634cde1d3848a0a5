//! Who writes which review, what they have typed, and what they submitted (NA-14, R4, R6, R7).

use super::{
    Caller, cycles,
    sight::Seeing,
    tables::{Expected, Probe},
};
use crate::world::{Assignment, Cycle, Kind, Org, Participant, World};

pub(super) fn one(org: &Org, place: usize) -> (&Cycle, Participant, Assignment) {
    org.assignment(place).expect("the place of a review")
}

/// R4: about anybody but oneself.
pub(super) fn manages_review_of(caller: &Caller<'_>, part: Participant) -> bool {
    caller.may("performance.cycles.manage") && !caller.is_own(part.employee)
}

/// Who writes it, whoever manages cycles, and while it is under way the people responsible: never the subject of another's.
pub(super) fn reads_assignment(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, part, written) = one(caller.org(), place);
    let responsible = cycle.is_open() && !caller.is_own(part.employee) && cycles::answers_for(caller, part);
    caller.is_own(written.author) || manages_review_of(caller, part) || responsible
}

/// R7: reopened, or of a cycle that was cancelled: its author's alone.
fn is_withheld(cycle: &Cycle, written: Assignment) -> bool {
    written.state == "reopened" || cycle.state == "cancelled"
}

/// R7: the self review, by whoever decides; in a blind cycle once they have submitted theirs.
fn decides(caller: &Caller<'_>, cycle: &Cycle, part: Participant, written: Assignment) -> bool {
    let decides = part.reviewer.is_some_and(|reviewer| caller.is_own(reviewer));
    cycle.is_open() && written.kind == "self" && decides && (!cycle.blind || part.decided == "submitted")
}

/// R8: what a manager wrote, by whom it is about and who answers for them, from the moment they are told their grade.
fn is_told(caller: &Caller<'_>, cycle: &Cycle, part: Participant, written: Assignment) -> bool {
    let responsible = caller.is_own(part.employee) || cycles::answers_for(caller, part);
    cycle.is_open() && part.fate == "told" && written.slot == 1 && responsible
}

pub(super) fn reads_review(caller: &Caller<'_>, place: usize) -> bool {
    let (cycle, part, written) = one(caller.org(), place);
    let shown = manages_review_of(caller, part) || decides(caller, cycle, part, written) || is_told(caller, cycle, part, written);
    caller.is_own(written.author) || !is_withheld(cycle, written) && shown
}

/// The first answer is for everybody who reads the review, its subject included; the second is to a question for hr alone.
fn reads_answer(caller: &Caller<'_>, place: usize) -> bool {
    let (_, part, written) = one(caller.org(), place / 2);
    reads_review(caller, place / 2) && (place.is_multiple_of(2) || caller.is_own(written.author) || manages_review_of(caller, part))
}

/// R8: what others write about oneself is not told by the audit either.
pub(super) fn is_told_of(caller: &Caller<'_>, place: usize) -> bool {
    let (_, part, written) = one(caller.org(), place);
    written.kind == "self" || !caller.is_own(part.employee)
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    fn those(world: &World, at: usize, kind: Kind, these: impl Fn(Assignment) -> bool) -> Vec<(usize, String)> {
        let org = &world.orgs[at];
        let places = org.assignments().into_iter().filter(|place| these(one(org, *place).2));
        places.map(|place| (place, world.id(at, kind, place).to_string())).collect()
    }
    seeing.table("performance.review_assignments", "id", |world, at| those(world, at, Kind::Assignment, |_| true), reads_assignment);
    // R6: the author's alone
    seeing.table(
        "performance.review_drafts",
        "assignment_id",
        |world, at| those(world, at, Kind::Assignment, |written| written.has_draft()),
        |caller, place| caller.is_own(one(caller.org(), place).2.author),
    );
    seeing.table("performance.reviews", "id", |world, at| those(world, at, Kind::Review, |written| written.has_review()), reads_review);
    let answers = |world: &World, at: usize| -> Vec<(usize, String)> {
        let org = &world.orgs[at];
        let reviews = org.assignments().into_iter().filter(|place| one(org, *place).2.has_review());
        let places = reviews.flat_map(|place| {
            let (cycle, _, written) = one(org, place);
            (0..org.asked(cycle, written.kind).len()).map(move |number| place * 2 + number)
        });
        places.map(|place| (place, world.id(at, Kind::Answer, place).to_string())).collect()
    };
    seeing.table("performance.review_answers", "id", answers, reads_answer);
}

/// Saving, throwing away, submitting and reopening.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let (closing, org_id) = (caller.is_closing(), caller.org_id());
    for (at, org) in caller.world.orgs.iter().enumerate() {
        let here = at == caller.at;
        for place in org.assignments() {
            let ((cycle, part, written), id) = (one(org, place), caller.world.id(at, Kind::Assignment, place));
            let mine = here && caller.is_own(written.author);
            let open = ["active", "calibration"].contains(&cycle.state) && part.fate != "told";
            let written_now = open && ["assigned", "draft", "reopened"].contains(&written.state);
            let version = u8::from(written.has_draft());
            let base = [(!mine, "RH032"), (mine && !written_now, "RH031")];
            let also = |more: &[(bool, &'static str)]| [&base[..], more].concat();
            let mut tries = |operation, row: String, sql: String, expected| probes.push(Probe { operation, row, sql, expected });
            let verb = if version == 0 { "insert" } else { "update" };
            tries(
                "performance.save_draft",
                id.to_string(),
                format!("select performance.save_draft('{id}', {version}, '{{}}')"),
                Expected::unless(&also(&[(closing, "RH010")]), format!("performance.review_drafts {verb} {org_id}/{id}")),
            );
            // another tab was first
            tries(
                "performance.save_draft",
                format!("{id}, of another version"),
                format!("select performance.save_draft('{id}', 7, '{{}}')"),
                Expected::refused(&also(&[(closing, "RH010")])).unwrap_or(Expected::Answers("null")),
            );
            let reasons = [(!mine, "RH032"), (closing, "RH010")];
            let gone = if written.has_draft() {
                Expected::Done(Some(format!("performance.review_drafts delete {org_id}/{id}")))
            } else {
                Expected::Answers("null")
            };
            tries(
                "performance.discard_draft",
                id.to_string(),
                format!("select performance.discard_draft('{id}', 1)"),
                Expected::refused(&reasons).unwrap_or(gone),
            );
            // the one question that has to be answered is answered by a rating
            let wanted = org.asked(cycle, written.kind).iter().any(|question| question % 2 == 0);
            let rated = written.has_draft() && cycle.built_on.is_some_and(|(_, scale)| org.scales[scale].parts > 0);
            tries(
                "performance.submit_review",
                id.to_string(),
                format!("select performance.submit_review('{id}', {version})"),
                Expected::unless(
                    &also(&[(mine && written_now && wanted && !rated, "RH038"), (closing, "RH010")]),
                    format!("performance.review_assignments update {org_id}/{id}"),
                ),
            );
            tries(
                "performance.submit_review",
                format!("{id}, of another version"),
                format!("select performance.submit_review('{id}', 7)"),
                Expected::refused(&base).unwrap_or(Expected::Answers("null")),
            );
            // R4: whoever manages cycles reopens others' as such, and their own as everybody does
            let manages = here && manages_review_of(caller, part);
            let as_author = mine && !manages;
            let too_late = as_author && (cycle.due || cycle.blind && written.kind == "manager");
            let may = [(!mine && !manages, "RH032")];
            let wrong = (mine || manages) && (cycle.state != "active" || part.is_settled() || written.state != "submitted" || too_late);
            tries(
                "performance.reopen_review",
                id.to_string(),
                format!("select performance.reopen_review('{id}', 1, 'One answer is missing')"),
                Expected::unless(
                    &[&may[..], &[(wrong, "RH031"), (closing, "RH010")]].concat(),
                    format!("performance.review_assignments update {org_id}/{id}"),
                ),
            );
            tries(
                "performance.reopen_review",
                format!("{id}, of another version"),
                format!("select performance.reopen_review('{id}', 7, 'One answer is missing')"),
                Expected::refused(&may).unwrap_or(Expected::Answers("null")),
            );
        }
    }
}
