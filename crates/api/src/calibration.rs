use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::calibration::{self, DistributionRow, Entry, GridRow, Session, Settled, Wanted};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{self, Created, Edited, Shown, spelled},
    bearer::AccessToken,
    etag::{self, Version},
    example,
    grades::{ReleaseGroup, counted},
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    review_cycles::{self, ReviewCycle},
    text::Text,
};

pub(crate) struct Calibration;

/// Whether grades can be moved in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum CalibrationSessionState {
    Open,
    /// Nothing is moved in it any more.
    Locked,
    /// The cycle went back to active: what was moved in it is history.
    SetAside,
}

/// What a distribution is taken apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum DistributionCut {
    Everybody,
    /// Whoever decides about them.
    Reviewer,
    /// By name, on the day of activation.
    Department,
}

/// Why a cycle goes back to where reviews are written.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct CalibrationReturn {
    /// For whoever calibrates.
    #[oai(validator(min_length = 1, max_length = 2000))]
    reason: Text,
}

/// A session to open.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewCalibrationSession {
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
}

/// Where grades are compared.
#[derive(Object)]
#[oai(example)]
pub(crate) struct CalibrationSession {
    id: Uuid,
    review_cycle_id: Uuid,
    name: String,
    state: CalibrationSessionState,
    opened_at: DateTime<Utc>,
}

/// A grade to move.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GradeMove {
    participant_id: Uuid,
    /// The level that it has by now: if it has another, nothing is moved.
    from_level_id: Uuid,
    /// Another level of the cycle's scale.
    to_level_id: Uuid,
    /// For whoever calibrates.
    #[oai(validator(min_length = 1, max_length = 20000))]
    rationale: Text,
}

/// That a grade was moved.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct CalibrationEntry {
    id: Uuid,
    calibration_session_id: Uuid,
    review_cycle_id: Uuid,
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    from_level_id: Uuid,
    to_level_id: Uuid,
    rationale: String,
    /// The name of the member who moved it.
    moved_by: Option<String>,
    moved_at: DateTime<Utc>,
}

/// A grade that was settled on.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct CalibratedGrade {
    participant_id: Uuid,
    /// Absent once the caller no longer sees the cycle.
    review_cycle_id: Option<Uuid>,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    level_id: Uuid,
    /// The name of that level.
    level_label: Option<String>,
    /// Whether it stands: one that was moved since is open again.
    confirmed: bool,
    /// The day from which whoever decides about the subject reads it.
    previewed_on: Option<NaiveDate>,
    /// What they read beside it.
    note: Option<String>,
}

/// What goes with a grade.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct GradeNote {
    /// For whoever decides about the subject; absent takes it away.
    #[oai(skip_serializing_if_is_none, validator(min_length = 1, max_length = 20000))]
    note: Option<Text>,
}

/// A participant beside the others.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct CalibrationGridRow {
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    /// The employee who decides about them.
    reviewer_id: Option<Uuid>,
    /// Absent where the caller no longer reads the employee.
    reviewer_name: Option<String>,
    /// On the day of activation.
    department_at_start: Option<String>,
    /// Absent while there is no submitted manager review with a grade.
    proposed_level_id: Option<Uuid>,
    /// The name of that level.
    proposed_level_label: Option<String>,
    /// What calibration has made of it by now.
    current_level_id: Option<Uuid>,
    /// The name of that level.
    current_level_label: Option<String>,
    /// How often it was moved, also in sessions that are set aside.
    moves: u64,
    /// Whether it is settled on.
    confirmed: bool,
    /// The day from which whoever decides about them reads it.
    previewed_on: Option<NaiveDate>,
}

/// How many have a level.
#[derive(Object)]
#[oai(example)]
pub(crate) struct GradeCount {
    level_id: Uuid,
    label: String,
    /// 1 is the lowest.
    rank: u16,
    /// As it was proposed.
    before: u64,
    /// As it is by now.
    after: u64,
}

/// How the grades of some are spread.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct GradeSpread {
    /// The name of the reviewer or department; absent for everybody, and for who has none.
    name: Option<String>,
    /// Every level of the scale, lowest first.
    levels: Vec<GradeCount>,
}

/// How grades are spread.
#[derive(Object)]
#[oai(example)]
pub(crate) struct GradeDistribution {
    /// In order of name; empty while nobody has a grade.
    spreads: Vec<GradeSpread>,
}

/// What became of it.
#[derive(Object)]
#[oai(example)]
pub(crate) struct GradesConfirmed {
    /// How many were not settled on before.
    confirmed: u64,
}

/// What became of it.
#[derive(Object)]
#[oai(example)]
pub(crate) struct GradesPreviewed {
    /// How many were not shown before.
    previewed: u64,
}

page! {
    /// One page of sessions.
    CalibrationSessionPage of CalibrationSession
}

page! {
    /// One page of moves.
    CalibrationEntryPage of CalibrationEntry
}

page! {
    /// One page of grades that were settled on.
    CalibratedGradePage of CalibratedGrade
}

page! {
    /// One page of participants.
    CalibrationGridPage of CalibrationGridRow
}

impl Example for CalibrationReturn {
    fn example() -> Self {
        Self { reason: Text("Two reviews were about the wrong year.".to_owned()) }
    }
}

impl Example for NewCalibrationSession {
    fn example() -> Self {
        Self { name: Text("Engineering, seniors".to_owned()) }
    }
}

impl Example for CalibrationSession {
    fn example() -> Self {
        Self {
            id: example::id(100),
            review_cycle_id: example::id(80),
            name: "Engineering, seniors".to_owned(),
            state: CalibrationSessionState::Open,
            opened_at: DateTime::default(),
        }
    }
}

impl Example for GradeMove {
    fn example() -> Self {
        Self {
            participant_id: example::id(81),
            from_level_id: example::id(61),
            to_level_id: example::id(62),
            rationale: Text("Beside others of the same level, two launches are what is asked for.".to_owned()),
        }
    }
}

impl Example for CalibrationEntry {
    fn example() -> Self {
        Self {
            id: example::id(101),
            calibration_session_id: example::id(100),
            review_cycle_id: example::id(80),
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            from_level_id: example::id(61),
            to_level_id: example::id(62),
            rationale: "Beside others of the same level, two launches are what is asked for.".to_owned(),
            moved_by: Some("Hana Novak".to_owned()),
            moved_at: DateTime::default(),
        }
    }
}

impl Example for CalibratedGrade {
    fn example() -> Self {
        Self {
            participant_id: example::id(81),
            review_cycle_id: Some(example::id(80)),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            level_id: example::id(62),
            level_label: Some("What was asked".to_owned()),
            confirmed: true,
            previewed_on: Some(NaiveDate::default()),
            note: Some("Begin with the launch of May.".to_owned()),
        }
    }
}

impl Example for GradeNote {
    fn example() -> Self {
        Self { note: Some(Text("Begin with the launch of May.".to_owned())) }
    }
}

impl Example for CalibrationGridRow {
    fn example() -> Self {
        Self {
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            reviewer_id: Some(example::id(15)),
            reviewer_name: Some("Marc Lange".to_owned()),
            department_at_start: Some("Engineering".to_owned()),
            proposed_level_id: Some(example::id(61)),
            proposed_level_label: Some("Above what was asked".to_owned()),
            current_level_id: Some(example::id(62)),
            current_level_label: Some("What was asked".to_owned()),
            moves: 1,
            confirmed: true,
            previewed_on: None,
        }
    }
}

impl Example for GradeCount {
    fn example() -> Self {
        Self { level_id: example::id(62), label: "What was asked".to_owned(), rank: 3, before: 21, after: 24 }
    }
}

impl Example for GradeSpread {
    fn example() -> Self {
        Self { name: Some("Engineering".to_owned()), levels: vec![GradeCount::example()] }
    }
}

impl Example for GradeDistribution {
    fn example() -> Self {
        Self { spreads: vec![GradeSpread::example()] }
    }
}

impl Example for GradesConfirmed {
    fn example() -> Self {
        Self { confirmed: 12 }
    }
}

impl Example for GradesPreviewed {
    fn example() -> Self {
        Self { previewed: 12 }
    }
}

#[OpenApi(tag = "crate::Group::Calibration")]
impl Calibration {
    /// Begin to compare the grades of a review cycle
    ///
    /// Of an active one whose `calibrate` is true, with `performance.cycles.manage`. It needs a submitted manager review with a grade of
    /// everybody but the caller who is not left out; neither changes from then on. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id/calibrate", method = "post", operation_id = "start_calibration")]
    async fn start_calibration(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<ReviewCycle>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        calibration::start(&app.store.requests, &caller.0.context, review_cycle_id.0, version).await?;
        review_cycles::edited(&app, &caller, review_cycle_id.0).await
    }

    /// Take a review cycle back from calibration
    ///
    /// With `performance.cycles.manage` and a reason, while nothing was shown or released: it is active again, its sessions are set aside, and
    /// what was moved is history. Needs `If-Match`.
    #[oai(path = "/review_cycles/:review_cycle_id/resume", method = "post", operation_id = "resume_review_cycle")]
    async fn resume_review_cycle(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// The ETag of the answer the step is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<CalibrationReturn>,
    ) -> Result<Edited<ReviewCycle>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        calibration::resume(&app.store.requests, &caller.0.context, review_cycle_id.0, version, &body.0.reason.0).await?;
        review_cycles::edited(&app, &caller, review_cycle_id.0).await
    }

    /// List calibration sessions
    ///
    /// Oldest first, with `calibration.read`.
    #[oai(path = "/calibration_sessions", method = "get", operation_id = "list_calibration_sessions")]
    async fn list_calibration_sessions(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<CalibrationSessionPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "calibration sessions", cursor.0.as_deref(), limit.0)?;
        let rows = calibration::sessions(&app.store.requests, context, review_cycle_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        let items = rows.into_iter().map(session).collect::<Result<_, Error>>()?;
        Ok(Json(CalibrationSessionPage { items, next_cursor }))
    }

    /// Open a calibration session
    ///
    /// Of a cycle in calibration, with `calibration.write`.
    #[oai(path = "/review_cycles/:review_cycle_id/calibration_sessions", method = "post", operation_id = "open_calibration_session")]
    async fn open_calibration_session(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// Repeats of the same request under one key open one.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewCalibrationSession>,
    ) -> Result<Created<CalibrationSession>, Refusal> {
        let (requests, context) = (&app.store.requests, &caller.0.context);
        let id = calibration::open(requests, context, review_cycle_id.0, &body.0.name.0, repeat(&key)?.as_ref()).await?;
        let row = calibration::session(requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(session(row)?), tag, format!("/calibration_sessions/{id}")))
    }

    /// Read a calibration session
    ///
    /// With `calibration.read`.
    #[oai(path = "/calibration_sessions/:calibration_session_id", method = "get", operation_id = "read_calibration_session")]
    async fn read_calibration_session(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        calibration_session_id: Path<Uuid>,
    ) -> Result<Shown<CalibrationSession>, Refusal> {
        let row = calibration::session(&app.store.requests, &caller.0.context, calibration_session_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Shown::Shown(Json(session(row)?), tag))
    }

    /// Lock a calibration session
    ///
    /// With `calibration.write`: nothing is moved in it any more, and nobody is told their grade before every session is locked. Needs
    /// `If-Match`.
    #[oai(path = "/calibration_sessions/:calibration_session_id/lock", method = "post", operation_id = "lock_calibration_session")]
    async fn lock_calibration_session(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        calibration_session_id: Path<Uuid>,
        /// The ETag of the session.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Edited<CalibrationSession>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let (requests, context, id) = (&app.store.requests, &caller.0.context, calibration_session_id.0);
        calibration::lock(requests, context, id, version).await?;
        let row = calibration::session(requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(session(row)?), tag))
    }

    /// List how grades were moved
    ///
    /// Oldest first, with `calibration.read`, about everybody but oneself.
    #[oai(path = "/calibration_entries", method = "get", operation_id = "list_calibration_entries")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list_calibration_entries(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those of this session.
        calibration_session_id: Query<Option<Uuid>>,
        /// Only those of this participant.
        participant_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<CalibrationEntryPage>, Refusal> {
        let context = &caller.0.context;
        let wanted = Wanted { cycle: review_cycle_id.0, session: calibration_session_id.0, participant: participant_id.0 };
        let window = Window::open(&app, context, "calibration entries", cursor.0.as_deref(), limit.0)?;
        let rows = calibration::entries(&app.store.requests, context, &wanted, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(CalibrationEntryPage { items: rows.into_iter().map(entry).collect(), next_cursor }))
    }

    /// Move a grade
    ///
    /// In an open session, with `calibration.write`, never one's own: from the level that it has to another. A grade that was settled on is
    /// open again. What was moved stays on record; it is moved back by another move.
    #[oai(path = "/calibration_sessions/:calibration_session_id/entries", method = "post", operation_id = "move_grade")]
    async fn move_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        calibration_session_id: Path<Uuid>,
        /// Repeats of the same request under one key move it once.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<GradeMove>,
    ) -> Result<Created<CalibrationEntry>, Refusal> {
        let (requests, context, wish) = (&app.store.requests, &caller.0.context, body.0);
        let wish =
            calibration::Move { participant: wish.participant_id, from: wish.from_level_id, to: wish.to_level_id, rationale: &wish.rationale.0 };
        let id = calibration::move_grade(requests, context, calibration_session_id.0, &wish, repeat(&key)?.as_ref()).await?;
        let row = calibration::entry(requests, context, id).await?;
        // it never has another version
        Ok(Created::Made(Json(entry(row)), Version([1]).tag(), format!("/calibration_entries/{id}")))
    }

    /// Read how a grade was moved
    ///
    /// With `calibration.read`, about everybody but oneself. It does not change any more.
    #[oai(path = "/calibration_entries/:calibration_entry_id", method = "get", operation_id = "read_calibration_entry")]
    async fn read_calibration_entry(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        calibration_entry_id: Path<Uuid>,
    ) -> Result<Json<CalibrationEntry>, Refusal> {
        Ok(Json(entry(calibration::entry(&app.store.requests, &caller.0.context, calibration_entry_id.0).await?)))
    }

    /// List the participants of a review cycle beside each other
    ///
    /// With `calibration.read`: what was proposed for everybody but oneself, and what calibration has made of it. Nobody without it, and whoever
    /// is left out is not in it.
    #[oai(path = "/review_cycles/:review_cycle_id/calibration_grid", method = "get", operation_id = "list_calibration_grid")]
    async fn list_calibration_grid(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<CalibrationGridPage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "calibration grid", cursor.0.as_deref(), limit.0)?;
        let rows = calibration::grid(&app.store.requests, context, review_cycle_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.participant_id))?;
        Ok(Json(CalibrationGridPage { items: rows.into_iter().map(beside).collect(), next_cursor }))
    }

    /// Read how the grades of a review cycle are spread
    ///
    /// With `calibration.read`: how many of everybody but oneself have which level, as it was proposed and as it is by now. Empty without it.
    #[oai(path = "/review_cycles/:review_cycle_id/grade_distribution", method = "get", operation_id = "read_grade_distribution")]
    async fn read_grade_distribution(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        /// What it is taken apart by; of everybody if absent.
        by: Query<Option<DistributionCut>>,
    ) -> Result<Json<GradeDistribution>, Refusal> {
        let by = spelled(&by.0.unwrap_or(DistributionCut::Everybody));
        let rows = calibration::distribution(&app.store.requests, &caller.0.context, review_cycle_id.0, &by).await?;
        Ok(Json(GradeDistribution { spreads: spreads(rows) }))
    }

    /// Settle on grades
    ///
    /// With `calibration.write`: those that everybody whom each given choice names has by now, or everybody left; never one's own.
    #[oai(path = "/review_cycles/:review_cycle_id/confirm_grades", method = "post", operation_id = "confirm_grades")]
    async fn confirm_grades(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        body: Json<ReleaseGroup>,
    ) -> Result<Json<GradesConfirmed>, Refusal> {
        let confirmed = calibration::confirm(&app.store.requests, &caller.0.context, review_cycle_id.0, &body.0.named()?).await?;
        Ok(Json(GradesConfirmed { confirmed: counted(confirmed) }))
    }

    /// Show grades to whoever decides about people
    ///
    /// With `calibration.write`, once they are settled on: those of everybody whom each given choice names, or of everybody left; never one's
    /// own. Whoever decides about somebody reads theirs, with the note, to prepare the talk; the people themselves learn nothing.
    #[oai(path = "/review_cycles/:review_cycle_id/preview_grades", method = "post", operation_id = "preview_grades")]
    async fn preview_grades(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        review_cycle_id: Path<Uuid>,
        body: Json<ReleaseGroup>,
    ) -> Result<Json<GradesPreviewed>, Refusal> {
        let shown = calibration::preview(&app.store.requests, &caller.0.context, review_cycle_id.0, &body.0.named()?).await?;
        Ok(Json(GradesPreviewed { previewed: counted(shown) }))
    }

    /// List grades that were settled on
    ///
    /// With `calibration.read` those of everybody but oneself; without it those of whom one decides about, once they are shown.
    #[oai(path = "/calibrated_grades", method = "get", operation_id = "list_calibrated_grades")]
    async fn list_calibrated_grades(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those of this employee.
        subject_id: Query<Option<Uuid>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<CalibratedGradePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "calibrated grades", cursor.0.as_deref(), limit.0)?;
        let rows = calibration::all_settled(&app.store.requests, context, review_cycle_id.0, subject_id.0, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.participant_id))?;
        Ok(Json(CalibratedGradePage { items: rows.into_iter().map(settled).collect(), next_cursor }))
    }

    /// Read a grade that was settled on
    ///
    /// Who reads which is said at the list.
    #[oai(path = "/calibrated_grades/:participant_id", method = "get", operation_id = "read_calibrated_grade")]
    async fn read_calibrated_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        participant_id: Path<Uuid>,
    ) -> Result<Shown<CalibratedGrade>, Refusal> {
        let row = calibration::settled(&app.store.requests, &caller.0.context, participant_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Shown::Shown(Json(settled(row)), tag))
    }

    /// Say what goes with a grade
    ///
    /// With `calibration.write`, never about oneself: whoever decides about the subject reads it beside the grade. Needs `If-Match`.
    #[oai(path = "/calibrated_grades/:participant_id/note", method = "put", operation_id = "note_calibrated_grade")]
    async fn note_calibrated_grade(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        participant_id: Path<Uuid>,
        /// The ETag of the grade.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<GradeNote>,
    ) -> Result<Edited<CalibratedGrade>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let (requests, context, id) = (&app.store.requests, &caller.0.context, participant_id.0);
        calibration::note(requests, context, id, version, body.0.note.as_ref().map(|note| note.0.as_str())).await?;
        let row = calibration::settled(requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(settled(row)), tag))
    }
}

fn session(row: Session) -> Result<CalibrationSession, Error> {
    Ok(CalibrationSession {
        id: row.id,
        review_cycle_id: row.cycle_id,
        state: answers::word(&row.state)?,
        name: row.name,
        opened_at: row.opened_at.into(),
    })
}

fn entry(row: Entry) -> CalibrationEntry {
    CalibrationEntry {
        id: row.id,
        calibration_session_id: row.session_id,
        review_cycle_id: row.cycle_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        from_level_id: row.from_id,
        to_level_id: row.to_id,
        rationale: row.rationale,
        moved_by: row.by,
        moved_at: row.moved_at.into(),
    }
}

fn settled(row: Settled) -> CalibratedGrade {
    CalibratedGrade {
        participant_id: row.participant_id,
        review_cycle_id: row.cycle_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        level_id: row.level_id,
        level_label: row.level_label,
        confirmed: row.confirmed,
        previewed_on: row.previewed_on,
        note: row.note,
    }
}

fn beside(row: GridRow) -> CalibrationGridRow {
    CalibrationGridRow {
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        reviewer_id: row.reviewer_id,
        reviewer_name: row.reviewer_name,
        department_at_start: row.department_at_start,
        proposed_level_id: row.proposed_id,
        proposed_level_label: row.proposed_label,
        current_level_id: row.current_id,
        current_level_label: row.current_label,
        moves: counted(row.moves),
        confirmed: row.confirmed,
        previewed_on: row.previewed_on,
    }
}

/// Rows of one reviewer or department follow each other, lowest level first.
fn spreads(rows: Vec<DistributionRow>) -> Vec<GradeSpread> {
    let mut spreads: Vec<(Option<String>, GradeSpread)> = Vec::new();
    for row in rows {
        let count = GradeCount {
            level_id: row.level_id,
            label: row.level_label,
            rank: u16::try_from(row.rank).unwrap_or_default(),
            before: counted(row.before),
            after: counted(row.after),
        };
        match spreads.last_mut().filter(|(of, _)| *of == row.of_id) {
            Some((_, spread)) => spread.levels.push(count),
            None => spreads.push((row.of_id, GradeSpread { name: row.of_name, levels: vec![count] })),
        }
    }
    spreads.into_iter().map(|(_, spread)| spread).collect()
}
