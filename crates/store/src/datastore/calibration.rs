//! How the grades of a cycle are compared before anybody is told theirs.

use queries::queries::performance::calibration as statements;
pub use queries::queries::performance::calibration::{DistributionRow, Entry, GridRow, Session, Settled};
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use super::{refused, review_cycles};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// Which moves are wanted.
#[derive(Debug, Default)]
pub struct Wanted {
    /// In this cycle.
    pub cycle: Option<Uuid>,
    /// In this session.
    pub session: Option<Uuid>,
    /// About this participant.
    pub participant: Option<Uuid>,
}

/// A move of a grade.
#[derive(Debug)]
pub struct Move<'a> {
    /// Whose.
    pub participant: Uuid,
    /// The level that it has.
    pub from: Uuid,
    /// The level that it gets.
    pub to: Uuid,
    /// Why.
    pub rationale: &'a str,
}

/// Begins to compare the grades of a cycle whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`].
pub async fn start(requests: &Pool, context: &Context, cycle: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let started = statements::start_calibration().bind(&single, &cycle, &version).one().await;
    let started = single.finish(started).await?;
    of_cycle(requests, context, cycle, version, started.is_some()).await
}

/// Takes a cycle whose version is still `version` back to where reviews are written.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn resume(requests: &Pool, context: &Context, cycle: Uuid, version: i64, reason: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let resumed = statements::resume_cycle().bind(&single, &cycle, &version, &Uuid::now_v7(), &reason).one().await;
    let resumed = single.finish(resumed).await?;
    of_cycle(requests, context, cycle, version, resumed.is_some()).await
}

/// Opens a session; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn open(requests: &Pool, context: &Context, cycle: Uuid, name: &str, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::open_session().bind(&first.tx, &cycle, &id, &name).one().await)?;
    first.commit(id).await
}

/// Locks a session whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn lock(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let locked = statements::lock_session().bind(&single, &id, &version).one().await;
    if single.finish(locked).await?.is_some() {
        return Ok(());
    }
    Err(refused(session(requests, context, id).await?.row_version, version))
}

/// One page of sessions, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn sessions(requests: &Pool, context: &Context, cycle: Option<Uuid>, after: Option<Uuid>, limit: i64) -> Result<Vec<Session>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_sessions().bind(&single, &cycle, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn session(requests: &Pool, context: &Context, id: Uuid) -> Result<Session, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_session().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Moves a grade, if it still has the level that it is moved from; a repeat under the same key moves nothing.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`],
/// [`Problem::Incomplete`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn move_grade(requests: &Pool, context: &Context, session: Uuid, wish: &Move<'_>, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    let moved = statements::move_grade().bind(&first.tx, &session, &id, &wish.participant, &wish.from, &wish.to, &wish.rationale).one().await;
    first.tx.checked(moved)?.ok_or(Problem::VersionMismatch)?;
    first.commit(id).await
}

/// One page of moves, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn entries(requests: &Pool, context: &Context, wanted: &Wanted, after: Option<Uuid>, limit: i64) -> Result<Vec<Entry>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_entries().bind(&single, &wanted.cycle, &wanted.session, &wanted.participant, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn entry(requests: &Pool, context: &Context, id: Uuid) -> Result<Entry, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_entry().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Settles on the grades that everybody whom each given choice names has by now; gives how many were not before.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`], [`Problem::UnknownReference`],
/// [`Problem::InvalidValue`].
pub async fn confirm(requests: &Pool, context: &Context, cycle: Uuid, who: &Value) -> Result<i64, Error> {
    let single = requests.single(context, Access::Write).await?;
    let confirmed = statements::confirm_grades().bind(&single, &cycle, who).one().await;
    single.finish(confirmed).await
}

/// Shows the grades that were settled on to whoever decides about them; gives how many they did not see before.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`], [`Problem::UnknownReference`],
/// [`Problem::InvalidValue`].
pub async fn preview(requests: &Pool, context: &Context, cycle: Uuid, who: &Value) -> Result<i64, Error> {
    let single = requests.single(context, Access::Write).await?;
    let shown = statements::preview_grades().bind(&single, &cycle, who).one().await;
    single.finish(shown).await
}

/// Says what whoever decides about somebody reads beside their grade, if its version is still `version`; nothing takes it away.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`],
/// [`Problem::InvalidValue`].
pub async fn note(requests: &Pool, context: &Context, participant: Uuid, version: i64, note: Option<&str>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let noted = statements::note_grade().bind(&single, &participant, &version, &note).one().await;
    if single.finish(noted).await?.is_some() {
        return Ok(());
    }
    Err(refused(settled(requests, context, participant).await?.row_version, version))
}

/// One page of what was settled on.
///
/// # Errors
/// The caller has no live right.
pub async fn all_settled(
    requests: &Pool,
    context: &Context,
    cycle: Option<Uuid>,
    subject: Option<Uuid>,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Settled>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_settled().bind(&single, &cycle, &subject, &after, &limit).all().await;
    single.finish(rows).await
}

/// What was settled on for one participant.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn settled(requests: &Pool, context: &Context, participant: Uuid) -> Result<Settled, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_settled().bind(&single, &participant).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// One page of the participants of a cycle with what was proposed and what calibration has made of it; empty for whoever does not calibrate.
///
/// # Errors
/// [`Problem::NotFound`] if there is no such cycle.
pub async fn grid(requests: &Pool, context: &Context, cycle: Uuid, after: Option<Uuid>, limit: i64) -> Result<Vec<GridRow>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_grid().bind(&single, &cycle, &after, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        review_cycles::read(requests, context, cycle).await?;
    }
    Ok(rows)
}

/// How many have which level, proposed and by now: of everybody, or by `reviewer` or `department`.
///
/// # Errors
/// [`Problem::NotFound`] if there is no such cycle.
pub async fn distribution(requests: &Pool, context: &Context, cycle: Uuid, by: &str) -> Result<Vec<DistributionRow>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::distribution().bind(&single, &by, &cycle).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        review_cycles::read(requests, context, cycle).await?;
    }
    Ok(rows)
}

/// A function that did nothing found another version; the cycle says which.
async fn of_cycle(requests: &Pool, context: &Context, cycle: Uuid, version: i64, done: bool) -> Result<(), Error> {
    if done { Ok(()) } else { Err(refused(review_cycles::read(requests, context, cycle).await?.row_version, version)) }
}
