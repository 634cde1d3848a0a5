//! Employees: the directory tier, with the employment tier where the caller may see it.

use queries::queries::people::employees::{self, EditEmployeeParams};
pub use queries::queries::people::employees::{EmployeeSummary, ReadEmployee};
use types::{EmployeeId, Error, Problem};
use uuid::Uuid;

use queries::client::Params as _;

use crate::{Context, Pool, single::Access};

/// Which employees to list; row security decides first.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only this department.
    pub department: Option<Uuid>,
    /// Only this site.
    pub site: Option<Uuid>,
    /// After this name and id (exclusive).
    pub after: Option<(String, EmployeeId)>,
    /// At most this many rows.
    pub limit: i64,
}

/// A merge patch (RFC 7396): outer `None` leaves, inner `None` clears.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    /// 1-200 characters; cannot be cleared.
    pub display_name: Option<String>,
    /// Unique among active employees.
    pub work_email: Option<Option<String>>,
    /// 3-40 characters.
    pub work_phone: Option<Option<String>>,
    /// A department of the organisation.
    pub department: Option<Option<Uuid>>,
    /// A position of the organisation.
    pub position: Option<Option<Uuid>>,
    /// A site of the organisation.
    pub site: Option<Option<Uuid>>,
}

/// One page, in order of display name, then id.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, filter: &Filter) -> Result<Vec<EmployeeSummary>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let filtered = filter.department.is_some() || filter.site.is_some();
    let rows = match (&filter.after, filtered) {
        (None, false) => employees::first_employees().bind(&single, &filter.limit).all().await,
        (Some((name, id)), false) => employees::next_employees().bind(&single, name, id, &filter.limit).all().await,
        (None, true) => employees::first_filtered_employees().bind(&single, &filter.department, &filter.site, &filter.limit).all().await,
        (Some((name, id)), true) => {
            employees::next_filtered_employees().bind(&single, name, id, &filter.department, &filter.site, &filter.limit).all().await
        }
    };
    single.finish(rows).await
}

/// One employee.
///
/// # Errors
/// [`Problem::NotFound`] if absent or invisible.
pub async fn read(requests: &Pool, context: &Context, id: EmployeeId) -> Result<ReadEmployee, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = employees::read_employee().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Changes an employee whose `row_version` is still `version`.
///
/// # Errors
/// [`Problem::NotFound`] if absent or invisible, [`Problem::VersionMismatch`] if changed meanwhile, [`Problem::Forbidden`] if
/// the caller may see but not edit it.
pub async fn edit(requests: &Pool, context: &Context, id: EmployeeId, version: i64, patch: &Patch) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let edited = employees::edit_employee()
        .params(
            &single,
            &EditEmployeeParams {
                set_display_name: patch.display_name.is_some(),
                display_name: patch.display_name.as_deref(),
                set_work_email: patch.work_email.is_some(),
                work_email: patch.work_email.as_ref().and_then(|value| value.as_deref()),
                set_work_phone: patch.work_phone.is_some(),
                work_phone: patch.work_phone.as_ref().and_then(|value| value.as_deref()),
                set_department_id: patch.department.is_some(),
                department_id: patch.department.flatten(),
                set_position_id: patch.position.is_some(),
                position_id: patch.position.flatten(),
                set_site_id: patch.site.is_some(),
                site_id: patch.site.flatten(),
                id,
                row_version: version,
            },
        )
        .opt()
        .await;
    if single.finish(edited).await?.is_some() {
        return Ok(());
    }
    // the database let nothing happen; tell which of the three it was from what the caller may see
    let seen = read(requests, context, id).await?;
    Err(if seen.row_version == version { Problem::Forbidden } else { Problem::VersionMismatch }.into())
}
