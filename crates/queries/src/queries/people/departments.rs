// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListDepartmentsParams<T1: crate::StringSql> {
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AddDepartmentParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub parent_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct EditDepartmentParams<T1: crate::StringSql> {
    pub name: Option<T1>,
    pub set_parent_id: bool,
    pub parent_id: Option<uuid::Uuid>,
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveDepartmentParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Department {
    pub id: uuid::Uuid,
    pub name: String,
    pub parent_id: Option<uuid::Uuid>,
    pub row_version: i64,
}
pub struct DepartmentBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub parent_id: Option<uuid::Uuid>,
    pub row_version: i64,
}
impl<'a> From<DepartmentBorrowed<'a>> for Department {
    fn from(DepartmentBorrowed { id, name, parent_id, row_version }: DepartmentBorrowed<'a>) -> Self {
        Self { id, name: name.into(), parent_id, row_version }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct DepartmentQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DepartmentBorrowed, tokio_postgres::Error>,
    mapper: fn(DepartmentBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DepartmentQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DepartmentBorrowed) -> R) -> DepartmentQuery<'c, 'a, 's, C, R, N> {
        DepartmentQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListDepartmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_departments() -> ListDepartmentsStmt {
    ListDepartmentsStmt(
        "select x.id, x.name, x.parent_id, x.row_version from people.departments x where ($1::text is null or (x.name, x.id) > ($1, $2::uuid)) order by x.name, x.id limit $3",
        None,
    )
}
impl ListDepartmentsStmt {
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
    ) -> DepartmentQuery<'c, 'a, 's, C, Department, 3> {
        DepartmentQuery {
            client,
            params: [after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DepartmentBorrowed, tokio_postgres::Error> {
                Ok(DepartmentBorrowed { id: row.try_get(0)?, name: row.try_get(1)?, parent_id: row.try_get(2)?, row_version: row.try_get(3)? })
            },
            mapper: |it| Department::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListDepartmentsParams<T1>, DepartmentQuery<'c, 'a, 's, C, Department, 3>, C> for ListDepartmentsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListDepartmentsParams<T1>) -> DepartmentQuery<'c, 'a, 's, C, Department, 3> {
        self.bind(client, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadDepartmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_department() -> ReadDepartmentStmt {
    ReadDepartmentStmt("select x.id, x.name, x.parent_id, x.row_version from people.departments x where x.id = $1", None)
}
impl ReadDepartmentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> DepartmentQuery<'c, 'a, 's, C, Department, 1> {
        DepartmentQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DepartmentBorrowed, tokio_postgres::Error> {
                Ok(DepartmentBorrowed { id: row.try_get(0)?, name: row.try_get(1)?, parent_id: row.try_get(2)?, row_version: row.try_get(3)? })
            },
            mapper: |it| Department::from(it),
        }
    }
}
pub struct AddDepartmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_department() -> AddDepartmentStmt {
    AddDepartmentStmt("insert into people.departments (org_id, id, name, parent_id) select c.org_id, $1, $2, $3 from app.caller c returning id", None)
}
impl AddDepartmentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        parent_id: &'a Option<uuid::Uuid>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [id, name, parent_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddDepartmentParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>, C> for AddDepartmentStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddDepartmentParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.id, &params.name, &params.parent_id)
    }
}
pub struct EditDepartmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_department() -> EditDepartmentStmt {
    EditDepartmentStmt(
        "update people.departments x set name = coalesce($1, x.name), parent_id = case when $2 then $3 else x.parent_id end where x.id = $4 and x.row_version = $5 returning x.row_version",
        None,
    )
}
impl EditDepartmentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a Option<T1>,
        set_parent_id: &'a bool,
        parent_id: &'a Option<uuid::Uuid>,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 5> {
        I64Query {
            client,
            params: [name, set_parent_id, parent_id, id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditDepartmentParams<T1>, I64Query<'c, 'a, 's, C, i64, 5>, C> for EditDepartmentStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditDepartmentParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 5> {
        self.bind(client, &params.name, &params.set_parent_id, &params.parent_id, &params.id, &params.row_version)
    }
}
pub struct RemoveDepartmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_department() -> RemoveDepartmentStmt {
    RemoveDepartmentStmt("delete from people.departments x where x.id = $1 and x.row_version = $2 returning x.id", None)
}
impl RemoveDepartmentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RemoveDepartmentParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for RemoveDepartmentStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveDepartmentParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
