//! Whole sets of rows in one transaction, as one member: how the demo organisations come through the front door.

use queries::queries::people::{employees, structure};
use serde_json::Value;
use types::Error;

use crate::{Context, Pool};

/// Rows by table, each an array of objects with the columns of the statement in `sql/queries/people`.
#[derive(Debug, Default)]
pub struct Rows {
    /// `people.sites`
    pub sites: Value,
    /// `people.departments`, parents first
    pub departments: Value,
    /// `people.positions`
    pub positions: Value,
    /// `people.employees`
    pub employees: Value,
    /// `people.employment_records`
    pub employment_records: Value,
    /// `people.reporting_lines`
    pub reporting_lines: Value,
}

/// Adds everything an admin may add, or nothing.
///
/// # Errors
/// The first refusal.
pub async fn add_organization(requests: &Pool, admin: &Context, rows: &Rows) -> Result<(), Error> {
    let tx = requests.begin(admin).await?;
    tx.checked(structure::add_sites().bind(&tx, &rows.sites).all().await)?;
    tx.checked(structure::add_departments().bind(&tx, &rows.departments).all().await)?;
    tx.checked(structure::add_positions().bind(&tx, &rows.positions).all().await)?;
    tx.checked(employees::add_employees().bind(&tx, &rows.employees).all().await)?;
    tx.checked(employees::add_employment_records().bind(&tx, &rows.employment_records).all().await)?;
    tx.checked(structure::add_reporting_lines().bind(&tx, &rows.reporting_lines).all().await)?;
    tx.commit().await
}

/// Adds the private tier, which only hr may (R3).
///
/// # Errors
/// The first refusal.
pub async fn add_private_records(requests: &Pool, hr: &Context, rows: &Value) -> Result<(), Error> {
    let tx = requests.begin(hr).await?;
    tx.checked(employees::add_private_records().bind(&tx, rows).all().await)?;
    tx.commit().await
}
