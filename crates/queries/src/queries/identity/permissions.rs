// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct ListOverridesParams {
    pub after_id: Option<uuid::Uuid>,
    pub member_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct OverridePermissionParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub permission: T1,
    pub effect: T2,
    pub reason: T3,
    pub expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
}
#[derive(Clone, Copy, Debug)]
pub struct DecideOverrideParams {
    pub id: uuid::Uuid,
    pub approve: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListPermissions {
    pub code: String,
    pub module: String,
    pub hr_only: bool,
    pub description: String,
    pub roles: Vec<String>,
}
pub struct ListPermissionsBorrowed<'a> {
    pub code: &'a str,
    pub module: &'a str,
    pub hr_only: bool,
    pub description: &'a str,
    pub roles: crate::ArrayIterator<'a, &'a str>,
}
impl<'a> From<ListPermissionsBorrowed<'a>> for ListPermissions {
    fn from(ListPermissionsBorrowed { code, module, hr_only, description, roles }: ListPermissionsBorrowed<'a>) -> Self {
        Self { code: code.into(), module: module.into(), hr_only, description: description.into(), roles: roles.map(|v| v.into()).collect() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    pub id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub permission: String,
    pub effect: String,
    pub reason: String,
    pub expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub decided_by: Option<uuid::Uuid>,
    pub decided_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub created_by: Option<uuid::Uuid>,
    pub row_version: i64,
    pub state: String,
}
pub struct OverrideBorrowed<'a> {
    pub id: uuid::Uuid,
    pub member_id: uuid::Uuid,
    pub permission: &'a str,
    pub effect: &'a str,
    pub reason: &'a str,
    pub expires_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub decided_by: Option<uuid::Uuid>,
    pub decided_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub created_by: Option<uuid::Uuid>,
    pub row_version: i64,
    pub state: &'a str,
}
impl<'a> From<OverrideBorrowed<'a>> for Override {
    fn from(
        OverrideBorrowed {
            id,
            member_id,
            permission,
            effect,
            reason,
            expires_at,
            decided_by,
            decided_at,
            created_at,
            created_by,
            row_version,
            state,
        }: OverrideBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            member_id,
            permission: permission.into(),
            effect: effect.into(),
            reason: reason.into(),
            expires_at,
            decided_by,
            decided_at,
            created_at,
            created_by,
            row_version,
            state: state.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ListPermissionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListPermissionsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListPermissionsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListPermissionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListPermissionsBorrowed) -> R) -> ListPermissionsQuery<'c, 'a, 's, C, R, N> {
        ListPermissionsQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OverrideQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OverrideBorrowed, tokio_postgres::Error>,
    mapper: fn(OverrideBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OverrideQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OverrideBorrowed) -> R) -> OverrideQuery<'c, 'a, 's, C, R, N> {
        OverrideQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListPermissionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_permissions() -> ListPermissionsStmt {
    ListPermissionsStmt(
        "select p.code, p.module, p.hr_only, p.description, array(select r.role from identity.role_permissions r where r.permission = p.code order by 1) as roles from identity.permissions p order by p.module, p.code",
        None,
    )
}
impl ListPermissionsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> ListPermissionsQuery<'c, 'a, 's, C, ListPermissions, 0> {
        ListPermissionsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListPermissionsBorrowed, tokio_postgres::Error> {
                Ok(ListPermissionsBorrowed {
                    code: row.try_get(0)?,
                    module: row.try_get(1)?,
                    hr_only: row.try_get(2)?,
                    description: row.try_get(3)?,
                    roles: row.try_get(4)?,
                })
            },
            mapper: |it| ListPermissions::from(it),
        }
    }
}
pub struct ListOverridesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_overrides() -> ListOverridesStmt {
    ListOverridesStmt(
        "select o.id, o.member_id, o.permission, o.effect, o.reason, o.expires_at, o.decided_by, o.decided_at, o.created_at, o.created_by, o.row_version, case when o.state in ('active', 'requested') and o.expires_at <= statement_timestamp() then 'expired' else o.state end as state from identity.permission_overrides o where ($1::uuid is null or o.id < $1) and ($2::uuid is null or o.member_id = $2) order by o.id desc limit $3",
        None,
    )
}
impl ListOverridesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        after_id: &'a Option<uuid::Uuid>,
        member_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> OverrideQuery<'c, 'a, 's, C, Override, 3> {
        OverrideQuery {
            client,
            params: [after_id, member_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OverrideBorrowed, tokio_postgres::Error> {
                Ok(OverrideBorrowed {
                    id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    permission: row.try_get(2)?,
                    effect: row.try_get(3)?,
                    reason: row.try_get(4)?,
                    expires_at: row.try_get(5)?,
                    decided_by: row.try_get(6)?,
                    decided_at: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    created_by: row.try_get(9)?,
                    row_version: row.try_get(10)?,
                    state: row.try_get(11)?,
                })
            },
            mapper: |it| Override::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListOverridesParams, OverrideQuery<'c, 'a, 's, C, Override, 3>, C>
    for ListOverridesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListOverridesParams) -> OverrideQuery<'c, 'a, 's, C, Override, 3> {
        self.bind(client, &params.after_id, &params.member_id, &params.page_size)
    }
}
pub struct ReadOverrideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_override() -> ReadOverrideStmt {
    ReadOverrideStmt(
        "select o.id, o.member_id, o.permission, o.effect, o.reason, o.expires_at, o.decided_by, o.decided_at, o.created_at, o.created_by, o.row_version, case when o.state in ('active', 'requested') and o.expires_at <= statement_timestamp() then 'expired' else o.state end as state from identity.permission_overrides o where o.id = $1",
        None,
    )
}
impl ReadOverrideStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> OverrideQuery<'c, 'a, 's, C, Override, 1> {
        OverrideQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OverrideBorrowed, tokio_postgres::Error> {
                Ok(OverrideBorrowed {
                    id: row.try_get(0)?,
                    member_id: row.try_get(1)?,
                    permission: row.try_get(2)?,
                    effect: row.try_get(3)?,
                    reason: row.try_get(4)?,
                    expires_at: row.try_get(5)?,
                    decided_by: row.try_get(6)?,
                    decided_at: row.try_get(7)?,
                    created_at: row.try_get(8)?,
                    created_by: row.try_get(9)?,
                    row_version: row.try_get(10)?,
                    state: row.try_get(11)?,
                })
            },
            mapper: |it| Override::from(it),
        }
    }
}
pub struct OverridePermissionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn override_permission() -> OverridePermissionStmt {
    OverridePermissionStmt("select identity.override_permission($1, $2, $3, $4, $5, $6) as state", None)
}
impl OverridePermissionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        member_id: &'a uuid::Uuid,
        permission: &'a T1,
        effect: &'a T2,
        reason: &'a T3,
        expires_at: &'a Option<chrono::DateTime<chrono::FixedOffset>>,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 6> {
        OptionStringQuery {
            client,
            params: [id, member_id, permission, effect, reason, expires_at],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, OverridePermissionParams<T1, T2, T3>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 6>, C>
    for OverridePermissionStmt
{
    fn params(&'s self, client: &'c C, params: &'a OverridePermissionParams<T1, T2, T3>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 6> {
        self.bind(client, &params.id, &params.member_id, &params.permission, &params.effect, &params.reason, &params.expires_at)
    }
}
pub struct DecideOverrideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn decide_override() -> DecideOverrideStmt {
    DecideOverrideStmt("select identity.decide_override($1, $2) as row_version", None)
}
impl DecideOverrideStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        approve: &'a bool,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [id, approve],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, DecideOverrideParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for DecideOverrideStmt
{
    fn params(&'s self, client: &'c C, params: &'a DecideOverrideParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.approve)
    }
}
pub struct RevokeOverrideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_override() -> RevokeOverrideStmt {
    RevokeOverrideStmt("select identity.revoke_override($1) as row_version", None)
}
impl RevokeOverrideStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [id], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
