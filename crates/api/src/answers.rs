//! The shapes in which operations answer when all went well.

use poem_openapi::{
    ApiResponse,
    payload::Json,
    types::{ParseFromJSON, ToJSON},
};
use serde_json::Value;
use types::{Error, Problem};

/// Made.
#[derive(ApiResponse)]
pub(crate) enum Created<T: ToJSON + Send + Sync> {
    /// Made. A repeat with the same `Idempotency-Key` answers the same way, with what was made the first time as it is now.
    #[oai(status = 201)]
    Made(
        Json<T>,
        /// Send as `If-Match` to edit.
        #[oai(header = "ETag")]
        String,
        /// Where it can be read.
        #[oai(header = "Location")]
        String,
    ),
}

/// Read, or not changed since.
#[derive(ApiResponse)]
pub(crate) enum Found<T: ToJSON + Send + Sync> {
    /// As the caller may see it, with its version.
    #[oai(status = 200)]
    Found(
        Json<T>,
        /// Send as `If-Match` to edit, as `If-None-Match` to ask again.
        #[oai(header = "ETag")]
        String,
    ),
    /// Unchanged since the version in `If-None-Match`.
    #[oai(status = 304)]
    Unchanged(#[oai(header = "ETag")] String),
}

/// Read, with the version that an edit needs.
#[derive(ApiResponse)]
pub(crate) enum Shown<T: ToJSON + Send + Sync> {
    /// As the caller may see it, with its version.
    #[oai(status = 200)]
    Shown(
        Json<T>,
        /// Send as `If-Match` to edit.
        #[oai(header = "ETag")]
        String,
    ),
}

/// Changed.
#[derive(ApiResponse)]
pub(crate) enum Edited<T: ToJSON + Send + Sync> {
    /// After the change, with its new version.
    #[oai(status = 200)]
    Edited(
        Json<T>,
        /// Send as `If-Match` with the next edit.
        #[oai(header = "ETag")]
        String,
    ),
}

/// Nothing to show for it.
#[derive(ApiResponse)]
pub(crate) enum Done {
    /// Done.
    #[oai(status = 204)]
    Done,
}

/// A word of the database as the enumeration of the contract. The column's check allows no other.
pub(crate) fn word<T: ParseFromJSON>(text: &str) -> Result<T, Error> {
    T::parse_from_json(Some(Value::String(text.to_owned())))
        .map_err(|_| Error::new(Problem::Internal).internal(format!("{text} is no {}", T::name())))
}

/// An enumeration of the contract as the database spells it.
pub(crate) fn spelled<T: ToJSON>(word: &T) -> String {
    match word.to_json() {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}
