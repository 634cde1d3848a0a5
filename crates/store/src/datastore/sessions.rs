//! Sign-up, sign-in, refreshing and switching, by the sign-in pool; listing, revoking and sign-out, by the request pool.

use chrono::{DateTime, Utc};
use queries::queries::identity::sessions as statements;
pub use queries::queries::identity::sessions::{ListSessions, OrganizationsOfAccount};
use types::{Error, MemberId, OrgId, Problem, Role};
use uuid::Uuid;

use crate::{Context, Pool, single::Access};

/// What Argon2id needs to compute the tag the database will compare.
pub struct Challenge {
    /// 16 bytes.
    pub salt: Vec<u8>,
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
}

/// A right that was just minted.
pub struct Session {
    /// The session, for listing and revoking.
    pub id: Uuid,
    /// The organisation signed in to.
    pub org: OrgId,
    /// The member who signed in.
    pub member: MemberId,
    /// The live role.
    pub role: Role,
    /// When the access token must expire.
    pub token_expires_at: DateTime<Utc>,
    /// When the session itself ends; unknown for a session that was refreshed.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Session {
    pub(super) fn opened(
        id: Uuid,
        org: OrgId,
        member: MemberId,
        role: &str,
        token_expires_at: DateTime<Utc>,
        expires_at: Option<DateTime<Utc>>,
    ) -> Result<Self, Error> {
        let role = role.parse().map_err(|error| Error::new(Problem::Internal).internal(error))?;
        Ok(Self { id, org, member, role, token_expires_at, expires_at })
    }
}

/// Digests of the two secrets a new session is given.
pub struct Minted {
    /// SHA-256 of the secret the access token will carry.
    pub capability_digest: [u8; 32],
    /// SHA-256 of the refresh token's secret.
    pub refresh_digest: [u8; 32],
}

/// What is presented at sign-in.
pub struct Credentials<'a> {
    /// As typed; compared without case.
    pub email: &'a str,
    /// The Argon2id tag of the typed password.
    pub tag: &'a [u8],
    /// The organisation's slug; needed only by accounts with several.
    pub organization: Option<&'a str>,
}

/// What a password became, for an account that may have to be made.
pub struct NewPassword<'a> {
    /// 16 bytes.
    pub salt: &'a [u8],
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
    /// Argon2id tag, 32 bytes.
    pub tag: &'a [u8],
}

impl NewPassword<'_> {
    pub(super) fn cost(&self) -> (i32, i32, i32) {
        let signed = |value: u32| i32::try_from(value).unwrap_or(i32::MAX); // beyond the column's check, which then says so
        (signed(self.memory_kib), signed(self.iterations), signed(self.parallelism))
    }
}

/// An organisation to be, and its first admin.
pub struct SignUp<'a> {
    /// The account's address.
    pub email: &'a str,
    /// The admin's name.
    pub name: &'a str,
    /// 3-63 characters, unique.
    pub slug: &'a str,
    /// The organisation's name.
    pub organization: &'a str,
    /// IANA name.
    pub timezone: &'a str,
}

/// Salt and cost of an account's password; `None` for an address nobody signs in with.
///
/// # Errors
/// The database cannot be used.
pub async fn challenge(sign_in: &Pool, email: &str) -> Result<Option<Challenge>, Error> {
    let single = sign_in.without_context().await?;
    let row = statements::password_challenge().bind(&single, &email).opt().await;
    let row = single.finish(row).await?;
    row.map(|row| Challenge::stored(row.salt, row.memory_kib, row.iterations, row.parallelism)).transpose()
}

impl Challenge {
    /// From the columns of a stored password.
    ///
    /// # Errors
    /// [`Problem::Internal`] if the cost is negative, which its column's check excludes.
    pub fn stored(salt: Vec<u8>, memory_kib: i32, iterations: i32, parallelism: i32) -> Result<Self, Error> {
        let unsigned = |value: i32| u32::try_from(value).map_err(|_| Error::new(Problem::Internal).internal("negative Argon2id cost"));
        Ok(Self { salt, memory_kib: unsigned(memory_kib)?, iterations: unsigned(iterations)?, parallelism: unsigned(parallelism)? })
    }
}

/// Compares the tag and opens a session.
///
/// # Errors
/// [`Problem::InvalidCredentials`] whatever was wrong, [`Problem::OrganizationRequired`].
pub async fn open(sign_in: &Pool, credentials: &Credentials<'_>, minted: &Minted) -> Result<Session, Error> {
    let (id, login) = (Uuid::now_v7(), Uuid::now_v7());
    let single = sign_in.without_context().await?;
    let row = statements::sign_in()
        .bind(
            &single,
            &credentials.email,
            &credentials.tag,
            &credentials.organization,
            &id,
            &login,
            &minted.capability_digest.as_slice(),
            &minted.refresh_digest.as_slice(),
        )
        .one()
        .await;
    let row = single.finish(row).await?;
    Session::opened(id, row.org_id, row.member_id, &row.member_role, row.token_expires_at.into(), row.session_expires_at.map(Into::into))
}

/// Founds an organisation with its first admin, and opens a session.
///
/// # Errors
/// [`Problem::SignUpClosed`], [`Problem::InvalidCredentials`] if the address has an account with another password,
/// [`Problem::AlreadyExists`] if the slug is taken, and what the values violate.
pub async fn sign_up(sign_in: &Pool, sign_up: &SignUp<'_>, password: &NewPassword<'_>, minted: &Minted) -> Result<Session, Error> {
    let (org, member, id, login) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
    let (memory, iterations, parallelism) = password.cost();
    let single = sign_in.without_context().await?;
    let row = statements::sign_up()
        .bind(
            &single,
            &sign_up.email,
            &sign_up.name,
            &password.salt,
            &memory,
            &iterations,
            &parallelism,
            &password.tag,
            &org,
            &sign_up.slug,
            &sign_up.organization,
            &sign_up.timezone,
            &member,
            &id,
            &login,
            &minted.capability_digest.as_slice(),
            &minted.refresh_digest.as_slice(),
        )
        .one()
        .await;
    let row = single.finish(row).await?;
    Session::opened(id, row.org_id, row.member_id, &row.member_role, row.token_expires_at.into(), row.session_expires_at.map(Into::into))
}

/// What a refresh token became.
pub struct Refreshed {
    /// The session, with a new right.
    pub session: Session,
    /// When the successor runs out.
    pub refresh_expires_at: DateTime<Utc>,
}

/// Turns a refresh token into its successor and a new right.
///
/// # Errors
/// [`Problem::SessionEnded`]; also if the token had been used before, which ends the session.
pub async fn refresh(sign_in: &Pool, org: OrgId, token_digest: [u8; 32], minted: &Minted) -> Result<Refreshed, Error> {
    let single = sign_in.without_context().await?;
    let row = statements::refresh_session()
        .bind(&single, &org, &token_digest.as_slice(), &minted.refresh_digest.as_slice(), &minted.capability_digest.as_slice())
        .one()
        .await;
    let row = single.finish(row).await?;
    match (row.reused, row.member_role, row.token_expires_at, row.refresh_expires_at) {
        (false, Some(role), Some(token), Some(refresh)) => Ok(Refreshed {
            session: Session::opened(row.session_id, org, row.member_id, &role, token.into(), None)?,
            refresh_expires_at: refresh.into(),
        }),
        _ => Err(Error::new(Problem::SessionEnded)
            .detail("This refresh token had been used before, so the session was ended. Sign in again.")
            .internal(format!("refresh token of session {} was used twice", row.session_id))),
    }
}

/// A sibling session in another organisation of the same account.
///
/// # Errors
/// [`Problem::SessionEnded`] without a live right, [`Problem::NotFound`].
pub async fn switch(sign_in: &Pool, context: &Context, organization: &str, minted: &Minted) -> Result<Session, Error> {
    let id = Uuid::now_v7();
    let single = sign_in.without_context().await?;
    let row = statements::switch_organization()
        .bind(
            &single,
            &context.org,
            &context.secret,
            &context.role.as_str(),
            &organization,
            &id,
            &minted.capability_digest.as_slice(),
            &minted.refresh_digest.as_slice(),
        )
        .one()
        .await;
    let row = single.finish(row).await?;
    Session::opened(id, row.org_id, row.member_id, &row.member_role, row.token_expires_at.into(), row.session_expires_at.map(Into::into))
}

/// Where the account could switch to.
///
/// # Errors
/// [`Problem::SessionEnded`] without a live right.
pub async fn organizations(sign_in: &Pool, context: &Context) -> Result<Vec<OrganizationsOfAccount>, Error> {
    let single = sign_in.without_context().await?;
    let rows = statements::organizations_of_account().bind(&single, &context.org, &context.secret, &context.role.as_str()).all().await;
    single.finish(rows).await
}

/// The session of the caller.
///
/// # Errors
/// The caller has no live right.
pub async fn current(requests: &Pool, context: &Context) -> Result<ListSessions, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::current_session().bind(&single).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Live sessions, newest first: one's own, or with `auth.sessions.manage` a member's.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, member: Option<MemberId>, after: Option<Uuid>, limit: i64) -> Result<Vec<ListSessions>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_sessions().bind(&single, &member, &after, &limit).all().await;
    single.finish(rows).await
}

/// Ends a session: one's own, or with `auth.sessions.manage` anybody's.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn revoke(requests: &Pool, context: &Context, id: Uuid) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let ended = statements::revoke_session().bind(&single, &id).one().await;
    single.finish(ended).await.map(drop)
}

/// Ends the caller's own session; every right it minted is gone with this statement.
///
/// # Errors
/// The caller has no live right.
pub async fn close(requests: &Pool, context: &Context) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let ended = statements::sign_out().bind(&single).one().await;
    single.finish(ended).await?;
    Ok(())
}
