// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListSitesParams<T1: crate::StringSql> {
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AddSiteParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub timezone: T2,
}
#[derive(Debug)]
pub struct EditSiteParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub name: Option<T1>,
    pub timezone: Option<T2>,
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveSiteParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    pub id: uuid::Uuid,
    pub name: String,
    pub timezone: String,
    pub row_version: i64,
}
pub struct SiteBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub timezone: &'a str,
    pub row_version: i64,
}
impl<'a> From<SiteBorrowed<'a>> for Site {
    fn from(SiteBorrowed { id, name, timezone, row_version }: SiteBorrowed<'a>) -> Self {
        Self { id, name: name.into(), timezone: timezone.into(), row_version }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SiteQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SiteBorrowed, tokio_postgres::Error>,
    mapper: fn(SiteBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SiteQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SiteBorrowed) -> R) -> SiteQuery<'c, 'a, 's, C, R, N> {
        SiteQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(self) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error> {
        let stream = crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached).await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(self) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error> {
        let stream = crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached).await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(self) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error> {
        let stream = crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached).await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct ListSitesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_sites() -> ListSitesStmt {
    ListSitesStmt(
        "select x.id, x.name, x.timezone, x.row_version from people.sites x where ($1::text is null or (x.name, x.id) > ($1, $2::uuid)) order by x.name, x.id limit $3",
        None,
    )
}
impl ListSitesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        after_name: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> SiteQuery<'c, 'a, 's, C, Site, 3> {
        SiteQuery {
            client,
            params: [after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SiteBorrowed, tokio_postgres::Error> {
                Ok(SiteBorrowed { id: row.try_get(0)?, name: row.try_get(1)?, timezone: row.try_get(2)?, row_version: row.try_get(3)? })
            },
            mapper: |it| Site::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListSitesParams<T1>, SiteQuery<'c, 'a, 's, C, Site, 3>, C> for ListSitesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListSitesParams<T1>) -> SiteQuery<'c, 'a, 's, C, Site, 3> {
        self.bind(client, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadSiteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_site() -> ReadSiteStmt {
    ReadSiteStmt("select x.id, x.name, x.timezone, x.row_version from people.sites x where x.id = $1", None)
}
impl ReadSiteStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> SiteQuery<'c, 'a, 's, C, Site, 1> {
        SiteQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SiteBorrowed, tokio_postgres::Error> {
                Ok(SiteBorrowed { id: row.try_get(0)?, name: row.try_get(1)?, timezone: row.try_get(2)?, row_version: row.try_get(3)? })
            },
            mapper: |it| Site::from(it),
        }
    }
}
pub struct AddSiteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_site() -> AddSiteStmt {
    AddSiteStmt("insert into people.sites (org_id, id, name, timezone) select c.org_id, $1, $2, $3 from app.caller c returning id", None)
}
impl AddSiteStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        timezone: &'a T2,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [id, name, timezone],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddSiteParams<T1, T2>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>, C> for AddSiteStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddSiteParams<T1, T2>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.id, &params.name, &params.timezone)
    }
}
pub struct EditSiteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_site() -> EditSiteStmt {
    EditSiteStmt(
        "update people.sites x set name = coalesce($1, x.name), timezone = coalesce($2, x.timezone) where x.id = $3 and x.row_version = $4 returning x.row_version",
        None,
    )
}
impl EditSiteStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        timezone: &'a Option<T2>,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 4> {
        I64Query {
            client,
            params: [name, timezone, id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditSiteParams<T1, T2>, I64Query<'c, 'a, 's, C, i64, 4>, C> for EditSiteStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditSiteParams<T1, T2>) -> I64Query<'c, 'a, 's, C, i64, 4> {
        self.bind(client, &params.name, &params.timezone, &params.id, &params.row_version)
    }
}
pub struct RemoveSiteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_site() -> RemoveSiteStmt {
    RemoveSiteStmt("delete from people.sites x where x.id = $1 and x.row_version = $2 returning x.id", None)
}
impl RemoveSiteStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RemoveSiteParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for RemoveSiteStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveSiteParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
