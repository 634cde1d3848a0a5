//! Invitations: made and taken back by members, accepted by whoever holds the token.

use queries::queries::identity::invitations as statements;
pub use queries::queries::identity::invitations::{Invitation, InvitationChallenge};
use types::{EmployeeId, Error, OrgId, Problem, Role};
use uuid::Uuid;

use super::sessions::{Minted, NewPassword, Session};
use crate::{Context, Pool, Repeat, once::Once, single::Access};

/// Who is invited as what.
pub struct New<'a> {
    /// Bound to this address.
    pub email: &'a str,
    /// The role to come.
    pub role: Role,
    /// The employee they will be.
    pub employee: Option<EmployeeId>,
    /// SHA-256 of the token.
    pub token_digest: [u8; 32],
}

/// Invites; true if this request made the invitation, false if an earlier one under the same key did.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::AlreadyExists`], [`Problem::UnknownReference`].
pub async fn add(requests: &Pool, context: &Context, new: &New<'_>, repeat: Option<&Repeat>) -> Result<(Uuid, bool), Error> {
    let first = match requests.once(context, repeat).await? {
        Once::Known(id) => return Ok((id, false)),
        Once::First(first) => first,
    };
    let id = Uuid::now_v7();
    let made = statements::invite().bind(&first.tx, &id, &new.email, &new.role.as_str(), &new.employee, &new.token_digest.as_slice()).one().await;
    first.tx.checked(made)?;
    Ok((first.commit(id).await?, true))
}

/// One page, newest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, after: Option<Uuid>, limit: i64) -> Result<Vec<Invitation>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_invitations().bind(&single, &after, &limit).all().await;
    single.finish(rows).await
}

/// One.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<Invitation, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_invitation().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Takes one back.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`], [`Problem::WrongState`].
pub async fn revoke(requests: &Pool, context: &Context, id: Uuid) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let version = statements::revoke_invitation().bind(&single, &id).one().await;
    single.finish(version).await.map(drop)
}

/// What the holder of a token needs to accept.
///
/// # Errors
/// [`Problem::NotFound`] for a token that is unknown, used, taken back or run out.
pub async fn challenge(sign_in: &Pool, org: OrgId, token_digest: [u8; 32]) -> Result<InvitationChallenge, Error> {
    let single = sign_in.without_context().await?;
    let row = statements::invitation_challenge().bind(&single, &org, &token_digest.as_slice()).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Accepts, and opens a session.
///
/// # Errors
/// [`Problem::NotFound`], [`Problem::InvalidCredentials`] if the address has an account with another password,
/// [`Problem::AlreadyMember`].
pub async fn accept(
    sign_in: &Pool,
    org: OrgId,
    token_digest: [u8; 32],
    name: &str,
    password: &NewPassword<'_>,
    minted: &Minted,
) -> Result<Session, Error> {
    let (id, login, member) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let (memory, iterations, parallelism) = password.cost();
    let single = sign_in.without_context().await?;
    let row = statements::accept_invitation()
        .bind(
            &single,
            &org,
            &token_digest.as_slice(),
            &name,
            &password.salt,
            &memory,
            &iterations,
            &parallelism,
            &password.tag,
            &member,
            &id,
            &login,
            &minted.capability_digest.as_slice(),
            &minted.refresh_digest.as_slice(),
        )
        .one()
        .await;
    let row = single.finish(row).await?;
    Session::opened(id, row.org_id, row.member_id, &row.member_role, row.token_expires_at.into(), Some(row.session_expires_at.into()))
}
