//! What becomes of reviews: who is left out, which grades are proposed, and who is told theirs.

use queries::queries::performance::grades as statements;
pub use queries::queries::performance::grades::{Correction, CycleProgress, Proposal, Released};
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use super::{refused, review_cycles};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// Which proposals are wanted.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Of this cycle.
    pub cycle: Option<Uuid>,
    /// Made by this employee.
    pub author: Option<Uuid>,
    /// About this employee.
    pub subject: Option<Uuid>,
}

/// Which corrections are wanted.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// Of grades of this cycle.
    pub cycle: Option<Uuid>,
    /// Of grades of this employee.
    pub subject: Option<Uuid>,
    /// In this state.
    pub state: Option<&'a str>,
}

/// Leaves somebody out of an active cycle, or says another reason for it.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn exclude(requests: &Pool, context: &Context, cycle: Uuid, participant: Uuid, reason: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let excluded = statements::exclude_participant().bind(&single, &reason, &cycle, &participant).opt().await;
    // a participant of another cycle, or one whom the caller does not see, is none
    single.finish(excluded).await?.map(drop).ok_or_else(|| Problem::NotFound.into())
}

/// Takes somebody back who was left out.
///
/// # Errors
/// [`Problem::NotFound`], also where they were not left out; [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`].
pub async fn include(requests: &Pool, context: &Context, cycle: Uuid, participant: Uuid) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let included = statements::include_participant().bind(&single, &cycle, &participant).opt().await;
    single.finish(included).await?.flatten().map(drop).ok_or_else(|| Problem::NotFound.into())
}

/// How far a cycle is, of what the caller sees of it.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn progress(requests: &Pool, context: &Context, cycle: Uuid) -> Result<CycleProgress, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::cycle_progress().bind(&single, &cycle).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// One page of proposals, in the order in which their reviews were assigned.
///
/// # Errors
/// The caller has no live right.
pub async fn proposals(requests: &Pool, context: &Context, wanted: &Wanted, after: Option<Uuid>, limit: i64) -> Result<Vec<Proposal>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_proposals().bind(&single, &wanted.cycle, &wanted.author, &wanted.subject, &after, &limit).all().await;
    single.finish(rows).await
}

/// The proposal beside a manager review; version 0 and no level where its author has not made one.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn proposal(requests: &Pool, context: &Context, assignment: Uuid) -> Result<Proposal, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_proposal().bind(&single, &assignment).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Proposes a grade, if the proposal's version is still `version`; gives the next.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::OwnReview`], [`Problem::WrongState`], [`Problem::UnknownReference`],
/// [`Problem::InvalidValue`].
pub async fn propose(requests: &Pool, context: &Context, assignment: Uuid, version: i64, level: Uuid, rationale: Option<&str>) -> Result<i64, Error> {
    let single = requests.single(context, Access::Write).await?;
    let proposed = statements::propose_grade().bind(&single, &assignment, &version, &level, &rationale).one().await;
    single.finish(proposed).await?.ok_or_else(|| Problem::VersionMismatch.into())
}

/// Tells everybody whom each given choice names their grade, or nobody, of a cycle whose version is still `version`; gives how many.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::Incomplete`],
/// [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn release(requests: &Pool, context: &Context, cycle: Uuid, version: i64, who: &Value) -> Result<i64, Error> {
    let single = requests.single(context, Access::Write).await?;
    let released = statements::release_grades().bind(&single, &cycle, &version, who).one().await;
    match single.finish(released).await? {
        Some(released) => Ok(released),
        None => Err(refused(review_cycles::read(requests, context, cycle).await?.row_version, version)),
    }
}

/// One page of what people were told, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn released(
    requests: &Pool,
    context: &Context,
    cycle: Option<Uuid>,
    subject: Option<Uuid>,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Released>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_released().bind(&single, &cycle, &subject, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Released, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_released().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Says that the caller has read what they were told, and what they answer.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn acknowledge(requests: &Pool, context: &Context, id: Uuid, response: Option<&str>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let acknowledged = statements::acknowledge_grade().bind(&single, &id, &response).one().await;
    single.finish(acknowledged).await.map(drop)
}

/// Asks for another level of what somebody was told; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`], [`Problem::UnknownReference`],
/// [`Problem::InvalidValue`].
pub async fn ask_correction(
    requests: &Pool,
    context: &Context,
    grade: Uuid,
    level: Uuid,
    reason: &str,
    repeat: Option<&Repeat>,
) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::ask_correction().bind(&first.tx, &grade, &id, &level, &reason).one().await)?;
    first.commit(id).await
}

/// Answers a correction: `confirmed`, `refused` or `withdrawn`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::OwnReview`], [`Problem::WrongState`].
pub async fn answer_correction(requests: &Pool, context: &Context, id: Uuid, answer: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let answered = statements::answer_correction().bind(&single, &id, &answer).one().await;
    single.finish(answered).await.map(drop)
}

/// One page of corrections, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn corrections(requests: &Pool, context: &Context, wanted: &Asked<'_>, after: Option<Uuid>, limit: i64) -> Result<Vec<Correction>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_corrections().bind(&single, &wanted.cycle, &wanted.subject, &wanted.state, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn correction(requests: &Pool, context: &Context, id: Uuid) -> Result<Correction, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_correction().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}
