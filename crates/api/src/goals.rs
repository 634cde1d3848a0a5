use std::sync::Arc;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined, ParseFromJSON as _, ToJSON},
};
use serde_json::Value;
use store::datastore::goals::{self, Wanted};
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

pub(crate) struct Goals;

/// What it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GoalKind {
    /// What comes of the work.
    Objective,
    /// What its owner learns.
    Development,
}

/// Who sees a goal beside its owner and their manager, once it is no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GoalVisibility {
    /// Every member.
    Org,
    /// Whoever has the same manager, and whoever holds `goals.manage`.
    Team,
    /// Nobody.
    Private,
}

/// How far a goal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum GoalState {
    /// Being drawn up: its owner's and their manager's alone.
    Draft,
    /// Under way, and nothing said about how it stands.
    Active,
    /// Under way, as it should be.
    OnTrack,
    /// Under way, and in danger.
    AtRisk,
    Achieved,
    Missed,
    Dropped,
    /// Its review cycle was closed while it was under way.
    Closed,
}

/// What a goal's owner says about how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum GoalStanding {
    OnTrack,
    AtRisk,
}

/// What became of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GoalOutcome {
    Achieved,
    Missed,
    Dropped,
}

/// What a change is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GoalChangeAim {
    /// Of the target of a key result.
    Target,
    /// Of the weight.
    Weight,
    /// Of the state, to an outcome: of a goal in an active review cycle, by its owner.
    Outcome,
}

/// One of the two whose consent it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GoalParty {
    Owner,
    Manager,
}

/// What came of a change that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GoalChangeAnswer {
    /// By the other party: it is done.
    Accepted,
    /// By the other party.
    Refused,
    /// By whoever asked for it.
    Withdrawn,
}

/// What somebody wants to achieve.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct GoalSummary {
    id: Uuid,
    /// The employee whose goal it is.
    owner_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    owner_name: Option<String>,
    /// The goal above, which not everybody sees who sees this one.
    parent_id: Option<Uuid>,
    /// The review cycle it belongs to.
    review_cycle_id: Option<Uuid>,
    kind: GoalKind,
    visibility: GoalVisibility,
    state: GoalState,
    title: String,
    description: Option<String>,
    /// Among its owner's goals, 1-100.
    weight: Option<u8>,
    due: Option<NaiveDate>,
}

/// By what one sees how far a goal is.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct KeyResult {
    id: Uuid,
    title: String,
    unit: Option<String>,
    start_value: f64,
    target_value: f64,
    current_value: f64,
}

/// A goal with its key results, which have its version.
#[derive(Object)]
#[oai(example)]
pub(crate) struct Goal {
    #[oai(flatten)]
    summary: GoalSummary,
    /// In the order in which they were given.
    key_results: Vec<KeyResult>,
}

/// Values have up to eleven digits before the point and four after it, to which they are rounded.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewKeyResult {
    /// One line.
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
    /// One line.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 40))]
    unit: Option<Text>,
    start_value: f64,
    target_value: f64,
    /// Where it began, if not given.
    #[oai(skip_serializing_if_is_none)]
    current_value: Option<f64>,
}

/// A goal to be drawn up.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewGoal {
    /// The caller, if not given; or somebody whom the caller manages today.
    #[oai(skip_serializing_if_is_none)]
    owner_id: Option<Uuid>,
    /// A goal that the caller sees.
    #[oai(skip_serializing_if_is_none)]
    parent_id: Option<Uuid>,
    /// An open review cycle that the caller sees.
    #[oai(skip_serializing_if_is_none)]
    review_cycle_id: Option<Uuid>,
    #[oai(skip_serializing_if_is_none)]
    kind: Option<GoalKind>,
    #[oai(skip_serializing_if_is_none)]
    visibility: Option<GoalVisibility>,
    /// One line.
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 4000))]
    description: Option<Text>,
    /// Among its owner's goals.
    #[oai(skip_serializing_if_is_none, validator(minimum(value = "1"), maximum(value = "100")))]
    weight: Option<u8>,
    #[oai(skip_serializing_if_is_none)]
    due: Option<NaiveDate>,
    /// In the order in which they are shown.
    #[oai(default, validator(max_items = 20))]
    key_results: Vec<NewKeyResult>,
}

/// What is to be different; absent fields stay, null clears.
#[derive(Object, Default)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GoalPatch {
    /// A goal that the caller sees, and not one below this.
    #[oai(nullable)]
    parent_id: MaybeUndefined<Uuid>,
    /// Of a draft: an open review cycle that the caller sees.
    #[oai(nullable)]
    review_cycle_id: MaybeUndefined<Uuid>,
    kind: MaybeUndefined<GoalKind>,
    visibility: MaybeUndefined<GoalVisibility>,
    /// One line.
    #[oai(validator(min_length = 1, max_length = 200))]
    title: MaybeUndefined<Text>,
    #[oai(nullable, validator(min_length = 1, max_length = 4000))]
    description: MaybeUndefined<Text>,
    /// Of a draft; later it takes the consent of both parties.
    #[oai(nullable, validator(minimum(value = "1"), maximum(value = "100")))]
    weight: MaybeUndefined<u8>,
    #[oai(nullable)]
    due: MaybeUndefined<NaiveDate>,
    /// Of a draft, as a whole.
    #[oai(validator(max_items = 20))]
    key_results: MaybeUndefined<Vec<NewKeyResult>>,
}

/// What became of it.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GoalConclusion {
    outcome: GoalOutcome,
}

/// Where a key result stands.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct KeyResultProgress {
    /// Up to eleven digits before the point and four after it.
    current_value: f64,
}

/// What was said about a goal on the way.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct GoalUpdate {
    id: Uuid,
    /// The employee who wrote it.
    author_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    author_name: Option<String>,
    state: Option<GoalStanding>,
    note: String,
    created_at: DateTime<Utc>,
}

/// Something to say about a goal.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewGoalUpdate {
    #[oai(skip_serializing_if_is_none)]
    state: Option<GoalStanding>,
    #[oai(validator(min_length = 1, max_length = 4000))]
    note: Text,
}

/// A change that one party asks for: a key result and its target, or a weight, or an outcome.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewGoalChange {
    aim: GoalChangeAim,
    /// Of this goal.
    #[oai(skip_serializing_if_is_none)]
    key_result_id: Option<Uuid>,
    /// Up to eleven digits before the point and four after it.
    #[oai(skip_serializing_if_is_none)]
    target_value: Option<f64>,
    /// Among its owner's goals.
    #[oai(skip_serializing_if_is_none, validator(minimum(value = "1"), maximum(value = "100")))]
    weight: Option<u8>,
    #[oai(skip_serializing_if_is_none)]
    outcome: Option<GoalOutcome>,
    /// For the other party.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 2000))]
    note: Option<Text>,
}

/// A change that was asked for, and what came of it.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct GoalChange {
    id: Uuid,
    /// The employee who asked for it.
    author_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    author_name: Option<String>,
    party: GoalParty,
    aim: GoalChangeAim,
    key_result_id: Option<Uuid>,
    target_value: Option<f64>,
    weight: Option<u8>,
    outcome: Option<GoalOutcome>,
    note: Option<String>,
    created_at: DateTime<Utc>,
    answer: Option<GoalChangeAnswer>,
    /// The employee who answered.
    answered_by: Option<Uuid>,
    /// Absent where the caller no longer reads the employee.
    answered_name: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    /// What was said with it.
    answer_note: Option<String>,
}

/// Why not.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GoalChangeRefusal {
    /// For whoever asked.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 2000))]
    note: Option<Text>,
}

page! {
    /// One page of goals.
    GoalPage of GoalSummary
}

page! {
    /// One page of what was said about a goal.
    GoalUpdatePage of GoalUpdate
}

page! {
    /// One page of changes that were asked for.
    GoalChangePage of GoalChange
}

impl Example for GoalSummary {
    fn example() -> Self {
        Self {
            id: example::id(95),
            owner_id: example::id(10),
            owner_name: Some("Zofia Vogel".to_owned()),
            parent_id: Some(example::id(96)),
            review_cycle_id: Some(example::id(80)),
            kind: GoalKind::Objective,
            visibility: GoalVisibility::Team,
            state: GoalState::OnTrack,
            title: "Answer every customer within a day".to_owned(),
            description: Some("Counted from the first message.".to_owned()),
            weight: Some(40),
            due: Some(NaiveDate::default()),
        }
    }
}

impl Example for KeyResult {
    fn example() -> Self {
        Self {
            id: example::id(97),
            title: "First answers within a day".to_owned(),
            unit: Some("%".to_owned()),
            start_value: 61.0,
            target_value: 95.0,
            current_value: 72.5,
        }
    }
}

impl Example for Goal {
    fn example() -> Self {
        Self { summary: GoalSummary::example(), key_results: vec![KeyResult::example()] }
    }
}

impl Example for NewKeyResult {
    fn example() -> Self {
        Self {
            title: Text("First answers within a day".to_owned()),
            unit: Some(Text("%".to_owned())),
            start_value: 61.0,
            target_value: 95.0,
            current_value: None,
        }
    }
}

impl Example for NewGoal {
    fn example() -> Self {
        Self {
            owner_id: None,
            parent_id: None,
            review_cycle_id: None,
            kind: Some(GoalKind::Objective),
            visibility: Some(GoalVisibility::Team),
            title: Text("Answer every customer within a day".to_owned()),
            description: Some(Text("Counted from the first message.".to_owned())),
            weight: Some(40),
            due: Some(NaiveDate::default()),
            key_results: vec![NewKeyResult::example()],
        }
    }
}

impl Example for GoalPatch {
    fn example() -> Self {
        Self { title: MaybeUndefined::Value(Text("Answer every customer the same day".to_owned())), due: MaybeUndefined::Null, ..Self::default() }
    }
}

impl Example for GoalConclusion {
    fn example() -> Self {
        Self { outcome: GoalOutcome::Achieved }
    }
}

impl Example for KeyResultProgress {
    fn example() -> Self {
        Self { current_value: 72.5 }
    }
}

impl Example for GoalUpdate {
    fn example() -> Self {
        Self {
            id: example::id(98),
            author_id: example::id(10),
            author_name: Some("Zofia Vogel".to_owned()),
            state: Some(GoalStanding::AtRisk),
            note: "Two of us were ill.".to_owned(),
            created_at: DateTime::default(),
        }
    }
}

impl Example for NewGoalUpdate {
    fn example() -> Self {
        Self { state: Some(GoalStanding::AtRisk), note: Text("Two of us were ill.".to_owned()) }
    }
}

impl Example for NewGoalChange {
    fn example() -> Self {
        Self {
            aim: GoalChangeAim::Target,
            key_result_id: Some(example::id(97)),
            target_value: Some(90.0),
            weight: None,
            outcome: None,
            note: Some(Text("We are one fewer since May.".to_owned())),
        }
    }
}

impl Example for GoalChange {
    fn example() -> Self {
        Self {
            id: example::id(99),
            author_id: example::id(10),
            author_name: Some("Zofia Vogel".to_owned()),
            party: GoalParty::Owner,
            aim: GoalChangeAim::Target,
            key_result_id: Some(example::id(97)),
            target_value: Some(90.0),
            weight: None,
            outcome: None,
            note: Some("We are one fewer since May.".to_owned()),
            created_at: DateTime::default(),
            answer: Some(GoalChangeAnswer::Accepted),
            answered_by: Some(example::id(15)),
            answered_name: Some("Marc Lange".to_owned()),
            answered_at: Some(DateTime::default()),
            answer_note: None,
        }
    }
}

impl Example for GoalChangeRefusal {
    fn example() -> Self {
        Self { note: Some(Text("Let us talk about it first.".to_owned())) }
    }
}

#[OpenApi(tag = "crate::Group::Goals")]
impl Goals {
    /// List goals
    ///
    /// Oldest first: one's own, and those of the people one manages today; of what is no draft those of one's team and those that are
    /// everybody's, as their owners say; with `goals.manage` all but drafts and private ones.
    #[oai(path = "/goals", method = "get", operation_id = "list_goals")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list_goals(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this employee.
        owner_id: Query<Option<Uuid>>,
        /// Only those of this review cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those right below this goal.
        parent_id: Query<Option<Uuid>>,
        /// Only those in this state.
        state: Query<Option<GoalState>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<GoalPage>, Refusal> {
        let context = &caller.0.context;
        let state = state.0.map(|state| spelled(&state));
        let wanted = Wanted { owner: owner_id.0, cycle: review_cycle_id.0, parent: parent_id.0, state };
        let window = Window::open(&app, context, "goals", cursor.0.as_deref(), limit.0)?;
        let rows = goals::list(&app.store.requests, context, &wanted, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(summary).collect::<Result<_, Error>>()?;
        Ok(Json(GoalPage { items, next_cursor }))
    }

    /// Draw up a goal
    ///
    /// One's own, or that of somebody whom one manages today: a draft, which only the two see.
    #[oai(path = "/goals", method = "post", operation_id = "create_goal")]
    async fn create_goal(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one goal.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewGoal>,
    ) -> Result<Created<Goal>, Refusal> {
        let id = goals::open(&app.store.requests, &caller.0.context, &fields(body.0)?, repeat(&key)?.as_ref()).await?;
        let (goal, tag) = one(&app, &caller, id).await?;
        Ok(Created::Made(Json(goal), tag, format!("/goals/{id}")))
    }

    /// Read a goal
    ///
    /// With its key results; who sees which is said at the list.
    #[oai(path = "/goals/:goal_id", method = "get", operation_id = "read_goal")]
    async fn read_goal(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<Goal>, Refusal> {
        let row = goals::read(&app.store.requests, &caller.0.context, goal_id.0).await?;
        let version = Version([row.row_version]);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(shown(row)?), version.tag()))
    }

    /// Edit a goal
    ///
    /// Its owner, whoever manages them today, and with `goals.manage` anybody's but drafts and private ones. Of a draft everything, its key
    /// results as a whole; of a goal under way title, description, due and the goal above. Who sees it is its owner's to say. Needs
    /// `If-Match`.
    #[oai(path = "/goals/:goal_id", method = "patch", operation_id = "update_goal")]
    async fn update_goal(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<GoalPatch>,
    ) -> Result<Edited<Goal>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        goals::edit(&app.store.requests, &caller.0.context, goal_id.0, version, &changes(body.0)?).await?;
        edited(&app, &caller, goal_id.0).await
    }

    /// Remove a goal
    ///
    /// A draft, by its owner; what has been activated is dropped. One that other goals lie below stays. Needs `If-Match`.
    #[oai(path = "/goals/:goal_id", method = "delete", operation_id = "delete_goal")]
    async fn delete_goal(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        goals::remove(&app.store.requests, &caller.0.context, goal_id.0, version).await?;
        Ok(Done::Done)
    }

    /// Activate a goal
    ///
    /// Its owner, or whoever manages them today. From then on it is seen as its visibility says, and its targets and weight change only when
    /// both agree. Needs `If-Match`.
    #[oai(path = "/goals/:goal_id/activate", method = "post", operation_id = "activate_goal")]
    async fn activate_goal(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<Goal>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        goals::activate(&app.store.requests, &caller.0.context, goal_id.0, version).await?;
        edited(&app, &caller, goal_id.0).await
    }

    /// Conclude a goal
    ///
    /// Its owner says what became of it. In an active review cycle that takes the manager's consent: ask for it as a change. Needs
    /// `If-Match`.
    #[oai(path = "/goals/:goal_id/conclude", method = "post", operation_id = "conclude_goal")]
    async fn conclude_goal(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<GoalConclusion>,
    ) -> Result<Edited<Goal>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        goals::conclude(&app.store.requests, &caller.0.context, goal_id.0, version, &spelled(&body.0.outcome)).await?;
        edited(&app, &caller, goal_id.0).await
    }

    /// Record where a key result stands
    ///
    /// Of a goal under way, by its owner or whoever manages them today. Needs the goal's ETag as `If-Match`.
    #[oai(path = "/goals/:goal_id/key_results/:key_result_id", method = "put", operation_id = "record_key_result")]
    async fn record_key_result(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        key_result_id: Path<Uuid>,
        /// The ETag of the goal.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<KeyResultProgress>,
    ) -> Result<Edited<Goal>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let (requests, context) = (&app.store.requests, &caller.0.context);
        goals::record(requests, context, goal_id.0, key_result_id.0, version, body.0.current_value).await?;
        edited(&app, &caller, goal_id.0).await
    }

    /// List what was said about a goal
    ///
    /// Oldest first. Its owner and whoever manages them today see all of it; whoever wrote something keeps seeing that; admins see it of goals
    /// that are everybody's, and with `goals.manage` one sees it of all but private ones.
    #[oai(path = "/goals/:goal_id/updates", method = "get", operation_id = "list_goal_updates")]
    async fn list_goal_updates(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<GoalUpdatePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "goal updates", cursor.0.as_deref(), limit.0)?;
        let rows = goals::updates(&app.store.requests, context, goal_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(update).collect::<Result<_, Error>>()?;
        Ok(Json(GoalUpdatePage { items, next_cursor }))
    }

    /// Say something about a goal
    ///
    /// While it is under way: its owner, and whoever manages them today. The owner may say with it that it is on track or at risk. What was
    /// said stays. The ETag is the goal's.
    #[oai(path = "/goals/:goal_id/updates", method = "post", operation_id = "add_goal_update")]
    async fn add_goal_update(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// Repeats of the same request under one key say it once.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewGoalUpdate>,
    ) -> Result<Created<GoalUpdate>, Refusal> {
        let (requests, context) = (&app.store.requests, &caller.0.context);
        let state = body.0.state.map(|state| spelled(&state));
        let id = goals::comment(requests, context, goal_id.0, &body.0.note.0, state.as_deref(), repeat(&key)?.as_ref()).await?;
        let said = update(goals::update(requests, context, goal_id.0, id).await?)?;
        let (_, tag) = one(&app, &caller, goal_id.0).await?;
        Ok(Created::Made(Json(said), tag, format!("/goals/{}/updates", goal_id.0)))
    }

    /// List the changes of a goal that were asked for
    ///
    /// Oldest first, each with its answer: its owner and whoever manages them today see them, and with `goals.manage` one sees those of all but
    /// private goals.
    #[oai(path = "/goals/:goal_id/changes", method = "get", operation_id = "list_goal_changes")]
    async fn list_goal_changes(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<GoalChangePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "goal changes", cursor.0.as_deref(), limit.0)?;
        let rows = goals::changes(&app.store.requests, context, goal_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(change).collect::<Result<_, Error>>()?;
        Ok(Json(GoalChangePage { items, next_cursor }))
    }

    /// Ask for a change of a goal
    ///
    /// Of a goal under way, by its owner or whoever manages them today: another target, another weight, or, by the owner in an active review
    /// cycle, an outcome. It is done when the other of the two accepts it. The ETag is the goal's.
    #[oai(path = "/goals/:goal_id/changes", method = "post", operation_id = "ask_goal_change")]
    async fn ask_goal_change(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        /// Repeats of the same request under one key ask once.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewGoalChange>,
    ) -> Result<Created<GoalChange>, Refusal> {
        let id = goals::ask(&app.store.requests, &caller.0.context, goal_id.0, &wish(body.0), repeat(&key)?.as_ref()).await?;
        let asked = asked(&app, &caller, goal_id.0, id).await?;
        let (_, tag) = one(&app, &caller, goal_id.0).await?;
        Ok(Created::Made(asked, tag, format!("/goals/{}/changes", goal_id.0)))
    }

    /// Accept a change of a goal
    ///
    /// What the owner asked for by whoever manages them today, what a manager asked for by the owner. It is done at once.
    #[oai(path = "/goals/:goal_id/changes/:goal_change_id/accept", method = "post", operation_id = "accept_goal_change")]
    async fn accept_goal_change(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        goal_change_id: Path<Uuid>,
    ) -> Result<Json<GoalChange>, Refusal> {
        goals::answer(&app.store.requests, &caller.0.context, goal_id.0, goal_change_id.0, "accepted", None).await?;
        asked(&app, &caller, goal_id.0, goal_change_id.0).await
    }

    /// Refuse a change of a goal
    ///
    /// By whoever could accept it.
    #[oai(path = "/goals/:goal_id/changes/:goal_change_id/refuse", method = "post", operation_id = "refuse_goal_change")]
    async fn refuse_goal_change(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        goal_change_id: Path<Uuid>,
        body: Json<GoalChangeRefusal>,
    ) -> Result<Json<GoalChange>, Refusal> {
        let note = body.0.note.map(|note| note.0);
        goals::answer(&app.store.requests, &caller.0.context, goal_id.0, goal_change_id.0, "refused", note.as_deref()).await?;
        asked(&app, &caller, goal_id.0, goal_change_id.0).await
    }

    /// Withdraw a change of a goal
    ///
    /// By whoever asked for it, as long as nobody has answered.
    #[oai(path = "/goals/:goal_id/changes/:goal_change_id/withdraw", method = "post", operation_id = "withdraw_goal_change")]
    async fn withdraw_goal_change(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        goal_id: Path<Uuid>,
        goal_change_id: Path<Uuid>,
    ) -> Result<Json<GoalChange>, Refusal> {
        goals::answer(&app.store.requests, &caller.0.context, goal_id.0, goal_change_id.0, "withdrawn", None).await?;
        asked(&app, &caller, goal_id.0, goal_change_id.0).await
    }
}

async fn one(app: &App, caller: &AccessToken, id: Uuid) -> Result<(Goal, String), Refusal> {
    let row = goals::read(&app.store.requests, &caller.0.context, id).await?;
    let tag = Version([row.row_version]).tag();
    Ok((shown(row)?, tag))
}

async fn edited(app: &App, caller: &AccessToken, id: Uuid) -> Result<Edited<Goal>, Refusal> {
    let (goal, tag) = one(app, caller, id).await?;
    Ok(Edited::Edited(Json(goal), tag))
}

async fn asked(app: &App, caller: &AccessToken, goal: Uuid, id: Uuid) -> Result<Json<GoalChange>, Refusal> {
    Ok(Json(change(goals::change(&app.store.requests, &caller.0.context, goal, id).await?)?))
}

fn weight(weight: Option<i16>) -> Option<u8> {
    weight.and_then(|weight| u8::try_from(weight).ok())
}

fn summary(row: goals::Goal) -> Result<GoalSummary, Error> {
    Ok(GoalSummary {
        kind: answers::word(&row.kind)?,
        visibility: answers::word(&row.visibility)?,
        state: answers::word(&row.state)?,
        id: row.id,
        owner_id: row.owner_id,
        owner_name: row.owner_name,
        parent_id: row.parent_id,
        review_cycle_id: row.cycle_id,
        title: row.title,
        description: row.description,
        weight: weight(row.weight),
        due: row.due,
    })
}

fn shown(row: goals::ReadGoal) -> Result<Goal, Error> {
    let key_results = Vec::parse_from_json(Some(row.key_results)).map_err(|error| Error::new(Problem::Internal).internal(error.into_message()))?;
    let summary = summary(goals::Goal {
        id: row.id,
        owner_id: row.owner_id,
        owner_name: row.owner_name,
        parent_id: row.parent_id,
        cycle_id: row.cycle_id,
        kind: row.kind,
        visibility: row.visibility,
        state: row.state,
        title: row.title,
        description: row.description,
        weight: row.weight,
        due: row.due,
        row_version: row.row_version,
    })?;
    Ok(Goal { summary, key_results })
}

fn update(row: goals::GoalUpdate) -> Result<GoalUpdate, Error> {
    Ok(GoalUpdate {
        state: row.state.as_deref().map(answers::word).transpose()?,
        id: row.id,
        author_id: row.author_id,
        author_name: row.author_name,
        note: row.note,
        created_at: row.created_at.into(),
    })
}

fn change(row: goals::GoalChange) -> Result<GoalChange, Error> {
    Ok(GoalChange {
        party: answers::word(&row.party)?,
        aim: answers::word(&row.aim)?,
        outcome: row.outcome.as_deref().map(answers::word).transpose()?,
        answer: row.answer.as_deref().map(answers::word).transpose()?,
        id: row.id,
        author_id: row.author_id,
        author_name: row.author_name,
        key_result_id: row.key_result_id,
        target_value: row.target_value,
        weight: weight(row.weight),
        note: row.note,
        created_at: row.created_at.into(),
        answered_by: row.answered_by,
        answered_name: row.answered_name,
        answered_at: row.answered_at.map(Into::into),
        answer_note: row.answer_note,
    })
}

/// What is said, as the database takes it: absent fields are not in it.
fn said<const N: usize>(fields: [(&'static str, Option<Value>); N]) -> Value {
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn json<T: ToJSON>(value: Option<T>) -> Option<Value> {
    value.and_then(|value| value.to_json())
}

/// A day in text, as it stands in JSON, is read as another by PostgreSQL where the year is longer or before the first.
fn four_digits(day: Option<&NaiveDate>) -> Result<(), Error> {
    if day.is_none_or(|day| (1..=9999).contains(&day.year())) {
        Ok(())
    } else {
        Err(Error::new(Problem::InvalidValue).detail("A year has four digits."))
    }
}

fn measured(key_results: Vec<NewKeyResult>) -> Value {
    let one = |new: NewKeyResult| {
        said([
            ("title", new.title.to_json()),
            ("unit", json(new.unit)),
            ("start_value", new.start_value.to_json()),
            ("target_value", new.target_value.to_json()),
            ("current_value", json(new.current_value)),
        ])
    };
    key_results.into_iter().map(one).collect()
}

fn fields(new: NewGoal) -> Result<Value, Error> {
    four_digits(new.due.as_ref())?;
    Ok(said([
        ("owner_id", json(new.owner_id)),
        ("parent_id", json(new.parent_id)),
        ("cycle_id", json(new.review_cycle_id)),
        ("kind", json(new.kind)),
        ("visibility", json(new.visibility)),
        ("title", new.title.to_json()),
        ("description", json(new.description)),
        ("weight", json(new.weight)),
        ("due", json(new.due)),
        ("key_results", Some(measured(new.key_results))),
    ]))
}

fn changes(patch: GoalPatch) -> Result<Value, Error> {
    four_digits(patch.due.value())?;
    Ok(said([
        ("parent_id", patch.parent_id.to_json()),
        ("cycle_id", patch.review_cycle_id.to_json()),
        kept("kind", patch.kind)?,
        kept("visibility", patch.visibility)?,
        kept("title", patch.title)?,
        ("description", patch.description.to_json()),
        ("weight", patch.weight.to_json()),
        ("due", patch.due.to_json()),
        ("key_results", text::uncleared("key_results", patch.key_results)?.map(measured)),
    ]))
}

/// A field that is set and not cleared.
fn kept<T: ToJSON>(name: &'static str, field: MaybeUndefined<T>) -> Result<(&'static str, Option<Value>), Error> {
    Ok((name, json(text::uncleared(name, field)?)))
}

fn wish(new: NewGoalChange) -> Value {
    said([
        ("aim", new.aim.to_json()),
        ("key_result_id", json(new.key_result_id)),
        ("target_value", json(new.target_value)),
        ("weight", json(new.weight)),
        ("outcome", json(new.outcome)),
        ("note", json(new.note)),
    ])
}
