//! Reviews: who writes which, what they have typed, and what they submitted.

use queries::queries::performance::reviews as statements;
pub use queries::queries::performance::reviews::{Assignment, ListReviews, ReadDraft, ReadReview};
use serde_json::Value;
use types::{Error, Problem};
use uuid::Uuid;

use super::refused;
use crate::{Context, Pool, single::Access};

/// Which assignments are wanted.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Of this cycle.
    pub cycle: Option<Uuid>,
    /// Written by this employee.
    pub author: Option<Uuid>,
    /// About this employee.
    pub subject: Option<Uuid>,
    /// In this state.
    pub state: Option<String>,
}

/// Which reviews are wanted.
#[derive(Debug, Default)]
pub struct WantedReviews {
    /// Of this participant of a cycle.
    pub participant: Option<Uuid>,
    /// Written by this employee.
    pub author: Option<Uuid>,
    /// About this employee.
    pub subject: Option<Uuid>,
    /// The versions of this one.
    pub assignment: Option<Uuid>,
}

/// One page of who writes what, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn assignments(requests: &Pool, context: &Context, wanted: &Wanted, after: Option<Uuid>, limit: i64) -> Result<Vec<Assignment>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let state = wanted.state.as_deref();
    let rows = statements::list_assignments().bind(&single, &wanted.cycle, &wanted.author, &wanted.subject, &state, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn assignment(requests: &Pool, context: &Context, id: Uuid) -> Result<Assignment, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_assignment().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// What the caller has typed of a review that they write; version 0 and nothing where there is no draft.
///
/// # Errors
/// [`Problem::NotFound`], also for whatever another writes (R6).
pub async fn draft(requests: &Pool, context: &Context, assignment: Uuid) -> Result<ReadDraft, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_draft().bind(&single, &assignment).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Keeps what the caller has typed, if the draft's version is still `version`; gives the next.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn save(requests: &Pool, context: &Context, assignment: Uuid, version: i64, answers: &Value) -> Result<i64, Error> {
    let single = requests.single(context, Access::Write).await?;
    let saved = statements::save_draft().bind(&single, &assignment, &version, answers).one().await;
    single.finish(saved).await?.ok_or_else(|| Problem::VersionMismatch.into())
}

/// Throws a draft away, if its version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`].
pub async fn discard(requests: &Pool, context: &Context, assignment: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let discarded = statements::discard_draft().bind(&single, &assignment, &version).one().await;
    match single.finish(discarded).await? {
        Some(_) => Ok(()),
        None if draft(requests, context, assignment).await?.row_version == 0 => Err(Problem::NotFound.into()),
        None => Err(Problem::VersionMismatch.into()),
    }
}

/// Submits the draft, if its version is still `version`; gives the review's id.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::WrongState`], [`Problem::Incomplete`].
pub async fn submit(requests: &Pool, context: &Context, assignment: Uuid, version: i64) -> Result<Uuid, Error> {
    let single = requests.single(context, Access::Write).await?;
    let submitted = statements::submit_review().bind(&single, &assignment, &version).one().await;
    single.finish(submitted).await?.ok_or_else(|| Problem::VersionMismatch.into())
}

/// Reopens a submitted review whose assignment's version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::WrongState`], [`Problem::InvalidValue`].
pub async fn reopen(requests: &Pool, context: &Context, assignment_id: Uuid, version: i64, reason: &str) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let reopened = statements::reopen_review().bind(&single, &assignment_id, &version, &reason).one().await;
    match single.finish(reopened).await? {
        Some(_) => Ok(()),
        None => Err(refused(assignment(requests, context, assignment_id).await?.row_version, version)),
    }
}

/// One page of what was submitted, oldest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, wanted: &WantedReviews, after: Option<Uuid>, limit: i64) -> Result<Vec<ListReviews>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_reviews()
        .bind(&single, &wanted.participant, &wanted.author, &wanted.subject, &wanted.assignment, &after, &limit)
        .all()
        .await;
    single.finish(rows).await
}

/// One, with as many of its answers as the caller may read.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<ReadReview, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_review().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}
