//! Stand-ins (R18).

use chrono::NaiveDate;
use queries::queries::identity::delegations as statements;
pub use queries::queries::identity::delegations::Delegation;
use types::{Error, MemberId, Problem};
use uuid::Uuid;

use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// Who stands in for the caller, in what, and when.
pub struct New {
    /// The stand-in.
    pub to: MemberId,
    /// Approvals.
    pub approvals: bool,
    /// Reading the caller's direct reports.
    pub report_reads: bool,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, at most 366 later.
    pub last_day: NaiveDate,
}

/// One page, newest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, after: Option<Uuid>, limit: i64) -> Result<Vec<Delegation>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_delegations().bind(&single, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Delegation, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_delegation().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Delegates; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`], [`Problem::InvalidValue`].
pub async fn add(requests: &Pool, context: &Context, new: &New, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    let made = statements::delegate().bind(&first.tx, &id, &new.to, &new.approvals, &new.report_reads, &new.first_day, &new.last_day).one().await;
    first.tx.checked(made)?;
    first.commit(id).await
}

/// Ends one now.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::WrongState`].
pub async fn end(requests: &Pool, context: &Context, id: Uuid) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let version = statements::end_delegation().bind(&single, &id).one().await;
    single.finish(version).await.map(drop)
}
