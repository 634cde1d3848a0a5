use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::Header,
    payload::Json,
    types::{Example, MaybeUndefined, Password},
};
use store::datastore::{
    organizations::{self, Patch, ReadOrganization},
    sessions::{self, NewPassword, SignUp},
};
use types::Error;
use uuid::Uuid;

use crate::{
    App,
    answers::{Done, Edited, Found, word},
    bearer::AccessToken,
    etag::{self, Version},
    example, password,
    problem::Refusal,
    sessions::{Secrets, SessionOpened},
    text::{self, Text},
};

pub(crate) struct Organizations;

/// Where an organisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(crate) enum OrganizationState {
    Trial,
    Active,
    PastDue,
    /// Readable, not writable.
    Closing,
}

/// The organisation of the caller.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Organization {
    id: Uuid,
    /// Fixed after founding.
    slug: String,
    name: String,
    /// Where its data live; fixed after founding.
    region: String,
    state: OrganizationState,
    /// When closing began.
    closes_at: Option<DateTime<Utc>>,
    /// When a closing organisation is deleted.
    purge_after: Option<DateTime<Utc>>,
    /// IANA name; decides when dated rights begin and end.
    timezone: String,
    /// First day of the week, 0 = Sunday.
    week_start: u8,
}

impl Example for Organization {
    fn example() -> Self {
        Self {
            id: example::id(1),
            slug: "brightwater".to_owned(),
            name: "Brightwater".to_owned(),
            region: "eu".to_owned(),
            state: OrganizationState::Active,
            closes_at: None,
            purge_after: None,
            timezone: "Europe/Berlin".to_owned(),
            week_start: 1,
        }
    }
}

/// An organisation to be, and its first admin.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewOrganization {
    /// For people.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    /// 3-63 lower-case letters, digits and hyphens; unique, fixed for good.
    #[oai(validator(min_length = 3, max_length = 63))]
    slug: Text,
    /// IANA name.
    #[oai(validator(min_length = 1, max_length = 60))]
    timezone: Text,
    /// The first admin.
    admin: NewAdmin,
}

/// The first admin of an organisation.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub(crate) struct NewAdmin {
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    /// An address that has an account already needs that account's password.
    #[oai(validator(min_length = 3, max_length = 254))]
    email: Text,
    /// At least 12 characters, at most 1,024 bytes.
    password: Password,
}

impl Example for NewOrganization {
    fn example() -> Self {
        Self {
            name: Text("Brightwater".to_owned()),
            slug: Text("brightwater".to_owned()),
            timezone: Text("Europe/Berlin".to_owned()),
            admin: NewAdmin {
                name: Text("Ada Adler".to_owned()),
                email: Text("ada@brightwater.example".to_owned()),
                password: Password("correct horse battery staple".to_owned()),
            },
        }
    }
}

/// A JSON merge patch (RFC 7396): an absent field stays; none can be cleared.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct OrganizationPatch {
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    /// IANA name.
    #[oai(validator(min_length = 1, max_length = 60))]
    timezone: MaybeUndefined<Text>,
    /// First day of the week, 0 = Sunday.
    #[oai(validator(maximum(value = "6")))]
    week_start: MaybeUndefined<u8>,
}

impl Example for OrganizationPatch {
    fn example() -> Self {
        Self {
            name: MaybeUndefined::Value(Text("Brightwater SE".to_owned())),
            timezone: MaybeUndefined::Undefined,
            week_start: MaybeUndefined::Value(0),
        }
    }
}

#[OpenApi(tag = "crate::Group::Organizations")]
impl Organizations {
    /// Sign up
    ///
    /// Founds an organisation with its first admin and signs them in, all or nothing. Operators may have closed sign-up.
    #[oai(path = "/organizations", method = "post", operation_id = "create_organization")]
    async fn create_organization(&self, app: Data<&Arc<App>>, body: Json<NewOrganization>) -> Result<SessionOpened, Refusal> {
        let new = body.0;
        let known = if new.admin.email.0.contains('\0') { None } else { sessions::challenge(&app.store.sign_in, &new.admin.email.0).await? };
        let chosen = password::chosen(&app, new.admin.password.0, known).await?;
        let sign_up =
            SignUp { email: &new.admin.email.0, name: &new.admin.name.0, slug: &new.slug.0, organization: &new.name.0, timezone: &new.timezone.0 };
        let secrets = Secrets::generate();
        let session = sessions::sign_up(&app.store.sign_in, &sign_up, &chosen.as_new(), &secrets.minted()).await?;
        Ok(SessionOpened::Created(Json(secrets.opened(&app, &session)?)))
    }

    /// Read the organisation
    ///
    /// The caller's own; no other is ever visible.
    #[oai(path = "/organizations/current", method = "get", operation_id = "read_organization")]
    async fn read_organization(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<Organization>, Refusal> {
        let row = organizations::read(&app.store.requests, &caller.0.context).await?;
        let version = version(&row);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(shown(row)?), version.tag()))
    }

    /// Edit the organisation
    ///
    /// Its name and settings, with `org.settings`. Needs `If-Match`.
    #[oai(path = "/organizations/current", method = "patch", operation_id = "update_organization")]
    async fn update_organization(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<OrganizationPatch>,
    ) -> Result<Edited<Organization>, Refusal> {
        let Version([row, settings]) = etag::required(if_match.0.as_deref())?;
        let week_start = text::uncleared("week_start", body.0.week_start)?.map(i16::from);
        let patch = Patch { name: text::kept("name", body.0.name)?, timezone: text::kept("timezone", body.0.timezone)?, week_start };
        organizations::edit(&app.store.requests, &caller.0.context, row, settings, &patch).await?;
        let row = organizations::read(&app.store.requests, &caller.0.context).await?;
        let tag = version(&row).tag();
        Ok(Edited::Edited(Json(shown(row)?), tag))
    }

    /// Close the organisation
    ///
    /// With `org.close`: read-only at once, deleted after 30 days unless reopened.
    #[oai(path = "/organizations/current/close", method = "post", operation_id = "close_organization")]
    async fn close_organization(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Done, Refusal> {
        organizations::close(&app.store.requests, &caller.0.context).await?;
        Ok(Done::Done)
    }

    /// Reopen the organisation
    ///
    /// With `org.close`, while it is closing: writable again at once.
    #[oai(path = "/organizations/current/reopen", method = "post", operation_id = "reopen_organization")]
    async fn reopen_organization(&self, app: Data<&Arc<App>>, caller: AccessToken) -> Result<Done, Refusal> {
        organizations::reopen(&app.store.requests, &caller.0.context).await?;
        Ok(Done::Done)
    }
}

fn version(row: &ReadOrganization) -> Version<2> {
    Version([row.row_version, row.settings_version])
}

fn shown(row: ReadOrganization) -> Result<Organization, Error> {
    Ok(Organization {
        id: row.org_id,
        slug: row.slug,
        name: row.name,
        region: row.region,
        state: word(&row.state)?,
        closes_at: row.closes_at.map(Into::into),
        purge_after: row.purge_after.map(Into::into),
        timezone: row.timezone,
        week_start: u8::try_from(row.week_start).unwrap_or_default(),
    })
}

impl password::Chosen {
    pub(crate) fn as_new(&self) -> NewPassword<'_> {
        NewPassword {
            salt: &self.salt,
            memory_kib: self.cost.memory_kib,
            iterations: self.cost.iterations,
            parallelism: self.cost.parallelism,
            tag: &self.tag,
        }
    }
}
