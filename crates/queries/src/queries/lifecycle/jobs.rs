// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ClaimJobParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>, T3: crate::BytesSql> {
    pub kinds: T2,
    pub lease_seconds: f64,
    pub secret_hash: T3,
}
#[derive(Debug)]
pub struct EnterJobParams<T1: crate::StringSql> {
    pub job_id: uuid::Uuid,
    pub org_id: uuid::Uuid,
    pub secret: T1,
}
#[derive(Debug)]
pub struct ExtendJobParams<T1: crate::StringSql> {
    pub org_id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub secret: T1,
    pub lease_seconds: f64,
}
#[derive(Debug)]
pub struct ReleaseJobParams<T1: crate::StringSql> {
    pub org_id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub secret: T1,
    pub delay_seconds: f64,
}
#[derive(Debug)]
pub struct FinishJobParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub org_id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub secret: T1,
    pub failure: Option<T2>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimJob {
    pub org_id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub kind: String,
    pub arguments: serde_json::Value,
    pub attempts: i32,
}
pub struct ClaimJobBorrowed<'a> {
    pub org_id: uuid::Uuid,
    pub job_id: uuid::Uuid,
    pub kind: &'a str,
    pub arguments: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub attempts: i32,
}
impl<'a> From<ClaimJobBorrowed<'a>> for ClaimJob {
    fn from(ClaimJobBorrowed { org_id, job_id, kind, arguments, attempts }: ClaimJobBorrowed<'a>) -> Self {
        Self { org_id, job_id, kind: kind.into(), arguments: serde_json::from_str(arguments.0.get()).unwrap(), attempts }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ClaimJobQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClaimJobBorrowed, tokio_postgres::Error>,
    mapper: fn(ClaimJobBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClaimJobQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClaimJobBorrowed) -> R) -> ClaimJobQuery<'c, 'a, 's, C, R, N> {
        ClaimJobQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ChronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<chrono::DateTime<chrono::FixedOffset>, tokio_postgres::Error>,
    mapper: fn(chrono::DateTime<chrono::FixedOffset>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ChronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(chrono::DateTime<chrono::FixedOffset>) -> R) -> ChronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, R, N> {
        ChronoDateTimechronoFixedOffsetQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ClaimJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim_job() -> ClaimJobStmt {
    ClaimJobStmt("select org_id, job_id, kind, arguments, attempts from lifecycle.claim_job($1, make_interval(secs => $2), $3)", None)
}
impl ClaimJobStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>, T3: crate::BytesSql>(
        &'s self,
        client: &'c C,
        kinds: &'a T2,
        lease_seconds: &'a f64,
        secret_hash: &'a T3,
    ) -> ClaimJobQuery<'c, 'a, 's, C, ClaimJob, 3> {
        ClaimJobQuery {
            client,
            params: [kinds, lease_seconds, secret_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimJobBorrowed, tokio_postgres::Error> {
                Ok(ClaimJobBorrowed {
                    org_id: row.try_get(0)?,
                    job_id: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    arguments: row.try_get(3)?,
                    attempts: row.try_get(4)?,
                })
            },
            mapper: |it| ClaimJob::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>, T3: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, ClaimJobParams<T1, T2, T3>, ClaimJobQuery<'c, 'a, 's, C, ClaimJob, 3>, C> for ClaimJobStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimJobParams<T1, T2, T3>) -> ClaimJobQuery<'c, 'a, 's, C, ClaimJob, 3> {
        self.bind(client, &params.kinds, &params.lease_seconds, &params.secret_hash)
    }
}
pub struct EnterJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn enter_job() -> EnterJobStmt {
    EnterJobStmt("select app.enter_job($1, $2, $3)::text as done", None)
}
impl EnterJobStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        job_id: &'a uuid::Uuid,
        org_id: &'a uuid::Uuid,
        secret: &'a T1,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 3> {
        OptionStringQuery {
            client,
            params: [job_id, org_id, secret],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EnterJobParams<T1>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 3>, C> for EnterJobStmt
{
    fn params(&'s self, client: &'c C, params: &'a EnterJobParams<T1>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 3> {
        self.bind(client, &params.job_id, &params.org_id, &params.secret)
    }
}
pub struct ExtendJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn extend_job() -> ExtendJobStmt {
    ExtendJobStmt("select lifecycle.extend_job($1, $2, $3, make_interval(secs => $4)) as valid_until", None)
}
impl ExtendJobStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        job_id: &'a uuid::Uuid,
        secret: &'a T1,
        lease_seconds: &'a f64,
    ) -> ChronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, chrono::DateTime<chrono::FixedOffset>, 4> {
        ChronoDateTimechronoFixedOffsetQuery {
            client,
            params: [org_id, job_id, secret, lease_seconds],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ExtendJobParams<T1>,
        ChronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, chrono::DateTime<chrono::FixedOffset>, 4>,
        C,
    > for ExtendJobStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ExtendJobParams<T1>,
    ) -> ChronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, chrono::DateTime<chrono::FixedOffset>, 4> {
        self.bind(client, &params.org_id, &params.job_id, &params.secret, &params.lease_seconds)
    }
}
pub struct ReleaseJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release_job() -> ReleaseJobStmt {
    ReleaseJobStmt("select lifecycle.release_job($1, $2, $3, make_interval(secs => $4))::text as done", None)
}
impl ReleaseJobStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        job_id: &'a uuid::Uuid,
        secret: &'a T1,
        delay_seconds: &'a f64,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 4> {
        OptionStringQuery {
            client,
            params: [org_id, job_id, secret, delay_seconds],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ReleaseJobParams<T1>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 4>, C> for ReleaseJobStmt
{
    fn params(&'s self, client: &'c C, params: &'a ReleaseJobParams<T1>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 4> {
        self.bind(client, &params.org_id, &params.job_id, &params.secret, &params.delay_seconds)
    }
}
pub struct FinishJobStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_job() -> FinishJobStmt {
    FinishJobStmt("select lifecycle.finish_job($1, $2, $3, $4)::text as done", None)
}
impl FinishJobStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        job_id: &'a uuid::Uuid,
        secret: &'a T1,
        failure: &'a Option<T2>,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 4> {
        OptionStringQuery {
            client,
            params: [org_id, job_id, secret, failure],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, FinishJobParams<T1, T2>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 4>, C> for FinishJobStmt
{
    fn params(&'s self, client: &'c C, params: &'a FinishJobParams<T1, T2>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 4> {
        self.bind(client, &params.org_id, &params.job_id, &params.secret, &params.failure)
    }
}
pub struct EndDueEmploymentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_due_employment() -> EndDueEmploymentStmt {
    EndDueEmploymentStmt("select people.end_due_employment() as outcome", None)
}
impl EndDueEmploymentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> StringQuery<'c, 'a, 's, C, String, 0> {
        StringQuery { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it.into() }
    }
}
