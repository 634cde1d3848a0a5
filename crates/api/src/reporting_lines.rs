use std::sync::Arc;

use chrono::NaiveDate;
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::reporting_lines::{self, New, ReportingLine as Row};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Edited, Shown, word},
    bearer::AccessToken,
    employees::Named,
    etag::{self, Version},
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text,
};

/// People an org chart shows at once.
const CHART_LIMIT: usize = 2000;

pub(crate) struct ReportingLines;

/// What a line means: primary and acting ones give a manager rights while they are in force, a dotted one gives none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum LineKind {
    Primary,
    Dotted,
    Acting,
}

/// Who reports to whom, and when, on the organisation's calendar.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ReportingLine {
    id: Uuid,
    employee_id: Uuid,
    manager: Named,
    kind: LineKind,
    first_day: NaiveDate,
    /// The last day it is in force; absent: until further notice.
    last_day: Option<NaiveDate>,
    /// Whether it is in force today.
    in_force: bool,
}

impl Example for ReportingLine {
    fn example() -> Self {
        Self {
            id: example::id(14),
            employee_id: example::id(8),
            manager: Named { id: example::id(15), name: "Petra Vogel".to_owned() },
            kind: LineKind::Primary,
            first_day: NaiveDate::default(),
            last_day: None,
            in_force: true,
        }
    }
}

page! {
    /// One page of lines.
    ReportingLinePage of ReportingLine
}

/// A line to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewReportingLine {
    manager_id: Uuid,
    kind: LineKind,
    first_day: NaiveDate,
    /// The last day it is in force; absent: until further notice.
    #[oai(skip_serializing_if_is_none)]
    last_day: Option<NaiveDate>,
    /// For a primary line: ends the one in force on the day before, in the same step. Without it, an overlap is refused.
    #[oai(default)]
    replace_current: bool,
}

impl Example for NewReportingLine {
    fn example() -> Self {
        Self { manager_id: example::id(15), kind: LineKind::Primary, first_day: NaiveDate::default(), last_day: None, replace_current: true }
    }
}

/// Other dates for a line. Another manager is another line.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct ReportingLinePatch {
    /// Cannot be cleared.
    first_day: MaybeUndefined<NaiveDate>,
    /// null: until further notice.
    #[oai(nullable)]
    last_day: MaybeUndefined<NaiveDate>,
}

impl Example for ReportingLinePatch {
    fn example() -> Self {
        Self { first_day: MaybeUndefined::Undefined, last_day: MaybeUndefined::Value(NaiveDate::default()) }
    }
}

/// Somebody in the chart.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct ChartNode {
    employee: Named,
    position: Option<String>,
    department: Option<String>,
    /// Whom they report to in this chart; absent at the top.
    manager_id: Option<Uuid>,
    /// 0 at the top.
    level: u16,
    /// How many report to them directly, shown or not.
    report_count: u64,
}

impl Example for ChartNode {
    fn example() -> Self {
        Self {
            employee: Named { id: example::id(8), name: "Grace Hill".to_owned() },
            position: Some("People partner".to_owned()),
            department: Some("People".to_owned()),
            manager_id: Some(example::id(15)),
            level: 2,
            report_count: 0,
        }
    }
}

/// A chart of primary lines, level by level.
#[derive(Object)]
#[oai(example)]
pub(crate) struct OrgChart {
    /// The day it shows.
    day: NaiveDate,
    nodes: Vec<ChartNode>,
    /// Whether there are more people than the 2,000 shown: ask again from one of them.
    truncated: bool,
}

impl Example for OrgChart {
    fn example() -> Self {
        Self { day: NaiveDate::default(), nodes: vec![ChartNode::example()], truncated: false }
    }
}

fn default_depth() -> u16 {
    4
}

#[OpenApi(tag = "crate::Group::ReportingLines")]
impl ReportingLines {
    /// List somebody's lines
    ///
    /// Past, present and to come: for the person, who manages them today, and with `people.chart.read`.
    #[oai(path = "/employees/:employee_id/reporting_lines", method = "get", operation_id = "list_reporting_lines")]
    async fn list_reporting_lines(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<ReportingLinePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "reporting lines", cursor.0.as_deref(), limit.0)?;
        let rows = reporting_lines::list(&app.store.requests, context, employee_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(ReportingLinePage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Draw a line
    ///
    /// With `people.lines.write`. Primary lines of one person never overlap, and no line may close a circle.
    #[oai(path = "/employees/:employee_id/reporting_lines", method = "post", operation_id = "create_reporting_line")]
    async fn create_reporting_line(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// Repeats of the same request under one key draw one line.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewReportingLine>,
    ) -> Result<Created<ReportingLine>, Refusal> {
        let context = &caller.0.context;
        let body = body.0;
        if body.replace_current && body.kind != LineKind::Primary {
            return Err(Error::new(Problem::InvalidValue).detail("replace_current is for a primary line.").into());
        }
        ordered(body.first_day, body.last_day)?;
        let kind = match body.kind {
            LineKind::Primary => "primary",
            LineKind::Dotted => "dotted",
            LineKind::Acting => "acting",
        };
        let new = New {
            employee: employee_id.0,
            manager: body.manager_id,
            kind,
            first_day: body.first_day,
            last_day: body.last_day,
            replace: body.replace_current,
        };
        let id = reporting_lines::add(&app.store.requests, context, &new, repeat(&key)?.as_ref()).await?;
        let row = reporting_lines::read(&app.store.requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)?), tag, format!("/reporting_lines/{id}")))
    }

    /// Read a line
    ///
    /// As `list_reporting_lines`. Its `ETag` is for `update_reporting_line`.
    #[oai(path = "/reporting_lines/:line_id", method = "get", operation_id = "read_reporting_line")]
    async fn read_reporting_line(&self, app: Data<&Arc<App>>, caller: AccessToken, line_id: Path<Uuid>) -> Result<Shown<ReportingLine>, Refusal> {
        let (line, tag) = read(&app, &caller, line_id.0).await?;
        Ok(Shown::Shown(line, tag))
    }

    /// Redate a line
    ///
    /// With `people.lines.write`. Needs `If-Match`.
    #[oai(path = "/reporting_lines/:line_id", method = "patch", operation_id = "update_reporting_line")]
    async fn update_reporting_line(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        line_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<ReportingLinePatch>,
    ) -> Result<Edited<ReportingLine>, Refusal> {
        let context = &caller.0.context;
        let version = etag::required_row(if_match.0.as_deref())?;
        let present = reporting_lines::read(&app.store.requests, context, line_id.0).await?;
        let first_day = text::uncleared("first_day", body.0.first_day)?.unwrap_or(present.first_day);
        let last_day = match body.0.last_day {
            MaybeUndefined::Undefined => present.last_day,
            MaybeUndefined::Value(day) => Some(day),
            MaybeUndefined::Null => None,
        };
        ordered(first_day, last_day)?;
        // what was left out was read before; the version in the statement holds the two together
        reporting_lines::redate(&app.store.requests, context, line_id.0, version, first_day, last_day).await?;
        let (line, tag) = read(&app, &caller, line_id.0).await?;
        Ok(Edited::Edited(line, tag))
    }

    /// Read the org chart
    ///
    /// Primary lines in force on a day, from the top or from somebody, level by level, as far as the caller sees lines:
    /// everybody's with `people.chart.read`, else one's own and those of one's direct reports.
    #[oai(path = "/org_chart", method = "get", operation_id = "read_org_chart")]
    async fn read_org_chart(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// From this employee down; absent: from everybody who has nobody above.
        root_id: Query<Option<Uuid>>,
        /// The day to show; absent: today, on the organisation's calendar.
        day: Query<Option<NaiveDate>>,
        /// Levels below the top, 0-50.
        #[oai(default = "default_depth", validator(maximum(value = "50")))]
        depth: Query<u16>,
    ) -> Result<Json<OrgChart>, Refusal> {
        let day = match day.0 {
            Some(day) => day,
            None => reporting_lines::today(&app.store.requests, &caller.0.context).await?,
        };
        let limit = i64::try_from(CHART_LIMIT).unwrap_or(i64::MAX) + 1;
        let mut rows = reporting_lines::chart(&app.store.requests, &caller.0.context, root_id.0, day, i32::from(depth.0), limit).await?;
        let truncated = rows.len() > CHART_LIMIT;
        rows.truncate(CHART_LIMIT);
        let nodes = rows.into_iter().map(|row| ChartNode {
            employee: Named { id: row.id, name: row.display_name },
            position: row.position_title,
            department: row.department_name,
            manager_id: row.manager_id,
            level: u16::try_from(row.level).unwrap_or_default(),
            report_count: u64::try_from(row.reports).unwrap_or_default(),
        });
        Ok(Json(OrgChart { day, nodes: nodes.collect(), truncated }))
    }
}

async fn read(app: &App, caller: &AccessToken, id: Uuid) -> Result<(Json<ReportingLine>, String), Error> {
    let row = reporting_lines::read(&app.store.requests, &caller.0.context, id).await?;
    let tag = Version([row.row_version]).tag();
    Ok((Json(shown(row)?), tag))
}

fn ordered(first_day: NaiveDate, last_day: Option<NaiveDate>) -> Result<(), Error> {
    if last_day.is_some_and(|last| last < first_day) {
        return Err(Error::new(Problem::InvalidValue).detail("last_day is on or after first_day."));
    }
    Ok(())
}

fn shown(row: Row) -> Result<ReportingLine, Error> {
    Ok(ReportingLine {
        id: row.id,
        employee_id: row.employee_id,
        manager: Named { id: row.manager_id, name: row.manager_name },
        kind: word(&row.kind)?,
        first_day: row.first_day,
        last_day: row.last_day,
        in_force: row.in_force,
    })
}
