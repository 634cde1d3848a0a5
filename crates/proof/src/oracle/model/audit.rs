//! Who reads what is written down about the organisation (HY-24, T8).

use super::{
    Caller,
    sight::{Seeing, numbered},
};
use crate::world::{Entry, Kind};

pub(super) fn see(seeing: &mut Seeing<'_>) {
    seeing.table(
        "audit.log",
        "id",
        |world, at| numbered(world, at, Kind::Entry, world.orgs[at].entries.len()),
        |caller, entry| {
            let entry = &caller.org().entries[entry];
            caller.may("audit.read") && is_told(caller, entry) || concerns(caller, entry)
        },
    );
    seeing.table(
        "audit.payloads",
        "entry_id",
        |world, at| numbered(world, at, Kind::Entry, world.orgs[at].entries.len()),
        |caller, entry| {
            let entry = &caller.org().entries[entry];
            caller.may("audit.read") && is_told(caller, entry) && reads_the_thing(caller, entry)
        },
    );
}

/// R4, R8: whoever reads the audit does not read there what others write or decide about themselves.
fn is_told(caller: &Caller<'_>, entry: &Entry) -> bool {
    let (kind, place) = entry.about;
    match (entry.entity, kind) {
        ("participant_reviewer" | "participant_exclusion" | "calibrated_grade", Kind::Participant)
        | ("calibration_entry", Kind::Move)
        | ("grade_correction", Kind::Correction) => super::cycles::is_told_of(caller, place),
        ("review_assignment" | "proposed_grade", Kind::Assignment) | ("review", Kind::Review) => super::reviews::is_told_of(caller, place),
        _ => true,
    }
}

/// R3: who read one's private data, who was linked to one's employee row, and exports that one may be in.
fn concerns(caller: &Caller<'_>, entry: &Entry) -> bool {
    let Some(own) = caller.member().employee else { return false };
    match (entry.action, entry.about) {
        ("employee_private.read" | "employee.linked", (Kind::Employee, employee)) => employee == own,
        // of one department or site too: where somebody was when it was made is not kept, so they may have been in it
        ("employee.exported", _) => true,
        _ => false,
    }
}

/// T8: what changed is for who may read the thing itself now; the private tier for its own person.
fn reads_the_thing(caller: &Caller<'_>, entry: &Entry) -> bool {
    let org = caller.org();
    let (kind, place) = entry.about;
    match (entry.entity, kind) {
        // what every member reads hides nothing when it is gone
        ("group" | "site" | "department" | "position", Kind::Nothing) => true,
        (_, Kind::Nothing) => false,
        ("employee", Kind::Employee) => caller.reads_directory(place),
        ("employment_record", Kind::Employee) => caller.reads_employment(place),
        ("employee_private", Kind::Employee) => org.employees[place].private && caller.is_own(place),
        ("reporting_line", Kind::Line) => caller.reads_lines_of(org.lines[place].employee),
        ("membership" | "membership_site", Kind::Member) => place == caller.place || caller.may("org.members.read"),
        ("session", Kind::Session) => place % org.members.len() == caller.place || caller.may("auth.sessions.manage"),
        ("permission_override", Kind::Override) => org.overrides[place].member == caller.place || caller.may("org.members.read"),
        ("delegation", Kind::Delegation) => {
            org.delegations[place].from == caller.place || org.delegations[place].to == caller.place || caller.may("org.members.read")
        }
        ("invitation", Kind::Invitation) => caller.may("org.members.read"),
        ("rating_scale" | "rating_level", Kind::Scale) => super::performance::reads(caller, &org.scales[place]),
        ("review_template" | "review_question", Kind::Template) => super::performance::reads(caller, &org.templates[place]),
        ("review_cycle", Kind::Cycle) => super::cycles::reads(caller, &org.cycles[place]),
        ("cycle_participant", Kind::Participant) => super::cycles::reads_part(caller, place),
        ("participant_reviewer", Kind::Participant) => super::cycles::reads_reviewer(caller, place),
        ("review_assignment", Kind::Assignment) => super::reviews::reads_assignment(caller, place),
        ("review", Kind::Review) => super::reviews::reads_review(caller, place),
        ("participant_exclusion", Kind::Participant) => super::grades::reads_exclusion(caller, place),
        ("proposed_grade", Kind::Assignment) => super::grades::reads_proposal(caller, place),
        ("released_grade", Kind::Grade) => super::grades::reads_grade(caller, place),
        ("grade_acknowledgement", Kind::Grade) => super::grades::reads_grade(caller, place),
        ("grade_correction", Kind::Correction) => super::corrections::reads(caller, place),
        ("calibration_session", Kind::Calibration) => super::calibration::reads_session(caller),
        ("calibration_return", Kind::Calibration) => org.cycles[place].session == "set_aside" && super::calibration::reads_session(caller),
        ("calibration_entry", Kind::Move) => super::calibration::reads_move(caller, place),
        ("calibrated_grade", Kind::Participant) => super::calibration::reads_settled(caller, place),
        ("goal" | "key_result", Kind::Goal) => super::goals::reads(caller, &org.goals[place]),
        ("goal_update", Kind::GoalUpdate) => super::goals::reads_update(caller, &org.goals[place]),
        ("goal_change", Kind::GoalChange) => super::goals::reads_change(caller, &org.goals[place / 2]),
        ("import_job", Kind::Import) => super::imports::sees(caller, &org.imports[place]),
        ("organization" | "org_settings", Kind::Org)
        | ("group" | "group_permission", Kind::Group)
        | ("group_member", Kind::Member)
        | ("site", Kind::Site)
        | ("department", Kind::Department)
        | ("position", Kind::Position) => true,
        _ => false,
    }
}
