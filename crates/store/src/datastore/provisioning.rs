//! Founding organisations and admitting members, as the operators' login.

use queries::queries::platform::provisioning;
use types::{EmployeeId, Error, MemberId, OrgId, Role};

use crate::Pool;

/// What an operator says about a new organisation.
pub struct NewOrganization<'a> {
    /// UUID v7.
    pub id: OrgId,
    /// 3-63 characters, unique.
    pub slug: &'a str,
    /// For people.
    pub name: &'a str,
    /// IANA name.
    pub timezone: &'a str,
}

/// An account's place in an organisation, with what its password became.
pub struct NewMember<'a> {
    /// The organisation.
    pub org: OrgId,
    /// UUID v7.
    pub id: MemberId,
    /// The account's address; an existing account keeps its password.
    pub email: &'a str,
    /// For people.
    pub name: &'a str,
    /// One of five.
    pub role: Role,
    /// The employee this member is, if any.
    pub employee: Option<EmployeeId>,
    /// Argon2id salt, 16 bytes.
    pub salt: &'a [u8],
    /// Memory in KiB, passes, lanes.
    pub cost: (u32, u32, u32),
    /// Argon2id tag, 32 bytes; stored as its SHA-256.
    pub tag: &'a [u8],
}

/// Creates an organisation with its settings.
///
/// # Errors
/// [`types::Problem::AlreadyExists`] if the slug is taken.
pub async fn found(platform: &Pool, organization: &NewOrganization<'_>) -> Result<(), Error> {
    let single = platform.without_context().await?;
    let done = provisioning::found_organization()
        .bind(&single, &organization.id, &organization.slug, &organization.name, &organization.timezone)
        .one()
        .await;
    single.finish(done).await.map(drop)
}

/// Admits a member; an existing membership of the account is linked to the employee and otherwise left alone.
///
/// # Errors
/// The organisation or employee does not exist.
pub async fn admit(platform: &Pool, member: &NewMember<'_>) -> Result<(), Error> {
    let signed = |value: u32| i32::try_from(value).unwrap_or(i32::MAX); // beyond the column's check, which then says so
    let (memory, iterations, parallelism) = member.cost;
    let single = platform.without_context().await?;
    let done = provisioning::admit_member()
        .bind(
            &single,
            &member.org,
            &member.id,
            &member.email,
            &member.name,
            &member.role.as_str(),
            &member.employee,
            &member.salt,
            &signed(memory),
            &signed(iterations),
            &signed(parallelism),
            &member.tag,
        )
        .one()
        .await;
    single.finish(done).await.map(drop)
}
