//! Departments of an organisation.

use queries::queries::people::departments as statements;
pub use queries::queries::people::departments::Department;
use types::{Error, Problem};
use uuid::Uuid;

use super::{After, in_use, refused, split};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// What is said about a new one.
pub struct New {
    /// Unique in the organisation.
    pub name: String,
    /// The department above.
    pub parent: Option<Uuid>,
}

/// What changes; `None` stays.
#[derive(Default)]
pub struct Patch {
    /// Unique in the organisation.
    pub name: Option<String>,
    /// `Some(None)` makes it a root.
    pub parent: Option<Option<Uuid>>,
}

/// One page, in order of name.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, after: Option<&After>, limit: i64) -> Result<Vec<Department>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_departments().bind(&single, &name, &id, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Department, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_department().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Adds one; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::AlreadyExists`] and what its values violate.
pub async fn add(requests: &Pool, context: &Context, new: &New, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::add_department().bind(&first.tx, &id, &new.name, &new.parent).one().await)?;
    first.commit(id).await
}

/// Changes one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`] and what its values violate.
pub async fn edit(requests: &Pool, context: &Context, id: Uuid, version: i64, patch: &Patch) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let edited =
        statements::edit_department().bind(&single, &patch.name, &patch.parent.is_some(), &patch.parent.flatten(), &id, &version).opt().await;
    match single.finish(edited).await? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}

/// Removes one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::StillInUse`].
pub async fn remove(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let removed = statements::remove_department().bind(&single, &id, &version).opt().await;
    match single.finish(removed).await.map_err(in_use)? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}
