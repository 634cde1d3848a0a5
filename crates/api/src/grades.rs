use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::Example,
};
use serde_json::Value;
use store::datastore::grades::{self, CycleProgress, Proposal, Released, Wanted};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{Done, Edited, Shown},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    review_cycles::chosen,
    text::Text,
};

pub(crate) struct Grades;

/// Why somebody is left out.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Exclusion {
    /// For whoever manages cycles.
    #[oai(validator(min_length = 1, max_length = 2000))]
    reason: Text,
}

/// How many of the reviews that the caller sees are how far; those that were handed over or withdrawn are not counted.
#[derive(Object)]
#[oai(example)]
pub(crate) struct ReviewProgress {
    /// Nothing is typed.
    assigned: u64,
    /// Being written, for the first time or once more.
    begun: u64,
    submitted: u64,
}

/// How far a cycle is, of what the caller sees of it: whoever manages cycles everything but what is written and decided about themselves.
#[derive(Object)]
#[oai(example)]
pub(crate) struct ReviewCycleProgress {
    participants: u64,
    /// With `performance.cycles.manage`; 0 for others.
    left_out: u64,
    self_reviews: ReviewProgress,
    manager_reviews: ReviewProgress,
    /// Grades proposed beside manager reviews.
    proposed_grades: u64,
    /// People who were told their grade.
    released_grades: u64,
    /// Of them, those who have acknowledged it as it is by now.
    acknowledged_grades: u64,
}

/// What the author of a manager review proposes beside it.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ProposedGrade {
    review_assignment_id: Uuid,
    /// Absent once the caller no longer sees the cycle.
    review_cycle_id: Option<Uuid>,
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    /// The employee who proposes it.
    author_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    author_name: Option<String>,
    /// A level of the cycle's scale; absent where its author has not proposed one yet.
    level_id: Option<Uuid>,
    /// The name of that level.
    level_label: Option<String>,
    rationale: Option<String>,
    /// Whether nobody but its author reads it: its cycle was cancelled.
    withheld: bool,
}

/// A grade to propose.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GradeProposal {
    /// A level of the cycle's scale.
    level_id: Uuid,
    /// Why; for whoever manages cycles.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 20000))]
    rationale: Option<Text>,
}

/// Whose grades: of everybody left whom each given choice names. None: of everybody left.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct ReleaseGroup {
    #[oai(skip_serializing_if_is_none, validator(max_items = 200))]
    employee_ids: Option<Vec<Uuid>>,
    /// With the departments below them, as they are today.
    #[oai(skip_serializing_if_is_none, validator(max_items = 200))]
    department_ids: Option<Vec<Uuid>>,
    #[oai(skip_serializing_if_is_none, validator(max_items = 200))]
    site_ids: Option<Vec<Uuid>>,
    /// Hired on this day or before.
    #[oai(skip_serializing_if_is_none)]
    hired_until: Option<NaiveDate>,
}

/// What became of it.
#[derive(Object)]
#[oai(example)]
pub(crate) struct GradesReleased {
    /// How many people were told.
    released: u64,
}

/// What somebody was told.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReleasedGrade {
    id: Uuid,
    /// Absent once the caller no longer sees the cycle.
    review_cycle_id: Option<Uuid>,
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    level_id: Uuid,
    /// The name of that level.
    level_label: Option<String>,
    /// The manager review that goes with it: the version that counts.
    review_id: Uuid,
    released_at: DateTime<Utc>,
    /// 1, and one more with each correction.
    version: u32,
    /// Whether it was corrected: another version counts.
    superseded: bool,
    /// The version before; absent of the first.
    supersedes_id: Option<Uuid>,
    /// Why the version before was wrong; absent of the first.
    correction_reason: Option<String>,
    /// When its subject said that they have read it; absent until then.
    acknowledged_at: Option<DateTime<Utc>>,
    /// What its subject answers to it.
    response: Option<String>,
}

/// That somebody has read what they were told.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Acknowledgement {
    /// What they answer; it stays.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 20000))]
    response: Option<Text>,
}

page! {
    /// One page of proposed grades.
    ProposedGradePage of ProposedGrade
}

page! {
    /// One page of released grades.
    ReleasedGradePage of ReleasedGrade
}

impl Example for Exclusion {
    fn example() -> Self {
        Self { reason: Text("On parental leave for most of the year.".to_owned()) }
    }
}

impl Example for ReviewProgress {
    fn example() -> Self {
        Self { assigned: 3, begun: 8, submitted: 29 }
    }
}

impl Example for ReviewCycleProgress {
    fn example() -> Self {
        Self {
            participants: 42,
            left_out: 2,
            self_reviews: ReviewProgress::example(),
            manager_reviews: ReviewProgress { assigned: 10, begun: 5, submitted: 25 },
            proposed_grades: 25,
            released_grades: 0,
            acknowledged_grades: 0,
        }
    }
}

impl Example for ProposedGrade {
    fn example() -> Self {
        Self {
            review_assignment_id: example::id(90),
            review_cycle_id: Some(example::id(80)),
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            author_id: example::id(15),
            author_name: Some("Marc Lange".to_owned()),
            level_id: Some(example::id(61)),
            level_label: Some("Above what was asked".to_owned()),
            rationale: Some("Two launches, both on the day.".to_owned()),
            withheld: false,
        }
    }
}

impl Example for GradeProposal {
    fn example() -> Self {
        Self { level_id: example::id(61), rationale: Some(Text("Two launches, both on the day.".to_owned())) }
    }
}

impl Example for ReleaseGroup {
    fn example() -> Self {
        Self { employee_ids: None, department_ids: Some(vec![example::id(10)]), site_ids: None, hired_until: None }
    }
}

impl Example for GradesReleased {
    fn example() -> Self {
        Self { released: 12 }
    }
}

impl Example for ReleasedGrade {
    fn example() -> Self {
        Self {
            id: example::id(95),
            review_cycle_id: Some(example::id(80)),
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            level_id: example::id(61),
            level_label: Some("Above what was asked".to_owned()),
            review_id: example::id(91),
            released_at: DateTime::default(),
            version: 1,
            superseded: false,
            supersedes_id: None,
            correction_reason: None,
            acknowledged_at: Some(DateTime::default()),
            response: Some("Thank you. I would like to talk about the second launch.".to_owned()),
        }
    }
}

impl Example for Acknowledgement {
    fn example() -> Self {
        Self { response: Some(Text("Thank you. I would like to talk about the second launch.".to_owned())) }
    }
}

impl ReleaseGroup {
    /// As the database takes it.
    pub(crate) fn named(self) -> Result<Value, Error> {
        chosen(self.employee_ids, self.department_ids, self.site_ids, self.hired_until)
    }
}

#[OpenApi(tag = "crate::Group::Grades")]
impl Grades {
    /// Leave somebody out of a review cycle
    ///
    /// Of an active one, with `performance.cycles.manage`, never oneself; once more to say another reason. What was submitted stands, what
    /// is being written is withdrawn and stays with who typed it, and they get no grade.
    #[oai(path = "/review_cycles/:review_cycle_id/participants/:participant_id/exclusion", method = "put", operation_id = "exclude_participant")]
    async fn exclude_participant(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        participant_id: Path<Uuid>,
        body: Json<Exclusion>,
    ) -> Result<Json<Exclusion>, Refusal> {
        grades::exclude(&app.store.requests, &caller.0.context, review_cycle_id.0, participant_id.0, &body.0.reason.0).await?;
        Ok(body)
    }

    /// Take back into a review cycle who was left out
    ///
    /// With `performance.cycles.manage`, never oneself. Their reviews go on as they were left.
    #[oai(path = "/review_cycles/:review_cycle_id/participants/:participant_id/exclusion", method = "delete", operation_id = "include_participant")]
    async fn include_participant(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        participant_id: Path<Uuid>,
    ) -> Result<Done, Refusal> {
        grades::include(&app.store.requests, &caller.0.context, review_cycle_id.0, participant_id.0).await?;
        Ok(Done::Done)
    }

    /// Read how far a review cycle is
    ///
    /// Counts what the caller sees of it: with `performance.cycles.manage` everything but what is written and decided about oneself.
    #[oai(path = "/review_cycles/:review_cycle_id/progress", method = "get", operation_id = "read_review_cycle_progress")]
    async fn read_review_cycle_progress(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
    ) -> Result<Json<ReviewCycleProgress>, Refusal> {
        let row = grades::progress(&app.store.requests, &caller.0.context, review_cycle_id.0).await?;
        Ok(Json(progress(&row)))
    }

    /// List proposed grades
    ///
    /// In the order in which the reviews were assigned: one's own; with `performance.cycles.manage` those about everybody but oneself.
    /// Nobody is shown what is proposed about them.
    #[oai(path = "/proposed_grades", method = "get", operation_id = "list_proposed_grades")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list_proposed_grades(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those that this employee made.
        author_id: Query<Option<Uuid>>,
        /// Only those about this employee.
        subject_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ProposedGradePage>, Refusal> {
        let context = &caller.0.context;
        let wanted = Wanted { cycle: review_cycle_id.0, author: author_id.0, subject: subject_id.0 };
        let window = Window::open(&app, context, "proposed grades", cursor.0.as_deref(), limit.0)?;
        let rows = grades::proposals(&app.store.requests, context, &wanted, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.assignment_id))?;
        Ok(Json(ProposedGradePage { items: rows.into_iter().map(proposal).collect(), next_cursor }))
    }

    /// Read the grade that is proposed beside a manager review
    ///
    /// Who reads which is said at the list. Its author finds one without a level where they have not proposed any, and its ETag is what the
    /// first proposal needs.
    #[oai(path = "/review_assignments/:review_assignment_id/proposed_grade", method = "get", operation_id = "read_proposed_grade")]
    async fn read_proposed_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
    ) -> Result<Shown<ProposedGrade>, Refusal> {
        let row = grades::proposal(&app.store.requests, &caller.0.context, review_assignment_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Shown::Shown(Json(proposal(row)), tag))
    }

    /// Propose a grade beside a manager review
    ///
    /// By its author, also once the review is submitted, until its subject is told their grade. Needs `If-Match`: of two tabs the second is
    /// told that it is behind.
    #[oai(path = "/review_assignments/:review_assignment_id/proposed_grade", method = "put", operation_id = "propose_grade")]
    async fn propose_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
        /// The ETag of the proposal that was read or made last.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<GradeProposal>,
    ) -> Result<Edited<ProposedGrade>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let (requests, context, id) = (&app.store.requests, &caller.0.context, review_assignment_id.0);
        let rationale = body.0.rationale.as_ref().map(|text| text.0.as_str());
        grades::propose(requests, context, id, version, body.0.level_id, rationale).await?;
        let row = grades::proposal(requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(proposal(row)), tag))
    }

    /// Release grades
    ///
    /// With `performance.release`: everybody whom each given choice names, or everybody left, is told the grade that their submitted manager
    /// review proposes, all in one transaction or nobody; of a cycle that compares its grades the one that was settled on, once its sessions
    /// are locked and reviewers have had it for `preview_days`. A choice needs a cycle whose `release_mode` is `by_group`. One's own grade is
    /// another's to release. Whoever is told reads their grade and what the manager review shares with them; nothing is written about them
    /// any more. With the last one the cycle is released. Needs the cycle's ETag as `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id/release", method = "post", operation_id = "release_grades")]
    async fn release_grades(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the cycle.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ReleaseGroup>,
    ) -> Result<Json<GradesReleased>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let who = body.0.named()?;
        let released = grades::release(&app.store.requests, &caller.0.context, review_cycle_id.0, version, &who).await?;
        Ok(Json(GradesReleased { released: counted(released) }))
    }

    /// List released grades
    ///
    /// Oldest first, corrected ones too: one's own, those of one's reports and of whom one decides about; all of them with
    /// `performance.cycles.manage`.
    #[oai(path = "/released_grades", method = "get", operation_id = "list_released_grades")]
    async fn list_released_grades(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those of this employee.
        subject_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ReleasedGradePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "released grades", cursor.0.as_deref(), limit.0)?;
        let rows = grades::released(&app.store.requests, context, review_cycle_id.0, subject_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(ReleasedGradePage { items: rows.into_iter().map(released).collect(), next_cursor }))
    }

    /// Read a released grade
    ///
    /// Who reads which is said at the list. What was told does not change any more; a correction is another version.
    #[oai(path = "/released_grades/:released_grade_id", method = "get", operation_id = "read_released_grade")]
    async fn read_released_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        released_grade_id: Path<Uuid>,
    ) -> Result<Json<ReleasedGrade>, Refusal> {
        Ok(Json(released(grades::read(&app.store.requests, &caller.0.context, released_grade_id.0).await?)))
    }

    /// Acknowledge a released grade
    ///
    /// By whoever was told it, in a cycle that is not closed: that they have read it, which is not that they agree. An answer can be given with
    /// it or later, and stays.
    #[oai(path = "/released_grades/:released_grade_id/acknowledgement", method = "put", operation_id = "acknowledge_released_grade")]
    async fn acknowledge_released_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        released_grade_id: Path<Uuid>,
        body: Json<Acknowledgement>,
    ) -> Result<Json<ReleasedGrade>, Refusal> {
        let (requests, context, id) = (&app.store.requests, &caller.0.context, released_grade_id.0);
        grades::acknowledge(requests, context, id, body.0.response.as_ref().map(|text| text.0.as_str())).await?;
        Ok(Json(released(grades::read(requests, context, id).await?)))
    }
}

/// A count is never negative.
pub(crate) fn counted(rows: i64) -> u64 {
    u64::try_from(rows).unwrap_or_default()
}

fn progress(row: &CycleProgress) -> ReviewCycleProgress {
    ReviewCycleProgress {
        participants: counted(row.participants),
        left_out: counted(row.left_out),
        self_reviews: ReviewProgress { assigned: counted(row.self_assigned), begun: counted(row.self_begun), submitted: counted(row.self_submitted) },
        manager_reviews: ReviewProgress {
            assigned: counted(row.manager_assigned),
            begun: counted(row.manager_begun),
            submitted: counted(row.manager_submitted),
        },
        proposed_grades: counted(row.proposed),
        released_grades: counted(row.released),
        acknowledged_grades: counted(row.acknowledged),
    }
}

fn proposal(row: Proposal) -> ProposedGrade {
    ProposedGrade {
        review_assignment_id: row.assignment_id,
        review_cycle_id: row.cycle_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        author_id: row.author_id,
        author_name: row.author_name,
        level_id: row.level_id,
        level_label: row.level_label,
        rationale: row.rationale,
        withheld: row.withheld,
    }
}

fn released(row: Released) -> ReleasedGrade {
    ReleasedGrade {
        id: row.id,
        review_cycle_id: row.cycle_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        level_id: row.level_id,
        level_label: row.level_label,
        review_id: row.review_id,
        released_at: row.released_at.into(),
        version: u32::try_from(row.version).unwrap_or_default(),
        superseded: row.superseded,
        supersedes_id: row.supersedes_id,
        correction_reason: row.correction_reason,
        acknowledged_at: row.acknowledged_at.map(Into::into),
        response: row.response,
    }
}
