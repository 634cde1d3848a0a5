//! What a colleague may do, and by which rule: asked by admins, tried by the database as the colleague, and undone.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::access_questions::{self, Step};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{spelled, word},
    bearer::AccessToken,
    problem::Refusal,
};

pub(crate) struct AccessExplanations;

/// What could be done: one of four statements, or a function that moves state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum AccessAction {
    Read,
    Insert,
    Update,
    Delete,
    #[oai(rename = "identity.set_member_role")]
    SetMemberRole,
    #[oai(rename = "identity.suspend_member")]
    SuspendMember,
    #[oai(rename = "identity.resume_member")]
    ResumeMember,
    #[oai(rename = "identity.remove_member")]
    RemoveMember,
    #[oai(rename = "identity.link_member")]
    LinkMember,
    #[oai(rename = "identity.limit_to_sites")]
    LimitToSites,
    #[oai(rename = "identity.revoke_invitation")]
    RevokeInvitation,
    #[oai(rename = "identity.decide_override")]
    DecideOverride,
    #[oai(rename = "identity.revoke_override")]
    RevokeOverride,
    #[oai(rename = "identity.end_delegation")]
    EndDelegation,
    #[oai(rename = "identity.revoke_session")]
    RevokeSession,
    #[oai(rename = "identity.close_organization")]
    CloseOrganization,
    #[oai(rename = "identity.cancel_closing")]
    CancelClosing,
    #[oai(rename = "lifecycle.cancel_import")]
    CancelImport,
    #[oai(rename = "people.leave")]
    Leave,
    #[oai(rename = "people.reinstate")]
    Reinstate,
}

/// The table that the row is in, as policies/ names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub(crate) enum AccessResource {
    #[oai(rename = "audit.log")]
    Log,
    #[oai(rename = "identity.delegations")]
    Delegations,
    #[oai(rename = "identity.group_members")]
    GroupMembers,
    #[oai(rename = "identity.group_permissions")]
    GroupPermissions,
    #[oai(rename = "identity.groups")]
    Groups,
    #[oai(rename = "identity.invitations")]
    Invitations,
    #[oai(rename = "identity.membership_sites")]
    MembershipSites,
    #[oai(rename = "identity.memberships")]
    Memberships,
    #[oai(rename = "identity.org_settings")]
    OrgSettings,
    #[oai(rename = "identity.organizations")]
    Organizations,
    #[oai(rename = "identity.permission_overrides")]
    PermissionOverrides,
    #[oai(rename = "identity.sessions")]
    Sessions,
    #[oai(rename = "lifecycle.import_jobs")]
    ImportJobs,
    #[oai(rename = "people.departments")]
    Departments,
    #[oai(rename = "people.employee_private")]
    EmployeePrivate,
    #[oai(rename = "people.employees")]
    Employees,
    #[oai(rename = "people.employment_events")]
    EmploymentEvents,
    #[oai(rename = "people.employment_records")]
    EmploymentRecords,
    #[oai(rename = "people.positions")]
    Positions,
    #[oai(rename = "people.reporting_lines")]
    ReportingLines,
    #[oai(rename = "people.sites")]
    Sites,
    #[oai(rename = "performance.calibrated_grades")]
    CalibratedGrades,
    #[oai(rename = "performance.calibration_entries")]
    CalibrationEntries,
    #[oai(rename = "performance.calibration_returns")]
    CalibrationReturns,
    #[oai(rename = "performance.calibration_sessions")]
    CalibrationSessions,
    #[oai(rename = "performance.cycle_participants")]
    CycleParticipants,
    #[oai(rename = "performance.participant_exclusions")]
    ParticipantExclusions,
    #[oai(rename = "performance.goal_changes")]
    GoalChanges,
    #[oai(rename = "performance.goal_updates")]
    GoalUpdates,
    #[oai(rename = "performance.goals")]
    Goals,
    #[oai(rename = "performance.grade_acknowledgements")]
    GradeAcknowledgements,
    #[oai(rename = "performance.grade_corrections")]
    GradeCorrections,
    #[oai(rename = "performance.key_results")]
    KeyResults,
    #[oai(rename = "performance.participant_reviewers")]
    ParticipantReviewers,
    #[oai(rename = "performance.proposed_grades")]
    ProposedGrades,
    #[oai(rename = "performance.rating_levels")]
    RatingLevels,
    #[oai(rename = "performance.rating_scales")]
    RatingScales,
    #[oai(rename = "performance.released_grades")]
    ReleasedGrades,
    #[oai(rename = "performance.review_answers")]
    ReviewAnswers,
    #[oai(rename = "performance.review_assignments")]
    ReviewAssignments,
    #[oai(rename = "performance.review_cycles")]
    ReviewCycles,
    #[oai(rename = "performance.review_drafts")]
    ReviewDrafts,
    #[oai(rename = "performance.review_questions")]
    ReviewQuestions,
    #[oai(rename = "performance.review_templates")]
    ReviewTemplates,
    #[oai(rename = "performance.reviews")]
    Reviews,
}

/// What kind of thing had a say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum AccessStepKind {
    /// The member cannot enter the organisation.
    Right,
    /// What a request may do to the table at all.
    Grant,
    /// Every row stays in its organisation.
    Floor,
    /// Which rows: one of them is enough.
    Policy,
    /// The function that makes the change, or that refused it.
    Function,
    /// A guard of the table.
    Trigger,
}

/// One thing that had a say.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct AccessStep {
    kind: AccessStepKind,
    /// Its name in the database.
    object: String,
    /// The rule it stands for, in words.
    rule: Option<String>,
    /// Permissions it asks for.
    permissions: Vec<String>,
    /// Whether it says yes.
    holds: bool,
    /// Whether the answer rests on it.
    decided: bool,
}

impl Example for AccessStep {
    fn example() -> Self {
        Self {
            kind: AccessStepKind::Policy,
            object: "read_by_relation on people.employment_records".to_owned(),
            rule: Some("R1, R2, R16, R18: one's own, direct reports by role and line in force, and everyone's for admin and hr.".to_owned()),
            permissions: vec!["people.read".to_owned()],
            holds: true,
            decided: true,
        }
    }
}

/// Yes or no, and why.
#[derive(Object)]
#[oai(example)]
pub(crate) struct AccessExplanation {
    /// Whether the member's rights allow it. Whether it is possible in the present state, or with certain values, is not told.
    allowed: bool,
    /// In the order in which they were asked.
    steps: Vec<AccessStep>,
}

impl Example for AccessExplanation {
    fn example() -> Self {
        Self { allowed: true, steps: vec![AccessStep::example()] }
    }
}

#[OpenApi(tag = "crate::Group::Permissions")]
impl AccessExplanations {
    /// Explain access
    ///
    /// With `org.roles`, `org.members.read`, `people.read` and `people.chart.read`, without a limit to sites: whether a member of the
    /// organisation may do something to one row that the caller may read, and which rules decided. No value of any row is told; a row
    /// that the caller may not read is answered like one that does not exist. The question is recorded.
    #[oai(path = "/members/:member_id/access", method = "get", operation_id = "explain_access")]
    async fn explain_access(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        member_id: Path<Uuid>,
        /// What would be done.
        action: Query<AccessAction>,
        /// In which table; for a function, the table of the row it moves.
        resource: Query<AccessResource>,
        /// The row, for everything but `insert`.
        row_id: Query<Option<Uuid>>,
    ) -> Result<Json<AccessExplanation>, Refusal> {
        let (action, resource) = (spelled(&action.0), spelled(&resource.0));
        let steps = access_questions::explain(&app.store.requests, &caller.0.context, member_id.0, &action, &resource, row_id.0).await?;
        let allowed = steps.first().ok_or_else(|| Error::new(Problem::Internal).internal("an explanation without a step"))?.allowed;
        Ok(Json(AccessExplanation { allowed, steps: steps.into_iter().map(shown).collect::<Result<_, Error>>()? }))
    }
}

fn shown(step: Step) -> Result<AccessStep, Error> {
    Ok(AccessStep {
        kind: word(&step.kind)?,
        object: step.object,
        rule: step.rule,
        permissions: step.permissions,
        holds: step.holds,
        decided: step.decided,
    })
}
