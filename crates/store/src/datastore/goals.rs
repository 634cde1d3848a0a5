//! Goals and key results: drawn up, followed, changed by consent, concluded.

use queries::queries::performance::goals as statements;
pub use queries::queries::performance::goals::{Goal, GoalChange, GoalUpdate, ReadGoal};
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use super::refused;
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// Which goals.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Of this employee.
    pub owner: Option<Uuid>,
    /// Of this review cycle.
    pub cycle: Option<Uuid>,
    /// Right below this goal.
    pub parent: Option<Uuid>,
    /// In this state.
    pub state: Option<String>,
}

/// One page, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, wanted: &Wanted, after: Option<Uuid>, limit: i64) -> Result<Vec<Goal>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows =
        statements::list_goals().bind(&single, &wanted.owner, &wanted.cycle, &wanted.parent, &wanted.state.as_deref(), &after, &limit).all().await;
    single.finish(rows).await
}

/// One, with its key results.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<ReadGoal, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_goal().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Draws up a draft; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn open(requests: &Pool, context: &Context, fields: &Value, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::open_goal().bind(&first.tx, &id, fields).one().await)?;
    first.commit(id).await
}

/// Changes one whose version is still `version`, by a merge patch.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::GoalCircle`],
/// [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn edit(requests: &Pool, context: &Context, id: Uuid, version: i64, changes: &Value) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let kept = statements::keep_goal().bind(&single, &id, &version, changes).one().await;
    let kept = single.finish(kept).await?;
    answered(requests, context, id, version, kept.is_some()).await
}

/// Removes a draft whose version is still `version`, with its key results.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn remove(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let removed = statements::remove_goal().bind(&single, &id, &version).one().await;
    let removed = single.finish(removed).await?;
    answered(requests, context, id, version, removed.is_some()).await
}

/// Activates a draft whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn activate(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let activated = statements::activate_goal().bind(&single, &id, &version).one().await;
    let activated = single.finish(activated).await?;
    answered(requests, context, id, version, activated.is_some()).await
}

/// Says what became of one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn conclude(requests: &Pool, context: &Context, id: Uuid, version: i64, outcome: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let concluded = statements::conclude_goal().bind(&single, &id, &version, &outcome).one().await;
    let concluded = single.finish(concluded).await?;
    answered(requests, context, id, version, concluded.is_some()).await
}

/// Says where a key result stands, if the version of its goal is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn record(requests: &Pool, context: &Context, goal: Uuid, key_result: Uuid, version: i64, current: f64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let recorded = statements::record_key_result().bind(&single, &version, &current, &goal, &key_result).opt().await;
    // a key result of another goal, or of one that the caller does not see, is none
    let recorded = single.finish(recorded).await?.ok_or(Problem::NotFound)?;
    answered(requests, context, goal, version, recorded.is_some()).await
}

/// One page of what was said on the way, oldest first.
///
/// # Errors
/// [`Problem::NotFound`] if there is no such goal.
pub async fn updates(requests: &Pool, context: &Context, goal: Uuid, after: Option<Uuid>, limit: i64) -> Result<Vec<GoalUpdate>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_updates().bind(&single, &goal, &after, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        read(requests, context, goal).await?;
    }
    Ok(rows)
}

/// One of them.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn update(requests: &Pool, context: &Context, goal: Uuid, id: Uuid) -> Result<GoalUpdate, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_update().bind(&single, &goal, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Adds a note, and with it how the goal stands; a repeat under the same key adds nothing.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn comment(
    requests: &Pool,
    context: &Context,
    goal: Uuid,
    note: &str,
    state: Option<&str>,
    repeat: Option<&Repeat>,
) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::add_update().bind(&first.tx, &goal, &id, &note, &state).one().await)?;
    first.commit(id).await
}

/// One page of the changes that were asked for, oldest first, each with its answer.
///
/// # Errors
/// [`Problem::NotFound`] if there is no such goal.
pub async fn changes(requests: &Pool, context: &Context, goal: Uuid, after: Option<Uuid>, limit: i64) -> Result<Vec<GoalChange>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_changes().bind(&single, &goal, &after, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        read(requests, context, goal).await?;
    }
    Ok(rows)
}

/// One of them.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn change(requests: &Pool, context: &Context, goal: Uuid, id: Uuid) -> Result<GoalChange, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_change().bind(&single, &goal, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Asks for one; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn ask(requests: &Pool, context: &Context, goal: Uuid, wish: &Value, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::ask_change().bind(&first.tx, &goal, &id, wish).one().await)?;
    first.commit(id).await
}

/// Accepts, refuses or withdraws one.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn answer(requests: &Pool, context: &Context, goal: Uuid, id: Uuid, step: &str, note: Option<&str>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let made = statements::answer_change().bind(&single, &Uuid::now_v7(), &step, &note, &goal, &id).opt().await;
    single.finish(made).await?.map(drop).ok_or_else(|| Problem::NotFound.into())
}

/// A function that did nothing found another version; the row says which.
async fn answered(requests: &Pool, context: &Context, id: Uuid, version: i64, done: bool) -> Result<(), Error> {
    if done { Ok(()) } else { Err(refused(read(requests, context, id).await?.row_version, version)) }
}
