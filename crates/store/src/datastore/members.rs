//! Memberships.

use queries::queries::identity::members as statements;
pub use queries::queries::identity::members::{CurrentMember, Member, MemberSites};
use types::{EmployeeId, Error, MemberId, Problem, Role};
use uuid::Uuid;

use super::{After, split};
use crate::{Context, Pool, single::Access};

/// Narrows a list of members.
#[derive(Default)]
pub struct Filter<'a> {
    /// Finds nobody where roles are not the caller's to see.
    pub role: Option<&'a str>,
    /// `active`, `suspended`, `left`.
    pub state: Option<&'a str>,
}

/// The caller, with their organisation, its settings and their effective permissions.
///
/// # Errors
/// The caller has no live right.
pub async fn current(requests: &Pool, context: &Context) -> Result<CurrentMember, Error> {
    let single = requests.single(context, Access::Read).await?;
    let member = statements::current_member().bind(&single).opt().await;
    single.finish(member).await?.ok_or_else(|| Problem::NotFound.into())
}

/// One page, in order of name.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, filter: &Filter<'_>, after: Option<&After>, limit: i64) -> Result<Vec<Member>, Error> {
    let (name, id) = split(after);
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::list_members().bind(&single, &name, &id, &filter.role, &filter.state, &limit).all().await;
    single.finish(rows).await
}

/// One member, as far as the caller may see.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: MemberId) -> Result<Member, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_member().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// What can happen to a membership (R19, R20, R22).
pub enum Move {
    /// Another role.
    Role(Role),
    /// active -> suspended.
    Suspend,
    /// suspended -> active.
    Resume,
    /// -> left.
    Remove,
    /// Whose employee row the member's own is.
    Link(Option<EmployeeId>),
}

/// Moves a membership.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::LastAdmin`], [`Problem::NotFound`], [`Problem::WrongState`].
pub async fn change(requests: &Pool, context: &Context, id: MemberId, change: &Move) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let version = match change {
        Move::Role(role) => statements::set_member_role().bind(&single, &id, &role.as_str()).one().await,
        Move::Suspend => statements::suspend_member().bind(&single, &id).one().await,
        Move::Resume => statements::resume_member().bind(&single, &id).one().await,
        Move::Remove => statements::remove_member().bind(&single, &id).one().await,
        Move::Link(employee) => statements::link_member().bind(&single, &id, employee).one().await,
    };
    single.finish(version).await.map(drop)
}

/// The sites a member is limited to, as far as the caller may see; none: every site.
///
/// # Errors
/// The caller has no live right.
pub async fn sites(requests: &Pool, context: &Context, id: MemberId) -> Result<Vec<MemberSites>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::member_sites().bind(&single, &id).all().await;
    single.finish(rows).await
}

/// Limits a member to these sites; an empty list lifts every limit.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::OwnMembership`], [`Problem::NotFound`], [`Problem::UnknownReference`].
pub async fn limit_to_sites(requests: &Pool, context: &Context, id: MemberId, sites: &[Uuid]) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let done = statements::limit_to_sites().bind(&single, &id, &sites).one().await;
    single.finish(done).await.map(drop)
}
