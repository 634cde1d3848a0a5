// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct SignInParams<T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql, T4: crate::BytesSql> {
    pub email: T1,
    pub tag: T2,
    pub organization: Option<T3>,
    pub session_id: uuid::Uuid,
    pub login_id: uuid::Uuid,
    pub capability_hash: T4,
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
pub struct SignIn {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: String,
    pub token_expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub session_expires_at: chrono::DateTime<chrono::FixedOffset>,
}
pub struct SignInBorrowed<'a> {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: &'a str,
    pub token_expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub session_expires_at: chrono::DateTime<chrono::FixedOffset>,
}
impl<'a> From<SignInBorrowed<'a>> for SignIn {
    fn from(SignInBorrowed { org_id, member_id, member_role, token_expires_at, session_expires_at }: SignInBorrowed<'a>) -> Self {
        Self { org_id, member_id, member_role: member_role.into(), token_expires_at, session_expires_at }
    }
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
pub struct SignInQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SignInBorrowed, tokio_postgres::Error>,
    mapper: fn(SignInBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SignInQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SignInBorrowed) -> R) -> SignInQuery<'c, 'a, 's, C, R, N> {
        SignInQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
    SignInStmt("select org_id, member_id, member_role, token_expires_at, session_expires_at from identity.sign_in($1, $2, $3, $4, $5, $6)", None)
}
impl SignInStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql, T4: crate::BytesSql>(
        &'s self,
        client: &'c C,
        email: &'a T1,
        tag: &'a T2,
        organization: &'a Option<T3>,
        session_id: &'a uuid::Uuid,
        login_id: &'a uuid::Uuid,
        capability_hash: &'a T4,
    ) -> SignInQuery<'c, 'a, 's, C, SignIn, 6> {
        SignInQuery {
            client,
            params: [email, tag, organization, session_id, login_id, capability_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SignInBorrowed, tokio_postgres::Error> {
                Ok(SignInBorrowed {
                    org_id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    member_role: row.try_get(2)?,
                    token_expires_at: row.try_get(3)?,
                    session_expires_at: row.try_get(4)?,
                })
            },
            mapper: |it| SignIn::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::BytesSql, T3: crate::StringSql, T4: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, SignInParams<T1, T2, T3, T4>, SignInQuery<'c, 'a, 's, C, SignIn, 6>, C> for SignInStmt
{
    fn params(&'s self, client: &'c C, params: &'a SignInParams<T1, T2, T3, T4>) -> SignInQuery<'c, 'a, 's, C, SignIn, 6> {
        self.bind(client, &params.email, &params.tag, &params.organization, &params.session_id, &params.login_id, &params.capability_hash)
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
