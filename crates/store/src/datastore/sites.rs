//! Sites of an organisation.

use queries::queries::people::sites as statements;
pub use queries::queries::people::sites::Site;
use types::{Error, Problem};
use uuid::Uuid;

use super::{After, in_use, refused, split};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// What is said about a new one.
pub struct New {
    /// Unique in the organisation.
    pub name: String,
    /// IANA name.
    pub timezone: String,
}

/// What changes; `None` stays.
#[derive(Default)]
pub struct Patch {
    /// Unique in the organisation.
    pub name: Option<String>,
    /// IANA name.
    pub timezone: Option<String>,
}

/// One page, in order of name.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, after: Option<&After>, limit: i64) -> Result<Vec<Site>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_sites().bind(&single, &name, &id, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Site, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_site().bind(&single, &id).opt().await;
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
    first.tx.checked(statements::add_site().bind(&first.tx, &id, &new.name, &new.timezone).one().await)?;
    first.commit(id).await
}

/// Changes one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`] and what its values violate.
pub async fn edit(requests: &Pool, context: &Context, id: Uuid, version: i64, patch: &Patch) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let edited = statements::edit_site().bind(&single, &patch.name, &patch.timezone, &id, &version).opt().await;
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
    let removed = statements::remove_site().bind(&single, &id, &version).opt().await;
    match single.finish(removed).await.map_err(in_use)? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}
