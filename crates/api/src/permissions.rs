use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::overrides::{self, Move, New, Override as Row};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, word},
    bearer::AccessToken,
    etag::Version,
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    sessions::{RoleName, role},
    text::Text,
};

pub(crate) struct Permissions;

/// A permission of the catalogue.
#[derive(Object)]
#[oai(example)]
pub(crate) struct Permission {
    code: String,
    module: String,
    description: String,
    /// Whether an override needs an hr approver, and no group can give it.
    hr_only: bool,
    /// Roles that hold it by default.
    roles: Vec<RoleName>,
}

impl Example for Permission {
    fn example() -> Self {
        Self {
            code: "people.write".to_owned(),
            module: "people".to_owned(),
            description: "Add and edit employees, departments, positions and sites; record leaving.".to_owned(),
            hr_only: false,
            roles: vec![RoleName::Admin, RoleName::Hr],
        }
    }
}

/// Whether a permission is given or taken. deny beats allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum Effect {
    Allow,
    Deny,
}

/// Where an override stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum OverrideState {
    /// Waits for hr.
    Requested,
    Active,
    Rejected,
    Revoked,
    Expired,
}

/// One permission more or less for one member.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct PermissionOverride {
    id: Uuid,
    member_id: Uuid,
    permission: String,
    effect: Effect,
    reason: String,
    state: OverrideState,
    expires_at: Option<DateTime<Utc>>,
    /// Who approved, rejected or revoked it.
    decided_by: Option<Uuid>,
    decided_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    created_by: Option<Uuid>,
}

impl Example for PermissionOverride {
    fn example() -> Self {
        Self {
            id: example::id(10),
            member_id: example::id(6),
            permission: "people.private.read".to_owned(),
            effect: Effect::Allow,
            reason: "Parental leave cover for Hanne".to_owned(),
            state: OverrideState::Requested,
            expires_at: Some(DateTime::UNIX_EPOCH),
            decided_by: None,
            decided_at: None,
            created_at: DateTime::UNIX_EPOCH,
            created_by: Some(example::id(11)),
        }
    }
}

page! {
    /// One page of overrides, newest first.
    PermissionOverridePage of PermissionOverride
}

/// What to give or take.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewPermissionOverride {
    member_id: Uuid,
    /// A code of the catalogue.
    #[oai(validator(min_length = 3, max_length = 60))]
    permission: Text,
    effect: Effect,
    /// Why; the member reads it.
    #[oai(validator(min_length = 1, max_length = 500))]
    reason: Text,
    /// Until when. An hr-only one ends after 90 days unless said otherwise, any other not by itself.
    #[oai(skip_serializing_if_is_none)]
    expires_at: Option<DateTime<Utc>>,
}

impl Example for NewPermissionOverride {
    fn example() -> Self {
        Self {
            member_id: example::id(6),
            permission: Text("people.private.read".to_owned()),
            effect: Effect::Allow,
            reason: Text("Parental leave cover for Hanne".to_owned()),
            expires_at: None,
        }
    }
}

#[OpenApi(tag = "crate::Group::Permissions")]
impl Permissions {
    /// List permissions
    ///
    /// The whole catalogue, and which roles hold what by default. Every member may.
    #[oai(path = "/permissions", method = "get", operation_id = "list_permissions")]
    async fn list_permissions(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Json<Vec<Permission>>, Refusal> {
        let rows = overrides::catalogue(&app.store.requests, &caller.0.context).await?;
        let shown = rows.into_iter().map(|row| {
            let roles = row.roles.iter().map(|name| role(name)).collect::<Result<_, _>>()?;
            Ok(Permission { code: row.code, module: row.module, description: row.description, hr_only: row.hr_only, roles })
        });
        Ok(Json(shown.collect::<Result<_, Error>>()?))
    }

    /// List overrides
    ///
    /// Newest first: one's own, or with `org.members.read` everybody's.
    #[oai(path = "/permission_overrides", method = "get", operation_id = "list_permission_overrides")]
    async fn list_permission_overrides(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only this member's.
        member_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<PermissionOverridePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "overrides", cursor.0.as_deref(), limit.0)?;
        let rows = overrides::list(&app.store.requests, context, member_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(PermissionOverridePage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Override a permission
    ///
    /// With `org.roles`, never for oneself. Active at once; an hr-only permission waits for an hr person who is neither
    /// grantee nor requester.
    #[oai(path = "/permission_overrides", method = "post", operation_id = "create_permission_override")]
    async fn create_permission_override(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one override.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewPermissionOverride>,
    ) -> Result<Created<PermissionOverride>, Refusal> {
        let context = &caller.0.context;
        let new = New {
            member: body.0.member_id,
            permission: &body.0.permission.0,
            effect: match body.0.effect {
                Effect::Allow => "allow",
                Effect::Deny => "deny",
            },
            reason: &body.0.reason.0,
            expires_at: body.0.expires_at,
        };
        let id = overrides::add(&app.store.requests, context, &new, repeat(&key)?.as_ref()).await?;
        let row = overrides::read(&app.store.requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)?), tag, format!("/permission_overrides/{id}")))
    }

    /// Read an override
    ///
    /// One's own, or with `org.members.read` anybody's.
    #[oai(path = "/permission_overrides/:override_id", method = "get", operation_id = "read_permission_override")]
    async fn read_permission_override(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        override_id: Path<Uuid>,
    ) -> Result<Json<PermissionOverride>, Refusal> {
        Ok(Json(shown(overrides::read(&app.store.requests, &caller.0.context, override_id.0).await?)?))
    }

    /// Approve an override
    ///
    /// As hr, neither grantee nor requester. It holds from the member's next statement on.
    #[oai(path = "/permission_overrides/:override_id/approve", method = "post", operation_id = "approve_permission_override")]
    async fn approve_permission_override(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        override_id: Path<Uuid>,
    ) -> Result<Json<PermissionOverride>, Refusal> {
        moved(&app, &caller, override_id.0, &Move::Approve).await
    }

    /// Reject an override
    ///
    /// As hr, neither grantee nor requester.
    #[oai(path = "/permission_overrides/:override_id/reject", method = "post", operation_id = "reject_permission_override")]
    async fn reject_permission_override(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        override_id: Path<Uuid>,
    ) -> Result<Json<PermissionOverride>, Refusal> {
        moved(&app, &caller, override_id.0, &Move::Reject).await
    }

    /// Revoke an override
    ///
    /// With `org.roles`, or as hr an hr-only one; never one's own. It ends with the next statement.
    #[oai(path = "/permission_overrides/:override_id/revoke", method = "post", operation_id = "revoke_permission_override")]
    async fn revoke_permission_override(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        override_id: Path<Uuid>,
    ) -> Result<Json<PermissionOverride>, Refusal> {
        moved(&app, &caller, override_id.0, &Move::Revoke).await
    }
}

async fn moved(app: &App, caller: &AccessToken, id: Uuid, change: &Move) -> Result<Json<PermissionOverride>, Refusal> {
    let context = &caller.0.context;
    overrides::change(&app.store.requests, context, id, change).await?;
    Ok(Json(shown(overrides::read(&app.store.requests, context, id).await?)?))
}

fn shown(row: Row) -> Result<PermissionOverride, Error> {
    Ok(PermissionOverride {
        id: row.id,
        member_id: row.member_id,
        permission: row.permission,
        effect: word(&row.effect)?,
        reason: row.reason,
        state: word(&row.state)?,
        expires_at: row.expires_at.map(Into::into),
        decided_by: row.decided_by,
        decided_at: row.decided_at.map(Into::into),
        created_at: row.created_at.into(),
        created_by: row.created_by,
    })
}
