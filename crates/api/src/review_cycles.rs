use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined, ToJSON},
};
use serde_json::Value;
use store::datastore::review_cycles::{self, Cycle, ListParticipants};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{self, Created, Done, Edited, Found, spelled},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text::{self, Text},
};

pub(crate) struct ReviewCycles;

/// What it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum ReviewCycleKind {
    Annual,
    MidYear,
    Probation,
    #[oai(rename = "360")]
    Circle,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ReviewCycleState {
    /// Being drawn up: for admins and whoever manages cycles.
    Draft,
    /// Under way: of what it says only the due days change.
    Active,
    /// Its grades are being compared: what is submitted does not change.
    Calibration,
    /// Everybody in it was told their grade: they may answer, and nothing else changes any more.
    Released,
    /// Nobody answers any more.
    Closed,
    /// For admins and whoever manages cycles, as a draft is.
    Cancelled,
}

/// Who reads what a peer wrote, and under which name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum PeerMode {
    /// The person under review, with names.
    Named,
    /// The reviewer, with names.
    ManagerSees,
    /// Hr alone, with names.
    HrSees,
    /// Nobody: only numbers over all peers.
    Aggregate,
}

/// Who chooses peers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum NominationMode {
    /// The person under review proposes, the reviewer decides.
    EmployeeThenManager,
    Manager,
    Hr,
}

/// When results reach the people under review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum ReleaseMode {
    All,
    Scheduled,
    ByGroup,
}

/// Who is reviewed when, by which questions, on which scale, and who will see what.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewCycle {
    id: Uuid,
    /// Unique among those that are not cancelled.
    name: String,
    kind: ReviewCycleKind,
    state: ReviewCycleState,
    /// Of the period that is reviewed.
    first_day: Option<NaiveDate>,
    /// Of the period that is reviewed.
    last_day: Option<NaiveDate>,
    /// The review template.
    template_id: Option<Uuid>,
    /// The rating scale.
    scale_id: Option<Uuid>,
    /// Whether grades are compared before they are released.
    calibrate: bool,
    /// Whether reviewers write without having read the self review.
    blind_self: bool,
    peer_mode: PeerMode,
    /// How many peers have to answer before anything of theirs is shown.
    peer_min: u8,
    nomination_mode: NominationMode,
    release_mode: ReleaseMode,
    /// How many days before their people managers read results.
    preview_days: u8,
    /// When self reviews are due.
    self_due: Option<NaiveDate>,
    /// When peer reviews are due.
    peer_due: Option<NaiveDate>,
    /// When manager reviews are due.
    manager_due: Option<NaiveDate>,
    /// Why it was cancelled.
    cancel_reason: Option<String>,
}

/// A review cycle to be. Unless said otherwise `peer_mode` is `manager_sees`, `nomination_mode` `employee_then_manager` and `release_mode` `all`.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewReviewCycle {
    /// Unique among those that are not cancelled.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    kind: ReviewCycleKind,
    /// Of the period that is reviewed.
    #[oai(skip_serializing_if_is_none)]
    first_day: Option<NaiveDate>,
    /// Of the period that is reviewed.
    #[oai(skip_serializing_if_is_none)]
    last_day: Option<NaiveDate>,
    /// The review template; a published one when the cycle is activated.
    #[oai(skip_serializing_if_is_none)]
    template_id: Option<Uuid>,
    /// The rating scale; a published one when the cycle is activated.
    #[oai(skip_serializing_if_is_none)]
    scale_id: Option<Uuid>,
    /// Whether grades are compared before they are released; true unless said.
    #[oai(skip_serializing_if_is_none)]
    calibrate: Option<bool>,
    /// Whether reviewers write without having read the self review; false unless said.
    #[oai(skip_serializing_if_is_none)]
    blind_self: Option<bool>,
    #[oai(skip_serializing_if_is_none)]
    peer_mode: Option<PeerMode>,
    /// 3 unless said. An active cycle has at least 3, or names its peers.
    #[oai(skip_serializing_if_is_none, validator(minimum(value = "1"), maximum(value = "20")))]
    peer_min: Option<u8>,
    #[oai(skip_serializing_if_is_none)]
    nomination_mode: Option<NominationMode>,
    #[oai(skip_serializing_if_is_none)]
    release_mode: Option<ReleaseMode>,
    /// How many days before their people managers read results; 0 unless said.
    #[oai(skip_serializing_if_is_none, validator(minimum(value = "0"), maximum(value = "60")))]
    preview_days: Option<u8>,
    /// When self reviews are due.
    #[oai(skip_serializing_if_is_none)]
    self_due: Option<NaiveDate>,
    /// When peer reviews are due.
    #[oai(skip_serializing_if_is_none)]
    peer_due: Option<NaiveDate>,
    /// When manager reviews are due.
    #[oai(skip_serializing_if_is_none)]
    manager_due: Option<NaiveDate>,
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears. `kind` and the modes cannot be cleared.
#[derive(Object, Default)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct ReviewCyclePatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    kind: MaybeUndefined<ReviewCycleKind>,
    #[oai(nullable)]
    first_day: MaybeUndefined<NaiveDate>,
    #[oai(nullable)]
    last_day: MaybeUndefined<NaiveDate>,
    #[oai(nullable)]
    template_id: MaybeUndefined<Uuid>,
    #[oai(nullable)]
    scale_id: MaybeUndefined<Uuid>,
    /// Cannot be cleared.
    calibrate: MaybeUndefined<bool>,
    /// Cannot be cleared.
    blind_self: MaybeUndefined<bool>,
    peer_mode: MaybeUndefined<PeerMode>,
    /// Cannot be cleared.
    #[oai(validator(minimum(value = "1"), maximum(value = "20")))]
    peer_min: MaybeUndefined<u8>,
    nomination_mode: MaybeUndefined<NominationMode>,
    release_mode: MaybeUndefined<ReleaseMode>,
    /// Cannot be cleared.
    #[oai(validator(minimum(value = "0"), maximum(value = "60")))]
    preview_days: MaybeUndefined<u8>,
    /// Of an active cycle it is moved, not cleared.
    #[oai(nullable)]
    self_due: MaybeUndefined<NaiveDate>,
    /// Of an active cycle it is moved, not cleared.
    #[oai(nullable)]
    peer_due: MaybeUndefined<NaiveDate>,
    /// Of an active cycle it is moved, not cleared.
    #[oai(nullable)]
    manager_due: MaybeUndefined<NaiveDate>,
}

/// Why there will be no reviews after all.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Cancellation {
    /// For admins and whoever manages cycles.
    #[oai(validator(min_length = 1, max_length = 2000))]
    reason: Text,
}

/// Who decides about somebody, and where they stood when the cycle was activated. Only where the caller may know it: with
/// `performance.cycles.manage`, and once the cycle is active their reviewer and whoever manages them. Never of oneself.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct DecidingReviewer {
    /// An employee; absent in a draft: whoever manages them when it is activated.
    reviewer_id: Option<Uuid>,
    /// An employee; absent where there was none, and in a draft.
    manager_at_start: Option<Uuid>,
    /// Its name as it was.
    department_at_start: Option<String>,
    /// Its title as it was.
    position_at_start: Option<String>,
}

/// Somebody who takes part.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Participant {
    id: Uuid,
    employee_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    display_name: Option<String>,
    reviewer: Option<DecidingReviewer>,
    /// Why they are left out of the active cycle; with `performance.cycles.manage`, never of oneself.
    excluded_reason: Option<String>,
}

/// Who is to take part: everybody active whom each given choice names. None: everybody active.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewParticipants {
    /// Active employees, each of them known.
    #[oai(skip_serializing_if_is_none, validator(max_items = 200))]
    employee_ids: Option<Vec<Uuid>>,
    /// With the departments below them.
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
pub(crate) struct ParticipantsAdded {
    /// How many are new; who took part already is not counted.
    added: u64,
}

/// Who decides about somebody.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct ReviewerChoice {
    /// An active employee. null, in a draft alone: whoever manages them when it is activated.
    #[oai(nullable)]
    reviewer_id: MaybeUndefined<Uuid>,
}

page! {
    /// One page of review cycles.
    ReviewCyclePage of ReviewCycle
}

page! {
    /// One page of participants.
    ParticipantPage of Participant
}

impl Example for ReviewCycle {
    fn example() -> Self {
        Self {
            id: example::id(80),
            name: "Summer review".to_owned(),
            kind: ReviewCycleKind::MidYear,
            state: ReviewCycleState::Active,
            first_day: Some(NaiveDate::default()),
            last_day: Some(NaiveDate::default()),
            template_id: Some(example::id(70)),
            scale_id: Some(example::id(60)),
            calibrate: true,
            blind_self: false,
            peer_mode: PeerMode::ManagerSees,
            peer_min: 3,
            nomination_mode: NominationMode::EmployeeThenManager,
            release_mode: ReleaseMode::All,
            preview_days: 0,
            self_due: Some(NaiveDate::default()),
            peer_due: Some(NaiveDate::default()),
            manager_due: Some(NaiveDate::default()),
            cancel_reason: None,
        }
    }
}

impl Example for NewReviewCycle {
    fn example() -> Self {
        Self {
            name: Text("Summer review".to_owned()),
            kind: ReviewCycleKind::MidYear,
            first_day: Some(NaiveDate::default()),
            last_day: Some(NaiveDate::default()),
            template_id: Some(example::id(70)),
            scale_id: Some(example::id(60)),
            calibrate: None,
            blind_self: None,
            peer_mode: Some(PeerMode::HrSees),
            peer_min: None,
            nomination_mode: None,
            release_mode: None,
            preview_days: None,
            self_due: None,
            peer_due: None,
            manager_due: Some(NaiveDate::default()),
        }
    }
}

impl Example for ReviewCyclePatch {
    fn example() -> Self {
        Self { peer_mode: MaybeUndefined::Value(PeerMode::Named), manager_due: MaybeUndefined::Value(NaiveDate::default()), ..Self::default() }
    }
}

impl Example for Cancellation {
    fn example() -> Self {
        Self { reason: Text("The company is being merged.".to_owned()) }
    }
}

impl Example for DecidingReviewer {
    fn example() -> Self {
        Self {
            reviewer_id: Some(example::id(15)),
            manager_at_start: Some(example::id(15)),
            department_at_start: Some("Engineering".to_owned()),
            position_at_start: Some("Engineer".to_owned()),
        }
    }
}

impl Example for Participant {
    fn example() -> Self {
        Self {
            id: example::id(81),
            employee_id: example::id(8),
            display_name: Some("Grace Hill".to_owned()),
            reviewer: Some(DecidingReviewer::example()),
            excluded_reason: None,
        }
    }
}

impl Example for NewParticipants {
    fn example() -> Self {
        Self { employee_ids: None, department_ids: Some(vec![example::id(10)]), site_ids: None, hired_until: None }
    }
}

impl Example for ParticipantsAdded {
    fn example() -> Self {
        Self { added: 12 }
    }
}

impl Example for ReviewerChoice {
    fn example() -> Self {
        Self { reviewer_id: MaybeUndefined::Value(example::id(15)) }
    }
}

#[OpenApi(tag = "crate::Group::ReviewCycles")]
impl ReviewCycles {
    /// List review cycles
    ///
    /// In order of name. Admins and whoever holds `performance.cycles.manage` see all of them, managers active ones, everybody else the
    /// active ones in which they are reviewed, decide about somebody, or one of their reports is reviewed.
    #[oai(path = "/review_cycles", method = "get", operation_id = "list_review_cycles")]
    async fn list_review_cycles(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those in this state.
        state: Query<Option<ReviewCycleState>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ReviewCyclePage>, Refusal> {
        let context = &caller.0.context;
        let state = state.0.map(|state| spelled(&state));
        let window = Window::open(&app, context, "review cycles", cursor.0.as_deref(), limit.0)?;
        let rows = review_cycles::list(&app.store.requests, context, state.as_deref(), window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.name, row.id))?;
        let items = rows.into_iter().map(shown).collect::<Result<_, Error>>()?;
        Ok(Json(ReviewCyclePage { items, next_cursor }))
    }

    /// Draw up a review cycle
    ///
    /// With `performance.cycles.manage`, or as an admin: a draft, which nobody is reviewed in yet.
    #[oai(path = "/review_cycles", method = "post", operation_id = "create_review_cycle")]
    async fn create_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one cycle.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewReviewCycle>,
    ) -> Result<Created<ReviewCycle>, Refusal> {
        let id = review_cycles::open(&app.store.requests, &caller.0.context, &fields(body.0)?, repeat(&key)?.as_ref()).await?;
        let (cycle, tag) = one(&app, &caller, id).await?;
        Ok(Created::Made(Json(cycle), tag, format!("/review_cycles/{id}")))
    }

    /// Read a review cycle
    ///
    /// Who sees which is said at the list.
    #[oai(path = "/review_cycles/:review_cycle_id", method = "get", operation_id = "read_review_cycle")]
    async fn read_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<ReviewCycle>, Refusal> {
        let row = review_cycles::read(&app.store.requests, &caller.0.context, review_cycle_id.0).await?;
        let version = Version([row.row_version]);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(shown(row)?), version.tag()))
    }

    /// Edit a review cycle
    ///
    /// With `performance.cycles.manage`: a draft, or of one under way the days on which reviews are due. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id", method = "patch", operation_id = "update_review_cycle")]
    async fn update_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ReviewCyclePatch>,
    ) -> Result<Edited<ReviewCycle>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        review_cycles::edit(&app.store.requests, &caller.0.context, review_cycle_id.0, version, &changes(body.0)?).await?;
        edited(&app, &caller, review_cycle_id.0).await
    }

    /// Remove a review cycle
    ///
    /// A draft, with its participants, with `performance.cycles.manage`; what has been activated is cancelled. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id", method = "delete", operation_id = "delete_review_cycle")]
    async fn delete_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        review_cycles::remove(&app.store.requests, &caller.0.context, review_cycle_id.0, version).await?;
        Ok(Done::Done)
    }

    /// Activate a review cycle
    ///
    /// With `performance.cycles.manage`. From then on those who have a part in it see it, nobody joins or leaves, and what it says does
    /// not change but for the due days; managers, departments and positions of this day are taken down. It needs a published scale and
    /// template, a period, the due days, participants, and somebody active to decide about each. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id/activate", method = "post", operation_id = "activate_review_cycle")]
    async fn activate_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<ReviewCycle>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        review_cycles::activate(&app.store.requests, &caller.0.context, review_cycle_id.0, version).await?;
        edited(&app, &caller, review_cycle_id.0).await
    }

    /// Close a review cycle
    ///
    /// With `performance.cycles.manage`, a released one: nobody acknowledges their grade or answers any more, and goals of the cycle that are
    /// still under way are closed with it. Grades can still be corrected. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id/close", method = "post", operation_id = "close_review_cycle")]
    async fn close_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<ReviewCycle>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        review_cycles::close(&app.store.requests, &caller.0.context, review_cycle_id.0, version).await?;
        edited(&app, &caller, review_cycle_id.0).await
    }

    /// Cancel a review cycle
    ///
    /// With `performance.cycles.manage`, a draft or an active one of which nobody was told their grade, and for good: from then on only admins and whoever manages cycles see
    /// it. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id/cancel", method = "post", operation_id = "cancel_review_cycle")]
    async fn cancel_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<Cancellation>,
    ) -> Result<Edited<ReviewCycle>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        review_cycles::cancel(&app.store.requests, &caller.0.context, review_cycle_id.0, version, &body.0.reason.0).await?;
        edited(&app, &caller, review_cycle_id.0).await
    }

    /// List who takes part in a review cycle
    ///
    /// In the order in which they were added. Admins and whoever holds `performance.cycles.manage` see everybody; once the cycle is
    /// active everybody sees their own part, those of their reports, and of whom they decide about.
    #[oai(path = "/review_cycles/:review_cycle_id/participants", method = "get", operation_id = "list_participants")]
    async fn list_participants(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ParticipantPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "participants", cursor.0.as_deref(), limit.0)?;
        let rows = review_cycles::participants(&app.store.requests, context, review_cycle_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(ParticipantPage { items: rows.into_iter().map(participant).collect(), next_cursor }))
    }

    /// Add participants to a review cycle
    ///
    /// To a draft, with `performance.cycles.manage`: everybody active whom each given choice names. Who takes part already stays.
    #[oai(path = "/review_cycles/:review_cycle_id/participants", method = "post", operation_id = "add_participants")]
    async fn add_participants(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        body: Json<NewParticipants>,
    ) -> Result<Json<ParticipantsAdded>, Refusal> {
        let who = body.0;
        let who = chosen(who.employee_ids, who.department_ids, who.site_ids, who.hired_until)?;
        let added = review_cycles::add_participants(&app.store.requests, &caller.0.context, review_cycle_id.0, &who).await?;
        Ok(Json(ParticipantsAdded { added: u64::try_from(added).unwrap_or_default() }))
    }

    /// Take a participant out of a review cycle
    ///
    /// Out of a draft, with `performance.cycles.manage`, never oneself.
    #[oai(path = "/review_cycles/:review_cycle_id/participants/:participant_id", method = "delete", operation_id = "remove_participant")]
    async fn remove_participant(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        participant_id: Path<Uuid>,
    ) -> Result<Done, Refusal> {
        review_cycles::remove_participant(&app.store.requests, &caller.0.context, review_cycle_id.0, participant_id.0).await?;
        Ok(Done::Done)
    }

    /// Say who decides about a participant
    ///
    /// In a draft or an active cycle, with `performance.cycles.manage`, never about oneself. Nobody decides about their own review.
    #[oai(path = "/review_cycles/:review_cycle_id/participants/:participant_id/reviewer", method = "put", operation_id = "set_reviewer")]
    async fn set_reviewer(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        participant_id: Path<Uuid>,
        body: Json<ReviewerChoice>,
    ) -> Result<Done, Refusal> {
        let reviewer = match body.0.reviewer_id {
            MaybeUndefined::Undefined => {
                return Err(Error::new(Problem::InvalidValue).detail("reviewer_id is an id, or null for none.").into());
            }
            MaybeUndefined::Null => None,
            MaybeUndefined::Value(id) => Some(id),
        };
        review_cycles::set_reviewer(&app.store.requests, &caller.0.context, review_cycle_id.0, participant_id.0, reviewer).await?;
        Ok(Done::Done)
    }
}

async fn one(app: &App, caller: &AccessToken, id: Uuid) -> Result<(ReviewCycle, String), Refusal> {
    let row = review_cycles::read(&app.store.requests, &caller.0.context, id).await?;
    let tag = Version([row.row_version]).tag();
    Ok((shown(row)?, tag))
}

pub(crate) async fn edited(app: &App, caller: &AccessToken, id: Uuid) -> Result<Edited<ReviewCycle>, Refusal> {
    let (cycle, tag) = one(app, caller, id).await?;
    Ok(Edited::Edited(Json(cycle), tag))
}

fn shown(row: Cycle) -> Result<ReviewCycle, Error> {
    Ok(ReviewCycle {
        id: row.id,
        kind: answers::word(&row.kind)?,
        state: answers::word(&row.state)?,
        peer_mode: answers::word(&row.peer_mode)?,
        nomination_mode: answers::word(&row.nomination_mode)?,
        release_mode: answers::word(&row.release_mode)?,
        name: row.name,
        first_day: row.first_day,
        last_day: row.last_day,
        template_id: row.template_id,
        scale_id: row.scale_id,
        calibrate: row.calibrate,
        blind_self: row.blind_self,
        peer_min: u8::try_from(row.peer_min).unwrap_or_default(),
        preview_days: u8::try_from(row.preview_days).unwrap_or_default(),
        self_due: row.self_due,
        peer_due: row.peer_due,
        manager_due: row.manager_due,
        cancel_reason: row.cancel_reason,
    })
}

fn participant(row: ListParticipants) -> Participant {
    let reviewer = row.reviewer_told.then_some(DecidingReviewer {
        reviewer_id: row.reviewer_id,
        manager_at_start: row.manager_at_start,
        department_at_start: row.department_at_start,
        position_at_start: row.position_at_start,
    });
    Participant { id: row.id, employee_id: row.employee_id, display_name: row.display_name, reviewer, excluded_reason: row.excluded_reason }
}

/// Whom each given choice names, as the database takes it.
pub(crate) fn chosen(
    employees: Option<Vec<Uuid>>,
    departments: Option<Vec<Uuid>>,
    sites: Option<Vec<Uuid>>,
    hired_until: Option<NaiveDate>,
) -> Result<Value, Error> {
    four_digits([hired_until])?;
    Ok(said([
        ("employee_ids", json(employees)),
        ("department_ids", json(departments)),
        ("site_ids", json(sites)),
        ("hired_until", json(hired_until)),
    ]))
}

/// What is said, as the database takes it: absent fields are not in it.
fn said<const N: usize>(fields: [(&'static str, Option<Value>); N]) -> Value {
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn json<T: ToJSON>(value: Option<T>) -> Option<Value> {
    value.and_then(|value| value.to_json())
}

/// A day in text, as it stands in JSON, is read as another by PostgreSQL where the year is longer or before the first.
fn four_digits<const N: usize>(days: [Option<NaiveDate>; N]) -> Result<(), Error> {
    if days.into_iter().flatten().all(|day| (1..=9999).contains(&day.year())) {
        Ok(())
    } else {
        Err(Error::new(Problem::InvalidValue).detail("A year has four digits."))
    }
}

fn fields(new: NewReviewCycle) -> Result<Value, Error> {
    four_digits([new.first_day, new.last_day, new.self_due, new.peer_due, new.manager_due])?;
    Ok(said([
        ("name", new.name.to_json()),
        ("kind", new.kind.to_json()),
        ("first_day", json(new.first_day)),
        ("last_day", json(new.last_day)),
        ("template_id", json(new.template_id)),
        ("scale_id", json(new.scale_id)),
        ("calibrate", json(new.calibrate)),
        ("blind_self", json(new.blind_self)),
        ("peer_mode", json(new.peer_mode)),
        ("peer_min", json(new.peer_min)),
        ("nomination_mode", json(new.nomination_mode)),
        ("release_mode", json(new.release_mode)),
        ("preview_days", json(new.preview_days)),
        ("self_due", json(new.self_due)),
        ("peer_due", json(new.peer_due)),
        ("manager_due", json(new.manager_due)),
    ]))
}

fn changes(patch: ReviewCyclePatch) -> Result<Value, Error> {
    let days = [&patch.first_day, &patch.last_day, &patch.self_due, &patch.peer_due, &patch.manager_due];
    four_digits(days.map(|day| day.value().copied()))?;
    Ok(said([
        kept("name", patch.name)?,
        kept("kind", patch.kind)?,
        ("first_day", patch.first_day.to_json()),
        ("last_day", patch.last_day.to_json()),
        ("template_id", patch.template_id.to_json()),
        ("scale_id", patch.scale_id.to_json()),
        kept("calibrate", patch.calibrate)?,
        kept("blind_self", patch.blind_self)?,
        kept("peer_mode", patch.peer_mode)?,
        kept("peer_min", patch.peer_min)?,
        kept("nomination_mode", patch.nomination_mode)?,
        kept("release_mode", patch.release_mode)?,
        kept("preview_days", patch.preview_days)?,
        ("self_due", patch.self_due.to_json()),
        ("peer_due", patch.peer_due.to_json()),
        ("manager_due", patch.manager_due.to_json()),
    ]))
}

/// A field that is set and not cleared.
fn kept<T: ToJSON>(name: &'static str, field: MaybeUndefined<T>) -> Result<(&'static str, Option<Value>), Error> {
    Ok((name, json(text::uncleared(name, field)?)))
}
