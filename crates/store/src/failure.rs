//! SQLSTATE and constraint name -> the closed list of problems. Values from rows never pass: PostgreSQL's DETAIL is dropped.

use std::error::Error as _;

use tokio_postgres::error::DbError;
use types::{Error, Problem};

/// What a violated constraint means to the person who typed the value; anything not listed is told by its problem alone.
const CONSTRAINTS: &[(&str, &str)] = &[
    ("delegations_check1", "A delegation is for at most 366 days."),
    ("delegations_check", "A delegation gives approvals, reading of reports, or both."),
    ("delegations_years", "A year has four digits."),
    ("departments_one_line", "Names, titles and numbers are one line, without control characters."),
    ("departments_org_id_name_key", "There is already a department of this name."),
    ("employees_org_id_department_id_fkey", "There is no such department."),
    ("employees_org_id_position_id_fkey", "There is no such position."),
    ("employees_org_id_site_id_fkey", "There is no such site."),
    ("employees_one_line", "Names, titles and numbers are one line, without control characters."),
    ("employees_display_name_check", "display_name has between 1 and 200 characters."),
    ("employees_work_email", "Another active employee has this work e-mail address."),
    ("employees_work_email_check", "work_email is no e-mail address of at most 254 characters."),
    ("employees_work_phone_check", "work_phone has between 3 and 40 characters."),
    ("employment_records_one_line", "Names, titles and numbers are one line, without control characters."),
    ("employment_records_org_id_employee_no_key", "Another employee has this number."),
    ("employee_private_years", "A year has four digits."),
    ("employment_records_years", "A year has four digits."),
    ("employment_records_employment_type_check", "employment_type is permanent, fixed_term, contractor or intern."),
    ("group_members_org_id_member_id_fkey", "There is no such member."),
    ("group_members_org_id_group_id_fkey", "There is no such group."),
    ("goal_changes_aim", "Another target names its key result and a value, another weight a weight, an outcome what became of the goal."),
    ("goal_changes_note_check", "note has between 1 and 2000 characters."),
    ("goal_changes_org_id_key_result_id_goal_id_fkey", "The goal has no such key result."),
    ("goal_changes_weight_check", "A weight is between 1 and 100."),
    ("goal_updates_note_check", "note has between 1 and 4000 characters."),
    ("goals_description_check", "description has between 1 and 4000 characters."),
    ("goals_one_line", "Names, titles and numbers are one line, without control characters."),
    ("goals_org_id_cycle_id_fkey", "There is no such review cycle."),
    ("goals_org_id_parent_id_fkey", "There is no such goal."),
    ("goals_title_check", "title has between 1 and 200 characters."),
    ("goals_weight_check", "A weight is between 1 and 100."),
    ("goals_years", "A year has four digits."),
    ("groups_org_id_name_key", "There is already a group of this name."),
    ("invitations_email_check", "email is no e-mail address of at most 254 characters."),
    ("invitations_open", "There is an open invitation for this address already."),
    ("invitations_org_id_employee_id_fkey", "There is no such employee."),
    ("key_results_one_line", "Titles and units are one line, without control characters."),
    ("key_results_rank_check", "A goal has at most 20 key results."),
    ("key_results_title_check", "The title of a key result has between 1 and 200 characters."),
    ("key_results_unit_check", "The unit of a key result has between 1 and 40 characters."),
    ("membership_sites_org_id_site_id_fkey", "There is no such site."),
    ("memberships_employee", "Another member is this employee already."),
    ("organizations_slug_check", "slug has 3 to 63 lower-case letters, digits and hyphens, and neither begins nor ends with a hyphen."),
    ("organizations_slug_key", "This slug is taken."),
    ("positions_one_line", "Names, titles and numbers are one line, without control characters."),
    ("positions_org_id_title_key", "There is already a position of this title."),
    ("rating_levels_description_check", "The description of a level has between 1 and 2000 characters."),
    ("rating_levels_label_check", "The label of a level has between 1 and 100 characters."),
    ("rating_levels_one_line", "Names, titles and numbers are one line, without control characters."),
    ("rating_levels_org_id_scale_id_label_key", "Two levels of a scale have different labels."),
    ("rating_levels_rank_check", "A scale has at most 20 levels."),
    ("rating_scales_description_check", "description has between 1 and 2000 characters."),
    ("rating_scales_name_check", "name has between 1 and 200 characters."),
    ("rating_scales_one_line", "Names, titles and numbers are one line, without control characters."),
    ("rating_scales_org_id_name_key", "There is already a rating scale of this name."),
    ("calibrated_grades_note_check", "note has between 1 and 20,000 characters."),
    ("grade_acknowledgements_response_check", "response has between 1 and 20,000 characters."),
    ("grade_corrections_reason_check", "reason has between 1 and 2000 characters."),
    ("calibration_entries_moves", "A grade is moved from one level to another."),
    ("calibration_entries_rationale_check", "rationale has between 1 and 20,000 characters."),
    ("calibration_returns_reason_check", "reason has between 1 and 2000 characters."),
    ("calibration_sessions_name_check", "name has between 1 and 200 characters."),
    ("calibration_sessions_one_line", "Names, titles and numbers are one line, without control characters."),
    ("participant_exclusions_reason_check", "reason has between 1 and 2000 characters."),
    ("proposed_grades_rationale_check", "rationale has between 1 and 20,000 characters."),
    ("review_answers_answer_check", "answer has at most 20,000 characters."),
    ("review_assignments_reopen_reason_check", "reason has between 1 and 2000 characters."),
    ("review_cycles_cancel_reason_check", "reason has between 1 and 2000 characters."),
    ("review_cycles_name", "There is already a review cycle of this name."),
    ("review_cycles_name_check", "name has between 1 and 200 characters."),
    ("review_cycles_one_line", "Names, titles and numbers are one line, without control characters."),
    ("review_cycles_org_id_scale_id_fkey", "There is no such rating scale."),
    ("review_cycles_org_id_template_id_fkey", "There is no such review template."),
    ("review_cycles_peer_min_check", "peer_min is between 1 and 20."),
    ("review_cycles_period", "A period does not end before it begins."),
    ("review_cycles_preview_days_check", "preview_days is between 0 and 60."),
    ("review_drafts_size", "A draft has at most 1,000,000 characters in all."),
    ("review_questions_help_check", "The help of a question has between 1 and 2000 characters."),
    ("review_questions_one_reader", "An answer is shared with the subject, or for hr alone, not both."),
    ("review_questions_prompt_check", "The prompt of a question has between 1 and 2000 characters."),
    ("review_questions_rank_check", "A template has at most 200 questions."),
    ("review_questions_weight", "Only a rating has a weight."),
    ("review_questions_weight_check", "A weight is between 1 and 100."),
    ("review_templates_description_check", "description has between 1 and 2000 characters."),
    ("review_templates_name_check", "name has between 1 and 200 characters."),
    ("review_templates_one_line", "Names, titles and numbers are one line, without control characters."),
    ("review_templates_org_id_name_key", "There is already a review template of this name."),
    ("reporting_lines_years", "A year has four digits."),
    ("reporting_lines_check", "Nobody reports to themselves."),
    ("reporting_lines_org_id_employee_id_fkey", "There is no such employee."),
    ("reporting_lines_org_id_manager_id_fkey", "There is no such manager."),
    ("reporting_lines_one_primary", "There is already a primary line in this period."),
    ("departments_org_id_parent_id_fkey", "There is no such parent department."),
    ("sites_one_line", "Names, titles and numbers are one line, without control characters."),
    ("sites_org_id_name_key", "There is already a site of this name."),
    ("users_email_check", "email is no e-mail address of at most 254 characters."),
];

/// A driver error as a problem.
pub(crate) fn problem(error: &tokio_postgres::Error) -> Error {
    match error.as_db_error() {
        Some(refusal) => refused(refusal),
        None => Error::new(Problem::Unavailable).internal(reason(error)),
    }
}

fn refused(refusal: &DbError) -> Error {
    let code = refusal.code().code();
    let internal = format!("{code} {}{}", refusal.message(), refusal.constraint().map(|name| format!(" [{name}]")).unwrap_or_default());
    let Some(problem) = Problem::of_sqlstate(code) else {
        return Error::new(Problem::Internal).internal(internal);
    };
    let error = Error::new(problem).internal(internal);
    if code.starts_with("RH") {
        // our own sentence, written for the caller; but a foreign row must say what a missing one says, a refused sign-in always
        // the same, and a fault of ours nothing
        return if matches!(problem, Problem::NotFound | Problem::InvalidCredentials | Problem::Internal) {
            error
        } else {
            error.detail(sentence(refusal))
        };
    }
    match refusal.constraint().and_then(|name| CONSTRAINTS.iter().find(|(known, _)| *known == name)) {
        Some((_, meaning)) => error.detail(*meaning),
        None => error,
    }
}

fn sentence(refusal: &DbError) -> String {
    let mut text = refusal.message().to_owned();
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    text.push('.');
    if let Some(hint) = refusal.hint() {
        text.push(' ');
        text.push_str(hint);
    }
    text
}

/// The server's own sentence or the system's, instead of "db error".
pub(crate) fn reason(error: &tokio_postgres::Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(refusal), _) => refusal.message().to_owned(),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

/// Whether the connection an error came from is fit for another request: the server refused a statement, and said why in a
/// way that leaves the session whole. A lost statement name, a changed result type or a broken socket does not.
pub(crate) fn leaves_session_whole(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_some_and(|refusal| {
        let code = refusal.code().code();
        ["RH", "22", "23"].iter().any(|class| code.starts_with(class)) || matches!(code, "42501" | "55P03" | "57014" | "40P01" | "40001")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sqlstate_means_two_problems() {
        let mut seen = std::collections::HashMap::new();
        for problem in Problem::ALL {
            for code in problem.sqlstates() {
                assert_eq!(seen.insert(*code, problem.id()), None, "{code} is listed twice");
            }
        }
        assert_eq!(Problem::of_sqlstate("RH010"), Some(Problem::OrganizationClosing));
        assert_eq!(Problem::of_sqlstate("XX000"), None);
    }
}
