//! The catalogue of permissions, and overrides of what a member may do.

use chrono::{DateTime, Utc};
use queries::queries::identity::permissions as statements;
pub use queries::queries::identity::permissions::{ListPermissions, Override};
use types::{Error, MemberId, Problem};
use uuid::Uuid;

use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// What is asked for.
pub struct New<'a> {
    /// For whom.
    pub member: MemberId,
    /// A code of the catalogue.
    pub permission: &'a str,
    /// `allow` or `deny`.
    pub effect: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Until when; an hr-only one ends after 90 days unless said otherwise.
    pub expires_at: Option<DateTime<Utc>>,
}

/// Every permission there is, and which roles hold it.
///
/// # Errors
/// The caller has no live right.
pub async fn catalogue(requests: &Pool, context: &Context) -> Result<Vec<ListPermissions>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_permissions().bind(&single).all().await;
    single.finish(rows).await
}

/// One page, newest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, member: Option<MemberId>, after: Option<Uuid>, limit: i64) -> Result<Vec<Override>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_overrides().bind(&single, &after, &member, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Override, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_override().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Gives or takes a permission, or asks hr for an hr-only one.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`], [`Problem::UnknownPermission`].
pub async fn add(requests: &Pool, context: &Context, new: &New<'_>, repeat: Option<&Repeat>) -> Result<Uuid, Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok(id),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    let expires = new.expires_at.map(Into::into);
    let made = statements::override_permission().bind(&first.tx, &id, &new.member, &new.permission, &new.effect, &new.reason, &expires).one().await;
    first.tx.checked(made)?;
    first.commit(id).await
}

/// How an override moves.
pub enum Move {
    /// hr approves.
    Approve,
    /// hr rejects.
    Reject,
    /// It ends.
    Revoke,
}

/// Moves an override (R20, R21).
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`], [`Problem::WrongState`].
pub async fn change(requests: &Pool, context: &Context, id: Uuid, change: &Move) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let version = match change {
        Move::Approve => statements::decide_override().bind(&single, &id, &true).one().await,
        Move::Reject => statements::decide_override().bind(&single, &id, &false).one().await,
        Move::Revoke => statements::revoke_override().bind(&single, &id).one().await,
    };
    single.finish(version).await.map(drop)
}
