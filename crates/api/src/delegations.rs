use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::delegations::{self, Delegation as Row, New};
use uuid::Uuid;

use crate::{
    App,
    answers::Created,
    bearer::AccessToken,
    etag::Version,
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
};

pub(crate) struct Delegations;

/// A stand-in for the dates of an absence.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Delegation {
    id: Uuid,
    from_member_id: Uuid,
    to_member_id: Uuid,
    /// Approvals.
    approvals: bool,
    /// Reading the delegator's direct reports; the stand-in needs a manager's role of their own.
    report_reads: bool,
    first_day: NaiveDate,
    /// The last day it holds.
    last_day: NaiveDate,
    /// When it was ended early.
    ended_at: Option<DateTime<Utc>>,
    /// Whether it holds today, on the organisation's calendar.
    in_force: bool,
}

impl Example for Delegation {
    fn example() -> Self {
        Self {
            id: example::id(12),
            from_member_id: example::id(6),
            to_member_id: example::id(11),
            approvals: true,
            report_reads: true,
            first_day: NaiveDate::default(),
            last_day: NaiveDate::default(),
            ended_at: None,
            in_force: false,
        }
    }
}

page! {
    /// One page of delegations, newest first.
    DelegationPage of Delegation
}

/// Who stands in for the caller, in what, and when.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewDelegation {
    /// An active member.
    to_member_id: Uuid,
    /// Approvals.
    approvals: bool,
    /// Reading the caller's direct reports.
    report_reads: bool,
    first_day: NaiveDate,
    /// At most 366 days.
    last_day: NaiveDate,
}

impl Example for NewDelegation {
    fn example() -> Self {
        Self { to_member_id: example::id(11), approvals: true, report_reads: true, first_day: NaiveDate::default(), last_day: NaiveDate::default() }
    }
}

#[OpenApi(tag = "crate::Group::Delegations")]
impl Delegations {
    /// List delegations
    ///
    /// Newest first: what one delegated and what was delegated to one; every one for admin and hr.
    #[oai(path = "/delegations", method = "get", operation_id = "list_delegations")]
    async fn list_delegations(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<DelegationPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "delegations", cursor.0.as_deref(), limit.0)?;
        let rows = delegations::list(&app.store.requests, context, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(DelegationPage { items: rows.into_iter().map(shown).collect(), next_cursor }))
    }

    /// Delegate
    ///
    /// As manager, ops, hr or admin, from oneself to another active member. What the stand-in writes stays theirs.
    #[oai(path = "/delegations", method = "post", operation_id = "create_delegation")]
    async fn create_delegation(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one delegation.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewDelegation>,
    ) -> Result<Created<Delegation>, Refusal> {
        let context = &caller.0.context;
        let new = New {
            to: body.0.to_member_id,
            approvals: body.0.approvals,
            report_reads: body.0.report_reads,
            first_day: body.0.first_day,
            last_day: body.0.last_day,
        };
        let id = delegations::add(&app.store.requests, context, &new, repeat(&key)?.as_ref()).await?;
        let row = delegations::read(&app.store.requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)), tag, format!("/delegations/{id}")))
    }

    /// Read a delegation
    ///
    /// As either side, admin or hr.
    #[oai(path = "/delegations/:delegation_id", method = "get", operation_id = "read_delegation")]
    async fn read_delegation(&self, app: Data<&Arc<App>>, caller: AccessToken, delegation_id: Path<Uuid>) -> Result<Json<Delegation>, Refusal> {
        Ok(Json(shown(delegations::read(&app.store.requests, &caller.0.context, delegation_id.0).await?)))
    }

    /// End a delegation
    ///
    /// As who delegated, admin or hr. It gives nothing from the next statement on.
    #[oai(path = "/delegations/:delegation_id/end", method = "post", operation_id = "end_delegation")]
    async fn end_delegation(&self, app: Data<&Arc<App>>, caller: AccessToken, delegation_id: Path<Uuid>) -> Result<Json<Delegation>, Refusal> {
        let context = &caller.0.context;
        delegations::end(&app.store.requests, context, delegation_id.0).await?;
        Ok(Json(shown(delegations::read(&app.store.requests, context, delegation_id.0).await?)))
    }
}

fn shown(row: Row) -> Delegation {
    Delegation {
        id: row.id,
        from_member_id: row.from_member_id,
        to_member_id: row.to_member_id,
        approvals: row.approvals,
        report_reads: row.report_reads,
        first_day: row.first_day,
        last_day: row.last_day,
        ended_at: row.ended_at.map(Into::into),
        in_force: row.in_force,
    }
}
