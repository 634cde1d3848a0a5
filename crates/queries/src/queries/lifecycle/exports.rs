// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct RecordExportParams {
    pub department_id: Option<uuid::Uuid>,
    pub site_id: Option<uuid::Uuid>,
}
#[derive(Clone, Copy, Debug)]
pub struct ExportEmployeesParams {
    pub after: Option<uuid::Uuid>,
    pub department_id: Option<uuid::Uuid>,
    pub site_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ExportEmployees {
    pub may: bool,
    pub id: Option<uuid::Uuid>,
    pub display_name: Option<String>,
    pub work_email: Option<String>,
    pub work_phone: Option<String>,
    pub department: Option<String>,
    pub position: Option<String>,
    pub site: Option<String>,
    pub employee_no: Option<String>,
    pub legal_name: Option<String>,
    pub employment_type: Option<String>,
    pub hired_on: Option<chrono::NaiveDate>,
    pub manager: Option<String>,
    pub manager_from: Option<chrono::NaiveDate>,
}
pub struct ExportEmployeesBorrowed<'a> {
    pub may: bool,
    pub id: Option<uuid::Uuid>,
    pub display_name: Option<&'a str>,
    pub work_email: Option<&'a str>,
    pub work_phone: Option<&'a str>,
    pub department: Option<&'a str>,
    pub position: Option<&'a str>,
    pub site: Option<&'a str>,
    pub employee_no: Option<&'a str>,
    pub legal_name: Option<&'a str>,
    pub employment_type: Option<&'a str>,
    pub hired_on: Option<chrono::NaiveDate>,
    pub manager: Option<&'a str>,
    pub manager_from: Option<chrono::NaiveDate>,
}
impl<'a> From<ExportEmployeesBorrowed<'a>> for ExportEmployees {
    fn from(
        ExportEmployeesBorrowed {
            may,
            id,
            display_name,
            work_email,
            work_phone,
            department,
            position,
            site,
            employee_no,
            legal_name,
            employment_type,
            hired_on,
            manager,
            manager_from,
        }: ExportEmployeesBorrowed<'a>,
    ) -> Self {
        Self {
            may,
            id,
            display_name: display_name.map(|v| v.into()),
            work_email: work_email.map(|v| v.into()),
            work_phone: work_phone.map(|v| v.into()),
            department: department.map(|v| v.into()),
            position: position.map(|v| v.into()),
            site: site.map(|v| v.into()),
            employee_no: employee_no.map(|v| v.into()),
            legal_name: legal_name.map(|v| v.into()),
            employment_type: employment_type.map(|v| v.into()),
            hired_on,
            manager: manager.map(|v| v.into()),
            manager_from,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct ExportEmployeesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExportEmployeesBorrowed, tokio_postgres::Error>,
    mapper: fn(ExportEmployeesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExportEmployeesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExportEmployeesBorrowed) -> R) -> ExportEmployeesQuery<'c, 'a, 's, C, R, N> {
        ExportEmployeesQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct RecordExportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn record_export() -> RecordExportStmt {
    RecordExportStmt("select lifecycle.record_export($1, $2) as org_id", None)
}
impl RecordExportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        department_id: &'a Option<uuid::Uuid>,
        site_id: &'a Option<uuid::Uuid>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [department_id, site_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RecordExportParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for RecordExportStmt
{
    fn params(&'s self, client: &'c C, params: &'a RecordExportParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.department_id, &params.site_id)
    }
}
pub struct ExportEmployeesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn export_employees() -> ExportEmployeesStmt {
    ExportEmployeesStmt(
        "select w.may, x.id, x.display_name, x.work_email, x.work_phone, x.department, x.position, x.site, x.employee_no, x.legal_name, x.employment_type, x.hired_on, x.manager, x.manager_from from (select coalesce(bool_or('people.export' = any (c.permissions)), false) as may, (select app.today()) as today from app.caller c) w left join lateral ( select e.id, e.display_name, e.work_email, e.work_phone, d.name as department, p.title as position, s.name as site, r.employee_no, r.legal_name, r.employment_type, r.hired_on, coalesce(mr.employee_no, me.work_email) as manager, lower(l.valid) as manager_from from (select y.* from people.employees y where ($1::uuid is null or y.id > $1) and ($2::uuid is null or y.department_id = $2) and ($3::uuid is null or y.site_id = $3) order by y.id limit $4) e left join people.departments d on d.org_id = e.org_id and d.id = e.department_id left join people.positions p on p.org_id = e.org_id and p.id = e.position_id left join people.sites s on s.org_id = e.org_id and s.id = e.site_id left join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id left join people.reporting_lines l on l.org_id = e.org_id and l.employee_id = e.id and l.kind = 'primary' and l.valid @> w.today left join people.employees me on me.org_id = l.org_id and me.id = l.manager_id left join people.employment_records mr on mr.org_id = l.org_id and mr.employee_id = l.manager_id order by e.id ) x on w.may",
        None,
    )
}
impl ExportEmployeesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        after: &'a Option<uuid::Uuid>,
        department_id: &'a Option<uuid::Uuid>,
        site_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ExportEmployeesQuery<'c, 'a, 's, C, ExportEmployees, 4> {
        ExportEmployeesQuery {
            client,
            params: [after, department_id, site_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExportEmployeesBorrowed, tokio_postgres::Error> {
                Ok(ExportEmployeesBorrowed {
                    may: row.try_get(0)?,
                    id: row.try_get(1)?,
                    display_name: row.try_get(2)?,
                    work_email: row.try_get(3)?,
                    work_phone: row.try_get(4)?,
                    department: row.try_get(5)?,
                    position: row.try_get(6)?,
                    site: row.try_get(7)?,
                    employee_no: row.try_get(8)?,
                    legal_name: row.try_get(9)?,
                    employment_type: row.try_get(10)?,
                    hired_on: row.try_get(11)?,
                    manager: row.try_get(12)?,
                    manager_from: row.try_get(13)?,
                })
            },
            mapper: |it| ExportEmployees::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ExportEmployeesParams, ExportEmployeesQuery<'c, 'a, 's, C, ExportEmployees, 4>, C>
    for ExportEmployeesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ExportEmployeesParams) -> ExportEmployeesQuery<'c, 'a, 's, C, ExportEmployees, 4> {
        self.bind(client, &params.after, &params.department_id, &params.site_id, &params.page_size)
    }
}
