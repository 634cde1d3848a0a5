// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListDelegationsParams {
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DelegateParams {
    pub id: uuid::Uuid,
    pub to_member_id: uuid::Uuid,
    pub approvals: bool,
    pub report_reads: bool,
    pub first_day: chrono::NaiveDate,
    pub last_day: chrono::NaiveDate,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Delegation {
    pub id: uuid::Uuid,
    pub from_member_id: uuid::Uuid,
    pub to_member_id: uuid::Uuid,
    pub approvals: bool,
    pub report_reads: bool,
    pub first_day: chrono::NaiveDate,
    pub last_day: chrono::NaiveDate,
    pub ended_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: i64,
    pub in_force: bool,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct DelegationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Delegation, tokio_postgres::Error>,
    mapper: fn(Delegation) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DelegationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Delegation) -> R) -> DelegationQuery<'c, 'a, 's, C, R, N> {
        DelegationQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct Optioni64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<i64>, tokio_postgres::Error>,
    mapper: fn(Option<i64>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Optioni64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<i64>) -> R) -> Optioni64Query<'c, 'a, 's, C, R, N> {
        Optioni64Query { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListDelegationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_delegations() -> ListDelegationsStmt {
    ListDelegationsStmt(
        "select d.id, d.from_member_id, d.to_member_id, d.approvals, d.report_reads, lower(d.valid) as first_day, (upper(d.valid) - 1) as last_day, d.ended_at, d.row_version, d.ended_at is null and d.valid @> app.today() as in_force from identity.delegations d where $1::uuid is null or d.id < $1 order by d.id desc limit $2",
        None,
    )
}
impl ListDelegationsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> DelegationQuery<'c, 'a, 's, C, Delegation, 2> {
        DelegationQuery {
            client,
            params: [after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Delegation, tokio_postgres::Error> {
                Ok(Delegation {
                    id: row.try_get(0)?,
                    from_member_id: row.try_get(1)?,
                    to_member_id: row.try_get(2)?,
                    approvals: row.try_get(3)?,
                    report_reads: row.try_get(4)?,
                    first_day: row.try_get(5)?,
                    last_day: row.try_get(6)?,
                    ended_at: row.try_get(7)?,
                    row_version: row.try_get(8)?,
                    in_force: row.try_get(9)?,
                })
            },
            mapper: |it| Delegation::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListDelegationsParams, DelegationQuery<'c, 'a, 's, C, Delegation, 2>, C>
    for ListDelegationsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListDelegationsParams) -> DelegationQuery<'c, 'a, 's, C, Delegation, 2> {
        self.bind(client, &params.after_id, &params.page_size)
    }
}
pub struct ReadDelegationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_delegation() -> ReadDelegationStmt {
    ReadDelegationStmt(
        "select d.id, d.from_member_id, d.to_member_id, d.approvals, d.report_reads, lower(d.valid) as first_day, (upper(d.valid) - 1) as last_day, d.ended_at, d.row_version, d.ended_at is null and d.valid @> app.today() as in_force from identity.delegations d where d.id = $1",
        None,
    )
}
impl ReadDelegationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> DelegationQuery<'c, 'a, 's, C, Delegation, 1> {
        DelegationQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Delegation, tokio_postgres::Error> {
                Ok(Delegation {
                    id: row.try_get(0)?,
                    from_member_id: row.try_get(1)?,
                    to_member_id: row.try_get(2)?,
                    approvals: row.try_get(3)?,
                    report_reads: row.try_get(4)?,
                    first_day: row.try_get(5)?,
                    last_day: row.try_get(6)?,
                    ended_at: row.try_get(7)?,
                    row_version: row.try_get(8)?,
                    in_force: row.try_get(9)?,
                })
            },
            mapper: |it| Delegation::from(it),
        }
    }
}
pub struct DelegateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delegate() -> DelegateStmt {
    DelegateStmt("select identity.delegate($1, $2, $3, $4, $5, $6)::text as done", None)
}
impl DelegateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        to_member_id: &'a uuid::Uuid,
        approvals: &'a bool,
        report_reads: &'a bool,
        first_day: &'a chrono::NaiveDate,
        last_day: &'a chrono::NaiveDate,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 6> {
        OptionStringQuery {
            client,
            params: [id, to_member_id, approvals, report_reads, first_day, last_day],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, DelegateParams, OptionStringQuery<'c, 'a, 's, C, Option<String>, 6>, C>
    for DelegateStmt
{
    fn params(&'s self, client: &'c C, params: &'a DelegateParams) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 6> {
        self.bind(client, &params.id, &params.to_member_id, &params.approvals, &params.report_reads, &params.first_day, &params.last_day)
    }
}
pub struct EndDelegationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_delegation() -> EndDelegationStmt {
    EndDelegationStmt("select identity.end_delegation($1) as row_version", None)
}
impl EndDelegationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [id], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
