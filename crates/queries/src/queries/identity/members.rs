// This file was generated with `clorinde`. Do not modify.

#[derive(Debug, Clone, PartialEq)]
pub struct CurrentMember {
    pub id: uuid::Uuid,
    pub name: String,
    pub role: String,
    pub state: String,
    pub employee_id: Option<uuid::Uuid>,
    pub joined_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub row_version: i64,
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
pub struct CurrentMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn current_member() -> CurrentMemberStmt {
    CurrentMemberStmt(
        "select m.id, m.name, m.role, m.state, m.employee_id, m.joined_at, m.row_version, u.email, o.org_id, o.slug, o.name as organization_name, o.state as organization_state, o.closes_at, s.timezone, s.week_start from app.caller c join identity.memberships m on m.org_id = c.org_id and m.id = c.member_id join identity.users u on u.id = c.user_id join identity.organizations o on o.org_id = c.org_id join identity.org_settings s on s.org_id = c.org_id",
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
                    email: row.try_get(7)?,
                    org_id: row.try_get(8)?,
                    slug: row.try_get(9)?,
                    organization_name: row.try_get(10)?,
                    organization_state: row.try_get(11)?,
                    closes_at: row.try_get(12)?,
                    timezone: row.try_get(13)?,
                    week_start: row.try_get(14)?,
                })
            },
            mapper: |it| CurrentMember::from(it),
        }
    }
}
