//! What happens to an employee besides the directory: joining, the employment tier, history, leaving.

use std::sync::Arc;

use chrono::NaiveDate;
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::{
    employees,
    employment::{self, New, Patch},
};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Edited, Shown, word},
    bearer::AccessToken,
    employees::{Employee, Employment, EmploymentType, Named, edited, employee, version},
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    reporting_lines::LineKind,
    text::{self, Text},
};

pub(crate) struct EmploymentOperations;

/// An employee to be: both tiers, and whom they report to.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewEmployee {
    #[oai(validator(min_length = 1, max_length = 200))]
    display_name: Text,
    /// Unique among active employees.
    #[oai(skip_serializing_if_is_none, validator(max_length = 254))]
    work_email: Option<Text>,
    #[oai(skip_serializing_if_is_none, validator(min_length = 3, max_length = 40))]
    work_phone: Option<Text>,
    #[oai(skip_serializing_if_is_none)]
    department_id: Option<Uuid>,
    #[oai(skip_serializing_if_is_none)]
    position_id: Option<Uuid>,
    #[oai(skip_serializing_if_is_none)]
    site_id: Option<Uuid>,
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 40))]
    employee_no: Text,
    #[oai(validator(min_length = 1, max_length = 200))]
    legal_name: Text,
    employment_type: EmploymentType,
    hired_on: NaiveDate,
    /// Whom they report to from the day of hiring.
    #[oai(skip_serializing_if_is_none)]
    manager_id: Option<Uuid>,
}

impl Example for NewEmployee {
    fn example() -> Self {
        Self {
            display_name: Text("Noah Nowak".to_owned()),
            work_email: Some(Text("noah@brightwater.example".to_owned())),
            work_phone: None,
            department_id: Some(example::id(2)),
            position_id: Some(example::id(3)),
            site_id: Some(example::id(4)),
            employee_no: Text("1207".to_owned()),
            legal_name: Text("Noah Jan Nowak".to_owned()),
            employment_type: EmploymentType::Permanent,
            hired_on: NaiveDate::default(),
            manager_id: Some(example::id(8)),
        }
    }
}

/// A JSON merge patch (RFC 7396) of the employment tier: an absent field stays; none can be cleared.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct EmploymentPatch {
    #[oai(validator(min_length = 1, max_length = 40))]
    employee_no: MaybeUndefined<Text>,
    #[oai(validator(min_length = 1, max_length = 200))]
    legal_name: MaybeUndefined<Text>,
    employment_type: MaybeUndefined<EmploymentType>,
    hired_on: MaybeUndefined<NaiveDate>,
}

impl Example for EmploymentPatch {
    fn example() -> Self {
        Self {
            employee_no: MaybeUndefined::Undefined,
            legal_name: MaybeUndefined::Value(Text("Noah Jan Nowak-Meyer".to_owned())),
            employment_type: MaybeUndefined::Undefined,
            hired_on: MaybeUndefined::Undefined,
        }
    }
}

/// What people keep themselves: a JSON merge patch (RFC 7396).
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct OwnProfilePatch {
    /// null clears.
    #[oai(nullable, validator(min_length = 3, max_length = 40))]
    work_phone: MaybeUndefined<Text>,
}

impl Example for OwnProfilePatch {
    fn example() -> Self {
        Self { work_phone: MaybeUndefined::Value(Text("+49 30 1234567".to_owned())) }
    }
}

/// The end of an employment.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct Leaving {
    /// The last day of the employment. Access ends when it is over, on the organisation's calendar.
    last_day: NaiveDate,
    /// Ends access now; only for a last day that is today or past.
    #[oai(default)]
    at_once: bool,
}

impl Example for Leaving {
    fn example() -> Self {
        Self { last_day: NaiveDate::default(), at_once: false }
    }
}

/// What happened to an employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum EventKind {
    Joined,
    Renamed,
    Moved,
    Left,
    Reinstated,
}

/// One thing that happened, with the names as they were.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct EmploymentEvent {
    id: Uuid,
    kind: EventKind,
    /// On the organisation's calendar.
    happened_on: NaiveDate,
    name: String,
    department: Option<String>,
    position: Option<String>,
    site: Option<String>,
}

impl Example for EmploymentEvent {
    fn example() -> Self {
        Self {
            id: example::id(13),
            kind: EventKind::Moved,
            happened_on: NaiveDate::default(),
            name: "Grace Hill".to_owned(),
            department: Some("People".to_owned()),
            position: Some("People partner".to_owned()),
            site: Some("Berlin".to_owned()),
        }
    }
}

page! {
    /// One page of what happened, oldest first.
    EmploymentHistoryPage of EmploymentEvent
}

/// Somebody who reports to somebody today.
#[derive(Object)]
#[oai(example)]
pub(crate) struct DirectReport {
    employee: Named,
    kind: LineKind,
    line_id: Uuid,
}

impl Example for DirectReport {
    fn example() -> Self {
        Self { employee: Named { id: example::id(8), name: "Grace Hill".to_owned() }, kind: LineKind::Primary, line_id: example::id(14) }
    }
}

page! {
    /// One page of direct reports.
    DirectReportPage of DirectReport
}

#[OpenApi(tag = "crate::Group::Employees")]
impl EmploymentOperations {
    /// Add an employee
    ///
    /// With `people.write` (and `people.lines.write` if a manager is named): directory and employment tier and the first
    /// reporting line, all or nothing. The private tier is opened on its own.
    #[oai(path = "/employees", method = "post", operation_id = "create_employee")]
    async fn create_employee(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one employee.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewEmployee>,
    ) -> Result<Created<Employee>, Refusal> {
        let context = &caller.0.context;
        let body = body.0;
        let new = New {
            display_name: body.display_name.0,
            work_email: body.work_email.map(|text| text.0),
            work_phone: body.work_phone.map(|text| text.0),
            department: body.department_id,
            position: body.position_id,
            site: body.site_id,
            employee_no: body.employee_no.0,
            legal_name: body.legal_name.0,
            employment_type: spelled(body.employment_type).to_owned(),
            hired_on: body.hired_on,
            manager: body.manager_id,
        };
        let id = employment::add(&app.store.requests, context, &new, repeat(&key)?.as_ref()).await?;
        let row = employees::read(&app.store.requests, context, id).await?;
        let tag = version(&row).tag();
        Ok(Created::Made(Json(employee(row)?), tag, format!("/employees/{id}")))
    }

    /// Edit one's own directory entry
    ///
    /// What people keep themselves of the directory tier. Needs the `ETag` of their own employee as `If-Match`.
    #[oai(path = "/employees/current", method = "patch", operation_id = "update_own_profile")]
    async fn update_own_profile(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<OwnProfilePatch>,
    ) -> Result<Edited<Employee>, Refusal> {
        let context = &caller.0.context;
        let Version([version, _]) = etag::required::<2>(if_match.0.as_deref())?;
        let id = match text::given_text(body.0.work_phone) {
            Some(phone) => employment::edit_own_profile(&app.store.requests, context, version, phone.as_deref()).await?,
            None => {
                // an empty patch changes nothing, of the version it names
                let id = employment::own(&app.store.requests, context).await?;
                if employees::read(&app.store.requests, context, id).await?.row_version != version {
                    return Err(Error::new(Problem::VersionMismatch).into());
                }
                id
            }
        };
        edited(&app, context, id).await
    }

    /// Read the employment tier
    ///
    /// For the person, who manages them today, and with `people.read`. Its `ETag` is for `update_employment`.
    #[oai(path = "/employees/:employee_id/employment", method = "get", operation_id = "read_employment")]
    async fn read_employment(&self, app: Data<&Arc<App>>, caller: AccessToken, employee_id: Path<Uuid>) -> Result<Shown<Employment>, Refusal> {
        let (tier, tag) = employment_tier(&app, &caller, employee_id.0).await?;
        Ok(Shown::Shown(tier, tag))
    }

    /// Edit the employment tier
    ///
    /// With `people.write`. Needs `If-Match`. The last day is set by recording that somebody leaves.
    #[oai(path = "/employees/:employee_id/employment", method = "patch", operation_id = "update_employment")]
    async fn update_employment(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<EmploymentPatch>,
    ) -> Result<Edited<Employment>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let patch = Patch {
            employee_no: text::kept("employee_no", body.0.employee_no)?,
            legal_name: text::kept("legal_name", body.0.legal_name)?,
            employment_type: text::uncleared("employment_type", body.0.employment_type)?.map(|kind| spelled(kind).to_owned()),
            hired_on: text::uncleared("hired_on", body.0.hired_on)?,
        };
        employment::edit(&app.store.requests, &caller.0.context, employee_id.0, version, &patch).await?;
        let (tier, tag) = employment_tier(&app, &caller, employee_id.0).await?;
        Ok(Edited::Edited(tier, tag))
    }

    /// List what happened
    ///
    /// The history of an employment, oldest first: for the person, who manages them today, and with `people.read`.
    #[oai(path = "/employees/:employee_id/history", method = "get", operation_id = "list_employment_events")]
    async fn list_employment_events(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<EmploymentHistoryPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "employment history", cursor.0.as_deref(), limit.0)?;
        let rows = employment::history(&app.store.requests, context, employee_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(|row| {
            Ok(EmploymentEvent {
                id: row.id,
                kind: word(&row.kind)?,
                happened_on: row.happened_on,
                name: row.name,
                department: row.department,
                position: row.position,
                site: row.site,
            })
        });
        Ok(Json(EmploymentHistoryPage { items: items.collect::<Result<_, Error>>()?, next_cursor }))
    }

    /// List direct reports
    ///
    /// Who reports to somebody today, as far as the caller sees the lines.
    #[oai(path = "/employees/:employee_id/reports", method = "get", operation_id = "list_direct_reports")]
    async fn list_direct_reports(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<DirectReportPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "direct reports", cursor.0.as_deref(), limit.0)?;
        let rows = employment::direct_reports(&app.store.requests, context, employee_id.0, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.display_name, row.line_id))?;
        let items = rows
            .into_iter()
            .map(|row| Ok(DirectReport { employee: Named { id: row.id, name: row.display_name }, kind: word(&row.kind)?, line_id: row.line_id }));
        Ok(Json(DirectReportPage { items: items.collect::<Result<_, Error>>()?, next_cursor }))
    }

    /// Record that somebody leaves
    ///
    /// With `people.write`, never oneself, never the last admin. When the last day is over, or at once: the directory entry
    /// is a leaver's, the membership and every right end, lines stop on both sides.
    #[oai(path = "/employees/:employee_id/leave", method = "post", operation_id = "leave_employee")]
    async fn leave_employee(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        body: Json<Leaving>,
    ) -> Result<Edited<Employee>, Refusal> {
        let context = &caller.0.context;
        employment::leave(&app.store.requests, context, employee_id.0, body.0.last_day, body.0.at_once).await?;
        edited(&app, context, employee_id.0).await
    }

    /// Take a leaving back
    ///
    /// With `people.write`, never oneself: the employment goes on. A membership that has ended needs a new invitation.
    #[oai(path = "/employees/:employee_id/reinstate", method = "post", operation_id = "reinstate_employee")]
    async fn reinstate_employee(&self, app: Data<&Arc<App>>, caller: AccessToken, employee_id: Path<Uuid>) -> Result<Edited<Employee>, Refusal> {
        let context = &caller.0.context;
        employment::reinstate(&app.store.requests, context, employee_id.0).await?;
        edited(&app, context, employee_id.0).await
    }
}

async fn employment_tier(app: &App, caller: &AccessToken, id: Uuid) -> Result<(Json<Employment>, String), Error> {
    let row = employment::read(&app.store.requests, &caller.0.context, id).await?;
    let tag = Version([row.row_version]).tag();
    let tier = Employment {
        employee_no: row.employee_no,
        legal_name: row.legal_name,
        employment_type: word(&row.employment_type)?,
        hired_on: row.hired_on,
        ended_on: row.ended_on,
    };
    Ok((Json(tier), tag))
}

fn spelled(kind: EmploymentType) -> &'static str {
    match kind {
        EmploymentType::Permanent => "permanent",
        EmploymentType::FixedTerm => "fixed_term",
        EmploymentType::Contractor => "contractor",
        EmploymentType::Intern => "intern",
    }
}
