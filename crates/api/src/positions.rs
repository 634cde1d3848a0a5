use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::positions::{self, New, Patch, Position as Row};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Done, Edited, Found},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text::Text,
};

pub(crate) struct Positions;

/// A job title.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Position {
    id: Uuid,
    /// Unique in the organisation.
    title: String,
}

/// A position to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewPosition {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
}

/// A JSON merge patch (RFC 7396).
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct PositionPatch {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
}

impl Example for Position {
    fn example() -> Self {
        Self { id: example::id(3), title: "People partner".to_owned() }
    }
}

impl Example for NewPosition {
    fn example() -> Self {
        Self { title: Text("People partner".to_owned()) }
    }
}

impl Example for PositionPatch {
    fn example() -> Self {
        Self { title: Text("Senior people partner".to_owned()) }
    }
}

page! {
    /// One page of positions.
    PositionPage of Position
}

#[OpenApi(tag = "crate::Group::Positions")]
impl Positions {
    /// List positions
    ///
    /// In order of title. Every member sees them.
    #[oai(path = "/positions", method = "get", operation_id = "list_positions")]
    async fn list_positions(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<PositionPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "positions", cursor.0.as_deref(), limit.0)?;
        let rows = positions::list(&app.store.requests, context, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.title, row.id))?;
        Ok(Json(PositionPage { items: rows.into_iter().map(shown).collect(), next_cursor }))
    }

    /// Add a position
    ///
    /// `people.write` adds one.
    #[oai(path = "/positions", method = "post", operation_id = "create_position")]
    async fn create_position(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one position.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewPosition>,
    ) -> Result<Created<Position>, Refusal> {
        let new = New { title: body.0.title.0 };
        let id = positions::add(&app.store.requests, &caller.0.context, &new, repeat(&key)?.as_ref()).await?;
        let row = positions::read(&app.store.requests, &caller.0.context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)), tag, format!("/positions/{id}")))
    }

    /// Read a position
    ///
    /// Every member may.
    #[oai(path = "/positions/:position_id", method = "get", operation_id = "read_position")]
    async fn read_position(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        position_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<Position>, Refusal> {
        let row = positions::read(&app.store.requests, &caller.0.context, position_id.0).await?;
        let version = Version([row.row_version]);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(shown(row)), version.tag()))
    }

    /// Edit a position
    ///
    /// `people.write` edits it. Needs `If-Match`; whoever changed it first wins.
    #[oai(path = "/positions/:position_id", method = "patch", operation_id = "update_position")]
    async fn update_position(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        position_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<PositionPatch>,
    ) -> Result<Edited<Position>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let patch = Patch { title: body.0.title.0 };
        positions::edit(&app.store.requests, &caller.0.context, position_id.0, version, &patch).await?;
        let row = positions::read(&app.store.requests, &caller.0.context, position_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(shown(row)), tag))
    }

    /// Remove a position
    ///
    /// `people.write` removes it, if nothing refers to it any more. Needs `If-Match`.
    #[oai(path = "/positions/:position_id", method = "delete", operation_id = "delete_position")]
    async fn delete_position(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        position_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        positions::remove(&app.store.requests, &caller.0.context, position_id.0, version).await?;
        Ok(Done::Done)
    }
}

fn shown(row: Row) -> Position {
    Position { id: row.id, title: row.title }
}
