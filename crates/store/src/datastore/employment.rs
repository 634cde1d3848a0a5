//! What happens to an employee besides the directory: joining, the employment and private tiers, history, leaving.

use chrono::NaiveDate;
pub use queries::queries::people::employees::{DirectReports, EmploymentHistory, ReadEmployment, ReadPrivate};
use queries::queries::people::{employees as statements, reporting_lines};
use serde_json::Value;
use types::{EmployeeId, Error, Problem};
use uuid::Uuid;

use super::{After, employees, refused, split};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// An employee to be: both tiers, and the first primary line if there is a manager.
pub struct New {
    /// For the directory.
    pub display_name: String,
    /// Unique among active employees.
    pub work_email: Option<String>,
    /// 3-40 characters.
    pub work_phone: Option<String>,
    /// Department, position and site.
    pub department: Option<Uuid>,
    /// Position.
    pub position: Option<Uuid>,
    /// Site.
    pub site: Option<Uuid>,
    /// Unique in the organisation.
    pub employee_no: String,
    /// As in the contract.
    pub legal_name: String,
    /// `permanent`, `fixed_term`, `contractor`, `intern`.
    pub employment_type: String,
    /// First day.
    pub hired_on: NaiveDate,
    /// Whom they report to from the first day.
    pub manager: Option<EmployeeId>,
}

/// Adds an employee with all tiers but the private one, or nothing.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::AlreadyExists`], [`Problem::UnknownReference`], [`Problem::InvalidValue`].
pub async fn add(requests: &Pool, context: &Context, new: &New, repeat: Option<&Repeat>) -> Result<EmployeeId, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    let tx = &first.tx;
    let directory = statements::add_employee()
        .bind(tx, &id, &new.display_name, &new.work_email, &new.work_phone, &new.department, &new.position, &new.site)
        .one()
        .await;
    tx.checked(directory)?;
    let employment =
        statements::add_employment_record().bind(tx, &id, &new.employee_no, &new.legal_name, &new.employment_type, &new.hired_on).one().await;
    tx.checked(employment)?;
    if let Some(manager) = new.manager {
        tx.checked(reporting_lines::add_line().bind(tx, &Uuid::now_v7(), &id, &manager, &"primary", &new.hired_on, &None).one().await)?;
    }
    first.commit(id).await
}

/// What changes in the employment tier; `None` stays.
#[derive(Default)]
pub struct Patch {
    /// Unique in the organisation.
    pub employee_no: Option<String>,
    /// As in the contract.
    pub legal_name: Option<String>,
    /// `permanent`, `fixed_term`, `contractor`, `intern`.
    pub employment_type: Option<String>,
    /// First day.
    pub hired_on: Option<NaiveDate>,
}

/// The employment tier.
///
/// # Errors
/// [`Problem::NotFound`] if absent or invisible.
pub async fn read(requests: &Pool, context: &Context, id: EmployeeId) -> Result<ReadEmployment, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_employment().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Changes the employment tier whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`] and what the values violate.
pub async fn edit(requests: &Pool, context: &Context, id: EmployeeId, version: i64, patch: &Patch) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let edited = statements::edit_employment()
        .bind(&single, &patch.employee_no, &patch.legal_name, &patch.employment_type, &patch.hired_on, &id, &version)
        .opt()
        .await;
    match single.finish(edited).await? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}

/// The private tier. A reading by somebody else leaves an audit entry that the person sees.
///
/// # Errors
/// [`Problem::NotFound`] if absent or invisible.
pub async fn read_private(requests: &Pool, context: &Context, id: EmployeeId) -> Result<ReadPrivate, Error> {
    let single = requests.single(context, Access::Write).await?;
    let row = statements::read_private().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Changes the private tier by a merge patch, or opens it where `version` is `None`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::Forbidden`], [`Problem::VersionMismatch`], [`Problem::AlreadyExists`], [`Problem::InvalidValue`].
pub async fn keep_private(requests: &Pool, context: &Context, id: EmployeeId, version: Option<i64>, changes: &Value) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let kept = statements::keep_private().bind(&single, &id, &version, changes).one().await;
    match single.finish(kept).await {
        Ok(Some(_)) => Ok(()),
        // the employee is the only thing a record refers to
        Err(error) if error.problem == Problem::UnknownReference => Err(Problem::NotFound.into()),
        Err(error) => Err(error),
        Ok(None) => {
            // not by reading the record: a reading of private data is recorded
            employees::read(requests, context, id).await?;
            Err(Problem::VersionMismatch.into())
        }
    }
}

/// The caller's own directory row gets another work phone.
///
/// # Errors
/// [`Problem::NotFound`] for a member who is no employee, [`Problem::VersionMismatch`], [`Problem::InvalidValue`].
pub async fn edit_own_profile(requests: &Pool, context: &Context, version: i64, work_phone: Option<&str>) -> Result<EmployeeId, Error> {
    let id = own(requests, context).await?;
    let single = requests.single(context, Access::Write).await?;
    let edited = statements::edit_own_profile().bind(&single, &version, &work_phone).one().await;
    match single.finish(edited).await? {
        Some(_) => Ok(id),
        None => Err(refused(employees::read(requests, context, id).await?.row_version, version)),
    }
}

/// The employee the caller is.
///
/// # Errors
/// [`Problem::NotFound`] for a member who is no employee.
pub async fn own(requests: &Pool, context: &Context) -> Result<EmployeeId, Error> {
    let single = requests.single(context, Access::Read).await?;
    let id = statements::own_employee_id().bind(&single).opt().await;
    single.finish(id).await?.flatten().ok_or_else(|| Problem::NotFound.into())
}

/// What became of the employment: `left`, or `leaving` on a later day.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`], [`Problem::WrongState`], [`Problem::LastAdmin`].
pub async fn leave(requests: &Pool, context: &Context, id: EmployeeId, last_day: NaiveDate, at_once: bool) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let outcome = statements::leave().bind(&single, &id, &last_day, &at_once).one().await;
    single.finish(outcome).await.map(drop)
}

/// Takes a leaving back.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`], [`Problem::WrongState`].
pub async fn reinstate(requests: &Pool, context: &Context, id: EmployeeId) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let outcome = statements::reinstate().bind(&single, &id).one().await;
    single.finish(outcome).await.map(drop)
}

/// One page of what happened, oldest first.
///
/// # Errors
/// [`Problem::NotFound`] if the employee is absent or invisible.
pub async fn history(requests: &Pool, context: &Context, id: EmployeeId, after: Option<Uuid>, limit: i64) -> Result<Vec<EmploymentHistory>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::employment_history().bind(&single, &id, &after, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        employees::read(requests, context, id).await?;
    }
    Ok(rows)
}

/// One page of who reports to somebody today, as far as the caller sees the lines.
///
/// # Errors
/// [`Problem::NotFound`] if the manager is absent or invisible.
pub async fn direct_reports(
    requests: &Pool,
    context: &Context,
    manager: EmployeeId,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<DirectReports>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::direct_reports().bind(&single, &manager, &name, &id, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        employees::read(requests, context, manager).await?;
    }
    Ok(rows)
}
