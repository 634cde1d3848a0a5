use std::sync::Arc;

use chrono::NaiveDate;
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::employees::{self, Filter, Patch, ReadEmployee};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    bearer::AccessToken,
    etag::{self, Version},
    problem::Refusal,
    request::ThisRequest,
    text::Text,
};

const COLLECTION: &str = "employees";

pub(crate) struct Employees;

/// Something an employee belongs to.
#[derive(Object)]
pub(crate) struct Named {
    id: Uuid,
    name: String,
}

/// The directory tier: what every colleague may see.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub(crate) struct EmployeeSummary {
    id: Uuid,
    display_name: String,
    work_email: Option<String>,
    work_phone: Option<String>,
    department: Option<Named>,
    position: Option<Named>,
    site: Option<Named>,
    /// `active` or `left`.
    state: String,
}

/// One page of employees.
#[derive(Object)]
#[oai(example)]
pub(crate) struct EmployeePage {
    items: Vec<EmployeeSummary>,
    /// Pass as `cursor` for the next page; absent on the last.
    #[oai(skip_serializing_if_is_none)]
    next_cursor: Option<String>,
}

/// The employment tier: the person, who manages them today, hr and admin.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub(crate) struct Employment {
    employee_no: String,
    legal_name: String,
    /// `permanent`, `fixed_term`, `contractor` or `intern`.
    employment_type: String,
    hired_on: NaiveDate,
    ended_on: Option<NaiveDate>,
}

/// An employee as far as the caller may see.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Employee {
    id: Uuid,
    display_name: String,
    work_email: Option<String>,
    work_phone: Option<String>,
    department: Option<Named>,
    position: Option<Named>,
    site: Option<Named>,
    /// `active` or `left`.
    state: String,
    /// Absent for colleagues who may only see the directory.
    employment: Option<Employment>,
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct EmployeePatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    display_name: MaybeUndefined<Text>,
    /// Unique among active employees.
    #[oai(nullable, validator(max_length = 254))]
    work_email: MaybeUndefined<Text>,
    #[oai(nullable, validator(min_length = 3, max_length = 40))]
    work_phone: MaybeUndefined<Text>,
    #[oai(nullable)]
    department_id: MaybeUndefined<Uuid>,
    #[oai(nullable)]
    position_id: MaybeUndefined<Uuid>,
    #[oai(nullable)]
    site_id: MaybeUndefined<Uuid>,
}

fn example_summary() -> EmployeeSummary {
    EmployeeSummary {
        id: Uuid::nil(),
        display_name: "Grace Hill".to_owned(),
        work_email: Some("grace@brightwater.example".to_owned()),
        work_phone: Some("+49 30 1234567".to_owned()),
        department: Some(Named { id: Uuid::nil(), name: "People".to_owned() }),
        position: Some(Named { id: Uuid::nil(), name: "People partner".to_owned() }),
        site: None,
        state: "active".to_owned(),
    }
}

impl Example for EmployeePage {
    fn example() -> Self {
        Self { items: vec![example_summary()], next_cursor: Some("eyJjIjoiZW1wbG95ZWVzIn0".to_owned()) }
    }
}

impl Example for Employee {
    fn example() -> Self {
        let summary = example_summary();
        Self {
            id: summary.id,
            display_name: summary.display_name,
            work_email: summary.work_email,
            work_phone: summary.work_phone,
            department: summary.department,
            position: summary.position,
            site: summary.site,
            state: summary.state,
            employment: Some(Employment {
                employee_no: "1042".to_owned(),
                legal_name: "Grace Marian Hill".to_owned(),
                employment_type: "permanent".to_owned(),
                hired_on: NaiveDate::default(),
                ended_on: None,
            }),
        }
    }
}

impl Example for EmployeePatch {
    fn example() -> Self {
        Self {
            display_name: MaybeUndefined::Value(Text("Grace Hill-Meyer".to_owned())),
            work_email: MaybeUndefined::Undefined,
            work_phone: MaybeUndefined::Null,
            department_id: MaybeUndefined::Undefined,
            position_id: MaybeUndefined::Undefined,
            site_id: MaybeUndefined::Undefined,
        }
    }
}

#[derive(ApiResponse)]
#[expect(clippy::large_enum_variant, reason = "one per request, moved once")]
enum EmployeeFound {
    /// The employee, with its version.
    #[oai(status = 200)]
    Found(
        Json<Employee>,
        /// Send as `If-Match` to edit, as `If-None-Match` to ask again.
        #[oai(header = "ETag")]
        String,
    ),
    /// Unchanged since the version in `If-None-Match`.
    #[oai(status = 304)]
    Unchanged(#[oai(header = "ETag")] String),
}

#[derive(ApiResponse)]
enum EmployeeEdited {
    /// The employee after the change, with its new version.
    #[oai(status = 200)]
    Edited(
        Json<Employee>,
        /// Send as `If-Match` with the next edit.
        #[oai(header = "ETag")]
        String,
    ),
}

#[OpenApi(tag = "crate::Group::Employees")]
impl Employees {
    /// List employees
    ///
    /// In order of display name. Everyone sees the directory tier of active colleagues; admin and hr also see who has left.
    #[oai(path = "/employees", method = "get", operation_id = "list_employees")]
    #[expect(clippy::too_many_arguments, reason = "one per query parameter of the contract")]
    async fn list_employees(
        &self,
        app: Data<&Arc<App>>,
        request: Data<&ThisRequest>,
        caller: AccessToken,
        /// Only this department.
        department_id: Query<Option<Uuid>>,
        /// Only this site.
        site_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<EmployeePage>, Refusal> {
        let context = &caller.0.context;
        let page = async {
            let after = cursor.0.as_deref().map(|cursor| app.cursors.open(context.org(), COLLECTION, cursor)).transpose()?;
            let wanted = usize::try_from(limit.0).unwrap_or(usize::MAX);
            let filter = Filter {
                department: department_id.0,
                site: site_id.0,
                after,
                limit: i64::from(limit.0) + 1, // one more tells whether there is a next page
            };
            let mut rows = employees::list(&app.store.requests, context, &filter).await?;
            let more = rows.len() > wanted;
            rows.truncate(wanted);
            let next_cursor = match rows.last() {
                Some(last) if more => Some(app.cursors.seal(context.org(), COLLECTION, &last.display_name, last.id)?),
                _ => None,
            };
            Ok::<_, Error>(EmployeePage { items: rows.into_iter().map(summary).collect(), next_cursor })
        };
        page.await.map(Json).map_err(|error| Refusal::new(&error, request.0.0))
    }

    /// Read an employee
    ///
    /// `employment` is present for the person, who manages them today, hr and admin.
    #[oai(path = "/employees/:employee_id", method = "get", operation_id = "read_employee")]
    async fn read_employee(
        &self,
        app: Data<&Arc<App>>,
        request: Data<&ThisRequest>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<EmployeeFound, Refusal> {
        let row = employees::read(&app.store.requests, &caller.0.context, employee_id.0).await.map_err(|error| Refusal::new(&error, request.0.0))?;
        let version = version(&row);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(EmployeeFound::Unchanged(version.tag()));
        }
        Ok(EmployeeFound::Found(Json(employee(row)), version.tag()))
    }

    /// Edit an employee
    ///
    /// A JSON merge patch of the directory tier by admin or hr. Needs `If-Match`; whoever changed it first wins.
    #[oai(path = "/employees/:employee_id", method = "patch", operation_id = "update_employee")]
    async fn update_employee(
        &self,
        app: Data<&Arc<App>>,
        request: Data<&ThisRequest>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<EmployeePatch>,
    ) -> Result<EmployeeEdited, Refusal> {
        let context = &caller.0.context;
        let edited = async {
            let based_on = etag::required(if_match.0.as_deref())?;
            let patch = patch(body.0)?;
            employees::edit(&app.store.requests, context, employee_id.0, based_on.row, &patch).await?;
            employees::read(&app.store.requests, context, employee_id.0).await
        };
        let row = edited.await.map_err(|error| Refusal::new(&error, request.0.0))?;
        let tag = version(&row).tag();
        Ok(EmployeeEdited::Edited(Json(employee(row)), tag))
    }
}

fn default_limit() -> u32 {
    50
}

fn version(row: &ReadEmployee) -> Version {
    Version { row: row.row_version, employment: row.employment_version.unwrap_or(0) }
}

fn named(id: Option<Uuid>, name: Option<String>) -> Option<Named> {
    id.zip(name).map(|(id, name)| Named { id, name })
}

fn summary(row: employees::EmployeeSummary) -> EmployeeSummary {
    EmployeeSummary {
        id: row.id,
        display_name: row.display_name,
        work_email: row.work_email,
        work_phone: row.work_phone,
        department: named(row.department_id, row.department_name),
        position: named(row.position_id, row.position_title),
        site: named(row.site_id, row.site_name),
        state: row.state,
    }
}

fn employee(row: ReadEmployee) -> Employee {
    let employment = match (row.employee_no, row.legal_name, row.employment_type, row.hired_on) {
        (Some(employee_no), Some(legal_name), Some(employment_type), Some(hired_on)) => {
            Some(Employment { employee_no, legal_name, employment_type, hired_on, ended_on: row.ended_on })
        }
        _ => None, // that tier is not the caller's to see
    };
    Employee {
        id: row.id,
        display_name: row.display_name,
        work_email: row.work_email,
        work_phone: row.work_phone,
        department: named(row.department_id, row.department_name),
        position: named(row.position_id, row.position_title),
        site: named(row.site_id, row.site_name),
        state: row.state,
        employment,
    }
}

fn patch(body: EmployeePatch) -> Result<Patch, Error> {
    fn given<T>(field: MaybeUndefined<T>) -> Option<Option<T>> {
        match field {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(None),
            MaybeUndefined::Value(value) => Some(Some(value)),
        }
    }
    fn text(field: MaybeUndefined<Text>) -> Option<Option<String>> {
        given(field).map(|value| value.map(|text| text.0))
    }
    let display_name = match body.display_name {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => return Err(Error::new(Problem::InvalidValue).detail("display_name cannot be cleared.")),
        MaybeUndefined::Value(name) => Some(name.0),
    };
    Ok(Patch {
        display_name,
        work_email: text(body.work_email),
        work_phone: text(body.work_phone),
        department: given(body.department_id),
        position: given(body.position_id),
        site: given(body.site_id),
    })
}
