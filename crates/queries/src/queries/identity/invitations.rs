// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct InviteParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub email: T1,
    pub role: T2,
    pub employee_id: Option<uuid::Uuid>,
    pub token_hash: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct ListInvitationsParams {
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct InvitationChallengeParams<T1: crate::BytesSql> {
    pub org_id: uuid::Uuid,
    pub token_hash: T1,
}
#[derive(Debug)]
pub struct AcceptInvitationParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::BytesSql,
    T6: crate::BytesSql,
> {
    pub org_id: uuid::Uuid,
    pub token_hash: T1,
    pub name: T2,
    pub salt: T3,
    pub memory_kib: i32,
    pub iterations: i32,
    pub parallelism: i32,
    pub tag: T4,
    pub member_id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub login_id: uuid::Uuid,
    pub capability_hash: T5,
    pub refresh_hash: T6,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    pub id: uuid::Uuid,
    pub email: String,
    pub role: String,
    pub employee_id: Option<uuid::Uuid>,
    pub expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub accepted_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub revoked_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub created_by: Option<uuid::Uuid>,
    pub row_version: i64,
    pub state: String,
}
pub struct InvitationBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub role: &'a str,
    pub employee_id: Option<uuid::Uuid>,
    pub expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub accepted_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub revoked_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub created_by: Option<uuid::Uuid>,
    pub row_version: i64,
    pub state: &'a str,
}
impl<'a> From<InvitationBorrowed<'a>> for Invitation {
    fn from(
        InvitationBorrowed {
            id,
            email,
            role,
            employee_id,
            expires_at,
            accepted_at,
            revoked_at,
            created_at,
            created_by,
            row_version,
            state,
        }: InvitationBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            email: email.into(),
            role: role.into(),
            employee_id,
            expires_at,
            accepted_at,
            revoked_at,
            created_at,
            created_by,
            row_version,
            state: state.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct InvitationChallenge {
    pub email: String,
    pub role: String,
    pub organization_name: String,
    pub expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub has_account: bool,
    pub salt: Option<Vec<u8>>,
    pub memory_kib: Option<i32>,
    pub iterations: Option<i32>,
    pub parallelism: Option<i32>,
}
pub struct InvitationChallengeBorrowed<'a> {
    pub email: &'a str,
    pub role: &'a str,
    pub organization_name: &'a str,
    pub expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub has_account: bool,
    pub salt: Option<&'a [u8]>,
    pub memory_kib: Option<i32>,
    pub iterations: Option<i32>,
    pub parallelism: Option<i32>,
}
impl<'a> From<InvitationChallengeBorrowed<'a>> for InvitationChallenge {
    fn from(
        InvitationChallengeBorrowed {
            email,
            role,
            organization_name,
            expires_at,
            has_account,
            salt,
            memory_kib,
            iterations,
            parallelism,
        }: InvitationChallengeBorrowed<'a>,
    ) -> Self {
        Self {
            email: email.into(),
            role: role.into(),
            organization_name: organization_name.into(),
            expires_at,
            has_account,
            salt: salt.map(|v| v.into()),
            memory_kib,
            iterations,
            parallelism,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptInvitation {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: String,
    pub token_expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub session_expires_at: chrono::DateTime<chrono::FixedOffset>,
}
pub struct AcceptInvitationBorrowed<'a> {
    pub org_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub member_role: &'a str,
    pub token_expires_at: chrono::DateTime<chrono::FixedOffset>,
    pub session_expires_at: chrono::DateTime<chrono::FixedOffset>,
}
impl<'a> From<AcceptInvitationBorrowed<'a>> for AcceptInvitation {
    fn from(AcceptInvitationBorrowed { org_id, member_id, member_role, token_expires_at, session_expires_at }: AcceptInvitationBorrowed<'a>) -> Self {
        Self { org_id, member_id, member_role: member_role.into(), token_expires_at, session_expires_at }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OptionchronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<chrono::DateTime<chrono::FixedOffset>>, tokio_postgres::Error>,
    mapper: fn(Option<chrono::DateTime<chrono::FixedOffset>>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionchronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(Option<chrono::DateTime<chrono::FixedOffset>>) -> R,
    ) -> OptionchronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, R, N> {
        OptionchronoDateTimechronoFixedOffsetQuery {
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
pub struct InvitationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<InvitationBorrowed, tokio_postgres::Error>,
    mapper: fn(InvitationBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> InvitationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(InvitationBorrowed) -> R) -> InvitationQuery<'c, 'a, 's, C, R, N> {
        InvitationQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct InvitationChallengeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<InvitationChallengeBorrowed, tokio_postgres::Error>,
    mapper: fn(InvitationChallengeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> InvitationChallengeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(InvitationChallengeBorrowed) -> R) -> InvitationChallengeQuery<'c, 'a, 's, C, R, N> {
        InvitationChallengeQuery {
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
pub struct AcceptInvitationQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AcceptInvitationBorrowed, tokio_postgres::Error>,
    mapper: fn(AcceptInvitationBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AcceptInvitationQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AcceptInvitationBorrowed) -> R) -> AcceptInvitationQuery<'c, 'a, 's, C, R, N> {
        AcceptInvitationQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct InviteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn invite() -> InviteStmt {
    InviteStmt("select identity.invite($1, $2, $3, $4, $5) as expires_at", None)
}
impl InviteStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        email: &'a T1,
        role: &'a T2,
        employee_id: &'a Option<uuid::Uuid>,
        token_hash: &'a T3,
    ) -> OptionchronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, Option<chrono::DateTime<chrono::FixedOffset>>, 5> {
        OptionchronoDateTimechronoFixedOffsetQuery {
            client,
            params: [id, email, role, employee_id, token_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InviteParams<T1, T2, T3>,
        OptionchronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, Option<chrono::DateTime<chrono::FixedOffset>>, 5>,
        C,
    > for InviteStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InviteParams<T1, T2, T3>,
    ) -> OptionchronoDateTimechronoFixedOffsetQuery<'c, 'a, 's, C, Option<chrono::DateTime<chrono::FixedOffset>>, 5> {
        self.bind(client, &params.id, &params.email, &params.role, &params.employee_id, &params.token_hash)
    }
}
pub struct ListInvitationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_invitations() -> ListInvitationsStmt {
    ListInvitationsStmt(
        "select i.id, i.email, i.role, i.employee_id, i.expires_at, i.accepted_at, i.revoked_at, i.created_at, i.created_by, i.row_version, case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked' when i.expires_at <= statement_timestamp() then 'expired' else 'open' end as state from identity.invitations i where $1::uuid is null or i.id < $1 order by i.id desc limit $2",
        None,
    )
}
impl ListInvitationsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> InvitationQuery<'c, 'a, 's, C, Invitation, 2> {
        InvitationQuery {
            client,
            params: [after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationBorrowed, tokio_postgres::Error> {
                Ok(InvitationBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    role: row.try_get(2)?,
                    employee_id: row.try_get(3)?,
                    expires_at: row.try_get(4)?,
                    accepted_at: row.try_get(5)?,
                    revoked_at: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    created_by: row.try_get(8)?,
                    row_version: row.try_get(9)?,
                    state: row.try_get(10)?,
                })
            },
            mapper: |it| Invitation::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListInvitationsParams, InvitationQuery<'c, 'a, 's, C, Invitation, 2>, C>
    for ListInvitationsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListInvitationsParams) -> InvitationQuery<'c, 'a, 's, C, Invitation, 2> {
        self.bind(client, &params.after_id, &params.page_size)
    }
}
pub struct ReadInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_invitation() -> ReadInvitationStmt {
    ReadInvitationStmt(
        "select i.id, i.email, i.role, i.employee_id, i.expires_at, i.accepted_at, i.revoked_at, i.created_at, i.created_by, i.row_version, case when i.accepted_at is not null then 'accepted' when i.revoked_at is not null then 'revoked' when i.expires_at <= statement_timestamp() then 'expired' else 'open' end as state from identity.invitations i where i.id = $1",
        None,
    )
}
impl ReadInvitationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> InvitationQuery<'c, 'a, 's, C, Invitation, 1> {
        InvitationQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationBorrowed, tokio_postgres::Error> {
                Ok(InvitationBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    role: row.try_get(2)?,
                    employee_id: row.try_get(3)?,
                    expires_at: row.try_get(4)?,
                    accepted_at: row.try_get(5)?,
                    revoked_at: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    created_by: row.try_get(8)?,
                    row_version: row.try_get(9)?,
                    state: row.try_get(10)?,
                })
            },
            mapper: |it| Invitation::from(it),
        }
    }
}
pub struct RevokeInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_invitation() -> RevokeInvitationStmt {
    RevokeInvitationStmt("select identity.revoke_invitation($1) as row_version", None)
}
impl RevokeInvitationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [id], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct InvitationChallengeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn invitation_challenge() -> InvitationChallengeStmt {
    InvitationChallengeStmt(
        "select email, role, organization_name, expires_at, has_account, salt, memory_kib, iterations, parallelism from identity.invitation_challenge($1, $2)",
        None,
    )
}
impl InvitationChallengeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        token_hash: &'a T1,
    ) -> InvitationChallengeQuery<'c, 'a, 's, C, InvitationChallenge, 2> {
        InvitationChallengeQuery {
            client,
            params: [org_id, token_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<InvitationChallengeBorrowed, tokio_postgres::Error> {
                Ok(InvitationChallengeBorrowed {
                    email: row.try_get(0)?,
                    role: row.try_get(1)?,
                    organization_name: row.try_get(2)?,
                    expires_at: row.try_get(3)?,
                    has_account: row.try_get(4)?,
                    salt: row.try_get(5)?,
                    memory_kib: row.try_get(6)?,
                    iterations: row.try_get(7)?,
                    parallelism: row.try_get(8)?,
                })
            },
            mapper: |it| InvitationChallenge::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, InvitationChallengeParams<T1>, InvitationChallengeQuery<'c, 'a, 's, C, InvitationChallenge, 2>, C>
    for InvitationChallengeStmt
{
    fn params(&'s self, client: &'c C, params: &'a InvitationChallengeParams<T1>) -> InvitationChallengeQuery<'c, 'a, 's, C, InvitationChallenge, 2> {
        self.bind(client, &params.org_id, &params.token_hash)
    }
}
pub struct AcceptInvitationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn accept_invitation() -> AcceptInvitationStmt {
    AcceptInvitationStmt(
        "select org_id, member_id, member_role, token_expires_at, session_expires_at from identity.accept_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        None,
    )
}
impl AcceptInvitationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
        T6: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        org_id: &'a uuid::Uuid,
        token_hash: &'a T1,
        name: &'a T2,
        salt: &'a T3,
        memory_kib: &'a i32,
        iterations: &'a i32,
        parallelism: &'a i32,
        tag: &'a T4,
        member_id: &'a uuid::Uuid,
        session_id: &'a uuid::Uuid,
        login_id: &'a uuid::Uuid,
        capability_hash: &'a T5,
        refresh_hash: &'a T6,
    ) -> AcceptInvitationQuery<'c, 'a, 's, C, AcceptInvitation, 13> {
        AcceptInvitationQuery {
            client,
            params: [
                org_id,
                token_hash,
                name,
                salt,
                memory_kib,
                iterations,
                parallelism,
                tag,
                member_id,
                session_id,
                login_id,
                capability_hash,
                refresh_hash,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AcceptInvitationBorrowed, tokio_postgres::Error> {
                Ok(AcceptInvitationBorrowed {
                    org_id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    member_role: row.try_get(2)?,
                    token_expires_at: row.try_get(3)?,
                    session_expires_at: row.try_get(4)?,
                })
            },
            mapper: |it| AcceptInvitation::from(it),
        }
    }
}
impl<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::BytesSql,
        T6: crate::BytesSql,
    >
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AcceptInvitationParams<T1, T2, T3, T4, T5, T6>,
        AcceptInvitationQuery<'c, 'a, 's, C, AcceptInvitation, 13>,
        C,
    > for AcceptInvitationStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AcceptInvitationParams<T1, T2, T3, T4, T5, T6>,
    ) -> AcceptInvitationQuery<'c, 'a, 's, C, AcceptInvitation, 13> {
        self.bind(
            client,
            &params.org_id,
            &params.token_hash,
            &params.name,
            &params.salt,
            &params.memory_kib,
            &params.iterations,
            &params.parallelism,
            &params.tag,
            &params.member_id,
            &params.session_id,
            &params.login_id,
            &params.capability_hash,
            &params.refresh_hash,
        )
    }
}
