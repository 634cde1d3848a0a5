// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ExplainAccessParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub member_id: uuid::Uuid,
    pub action: T1,
    pub resource: T2,
    pub row_id: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainAccess {
    pub allowed: bool,
    pub step: i32,
    pub kind: String,
    pub object: String,
    pub rule: Option<String>,
    pub permissions: Vec<String>,
    pub holds: bool,
    pub decided: bool,
}
pub struct ExplainAccessBorrowed<'a> {
    pub allowed: bool,
    pub step: i32,
    pub kind: &'a str,
    pub object: &'a str,
    pub rule: Option<&'a str>,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub holds: bool,
    pub decided: bool,
}
impl<'a> From<ExplainAccessBorrowed<'a>> for ExplainAccess {
    fn from(ExplainAccessBorrowed { allowed, step, kind, object, rule, permissions, holds, decided }: ExplainAccessBorrowed<'a>) -> Self {
        Self {
            allowed,
            step,
            kind: kind.into(),
            object: object.into(),
            rule: rule.map(|v| v.into()),
            permissions: permissions.map(|v| v.into()).collect(),
            holds,
            decided,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ExplainAccessQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExplainAccessBorrowed, tokio_postgres::Error>,
    mapper: fn(ExplainAccessBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExplainAccessQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExplainAccessBorrowed) -> R) -> ExplainAccessQuery<'c, 'a, 's, C, R, N> {
        ExplainAccessQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ExplainAccessStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn explain_access() -> ExplainAccessStmt {
    ExplainAccessStmt(
        "select e.allowed, e.step, e.kind, e.object, e.rule, e.permissions, e.holds, e.decided from app.explain_member_access($1, $2, $3, $4) e order by e.step",
        None,
    )
}
impl ExplainAccessStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        member_id: &'a uuid::Uuid,
        action: &'a T1,
        resource: &'a T2,
        row_id: &'a Option<uuid::Uuid>,
    ) -> ExplainAccessQuery<'c, 'a, 's, C, ExplainAccess, 4> {
        ExplainAccessQuery {
            client,
            params: [member_id, action, resource, row_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExplainAccessBorrowed, tokio_postgres::Error> {
                Ok(ExplainAccessBorrowed {
                    allowed: row.try_get(0)?,
                    step: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    object: row.try_get(3)?,
                    rule: row.try_get(4)?,
                    permissions: row.try_get(5)?,
                    holds: row.try_get(6)?,
                    decided: row.try_get(7)?,
                })
            },
            mapper: |it| ExplainAccess::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ExplainAccessParams<T1, T2>, ExplainAccessQuery<'c, 'a, 's, C, ExplainAccess, 4>, C>
    for ExplainAccessStmt
{
    fn params(&'s self, client: &'c C, params: &'a ExplainAccessParams<T1, T2>) -> ExplainAccessQuery<'c, 'a, 's, C, ExplainAccess, 4> {
        self.bind(client, &params.member_id, &params.action, &params.resource, &params.row_id)
    }
}
