// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct FoundOrganizationParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub org_id: uuid::Uuid,
    pub slug: T1,
    pub name: T2,
    pub timezone: T3,
}
#[derive(Debug)]
pub struct AdmitMemberParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::BytesSql, T5: crate::BytesSql> {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub email: T1,
    pub name: T2,
    pub role: T3,
    pub employee_id: Option<uuid::Uuid>,
    pub salt: T4,
    pub memory_kib: i32,
    pub iterations: i32,
    pub parallelism: i32,
    pub tag: T5,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct FoundOrganizationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn found_organization() -> FoundOrganizationStmt {
    FoundOrganizationStmt("select identity.found_organization($1, $2, $3, $4)::text as done", None)
}
impl FoundOrganizationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        slug: &'a T1,
        name: &'a T2,
        timezone: &'a T3,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 4> {
        OptionStringQuery {
            client,
            params: [org_id, slug, name, timezone],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, FoundOrganizationParams<T1, T2, T3>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 4>, C>
    for FoundOrganizationStmt
{
    fn params(&'s self, client: &'c C, params: &'a FoundOrganizationParams<T1, T2, T3>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 4> {
        self.bind(client, &params.org_id, &params.slug, &params.name, &params.timezone)
    }
}
pub struct AdmitMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn admit_member() -> AdmitMemberStmt {
    AdmitMemberStmt("select identity.admit_member($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)::text as done", None)
}
impl AdmitMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        member_id: &'a uuid::Uuid,
        email: &'a T1,
        name: &'a T2,
        role: &'a T3,
        employee_id: &'a Option<uuid::Uuid>,
        salt: &'a T4,
        memory_kib: &'a i32,
        iterations: &'a i32,
        parallelism: &'a i32,
        tag: &'a T5,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 11> {
        OptionStringQuery {
            client,
            params: [org_id, member_id, email, name, role, employee_id, salt, memory_kib, iterations, parallelism, tag],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::BytesSql, T5: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, AdmitMemberParams<T1, T2, T3, T4, T5>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 11>, C>
    for AdmitMemberStmt
{
    fn params(&'s self, client: &'c C, params: &'a AdmitMemberParams<T1, T2, T3, T4, T5>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 11> {
        self.bind(
            client,
            &params.org_id,
            &params.member_id,
            &params.email,
            &params.name,
            &params.role,
            &params.employee_id,
            &params.salt,
            &params.memory_kib,
            &params.iterations,
            &params.parallelism,
            &params.tag,
        )
    }
}
