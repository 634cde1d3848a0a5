//! Groups, who is in them and what they allow.

use queries::queries::identity::groups as statements;
pub use queries::queries::identity::groups::{Group, ListGroupMembers};
use types::{Error, MemberId, Problem};
use uuid::Uuid;

use super::{After, refused, split};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// What is said about a new one.
pub struct New {
    /// Unique in the organisation.
    pub name: String,
    /// For people.
    pub description: Option<String>,
}

/// What changes; `None` stays.
#[derive(Default)]
pub struct Patch {
    /// Unique in the organisation.
    pub name: Option<String>,
    /// `Some(None)` clears.
    pub description: Option<Option<String>>,
}

/// One page, in order of name.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, after: Option<&After>, limit: i64) -> Result<Vec<Group>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_groups().bind(&single, &name, &id, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Group, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_group().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Adds one; a repeat under the same key finds the first.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::AlreadyExists`].
pub async fn add(requests: &Pool, context: &Context, new: &New, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    first.tx.checked(statements::add_group().bind(&first.tx, &id, &new.name, &new.description).one().await)?;
    first.commit(id).await
}

/// Changes one whose version is still `version`.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::AlreadyExists`].
pub async fn edit(requests: &Pool, context: &Context, id: Uuid, version: i64, patch: &Patch) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let description = patch.description.clone().flatten();
    let edited = statements::edit_group().bind(&single, &patch.name, &patch.description.is_some(), &description, &id, &version).opt().await;
    match single.finish(edited).await? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}

/// Removes one whose version is still `version`; what it allowed ends with it.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::VersionMismatch`], [`Problem::Forbidden`].
pub async fn remove(requests: &Pool, context: &Context, id: Uuid, version: i64) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let removed = statements::remove_group().bind(&single, &id, &version).one().await;
    match single.finish(removed).await? {
        Some(_) => Ok(()),
        None => Err(refused(read(requests, context, id).await?.row_version, version)),
    }
}

/// One page of who is in a group, in order of name.
///
/// # Errors
/// [`Problem::NotFound`] if there is no such group.
pub async fn members(requests: &Pool, context: &Context, group: Uuid, after: Option<&After>, limit: i64) -> Result<Vec<ListGroupMembers>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_group_members().bind(&single, &group, &name, &id, &limit).all().await;
    let rows = single.finish(rows).await?;
    if rows.is_empty() {
        read(requests, context, group).await?;
    }
    Ok(rows)
}

/// What a group is changed by.
pub enum Belonging<'a> {
    /// A member.
    Member(MemberId),
    /// A permission of the catalogue.
    Permission(&'a str),
}

/// Puts a member into a group, or a permission onto it; there already is fine too.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::HrOnlyPermission`], [`Problem::UnknownPermission`],
/// [`Problem::NotFound`].
pub async fn put(requests: &Pool, context: &Context, group: Uuid, what: &Belonging<'_>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let done = match what {
        Belonging::Member(member) => statements::add_group_member().bind(&single, &group, member).opt().await.map(drop),
        Belonging::Permission(permission) => statements::allow_to_group().bind(&single, &group, permission).opt().await.map(drop),
    };
    single.finish(done).await.map_err(|error| if error.problem == Problem::UnknownReference { Problem::NotFound.into() } else { error })
}

/// Takes a member out of a group, or a permission from it.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`] if it was not there.
pub async fn take(requests: &Pool, context: &Context, group: Uuid, what: &Belonging<'_>) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let taken = match what {
        Belonging::Member(member) => statements::remove_group_member().bind(&single, &group, member).one().await.map(|row| row.is_some()),
        Belonging::Permission(permission) => statements::withdraw_from_group().bind(&single, &group, permission).one().await.map(|row| row.is_some()),
    };
    if single.finish(taken).await? {
        return Ok(());
    }
    read(requests, context, group).await?; // the group itself may be missing
    Err(Problem::NotFound.into())
}
