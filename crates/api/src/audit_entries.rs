use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::{Any, Example},
};
use serde_json::{Value, json};
use store::datastore::audit::{self, AuditEntry as Row, Filter};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::word,
    bearer::AccessToken,
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    text::no_nul,
};

pub(crate) struct AuditEntries;

/// What acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ActorKind {
    Member,
    /// Background work, on a member's behalf.
    Job,
    /// Before there was a caller: sign-in, sign-up, operators.
    System,
}

/// Who did what to what, and when.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct AuditEntry {
    id: Uuid,
    at: DateTime<Utc>,
    actor_kind: ActorKind,
    /// A member, or a job.
    actor_id: Option<Uuid>,
    /// The member's name, or of whom the job acted for.
    actor_name: Option<String>,
    /// The member a job acted for.
    on_behalf_of: Option<Uuid>,
    /// For instance `employee.changed`.
    action: String,
    /// For instance `employee`.
    entity: String,
    entity_id: Uuid,
    /// The request that caused it.
    request_id: Option<Uuid>,
}

impl Example for AuditEntry {
    fn example() -> Self {
        Self {
            id: example::id(16),
            at: DateTime::UNIX_EPOCH,
            actor_kind: ActorKind::Member,
            actor_id: Some(example::id(6)),
            actor_name: Some("Grace Hill".to_owned()),
            on_behalf_of: None,
            action: "employee.changed".to_owned(),
            entity: "employee".to_owned(),
            entity_id: example::id(8),
            request_id: Some(example::id(17)),
        }
    }
}

page! {
    /// One page of audit entries, newest first.
    AuditEntryPage of AuditEntry
}

/// An entry with what changed.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct AuditEntryDetail {
    entry: AuditEntry,
    /// Each changed column with its value before and after. Absent where the caller may not read the thing itself now.
    changes: Option<Any<Value>>,
}

impl Example for AuditEntryDetail {
    fn example() -> Self {
        Self { entry: AuditEntry::example(), changes: Some(Any(json!({ "work_phone": ["+49 30 1234567", null] }))) }
    }
}

#[OpenApi(tag = "crate::Group::Audit")]
impl AuditEntries {
    /// List audit entries
    ///
    /// With `audit.read`, newest first. Whoever lacks it finds only readings of their own private data and exports they may be in.
    #[oai(path = "/audit_entries", method = "get", operation_id = "list_audit_entries")]
    #[expect(clippy::too_many_arguments, reason = "one per query parameter of the contract")]
    async fn list_audit_entries(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only this kind of thing, for instance `employee`.
        #[oai(validator(max_length = 100))]
        entity: Query<Option<String>>,
        /// Only this one; needs `entity`.
        entity_id: Query<Option<Uuid>>,
        /// Only what this member did.
        actor_id: Query<Option<Uuid>>,
        /// Only this action, for instance `employee.changed`.
        #[oai(validator(max_length = 100))]
        action: Query<Option<String>>,
        /// From this moment.
        since: Query<Option<DateTime<Utc>>>,
        /// Up to, and without, this moment.
        until: Query<Option<DateTime<Utc>>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<AuditEntryPage>, Refusal> {
        if entity_id.0.is_some() && entity.0.is_none() {
            return Err(Error::new(Problem::InvalidValue).detail("entity_id needs entity.").into());
        }
        for text in [&entity.0, &action.0].into_iter().flatten() {
            no_nul(text)?;
        }
        let context = &caller.0.context;
        let window = Window::open(&app, context, "audit entries", cursor.0.as_deref(), limit.0)?;
        let filter = Filter {
            entity: entity.0.as_deref(),
            entity_id: entity_id.0,
            actor: actor_id.0,
            action: action.0.as_deref(),
            since: since.0,
            until: until.0,
        };
        let rows = audit::list(&app.store.requests, context, &filter, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(AuditEntryPage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Read an audit entry
    ///
    /// With what changed, where the caller may read the thing itself now.
    #[oai(path = "/audit_entries/:entry_id", method = "get", operation_id = "read_audit_entry")]
    async fn read_audit_entry(&self, app: Data<&Arc<App>>, caller: AccessToken, entry_id: Path<Uuid>) -> Result<Json<AuditEntryDetail>, Refusal> {
        let row = audit::read(&app.store.requests, &caller.0.context, entry_id.0).await?;
        let changes = row.changes.map(Any);
        let entry = shown(Row {
            id: row.id,
            at: row.at,
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            actor_name: row.actor_name,
            on_behalf_of: row.on_behalf_of,
            action: row.action,
            entity: row.entity,
            entity_id: row.entity_id,
            request_id: row.request_id,
        })?;
        Ok(Json(AuditEntryDetail { entry, changes }))
    }

    /// List who accessed my data
    ///
    /// Readings of the caller's private data by others, members that were linked to the caller's employee row, and exports of
    /// people the caller may be in; newest first.
    #[oai(path = "/employees/current/accesses", method = "get", operation_id = "list_accesses")]
    async fn list_accesses(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<AuditEntryPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "accesses", cursor.0.as_deref(), limit.0)?;
        let rows = audit::accesses_to_own(&app.store.requests, context, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(AuditEntryPage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }
}

fn shown(row: Row) -> Result<AuditEntry, Error> {
    Ok(AuditEntry {
        id: row.id,
        at: row.at.into(),
        actor_kind: word(&row.actor_kind)?,
        actor_id: row.actor_id,
        actor_name: row.actor_name,
        on_behalf_of: row.on_behalf_of,
        action: row.action,
        entity: row.entity,
        entity_id: row.entity_id,
        request_id: row.request_id,
    })
}
