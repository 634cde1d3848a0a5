// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListGroupsParams<T1: crate::StringSql> {
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AddGroupParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub description: Option<T2>,
}
#[derive(Debug)]
pub struct EditGroupParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub name: Option<T1>,
    pub set_description: bool,
    pub description: Option<T2>,
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveGroupParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct ListGroupMembersParams<T1: crate::StringSql> {
    pub group_id: uuid::Uuid,
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct AddGroupMemberParams {
    pub group_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveGroupMemberParams {
    pub group_id: uuid::Uuid,
    pub member_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AllowToGroupParams<T1: crate::StringSql> {
    pub group_id: uuid::Uuid,
    pub permission: T1,
}
#[derive(Debug)]
pub struct WithdrawFromGroupParams<T1: crate::StringSql> {
    pub group_id: uuid::Uuid,
    pub permission: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub id: uuid::Uuid,
    pub name: String,
    pub description: Option<String>,
    pub row_version: i64,
    pub permissions: Vec<String>,
    pub members: i64,
}
pub struct GroupBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub description: Option<&'a str>,
    pub row_version: i64,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub members: i64,
}
impl<'a> From<GroupBorrowed<'a>> for Group {
    fn from(GroupBorrowed { id, name, description, row_version, permissions, members }: GroupBorrowed<'a>) -> Self {
        Self {
            id,
            name: name.into(),
            description: description.map(|v| v.into()),
            row_version,
            permissions: permissions.map(|v| v.into()).collect(),
            members,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListGroupMembers {
    pub id: uuid::Uuid,
    pub name: String,
}
pub struct ListGroupMembersBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
}
impl<'a> From<ListGroupMembersBorrowed<'a>> for ListGroupMembers {
    fn from(ListGroupMembersBorrowed { id, name }: ListGroupMembersBorrowed<'a>) -> Self {
        Self { id, name: name.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct GroupQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GroupBorrowed, tokio_postgres::Error>,
    mapper: fn(GroupBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GroupQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GroupBorrowed) -> R) -> GroupQuery<'c, 'a, 's, C, R, N> {
        GroupQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListGroupMembersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListGroupMembersBorrowed, tokio_postgres::Error>,
    mapper: fn(ListGroupMembersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListGroupMembersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListGroupMembersBorrowed) -> R) -> ListGroupMembersQuery<'c, 'a, 's, C, R, N> {
        ListGroupMembersQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListGroupsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_groups() -> ListGroupsStmt {
    ListGroupsStmt(
        "select g.id, g.name, g.description, g.row_version, array(select p.permission from identity.group_permissions p where p.org_id = g.org_id and p.group_id = g.id order by 1) as permissions, (select count(*) from identity.group_members m where m.org_id = g.org_id and m.group_id = g.id) as members from identity.groups g where ($1::text is null or (g.name, g.id) > ($1, $2::uuid)) order by g.name, g.id limit $3",
        None,
    )
}
impl ListGroupsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        after_name: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> GroupQuery<'c, 'a, 's, C, Group, 3> {
        GroupQuery {
            client,
            params: [after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GroupBorrowed, tokio_postgres::Error> {
                Ok(GroupBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    row_version: row.try_get(3)?,
                    permissions: row.try_get(4)?,
                    members: row.try_get(5)?,
                })
            },
            mapper: |it| Group::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListGroupsParams<T1>, GroupQuery<'c, 'a, 's, C, Group, 3>, C> for ListGroupsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListGroupsParams<T1>) -> GroupQuery<'c, 'a, 's, C, Group, 3> {
        self.bind(client, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_group() -> ReadGroupStmt {
    ReadGroupStmt(
        "select g.id, g.name, g.description, g.row_version, array(select p.permission from identity.group_permissions p where p.org_id = g.org_id and p.group_id = g.id order by 1) as permissions, (select count(*) from identity.group_members m where m.org_id = g.org_id and m.group_id = g.id) as members from identity.groups g where g.id = $1",
        None,
    )
}
impl ReadGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> GroupQuery<'c, 'a, 's, C, Group, 1> {
        GroupQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GroupBorrowed, tokio_postgres::Error> {
                Ok(GroupBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    row_version: row.try_get(3)?,
                    permissions: row.try_get(4)?,
                    members: row.try_get(5)?,
                })
            },
            mapper: |it| Group::from(it),
        }
    }
}
pub struct AddGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_group() -> AddGroupStmt {
    AddGroupStmt("insert into identity.groups (org_id, id, name, description) select c.org_id, $1, $2, $3 from app.caller c returning id", None)
}
impl AddGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        description: &'a Option<T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [id, name, description],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddGroupParams<T1, T2>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>, C> for AddGroupStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddGroupParams<T1, T2>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.id, &params.name, &params.description)
    }
}
pub struct EditGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_group() -> EditGroupStmt {
    EditGroupStmt(
        "update identity.groups g set name = coalesce($1, g.name), description = case when $2 then $3 else g.description end where g.id = $4 and g.row_version = $5 returning g.row_version",
        None,
    )
}
impl EditGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        set_description: &'a bool,
        description: &'a Option<T2>,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 5> {
        I64Query {
            client,
            params: [name, set_description, description, id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditGroupParams<T1, T2>, I64Query<'c, 'a, 's, C, i64, 5>, C> for EditGroupStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditGroupParams<T1, T2>) -> I64Query<'c, 'a, 's, C, i64, 5> {
        self.bind(client, &params.name, &params.set_description, &params.description, &params.id, &params.row_version)
    }
}
pub struct RemoveGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_group() -> RemoveGroupStmt {
    RemoveGroupStmt("select identity.remove_group($1, $2) as removed", None)
}
impl RemoveGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        OptionuuidUuidQuery {
            client,
            params: [id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RemoveGroupParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C> for RemoveGroupStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveGroupParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ListGroupMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_group_members() -> ListGroupMembersStmt {
    ListGroupMembersStmt(
        "select d.id, d.name from identity.group_members m join identity.member_directory d on d.org_id = m.org_id and d.id = m.member_id where m.group_id = $1 and ($2::text is null or (d.name, d.id) > ($2, $3::uuid)) order by d.name, d.id limit $4",
        None,
    )
}
impl ListGroupMembersStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        group_id: &'a uuid::Uuid,
        after_name: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ListGroupMembersQuery<'c, 'a, 's, C, ListGroupMembers, 4> {
        ListGroupMembersQuery {
            client,
            params: [group_id, after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListGroupMembersBorrowed, tokio_postgres::Error> {
                Ok(ListGroupMembersBorrowed { id: row.try_get(0)?, name: row.try_get(1)? })
            },
            mapper: |it| ListGroupMembers::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListGroupMembersParams<T1>, ListGroupMembersQuery<'c, 'a, 's, C, ListGroupMembers, 4>, C>
    for ListGroupMembersStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListGroupMembersParams<T1>) -> ListGroupMembersQuery<'c, 'a, 's, C, ListGroupMembers, 4> {
        self.bind(client, &params.group_id, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct AddGroupMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_group_member() -> AddGroupMemberStmt {
    AddGroupMemberStmt(
        "insert into identity.group_members (org_id, group_id, member_id) select c.org_id, $1, $2 from app.caller c on conflict do nothing returning member_id",
        None,
    )
}
impl AddGroupMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        group_id: &'a uuid::Uuid,
        member_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [group_id, member_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, AddGroupMemberParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for AddGroupMemberStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddGroupMemberParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.group_id, &params.member_id)
    }
}
pub struct RemoveGroupMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_group_member() -> RemoveGroupMemberStmt {
    RemoveGroupMemberStmt("select identity.remove_group_member($1, $2) as removed", None)
}
impl RemoveGroupMemberStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        group_id: &'a uuid::Uuid,
        member_id: &'a uuid::Uuid,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        OptionuuidUuidQuery {
            client,
            params: [group_id, member_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, RemoveGroupMemberParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C>
    for RemoveGroupMemberStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveGroupMemberParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.group_id, &params.member_id)
    }
}
pub struct AllowToGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn allow_to_group() -> AllowToGroupStmt {
    AllowToGroupStmt(
        "insert into identity.group_permissions (org_id, group_id, permission) select c.org_id, $1, $2 from app.caller c on conflict do nothing returning permission",
        None,
    )
}
impl AllowToGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        group_id: &'a uuid::Uuid,
        permission: &'a T1,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        StringQuery {
            client,
            params: [group_id, permission],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AllowToGroupParams<T1>, StringQuery<'c, 'a, 's, C, String, 2>, C> for AllowToGroupStmt
{
    fn params(&'s self, client: &'c C, params: &'a AllowToGroupParams<T1>) -> StringQuery<'c, 'a, 's, C, String, 2> {
        self.bind(client, &params.group_id, &params.permission)
    }
}
pub struct WithdrawFromGroupStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_from_group() -> WithdrawFromGroupStmt {
    WithdrawFromGroupStmt("select identity.withdraw_from_group($1, $2) as withdrawn", None)
}
impl WithdrawFromGroupStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        group_id: &'a uuid::Uuid,
        permission: &'a T1,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 2> {
        OptionStringQuery {
            client,
            params: [group_id, permission],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, WithdrawFromGroupParams<T1>, OptionStringQuery<'c, 'a, 's, C, Option<String>, 2>, C>
    for WithdrawFromGroupStmt
{
    fn params(&'s self, client: &'c C, params: &'a WithdrawFromGroupParams<T1>) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 2> {
        self.bind(client, &params.group_id, &params.permission)
    }
}
