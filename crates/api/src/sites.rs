use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::{Example, MaybeUndefined},
};
use store::datastore::sites::{self, New, Patch, Site as Row};
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
    text::{self, Text},
};

pub(crate) struct Sites;

/// A place of work.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
pub(crate) struct Site {
    id: Uuid,
    /// Unique in the organisation.
    name: String,
    /// IANA name.
    timezone: String,
}

/// A site to be.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct NewSite {
    /// Unique in the organisation.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    /// IANA name, for instance Europe/Berlin.
    #[oai(validator(min_length = 1, max_length = 60))]
    timezone: Text,
}

/// A JSON merge patch (RFC 7396): an absent field stays, null clears.
#[derive(Object)]
#[oai(deny_unknown_fields, example)]
pub(crate) struct SitePatch {
    /// Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: MaybeUndefined<Text>,
    /// IANA name. Cannot be cleared.
    #[oai(validator(min_length = 1, max_length = 60))]
    timezone: MaybeUndefined<Text>,
}

impl Example for Site {
    fn example() -> Self {
        Self { id: example::id(4), name: "Berlin".to_owned(), timezone: "Europe/Berlin".to_owned() }
    }
}

impl Example for NewSite {
    fn example() -> Self {
        Self { name: Text("Berlin".to_owned()), timezone: Text("Europe/Berlin".to_owned()) }
    }
}

impl Example for SitePatch {
    fn example() -> Self {
        Self { name: MaybeUndefined::Undefined, timezone: MaybeUndefined::Value(Text("Europe/Lisbon".to_owned())) }
    }
}

page! {
    /// One page of sites.
    SitePage of Site
}

#[OpenApi(tag = "crate::Group::Sites")]
impl Sites {
    /// List sites
    ///
    /// In order of name. Every member sees them.
    #[oai(path = "/sites", method = "get", operation_id = "list_sites")]
    async fn list_sites(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// `next_cursor` of the page before.
        cursor: Query<Option<String>>,
        /// How many, 1-200.
        #[oai(default = "default_limit", validator(minimum(value = "1"), maximum(value = "200")))]
        limit: Query<u32>,
    ) -> Result<Json<SitePage>, Refusal> {
        let context = &caller.0.context;
        let window = Window::open(&app, context, "sites", cursor.0.as_deref(), limit.0)?;
        let rows = sites::list(&app.store.requests, context, window.after.as_ref(), window.limit()).await?;
        let (rows, next_cursor) = window.cut(rows, |row| (&row.name, row.id))?;
        Ok(Json(SitePage { items: rows.into_iter().map(shown).collect(), next_cursor }))
    }

    /// Add a site
    ///
    /// `people.write` adds one.
    #[oai(path = "/sites", method = "post", operation_id = "create_site")]
    async fn create_site(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        /// Repeats of the same request under one key make one site.
        #[oai(name = "Idempotency-Key")]
        key: IdempotencyKey,
        body: Json<NewSite>,
    ) -> Result<Created<Site>, Refusal> {
        let new = New { name: body.0.name.0, timezone: body.0.timezone.0 };
        let id = sites::add(&app.store.requests, &caller.0.context, &new, repeat(&key)?.as_ref()).await?;
        let row = sites::read(&app.store.requests, &caller.0.context, id).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Created::Made(Json(shown(row)), tag, format!("/sites/{id}")))
    }

    /// Read a site
    ///
    /// Every member may.
    #[oai(path = "/sites/:site_id", method = "get", operation_id = "read_site")]
    async fn read_site(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        site_id: Path<Uuid>,
        /// An ETag of a previous answer: 304 if it still holds.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<Found<Site>, Refusal> {
        let row = sites::read(&app.store.requests, &caller.0.context, site_id.0).await?;
        let version = Version([row.row_version]);
        if etag::unchanged(if_none_match.0.as_deref(), version) {
            return Ok(Found::Unchanged(version.tag()));
        }
        Ok(Found::Found(Json(shown(row)), version.tag()))
    }

    /// Edit a site
    ///
    /// `people.write` edits it. Needs `If-Match`; whoever changed it first wins.
    #[oai(path = "/sites/:site_id", method = "patch", operation_id = "update_site")]
    async fn update_site(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        site_id: Path<Uuid>,
        /// The ETag of the answer the change is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        body: Json<SitePatch>,
    ) -> Result<Edited<Site>, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        let patch = Patch { name: text::kept("name", body.0.name)?, timezone: text::kept("timezone", body.0.timezone)? };
        sites::edit(&app.store.requests, &caller.0.context, site_id.0, version, &patch).await?;
        let row = sites::read(&app.store.requests, &caller.0.context, site_id.0).await?;
        let tag = Version([row.row_version]).tag();
        Ok(Edited::Edited(Json(shown(row)), tag))
    }

    /// Remove a site
    ///
    /// `people.write` removes it, if nothing refers to it any more. Needs `If-Match`.
    #[oai(path = "/sites/:site_id", method = "delete", operation_id = "delete_site")]
    async fn delete_site(
        &self,
        app: Data<&Arc<App>>,
        caller: AccessToken,
        site_id: Path<Uuid>,
        /// The ETag of the answer the removal is based on.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Result<Done, Refusal> {
        let version = etag::required_row(if_match.0.as_deref())?;
        sites::remove(&app.store.requests, &caller.0.context, site_id.0, version).await?;
        Ok(Done::Done)
    }
}

fn shown(row: Row) -> Site {
    Site { id: row.id, name: row.name, timezone: row.timezone }
}
