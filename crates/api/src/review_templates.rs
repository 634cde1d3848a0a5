use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined, ToJSON},
};
use serde_json::{Value, json};
use store::datastore::review_setup::{Setup, Step, Which};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Done, Edited, Found},
    bearer::AccessToken,
    example,
    page::{default_limit, page},
    problem::Refusal,
    repeat::IdempotencyKey,
    review_setup::{self, ReviewSetupState, changes, optional},
    text::{self, Text},
};

pub(crate) struct ReviewTemplates;

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum QuestionAudience {
    /// The person under review.
    #[oai(rename = "self")]
    Oneself,
    /// Their reviewer.
    Manager,
    /// Colleagues who were nominated.
    Peer,
    /// Those who report to them.
    Upward,
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum QuestionKind {
    /// A level of the cycle's scale.
    Rating,
    Text,
}

/// One question.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewQuestion {
    id: Uuid,
    audience: QuestionAudience,
    kind: QuestionKind,
    prompt: String,
    /// What to think of when answering.
    help: Option<String>,
    /// Whether a review can only be submitted with an answer.
    required: bool,
    /// Of a rating, 1-100: how much it counts beside the other ratings of the same audience.
    weight: Option<u8>,
    /// Whether the person under review reads the answer once it is released.
    shared_with_subject: bool,
    /// Whether hr alone reads the answer.
    hr_only: bool,
}

/// A question to be; it is asked in the place it has in the list.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewReviewQuestion {
    audience: QuestionAudience,
    kind: QuestionKind,
    #[oai(validator(min_length = 1, max_length = 2000))]
    prompt: Text,
    /// What to think of when answering.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 2000))]
    help: Option<Text>,
    /// Whether a review can only be submitted with an answer.
    required: bool,
    /// Of a rating alone: how much it counts beside the other ratings of the same audience.
    #[oai(skip_serializing_if_is_none, validator(minimum(value = "1"), maximum(value = "100")))]
    weight: Option<u8>,
    /// Whether the person under review reads the answer once it is released; not with `hr_only`.
    shared_with_subject: bool,
    /// Whether hr alone reads the answer.
    hr_only: bool,
}

/// A review template without its questions.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewTemplateSummary {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    description: Option<String>,
    state: ReviewSetupState,
}

/// What a review asks, by who answers.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReviewTemplate {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    description: Option<String>,
    state: ReviewSetupState,
    /// In the order in which they are asked, at most 200.
    questions: Vec<ReviewQuestion>,
}

/// A review template to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewReviewTemplate {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 2000))]
    description: Option<Text>,
    /// In the order in which they are asked, at most 200.
    #[oai(default, validator(max_items = 200))]
    questions: Vec<NewReviewQuestion>,
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct ReviewTemplatePatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    #[oai(nullable, validator(min_length = 1, max_length = 2000))]
    description: MaybeUndefined<Text>,
    /// Replaces all there were.
    #[oai(validator(max_items = 200))]
    questions: MaybeUndefined<Vec<NewReviewQuestion>>,
}

page! {
    /// One page of review templates.
    ReviewTemplatePage of ReviewTemplateSummary
}

impl Example for ReviewQuestion {
    fn example() -> Self {
        Self {
            id: example::id(71),
            audience: QuestionAudience::Peer,
            kind: QuestionKind::Text,
            prompt: "What should they go on doing?".to_owned(),
            help: None,
            required: true,
            weight: None,
            shared_with_subject: true,
            hr_only: false,
        }
    }
}

impl Example for NewReviewQuestion {
    fn example() -> Self {
        Self {
            audience: QuestionAudience::Peer,
            kind: QuestionKind::Text,
            prompt: Text("What should they go on doing?".to_owned()),
            help: None,
            required: true,
            weight: None,
            shared_with_subject: true,
            hr_only: false,
        }
    }
}

impl Example for ReviewTemplateSummary {
    fn example() -> Self {
        Self { id: example::id(70), name: "Mid-year".to_owned(), description: None, state: ReviewSetupState::Published }
    }
}

impl Example for ReviewTemplate {
    fn example() -> Self {
        let questions = vec![ReviewQuestion::example()];
        Self { id: example::id(70), name: "Mid-year".to_owned(), description: None, state: ReviewSetupState::Published, questions }
    }
}

impl Example for NewReviewTemplate {
    fn example() -> Self {
        Self { name: Text("Mid-year".to_owned()), description: None, questions: vec![NewReviewQuestion::example()] }
    }
}

impl Example for ReviewTemplatePatch {
    fn example() -> Self {
        let questions = MaybeUndefined::Value(vec![NewReviewQuestion::example()]);
        Self { name: MaybeUndefined::Undefined, description: MaybeUndefined::Null, questions }
    }
}

#[OpenApi(tag = "crate::Group::ReviewTemplates")]
impl ReviewTemplates {
    /// List review templates
    ///
    /// In order of name, without their questions. Every member sees published and archived ones; drafts are for admins and whoever holds
    /// `performance.cycles.manage`.
    #[oai(path = "/review_templates", method = "get", operation_id = "list_review_templates")]
    async fn list_review_templates(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those in this state.
        state: Query<Option<ReviewSetupState>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ReviewTemplatePage>, Refusal> {
        let (rows, next_cursor) = review_setup::page(&app, &caller, Which::Template, state.0, cursor.0.as_deref(), limit.0).await?;
        let items = rows.into_iter().map(summary).collect::<Result<_, Error>>()?;
        Ok(Json(ReviewTemplatePage { items, next_cursor }))
    }

    /// Draw up a review template
    ///
    /// With `performance.cycles.manage`: a draft, which nobody is reviewed by yet.
    #[oai(path = "/review_templates", method = "post", operation_id = "create_review_template")]
    async fn create_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one template.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewReviewTemplate>,
    ) -> Result<Created<ReviewTemplate>, Refusal> {
        let description = body.0.description.map(|text| Some(text.0));
        let said = changes(Some(body.0.name.0), description, Some(("questions", given(body.0.questions))));
        review_setup::open(&app, &caller, &key, &said).await
    }

    /// Read a review template
    ///
    /// With its questions. Every member reads published and archived ones.
    #[oai(path = "/review_templates/:review_template_id", method = "get", operation_id = "read_review_template")]
    async fn read_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_template_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<ReviewTemplate>, Refusal> {
        review_setup::found(&app, &caller, review_template_id.0, if_none_match.0.as_deref()).await
    }

    /// Edit a review template
    ///
    /// A draft, with `performance.cycles.manage`. Questions that are given replace all there were. Needs `If-Match`.
    #[oai(path = "/review_templates/:review_template_id", method = "patch", operation_id = "update_review_template")]
    async fn update_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_template_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ReviewTemplatePatch>,
    ) -> Result<Edited<ReviewTemplate>, Refusal> {
        let parts = text::uncleared("questions", body.0.questions)?.map(|parts| ("questions", given(parts)));
        let said = changes(text::kept("name", body.0.name)?, text::given_text(body.0.description), parts);
        review_setup::edit(&app, &caller, review_template_id.0, if_match.0.as_deref(), &said).await
    }

    /// Remove a review template
    ///
    /// A draft, with `performance.cycles.manage`; what has been published is archived. Needs `If-Match`.
    #[oai(path = "/review_templates/:review_template_id", method = "delete", operation_id = "delete_review_template")]
    async fn delete_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_template_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        review_setup::remove(&app, &caller, Which::Template, review_template_id.0, if_match.0.as_deref()).await
    }

    /// Publish a review template
    ///
    /// With `performance.cycles.manage`, from a draft or the archive. From then on every member reads it, and what it says does not
    /// change. A template needs a question. Needs `If-Match`.
    #[oai(path = "/review_templates/:review_template_id/publish", method = "post", operation_id = "publish_review_template")]
    async fn publish_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_template_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<ReviewTemplate>, Refusal> {
        review_setup::step(&app, &caller, review_template_id.0, if_match.0.as_deref(), Step::Publish).await
    }

    /// Withdraw a review template
    ///
    /// With `performance.cycles.manage`: a draft again, to be changed. Needs `If-Match`.
    #[oai(path = "/review_templates/:review_template_id/withdraw", method = "post", operation_id = "withdraw_review_template")]
    async fn withdraw_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_template_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<ReviewTemplate>, Refusal> {
        review_setup::step(&app, &caller, review_template_id.0, if_match.0.as_deref(), Step::Withdraw).await
    }

    /// Archive a review template
    ///
    /// With `performance.cycles.manage`: still read by everybody, but no new cycle uses it. Needs `If-Match`.
    #[oai(path = "/review_templates/:review_template_id/archive", method = "post", operation_id = "archive_review_template")]
    async fn archive_review_template(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_template_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<ReviewTemplate>, Refusal> {
        review_setup::step(&app, &caller, review_template_id.0, if_match.0.as_deref(), Step::Archive).await
    }
}

impl review_setup::Shown for ReviewTemplate {
    const WHICH: Which = Which::Template;
    const PATH: &'static str = "/review_templates";

    fn shown(row: Setup) -> Result<Self, Error> {
        let questions = poem_openapi::types::ParseFromJSON::parse_from_json(Some(row.parts.clone()))
            .map_err(|error| Error::new(Problem::Internal).internal(error.into_message()))?;
        Ok(Self { id: row.id, state: review_setup::state(&row)?, name: row.name, description: row.description, questions })
    }
}

fn summary(row: Setup) -> Result<ReviewTemplateSummary, Error> {
    Ok(ReviewTemplateSummary { id: row.id, state: review_setup::state(&row)?, name: row.name, description: row.description })
}

fn given(questions: Vec<NewReviewQuestion>) -> Value {
    let one = |question: NewReviewQuestion| {
        json!({
            "audience": question.audience.to_json(),
            "kind": question.kind.to_json(),
            "prompt": question.prompt.0,
            "help": optional(question.help),
            "required": question.required,
            "weight": question.weight,
            "shared_with_subject": question.shared_with_subject,
            "hr_only": question.hr_only,
        })
    };
    questions.into_iter().map(one).collect()
}
