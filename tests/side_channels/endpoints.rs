//! R1: for every operation that takes an id, an id nothing has, one of another organisation and one of a row of the caller's own
//! organisation that the caller may not see give the same answer by the same statements.

use harness::{Member, Org, Person, enter, rollback};
use reqwest::Method;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::{
    operations::{Ids, Operation, Parts, Slot, Surprises, operations},
    statements::{Footprint, Observed},
};

/// Besides whoever may call an operation: one person of every other role, and a manager.
const CALLERS: [Person; 4] = [Person::Hana, Person::Mona, Person::Omar, Person::Pia];

/// SQL that answers as the caller whether there is something to see behind an id; `None` where every member sees it.
fn sight(operation: &Operation, slot: &Slot) -> Option<&'static str> {
    let (id, name) = (operation.id.as_str(), slot.name.as_str());
    Some(match name {
        "parent_id" if id == "list_goals" => "select exists (select from performance.goals where parent_id = $1)",
        "parent_id" if id.ends_with("_goal") => "select exists (select from performance.goals where id = $1)",
        "review_cycle_id" if id == "list_goals" => "select exists (select from performance.goals where cycle_id = $1)",
        "owner_id" if id == "list_goals" => "select exists (select from performance.goals where owner_id = $1)",
        "owner_id" => "select exists (select from app.reports() where employee_id = $1) or exists (select from app.caller where employee_id = $1)",
        "goal_id" => "select exists (select from performance.goals where id = $1)",
        "key_result_id" => "select exists (select from performance.key_results where id = $1)",
        "goal_change_id" => "select exists (select from performance.goal_changes where id = $1)",
        // everybody reads these, or at least their names
        "department_id" | "department_ids" | "parent_id" | "position_id" | "site_id" | "site_ids" | "group_id" | "to_member_id" => return None,
        "employee_id" if id.ends_with("private_record") => {
            "select exists (select from people.employee_private where employee_id = $1)
                 or exists (select from app.caller where 'people.private.read' = any (permissions) or 'people.private.write' = any (permissions))"
        }
        "employee_id" if matches!(id, "read_employment" | "update_employment") => {
            "select exists (select from people.employment_records where employee_id = $1)"
        }
        "employee_id" | "employee_ids" | "manager_id" | "reviewer_id" | "root_id" => "select exists (select from people.employees where id = $1)",
        "member_id" if id == "list_sessions" => "select exists (select from identity.sessions where member_id = $1)",
        "member_id" if id == "list_permission_overrides" => "select exists (select from identity.permission_overrides where member_id = $1)",
        // names are everybody's, in groups as well
        "member_id" if matches!(id, "read_member" | "read_member_sites" | "add_group_member") => return None,
        "member_id" => "select exists (select from identity.memberships where id = $1)",
        "actor_id" => "select exists (select from audit.log where actor_id = $1)",
        "entity_id" => "select exists (select from audit.log where entity_id = $1)",
        "session_id" => "select exists (select from identity.sessions where id = $1)",
        "line_id" => "select exists (select from people.reporting_lines where id = $1)",
        "delegation_id" => "select exists (select from identity.delegations where id = $1)",
        "invitation_id" => "select exists (select from identity.invitations where id = $1)",
        "override_id" => "select exists (select from identity.permission_overrides where id = $1)",
        "entry_id" => "select exists (select from audit.log where id = $1)",
        "import_id" => "select exists (select from lifecycle.import_jobs where id = $1)",
        "rating_scale_id" | "scale_id" => "select exists (select from performance.rating_scales where id = $1)",
        "review_template_id" | "template_id" => "select exists (select from performance.review_templates where id = $1)",
        "review_cycle_id" if id == "list_review_assignments" => {
            "select exists (select from performance.review_assignments a join performance.cycle_participants x on x.id = a.participant_id where x.cycle_id = $1)"
        }
        "review_cycle_id" if id == "list_calibration_sessions" => "select exists (select from performance.calibration_sessions where cycle_id = $1)",
        "review_cycle_id" if id == "list_calibration_entries" => "select exists (select from performance.calibration_entries where cycle_id = $1)",
        "review_cycle_id" if id == "list_calibrated_grades" => {
            "select exists (select from performance.calibrated_grades g join performance.cycle_participants x on x.id = g.participant_id where x.cycle_id = $1)"
        }
        "calibration_session_id" if id == "list_calibration_entries" => {
            "select exists (select from performance.calibration_entries where session_id = $1)"
        }
        "calibration_session_id" => "select exists (select from performance.calibration_sessions where id = $1)",
        "calibration_entry_id" => "select exists (select from performance.calibration_entries where id = $1)",
        "participant_id" if id == "list_calibration_entries" => {
            "select exists (select from performance.calibration_entries where participant_id = $1)"
        }
        "participant_id" if id.ends_with("_calibrated_grade") => {
            "select exists (select from performance.calibrated_grades where participant_id = $1)"
        }
        "subject_id" if id == "list_calibrated_grades" => "select exists (select from performance.calibrated_grades where subject_id = $1)",
        "review_cycle_id" if id == "list_proposed_grades" => {
            "select exists (select from performance.proposed_grades g join performance.cycle_participants x on x.id = g.participant_id where x.cycle_id = $1)"
        }
        "review_cycle_id" if id == "list_released_grades" => {
            "select exists (select from performance.released_grades g join performance.cycle_participants x on x.id = g.participant_id where x.cycle_id = $1)"
        }
        "author_id" if id == "list_proposed_grades" => "select exists (select from performance.proposed_grades where author_id = $1)",
        "subject_id" if id == "list_proposed_grades" => "select exists (select from performance.proposed_grades where subject_id = $1)",
        "subject_id" if id == "list_released_grades" => "select exists (select from performance.released_grades where subject_id = $1)",
        "review_assignment_id" if id == "read_proposed_grade" => "select exists (select from performance.proposed_grades where assignment_id = $1)",
        "review_cycle_id" if id == "list_grade_corrections" => {
            "select exists (select from performance.grade_corrections g join performance.cycle_participants x on x.id = g.participant_id where x.cycle_id = $1)"
        }
        "subject_id" if id == "list_grade_corrections" => "select exists (select from performance.grade_corrections where subject_id = $1)",
        "grade_correction_id" => "select exists (select from performance.grade_corrections where id = $1)",
        "released_grade_id" => "select exists (select from performance.released_grades where id = $1)",
        // of a published scale
        "level_id" | "from_level_id" | "to_level_id" => return None,
        "author_id" if id == "list_reviews" => "select exists (select from performance.reviews where author_id = $1)",
        "subject_id" if id == "list_reviews" => "select exists (select from performance.reviews where subject_id = $1)",
        "author_id" => "select exists (select from performance.review_assignments where author_id = $1)",
        "subject_id" => "select exists (select from performance.review_assignments where subject_id = $1)",
        "participant_id" if id == "list_reviews" => "select exists (select from performance.reviews where participant_id = $1)",
        "review_assignment_id" if id == "list_reviews" => "select exists (select from performance.reviews where assignment_id = $1)",
        "review_assignment_id" if id.ends_with("_draft") || ["submit_review", "propose_grade"].contains(&id) => {
            "select exists (select from performance.review_assignments a join app.caller c on c.employee_id = a.author_id where a.id = $1)"
        }
        "review_cycle_id" => "select exists (select from performance.review_cycles where id = $1)",
        "review_assignment_id" => "select exists (select from performance.review_assignments where id = $1)",
        "review_id" => "select exists (select from performance.reviews where id = $1)",
        "participant_id" => "select exists (select from performance.cycle_participants where id = $1)",
        "row_id" if id == "explain_access" => "select exists (select from people.employees where id = $1)",
        other => panic!("{id} takes {other}: say here who sees what is behind it"),
    })
}

/// The same request, sent by somebody else.
pub(crate) fn by(mut parts: Parts, caller: Member) -> Parts {
    parts.caller = Some(caller);
    parts
}

async fn sees(api: &Client, caller: Member, question: &str, id: Uuid) -> bool {
    enter(api, caller).await;
    let seen = api.query_one(question, &[&id]).await.unwrap_or_else(|error| panic!("{question}: {error:?}")).get(0);
    rollback(api).await;
    seen
}

/// Rows of one's own organisation that some callers do not see: what the operation is usually about, and who has left.
fn candidates(operation: &Operation, slot: &Slot, ids: &Ids) -> Vec<Uuid> {
    let usual = ids.of(&operation.id, &slot.name).unwrap_or_else(|| panic!("no id for {} of {}", slot.name, operation.id));
    let gone = Member { org: Org::North, person: Person::Gwen };
    match slot.name.as_str() {
        "employee_id" | "manager_id" | "root_id" | "entity_id" => vec![usual, gone.employee()],
        "member_id" | "actor_id" => vec![usual, gone.id()],
        _ => vec![usual],
    }
}

/// An id with which a list is not empty.
fn telling(operation: &Operation, slot: &Slot, ids: &Ids) -> Uuid {
    match (operation.id.as_str(), slot.name.as_str()) {
        ("list_employees" | "export_employees", "department_id") => Org::North.department(2),
        ("list_employees" | "export_employees", "site_id") => harness::site(Org::North, 1),
        ("list_permission_overrides", "member_id") => Member { org: Org::North, person: Person::Omar }.id(),
        (operation, slot) => ids.of(operation, slot).expect("an id of the north"),
    }
}

/// What of one is not in the other.
fn differences(one: &Footprint, other: &Footprint) -> String {
    let only = |this: &Footprint, that: &Footprint| {
        let said: Vec<&str> = this.answer.lines().filter(|line| !that.answer.contains(line)).collect();
        format!("{said:?} with {} hashes by {} statements", this.hashes, this.statements.len())
    };
    format!("{}\n    but {}", only(one, other), only(other, one))
}

/// Nothing that is asked for here may be written to, so that one world serves every operation. That a write with the caller's own
/// ids succeeds is shown in tests/api/foreign_ids.rs, with the very same requests.
#[tokio::test]
async fn r01_every_hidden_id_is_answered_like_an_absent_one_by_the_same_statements() {
    let observed = Observed::start().await;
    let http = &observed.http;
    let (ids, away) = (Ids::prepare(http, Org::North).await, Ids::prepare(http, Org::South).await);
    let api = observed.onlooker().await;
    let (mut slots, mut foreign_pairs, mut hidden_pairs, mut controls) = (0, 0, 0, 0);
    let mut surprises = Surprises::default();
    for operation in operations().into_iter().filter(|operation| operation.slots.iter().any(|slot| slot.is("uuid"))) {
        let parts = ids.request(http, &operation).await;
        let usual = ids.caller(&operation.id);
        for slot in operation.slots.iter().filter(|slot| slot.is("uuid")) {
            slots += 1;
            let foreign = away.of(&operation.id, &slot.name).expect("an id of the south");
            let question = sight(&operation, slot);
            for caller in CALLERS.map(|person| Member { org: Org::North, person }).into_iter().chain([usual]) {
                let mut hidden_ids = Vec::new();
                for (id, question) in candidates(&operation, slot, &ids).into_iter().filter_map(|id| Some((id, question?))) {
                    if !sees(&api, caller, question, id).await {
                        hidden_ids.push(id);
                    }
                }
                if hidden_ids.is_empty() && caller != usual && caller.person != Person::Pia {
                    continue; // who may do most and who may do least ask about the other organisation in any case
                }
                let ask = async |id: Uuid| observed.footprint(&id.to_string(), by(parts.placed(slot, id), caller).send(http)).await;
                let at = format!("{} at {} by {caller}", operation.id, slot.name);
                let (absent, answer) = ask(Uuid::now_v7()).await;
                surprises.undocumented(&operation, &answer, &at);
                surprises.unless(absent.statements.len() >= 3, || format!("{at}: no statement was seen: {absent:?}"));
                let (elsewhere, _) = ask(foreign).await;
                foreign_pairs += 1;
                surprises.unless(elsewhere == absent, || format!("{at}, of the other organisation: {}", differences(&elsewhere, &absent)));
                for id in hidden_ids {
                    let (hidden, _) = ask(id).await;
                    hidden_pairs += 1;
                    surprises.unless(hidden == absent, || format!("{at}, hidden {}: {}", harness::label(id), differences(&hidden, &absent)));
                }
                if operation.method == Method::GET && caller == usual {
                    let (visible, answer) = ask(telling(&operation, slot, &ids)).await;
                    controls += 1;
                    surprises.unless(answer.status == 200 && visible.answer != absent.answer, || format!("control: {at}: {}", visible.answer));
                }
            }
        }
    }
    println!("hidden and absent: {slots} places, {foreign_pairs} foreign pairs, {hidden_pairs} hidden pairs, {controls} controls");
    surprises.assert_none();
    assert!(slots >= 60 && foreign_pairs >= 200 && hidden_pairs >= 150 && controls >= 20, "{slots} {foreign_pairs} {hidden_pairs} {controls}");
}
