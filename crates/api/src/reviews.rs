use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, ParseFromJSON as _},
};
use serde_json::{Map, Value, json};
use store::datastore::reviews::{self, Assignment, ListReviews, ReadDraft, Wanted, WantedReviews};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{self, Done, Edited, Found, Shown, spelled},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    text::Text,
};

pub(crate) struct Reviews;

/// Who writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ReviewKind {
    /// Whom it is about.
    #[oai(rename = "self")]
    Own,
    /// Who decides about them.
    Manager,
}

/// How far a review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ReviewAssignmentState {
    /// Nothing is typed.
    Assigned,
    /// Something is: its author's alone.
    Draft,
    /// It is read by whom it is for.
    Submitted,
    /// Its author writes it once more; until it is submitted again nobody else reads it.
    Reopened,
    /// Another writes it now; what was typed stays with who typed it.
    Reassigned,
    /// Its subject is left out of the cycle; what was typed stays with who typed it.
    Withdrawn,
}

/// Who writes a review of whom, and how far it is.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewAssignment {
    id: Uuid,
    /// Absent once the caller no longer sees the cycle.
    review_cycle_id: Option<Uuid>,
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    /// The employee who writes it.
    author_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    author_name: Option<String>,
    kind: ReviewKind,
    state: ReviewAssignmentState,
    /// The last day on which its author may reopen it.
    due_on: Option<NaiveDate>,
    /// The assignment that was handed over.
    replaces_id: Option<Uuid>,
    /// Why it was reopened the last time.
    reopen_reason: Option<String>,
}

/// What is said to one question.
#[derive(Object)]
#[oai(deny_unknown_fields, example, skip_serializing_if_is_none)]
pub(crate) struct DraftAnswer {
    question_id: Uuid,
    /// A level of the cycle's scale, where a rating is asked for.
    #[oai(skip_serializing_if_is_none)]
    rating_id: Option<Uuid>,
    /// Up to 20,000 characters; also beside a rating.
    #[oai(skip_serializing_if_is_none, validator(max_length = 20000))]
    answer: Option<Text>,
}

/// What has been typed so far: nobody but its author reads it. The whole of it has at most 1,000,000 characters.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct ReviewDraft {
    /// Each question at most once; what is not in it is not answered.
    #[oai(validator(max_items = 200))]
    answers: Vec<DraftAnswer>,
}

/// Why a review is written once more.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Reopening {
    /// For its author and whoever manages cycles.
    #[oai(validator(min_length = 1, max_length = 2000))]
    reason: Text,
}

/// One version of what was submitted.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewSummary {
    id: Uuid,
    review_assignment_id: Uuid,
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    /// The employee who wrote it.
    author_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    author_name: Option<String>,
    kind: ReviewKind,
    /// 1 is the first.
    version: u32,
    submitted_at: DateTime<Utc>,
    /// Whether a later version counts instead.
    superseded: bool,
    /// Whether nobody but its author reads it: it is being written once more, or its cycle was cancelled.
    withheld: bool,
}

/// An answer as it was submitted.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewAnswer {
    question_id: Uuid,
    /// What was asked.
    prompt: String,
    rating_id: Option<Uuid>,
    /// The name of that level.
    rating_label: Option<String>,
    answer: Option<String>,
}

/// A review as far as the caller may read it.
#[derive(Object)]
#[oai(example)]
pub(crate) struct Review {
    #[oai(flatten)]
    summary: ReviewSummary,
    /// In the order of the questions. Answers that are for hr alone are left out for others, and the subject of a manager review reads
    /// only those that are shared with them.
    answers: Vec<ReviewAnswer>,
}

page! {
    /// One page of who writes which review.
    ReviewAssignmentPage of ReviewAssignment
}

page! {
    /// One page of submitted reviews.
    ReviewPage of ReviewSummary
}

impl Example for ReviewAssignment {
    fn example() -> Self {
        Self {
            id: example::id(90),
            review_cycle_id: Some(example::id(80)),
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            author_id: example::id(15),
            author_name: Some("Marc Lange".to_owned()),
            kind: ReviewKind::Manager,
            state: ReviewAssignmentState::Draft,
            due_on: Some(NaiveDate::default()),
            replaces_id: None,
            reopen_reason: None,
        }
    }
}

impl Example for DraftAnswer {
    fn example() -> Self {
        Self {
            question_id: example::id(71),
            rating_id: Some(example::id(61)),
            answer: Some(Text("Kept every promise, and told us early when not.".to_owned())),
        }
    }
}

impl Example for ReviewDraft {
    fn example() -> Self {
        Self { answers: vec![DraftAnswer::example()] }
    }
}

impl Example for Reopening {
    fn example() -> Self {
        Self { reason: Text("The second half of the year is missing.".to_owned()) }
    }
}

impl Example for ReviewSummary {
    fn example() -> Self {
        Self {
            id: example::id(91),
            review_assignment_id: example::id(90),
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            author_id: example::id(15),
            author_name: Some("Marc Lange".to_owned()),
            kind: ReviewKind::Manager,
            version: 1,
            submitted_at: DateTime::default(),
            superseded: false,
            withheld: false,
        }
    }
}

impl Example for ReviewAnswer {
    fn example() -> Self {
        Self {
            question_id: example::id(71),
            prompt: "What went well?".to_owned(),
            rating_id: Some(example::id(61)),
            rating_label: Some("Above what was asked".to_owned()),
            answer: Some("Kept every promise, and told us early when not.".to_owned()),
        }
    }
}

impl Example for Review {
    fn example() -> Self {
        Self { summary: ReviewSummary::example(), answers: vec![ReviewAnswer::example()] }
    }
}

#[OpenApi(tag = "crate::Group::Reviews")]
impl Reviews {
    /// List who writes which review
    ///
    /// Oldest first: one's own; of active cycles those about one's reports and about whom one decides; with `performance.cycles.manage`
    /// those about everybody but oneself. What another writes about oneself is never told.
    #[oai(path = "/review_assignments", method = "get", operation_id = "list_review_assignments")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list_review_assignments(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those that this employee writes.
        author_id: Query<Option<Uuid>>,
        /// Only those about this employee.
        subject_id: Query<Option<Uuid>>,
        /// Only those that are this far.
        state: Query<Option<ReviewAssignmentState>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ReviewAssignmentPage>, Refusal> {
        let context = &caller.0.context;
        let wanted = Wanted { cycle: review_cycle_id.0, author: author_id.0, subject: subject_id.0, state: state.0.map(|state| spelled(&state)) };
        let window = Window::open(&app, context, "review assignments", cursor.0.as_deref(), limit.0)?;
        let rows = reviews::assignments(&app.store.requests, context, &wanted, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(assignment).collect::<Result<_, Error>>()?;
        Ok(Json(ReviewAssignmentPage { items, next_cursor }))
    }

    /// Read who writes a review
    ///
    /// Who sees which is said at the list.
    #[oai(path = "/review_assignments/:review_assignment_id", method = "get", operation_id = "read_review_assignment")]
    async fn read_review_assignment(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<ReviewAssignment>, Refusal> {
        let row = reviews::assignment(&app.store.requests, &caller.0.context, review_assignment_id.0).await?;
        let version = Version([row.row_version]);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(assignment(row)?), version.tag()))
    }

    /// Read what one has typed of a review
    ///
    /// Of a review that one writes; for everybody else, whatever their role, there is no such thing. Without a draft it is empty, and its
    /// ETag is what the first saving needs.
    #[oai(path = "/review_assignments/:review_assignment_id/draft", method = "get", operation_id = "read_review_draft")]
    async fn read_review_draft(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
    ) -> Result<Shown<ReviewDraft>, Refusal> {
        let row = reviews::draft(&app.store.requests, &caller.0.context, review_assignment_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Shown::Shown(Json(typed(&row)?), tag))
    }

    /// Save what one has typed of a review
    ///
    /// As a whole, as often as one likes, while its cycle is active and it is not submitted. Needs `If-Match`: of two tabs the second is
    /// told that it is behind, and loses nothing.
    #[oai(path = "/review_assignments/:review_assignment_id/draft", method = "put", operation_id = "save_review_draft")]
    async fn save_review_draft(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
        /// The ETag of the draft that was read or saved last.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ReviewDraft>,
    ) -> Result<Edited<ReviewDraft>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let said = said(&body.0)?;
        let saved = reviews::save(&app.store.requests, &caller.0.context, review_assignment_id.0, version, &said).await?;
        Ok(Edited::Edited(body, Version([saved]).tag()))
    }

    /// Throw away what one has typed of a review
    ///
    /// Also of one that was handed over, or whose cycle is over. Needs `If-Match`.
    #[oai(path = "/review_assignments/:review_assignment_id/draft", method = "delete", operation_id = "discard_review_draft")]
    async fn discard_review_draft(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
        /// The ETag of the draft that was read or saved last.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        reviews::discard(&app.store.requests, &caller.0.context, review_assignment_id.0, version).await?;
        Ok(Done::Done)
    }

    /// Submit a review
    ///
    /// The draft becomes its next version, for good. Every required question has to be answered, by a rating where one is asked for.
    /// Needs the draft's ETag as `If-Match`, so that what is submitted is what was seen.
    #[oai(path = "/review_assignments/:review_assignment_id/submit", method = "post", operation_id = "submit_review")]
    async fn submit_review(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
        /// The ETag of the draft.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Json<Review>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let id = reviews::submit(&app.store.requests, &caller.0.context, review_assignment_id.0, version).await?;
        Ok(Json(one(&app, &caller, id).await?))
    }

    /// Reopen a submitted review
    ///
    /// Its author until the day it is due; with `performance.cycles.manage` that of anybody about anybody but oneself. Until it is submitted
    /// again nobody but its author reads it; the versions before are kept. In a blind cycle a reviewer, who has read the self review by
    /// then, cannot. Needs the assignment's ETag as `If-Match`.
    #[oai(path = "/review_assignments/:review_assignment_id/reopen", method = "post", operation_id = "reopen_review")]
    async fn reopen_review(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_assignment_id: Path<Uuid>,
        /// The ETag of the assignment.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<Reopening>,
    ) -> Result<Edited<ReviewAssignment>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let (context, id) = (&caller.0.context, review_assignment_id.0);
        reviews::reopen(&app.store.requests, context, id, version, &body.0.reason.0).await?;
        let row = reviews::assignment(&app.store.requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(assignment(row)?), tag))
    }

    /// List submitted reviews
    ///
    /// Oldest first, version by version: one's own; the self reviews of whom one decides about, in a blind cycle once one has submitted
    /// one's own; with `performance.cycles.manage` those about everybody but oneself. Once a grade is released its subject, and whoever
    /// answers for them, reads the manager review that counts.
    #[oai(path = "/reviews", method = "get", operation_id = "list_reviews")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list_reviews(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this participant of a cycle.
        participant_id: Query<Option<Uuid>>,
        /// Only those that this employee wrote.
        author_id: Query<Option<Uuid>>,
        /// Only those about this employee.
        subject_id: Query<Option<Uuid>>,
        /// Only the versions of this one.
        review_assignment_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ReviewPage>, Refusal> {
        let context = &caller.0.context;
        let wanted = WantedReviews { participant: participant_id.0, author: author_id.0, subject: subject_id.0, assignment: review_assignment_id.0 };
        let window = Window::open(&app, context, "reviews", cursor.0.as_deref(), limit.0)?;
        let rows = reviews::list(&app.store.requests, context, &wanted, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(summary).collect::<Result<_, Error>>()?;
        Ok(Json(ReviewPage { items, next_cursor }))
    }

    /// Read a submitted review
    ///
    /// With its answers; who reads which is said at the list.
    #[oai(path = "/reviews/:review_id", method = "get", operation_id = "read_review")]
    async fn read_review(&self, app: Data<&Arc<App>>, caller: AccessToken, review_id: Path<Uuid>) -> Result<Json<Review>, Refusal> {
        Ok(Json(one(&app, &caller, review_id.0).await?))
    }
}

async fn one(app: &App, caller: &AccessToken, id: Uuid) -> Result<Review, Refusal> {
    let row = reviews::read(&app.store.requests, &caller.0.context, id).await?;
    let answers = Vec::parse_from_json(Some(row.answers)).map_err(|error| Error::new(Problem::Internal).internal(error.into_message()))?;
    let summary = summary(ListReviews {
        id: row.id,
        assignment_id: row.assignment_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        author_id: row.author_id,
        author_name: row.author_name,
        kind: row.kind,
        version: row.version,
        withheld: row.withheld,
        submitted_at: row.submitted_at,
        superseded: row.superseded,
    })?;
    Ok(Review { summary, answers })
}

fn assignment(row: Assignment) -> Result<ReviewAssignment, Error> {
    Ok(ReviewAssignment {
        id: row.id,
        kind: answers::word(&row.kind)?,
        state: answers::word(&row.state)?,
        review_cycle_id: row.cycle_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        author_id: row.author_id,
        author_name: row.author_name,
        due_on: row.due_on,
        replaces_id: row.replaces_id,
        reopen_reason: row.reopen_reason,
    })
}

fn summary(row: ListReviews) -> Result<ReviewSummary, Error> {
    Ok(ReviewSummary {
        id: row.id,
        kind: answers::word(&row.kind)?,
        review_assignment_id: row.assignment_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        author_id: row.author_id,
        author_name: row.author_name,
        version: u32::try_from(row.version).unwrap_or_default(),
        submitted_at: row.submitted_at.into(),
        superseded: row.superseded,
        withheld: row.withheld,
    })
}

/// By the id of the question, as the database takes it.
fn said(draft: &ReviewDraft) -> Result<Value, Error> {
    let mut answers = Map::new();
    for one in &draft.answers {
        let mut said = Map::new();
        if let Some(rating) = one.rating_id {
            said.insert("rating_id".to_owned(), json!(rating));
        }
        if let Some(answer) = &one.answer {
            said.insert("answer".to_owned(), json!(answer.0));
        }
        if answers.insert(one.question_id.to_string(), Value::Object(said)).is_some() {
            return Err(Error::new(Problem::InvalidValue).detail(format!("Question {} is answered twice.", one.question_id)));
        }
    }
    Ok(Value::Object(answers))
}

fn typed(row: &ReadDraft) -> Result<ReviewDraft, Error> {
    let unreadable = || Error::new(Problem::Internal).internal("a draft is not as performance.save_draft keeps it");
    let kept: BTreeMap<Uuid, Map<String, Value>> = serde_json::from_value(row.answers.clone()).map_err(|_| unreadable())?;
    let answers = kept.into_iter().map(|(question_id, said)| {
        let text = |name: &str| said.get(name).and_then(Value::as_str);
        let rating_id = text("rating_id").map(str::parse).transpose().map_err(|_| unreadable())?;
        Ok(DraftAnswer { question_id, rating_id, answer: text("answer").map(|answer| Text(answer.to_owned())) })
    });
    Ok(ReviewDraft { answers: answers.collect::<Result<_, Error>>()? })
}
