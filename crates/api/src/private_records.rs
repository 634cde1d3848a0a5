//! The private tier: the person, and hr, whose readings the person sees.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use serde_json::{Map, Value};
use store::datastore::employment::{self, ReadPrivate};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    answers::{Created, Edited, Shown},
    bearer::AccessToken,
    etag::{self, Version},
    problem::Refusal,
    text::{Text, given, given_text},
};

pub(crate) struct PrivateRecords;

/// Birth date, home and emergency contact.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct PrivateRecord {
    birth_date: Option<NaiveDate>,
    home_address: Option<String>,
    private_email: Option<String>,
    private_phone: Option<String>,
    emergency_contact: Option<String>,
}

impl Example for PrivateRecord {
    fn example() -> Self {
        Self {
            birth_date: Some(NaiveDate::default()),
            home_address: Some("Lindenstr. 12, 10969 Berlin".to_owned()),
            private_email: Some("grace.hill@home.example".to_owned()),
            private_phone: Some("+49 170 7654321".to_owned()),
            emergency_contact: Some("Sam Hill, +49 170 1112223".to_owned()),
        }
    }
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct PrivateRecordPatch {
    #[oai(nullable)]
    birth_date: MaybeUndefined<NaiveDate>,
    #[oai(nullable, validator(max_length = 1000))]
    home_address: MaybeUndefined<Text>,
    #[oai(nullable, validator(max_length = 254))]
    private_email: MaybeUndefined<Text>,
    #[oai(nullable, validator(min_length = 3, max_length = 40))]
    private_phone: MaybeUndefined<Text>,
    #[oai(nullable, validator(max_length = 1000))]
    emergency_contact: MaybeUndefined<Text>,
}

impl Example for PrivateRecordPatch {
    fn example() -> Self {
        Self {
            birth_date: MaybeUndefined::Undefined,
            home_address: MaybeUndefined::Value(Text("Lindenstr. 12, 10969 Berlin".to_owned())),
            private_email: MaybeUndefined::Undefined,
            private_phone: MaybeUndefined::Null,
            emergency_contact: MaybeUndefined::Undefined,
        }
    }
}

#[OpenApi(tag = "crate::Group::Employees")]
impl PrivateRecords {
    /// Read private data
    ///
    /// One's own, or with `people.private.read` somebody's: that reading is recorded, and the person sees it in
    /// `list_accesses`. Nobody else, manager and admin included, can tell whether there is a record.
    #[oai(path = "/employees/:employee_id/private", method = "get", operation_id = "read_private_record")]
    async fn read_private_record(&self, app: Data<&Arc<App>>, caller: AccessToken, employee_id: Path<Uuid>) -> Result<Shown<PrivateRecord>, Refusal> {
        let (record, tag, _) = read(&app, &caller, employee_id.0).await?;
        Ok(Shown::Shown(record, tag))
    }

    /// Open a private record
    ///
    /// With `people.private.write`, once for each employee.
    #[oai(path = "/employees/:employee_id/private", method = "post", operation_id = "create_private_record")]
    async fn create_private_record(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        body: Json<PrivateRecordPatch>,
    ) -> Result<Created<PrivateRecord>, Refusal> {
        employment::keep_private(&app.store.requests, &caller.0.context, employee_id.0, None, &changes(body.0)?).await?;
        let (record, tag, id) = read(&app, &caller, employee_id.0).await?;
        Ok(Created::Made(record, tag, format!("/employees/{id}/private")))
    }

    /// Edit private data
    ///
    /// One's own, or with `people.private.write` somebody's. Needs `If-Match`.
    #[oai(path = "/employees/:employee_id/private", method = "patch", operation_id = "update_private_record")]
    async fn update_private_record(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        employee_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<PrivateRecordPatch>,
    ) -> Result<Edited<PrivateRecord>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        employment::keep_private(&app.store.requests, &caller.0.context, employee_id.0, Some(version), &changes(body.0)?).await?;
        let (record, tag, _) = read(&app, &caller, employee_id.0).await?;
        Ok(Edited::Edited(record, tag))
    }
}

async fn read(app: &App, caller: &AccessToken, id: Uuid) -> Result<(Json<PrivateRecord>, String, Uuid), Refusal> {
    let row = employment::read_private(&app.store.requests, &caller.0.context, id).await?;
    let tag = Version([row.row_version]).tag();
    Ok((Json(shown(row)), tag, id))
}

fn changes(patch: PrivateRecordPatch) -> Result<Value, Error> {
    let mut changes = Map::new();
    if let Some(day) = given(patch.birth_date) {
        // it travels as text, and PostgreSQL reads a sign or a fifth digit before the month as something else
        if day.is_some_and(|day| !(1..=9999).contains(&day.year())) {
            return Err(Error::new(Problem::InvalidValue).detail("birth_date is a day of the years 1 to 9999."));
        }
        changes.insert("birth_date".to_owned(), day.map_or(Value::Null, |day| Value::String(day.to_string())));
    }
    for (name, field) in [
        ("home_address", patch.home_address),
        ("private_email", patch.private_email),
        ("private_phone", patch.private_phone),
        ("emergency_contact", patch.emergency_contact),
    ] {
        if let Some(text) = given_text(field) {
            changes.insert(name.to_owned(), text.map_or(Value::Null, Value::String));
        }
    }
    Ok(Value::Object(changes))
}

fn shown(row: ReadPrivate) -> PrivateRecord {
    PrivateRecord {
        birth_date: row.birth_date,
        home_address: row.home_address,
        private_email: row.private_email,
        private_phone: row.private_phone,
        emergency_contact: row.emergency_contact,
    }
}
