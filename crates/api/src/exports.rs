use std::{
    fmt::Write as _,
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::stream;
use poem::{Body, web::Data};
use poem_openapi::{ApiResponse, OpenApi, param::Query};
use store::{
    Context,
    datastore::exports::{self, ExportEmployees, Scope},
};
use types::{EmployeeId, RequestId};
use uuid::Uuid;

use crate::{
    App,
    bearer::AccessToken,
    csv_file::{Csv, FIELDS, write_cell},
    problem::{Refusal, log},
    request,
};

pub(crate) struct Exports;

/// People per statement: what is in memory at once.
const BATCH: i64 = 1000;
/// A client that reads this slowly is cut off.
const DEADLINE: Duration = Duration::from_secs(600);

#[derive(ApiResponse)]
enum PeopleExported {
    /// One line per person, headed by the field names of an import.
    #[oai(status = 200)]
    Exported(
        Csv,
        /// A name for the file.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

#[OpenApi(tag = "crate::Group::Imports")]
impl Exports {
    /// Export people
    ///
    /// CSV of exactly the people and tiers that the caller sees, for callers with `people.export`, in an order that is not that of
    /// names. Importing it again changes nothing. Every export is recorded, and whoever may be in it can see that. Cells that a
    /// spreadsheet would run as a formula begin with an apostrophe. The right is asked for again on the way: if it ends, the
    /// connection is cut and the body is incomplete.
    #[oai(path = "/employees/export", method = "get", operation_id = "export_employees")]
    async fn export_employees(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only this department.
        department_id: Query<Option<Uuid>>,
        /// Only this site.
        site_id: Query<Option<Uuid>>,
    ) -> Result<PeopleExported, Refusal> {
        let context = caller.0.context;
        let scope = Scope { department: department_id.0, site: site_id.0 };
        exports::record(&app.store.requests, &context, scope).await?;
        let export = Export { app: Arc::clone(&app), context, scope, request: request::id(), after: None, begun: false, started: Instant::now() };
        let body = Body::from_bytes_stream(stream::try_unfold(Some(export), next));
        Ok(PeopleExported::Exported(Csv(body), "attachment; filename=\"people.csv\"".to_owned()))
    }
}

struct Export {
    app: Arc<App>,
    context: Context,
    scope: Scope,
    /// The body is written after the operation has returned.
    request: RequestId,
    after: Option<EmployeeId>,
    begun: bool,
    started: Instant,
}

/// The next piece of the body. An error ends the connection without the end of the body, so that nobody takes half for all.
async fn next(export: Option<Export>) -> io::Result<Option<(String, Option<Export>)>> {
    let Some(mut export) = export else { return Ok(None) };
    if export.started.elapsed() > DEADLINE {
        return Err(io::Error::from(io::ErrorKind::TimedOut));
    }
    let rows = match exports::batch(&export.app.store.requests, &export.context, export.scope, export.after, BATCH).await {
        Ok(rows) => rows,
        Err(error) => {
            log(&error, export.request);
            return Err(io::Error::other("the right to export has ended, or the database is away"));
        }
    };
    let mut text = String::new();
    if !export.begun {
        export.begun = true;
        text.push_str(&FIELDS.join(","));
        text.push_str("\r\n");
    }
    for row in &rows {
        write_row(&mut text, row);
    }
    match rows.last() {
        Some(last) => {
            export.after = last.id;
            Ok(Some((text, Some(export))))
        }
        None if text.is_empty() => Ok(None),
        None => Ok(Some((text, None))),
    }
}

fn write_row(text: &mut String, row: &ExportEmployees) {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let (hired_on, manager_from) = (day(row.hired_on), day(row.manager_from));
    let cells = [
        row.employee_no.as_deref(),
        row.display_name.as_deref(),
        row.legal_name.as_deref(),
        row.work_email.as_deref(),
        row.work_phone.as_deref(),
        row.department.as_deref(),
        row.position.as_deref(),
        row.site.as_deref(),
        row.employment_type.as_deref(),
        Some(hired_on.as_str()),
        row.manager.as_deref(),
        Some(manager_from.as_str()),
    ];
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write_cell(text, cell.unwrap_or_default());
    }
    let _ = write!(text, "\r\n");
}
