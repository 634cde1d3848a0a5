//! What rating scales and review templates have in common: both are drawn up, published, withdrawn and archived.

use poem_openapi::{Enum, payload::Json, types::ToJSON};
use serde_json::{Map, Value};
use store::datastore::review_setup::{self, Setup, Step, Which};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{self, Created, Done, Edited, Found, spelled},
    bearer::AccessToken,
    etag::{self, Version},
    page::Window,
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text::Text,
};

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ReviewSetupState {
    /// Being drawn up: for admins and whoever manages cycles.
    Draft,
    /// What it says does not change; every member reads it, and cycles may use it.
    Published,
    /// As published, but no new cycle uses it.
    Archived,
}

/// A row and what its parts are in the contract.
pub(crate) trait Shown: ToJSON + Send + Sync + Sized {
    const WHICH: Which;
    /// Its path, without the id.
    const PATH: &'static str;

    fn shown(row: Setup) -> Result<Self, Error>;
}

/// A merge patch as the database takes it: absent fields are not in it.
pub(crate) fn changes(name: Option<String>, description: Option<Option<String>>, parts: Option<(&str, Value)>) -> Value {
    let mut changes = Map::new();
    changes.extend(name.map(|name| ("name".to_owned(), Value::String(name))));
    changes.extend(description.map(|text| ("description".to_owned(), text.map_or(Value::Null, Value::String))));
    changes.extend(parts.map(|(field, parts)| (field.to_owned(), parts)));
    Value::Object(changes)
}

pub(crate) fn optional(text: Option<Text>) -> Value {
    text.map_or(Value::Null, |text| Value::String(text.0))
}

/// One page of rows, and the cursor of the next.
pub(crate) async fn page(
    app: &App,
    caller: &AccessToken,
    which: Which,
    state: Option<ReviewSetupState>,
    cursor: Option<&str>,
    limit: u32,
) -> Result<(Vec<Setup>, Option<String>), Refusal> {
    let context = &caller.0.context;
    let state = state.map(|state| spelled(&state));
    let list = match which {
        Which::Scale => "rating scales",
        Which::Template => "review templates",
    };
    let window = Window::open(app, context, list, cursor, limit)?;
    let rows = review_setup::list(&app.store.requests, context, which, state.as_deref(), window.after.as_ref(), window.limit()).await?;
    Ok(window.cut(rows, |row| (&row.name, row.id))?)
}

pub(crate) async fn open<T: Shown>(app: &App, caller: &AccessToken, key: &IdempotencyKey, changes: &Value) -> Result<Created<T>, Refusal> {
    let id = review_setup::open(&app.store.requests, &caller.0.context, T::WHICH, changes, repeat(key)?.as_ref()).await?;
    let (one, tag) = one::<T>(app, caller, id).await?;
    Ok(Created::Made(Json(one), tag, format!("{}/{id}", T::PATH)))
}

pub(crate) async fn found<T: Shown>(app: &App, caller: &AccessToken, id: Uuid, if_none_match: Option<&str>) -> Result<Found<T>, Refusal> {
    let row = review_setup::read(&app.store.requests, &caller.0.context, T::WHICH, id).await?;
    let version = Version([row.row_version]);
    if etag::unchanged(if_none_match, version) {
        return Ok(Found::Unchanged(version.tag()));
    }
    Ok(Found::Found(Json(T::shown(row)?), version.tag()))
}

pub(crate) async fn edit<T: Shown>(app: &App, caller: &AccessToken, id: Uuid, if_match: Option<&str>, changes: &Value) -> Result<Edited<T>, Refusal> {
    let version = etag::required_row(if_match)?;
    review_setup::edit(&app.store.requests, &caller.0.context, T::WHICH, id, version, changes).await?;
    let (one, tag) = one::<T>(app, caller, id).await?;
    Ok(Edited::Edited(Json(one), tag))
}

pub(crate) async fn remove(app: &App, caller: &AccessToken, which: Which, id: Uuid, if_match: Option<&str>) -> Result<Done, Refusal> {
    let version = etag::required_row(if_match)?;
    review_setup::remove(&app.store.requests, &caller.0.context, which, id, version).await?;
    Ok(Done::Done)
}

pub(crate) async fn step<T: Shown>(app: &App, caller: &AccessToken, id: Uuid, if_match: Option<&str>, step: Step) -> Result<Edited<T>, Refusal> {
    let version = etag::required_row(if_match)?;
    review_setup::step(&app.store.requests, &caller.0.context, T::WHICH, id, version, step).await?;
    let (one, tag) = one::<T>(app, caller, id).await?;
    Ok(Edited::Edited(Json(one), tag))
}

async fn one<T: Shown>(app: &App, caller: &AccessToken, id: Uuid) -> Result<(T, String), Refusal> {
    let row = review_setup::read(&app.store.requests, &caller.0.context, T::WHICH, id).await?;
    let tag = Version([row.row_version]).tag();
    Ok((T::shown(row)?, tag))
}

pub(crate) fn state(row: &Setup) -> Result<ReviewSetupState, Error> {
    answers::word(&row.state)
}
