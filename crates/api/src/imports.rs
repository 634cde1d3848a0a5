use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::{Body, web::Data};
use poem_openapi::{
    ApiRequest, ApiResponse, Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::{
    imports::{self, ImportRow},
    sessions,
};
use types::{Error, Problem};
use uuid::Uuid;

pub(crate) use crate::upload::{UPLOAD_DEADLINE, announced_within_limit, is_upload};
use crate::{
    App,
    answers::word,
    bearer::AccessToken,
    csv_file::{Csv, FIELDS},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    upload::{self, Wanted},
};

/// Between the parts of a cursor's key; no field name or reason has it.
const SEPARATOR: char = '\u{1f}';

pub(crate) struct Imports;

/// What to do about rows with errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum OnError {
    /// Write nothing if any row has an error.
    RejectAll,
    /// Write the others.
    SkipRows,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ImportState {
    Receiving,
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// What an import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum ImportPhase {
    Receiving,
    Waiting,
    Checking,
    Writing,
    Finished,
}

/// An import and how far it is.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Import {
    id: Uuid,
    state: ImportState,
    phase: ImportPhase,
    /// Nothing is written but this report.
    dry_run: bool,
    on_error: OnError,
    /// As it was found: `,`, `;` or a tab.
    delimiter: String,
    /// The fields that the file has a column for; others stay as they are.
    fields: Vec<String>,
    /// Headers that mean nothing here: a warning.
    ignored_headers: Vec<String>,
    /// Why it failed, as a sentence.
    failure: Option<String>,
    bytes_received: u64,
    rows_received: u64,
    rows_checked: u64,
    /// While writing; taken back if the import does not come to its end.
    rows_written: u64,
    /// People added; in a dry run, that would be.
    created: u64,
    updated: u64,
    unchanged: u64,
    /// Rows with errors.
    failed: u64,
    /// A row may have several.
    errors: u64,
    created_at: DateTime<Utc>,
    /// When the whole file had arrived.
    received_at: Option<DateTime<Utc>>,
    started_at: Option<DateTime<Utc>>,
    finished_at: Option<DateTime<Utc>>,
    /// The member who asked for it.
    requested_by: Option<Uuid>,
    requested_by_name: Option<String>,
}

page! {
    /// One page of imports, newest first.
    ImportPage of Import
}

/// What is wrong with a row.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ImportError {
    /// Of the file, from 1; a quoted cell with line breaks begins on it.
    line: u64,
    /// The field, or the header of a column, or empty for the whole row.
    field: String,
    /// A stable word; docs/imports.md lists them.
    reason: String,
    /// For people.
    message: String,
    /// What stood there, cut to 100 characters.
    value: Option<String>,
}

page! {
    /// One page of errors, in order of line.
    ImportErrorPage of ImportError
}

impl Example for Import {
    fn example() -> Self {
        Self {
            id: example::id(18),
            state: ImportState::Running,
            phase: ImportPhase::Checking,
            dry_run: false,
            on_error: OnError::RejectAll,
            delimiter: ",".to_owned(),
            fields: FIELDS.map(str::to_owned).to_vec(),
            ignored_headers: vec!["Shoe size".to_owned()],
            failure: None,
            bytes_received: 48_000,
            rows_received: 300,
            rows_checked: 300,
            rows_written: 0,
            created: 280,
            updated: 12,
            unchanged: 8,
            failed: 0,
            errors: 0,
            created_at: DateTime::UNIX_EPOCH,
            received_at: Some(DateTime::UNIX_EPOCH),
            started_at: Some(DateTime::UNIX_EPOCH),
            finished_at: None,
            requested_by: Some(example::id(6)),
            requested_by_name: Some("Grace Hill".to_owned()),
        }
    }
}

impl Example for ImportError {
    fn example() -> Self {
        Self {
            line: 17,
            field: "hired_on".to_owned(),
            reason: "bad_date".to_owned(),
            message: "Write a date as YYYY-MM-DD, for example 2024-03-31.".to_owned(),
            value: Some("31.03.2024".to_owned()),
        }
    }
}

/// A file of people.
#[derive(ApiRequest)]
enum PeopleFile {
    /// UTF-8, the first line names the columns.
    Csv(Csv),
}

#[derive(ApiResponse)]
enum ImportAccepted {
    /// The file has arrived; a worker checks and writes it. Ask `read_import` how far it is.
    #[oai(status = 202)]
    Accepted(
        Json<Import>,
        /// Where to ask.
        #[oai(header = "Location")]
        String,
    ),
}

#[derive(ApiResponse)]
enum Template {
    /// The header line and one example.
    #[oai(status = 200)]
    Template(
        Csv,
        /// A name for the file.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

#[OpenApi(tag = "crate::Group::Imports")]
impl Imports {
    /// Import people
    ///
    /// CSV in UTF-8, up to 100 MB, for callers with `people.import`, `people.read`, `people.write` and `people.lines.write`. The first line names the
    /// columns, in any order. Rows are matched by `employee_no`: a known number is updated, a row that changes nothing is not
    /// written at all, an unknown one is added. Fields without a column stay as they are; an empty cell clears. Departments and
    /// positions are added as they come, sites are not. `manager` is an employee number or work e-mail address, of the file or not.
    /// Answered when the file has arrived.
    #[oai(path = "/imports", method = "post", operation_id = "create_import")]
    async fn create_import(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Check and report, write nothing.
        #[oai(default)]
        dry_run: Query<bool>,
        /// What to do about rows with errors; `reject_all` if absent.
        on_error: Query<Option<OnError>>,
        /// `header=field`, once for each column whose header is not understood; `header=` ignores the column.
        #[oai(default)]
        mapping: Query<Vec<String>>,
        body: PeopleFile,
    ) -> Result<ImportAccepted, Refusal> {
        let context = &caller.0.context;
        let on_error = match on_error.0.unwrap_or(OnError::RejectAll) {
            OnError::RejectAll => "reject_all",
            OnError::SkipRows => "skip_rows",
        };
        let wanted = Wanted { dry_run: dry_run.0, on_error, mapping: &mapping.0 };
        let PeopleFile::Csv(Csv(file)) = body;
        let id = upload::receive(&app, context, wanted, file).await?;
        let row = imports::read(&app.store.requests, context, id).await?;
        let location = format!("/imports/{}", row.id);
        Ok(ImportAccepted::Accepted(Json(import(row)?), location))
    }

    /// A template
    ///
    /// A file with every field, to fill in.
    #[oai(path = "/imports/template", method = "get", operation_id = "read_import_template")]
    async fn read_import_template(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Template, Refusal> {
        sessions::current(&app.store.requests, &caller.0.context).await?; // nothing is shown to a right that has ended
        let text = format!(
            "{}\r\n1042,Grace Hill,Grace Marian Hill,grace@brightwater.example,'+49 30 1234567,People,People partner,,permanent,2024-03-01,1001,2024-03-01\r\n",
            FIELDS.join(",")
        );
        Ok(Template::Template(Csv(Body::from(text)), "attachment; filename=\"people-template.csv\"".to_owned()))
    }

    /// List imports
    ///
    /// Newest first: one's own, for admins everybody's.
    #[oai(path = "/imports", method = "get", operation_id = "list_imports")]
    async fn list_imports(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ImportPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "imports", cursor.0.as_deref(), limit.0)?;
        let rows = imports::list(&app.store.requests, context, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(ImportPage { items: rows.into_iter().map(import).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Read an import
    ///
    /// How far it is, and what came of it: for who asked, and admins.
    #[oai(path = "/imports/:import_id", method = "get", operation_id = "read_import")]
    async fn read_import(&self, app: Data<&Arc<App>>, caller: AccessToken, import_id: Path<Uuid>) -> Result<Json<Import>, Refusal> {
        Ok(Json(import(imports::read(&app.store.requests, &caller.0.context, import_id.0).await?)?))
    }

    /// List an import's errors
    ///
    /// In order of line. They are kept for seven days.
    #[oai(path = "/imports/:import_id/errors", method = "get", operation_id = "list_import_errors")]
    async fn list_import_errors(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        import_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ImportErrorPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "import errors", cursor.0.as_deref(), limit.0)?;
        let key = window.after.as_ref().map(|(key, _)| key.as_str()).unwrap_or_default();
        let mut parts = key.splitn(3, SEPARATOR);
        let line = parts.next().and_then(|line| line.parse().ok()).unwrap_or(0);
        let (reason, field) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        imports::read(&app.store.requests, context, import_id.0).await?; // absent is not the same as without errors
        let rows = imports::errors(&app.store.requests, context, import_id.0, (line, field, reason), window.limit()).await?;
        let keyed = rows.into_iter().map(|row| (format!("{}{SEPARATOR}{}{SEPARATOR}{}", row.line, row.reason, row.field), row)).collect();
        let (rows, next_cursor) = window.cut(keyed, |(key, _)| (key, import_id.0))?;
        let items = rows
            .into_iter()
            .map(|(_, row)| ImportError { line: unsigned(row.line), field: row.field, reason: row.reason, message: row.message, value: row.value })
            .collect();
        Ok(Json(ImportErrorPage { items, next_cursor }))
    }

    /// Cancel an import
    ///
    /// By who asked for it, or an admin. What was being written is taken back.
    #[oai(path = "/imports/:import_id/cancel", method = "post", operation_id = "cancel_import")]
    async fn cancel_import(&self, app: Data<&Arc<App>>, caller: AccessToken, import_id: Path<Uuid>) -> Result<Json<Import>, Refusal> {
        let context = &caller.0.context;
        imports::cancel(&app.store.requests, context, import_id.0).await?;
        Ok(Json(import(imports::read(&app.store.requests, context, import_id.0).await?)?))
    }
}

/// Counters of the database are never negative.
fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}

fn import(row: ImportRow) -> Result<Import, Error> {
    Ok(Import {
        id: row.id,
        state: word(&row.state)?,
        phase: word(&row.phase)?,
        dry_run: row.dry_run,
        on_error: if row.on_error == "skip_rows" { OnError::SkipRows } else { OnError::RejectAll },
        delimiter: row.delimiter,
        fields: row.fields,
        ignored_headers: row.ignored_headers,
        failure: row.failure,
        bytes_received: unsigned(row.bytes_received),
        rows_received: unsigned(row.rows_received),
        rows_checked: unsigned(row.rows_checked),
        rows_written: unsigned(row.rows_written),
        created: unsigned(row.rows_created),
        updated: unsigned(row.rows_updated),
        unchanged: unsigned(row.rows_unchanged),
        failed: unsigned(row.rows_failed),
        errors: unsigned(row.errors),
        created_at: row.created_at.into(),
        received_at: row.received_at.map(Into::into),
        started_at: row.started_at.map(Into::into),
        finished_at: row.finished_at.map(Into::into),
        requested_by: row.created_by,
        requested_by_name: row.requested_by_name,
    })
}

/// Whoever reads this file meets the problem's own words for a body that is none.
pub(crate) fn unreadable(detail: impl Into<String>) -> Error {
    Error::new(Problem::InvalidValue).detail(detail)
}
