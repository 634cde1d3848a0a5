use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::Example,
};
use store::datastore::grades::{self, Asked, Correction};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{self, Created, spelled},
    bearer::AccessToken,
    etag::Version,
    example,
    page::{Window, default_limit, page},
    problem::Refusal,
    repeat::{IdempotencyKey, repeat},
    text::Text,
};

pub(crate) struct GradeCorrections;

/// What became of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub(crate) enum GradeCorrectionState {
    /// Waits for a second person.
    Asked,
    /// Its subject was told the next version.
    Confirmed,
    Refused,
    /// By whoever asked for it.
    Withdrawn,
}

/// Another level for what somebody was told.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewGradeCorrection {
    /// A level of the cycle's scale, other than the one they were told.
    level_id: Uuid,
    /// Why; whoever reads the grade reads it once it is confirmed.
    #[oai(validator(min_length = 1, max_length = 2000))]
    reason: Text,
}

/// That somebody was told the wrong grade, as one person says and another confirms.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct GradeCorrection {
    id: Uuid,
    /// The version that it corrects.
    released_grade_id: Uuid,
    /// Absent once the caller no longer sees the cycle.
    review_cycle_id: Option<Uuid>,
    participant_id: Uuid,
    /// The employee whom it is about.
    subject_id: Uuid,
    /// Absent where the caller no longer reads the employee.
    subject_name: Option<String>,
    /// The level that they are told once it is confirmed.
    level_id: Uuid,
    /// The name of that level.
    level_label: Option<String>,
    reason: String,
    state: GradeCorrectionState,
    /// Who asked for it.
    asked_by: Option<String>,
    asked_at: DateTime<Utc>,
    /// Who confirmed, refused or withdrew it.
    answered_by: Option<String>,
}

page! {
    /// One page of corrections.
    GradeCorrectionPage of GradeCorrection
}

impl Example for NewGradeCorrection {
    fn example() -> Self {
        Self { level_id: example::id(62), reason: Text("The figures of another region were read.".to_owned()) }
    }
}

impl Example for GradeCorrection {
    fn example() -> Self {
        Self {
            id: example::id(97),
            released_grade_id: example::id(95),
            review_cycle_id: Some(example::id(80)),
            participant_id: example::id(81),
            subject_id: example::id(10),
            subject_name: Some("Zofia Vogel".to_owned()),
            level_id: example::id(62),
            level_label: Some("Far above what was asked".to_owned()),
            reason: "The figures of another region were read.".to_owned(),
            state: GradeCorrectionState::Asked,
            asked_by: Some("Hana Kovac".to_owned()),
            asked_at: DateTime::default(),
            answered_by: None,
        }
    }
}

#[OpenApi(tag = "crate::Group::Grades")]
impl GradeCorrections {
    /// List corrections of grades
    ///
    /// Oldest first, with `performance.release`, about everybody but oneself.
    #[oai(path = "/grade_corrections", method = "get", operation_id = "list_grade_corrections")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the request")]
    async fn list_grade_corrections(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Only those of this cycle.
        review_cycle_id: Query<Option<Uuid>>,
        /// Only those about this employee.
        subject_id: Query<Option<Uuid>>,
        /// Only those in this state.
        state: Query<Option<GradeCorrectionState>>,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<GradeCorrectionPage>, Refusal> {
        let context = &caller.0.context;
        let state = state.0.as_ref().map(spelled);
        let wanted = Asked { cycle: review_cycle_id.0, subject: subject_id.0, state: state.as_deref() };
        let window = Window::open(&app, context, "grade corrections", cursor.0.as_deref(), limit.0)?;
        let rows = grades::corrections(&app.store.requests, context, &wanted, window.after_id(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| ("", row.id))?;
        Ok(Json(GradeCorrectionPage { items: rows.into_iter().map(shown).collect::<Result<_, _>>()?, next_cursor }))
    }

    /// Ask for the correction of a released grade
    ///
    /// With `performance.release`, of the version that counts, also in a closed cycle, never one's own. Another person with
    /// `performance.release` confirms it or does not; until then nothing tells its subject.
    #[oai(path = "/released_grades/:released_grade_id/corrections", method = "post", operation_id = "ask_grade_correction")]
    async fn ask_grade_correction(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        released_grade_id: Path<Uuid>,
        /// Repeats of the same request under one key ask once.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewGradeCorrection>,
    ) -> Result<Created<GradeCorrection>, Refusal> {
        let (requests, context, wish) = (&app.store.requests, &caller.0.context, body.0);
        let id = grades::ask_correction(requests, context, released_grade_id.0, wish.level_id, &wish.reason.0, repeat(&key)?.as_ref()).await?;
        let row = grades::correction(requests, context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)?), tag, format!("/grade_corrections/{id}")))
    }

    /// Read a correction of a grade
    ///
    /// With `performance.release`, about anybody but oneself.
    #[oai(path = "/grade_corrections/:grade_correction_id", method = "get", operation_id = "read_grade_correction")]
    async fn read_grade_correction(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        grade_correction_id: Path<Uuid>,
    ) -> Result<Json<GradeCorrection>, Refusal> {
        one(&app, &caller, grade_correction_id.0).await
    }

    /// Confirm a correction of a grade
    ///
    /// With `performance.release`, by another person than whoever asked, never about oneself: its subject, and whoever reads their grades, find
    /// another version of it, with the reason. The version before stays.
    #[oai(path = "/grade_corrections/:grade_correction_id/confirm", method = "post", operation_id = "confirm_grade_correction")]
    async fn confirm_grade_correction(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        grade_correction_id: Path<Uuid>,
    ) -> Result<Json<GradeCorrection>, Refusal> {
        answer(&app, &caller, grade_correction_id.0, GradeCorrectionState::Confirmed).await
    }

    /// Refuse a correction of a grade
    ///
    /// By whoever could confirm it.
    #[oai(path = "/grade_corrections/:grade_correction_id/refuse", method = "post", operation_id = "refuse_grade_correction")]
    async fn refuse_grade_correction(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        grade_correction_id: Path<Uuid>,
    ) -> Result<Json<GradeCorrection>, Refusal> {
        answer(&app, &caller, grade_correction_id.0, GradeCorrectionState::Refused).await
    }

    /// Withdraw a correction of a grade
    ///
    /// By whoever asked for it, as long as nobody has answered.
    #[oai(path = "/grade_corrections/:grade_correction_id/withdraw", method = "post", operation_id = "withdraw_grade_correction")]
    async fn withdraw_grade_correction(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        grade_correction_id: Path<Uuid>,
    ) -> Result<Json<GradeCorrection>, Refusal> {
        answer(&app, &caller, grade_correction_id.0, GradeCorrectionState::Withdrawn).await
    }
}

async fn answer(app: &App, caller: &AccessToken, id: Uuid, answer: GradeCorrectionState) -> Result<Json<GradeCorrection>, Refusal> {
    grades::answer_correction(&app.store.requests, &caller.0.context, id, &spelled(&answer)).await?;
    one(app, caller, id).await
}

async fn one(app: &App, caller: &AccessToken, id: Uuid) -> Result<Json<GradeCorrection>, Refusal> {
    Ok(Json(shown(grades::correction(&app.store.requests, &caller.0.context, id).await?)?))
}

fn shown(row: Correction) -> Result<GradeCorrection, Error> {
    Ok(GradeCorrection {
        id: row.id,
        released_grade_id: row.grade_id,
        review_cycle_id: row.cycle_id,
        participant_id: row.participant_id,
        subject_id: row.subject_id,
        subject_name: row.subject_name,
        level_id: row.level_id,
        level_label: row.level_label,
        reason: row.reason,
        state: answers::word(&row.state)?,
        asked_by: row.by,
        asked_at: row.asked_at.into(),
        answered_by: row.answered_by,
    })
}
