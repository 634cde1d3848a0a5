//! Sign-in, in two statements of the sign-in pool, and sign-out, in one of the request pool.

use chrono::{DateTime, Utc};
use queries::queries::identity::sessions;
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
    /// When the session itself ends.
    pub expires_at: DateTime<Utc>,
}

/// What is presented at sign-in.
pub struct Credentials<'a> {
    /// As typed; compared without case.
    pub email: &'a str,
    /// The Argon2id tag of the typed password.
    pub tag: &'a [u8],
    /// The organisation's slug; needed only by accounts with several.
    pub organization: Option<&'a str>,
    /// SHA-256 of the secret the token will carry.
    pub capability_digest: [u8; 32],
}

/// Salt and cost of an account's password; `None` for an address nobody signs in with.
///
/// # Errors
/// The database cannot be used.
pub async fn challenge(sign_in: &Pool, email: &str) -> Result<Option<Challenge>, Error> {
    let single = sign_in.without_context().await?;
    let row = sessions::password_challenge().bind(&single, &email).opt().await;
    let row = single.finish(row).await?;
    row.map(|row| {
        let unsigned = |value: i32| u32::try_from(value).map_err(|_| Error::new(Problem::Internal).internal("negative Argon2id cost"));
        Ok(Challenge {
            salt: row.salt,
            memory_kib: unsigned(row.memory_kib)?,
            iterations: unsigned(row.iterations)?,
            parallelism: unsigned(row.parallelism)?,
        })
    })
    .transpose()
}

/// Compares the tag and mints a session with its first capability.
///
/// # Errors
/// [`Problem::InvalidCredentials`] whatever was wrong, [`Problem::OrganizationRequired`].
pub async fn open(sign_in: &Pool, credentials: &Credentials<'_>) -> Result<Session, Error> {
    let (id, login) = (Uuid::now_v7(), Uuid::now_v7());
    let single = sign_in.without_context().await?;
    let row = sessions::sign_in()
        .bind(&single, &credentials.email, &credentials.tag, &credentials.organization, &id, &login, &credentials.capability_digest.as_slice())
        .one()
        .await;
    let row = single.finish(row).await?;
    Ok(Session {
        id,
        org: row.org_id,
        member: row.member_id,
        role: row.member_role.parse().map_err(|error| Error::new(Problem::Internal).internal(error))?,
        token_expires_at: row.token_expires_at.into(),
        expires_at: row.session_expires_at.into(),
    })
}

/// Ends the caller's own session; every right it minted is gone with this statement.
///
/// # Errors
/// The caller has no live right.
pub async fn close(requests: &Pool, context: &Context) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let ended = sessions::sign_out().bind(&single).one().await;
    single.finish(ended).await?;
    Ok(())
}
