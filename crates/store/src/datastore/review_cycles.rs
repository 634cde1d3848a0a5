//! Review cycles: drawn up, filled with participants, activated, cancelled.

use queries::queries::performance::cycles as statements;
pub use queries::queries::performance::cycles::{Cycle, ListParticipants};
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use super::{After, refused, split};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// One page, in order of name.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, state: Option<&str>, after: Option<&After>, limit: i64) -> Result<Vec<Cycle>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_cycles().bind(&single, &state, &name, &id, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Cycle, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_cycle().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Opens a draft; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::AlreadyExists`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn open(requests: &Pool, context: &Context, fields: &Value, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::open_cycle().bind(&first.tx, &id, fields).one().await)?;
    first.commit(id).await
}

/// Changes one whose version is still `version`, by a merge patch: a draft, or the days of an active one.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`],
/// [`Problem::AlreadyExists`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn edit(requests: &Pool, context: &Context, id: Uuid, version: i64, changes: &Value) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let kept = statements::keep_cycle().bind(&single, &id, &version, changes).one().await;
    let kept = single.finish(kept).await?;
    answered(requests, context, id, version, kept.is_some()).await
}

/// Removes a draft whose version is still `version`, with its participants.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn remove(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let removed = statements::remove_cycle().bind(&single, &id, &version).one().await;
    let removed = single.finish(removed).await?;
    answered(requests, context, id, version, removed.is_some()).await
}

/// Activates a draft whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`].
pub async fn activate(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let activated = statements::activate_cycle().bind(&single, &id, &version).one().await;
    let activated = single.finish(activated).await?;
    answered(requests, context, id, version, activated.is_some()).await
}

/// Closes a released cycle, if its version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn close(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let closed = statements::close_cycle().bind(&single, &id, &version).one().await;
    let closed = single.finish(closed).await?;
    answered(requests, context, id, version, closed.is_some()).await
}

/// Cancels one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn cancel(requests: &Pool, context: &Context, id: Uuid, version: i64, reason: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let cancelled = statements::cancel_cycle().bind(&single, &id, &version, &reason).one().await;
    let cancelled = single.finish(cancelled).await?;
    answered(requests, context, id, version, cancelled.is_some()).await
}

/// One page of who takes part, oldest first.
///
/// # Errors
/// [`Problem::NotFound`] if there is no such cycle.
pub async fn participants(requests: &Pool, context: &Context, cycle: Uuid, after: Option<Uuid>, limit: i64) -> Result<Vec<ListParticipants>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_participants().bind(&single, &cycle, &after, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        read(requests, context, cycle).await?;
    }
    Ok(rows)
}

/// Adds everybody active whom each given choice names; gives how many are new.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn add_participants(requests: &Pool, context: &Context, cycle: Uuid, who: &Value) -> Result<i64, Error> {
    let single = requests.single(context, Access::Write).await?;
    let added = statements::add_participants().bind(&single, &cycle, who).one().await;
    single.finish(added).await
}

/// Takes somebody out of a draft.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`].
pub async fn remove_participant(requests: &Pool, context: &Context, cycle: Uuid, id: Uuid) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let removed = statements::remove_participant().bind(&single, &cycle, &id).opt().await;
    // a participant of another cycle, or one whom the caller does not see, is none
    single.finish(removed).await?.map(drop).ok_or_else(|| Problem::NotFound.into())
}

/// Says who decides about somebody; nobody leaves it, in a draft, to whoever manages them when it is activated.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`], [`Problem::Incomplete`],
/// [`Problem::UnknownReference`].
pub async fn set_reviewer(requests: &Pool, context: &Context, cycle: Uuid, id: Uuid, reviewer: Option<Uuid>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let set = statements::set_reviewer().bind(&single, &reviewer, &cycle, &id).opt().await;
    single.finish(set).await?.map(drop).ok_or_else(|| Problem::NotFound.into())
}

/// A function that did nothing found another version; the row says which.
async fn answered(requests: &Pool, context: &Context, id: Uuid, version: i64, done: bool) -> Result<(), Error> {
    if done { Ok(()) } else { Err(refused(read(requests, context, id).await?.row_version, version)) }
}
