use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
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

pub(crate) struct RatingScales;

/// A step of a scale.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct RatingLevel {
    id: Uuid,
    /// 1 is the lowest.
    rank: u8,
    /// Unique in the scale.
    label: String,
    description: Option<String>,
}

/// A step of a scale to be; its rank is its place in the list.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewRatingLevel {
    /// Unique in the scale.
    #[oai(validator(min_length = 1, max_length = 100))]
    label: Text,
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 2000))]
    description: Option<Text>,
}

/// A rating scale without its levels.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct RatingScaleSummary {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    description: Option<String>,
    state: ReviewSetupState,
}

/// What grades and ratings are chosen from.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct RatingScale {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    description: Option<String>,
    state: ReviewSetupState,
    /// From the lowest to the highest, at most 20.
    levels: Vec<RatingLevel>,
}

/// A rating scale to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewRatingScale {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 2000))]
    description: Option<Text>,
    /// From the lowest to the highest, at most 20.
    #[oai(default, validator(max_items = 20))]
    levels: Vec<NewRatingLevel>,
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct RatingScalePatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    #[oai(nullable, validator(min_length = 1, max_length = 2000))]
    description: MaybeUndefined<Text>,
    /// Replaces all there were.
    #[oai(validator(max_items = 20))]
    levels: MaybeUndefined<Vec<NewRatingLevel>>,
}

page! {
    /// One page of rating scales.
    RatingScalePage of RatingScaleSummary
}

impl Example for RatingLevel {
    fn example() -> Self {
        Self { id: example::id(61), rank: 1, label: "Growing into the role".to_owned(), description: None }
    }
}

impl Example for NewRatingLevel {
    fn example() -> Self {
        Self { label: Text("Growing into the role".to_owned()), description: None }
    }
}

impl Example for RatingScaleSummary {
    fn example() -> Self {
        Self { id: example::id(60), name: "Five steps".to_owned(), description: None, state: ReviewSetupState::Published }
    }
}

impl Example for RatingScale {
    fn example() -> Self {
        let levels =
            vec![RatingLevel::example(), RatingLevel { id: example::id(62), rank: 2, label: "Strong in the role".to_owned(), description: None }];
        Self { id: example::id(60), name: "Two steps".to_owned(), description: None, state: ReviewSetupState::Published, levels }
    }
}

impl Example for NewRatingScale {
    fn example() -> Self {
        let levels = vec![NewRatingLevel::example(), NewRatingLevel { label: Text("Strong in the role".to_owned()), description: None }];
        Self { name: Text("Two steps".to_owned()), description: None, levels }
    }
}

impl Example for RatingScalePatch {
    fn example() -> Self {
        Self { name: MaybeUndefined::Undefined, description: MaybeUndefined::Null, levels: MaybeUndefined::Value(NewRatingScale::example().levels) }
    }
}

#[OpenApi(tag = "crate::Group::RatingScales")]
impl RatingScales {
    /// List rating scales
    ///
    /// In order of name, without their levels. Every member sees published and archived ones; drafts are for admins and whoever holds
    /// `performance.cycles.manage`.
    #[oai(path = "/rating_scales", method = "get", operation_id = "list_rating_scales")]
    async fn list_rating_scales(
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
    ) -> Result<Json<RatingScalePage>, Refusal> {
        let (rows, next_cursor) = review_setup::page(&app, &caller, Which::Scale, state.0, cursor.0.as_deref(), limit.0).await?;
        let items = rows.into_iter().map(summary).collect::<Result<_, Error>>()?;
        Ok(Json(RatingScalePage { items, next_cursor }))
    }

    /// Draw up a rating scale
    ///
    /// With `performance.cycles.manage`: a draft, which nobody is reviewed by yet.
    #[oai(path = "/rating_scales", method = "post", operation_id = "create_rating_scale")]
    async fn create_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one scale.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewRatingScale>,
    ) -> Result<Created<RatingScale>, Refusal> {
        let description = body.0.description.map(|text| Some(text.0));
        let said = changes(Some(body.0.name.0), description, Some(("levels", given(body.0.levels))));
        review_setup::open(&app, &caller, &key, &said).await
    }

    /// Read a rating scale
    ///
    /// With its levels. Every member reads published and archived ones.
    #[oai(path = "/rating_scales/:rating_scale_id", method = "get", operation_id = "read_rating_scale")]
    async fn read_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        rating_scale_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<RatingScale>, Refusal> {
        review_setup::found(&app, &caller, rating_scale_id.0, if_none_match.0.as_deref()).await
    }

    /// Edit a rating scale
    ///
    /// A draft, with `performance.cycles.manage`. Levels that are given replace all there were. Needs `If-Match`.
    #[oai(path = "/rating_scales/:rating_scale_id", method = "patch", operation_id = "update_rating_scale")]
    async fn update_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        rating_scale_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<RatingScalePatch>,
    ) -> Result<Edited<RatingScale>, Refusal> {
        let parts = text::uncleared("levels", body.0.levels)?.map(|parts| ("levels", given(parts)));
        let said = changes(text::kept("name", body.0.name)?, text::given_text(body.0.description), parts);
        review_setup::edit(&app, &caller, rating_scale_id.0, if_match.0.as_deref(), &said).await
    }

    /// Remove a rating scale
    ///
    /// A draft, with `performance.cycles.manage`; what has been published is archived. Needs `If-Match`.
    #[oai(path = "/rating_scales/:rating_scale_id", method = "delete", operation_id = "delete_rating_scale")]
    async fn delete_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        rating_scale_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        review_setup::remove(&app, &caller, Which::Scale, rating_scale_id.0, if_match.0.as_deref()).await
    }

    /// Publish a rating scale
    ///
    /// With `performance.cycles.manage`, from a draft or the archive. From then on every member reads it, and what it says does not
    /// change. A scale needs two levels. Needs `If-Match`.
    #[oai(path = "/rating_scales/:rating_scale_id/publish", method = "post", operation_id = "publish_rating_scale")]
    async fn publish_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        rating_scale_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<RatingScale>, Refusal> {
        review_setup::step(&app, &caller, rating_scale_id.0, if_match.0.as_deref(), Step::Publish).await
    }

    /// Withdraw a rating scale
    ///
    /// With `performance.cycles.manage`: a draft again, to be changed. Needs `If-Match`.
    #[oai(path = "/rating_scales/:rating_scale_id/withdraw", method = "post", operation_id = "withdraw_rating_scale")]
    async fn withdraw_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        rating_scale_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<RatingScale>, Refusal> {
        review_setup::step(&app, &caller, rating_scale_id.0, if_match.0.as_deref(), Step::Withdraw).await
    }

    /// Archive a rating scale
    ///
    /// With `performance.cycles.manage`: still read by everybody, but no new cycle uses it. Needs `If-Match`.
    #[oai(path = "/rating_scales/:rating_scale_id/archive", method = "post", operation_id = "archive_rating_scale")]
    async fn archive_rating_scale(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        rating_scale_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<RatingScale>, Refusal> {
        review_setup::step(&app, &caller, rating_scale_id.0, if_match.0.as_deref(), Step::Archive).await
    }
}

impl review_setup::Shown for RatingScale {
    const WHICH: Which = Which::Scale;
    const PATH: &'static str = "/rating_scales";

    fn shown(row: Setup) -> Result<Self, Error> {
        let levels = poem_openapi::types::ParseFromJSON::parse_from_json(Some(row.parts.clone()))
            .map_err(|error| Error::new(Problem::Internal).internal(error.into_message()))?;
        Ok(Self { id: row.id, state: review_setup::state(&row)?, name: row.name, description: row.description, levels })
    }
}

fn summary(row: Setup) -> Result<RatingScaleSummary, Error> {
    Ok(RatingScaleSummary { id: row.id, state: review_setup::state(&row)?, name: row.name, description: row.description })
}

fn given(levels: Vec<NewRatingLevel>) -> Value {
    levels.into_iter().map(|level| json!({"label": level.label.0, "description": optional(level.description)})).collect()
}
