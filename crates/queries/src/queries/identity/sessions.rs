// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct SignInParams<T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql, T4: crate::BytesSql, T5: crate::BytesSql> {
    pub email: T1,
    pub tag: T2,
    pub organization: Option<T3>,
    pub session_id: uuid::Uuid,
    pub login_id: uuid::Uuid,
    pub capability_hash: T4,
    pub refresh_hash: T5,
}
#[derive(Debug)]
pub struct SignUpParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
    T8: crate::BytesSql,
    T9: crate::BytesSql,
> {
    pub email: T1,
    pub name: T2,
    pub salt: T3,
    pub memory_kib: i32,
    pub iterations: i32,
    pub parallelism: i32,
    pub tag: T4,
    pub org_id: uuid::Uuid,
    pub slug: T5,
    pub organization_name: T6,
    pub timezone: T7,
    pub member_id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub login_id: uuid::Uuid,
    pub capability_hash: T8,
    pub refresh_hash: T9,
}
#[derive(Debug)]
pub struct RefreshSessionParams<T1: crate::BytesSql, T2: crate::BytesSql, T3: crate::BytesSql> {
    pub org_id: uuid::Uuid,
    pub token_hash: T1,
    pub successor_hash: T2,
    pub capability_hash: T3,
}
#[derive(Debug)]
pub struct SwitchOrganizationParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::BytesSql, T5: crate::BytesSql> {
    pub org_id: uuid::Uuid,
    pub secret: T1,
    pub role: T2,
    pub organization: T3,
    pub session_id: uuid::Uuid,
    pub capability_hash: T4,
    pub refresh_hash: T5,
}
#[derive(Debug)]
pub struct OrganizationsOfAccountParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub org_id: uuid::Uuid,
    pub secret: T1,
    pub role: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSessionsParams {
    pub member_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PasswordChallenge {
    pub salt: Vec<u8>,
    pub memory_kib: i32,
    pub iterations: i32,
    pub parallelism: i32,
}
pub struct PasswordChallengeBorrowed<'a> {
    pub salt: &'a [u8],
    pub memory_kib: i32,
    pub iterations: i32,
    pub parallelism: i32,
}
impl<'a> From<PasswordChallengeBorrowed<'a>> for PasswordChallenge {
    fn from(PasswordChallengeBorrowed { salt, memory_kib, iterations, parallelism }: PasswordChallengeBorrowed<'a>) -> Self {
        Self { salt: salt.into(), memory_kib, iterations, parallelism }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: String,
    pub token_expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub session_expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
}
pub struct OpenedBorrowed<'a> {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: &'a str,
    pub token_expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub session_expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
}
impl<'a> From<OpenedBorrowed<'a>> for Opened {
    fn from(OpenedBorrowed { org_id, member_id, member_role, token_expires_at, session_expires_at }: OpenedBorrowed<'a>) -> Self {
        Self { org_id, member_id, member_role: member_role.into(), token_expires_at, session_expires_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct RefreshSession {
    pub reused: bool,
    pub session_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: Option<String>,
    pub token_expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub refresh_expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
}
pub struct RefreshSessionBorrowed<'a> {
    pub reused: bool,
    pub session_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: Option<&'a str>,
    pub token_expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub refresh_expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
}
impl<'a> From<RefreshSessionBorrowed<'a>> for RefreshSession {
    fn from(
        RefreshSessionBorrowed { reused, session_id, member_id, member_role, token_expires_at, refresh_expires_at }: RefreshSessionBorrowed<'a>,
    ) -> Self {
        Self { reused, session_id, member_id, member_role: member_role.map(|v| v.into()), token_expires_at, refresh_expires_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OrganizationsOfAccount {
    pub org_id: uuid::Uuid,
    pub slug: String,
    pub name: String,
    pub member_id: uuid::Uuid,
    pub member_role: String,
}
pub struct OrganizationsOfAccountBorrowed<'a> {
    pub org_id: uuid::Uuid,
    pub slug: &'a str,
    pub name: &'a str,
    pub member_id: uuid::Uuid,
    pub member_role: &'a str,
}
impl<'a> From<OrganizationsOfAccountBorrowed<'a>> for OrganizationsOfAccount {
    fn from(OrganizationsOfAccountBorrowed { org_id, slug, name, member_id, member_role }: OrganizationsOfAccountBorrowed<'a>) -> Self {
        Self { org_id, slug: slug.into(), name: name.into(), member_id, member_role: member_role.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ListSessions {
    pub id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub current: bool,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PasswordChallengeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PasswordChallengeBorrowed, tokio_postgres::Error>,
    mapper: fn(PasswordChallengeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PasswordChallengeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PasswordChallengeBorrowed) -> R) -> PasswordChallengeQuery<'c, 'a, 's, C, R, N> {
        PasswordChallengeQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OpenedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OpenedBorrowed, tokio_postgres::Error>,
    mapper: fn(OpenedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OpenedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OpenedBorrowed) -> R) -> OpenedQuery<'c, 'a, 's, C, R, N> {
        OpenedQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct RefreshSessionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RefreshSessionBorrowed, tokio_postgres::Error>,
    mapper: fn(RefreshSessionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RefreshSessionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RefreshSessionBorrowed) -> R) -> RefreshSessionQuery<'c, 'a, 's, C, R, N> {
        RefreshSessionQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OrganizationsOfAccountQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrganizationsOfAccountBorrowed, tokio_postgres::Error>,
    mapper: fn(OrganizationsOfAccountBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrganizationsOfAccountQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OrganizationsOfAccountBorrowed) -> R) -> OrganizationsOfAccountQuery<'c, 'a, 's, C, R, N> {
        OrganizationsOfAccountQuery {
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
pub struct ListSessionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListSessions, tokio_postgres::Error>,
    mapper: fn(ListSessions) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListSessionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListSessions) -> R) -> ListSessionsQuery<'c, 'a, 's, C, R, N> {
        ListSessionsQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct PasswordChallengeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn password_challenge() -> PasswordChallengeStmt {
    PasswordChallengeStmt("select salt, memory_kib, iterations, parallelism from identity.password_challenge($1)", None)
}
impl PasswordChallengeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        email: &'a T1,
    ) -> PasswordChallengeQuery<'c, 'a, 's, C, PasswordChallenge, 1> {
        PasswordChallengeQuery {
            client,
            params: [email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PasswordChallengeBorrowed, tokio_postgres::Error> {
                Ok(PasswordChallengeBorrowed {
                    salt: row.try_get(0)?,
                    memory_kib: row.try_get(1)?,
                    iterations: row.try_get(2)?,
                    parallelism: row.try_get(3)?,
                })
            },
            mapper: |it| PasswordChallenge::from(it),
        }
    }
}
pub struct SignInStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sign_in() -> SignInStmt {
    SignInStmt("select org_id, member_id, member_role, token_expires_at, session_expires_at from identity.sign_in($1, $2, $3, $4, $5, $6, $7)", None)
}
impl SignInStmt {
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
        T2: crate::BytesSql,
        T3: crate::StringSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        email: &'a T1,
        tag: &'a T2,
        organization: &'a Option<T3>,
        session_id: &'a uuid::Uuid,
        login_id: &'a uuid::Uuid,
        capability_hash: &'a T4,
        refresh_hash: &'a T5,
    ) -> OpenedQuery<'c, 'a, 's, C, Opened, 7> {
        OpenedQuery {
            client,
            params: [email, tag, organization, session_id, login_id, capability_hash, refresh_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OpenedBorrowed, tokio_postgres::Error> {
                Ok(OpenedBorrowed {
                    org_id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    member_role: row.try_get(2)?,
                    token_expires_at: row.try_get(3)?,
                    session_expires_at: row.try_get(4)?,
                })
            },
            mapper: |it| Opened::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql, T4: crate::BytesSql, T5: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, SignInParams<T1, T2, T3, T4, T5>, OpenedQuery<'c, 'a, 's, C, Opened, 7>, C> for SignInStmt
{
    fn params(&'s self, client: &'c C, params: &'a SignInParams<T1, T2, T3, T4, T5>) -> OpenedQuery<'c, 'a, 's, C, Opened, 7> {
        self.bind(
            client,
            &params.email,
            &params.tag,
            &params.organization,
            &params.session_id,
            &params.login_id,
            &params.capability_hash,
            &params.refresh_hash,
        )
    }
}
pub struct SignUpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sign_up() -> SignUpStmt {
    SignUpStmt(
        "select org_id, member_id, member_role, token_expires_at, session_expires_at from identity.sign_up($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        None,
    )
}
impl SignUpStmt {
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
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::StringSql,
        T8: crate::BytesSql,
        T9: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        email: &'a T1,
        name: &'a T2,
        salt: &'a T3,
        memory_kib: &'a i32,
        iterations: &'a i32,
        parallelism: &'a i32,
        tag: &'a T4,
        org_id: &'a uuid::Uuid,
        slug: &'a T5,
        organization_name: &'a T6,
        timezone: &'a T7,
        member_id: &'a uuid::Uuid,
        session_id: &'a uuid::Uuid,
        login_id: &'a uuid::Uuid,
        capability_hash: &'a T8,
        refresh_hash: &'a T9,
    ) -> OpenedQuery<'c, 'a, 's, C, Opened, 16> {
        OpenedQuery {
            client,
            params: [
                email,
                name,
                salt,
                memory_kib,
                iterations,
                parallelism,
                tag,
                org_id,
                slug,
                organization_name,
                timezone,
                member_id,
                session_id,
                login_id,
                capability_hash,
                refresh_hash,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OpenedBorrowed, tokio_postgres::Error> {
                Ok(OpenedBorrowed {
                    org_id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    member_role: row.try_get(2)?,
                    token_expires_at: row.try_get(3)?,
                    session_expires_at: row.try_get(4)?,
                })
            },
            mapper: |it| Opened::from(it),
        }
    }
}
impl<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::StringSql,
        T8: crate::BytesSql,
        T9: crate::BytesSql,
    > crate::client::async_::Params<'c, 'a, 's, SignUpParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>, OpenedQuery<'c, 'a, 's, C, Opened, 16>, C>
    for SignUpStmt
{
    fn params(&'s self, client: &'c C, params: &'a SignUpParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>) -> OpenedQuery<'c, 'a, 's, C, Opened, 16> {
        self.bind(
            client,
            &params.email,
            &params.name,
            &params.salt,
            &params.memory_kib,
            &params.iterations,
            &params.parallelism,
            &params.tag,
            &params.org_id,
            &params.slug,
            &params.organization_name,
            &params.timezone,
            &params.member_id,
            &params.session_id,
            &params.login_id,
            &params.capability_hash,
            &params.refresh_hash,
        )
    }
}
pub struct RefreshSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn refresh_session() -> RefreshSessionStmt {
    RefreshSessionStmt(
        "select reused, session_id, member_id, member_role, token_expires_at, refresh_expires_at from identity.refresh_session($1, $2, $3, $4)",
        None,
    )
}
impl RefreshSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql, T3: crate::BytesSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        token_hash: &'a T1,
        successor_hash: &'a T2,
        capability_hash: &'a T3,
    ) -> RefreshSessionQuery<'c, 'a, 's, C, RefreshSession, 4> {
        RefreshSessionQuery {
            client,
            params: [org_id, token_hash, successor_hash, capability_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RefreshSessionBorrowed, tokio_postgres::Error> {
                Ok(RefreshSessionBorrowed {
                    reused: row.try_get(0)?,
                    session_id: row.try_get(1)?,
                    member_id: row.try_get(2)?,
                    member_role: row.try_get(3)?,
                    token_expires_at: row.try_get(4)?,
                    refresh_expires_at: row.try_get(5)?,
                })
            },
            mapper: |it| RefreshSession::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql, T3: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, RefreshSessionParams<T1, T2, T3>, RefreshSessionQuery<'c, 'a, 's, C, RefreshSession, 4>, C>
    for RefreshSessionStmt
{
    fn params(&'s self, client: &'c C, params: &'a RefreshSessionParams<T1, T2, T3>) -> RefreshSessionQuery<'c, 'a, 's, C, RefreshSession, 4> {
        self.bind(client, &params.org_id, &params.token_hash, &params.successor_hash, &params.capability_hash)
    }
}
pub struct SwitchOrganizationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn switch_organization() -> SwitchOrganizationStmt {
    SwitchOrganizationStmt(
        "select org_id, member_id, member_role, token_expires_at, session_expires_at from identity.switch_organization($1, $2, $3, $4, $5, $6, $7)",
        None,
    )
}
impl SwitchOrganizationStmt {
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
        secret: &'a T1,
        role: &'a T2,
        organization: &'a T3,
        session_id: &'a uuid::Uuid,
        capability_hash: &'a T4,
        refresh_hash: &'a T5,
    ) -> OpenedQuery<'c, 'a, 's, C, Opened, 7> {
        OpenedQuery {
            client,
            params: [org_id, secret, role, organization, session_id, capability_hash, refresh_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OpenedBorrowed, tokio_postgres::Error> {
                Ok(OpenedBorrowed {
                    org_id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    member_role: row.try_get(2)?,
                    token_expires_at: row.try_get(3)?,
                    session_expires_at: row.try_get(4)?,
                })
            },
            mapper: |it| Opened::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::BytesSql, T5: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, SwitchOrganizationParams<T1, T2, T3, T4, T5>, OpenedQuery<'c, 'a, 's, C, Opened, 7>, C>
    for SwitchOrganizationStmt
{
    fn params(&'s self, client: &'c C, params: &'a SwitchOrganizationParams<T1, T2, T3, T4, T5>) -> OpenedQuery<'c, 'a, 's, C, Opened, 7> {
        self.bind(
            client,
            &params.org_id,
            &params.secret,
            &params.role,
            &params.organization,
            &params.session_id,
            &params.capability_hash,
            &params.refresh_hash,
        )
    }
}
pub struct OrganizationsOfAccountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn organizations_of_account() -> OrganizationsOfAccountStmt {
    OrganizationsOfAccountStmt("select org_id, slug, name, member_id, member_role from identity.organizations_of_account($1, $2, $3)", None)
}
impl OrganizationsOfAccountStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        secret: &'a T1,
        role: &'a T2,
    ) -> OrganizationsOfAccountQuery<'c, 'a, 's, C, OrganizationsOfAccount, 3> {
        OrganizationsOfAccountQuery {
            client,
            params: [org_id, secret, role],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrganizationsOfAccountBorrowed, tokio_postgres::Error> {
                Ok(OrganizationsOfAccountBorrowed {
                    org_id: row.try_get(0)?,
                    slug: row.try_get(1)?,
                    name: row.try_get(2)?,
                    member_id: row.try_get(3)?,
                    member_role: row.try_get(4)?,
                })
            },
            mapper: |it| OrganizationsOfAccount::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OrganizationsOfAccountParams<T1, T2>,
        OrganizationsOfAccountQuery<'c, 'a, 's, C, OrganizationsOfAccount, 3>,
        C,
    > for OrganizationsOfAccountStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OrganizationsOfAccountParams<T1, T2>,
    ) -> OrganizationsOfAccountQuery<'c, 'a, 's, C, OrganizationsOfAccount, 3> {
        self.bind(client, &params.org_id, &params.secret, &params.role)
    }
}
pub struct SignOutStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sign_out() -> SignOutStmt {
    SignOutStmt("select identity.sign_out() as session_id", None)
}
impl SignOutStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 0> {
        OptionuuidUuidQuery { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct CurrentSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn current_session() -> CurrentSessionStmt {
    CurrentSessionStmt(
        "select s.id, s.member_id, s.created_at, s.expires_at, true as current from app.caller c join identity.sessions s on s.org_id = c.org_id and s.id = c.session_id",
        None,
    )
}
impl CurrentSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> ListSessionsQuery<'c, 'a, 's, C, ListSessions, 0> {
        ListSessionsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListSessions, tokio_postgres::Error> {
                Ok(ListSessions {
                    id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    created_at: row.try_get(2)?,
                    expires_at: row.try_get(3)?,
                    current: row.try_get(4)?,
                })
            },
            mapper: |it| ListSessions::from(it),
        }
    }
}
pub struct ListSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_sessions() -> ListSessionsStmt {
    ListSessionsStmt(
        "select s.id, s.member_id, s.created_at, s.expires_at, s.id = c.session_id as current from app.caller c join identity.sessions s on s.org_id = c.org_id and s.member_id = coalesce($1::uuid, c.member_id) where ($2::uuid is null or s.id < $2) and s.ended_at is null and s.expires_at > statement_timestamp() order by s.id desc limit $3",
        None,
    )
}
impl ListSessionsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        member_id: &'a Option<uuid::Uuid>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ListSessionsQuery<'c, 'a, 's, C, ListSessions, 3> {
        ListSessionsQuery {
            client,
            params: [member_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListSessions, tokio_postgres::Error> {
                Ok(ListSessions {
                    id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    created_at: row.try_get(2)?,
                    expires_at: row.try_get(3)?,
                    current: row.try_get(4)?,
                })
            },
            mapper: |it| ListSessions::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListSessionsParams, ListSessionsQuery<'c, 'a, 's, C, ListSessions, 3>, C>
    for ListSessionsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListSessionsParams) -> ListSessionsQuery<'c, 'a, 's, C, ListSessions, 3> {
        self.bind(client, &params.member_id, &params.after_id, &params.page_size)
    }
}
pub struct RevokeSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_session() -> RevokeSessionStmt {
    RevokeSessionStmt("select identity.revoke_session($1) as session_id", None)
}
impl RevokeSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        session_id: &'a uuid::Uuid,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 1> {
        OptionuuidUuidQuery {
            client,
            params: [session_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
