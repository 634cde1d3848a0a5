//! A request for each operation, as anybody could send it: about the same people and things of one organisation, so that only the
//! caller makes the difference. The other organisation's twin of every id is the same call with the other `Org`.

use harness::{Member, Org, Person, line, site};
use serde_json::{Value, json};
use uuid::Uuid;

/// A file of one person.
pub(crate) const FILE: &str = "employee_no,display_name,legal_name,employment_type,hired_on\r\nN1,New,New,intern,2030-01-01\r\n";

/// What is sent.
#[derive(Default)]
pub(crate) struct Call {
    /// Path parameters by name.
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: String,
    pub(crate) body: Option<Value>,
    pub(crate) csv: Option<&'static str>,
    /// Where the ETag for `If-Match` is read, and by whom, if not at the operation's own path by an hr person.
    pub(crate) version_of: Option<(String, Person)>,
}

impl Call {
    fn at(name: &'static str, id: impl ToString) -> Self {
        Self { path: vec![(name, id.to_string())], ..Self::default() }
    }

    fn with(mut self, name: &'static str, id: impl ToString) -> Self {
        self.path.push((name, id.to_string()));
        self
    }

    fn query(query: String) -> Self {
        Self { query, ..Self::default() }
    }

    fn body(body: Value) -> Self {
        Self { body: Some(body), ..Self::default() }
    }

    fn sending(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }
}

/// The call of an operation about things of `org`, sent by `caller`. `made` is the id of what [`crate::prepare`] made for it.
///
/// # Panics
/// For an operation without one: whoever adds an operation says here how it is called.
pub(crate) fn call(operation: &str, org: Org, caller: Member, made: Option<Uuid>) -> Call {
    let member = |person: Person| Member { org, person }.id();
    let employee = |person: Person| Member { org, person }.employee();
    // its version is read at its own path, not at the step's
    let setup = |name, path: &str, id: Uuid| Call { version_of: Some((format!("{path}/{id}"), Person::Hana)), ..Call::at(name, id) };
    let (rita, lew, nemo) = (employee(Person::Rita), employee(Person::Lew), employee(Person::Nemo));
    match operation {
        "read_session"
        | "list_account_organizations"
        | "delete_session"
        | "read_organization"
        | "close_organization"
        | "reopen_organization"
        | "read_current_member"
        | "list_members"
        | "list_invitations"
        | "list_groups"
        | "list_permissions"
        | "list_delegations"
        | "list_departments"
        | "list_positions"
        | "list_sites"
        | "list_rating_scales"
        | "list_review_templates"
        | "list_review_cycles"
        | "list_review_assignments"
        | "list_reviews"
        | "list_proposed_grades"
        | "list_released_grades"
        | "list_grade_corrections"
        | "list_calibration_sessions"
        | "list_calibration_entries"
        | "list_calibrated_grades"
        | "list_goals"
        | "list_accesses"
        | "read_import_template"
        | "list_imports" => Call::default(),
        "list_sessions" | "list_permission_overrides" => Call::query(format!("member_id={}", member(Person::Rita))),
        "switch_session" => Call::body(json!({ "organization": Org::South.token() })),
        "revoke_session" => Call::at("session_id", Member { org, person: Person::Rita }.session()),
        "update_organization" => Call::body(json!({ "name": "Renamed" })),
        "read_member" | "read_member_sites" | "suspend_member" | "remove_member" | "resume_member" => Call::at("member_id", member(Person::Rita)),
        "explain_access" => {
            Call { query: format!("action=read&resource=people.employees&row_id={rita}"), ..Call::at("member_id", member(Person::Mona)) }
        }
        "update_member_role" => Call::at("member_id", member(Person::Rita)).sending(json!({ "role": "employee" })),
        "update_member_employee" => Call::at("member_id", member(Person::Dora)).sending(json!({ "employee_id": nemo })),
        "update_member_sites" => Call::at("member_id", member(Person::Rita)).sending(json!({ "site_ids": [site(org, 1)] })),
        "create_invitation" => Call::body(json!({ "email": "new@nowhere.example", "role": "employee", "employee_id": nemo })),
        "read_invitation" | "revoke_invitation" => Call::at("invitation_id", org.invitation()),
        "create_group" => Call::body(json!({ "name": "New group" })),
        "read_group" | "delete_group" | "list_group_members" => Call::at("group_id", org.group()),
        "update_group" => Call::at("group_id", org.group()).sending(json!({ "description": null })),
        "add_group_member" => Call::at("group_id", org.group()).with("member_id", member(Person::Lew)),
        "remove_group_member" => Call::at("group_id", org.group()).with("member_id", member(Person::Omar)),
        "add_group_permission" => Call::at("group_id", org.group()).with("permission", "people.export"),
        "remove_group_permission" => Call::at("group_id", org.group()).with("permission", "people.chart.read"),
        "create_permission_override" => {
            Call::body(json!({ "member_id": member(Person::Lew), "permission": "people.export", "effect": "allow", "reason": "because" }))
        }
        "read_permission_override" | "revoke_permission_override" => Call::at("override_id", org.permission_override()),
        "approve_permission_override" | "reject_permission_override" => Call::at("override_id", made.unwrap_or(org.permission_override())),
        "create_delegation" => Call::body(json!({
            "to_member_id": member(Person::Lew), "approvals": true, "report_reads": true, "first_day": "2031-01-01", "last_day": "2031-01-31"
        })),
        "read_delegation" | "end_delegation" => Call::at("delegation_id", org.delegation()),
        "list_employees" => Call::query(format!("department_id={}&site_id={}", org.department(2), site(org, 1))),
        "create_employee" => Call::body(json!({
            "display_name": "New", "employee_no": "N1", "legal_name": "New", "employment_type": "intern", "hired_on": "2030-01-01",
            "manager_id": rita, "department_id": org.department(2), "position_id": org.position(1), "site_id": site(org, 1)
        })),
        "read_employee" | "list_employment_events" | "list_direct_reports" | "list_reporting_lines" | "read_employment" | "read_private_record" => {
            Call::at("employee_id", rita)
        }
        "update_employee" => Call::at("employee_id", rita).sending(json!({ "work_phone": null, "department_id": org.department(3) })),
        "update_own_profile" => {
            Call { version_of: Some((format!("/employees/{}", caller.employee()), caller.person)), ..Call::body(json!({ "work_phone": "+1 555" })) }
        }
        "update_employment" => Call::at("employee_id", rita).sending(json!({ "legal_name": "Renamed" })),
        "leave_employee" => Call::at("employee_id", lew).sending(json!({ "last_day": "2024-01-31" })),
        "reinstate_employee" => Call::at("employee_id", employee(Person::Gwen)),
        "create_private_record" => Call::at("employee_id", made.unwrap_or(rita)).sending(json!({ "home_address": "Elsewhere 1" })),
        "update_private_record" => Call::at("employee_id", rita).sending(json!({ "home_address": "Elsewhere 1" })),
        "create_reporting_line" => Call::at("employee_id", nemo).sending(json!({ "manager_id": rita, "kind": "dotted", "first_day": "2030-01-01" })),
        "read_reporting_line" => Call::at("line_id", line(org, 1)),
        "update_reporting_line" => Call::at("line_id", line(org, 1)).sending(json!({ "last_day": "2035-12-31" })),
        "read_org_chart" => Call::query(format!("root_id={rita}")),
        "create_department" => Call::body(json!({ "name": "New department", "parent_id": org.department(1) })),
        "read_department" => Call::at("department_id", org.department(2)),
        "update_department" => Call::at("department_id", org.department(3)).sending(json!({ "parent_id": org.department(2) })),
        "delete_department" => Call::at("department_id", made.unwrap_or(org.department(3))),
        "create_position" => Call::body(json!({ "title": "New position" })),
        "read_position" => Call::at("position_id", org.position(1)),
        "update_position" => Call::at("position_id", org.position(1)).sending(json!({ "title": "Renamed" })),
        "delete_position" => Call::at("position_id", made.unwrap_or(org.position(2))),
        "create_site" => Call::body(json!({ "name": "New site", "timezone": "Europe/Rome" })),
        "read_site" => Call::at("site_id", site(org, 1)),
        "update_site" => Call::at("site_id", site(org, 1)).sending(json!({ "name": "Renamed" })),
        "delete_site" => Call::at("site_id", made.unwrap_or(site(org, 2))),
        "create_rating_scale" => Call::body(json!({ "name": "New scale", "levels": [{ "label": "Low" }, { "label": "High" }] })),
        "read_rating_scale" | "withdraw_rating_scale" | "archive_rating_scale" => setup("rating_scale_id", "/rating_scales", org.rating_scale(1)),
        "publish_rating_scale" | "delete_rating_scale" => setup("rating_scale_id", "/rating_scales", org.rating_scale(2)),
        "update_rating_scale" => Call::at("rating_scale_id", org.rating_scale(2)).sending(json!({ "name": "Renamed" })),
        "create_review_template" => Call::body(json!({ "name": "New template" })),
        "read_review_template" | "withdraw_review_template" | "archive_review_template" => {
            setup("review_template_id", "/review_templates", org.review_template(1))
        }
        "publish_review_template" | "delete_review_template" => setup("review_template_id", "/review_templates", org.review_template(2)),
        "update_review_template" => Call::at("review_template_id", org.review_template(2)).sending(json!({ "name": "Renamed" })),
        "create_review_cycle" => {
            Call::body(json!({ "name": "New cycle", "kind": "360", "template_id": org.review_template(1), "scale_id": org.rating_scale(1) }))
        }
        "read_review_cycle" | "list_participants" => Call::at("review_cycle_id", org.review_cycle(1)),
        "update_review_cycle" => Call::at("review_cycle_id", org.review_cycle(2)).sending(json!({ "name": "Renamed" })),
        "delete_review_cycle" | "activate_review_cycle" => setup("review_cycle_id", "/review_cycles", org.review_cycle(2)),
        "cancel_review_cycle" => setup("review_cycle_id", "/review_cycles", org.review_cycle(1)).sending(json!({ "reason": "Not this year" })),
        "add_participants" => Call::at("review_cycle_id", org.review_cycle(2)).sending(json!({ "department_ids": [org.department(2)] })),
        "remove_participant" => Call::at("review_cycle_id", org.review_cycle(2)).with("participant_id", org.participant(5)),
        "read_review_assignment" => Call::at("review_assignment_id", org.review_assignment(1)),
        "read_review_draft" => Call::at("review_assignment_id", org.review_assignment(2)),
        "save_review_draft" | "discard_review_draft" | "submit_review" => {
            let id = org.review_assignment(2);
            let call = Call { version_of: Some((format!("/review_assignments/{id}/draft"), Person::Mona)), ..Call::at("review_assignment_id", id) };
            if operation == "save_review_draft" { call.sending(json!({ "answers": [] })) } else { call }
        }
        "reopen_review" => {
            setup("review_assignment_id", "/review_assignments", org.review_assignment(1)).sending(json!({ "reason": "The second half is missing" }))
        }
        "read_review" => Call::at("review_id", org.review(1)),
        "exclude_participant" => Call::at("review_cycle_id", org.review_cycle(1))
            .with("participant_id", org.participant(1))
            .sending(json!({ "reason": "Away for most of the year" })),
        "include_participant" => Call::at("review_cycle_id", org.review_cycle(3)).with("participant_id", org.participant(9)),
        "read_review_cycle_progress" => Call::at("review_cycle_id", org.review_cycle(1)),
        "read_proposed_grade" => Call::at("review_assignment_id", org.review_assignment(12)),
        "propose_grade" => {
            let id = org.review_assignment(2);
            let version_of = Some((format!("/review_assignments/{id}/proposed_grade"), Person::Mona));
            Call { version_of, ..Call::at("review_assignment_id", id) }.sending(json!({ "level_id": org.rating_level(1) }))
        }
        "release_grades" => setup("review_cycle_id", "/review_cycles", org.review_cycle(3)).sending(json!({})),
        "close_review_cycle" => setup("review_cycle_id", "/review_cycles", org.review_cycle(6)),
        "acknowledge_released_grade" => Call::at("released_grade_id", org.released_grade(1)).sending(json!({ "response": "I see it differently" })),
        "ask_grade_correction" => Call::at("released_grade_id", org.released_grade(1))
            .sending(json!({ "level_id": org.rating_level(2), "reason": "Read from another line" })),
        "read_grade_correction" | "confirm_grade_correction" | "refuse_grade_correction" => {
            Call::at("grade_correction_id", org.grade_correction(1))
        }
        "withdraw_grade_correction" => Call::at("grade_correction_id", org.grade_correction(2)),
        "start_calibration" => setup("review_cycle_id", "/review_cycles", org.review_cycle(5)),
        "resume_review_cycle" => setup("review_cycle_id", "/review_cycles", org.review_cycle(4)).sending(json!({ "reason": "One is missing" })),
        "open_calibration_session" => Call::at("review_cycle_id", org.review_cycle(4)).sending(json!({ "name": "Once more" })),
        "list_calibration_grid" | "read_grade_distribution" => Call::at("review_cycle_id", org.review_cycle(4)),
        "confirm_grades" | "preview_grades" => Call::at("review_cycle_id", org.review_cycle(4)).sending(json!({ "employee_ids": [Member { org, person: Person::Lew }.employee()] })),
        "read_calibration_session" => Call::at("calibration_session_id", org.calibration_session(1)),
        "lock_calibration_session" => {
            let id = org.calibration_session(1);
            Call { version_of: Some((format!("/calibration_sessions/{id}"), Person::Hana)), ..Call::at("calibration_session_id", id) }
        }
        "move_grade" => Call::at("calibration_session_id", org.calibration_session(1)).sending(json!({
            "participant_id": org.participant(11), "from_level_id": org.rating_level(1), "to_level_id": org.rating_level(2), "rationale": "Beside the others",
        })),
        "read_calibration_entry" => Call::at("calibration_entry_id", org.calibration_entry(1)),
        "read_calibrated_grade" => Call::at("participant_id", org.participant(10)),
        "note_calibrated_grade" => {
            let id = org.participant(10);
            let version_of = Some((format!("/calibrated_grades/{id}"), Person::Hana));
            Call { version_of, ..Call::at("participant_id", id) }.sending(json!({ "note": "Begin with May" }))
        }
        "read_released_grade" => Call::at("released_grade_id", org.released_grade(1)),
        "create_goal" => Call::body(json!({ "owner_id": rita, "title": "New goal" })),
        "read_goal" => Call::at("goal_id", org.goal(2)),
        "list_goal_updates" | "list_goal_changes" => Call::at("goal_id", org.goal(1)),
        "update_goal" => Call::at("goal_id", org.goal(1)).sending(json!({ "title": "Renamed" })),
        "delete_goal" | "activate_goal" => {
            Call { version_of: Some((format!("/goals/{}", org.goal(2)), Person::Rita)), ..Call::at("goal_id", org.goal(2)) }
        }
        "conclude_goal" => setup("goal_id", "/goals", org.goal(3)).sending(json!({ "outcome": "achieved" })),
        "record_key_result" => {
            setup("goal_id", "/goals", org.goal(1)).with("key_result_id", org.key_result(1)).sending(json!({ "current_value": 4.5 }))
        }
        "add_goal_update" => Call::at("goal_id", org.goal(1)).sending(json!({ "note": "It goes on" })),
        "ask_goal_change" => {
            Call::at("goal_id", org.goal(1)).sending(json!({ "aim": "target", "key_result_id": org.key_result(1), "target_value": 7 }))
        }
        "accept_goal_change" => Call::at("goal_id", org.goal(1)).with("goal_change_id", org.goal_change(1)),
        "refuse_goal_change" => Call::at("goal_id", org.goal(1)).with("goal_change_id", org.goal_change(1)).sending(json!({})),
        "withdraw_goal_change" => Call::at("goal_id", org.goal(3)).with("goal_change_id", org.goal_change(2)),
        "set_reviewer" => Call::at("review_cycle_id", org.review_cycle(1))
            .with("participant_id", org.participant(1))
            .sending(json!({ "reviewer_id": employee(Person::Marc) })),
        "list_audit_entries" => Call::query(format!("entity=employee&entity_id={rita}&actor_id={}", member(Person::Ada))),
        "read_audit_entry" => Call::at("entry_id", made.unwrap_or(org.unused(9))),
        "create_import" => Call { csv: Some(FILE), ..Call::query("dry_run=true".to_owned()) },
        "read_import" | "list_import_errors" | "cancel_import" => Call::at("import_id", made.unwrap_or(org.unused(9))),
        "export_employees" => Call::query(format!("department_id={}", org.department(2))),
        other => panic!("{other} is new: say in tests/access/calls.rs how it is called, and in expectations.csv who may"),
    }
}
