// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct LinesOfEmployeeParams {
    pub employee_id: uuid::Uuid,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AddLineParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub employee_id: uuid::Uuid,
    pub manager_id: uuid::Uuid,
    pub kind: T1,
    pub first_day: chrono::NaiveDate,
    pub last_day: Option<chrono::NaiveDate>,
}
#[derive(Clone, Copy, Debug)]
pub struct EndPrimaryLineParams {
    pub first_day: chrono::NaiveDate,
    pub employee_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RedateLineParams {
    pub first_day: chrono::NaiveDate,
    pub last_day: Option<chrono::NaiveDate>,
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct OrgChartParams {
    pub day: chrono::NaiveDate,
    pub root_id: Option<uuid::Uuid>,
    pub depth: i32,
    pub row_limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReportingLine {
    pub id: uuid::Uuid,
    pub employee_id: uuid::Uuid,
    pub manager_id: uuid::Uuid,
    pub manager_name: String,
    pub kind: String,
    pub first_day: chrono::NaiveDate,
    pub last_day: Option<chrono::NaiveDate>,
    pub row_version: i64,
    pub in_force: bool,
}
pub struct ReportingLineBorrowed<'a> {
    pub id: uuid::Uuid,
    pub employee_id: uuid::Uuid,
    pub manager_id: uuid::Uuid,
    pub manager_name: &'a str,
    pub kind: &'a str,
    pub first_day: chrono::NaiveDate,
    pub last_day: Option<chrono::NaiveDate>,
    pub row_version: i64,
    pub in_force: bool,
}
impl<'a> From<ReportingLineBorrowed<'a>> for ReportingLine {
    fn from(
        ReportingLineBorrowed { id, employee_id, manager_id, manager_name, kind, first_day, last_day, row_version, in_force }: ReportingLineBorrowed<
            'a,
        >,
    ) -> Self {
        Self { id, employee_id, manager_id, manager_name: manager_name.into(), kind: kind.into(), first_day, last_day, row_version, in_force }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct OrgChart {
    pub id: uuid::Uuid,
    pub manager_id: Option<uuid::Uuid>,
    pub level: i32,
    pub display_name: String,
    pub position_title: Option<String>,
    pub department_name: Option<String>,
    pub reports: i64,
}
pub struct OrgChartBorrowed<'a> {
    pub id: uuid::Uuid,
    pub manager_id: Option<uuid::Uuid>,
    pub level: i32,
    pub display_name: &'a str,
    pub position_title: Option<&'a str>,
    pub department_name: Option<&'a str>,
    pub reports: i64,
}
impl<'a> From<OrgChartBorrowed<'a>> for OrgChart {
    fn from(OrgChartBorrowed { id, manager_id, level, display_name, position_title, department_name, reports }: OrgChartBorrowed<'a>) -> Self {
        Self {
            id,
            manager_id,
            level,
            display_name: display_name.into(),
            position_title: position_title.map(|v| v.into()),
            department_name: department_name.map(|v| v.into()),
            reports,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ReportingLineQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReportingLineBorrowed, tokio_postgres::Error>,
    mapper: fn(ReportingLineBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReportingLineQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReportingLineBorrowed) -> R) -> ReportingLineQuery<'c, 'a, 's, C, R, N> {
        ReportingLineQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OptionchronoNaiveDateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<chrono::NaiveDate>, tokio_postgres::Error>,
    mapper: fn(Option<chrono::NaiveDate>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionchronoNaiveDateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<chrono::NaiveDate>) -> R) -> OptionchronoNaiveDateQuery<'c, 'a, 's, C, R, N> {
        OptionchronoNaiveDateQuery {
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
pub struct OrgChartQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrgChartBorrowed, tokio_postgres::Error>,
    mapper: fn(OrgChartBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrgChartQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OrgChartBorrowed) -> R) -> OrgChartQuery<'c, 'a, 's, C, R, N> {
        OrgChartQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct LinesOfEmployeeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lines_of_employee() -> LinesOfEmployeeStmt {
    LinesOfEmployeeStmt(
        "select l.id, l.employee_id, l.manager_id, m.display_name as manager_name, l.kind, lower(l.valid) as first_day, (upper(l.valid) - 1) as last_day, l.row_version, l.valid @> app.today() as in_force from people.reporting_lines l join people.employees m on m.org_id = l.org_id and m.id = l.manager_id where l.employee_id = $1 and ($2::uuid is null or l.id > $2) order by l.id limit $3",
        None,
    )
}
impl LinesOfEmployeeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ReportingLineQuery<'c, 'a, 's, C, ReportingLine, 3> {
        ReportingLineQuery {
            client,
            params: [employee_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReportingLineBorrowed, tokio_postgres::Error> {
                Ok(ReportingLineBorrowed {
                    id: row.try_get(0)?,
                    employee_id: row.try_get(1)?,
                    manager_id: row.try_get(2)?,
                    manager_name: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    first_day: row.try_get(5)?,
                    last_day: row.try_get(6)?,
                    row_version: row.try_get(7)?,
                    in_force: row.try_get(8)?,
                })
            },
            mapper: |it| ReportingLine::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LinesOfEmployeeParams, ReportingLineQuery<'c, 'a, 's, C, ReportingLine, 3>, C> for LinesOfEmployeeStmt
{
    fn params(&'s self, client: &'c C, params: &'a LinesOfEmployeeParams) -> ReportingLineQuery<'c, 'a, 's, C, ReportingLine, 3> {
        self.bind(client, &params.employee_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadLineStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_line() -> ReadLineStmt {
    ReadLineStmt(
        "select l.id, l.employee_id, l.manager_id, m.display_name as manager_name, l.kind, lower(l.valid) as first_day, (upper(l.valid) - 1) as last_day, l.row_version, l.valid @> app.today() as in_force from people.reporting_lines l join people.employees m on m.org_id = l.org_id and m.id = l.manager_id where l.id = $1",
        None,
    )
}
impl ReadLineStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReportingLineQuery<'c, 'a, 's, C, ReportingLine, 1> {
        ReportingLineQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReportingLineBorrowed, tokio_postgres::Error> {
                Ok(ReportingLineBorrowed {
                    id: row.try_get(0)?,
                    employee_id: row.try_get(1)?,
                    manager_id: row.try_get(2)?,
                    manager_name: row.try_get(3)?,
                    kind: row.try_get(4)?,
                    first_day: row.try_get(5)?,
                    last_day: row.try_get(6)?,
                    row_version: row.try_get(7)?,
                    in_force: row.try_get(8)?,
                })
            },
            mapper: |it| ReportingLine::from(it),
        }
    }
}
pub struct AddLineStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_line() -> AddLineStmt {
    AddLineStmt(
        "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) select c.org_id, $1, $2, $3, $4, daterange($5, $6, '[]') from app.caller c returning id",
        None,
    )
}
impl AddLineStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        employee_id: &'a uuid::Uuid,
        manager_id: &'a uuid::Uuid,
        kind: &'a T1,
        first_day: &'a chrono::NaiveDate,
        last_day: &'a Option<chrono::NaiveDate>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        UuidUuidQuery {
            client,
            params: [id, employee_id, manager_id, kind, first_day, last_day],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddLineParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6>, C> for AddLineStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddLineParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        self.bind(client, &params.id, &params.employee_id, &params.manager_id, &params.kind, &params.first_day, &params.last_day)
    }
}
pub struct EndPrimaryLineStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_primary_line() -> EndPrimaryLineStmt {
    EndPrimaryLineStmt(
        "update people.reporting_lines l set valid = daterange(lower(l.valid), $1::date) where l.employee_id = $2 and l.kind = 'primary' and l.valid @> $1::date and lower(l.valid) < $1::date returning l.id",
        None,
    )
}
impl EndPrimaryLineStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        first_day: &'a chrono::NaiveDate,
        employee_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [first_day, employee_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, EndPrimaryLineParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for EndPrimaryLineStmt
{
    fn params(&'s self, client: &'c C, params: &'a EndPrimaryLineParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.first_day, &params.employee_id)
    }
}
pub struct RedateLineStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn redate_line() -> RedateLineStmt {
    RedateLineStmt(
        "update people.reporting_lines l set valid = daterange($1, $2, '[]') where l.id = $3 and l.row_version = $4 returning l.row_version",
        None,
    )
}
impl RedateLineStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        first_day: &'a chrono::NaiveDate,
        last_day: &'a Option<chrono::NaiveDate>,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 4> {
        I64Query {
            client,
            params: [first_day, last_day, id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RedateLineParams, I64Query<'c, 'a, 's, C, i64, 4>, C>
    for RedateLineStmt
{
    fn params(&'s self, client: &'c C, params: &'a RedateLineParams) -> I64Query<'c, 'a, 's, C, i64, 4> {
        self.bind(client, &params.first_day, &params.last_day, &params.id, &params.row_version)
    }
}
pub struct TodayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn today() -> TodayStmt {
    TodayStmt("select app.today() as day", None)
}
impl TodayStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> OptionchronoNaiveDateQuery<'c, 'a, 's, C, Option<chrono::NaiveDate>, 0> {
        OptionchronoNaiveDateQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OrgChartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn org_chart() -> OrgChartStmt {
    OrgChartStmt(
        "with recursive lines as ( select l.employee_id, l.manager_id from people.reporting_lines l where l.kind = 'primary' and l.valid @> $1::date ), chart as ( select e.id, null::uuid as manager_id, 0 as level from people.employees e where e.state = 'active' and case when $2::uuid is not null then e.id = $2 else exists (select from lines b where b.manager_id = e.id) and not exists (select from lines a where a.employee_id = e.id) end union all select l.employee_id, l.manager_id, c.level + 1 from chart c join lines l on l.manager_id = c.id where c.level < $3::int ) select c.id, c.manager_id, c.level, e.display_name, p.title as position_title, d.name as department_name, (select count(*) from lines b where b.manager_id = c.id) as reports from chart c join people.employees e on e.id = c.id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.departments d on d.org_id = e.org_id and d.id = e.department_id order by c.level, e.display_name, c.id limit $4",
        None,
    )
}
impl OrgChartStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        day: &'a chrono::NaiveDate,
        root_id: &'a Option<uuid::Uuid>,
        depth: &'a i32,
        row_limit: &'a i64,
    ) -> OrgChartQuery<'c, 'a, 's, C, OrgChart, 4> {
        OrgChartQuery {
            client,
            params: [day, root_id, depth, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrgChartBorrowed, tokio_postgres::Error> {
                Ok(OrgChartBorrowed {
                    id: row.try_get(0)?,
                    manager_id: row.try_get(1)?,
                    level: row.try_get(2)?,
                    display_name: row.try_get(3)?,
                    position_title: row.try_get(4)?,
                    department_name: row.try_get(5)?,
                    reports: row.try_get(6)?,
                })
            },
            mapper: |it| OrgChart::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, OrgChartParams, OrgChartQuery<'c, 'a, 's, C, OrgChart, 4>, C>
    for OrgChartStmt
{
    fn params(&'s self, client: &'c C, params: &'a OrgChartParams) -> OrgChartQuery<'c, 'a, 's, C, OrgChart, 4> {
        self.bind(client, &params.day, &params.root_id, &params.depth, &params.row_limit)
    }
}
