use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::groups::{self, Belonging, Group as Row, New, Patch};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Done, Edited, Shown},
    bearer::AccessToken,
    employees::Named,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text::{self, Text},
};

pub(crate) struct Groups;

/// A named set of members, and what it allows them.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct MemberGroup {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    description: Option<String>,
    /// Codes of the catalogue that every member of the group holds, unless an override denies them.
    permissions: Vec<String>,
    /// How many members.
    member_count: u64,
}

impl Example for MemberGroup {
    fn example() -> Self {
        Self {
            id: example::id(9),
            name: "People operations".to_owned(),
            description: Some("Keeps the employee register.".to_owned()),
            permissions: vec!["people.write".to_owned()],
            member_count: 4,
        }
    }
}

page! {
    /// One page of groups.
    GroupPage of MemberGroup
}

/// A group to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewGroup {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    #[oai(skip_serializing_if_is_none, validator(max_length = 1000))]
    description: Option<Text>,
}

impl Example for NewGroup {
    fn example() -> Self {
        Self { name: Text("People operations".to_owned()), description: Some(Text("Keeps the employee register.".to_owned())) }
    }
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GroupPatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    #[oai(nullable, validator(max_length = 1000))]
    description: MaybeUndefined<Text>,
}

impl Example for GroupPatch {
    fn example() -> Self {
        Self { name: MaybeUndefined::Undefined, description: MaybeUndefined::Null }
    }
}

/// One page of who is in a group.
#[derive(Object)]
#[oai(example)]
pub(crate) struct GroupMemberPage {
    items: Vec<Named>,
    /// Pass as `cursor` for the next page; absent on the last.
    #[oai(skip_serializing_if_is_none)]
    next_cursor: Option<String>,
}

impl Example for GroupMemberPage {
    fn example() -> Self {
        Self { items: vec![Named { id: example::id(6), name: "Grace Hill".to_owned() }], next_cursor: None }
    }
}

#[OpenApi(tag = "crate::Group::Groups")]
impl Groups {
    /// List groups
    ///
    /// In order of name. Every member sees them.
    #[oai(path = "/groups", method = "get", operation_id = "list_groups")]
    async fn list_groups(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<GroupPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "groups", cursor.0.as_deref(), limit.0)?;
        let rows = groups::list(&app.store.requests, context, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.name, row.id))?;
        Ok(Json(GroupPage { items: rows.into_iter().map(shown).collect(), next_cursor }))
    }

    /// Add a group
    ///
    /// With `org.members`. It allows nothing until somebody with `org.roles` says so.
    #[oai(path = "/groups", method = "post", operation_id = "create_group")]
    async fn create_group(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one group.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewGroup>,
    ) -> Result<Created<MemberGroup>, Refusal> {
        let new = New { name: body.0.name.0, description: body.0.description.map(|text| text.0) };
        let id = groups::add(&app.store.requests, &caller.0.context, &new, repeat(&key)?.as_ref()).await?;
        let row = groups::read(&app.store.requests, &caller.0.context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)), tag, format!("/groups/{id}")))
    }

    /// Read a group
    ///
    /// Every member may.
    #[oai(path = "/groups/:group_id", method = "get", operation_id = "read_group")]
    async fn read_group(&self, app: Data<&Arc<App>>, caller: AccessToken, group_id: Path<Uuid>) -> Result<Shown<MemberGroup>, Refusal> {
        // members and permissions are rows of their own, so the version of the group says nothing about them: no 304 here
        let row = groups::read(&app.store.requests, &caller.0.context, group_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Shown::Shown(Json(shown(row)), tag))
    }

    /// Edit a group
    ///
    /// Name and description, with `org.members`. Needs `If-Match`.
    #[oai(path = "/groups/:group_id", method = "patch", operation_id = "update_group")]
    async fn update_group(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<GroupPatch>,
    ) -> Result<Edited<MemberGroup>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let patch = Patch { name: text::kept("name", body.0.name)?, description: text::given_text(body.0.description) };
        groups::edit(&app.store.requests, &caller.0.context, group_id.0, version, &patch).await?;
        let row = groups::read(&app.store.requests, &caller.0.context, group_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(shown(row)), tag))
    }

    /// Remove a group
    ///
    /// With `org.members`. What it allowed ends with it. Needs `If-Match`.
    #[oai(path = "/groups/:group_id", method = "delete", operation_id = "delete_group")]
    async fn delete_group(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        groups::remove(&app.store.requests, &caller.0.context, group_id.0, version).await?;
        Ok(Done::Done)
    }

    /// List who is in a group
    ///
    /// In order of name. Every member may.
    #[oai(path = "/groups/:group_id/members", method = "get", operation_id = "list_group_members")]
    async fn list_group_members(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<GroupMemberPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "group members", cursor.0.as_deref(), limit.0)?;
        let rows = groups::members(&app.store.requests, context, group_id.0, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.name, row.id))?;
        Ok(Json(GroupMemberPage { items: rows.into_iter().map(|row| Named { id: row.id, name: row.name }).collect(), next_cursor }))
    }

    /// Put a member into a group
    ///
    /// With `org.members`, and `org.roles` where the group carries permissions; never oneself. There already is fine.
    #[oai(path = "/groups/:group_id/members/:member_id", method = "put", operation_id = "add_group_member")]
    async fn add_group_member(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        member_id: Path<Uuid>,
    ) -> Result<Done, Refusal> {
        groups::put(&app.store.requests, &caller.0.context, group_id.0, &Belonging::Member(member_id.0)).await?;
        Ok(Done::Done)
    }

    /// Take a member out of a group
    ///
    /// With `org.members`, never oneself. What the group allowed them ends at once.
    #[oai(path = "/groups/:group_id/members/:member_id", method = "delete", operation_id = "remove_group_member")]
    async fn remove_group_member(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        member_id: Path<Uuid>,
    ) -> Result<Done, Refusal> {
        groups::take(&app.store.requests, &caller.0.context, group_id.0, &Belonging::Member(member_id.0)).await?;
        Ok(Done::Done)
    }

    /// Let a group allow something
    ///
    /// With `org.roles`, never to a group one is in, never an hr-only permission.
    #[oai(path = "/groups/:group_id/permissions/:permission", method = "put", operation_id = "add_group_permission")]
    async fn add_group_permission(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        /// A code of the catalogue.
        permission: Path<String>,
    ) -> Result<Done, Refusal> {
        text::no_nul(&permission.0)?;
        groups::put(&app.store.requests, &caller.0.context, group_id.0, &Belonging::Permission(&permission.0)).await?;
        Ok(Done::Done)
    }

    /// Stop a group allowing something
    ///
    /// With `org.roles`, never in a group one is in. It ends for every member of the group at once.
    #[oai(path = "/groups/:group_id/permissions/:permission", method = "delete", operation_id = "remove_group_permission")]
    async fn remove_group_permission(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        group_id: Path<Uuid>,
        /// A code of the catalogue.
        permission: Path<String>,
    ) -> Result<Done, Refusal> {
        text::no_nul(&permission.0)?;
        groups::take(&app.store.requests, &caller.0.context, group_id.0, &Belonging::Permission(&permission.0)).await?;
        Ok(Done::Done)
    }
}

fn shown(row: Row) -> MemberGroup {
    MemberGroup {
        id: row.id,
        name: row.name,
        description: row.description,
        permissions: row.permissions,
        member_count: u64::try_from(row.members).unwrap_or_default(),
    }
}
