// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct OpenContextParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::StringSql> {
    pub secret: T1,
    pub org_id: T2,
    pub role: T3,
    pub request_id: T4,
}
#[derive(Debug)]
pub struct ExplainRefusalParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub secret: T1,
    pub org_id: uuid::Uuid,
    pub role: T2,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OptionuuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<uuid::Uuid>, tokio_postgres::Error>,
    mapper: fn(Option<uuid::Uuid>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionuuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<uuid::Uuid>) -> R) -> OptionuuidUuidQuery<'c, 'a, 's, C, R, N> {
        OptionuuidUuidQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OpenContextStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_context() -> OpenContextStmt {
    OpenContextStmt(
        "select c.org_id from (select set_config('app.session', $1, true) as secret, set_config('app.org_id', $2, true) as org_id, set_config('app.role', $3, true) as role, set_config('app.request_id', $4, true) as request_id offset 0) s left join lateral (select x.org_id from app.caller x where x.org_id::text = s.org_id and s.secret is not null limit 1) c on true",
        None,
    )
}
impl OpenContextStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::StringSql>(
        &'s self,
        client: &'c C,
        secret: &'a T1,
        org_id: &'a T2,
        role: &'a T3,
        request_id: &'a T4,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 4> {
        OptionuuidUuidQuery {
            client,
            params: [secret, org_id, role, request_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, OpenContextParams<T1, T2, T3, T4>, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 4>, C>
    for OpenContextStmt
{
    fn params(&'s self, client: &'c C, params: &'a OpenContextParams<T1, T2, T3, T4>) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 4> {
        self.bind(client, &params.secret, &params.org_id, &params.role, &params.request_id)
    }
}
pub struct ExplainRefusalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn explain_refusal() -> ExplainRefusalStmt {
    ExplainRefusalStmt("select app.refusal($1, $2, $3) as code", None)
}
impl ExplainRefusalStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        secret: &'a T1,
        org_id: &'a uuid::Uuid,
        role: &'a T2,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 3> {
        OptionStringQuery {
            client,
            params: [secret, org_id, role],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ExplainRefusalParams<T1, T2>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 3>, C>
    for ExplainRefusalStmt
{
    fn params(&'s self, client: &'c C, params: &'a ExplainRefusalParams<T1, T2>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 3> {
        self.bind(client, &params.secret, &params.org_id, &params.role)
    }
}
