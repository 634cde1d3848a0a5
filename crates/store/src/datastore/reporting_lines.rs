//! Who reports to whom, and when.

use chrono::NaiveDate;
use queries::queries::people::reporting_lines as statements;
pub use queries::queries::people::reporting_lines::{OrgChart, ReportingLine};
use types::{EmployeeId, Error, Problem};
use uuid::Uuid;

use super::{employees, refused};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// A line to be.
pub struct New<'a> {
    /// Who reports.
    pub employee: EmployeeId,
    /// To whom.
    pub manager: EmployeeId,
    /// `primary`, `dotted`, `acting`.
    pub kind: &'a str,
    /// First day.
    pub first_day: NaiveDate,
    /// Last day, if it is known.
    pub last_day: Option<NaiveDate>,
    /// A new primary line ends the one before it on the day before.
    pub replace: bool,
}

/// One page of an employee's lines: past, present and to come.
///
/// # Errors
/// [`Problem::NotFound`] if the employee is absent or invisible.
pub async fn list(requests: &Pool, context: &Context, employee: EmployeeId, after: Option<Uuid>, limit: i64) -> Result<Vec<ReportingLine>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::lines_of_employee().bind(&single, &employee, &after, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        employees::read(requests, context, employee).await?;
    }
    Ok(rows)
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<ReportingLine, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_line().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Draws a line.
///
/// # Errors
/// [`Problem::NotFound`] if the employee is absent or invisible, [`Problem::Forbidden`], [`Problem::PeriodOverlap`], [`Problem::ReportingCycle`], [`Problem::UnknownReference`],
/// [`Problem::InvalidValue`].
pub async fn add(requests: &Pool, context: &Context, new: &New<'_>, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    if new.replace {
        first.tx.checked(statements::end_primary_line().bind(&first.tx, &new.first_day, &new.employee).opt().await)?;
    }
    let made = statements::add_line().bind(&first.tx, &id, &new.employee, &new.manager, &new.kind, &new.first_day, &new.last_day).one().await;
    match first.tx.checked(made) {
        Ok(_) => first.commit(id).await,
        Err(error) => {
            drop(first);
            // which of the two there is not: the employee is what the request is about, the manager a reference
            if error.problem == Problem::UnknownReference {
                employees::read(requests, context, new.employee).await?;
            }
            Err(error)
        }
    }
}

/// Redates a line whose version is still `version`; another manager is another line.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::PeriodOverlap`],
/// [`Problem::ReportingCycle`].
pub async fn redate(
    requests: &Pool,
    context: &Context,
    id: Uuid,
    version: i64,
    first_day: NaiveDate,
    last_day: Option<NaiveDate>,
) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let redated = statements::redate_line().bind(&single, &first_day, &last_day, &id, &version).opt().await;
    match single.finish(redated).await? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}

/// Today, where the caller's organisation is.
///
/// # Errors
/// The caller has no live right.
pub async fn today(requests: &Pool, context: &Context) -> Result<NaiveDate, Error> {
    let single = requests.single(context, Access::Read).await?;
    let day = statements::today().bind(&single).one().await;
    single.finish(day).await?.ok_or_else(|| Problem::NotFound.into())
}

/// The chart of primary lines in force on a day, at most `limit` people, by level.
///
/// # Errors
/// The caller has no live right.
pub async fn chart(
    requests: &Pool,
    context: &Context,
    root: Option<EmployeeId>,
    day: NaiveDate,
    depth: i32,
    limit: i64,
) -> Result<Vec<OrgChart>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::org_chart().bind(&single, &day, &root, &depth, &limit).all().await;
    single.finish(rows).await
}
