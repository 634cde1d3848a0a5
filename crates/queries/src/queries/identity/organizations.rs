// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct RenameOrganizationParams<T1: crate::StringSql> {
    pub name: T1,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct ChangeSettingsParams<T1: crate::StringSql> {
    pub timezone: Option<T1>,
    pub week_start: Option<i16>,
    pub row_version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOrganization {
    pub org_id: uuid::Uuid,
    pub slug: String,
    pub name: String,
    pub region: String,
    pub state: String,
    pub closes_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub purge_after: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: i64,
    pub timezone: String,
    pub week_start: i16,
    pub settings_version: i64,
}
pub struct ReadOrganizationBorrowed<'a> {
    pub org_id: uuid::Uuid,
    pub slug: &'a str,
    pub name: &'a str,
    pub region: &'a str,
    pub state: &'a str,
    pub closes_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub purge_after: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: i64,
    pub timezone: &'a str,
    pub week_start: i16,
    pub settings_version: i64,
}
impl<'a> From<ReadOrganizationBorrowed<'a>> for ReadOrganization {
    fn from(
        ReadOrganizationBorrowed {
            org_id,
            slug,
            name,
            region,
            state,
            closes_at,
            purge_after,
            row_version,
            timezone,
            week_start,
            settings_version,
        }: ReadOrganizationBorrowed<'a>,
    ) -> Self {
        Self {
            org_id,
            slug: slug.into(),
            name: name.into(),
            region: region.into(),
            state: state.into(),
            closes_at,
            purge_after,
            row_version,
            timezone: timezone.into(),
            week_start,
            settings_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct HoldOrganization {
    pub row_version: i64,
    pub settings_version: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ReadOrganizationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadOrganizationBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadOrganizationBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadOrganizationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadOrganizationBorrowed) -> R) -> ReadOrganizationQuery<'c, 'a, 's, C, R, N> {
        ReadOrganizationQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct HoldOrganizationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HoldOrganization, tokio_postgres::Error>,
    mapper: fn(HoldOrganization) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HoldOrganizationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HoldOrganization) -> R) -> HoldOrganizationQuery<'c, 'a, 's, C, R, N> {
        HoldOrganizationQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OptionStringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<&str>, tokio_postgres::Error>,
    mapper: fn(Option<&str>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionStringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<&str>) -> R) -> OptionStringQuery<'c, 'a, 's, C, R, N> {
        OptionStringQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadOrganizationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_organization() -> ReadOrganizationStmt {
    ReadOrganizationStmt(
        "select o.org_id, o.slug, o.name, o.region, o.state, o.closes_at, o.purge_after, o.row_version, s.timezone, s.week_start, s.row_version as settings_version from app.caller c join identity.organizations o on o.org_id = c.org_id join identity.org_settings s on s.org_id = c.org_id",
        None,
    )
}
impl ReadOrganizationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> ReadOrganizationQuery<'c, 'a, 's, C, ReadOrganization, 0> {
        ReadOrganizationQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadOrganizationBorrowed, tokio_postgres::Error> {
                Ok(ReadOrganizationBorrowed {
                    org_id: row.try_get(0)?,
                    slug: row.try_get(1)?,
                    name: row.try_get(2)?,
                    region: row.try_get(3)?,
                    state: row.try_get(4)?,
                    closes_at: row.try_get(5)?,
                    purge_after: row.try_get(6)?,
                    row_version: row.try_get(7)?,
                    timezone: row.try_get(8)?,
                    week_start: row.try_get(9)?,
                    settings_version: row.try_get(10)?,
                })
            },
            mapper: |it| ReadOrganization::from(it),
        }
    }
}
pub struct HoldOrganizationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hold_organization() -> HoldOrganizationStmt {
    HoldOrganizationStmt(
        "select o.row_version, s.row_version as settings_version from app.caller c join identity.organizations o on o.org_id = c.org_id join identity.org_settings s on s.org_id = c.org_id for update of o, s",
        None,
    )
}
impl HoldOrganizationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> HoldOrganizationQuery<'c, 'a, 's, C, HoldOrganization, 0> {
        HoldOrganizationQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HoldOrganization, tokio_postgres::Error> {
                Ok(HoldOrganization { row_version: row.try_get(0)?, settings_version: row.try_get(1)? })
            },
            mapper: |it| HoldOrganization::from(it),
        }
    }
}
pub struct RenameOrganizationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rename_organization() -> RenameOrganizationStmt {
    RenameOrganizationStmt(
        "update identity.organizations o set name = $1 from app.caller c where o.org_id = c.org_id and o.row_version = $2 returning o.row_version",
        None,
    )
}
impl RenameOrganizationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a T1,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [name, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, RenameOrganizationParams<T1>, I64Query<'c, 'a, 's, C, i64, 2>, C> for RenameOrganizationStmt
{
    fn params(&'s self, client: &'c C, params: &'a RenameOrganizationParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.name, &params.row_version)
    }
}
pub struct ChangeSettingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn change_settings() -> ChangeSettingsStmt {
    ChangeSettingsStmt(
        "update identity.org_settings s set timezone = coalesce($1, s.timezone), week_start = coalesce($2, s.week_start) from app.caller c where s.org_id = c.org_id and s.row_version = $3 returning s.row_version",
        None,
    )
}
impl ChangeSettingsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        timezone: &'a Option<T1>,
        week_start: &'a Option<i16>,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [timezone, week_start, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ChangeSettingsParams<T1>, I64Query<'c, 'a, 's, C, i64, 3>, C> for ChangeSettingsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ChangeSettingsParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.timezone, &params.week_start, &params.row_version)
    }
}
pub struct CloseOrganizationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_organization() -> CloseOrganizationStmt {
    CloseOrganizationStmt("select identity.close_organization()::text as done", None)
}
impl CloseOrganizationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 0> {
        OptionStringQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
pub struct CancelClosingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel_closing() -> CancelClosingStmt {
    CancelClosingStmt("select identity.cancel_closing()::text as done", None)
}
impl CancelClosingStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 0> {
        OptionStringQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
