// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct NextEmployeesParams<T1: crate::StringSql> {
    pub after_name: T1,
    pub after_id: uuid::Uuid,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct FirstFilteredEmployeesParams {
    pub department_id: Option<uuid::Uuid>,
    pub site_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct NextFilteredEmployeesParams<T1: crate::StringSql> {
    pub after_name: T1,
    pub after_id: uuid::Uuid,
    pub department_id: Option<uuid::Uuid>,
    pub site_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct EditEmployeeParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub set_display_name: bool,
    pub display_name: Option<T1>,
    pub set_work_email: bool,
    pub work_email: Option<T2>,
    pub set_work_phone: bool,
    pub work_phone: Option<T3>,
    pub set_department_id: bool,
    pub department_id: Option<uuid::Uuid>,
    pub set_position_id: bool,
    pub position_id: Option<uuid::Uuid>,
    pub set_site_id: bool,
    pub site_id: Option<uuid::Uuid>,
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct EmployeeSummary {
    pub id: uuid::Uuid,
    pub display_name: String,
    pub work_email: Option<String>,
    pub work_phone: Option<String>,
    pub state: String,
    pub row_version: i64,
    pub department_id: Option<uuid::Uuid>,
    pub department_name: Option<String>,
    pub position_id: Option<uuid::Uuid>,
    pub position_title: Option<String>,
    pub site_id: Option<uuid::Uuid>,
    pub site_name: Option<String>,
}
pub struct EmployeeSummaryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub display_name: &'a str,
    pub work_email: Option<&'a str>,
    pub work_phone: Option<&'a str>,
    pub state: &'a str,
    pub row_version: i64,
    pub department_id: Option<uuid::Uuid>,
    pub department_name: Option<&'a str>,
    pub position_id: Option<uuid::Uuid>,
    pub position_title: Option<&'a str>,
    pub site_id: Option<uuid::Uuid>,
    pub site_name: Option<&'a str>,
}
impl<'a> From<EmployeeSummaryBorrowed<'a>> for EmployeeSummary {
    fn from(
        EmployeeSummaryBorrowed {
            id,
            display_name,
            work_email,
            work_phone,
            state,
            row_version,
            department_id,
            department_name,
            position_id,
            position_title,
            site_id,
            site_name,
        }: EmployeeSummaryBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            display_name: display_name.into(),
            work_email: work_email.map(|v| v.into()),
            work_phone: work_phone.map(|v| v.into()),
            state: state.into(),
            row_version,
            department_id,
            department_name: department_name.map(|v| v.into()),
            position_id,
            position_title: position_title.map(|v| v.into()),
            site_id,
            site_name: site_name.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadEmployee {
    pub id: uuid::Uuid,
    pub display_name: String,
    pub work_email: Option<String>,
    pub work_phone: Option<String>,
    pub state: String,
    pub row_version: i64,
    pub department_id: Option<uuid::Uuid>,
    pub department_name: Option<String>,
    pub position_id: Option<uuid::Uuid>,
    pub position_title: Option<String>,
    pub site_id: Option<uuid::Uuid>,
    pub site_name: Option<String>,
    pub employee_no: Option<String>,
    pub legal_name: Option<String>,
    pub employment_type: Option<String>,
    pub hired_on: Option<chrono::NaiveDate>,
    pub ended_on: Option<chrono::NaiveDate>,
    pub employment_version: Option<i64>,
}
pub struct ReadEmployeeBorrowed<'a> {
    pub id: uuid::Uuid,
    pub display_name: &'a str,
    pub work_email: Option<&'a str>,
    pub work_phone: Option<&'a str>,
    pub state: &'a str,
    pub row_version: i64,
    pub department_id: Option<uuid::Uuid>,
    pub department_name: Option<&'a str>,
    pub position_id: Option<uuid::Uuid>,
    pub position_title: Option<&'a str>,
    pub site_id: Option<uuid::Uuid>,
    pub site_name: Option<&'a str>,
    pub employee_no: Option<&'a str>,
    pub legal_name: Option<&'a str>,
    pub employment_type: Option<&'a str>,
    pub hired_on: Option<chrono::NaiveDate>,
    pub ended_on: Option<chrono::NaiveDate>,
    pub employment_version: Option<i64>,
}
impl<'a> From<ReadEmployeeBorrowed<'a>> for ReadEmployee {
    fn from(
        ReadEmployeeBorrowed {
            id,
            display_name,
            work_email,
            work_phone,
            state,
            row_version,
            department_id,
            department_name,
            position_id,
            position_title,
            site_id,
            site_name,
            employee_no,
            legal_name,
            employment_type,
            hired_on,
            ended_on,
            employment_version,
        }: ReadEmployeeBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            display_name: display_name.into(),
            work_email: work_email.map(|v| v.into()),
            work_phone: work_phone.map(|v| v.into()),
            state: state.into(),
            row_version,
            department_id,
            department_name: department_name.map(|v| v.into()),
            position_id,
            position_title: position_title.map(|v| v.into()),
            site_id,
            site_name: site_name.map(|v| v.into()),
            employee_no: employee_no.map(|v| v.into()),
            legal_name: legal_name.map(|v| v.into()),
            employment_type: employment_type.map(|v| v.into()),
            hired_on,
            ended_on,
            employment_version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct EmployeeSummaryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EmployeeSummaryBorrowed, tokio_postgres::Error>,
    mapper: fn(EmployeeSummaryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EmployeeSummaryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EmployeeSummaryBorrowed) -> R) -> EmployeeSummaryQuery<'c, 'a, 's, C, R, N> {
        EmployeeSummaryQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadEmployeeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadEmployeeBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadEmployeeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadEmployeeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadEmployeeBorrowed) -> R) -> ReadEmployeeQuery<'c, 'a, 's, C, R, N> {
        ReadEmployeeQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct FirstEmployeesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_employees() -> FirstEmployeesStmt {
    FirstEmployeesStmt(
        "select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version, e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name from people.employees e left join people.departments d on d.org_id = e.org_id and d.id = e.department_id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.sites s on s.org_id = e.org_id and s.id = e.site_id order by e.display_name, e.id limit $1",
        None,
    )
}
impl FirstEmployeesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        page_size: &'a i64,
    ) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 1> {
        EmployeeSummaryQuery {
            client,
            params: [page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EmployeeSummaryBorrowed, tokio_postgres::Error> {
                Ok(EmployeeSummaryBorrowed {
                    id: row.try_get(0)?,
                    display_name: row.try_get(1)?,
                    work_email: row.try_get(2)?,
                    work_phone: row.try_get(3)?,
                    state: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                    department_id: row.try_get(6)?,
                    department_name: row.try_get(7)?,
                    position_id: row.try_get(8)?,
                    position_title: row.try_get(9)?,
                    site_id: row.try_get(10)?,
                    site_name: row.try_get(11)?,
                })
            },
            mapper: |it| EmployeeSummary::from(it),
        }
    }
}
pub struct NextEmployeesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn next_employees() -> NextEmployeesStmt {
    NextEmployeesStmt(
        "select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version, e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name from people.employees e left join people.departments d on d.org_id = e.org_id and d.id = e.department_id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.sites s on s.org_id = e.org_id and s.id = e.site_id where (e.display_name, e.id) > ($1, $2) order by e.display_name, e.id limit $3",
        None,
    )
}
impl NextEmployeesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        after_name: &'a T1,
        after_id: &'a uuid::Uuid,
        page_size: &'a i64,
    ) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 3> {
        EmployeeSummaryQuery {
            client,
            params: [after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EmployeeSummaryBorrowed, tokio_postgres::Error> {
                Ok(EmployeeSummaryBorrowed {
                    id: row.try_get(0)?,
                    display_name: row.try_get(1)?,
                    work_email: row.try_get(2)?,
                    work_phone: row.try_get(3)?,
                    state: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                    department_id: row.try_get(6)?,
                    department_name: row.try_get(7)?,
                    position_id: row.try_get(8)?,
                    position_title: row.try_get(9)?,
                    site_id: row.try_get(10)?,
                    site_name: row.try_get(11)?,
                })
            },
            mapper: |it| EmployeeSummary::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, NextEmployeesParams<T1>, EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 3>, C>
    for NextEmployeesStmt
{
    fn params(&'s self, client: &'c C, params: &'a NextEmployeesParams<T1>) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 3> {
        self.bind(client, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct FirstFilteredEmployeesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_filtered_employees() -> FirstFilteredEmployeesStmt {
    FirstFilteredEmployeesStmt(
        "select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version, e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name from people.employees e left join people.departments d on d.org_id = e.org_id and d.id = e.department_id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.sites s on s.org_id = e.org_id and s.id = e.site_id where ($1::uuid is null or e.department_id = $1) and ($2::uuid is null or e.site_id = $2) order by e.display_name, e.id limit $3",
        None,
    )
}
impl FirstFilteredEmployeesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        department_id: &'a Option<uuid::Uuid>,
        site_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 3> {
        EmployeeSummaryQuery {
            client,
            params: [department_id, site_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EmployeeSummaryBorrowed, tokio_postgres::Error> {
                Ok(EmployeeSummaryBorrowed {
                    id: row.try_get(0)?,
                    display_name: row.try_get(1)?,
                    work_email: row.try_get(2)?,
                    work_phone: row.try_get(3)?,
                    state: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                    department_id: row.try_get(6)?,
                    department_name: row.try_get(7)?,
                    position_id: row.try_get(8)?,
                    position_title: row.try_get(9)?,
                    site_id: row.try_get(10)?,
                    site_name: row.try_get(11)?,
                })
            },
            mapper: |it| EmployeeSummary::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FirstFilteredEmployeesParams, EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 3>, C>
    for FirstFilteredEmployeesStmt
{
    fn params(&'s self, client: &'c C, params: &'a FirstFilteredEmployeesParams) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 3> {
        self.bind(client, &params.department_id, &params.site_id, &params.page_size)
    }
}
pub struct NextFilteredEmployeesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn next_filtered_employees() -> NextFilteredEmployeesStmt {
    NextFilteredEmployeesStmt(
        "select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version, e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name from people.employees e left join people.departments d on d.org_id = e.org_id and d.id = e.department_id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.sites s on s.org_id = e.org_id and s.id = e.site_id where (e.display_name, e.id) > ($1, $2) and ($3::uuid is null or e.department_id = $3) and ($4::uuid is null or e.site_id = $4) order by e.display_name, e.id limit $5",
        None,
    )
}
impl NextFilteredEmployeesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        after_name: &'a T1,
        after_id: &'a uuid::Uuid,
        department_id: &'a Option<uuid::Uuid>,
        site_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 5> {
        EmployeeSummaryQuery {
            client,
            params: [after_name, after_id, department_id, site_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EmployeeSummaryBorrowed, tokio_postgres::Error> {
                Ok(EmployeeSummaryBorrowed {
                    id: row.try_get(0)?,
                    display_name: row.try_get(1)?,
                    work_email: row.try_get(2)?,
                    work_phone: row.try_get(3)?,
                    state: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                    department_id: row.try_get(6)?,
                    department_name: row.try_get(7)?,
                    position_id: row.try_get(8)?,
                    position_title: row.try_get(9)?,
                    site_id: row.try_get(10)?,
                    site_name: row.try_get(11)?,
                })
            },
            mapper: |it| EmployeeSummary::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, NextFilteredEmployeesParams<T1>, EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 5>, C>
    for NextFilteredEmployeesStmt
{
    fn params(&'s self, client: &'c C, params: &'a NextFilteredEmployeesParams<T1>) -> EmployeeSummaryQuery<'c, 'a, 's, C, EmployeeSummary, 5> {
        self.bind(client, &params.after_name, &params.after_id, &params.department_id, &params.site_id, &params.page_size)
    }
}
pub struct ReadEmployeeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_employee() -> ReadEmployeeStmt {
    ReadEmployeeStmt(
        "select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version, e.department_id, d.name as department_name, e.position_id, p.title as position_title, e.site_id, s.name as site_name, r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.ended_on, r.row_version as employment_version from people.employees e left join people.departments d on d.org_id = e.org_id and d.id = e.department_id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.sites s on s.org_id = e.org_id and s.id = e.site_id left join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id where e.id = $1",
        None,
    )
}
impl ReadEmployeeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReadEmployeeQuery<'c, 'a, 's, C, ReadEmployee, 1> {
        ReadEmployeeQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadEmployeeBorrowed, tokio_postgres::Error> {
                Ok(ReadEmployeeBorrowed {
                    id: row.try_get(0)?,
                    display_name: row.try_get(1)?,
                    work_email: row.try_get(2)?,
                    work_phone: row.try_get(3)?,
                    state: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                    department_id: row.try_get(6)?,
                    department_name: row.try_get(7)?,
                    position_id: row.try_get(8)?,
                    position_title: row.try_get(9)?,
                    site_id: row.try_get(10)?,
                    site_name: row.try_get(11)?,
                    employee_no: row.try_get(12)?,
                    legal_name: row.try_get(13)?,
                    employment_type: row.try_get(14)?,
                    hired_on: row.try_get(15)?,
                    ended_on: row.try_get(16)?,
                    employment_version: row.try_get(17)?,
                })
            },
            mapper: |it| ReadEmployee::from(it),
        }
    }
}
pub struct EditEmployeeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_employee() -> EditEmployeeStmt {
    EditEmployeeStmt(
        "update people.employees e set display_name  = case when $1 then $2 else e.display_name end, work_email    = case when $3 then $4 else e.work_email end, work_phone    = case when $5 then $6 else e.work_phone end, department_id = case when $7 then $8 else e.department_id end, position_id   = case when $9 then $10 else e.position_id end, site_id       = case when $11 then $12 else e.site_id end where e.id = $13 and e.row_version = $14 returning e.row_version",
        None,
    )
}
impl EditEmployeeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        set_display_name: &'a bool,
        display_name: &'a Option<T1>,
        set_work_email: &'a bool,
        work_email: &'a Option<T2>,
        set_work_phone: &'a bool,
        work_phone: &'a Option<T3>,
        set_department_id: &'a bool,
        department_id: &'a Option<uuid::Uuid>,
        set_position_id: &'a bool,
        position_id: &'a Option<uuid::Uuid>,
        set_site_id: &'a bool,
        site_id: &'a Option<uuid::Uuid>,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 14> {
        I64Query {
            client,
            params: [
                set_display_name,
                display_name,
                set_work_email,
                work_email,
                set_work_phone,
                work_phone,
                set_department_id,
                department_id,
                set_position_id,
                position_id,
                set_site_id,
                site_id,
                id,
                row_version,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditEmployeeParams<T1, T2, T3>, I64Query<'c, 'a, 's, C, i64, 14>, C> for EditEmployeeStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditEmployeeParams<T1, T2, T3>) -> I64Query<'c, 'a, 's, C, i64, 14> {
        self.bind(
            client,
            &params.set_display_name,
            &params.display_name,
            &params.set_work_email,
            &params.work_email,
            &params.set_work_phone,
            &params.work_phone,
            &params.set_department_id,
            &params.department_id,
            &params.set_position_id,
            &params.position_id,
            &params.set_site_id,
            &params.site_id,
            &params.id,
            &params.row_version,
        )
    }
}
pub struct AddEmployeesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_employees() -> AddEmployeesStmt {
    AddEmployeesStmt(
        "insert into people.employees (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id) select c.org_id, r.id, r.display_name, r.work_email, r.work_phone, r.department_id, r.position_id, r.site_id from app.caller c, jsonb_to_recordset($1) as r (id uuid, display_name text, work_email text, work_phone text, department_id uuid, position_id uuid, site_id uuid) returning id",
        None,
    )
}
impl AddEmployeesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        rows: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery { client, params: [rows], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct AddEmploymentRecordsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_employment_records() -> AddEmploymentRecordsStmt {
    AddEmploymentRecordsStmt(
        "insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on) select c.org_id, r.employee_id, r.employee_no, r.legal_name, r.employment_type, r.hired_on from app.caller c, jsonb_to_recordset($1) as r (employee_id uuid, employee_no text, legal_name text, employment_type text, hired_on date) returning employee_id",
        None,
    )
}
impl AddEmploymentRecordsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        rows: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery { client, params: [rows], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct AddPrivateRecordsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_private_records() -> AddPrivateRecordsStmt {
    AddPrivateRecordsStmt(
        "insert into people.employee_private (org_id, employee_id, birth_date, home_address, private_email, private_phone, emergency_contact) select c.org_id, r.employee_id, r.birth_date, r.home_address, r.private_email, r.private_phone, r.emergency_contact from app.caller c, jsonb_to_recordset($1) as r (employee_id uuid, birth_date date, home_address text, private_email text, private_phone text, emergency_contact text) returning employee_id",
        None,
    )
}
impl AddPrivateRecordsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        rows: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery { client, params: [rows], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
