//! What HR sets up before a review cycle: rating scales with their levels, review templates with their questions.

use queries::queries::performance::setup as statements;
pub use queries::queries::performance::setup::Setup;
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use super::{After, refused, split};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What grades are chosen from; its parts are levels.
    Scale,
    /// What reviews ask; its parts are questions.
    Template,
}

/// A move of its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// From a draft or the archive: every member reads it, cycles may use it.
    Publish,
    /// Back to a draft.
    Withdraw,
    /// From published: no new cycle uses it.
    Archive,
}

/// One page, in order of name, without the parts.
///
/// # Errors
/// The caller has no live right.
pub async fn list(
    requests: &Pool,
    context: &Context,
    which: Which,
    state: Option<&str>,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Setup>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = match which {
        Which::Scale => statements::list_scales().bind(&single, &state, &name, &id, &limit).all().await,
        Which::Template => statements::list_templates().bind(&single, &state, &name, &id, &limit).all().await,
    };
    single.finish(rows).await
}

/// One with its parts, in their order.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, which: Which, id: Uuid) -> Result<Setup, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = match which {
        Which::Scale => statements::read_scale().bind(&single, &id).opt().await,
        Which::Template => statements::read_template().bind(&single, &id).opt().await,
    };
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Opens a draft; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::AlreadyExists`], [`Problem::InvalidValue`].
pub async fn open(requests: &Pool, context: &Context, which: Which, changes: &Value, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    let kept = match which {
        Which::Scale => statements::keep_scale().bind(&first.tx, &id, &None, changes).one().await,
        Which::Template => statements::keep_template().bind(&first.tx, &id, &None, changes).one().await,
    };
    first.tx.checked(kept)?;
    first.commit(id).await
}

/// Changes a draft whose version is still `version`, by a merge patch; its parts are replaced as a whole.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::AlreadyExists`],
/// [`Problem::InvalidValue`].
pub async fn edit(requests: &Pool, context: &Context, which: Which, id: Uuid, version: i64, changes: &Value) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let kept = match which {
        Which::Scale => statements::keep_scale().bind(&single, &id, &Some(version), changes).one().await,
        Which::Template => statements::keep_template().bind(&single, &id, &Some(version), changes).one().await,
    };
    let kept = single.finish(kept).await?;
    answered(requests, context, which, id, version, kept.is_some()).await
}

/// Removes a draft whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn remove(requests: &Pool, context: &Context, which: Which, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let removed = match which {
        Which::Scale => statements::remove_scale().bind(&single, &id, &version).one().await,
        Which::Template => statements::remove_template().bind(&single, &id, &version).one().await,
    };
    let removed = single.finish(removed).await?;
    answered(requests, context, which, id, version, removed.is_some()).await
}

/// Moves the state of one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`].
pub async fn step(requests: &Pool, context: &Context, which: Which, id: Uuid, version: i64, step: Step) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let moved = match (which, step) {
        (Which::Scale, Step::Publish) => statements::publish_scale().bind(&single, &id, &version).one().await,
        (Which::Scale, Step::Withdraw) => statements::withdraw_scale().bind(&single, &id, &version).one().await,
        (Which::Scale, Step::Archive) => statements::archive_scale().bind(&single, &id, &version).one().await,
        (Which::Template, Step::Publish) => statements::publish_template().bind(&single, &id, &version).one().await,
        (Which::Template, Step::Withdraw) => statements::withdraw_template().bind(&single, &id, &version).one().await,
        (Which::Template, Step::Archive) => statements::archive_template().bind(&single, &id, &version).one().await,
    };
    let moved = single.finish(moved).await?;
    answered(requests, context, which, id, version, moved.is_some()).await
}

/// A function that did nothing found another version; the row says which.
async fn answered(requests: &Pool, context: &Context, which: Which, id: Uuid, version: i64, done: bool) -> Result<(), Error> {
    if done { Ok(()) } else { Err(refused(read(requests, context, which, id).await?.row_version, version)) }
}
