use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::departments::{self, Department as Row, New, Patch};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Done, Edited, Found},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text::{self, Text, given},
};

pub(crate) struct Departments;

/// A department, in a tree.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Department {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    /// The department above; absent for a root.
    parent_id: Option<Uuid>,
}

/// A department to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewDepartment {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    /// The department above.
    #[oai(skip_serializing_if_is_none)]
    parent_id: Option<Uuid>,
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct DepartmentPatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    /// null makes it a root.
    #[oai(nullable)]
    parent_id: MaybeUndefined<Uuid>,
}

impl Example for Department {
    fn example() -> Self {
        Self { id: example::id(2), name: "People".to_owned(), parent_id: Some(example::id(1)) }
    }
}

impl Example for NewDepartment {
    fn example() -> Self {
        Self { name: Text("People".to_owned()), parent_id: Some(example::id(1)) }
    }
}

impl Example for DepartmentPatch {
    fn example() -> Self {
        Self { name: MaybeUndefined::Value(Text("People and culture".to_owned())), parent_id: MaybeUndefined::Undefined }
    }
}

page! {
    /// One page of departments.
    DepartmentPage of Department
}

#[OpenApi(tag = "crate::Group::Departments")]
impl Departments {
    /// List departments
    ///
    /// In order of name. Every member sees them.
    #[oai(path = "/departments", method = "get", operation_id = "list_departments")]
    async fn list_departments(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<DepartmentPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "departments", cursor.0.as_deref(), limit.0)?;
        let rows = departments::list(&app.store.requests, context, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.name, row.id))?;
        Ok(Json(DepartmentPage { items: rows.into_iter().map(shown).collect(), next_cursor }))
    }

    /// Add a department
    ///
    /// `people.write` adds one.
    #[oai(path = "/departments", method = "post", operation_id = "create_department")]
    async fn create_department(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one department.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewDepartment>,
    ) -> Result<Created<Department>, Refusal> {
        let new = New { name: body.0.name.0, parent: body.0.parent_id };
        let id = departments::add(&app.store.requests, &caller.0.context, &new, repeat(&key)?.as_ref()).await?;
        let row = departments::read(&app.store.requests, &caller.0.context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)), tag, format!("/departments/{id}")))
    }

    /// Read a department
    ///
    /// Every member may.
    #[oai(path = "/departments/:department_id", method = "get", operation_id = "read_department")]
    async fn read_department(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        department_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<Department>, Refusal> {
        let row = departments::read(&app.store.requests, &caller.0.context, department_id.0).await?;
        let version = Version([row.row_version]);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(shown(row)), version.tag()))
    }

    /// Edit a department
    ///
    /// `people.write` edits it. Needs `If-Match`; whoever changed it first wins.
    #[oai(path = "/departments/:department_id", method = "patch", operation_id = "update_department")]
    async fn update_department(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        department_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<DepartmentPatch>,
    ) -> Result<Edited<Department>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let patch = Patch { name: text::kept("name", body.0.name)?, parent: given(body.0.parent_id) };
        departments::edit(&app.store.requests, &caller.0.context, department_id.0, version, &patch).await?;
        let row = departments::read(&app.store.requests, &caller.0.context, department_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(shown(row)), tag))
    }

    /// Remove a department
    ///
    /// `people.write` removes it, if nothing refers to it any more. Needs `If-Match`.
    #[oai(path = "/departments/:department_id", method = "delete", operation_id = "delete_department")]
    async fn delete_department(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        department_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        departments::remove(&app.store.requests, &caller.0.context, department_id.0, version).await?;
        Ok(Done::Done)
    }
}

fn shown(row: Row) -> Department {
    Department { id: row.id, name: row.name, parent_id: row.parent_id }
}
