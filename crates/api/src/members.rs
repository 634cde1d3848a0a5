use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json, types::Example};
use store::datastore::members;
use types::{Error, Problem, Role};
use uuid::Uuid;

use crate::{App, bearer::AccessToken, problem::Refusal, request::ThisRequest, sessions::RoleName};

pub(crate) struct Members;

/// The organisation a member belongs to.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub(crate) struct Organization {
    id: Uuid,
    slug: String,
    name: String,
    /// `trial`, `active`, `past_due`, or `closing`: readable, not writable.
    state: String,
    /// When a closing organisation stops being readable.
    closes_at: Option<DateTime<Utc>>,
    /// IANA name; decides when dated rights begin and end.
    timezone: String,
    /// First day of the week, 0 = Sunday.
    week_start: u8,
}

/// The caller.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct CurrentMember {
    id: Uuid,
    name: String,
    /// The account's address.
    email: String,
    role: RoleName,
    /// The employee this member is, if any.
    employee_id: Option<Uuid>,
    joined_at: Option<DateTime<Utc>>,
    organization: Organization,
}

impl Example for CurrentMember {
    fn example() -> Self {
        Self {
            id: Uuid::nil(),
            name: "Grace Hill".to_owned(),
            email: "grace@brightwater.example".to_owned(),
            role: RoleName::Hr,
            employee_id: Some(Uuid::nil()),
            joined_at: Some(DateTime::UNIX_EPOCH),
            organization: Organization {
                id: Uuid::nil(),
                slug: "brightwater".to_owned(),
                name: "Brightwater".to_owned(),
                state: "active".to_owned(),
                closes_at: None,
                timezone: "Europe/Berlin".to_owned(),
                week_start: 1,
            },
        }
    }
}

#[OpenApi(tag = "crate::Group::Members")]
impl Members {
    /// Who am I?
    ///
    /// The caller's membership with their organisation and its settings.
    #[oai(path = "/members/current", method = "get", operation_id = "read_current_member")]
    async fn read_current_member(
        &self,
        app: Data<&Arc<App>>,
        request: Data<&ThisRequest>,
        caller: AccessToken,
    ) -> Result<Json<CurrentMember>, Refusal> {
        let read = async {
            let row = members::current(&app.store.requests, &caller.0.context).await?;
            let role: Role = row.role.parse().map_err(|error| Error::new(Problem::Internal).internal(error))?;
            Ok::<_, Error>(CurrentMember {
                id: row.id,
                name: row.name,
                email: row.email,
                role: role.into(),
                employee_id: row.employee_id,
                joined_at: row.joined_at.map(Into::into),
                organization: Organization {
                    id: row.org_id,
                    slug: row.slug,
                    name: row.organization_name,
                    state: row.organization_state,
                    closes_at: row.closes_at.map(Into::into),
                    timezone: row.timezone,
                    week_start: u8::try_from(row.week_start).unwrap_or_default(),
                },
            })
        };
        read.await.map(Json).map_err(|error| Refusal::new(&error, request.0.0))
    }
}
