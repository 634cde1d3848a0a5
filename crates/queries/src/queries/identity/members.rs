// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListMembersParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub role: Option<T2>,
    pub state: Option<T3>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct SetMemberRoleParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub role: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct LinkMemberParams {
    pub id: uuid::Uuid,
    pub employee_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct LimitToSitesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub member_id: uuid::Uuid,
    pub site_ids: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CurrentMember {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: String,
    pub state: String,
    pub employee_id: Option<uuid::Uuid>,
    pub joined_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: i64,
    pub permissions: Vec<String>,
    pub session_id: uuid::Uuid,
    pub email: String,
    pub org_id: uuid::Uuid,
    pub slug: String,
    pub organization_name: String,
    pub organization_state: String,
    pub closes_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub timezone: String,
    pub week_start: i16,
}
pub struct CurrentMemberBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub role: &'a str,
    pub state: &'a str,
    pub employee_id: Option<uuid::Uuid>,
    pub joined_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: i64,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub session_id: uuid::Uuid,
    pub email: &'a str,
    pub org_id: uuid::Uuid,
    pub slug: &'a str,
    pub organization_name: &'a str,
    pub organization_state: &'a str,
    pub closes_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub timezone: &'a str,
    pub week_start: i16,
}
impl<'a> From<CurrentMemberBorrowed<'a>> for CurrentMember {
    fn from(
        CurrentMemberBorrowed {
            id,
            name,
            role,
            state,
            employee_id,
            joined_at,
            row_version,
            permissions,
            session_id,
            email,
            org_id,
            slug,
            organization_name,
            organization_state,
            closes_at,
            timezone,
            week_start,
        }: CurrentMemberBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            role: role.into(),
            state: state.into(),
            employee_id,
            joined_at,
            row_version,
            permissions: permissions.map(|v| v.into()).collect(),
            session_id,
            email: email.into(),
            org_id,
            slug: slug.into(),
            organization_name: organization_name.into(),
            organization_state: organization_state.into(),
            closes_at,
            timezone: timezone.into(),
            week_start,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    pub id: uuid::Uuid,
    pub name: String,
    pub employee_id: Option<uuid::Uuid>,
    pub state: String,
    pub email: Option<String>,
    pub role: Option<String>,
    pub joined_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub left_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: Option<i64>,
}
pub struct MemberBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub employee_id: Option<uuid::Uuid>,
    pub state: &'a str,
    pub email: Option<&'a str>,
    pub role: Option<&'a str>,
    pub joined_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub left_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: Option<i64>,
}
impl<'a> From<MemberBorrowed<'a>> for Member {
    fn from(MemberBorrowed { id, name, employee_id, state, email, role, joined_at, left_at, row_version }: MemberBorrowed<'a>) -> Self {
        Self {
            id,
            name: name.into(),
            employee_id,
            state: state.into(),
            email: email.map(|v| v.into()),
            role: role.map(|v| v.into()),
            joined_at,
            left_at,
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct MemberSites {
    pub id: uuid::Uuid,
    pub name: String,
}
pub struct MemberSitesBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
}
impl<'a> From<MemberSitesBorrowed<'a>> for MemberSites {
    fn from(MemberSitesBorrowed { id, name }: MemberSitesBorrowed<'a>) -> Self {
        Self { id, name: name.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CurrentMemberQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CurrentMemberBorrowed, tokio_postgres::Error>,
    mapper: fn(CurrentMemberBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CurrentMemberQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CurrentMemberBorrowed) -> R) -> CurrentMemberQuery<'c, 'a, 's, C, R, N> {
        CurrentMemberQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct MemberQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MemberBorrowed, tokio_postgres::Error>,
    mapper: fn(MemberBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MemberQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MemberBorrowed) -> R) -> MemberQuery<'c, 'a, 's, C, R, N> {
        MemberQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct MemberSitesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MemberSitesBorrowed, tokio_postgres::Error>,
    mapper: fn(MemberSitesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MemberSitesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MemberSitesBorrowed) -> R) -> MemberSitesQuery<'c, 'a, 's, C, R, N> {
        MemberSitesQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct CurrentMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn current_member() -> CurrentMemberStmt {
    CurrentMemberStmt(
        "select m.id, m.name, m.role, m.state, m.employee_id, m.joined_at, m.row_version, c.permissions, c.session_id, u.email, o.org_id, o.slug, o.name as organization_name, o.state as organization_state, o.closes_at, s.timezone, s.week_start from app.caller c join identity.memberships m on m.org_id = c.org_id and m.id = c.member_id join identity.users u on u.id = c.user_id join identity.organizations o on o.org_id = c.org_id join identity.org_settings s on s.org_id = c.org_id",
        None,
    )
}
impl CurrentMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> CurrentMemberQuery<'c, 'a, 's, C, CurrentMember, 0> {
        CurrentMemberQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CurrentMemberBorrowed, tokio_postgres::Error> {
                Ok(CurrentMemberBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    role: row.try_get(2)?,
                    state: row.try_get(3)?,
                    employee_id: row.try_get(4)?,
                    joined_at: row.try_get(5)?,
                    row_version: row.try_get(6)?,
                    permissions: row.try_get(7)?,
                    session_id: row.try_get(8)?,
                    email: row.try_get(9)?,
                    org_id: row.try_get(10)?,
                    slug: row.try_get(11)?,
                    organization_name: row.try_get(12)?,
                    organization_state: row.try_get(13)?,
                    closes_at: row.try_get(14)?,
                    timezone: row.try_get(15)?,
                    week_start: row.try_get(16)?,
                })
            },
            mapper: |it| CurrentMember::from(it),
        }
    }
}
pub struct ListMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_members() -> ListMembersStmt {
    ListMembersStmt(
        "select d.id, d.name, d.employee_id, d.state, a.email, m.role, m.joined_at, m.left_at, m.row_version from identity.member_directory d left join identity.memberships m on m.org_id = d.org_id and m.id = d.id left join identity.member_accounts a on a.org_id = d.org_id and a.id = d.id where ($1::text is null or (d.name, d.id) > ($1, $2::uuid)) and ($3::text is null or m.role = $3) and ($4::text is null or d.state = $4) order by d.name, d.id limit $5",
        None,
    )
}
impl ListMembersStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        after_name: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        role: &'a Option<T2>,
        state: &'a Option<T3>,
        page_size: &'a i64,
    ) -> MemberQuery<'c, 'a, 's, C, Member, 5> {
        MemberQuery {
            client,
            params: [after_name, after_id, role, state, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MemberBorrowed, tokio_postgres::Error> {
                Ok(MemberBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    employee_id: row.try_get(2)?,
                    state: row.try_get(3)?,
                    email: row.try_get(4)?,
                    role: row.try_get(5)?,
                    joined_at: row.try_get(6)?,
                    left_at: row.try_get(7)?,
                    row_version: row.try_get(8)?,
                })
            },
            mapper: |it| Member::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListMembersParams<T1, T2, T3>, MemberQuery<'c, 'a, 's, C, Member, 5>, C> for ListMembersStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListMembersParams<T1, T2, T3>) -> MemberQuery<'c, 'a, 's, C, Member, 5> {
        self.bind(client, &params.after_name, &params.after_id, &params.role, &params.state, &params.page_size)
    }
}
pub struct ReadMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_member() -> ReadMemberStmt {
    ReadMemberStmt(
        "select d.id, d.name, d.employee_id, d.state, a.email, m.role, m.joined_at, m.left_at, m.row_version from identity.member_directory d left join identity.memberships m on m.org_id = d.org_id and m.id = d.id left join identity.member_accounts a on a.org_id = d.org_id and a.id = d.id where d.id = $1",
        None,
    )
}
impl ReadMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> MemberQuery<'c, 'a, 's, C, Member, 1> {
        MemberQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MemberBorrowed, tokio_postgres::Error> {
                Ok(MemberBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    employee_id: row.try_get(2)?,
                    state: row.try_get(3)?,
                    email: row.try_get(4)?,
                    role: row.try_get(5)?,
                    joined_at: row.try_get(6)?,
                    left_at: row.try_get(7)?,
                    row_version: row.try_get(8)?,
                })
            },
            mapper: |it| Member::from(it),
        }
    }
}
pub struct SetMemberRoleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_member_role() -> SetMemberRoleStmt {
    SetMemberRoleStmt("select identity.set_member_role($1, $2) as row_version", None)
}
impl SetMemberRoleStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        role: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query { client, params: [id, role], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, SetMemberRoleParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C> for SetMemberRoleStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetMemberRoleParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.role)
    }
}
pub struct SuspendMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn suspend_member() -> SuspendMemberStmt {
    SuspendMemberStmt("select identity.suspend_member($1) as row_version", None)
}
impl SuspendMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [id], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct ResumeMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn resume_member() -> ResumeMemberStmt {
    ResumeMemberStmt("select identity.resume_member($1) as row_version", None)
}
impl ResumeMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [id], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct RemoveMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_member() -> RemoveMemberStmt {
    RemoveMemberStmt("select identity.remove_member($1) as row_version", None)
}
impl RemoveMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [id], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct LinkMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn link_member() -> LinkMemberStmt {
    LinkMemberStmt("select identity.link_member($1, $2) as row_version", None)
}
impl LinkMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        employee_id: &'a Option<uuid::Uuid>,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [id, employee_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, LinkMemberParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for LinkMemberStmt
{
    fn params(&'s self, client: &'c C, params: &'a LinkMemberParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.employee_id)
    }
}
pub struct MemberSitesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn member_sites() -> MemberSitesStmt {
    MemberSitesStmt(
        "select s.id, s.name from identity.membership_sites l join people.sites s on s.org_id = l.org_id and s.id = l.site_id where l.member_id = $1 order by s.name, s.id",
        None,
    )
}
impl MemberSitesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, member_id: &'a uuid::Uuid) -> MemberSitesQuery<'c, 'a, 's, C, MemberSites, 1> {
        MemberSitesQuery {
            client,
            params: [member_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MemberSitesBorrowed, tokio_postgres::Error> {
                Ok(MemberSitesBorrowed { id: row.try_get(0)?, name: row.try_get(1)? })
            },
            mapper: |it| MemberSites::from(it),
        }
    }
}
pub struct LimitToSitesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn limit_to_sites() -> LimitToSitesStmt {
    LimitToSitesStmt("select identity.limit_to_sites($1, $2)::text as done", None)
}
impl LimitToSitesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        member_id: &'a uuid::Uuid,
        site_ids: &'a T1,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 2> {
        OptionStringQuery {
            client,
            params: [member_id, site_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<'c, 'a, 's, LimitToSitesParams<T1>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 2>, C> for LimitToSitesStmt
{
    fn params(&'s self, client: &'c C, params: &'a LimitToSitesParams<T1>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 2> {
        self.bind(client, &params.member_id, &params.site_ids)
    }
}
