use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::members::{self, Filter, Member as Row, Move};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{spelled, word},
    bearer::AccessToken,
    employees::Named,
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    sessions::{RoleName, role},
};

pub(crate) struct Members;

/// Where a membership stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum MemberState {
    Invited,
    Active,
    Suspended,
    Left,
}

/// The organisation a member belongs to.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub(crate) struct OwnOrganization {
    id: Uuid,
    slug: String,
    name: String,
    /// `trial`, `active`, `past_due`, or `closing`: readable, not writable.
    state: String,
    /// When closing began.
    closes_at: Option<DateTime<Utc>>,
    /// IANA name; decides when dated rights begin and end.
    timezone: String,
    /// First day of the week, 0 = Sunday.
    week_start: u8,
}

/// The caller.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct CurrentMember {
    id: Uuid,
    name: String,
    /// The account's address.
    email: String,
    role: RoleName,
    /// What the caller may do now beyond what relations give: role, groups and overrides together. For rendering; the
    /// database decides.
    permissions: Vec<String>,
    session_id: Uuid,
    /// The employee this member is, if any.
    employee_id: Option<Uuid>,
    joined_at: Option<DateTime<Utc>>,
    organization: OwnOrganization,
}

impl Example for CurrentMember {
    fn example() -> Self {
        Self {
            id: example::id(6),
            name: "Grace Hill".to_owned(),
            email: "grace@brightwater.example".to_owned(),
            role: RoleName::Hr,
            permissions: vec!["people.read".to_owned(), "people.write".to_owned()],
            session_id: example::id(5),
            employee_id: Some(example::id(8)),
            joined_at: Some(DateTime::UNIX_EPOCH),
            organization: OwnOrganization {
                id: example::id(1),
                slug: "brightwater".to_owned(),
                name: "Brightwater".to_owned(),
                state: "active".to_owned(),
                closes_at: None,
                timezone: "Europe/Berlin".to_owned(),
                week_start: 1,
            },
        }
    }
}

/// A member. Everybody sees name, employee and state; role, dates and address are there for admin and hr (and role and dates
/// of one's own).
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Member {
    id: Uuid,
    name: String,
    employee_id: Option<Uuid>,
    state: MemberState,
    /// The address the member signs in with.
    email: Option<String>,
    role: Option<RoleName>,
    joined_at: Option<DateTime<Utc>>,
    left_at: Option<DateTime<Utc>>,
}

impl Example for Member {
    fn example() -> Self {
        Self {
            id: example::id(6),
            name: "Grace Hill".to_owned(),
            employee_id: Some(example::id(8)),
            state: MemberState::Active,
            email: Some("grace@brightwater.example".to_owned()),
            role: Some(RoleName::Hr),
            joined_at: Some(DateTime::UNIX_EPOCH),
            left_at: None,
        }
    }
}

page! {
    /// One page of members.
    MemberPage of Member
}

/// Another role.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct RoleChange {
    role: RoleName,
}

impl Example for RoleChange {
    fn example() -> Self {
        Self { role: RoleName::Manager }
    }
}

/// Whose employee row the member's own is.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct EmployeeLink {
    /// null: none.
    #[oai(nullable)]
    employee_id: MaybeUndefined<Uuid>,
}

impl Example for EmployeeLink {
    fn example() -> Self {
        Self { employee_id: MaybeUndefined::Value(example::id(8)) }
    }
}

/// The sites a member is limited to. None: every site.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct SiteLimit {
    #[oai(validator(max_items = 200))]
    site_ids: Vec<Uuid>,
}

impl Example for SiteLimit {
    fn example() -> Self {
        Self { site_ids: vec![example::id(4)] }
    }
}

/// The sites a member is limited to. None: every site.
#[derive(Object)]
#[oai(example)]
pub(crate) struct MemberSites {
    sites: Vec<Named>,
}

impl Example for MemberSites {
    fn example() -> Self {
        Self { sites: vec![Named { id: example::id(4), name: "Berlin".to_owned() }] }
    }
}

#[OpenApi(tag = "crate::Group::Members")]
impl Members {
    /// Who am I?
    ///
    /// The caller's membership and permissions with their organisation and its settings.
    #[oai(path = "/members/current", method = "get", operation_id = "read_current_member")]
    async fn read_current_member(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Json<CurrentMember>, Refusal> {
        let row = members::current(&app.store.requests, &caller.0.context).await?;
        Ok(Json(CurrentMember {
            id: row.id,
            name: row.name,
            email: row.email,
            role: role(&row.role)?,
            permissions: row.permissions,
            session_id: row.session_id,
            employee_id: row.employee_id,
            joined_at: row.joined_at.map(Into::into),
            organization: OwnOrganization {
                id: row.org_id,
                slug: row.slug,
                name: row.organization_name,
                state: row.organization_state,
                closes_at: row.closes_at.map(Into::into),
                timezone: row.timezone,
                week_start: u8::try_from(row.week_start).unwrap_or_default(),
            },
        }))
    }

    /// List members
    ///
    /// In order of name. Everybody reads the names behind the ids that records carry; filtering by role finds only whom the
    /// caller may see the role of.
    #[oai(path = "/members", method = "get", operation_id = "list_members")]
    async fn list_members(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only this role.
        #[oai(name = "role")]
        only_role: Query<Option<RoleName>>,
        /// Only this state.
        state: Query<Option<MemberState>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<MemberPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "members", cursor.0.as_deref(), limit.0)?;
        let (only_role, state) = (only_role.0.as_ref().map(spelled), state.0.as_ref().map(spelled));
        let filter = Filter { role: only_role.as_deref(), state: state.as_deref() };
        let rows = members::list(&app.store.requests, context, &filter, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.name, row.id))?;
        Ok(Json(MemberPage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Read a member
    ///
    /// As far as the caller may see.
    #[oai(path = "/members/:member_id", method = "get", operation_id = "read_member")]
    async fn read_member(&self, app: Data<&Arc<App>>, caller: AccessToken, member_id: Path<Uuid>) -> Result<Json<Member>, Refusal> {
        Ok(Json(shown(members::read(&app.store.requests, &caller.0.context, member_id.0).await?)?))
    }

    /// Give another role
    ///
    /// With `org.roles`, never to oneself, never taking the last admin. Every right of the member ends at once; the next
    /// sign-in or refresh has the new role.
    #[oai(path = "/members/:member_id/role", method = "put", operation_id = "update_member_role")]
    async fn update_member_role(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        member_id: Path<Uuid>,
        body: Json<RoleChange>,
    ) -> Result<Json<Member>, Refusal> {
        moved(&app, &caller, member_id.0, &Move::Role(body.0.role.into())).await
    }

    /// Link a member to an employee
    ///
    /// With `org.members`, never oneself: whose employee row is the member's own.
    #[oai(path = "/members/:member_id/employee", method = "put", operation_id = "update_member_employee")]
    async fn update_member_employee(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        member_id: Path<Uuid>,
        body: Json<EmployeeLink>,
    ) -> Result<Json<Member>, Refusal> {
        let employee = match body.0.employee_id {
            MaybeUndefined::Undefined => {
                return Err(Error::new(Problem::InvalidValue).detail("employee_id is an id, or null for none.").into());
            }
            MaybeUndefined::Null => None,
            MaybeUndefined::Value(id) => Some(id),
        };
        moved(&app, &caller, member_id.0, &Move::Link(employee)).await
    }

    /// Suspend a member
    ///
    /// With `org.members`, never oneself, never the last admin. Every right ends at once.
    #[oai(path = "/members/:member_id/suspend", method = "post", operation_id = "suspend_member")]
    async fn suspend_member(&self, app: Data<&Arc<App>>, caller: AccessToken, member_id: Path<Uuid>) -> Result<Json<Member>, Refusal> {
        moved(&app, &caller, member_id.0, &Move::Suspend).await
    }

    /// Resume a member
    ///
    /// With `org.members`: a suspended member can sign in again.
    #[oai(path = "/members/:member_id/resume", method = "post", operation_id = "resume_member")]
    async fn resume_member(&self, app: Data<&Arc<App>>, caller: AccessToken, member_id: Path<Uuid>) -> Result<Json<Member>, Refusal> {
        moved(&app, &caller, member_id.0, &Move::Resume).await
    }

    /// Remove a member
    ///
    /// With `org.members`, never oneself, never the last admin. Every right ends at once; what they wrote stays.
    #[oai(path = "/members/:member_id/remove", method = "post", operation_id = "remove_member")]
    async fn remove_member(&self, app: Data<&Arc<App>>, caller: AccessToken, member_id: Path<Uuid>) -> Result<Json<Member>, Refusal> {
        moved(&app, &caller, member_id.0, &Move::Remove).await
    }

    /// Read site limits
    ///
    /// One's own, or with `org.members.read` anybody's. None: every site.
    #[oai(path = "/members/:member_id/sites", method = "get", operation_id = "read_member_sites")]
    async fn read_member_sites(&self, app: Data<&Arc<App>>, caller: AccessToken, member_id: Path<Uuid>) -> Result<Json<MemberSites>, Refusal> {
        Ok(Json(sites(&app, &caller, member_id.0).await?))
    }

    /// Limit a member to sites
    ///
    /// With `org.members`, never oneself: narrows a manager's reports and what ops see of the chart. An empty list lifts it.
    #[oai(path = "/members/:member_id/sites", method = "put", operation_id = "update_member_sites")]
    async fn update_member_sites(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        member_id: Path<Uuid>,
        body: Json<SiteLimit>,
    ) -> Result<Json<MemberSites>, Refusal> {
        members::limit_to_sites(&app.store.requests, &caller.0.context, member_id.0, &body.0.site_ids).await?;
        Ok(Json(sites(&app, &caller, member_id.0).await?))
    }
}

async fn moved(app: &App, caller: &AccessToken, id: Uuid, change: &Move) -> Result<Json<Member>, Refusal> {
    let context = &caller.0.context;
    members::change(&app.store.requests, context, id, change).await?;
    Ok(Json(shown(members::read(&app.store.requests, context, id).await?)?))
}

/// As far as the caller may see limits; whoever may not sees none of a member that exists.
async fn sites(app: &App, caller: &AccessToken, id: Uuid) -> Result<MemberSites, Error> {
    let context = &caller.0.context;
    let rows = members::sites(&app.store.requests, context, id).await?;
    if rows.is_empty() {
        members::read(&app.store.requests, context, id).await?;
    }
    Ok(MemberSites { sites: rows.into_iter().map(|row| Named { id: row.id, name: row.name }).collect() })
}

fn shown(row: Row) -> Result<Member, Error> {
    Ok(Member {
        id: row.id,
        name: row.name,
        employee_id: row.employee_id,
        state: word(&row.state)?,
        email: row.email,
        role: row.role.as_deref().map(role).transpose()?,
        joined_at: row.joined_at.map(Into::into),
        left_at: row.left_at.map(Into::into),
    })
}
