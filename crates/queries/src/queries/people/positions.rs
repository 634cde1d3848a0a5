// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListPositionsParams<T1: crate::StringSql> {
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AddPositionParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub title: T1,
}
#[derive(Debug)]
pub struct EditPositionParams<T1: crate::StringSql> {
    pub title: T1,
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RemovePositionParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    pub id: uuid::Uuid,
    pub title: String,
    pub row_version: i64,
}
pub struct PositionBorrowed<'a> {
    pub id: uuid::Uuid,
    pub title: &'a str,
    pub row_version: i64,
}
impl<'a> From<PositionBorrowed<'a>> for Position {
    fn from(PositionBorrowed { id, title, row_version }: PositionBorrowed<'a>) -> Self {
        Self { id, title: title.into(), row_version }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PositionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PositionBorrowed, tokio_postgres::Error>,
    mapper: fn(PositionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PositionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PositionBorrowed) -> R) -> PositionQuery<'c, 'a, 's, C, R, N> {
        PositionQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListPositionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_positions() -> ListPositionsStmt {
    ListPositionsStmt(
        "select x.id, x.title, x.row_version from people.positions x where ($1::text is null or (x.title, x.id) > ($1, $2::uuid)) order by x.title, x.id limit $3",
        None,
    )
}
impl ListPositionsStmt {
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
    ) -> PositionQuery<'c, 'a, 's, C, Position, 3> {
        PositionQuery {
            client,
            params: [after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PositionBorrowed, tokio_postgres::Error> {
                Ok(PositionBorrowed { id: row.try_get(0)?, title: row.try_get(1)?, row_version: row.try_get(2)? })
            },
            mapper: |it| Position::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListPositionsParams<T1>, PositionQuery<'c, 'a, 's, C, Position, 3>, C> for ListPositionsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListPositionsParams<T1>) -> PositionQuery<'c, 'a, 's, C, Position, 3> {
        self.bind(client, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadPositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_position() -> ReadPositionStmt {
    ReadPositionStmt("select x.id, x.title, x.row_version from people.positions x where x.id = $1", None)
}
impl ReadPositionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> PositionQuery<'c, 'a, 's, C, Position, 1> {
        PositionQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PositionBorrowed, tokio_postgres::Error> {
                Ok(PositionBorrowed { id: row.try_get(0)?, title: row.try_get(1)?, row_version: row.try_get(2)? })
            },
            mapper: |it| Position::from(it),
        }
    }
}
pub struct AddPositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_position() -> AddPositionStmt {
    AddPositionStmt("insert into people.positions (org_id, id, title) select c.org_id, $1, $2 from app.caller c returning id", None)
}
impl AddPositionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        title: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery { client, params: [id, title], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddPositionParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C> for AddPositionStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddPositionParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.id, &params.title)
    }
}
pub struct EditPositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_position() -> EditPositionStmt {
    EditPositionStmt("update people.positions x set title = $1 where x.id = $2 and x.row_version = $3 returning x.row_version", None)
}
impl EditPositionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        title: &'a T1,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [title, id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditPositionParams<T1>, I64Query<'c, 'a, 's, C, i64, 3>, C> for EditPositionStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditPositionParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.title, &params.id, &params.row_version)
    }
}
pub struct RemovePositionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_position() -> RemovePositionStmt {
    RemovePositionStmt("delete from people.positions x where x.id = $1 and x.row_version = $2 returning x.id", None)
}
impl RemovePositionStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RemovePositionParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for RemovePositionStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemovePositionParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
