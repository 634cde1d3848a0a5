//! Exporting people: exactly the caller's rows and tiers, in batches that each ask for the right anew.

use queries::queries::lifecycle::exports;
pub use queries::queries::lifecycle::exports::ExportEmployees;
use types::{EmployeeId, Error, Problem};
use uuid::Uuid;

use crate::{Context, Pool, single::Access};

/// What to export.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Only this department.
    pub department: Option<Uuid>,
    /// Only this site.
    pub site: Option<Uuid>,
}

/// Writes the audit entry; nothing leaves before it.
///
/// # Errors
/// [`Problem::Forbidden`] without `people.export`.
pub async fn record(requests: &Pool, context: &Context, scope: Scope) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let recorded = exports::record_export().bind(&single, &scope.department, &scope.site).one().await;
    single.finish(recorded).await.map(drop)
}

/// The next batch after an id; empty at the end.
///
/// # Errors
/// [`Problem::Forbidden`] once the permission is gone, or why there is no right any more: never an end that is none.
pub async fn batch(requests: &Pool, context: &Context, scope: Scope, after: Option<EmployeeId>, limit: i64) -> Result<Vec<ExportEmployees>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = exports::export_employees().bind(&single, &after, &scope.department, &scope.site, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.first().is_none_or(|row| !row.may) {
        return Err(Problem::Forbidden.into());
    }
    Ok(rows.into_iter().filter(|row| row.id.is_some()).collect())
}
