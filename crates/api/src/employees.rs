use std::sync::Arc;

use chrono::NaiveDate;
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::{
    Context,
    datastore::employees::{self, Filter, Patch, ReadEmployee},
};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{Edited, Found, word},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    text::{Text, given, given_text, kept},
};

pub(crate) struct Employees;

/// Something an employee belongs to.
#[derive(Object)]
pub(crate) struct Named {
    pub(crate) id: Uuid,
    pub(crate) name: String,
}

/// Whether somebody works here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum EmployeeState {
    Active,
    Left,
}

/// How somebody is employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum EmploymentType {
    Permanent,
    FixedTerm,
    Contractor,
    Intern,
}

/// The directory tier: what every colleague may see.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct EmployeeSummary {
    id: Uuid,
    display_name: String,
    work_email: Option<String>,
    work_phone: Option<String>,
    department: Option<Named>,
    position: Option<Named>,
    site: Option<Named>,
    state: EmployeeState,
}

page! {
    /// One page of employees.
    EmployeePage of EmployeeSummary
}

/// The employment tier: the person, who manages them today, hr and admin.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Employment {
    /// Unique in the organisation.
    pub(crate) employee_no: String,
    pub(crate) legal_name: String,
    pub(crate) employment_type: EmploymentType,
    pub(crate) hired_on: NaiveDate,
    /// The last day, once somebody leaves or has left.
    pub(crate) ended_on: Option<NaiveDate>,
}

impl Example for Employment {
    fn example() -> Self {
        Self {
            employee_no: "1042".to_owned(),
            legal_name: "Grace Marian Hill".to_owned(),
            employment_type: EmploymentType::Permanent,
            hired_on: NaiveDate::default(),
            ended_on: None,
        }
    }
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
    state: EmployeeState,
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

impl Example for EmployeeSummary {
    fn example() -> Self {
        Self {
            id: example::id(8),
            display_name: "Grace Hill".to_owned(),
            work_email: Some("grace@brightwater.example".to_owned()),
            work_phone: Some("+49 30 1234567".to_owned()),
            department: Some(Named { id: example::id(2), name: "People".to_owned() }),
            position: Some(Named { id: example::id(3), name: "People partner".to_owned() }),
            site: None,
            state: EmployeeState::Active,
        }
    }
}

impl Example for Employee {
    fn example() -> Self {
        let summary = EmployeeSummary::example();
        Self {
            id: summary.id,
            display_name: summary.display_name,
            work_email: summary.work_email,
            work_phone: summary.work_phone,
            department: summary.department,
            position: summary.position,
            site: summary.site,
            state: summary.state,
            employment: Some(Employment::example()),
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

#[OpenApi(tag = "crate::Group::Employees")]
impl Employees {
    /// List employees
    ///
    /// In order of display name. Everyone sees the directory tier of active colleagues; admin and hr also see who has left.
    #[oai(path = "/employees", method = "get", operation_id = "list_employees")]
    async fn list_employees(
        &self,
        app: Data<&Arc<App>>,
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
        let window = Window::open(&app, context, "employees", cursor.0.as_deref(), limit.0)?;
        let filter = Filter { department: department_id.0, site: site_id.0, after: window.after.clone(), limit: window.limit() };
        let rows = employees::list(&app.store.requests, context, &filter).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.display_name, row.id))?;
        Ok(Json(EmployeePage { items: rows.into_iter().map(summary).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Read an employee
    ///
    /// `employment` is present for the person, who manages them today, hr and admin.
    #[oai(path = "/employees/:employee_id", method = "get", operation_id = "read_employee")]
    async fn read_employee(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<Employee>, Refusal> {
        let row = employees::read(&app.store.requests, &caller.0.context, employee_id.0).await?;
        let version = version(&row);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(employee(row)?), version.tag()))
    }

    /// Edit an employee
    ///
    /// A JSON merge patch of the directory tier by admin or hr. Needs `If-Match`; whoever changed it first wins.
    #[oai(path = "/employees/:employee_id", method = "patch", operation_id = "update_employee")]
    async fn update_employee(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<EmployeePatch>,
    ) -> Result<Edited<Employee>, Refusal> {
        let context = &caller.0.context;
        let Version([version, _]) = etag::required::<2>(if_match.0.as_deref())?;
        employees::edit(&app.store.requests, context, employee_id.0, version, &patch(body.0)?).await?;
        edited(&app, context, employee_id.0).await
    }
}

/// The employee after a change.
pub(crate) async fn edited(app: &App, context: &Context, id: Uuid) -> Result<Edited<Employee>, Refusal> {
    let row = employees::read(&app.store.requests, context, id).await?;
    let tag = version(&row).tag();
    Ok(Edited::Edited(Json(employee(row)?), tag))
}

pub(crate) fn version(row: &ReadEmployee) -> Version<2> {
    Version([row.row_version, row.employment_version.unwrap_or(0)])
}

fn named(id: Option<Uuid>, name: Option<String>) -> Option<Named> {
    id.zip(name).map(|(id, name)| Named { id, name })
}

fn summary(row: employees::EmployeeSummary) -> Result<EmployeeSummary, Error> {
    Ok(EmployeeSummary {
        id: row.id,
        display_name: row.display_name,
        work_email: row.work_email,
        work_phone: row.work_phone,
        department: named(row.department_id, row.department_name),
        position: named(row.position_id, row.position_title),
        site: named(row.site_id, row.site_name),
        state: word(&row.state)?,
    })
}

pub(crate) fn employee(row: ReadEmployee) -> Result<Employee, Error> {
    let employment = match (row.employee_no, row.legal_name, row.employment_type, row.hired_on) {
        (Some(employee_no), Some(legal_name), Some(employment_type), Some(hired_on)) => {
            Some(Employment { employee_no, legal_name, employment_type: word(&employment_type)?, hired_on, ended_on: row.ended_on })
        }
        _ => None, // that tier is not the caller's to see
    };
    Ok(Employee {
        id: row.id,
        display_name: row.display_name,
        work_email: row.work_email,
        work_phone: row.work_phone,
        department: named(row.department_id, row.department_name),
        position: named(row.position_id, row.position_title),
        site: named(row.site_id, row.site_name),
        state: word(&row.state)?,
        employment,
    })
}

fn patch(body: EmployeePatch) -> Result<Patch, Error> {
    Ok(Patch {
        display_name: kept("display_name", body.display_name)?,
        work_email: given_text(body.work_email),
        work_phone: given_text(body.work_phone),
        department: given(body.department_id),
        position: given(body.position_id),
        site: given(body.site_id),
    })
}
