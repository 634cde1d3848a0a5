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
#[derive(Debug)]
pub struct AddEmployeeParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub id: uuid::Uuid,
    pub display_name: T1,
    pub work_email: Option<T2>,
    pub work_phone: Option<T3>,
    pub department_id: Option<uuid::Uuid>,
    pub position_id: Option<uuid::Uuid>,
    pub site_id: Option<uuid::Uuid>,
}
#[derive(Debug)]
pub struct AddEmploymentRecordParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub employee_id: uuid::Uuid,
    pub employee_no: T1,
    pub legal_name: T2,
    pub employment_type: T3,
    pub hired_on: chrono::NaiveDate,
}
#[derive(Debug)]
pub struct EditEmploymentParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub employee_no: Option<T1>,
    pub legal_name: Option<T2>,
    pub employment_type: Option<T3>,
    pub hired_on: Option<chrono::NaiveDate>,
    pub employee_id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct LeaveParams {
    pub employee_id: uuid::Uuid,
    pub last_day: chrono::NaiveDate,
    pub at_once: bool,
}
#[derive(Debug)]
pub struct KeepPrivateParams<T1: crate::JsonSql> {
    pub employee_id: uuid::Uuid,
    pub row_version: Option<i64>,
    pub changes: T1,
}
#[derive(Debug)]
pub struct EditOwnProfileParams<T1: crate::StringSql> {
    pub row_version: i64,
    pub work_phone: Option<T1>,
}
#[derive(Clone, Copy, Debug)]
pub struct EmploymentHistoryParams {
    pub employee_id: uuid::Uuid,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct DirectReportsParams<T1: crate::StringSql> {
    pub manager_id: uuid::Uuid,
    pub after_name: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
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
#[derive(Debug, Clone, PartialEq)]
pub struct ReadEmployment {
    pub employee_id: uuid::Uuid,
    pub employee_no: String,
    pub legal_name: String,
    pub employment_type: String,
    pub hired_on: chrono::NaiveDate,
    pub ended_on: Option<chrono::NaiveDate>,
    pub row_version: i64,
}
pub struct ReadEmploymentBorrowed<'a> {
    pub employee_id: uuid::Uuid,
    pub employee_no: &'a str,
    pub legal_name: &'a str,
    pub employment_type: &'a str,
    pub hired_on: chrono::NaiveDate,
    pub ended_on: Option<chrono::NaiveDate>,
    pub row_version: i64,
}
impl<'a> From<ReadEmploymentBorrowed<'a>> for ReadEmployment {
    fn from(
        ReadEmploymentBorrowed { employee_id, employee_no, legal_name, employment_type, hired_on, ended_on, row_version }: ReadEmploymentBorrowed<'a>,
    ) -> Self {
        Self {
            employee_id,
            employee_no: employee_no.into(),
            legal_name: legal_name.into(),
            employment_type: employment_type.into(),
            hired_on,
            ended_on,
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadPrivate {
    pub employee_id: uuid::Uuid,
    pub birth_date: Option<chrono::NaiveDate>,
    pub home_address: Option<String>,
    pub private_email: Option<String>,
    pub private_phone: Option<String>,
    pub emergency_contact: Option<String>,
    pub row_version: i64,
}
pub struct ReadPrivateBorrowed<'a> {
    pub employee_id: uuid::Uuid,
    pub birth_date: Option<chrono::NaiveDate>,
    pub home_address: Option<&'a str>,
    pub private_email: Option<&'a str>,
    pub private_phone: Option<&'a str>,
    pub emergency_contact: Option<&'a str>,
    pub row_version: i64,
}
impl<'a> From<ReadPrivateBorrowed<'a>> for ReadPrivate {
    fn from(
        ReadPrivateBorrowed {
            employee_id,
            birth_date,
            home_address,
            private_email,
            private_phone,
            emergency_contact,
            row_version,
        }: ReadPrivateBorrowed<'a>,
    ) -> Self {
        Self {
            employee_id,
            birth_date,
            home_address: home_address.map(|v| v.into()),
            private_email: private_email.map(|v| v.into()),
            private_phone: private_phone.map(|v| v.into()),
            emergency_contact: emergency_contact.map(|v| v.into()),
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct EmploymentHistory {
    pub id: uuid::Uuid,
    pub kind: String,
    pub happened_on: chrono::NaiveDate,
    pub name: String,
    pub department: Option<String>,
    pub position: Option<String>,
    pub site: Option<String>,
}
pub struct EmploymentHistoryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub kind: &'a str,
    pub happened_on: chrono::NaiveDate,
    pub name: &'a str,
    pub department: Option<&'a str>,
    pub position: Option<&'a str>,
    pub site: Option<&'a str>,
}
impl<'a> From<EmploymentHistoryBorrowed<'a>> for EmploymentHistory {
    fn from(EmploymentHistoryBorrowed { id, kind, happened_on, name, department, position, site }: EmploymentHistoryBorrowed<'a>) -> Self {
        Self {
            id,
            kind: kind.into(),
            happened_on,
            name: name.into(),
            department: department.map(|v| v.into()),
            position: position.map(|v| v.into()),
            site: site.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct DirectReports {
    pub id: uuid::Uuid,
    pub display_name: String,
    pub kind: String,
    pub line_id: uuid::Uuid,
}
pub struct DirectReportsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub display_name: &'a str,
    pub kind: &'a str,
    pub line_id: uuid::Uuid,
}
impl<'a> From<DirectReportsBorrowed<'a>> for DirectReports {
    fn from(DirectReportsBorrowed { id, display_name, kind, line_id }: DirectReportsBorrowed<'a>) -> Self {
        Self { id, display_name: display_name.into(), kind: kind.into(), line_id }
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
pub struct ReadEmploymentQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadEmploymentBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadEmploymentBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadEmploymentQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadEmploymentBorrowed) -> R) -> ReadEmploymentQuery<'c, 'a, 's, C, R, N> {
        ReadEmploymentQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadPrivateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadPrivateBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadPrivateBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadPrivateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadPrivateBorrowed) -> R) -> ReadPrivateQuery<'c, 'a, 's, C, R, N> {
        ReadPrivateQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct EmploymentHistoryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EmploymentHistoryBorrowed, tokio_postgres::Error>,
    mapper: fn(EmploymentHistoryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EmploymentHistoryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EmploymentHistoryBorrowed) -> R) -> EmploymentHistoryQuery<'c, 'a, 's, C, R, N> {
        EmploymentHistoryQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct DirectReportsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DirectReportsBorrowed, tokio_postgres::Error>,
    mapper: fn(DirectReportsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DirectReportsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DirectReportsBorrowed) -> R) -> DirectReportsQuery<'c, 'a, 's, C, R, N> {
        DirectReportsQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
        "select people.keep_private(r.employee_id, null, to_jsonb(r) - 'employee_id') as row_version from jsonb_to_recordset($1) as r (employee_id uuid, birth_date date, home_address text, private_email text, private_phone text, emergency_contact text)",
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
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 1> {
        Optioni64Query { client, params: [rows], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct AddEmployeeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_employee() -> AddEmployeeStmt {
    AddEmployeeStmt(
        "insert into people.employees (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id) select c.org_id, $1, $2, $3, $4, $5, $6, $7 from app.caller c returning id",
        None,
    )
}
impl AddEmployeeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        display_name: &'a T1,
        work_email: &'a Option<T2>,
        work_phone: &'a Option<T3>,
        department_id: &'a Option<uuid::Uuid>,
        position_id: &'a Option<uuid::Uuid>,
        site_id: &'a Option<uuid::Uuid>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 7> {
        UuidUuidQuery {
            client,
            params: [id, display_name, work_email, work_phone, department_id, position_id, site_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddEmployeeParams<T1, T2, T3>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 7>, C> for AddEmployeeStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddEmployeeParams<T1, T2, T3>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 7> {
        self.bind(
            client,
            &params.id,
            &params.display_name,
            &params.work_email,
            &params.work_phone,
            &params.department_id,
            &params.position_id,
            &params.site_id,
        )
    }
}
pub struct AddEmploymentRecordStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_employment_record() -> AddEmploymentRecordStmt {
    AddEmploymentRecordStmt(
        "insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on) select c.org_id, $1, $2, $3, $4, $5 from app.caller c returning employee_id",
        None,
    )
}
impl AddEmploymentRecordStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
        employee_no: &'a T1,
        legal_name: &'a T2,
        employment_type: &'a T3,
        hired_on: &'a chrono::NaiveDate,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        UuidUuidQuery {
            client,
            params: [employee_id, employee_no, legal_name, employment_type, hired_on],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddEmploymentRecordParams<T1, T2, T3>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5>, C>
    for AddEmploymentRecordStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddEmploymentRecordParams<T1, T2, T3>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        self.bind(client, &params.employee_id, &params.employee_no, &params.legal_name, &params.employment_type, &params.hired_on)
    }
}
pub struct EditEmploymentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_employment() -> EditEmploymentStmt {
    EditEmploymentStmt(
        "update people.employment_records r set employee_no = coalesce($1, r.employee_no), legal_name = coalesce($2, r.legal_name), employment_type = coalesce($3, r.employment_type), hired_on = coalesce($4, r.hired_on) where r.employee_id = $5 and r.row_version = $6 returning r.row_version",
        None,
    )
}
impl EditEmploymentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>(
        &'s self,
        client: &'c C,
        employee_no: &'a Option<T1>,
        legal_name: &'a Option<T2>,
        employment_type: &'a Option<T3>,
        hired_on: &'a Option<chrono::NaiveDate>,
        employee_id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> I64Query<'c, 'a, 's, C, i64, 6> {
        I64Query {
            client,
            params: [employee_no, legal_name, employment_type, hired_on, employee_id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditEmploymentParams<T1, T2, T3>, I64Query<'c, 'a, 's, C, i64, 6>, C> for EditEmploymentStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditEmploymentParams<T1, T2, T3>) -> I64Query<'c, 'a, 's, C, i64, 6> {
        self.bind(
            client,
            &params.employee_no,
            &params.legal_name,
            &params.employment_type,
            &params.hired_on,
            &params.employee_id,
            &params.row_version,
        )
    }
}
pub struct ReadEmploymentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_employment() -> ReadEmploymentStmt {
    ReadEmploymentStmt(
        "select r.employee_id, r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.ended_on, r.row_version from people.employment_records r where r.employee_id = $1",
        None,
    )
}
impl ReadEmploymentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
    ) -> ReadEmploymentQuery<'c, 'a, 's, C, ReadEmployment, 1> {
        ReadEmploymentQuery {
            client,
            params: [employee_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadEmploymentBorrowed, tokio_postgres::Error> {
                Ok(ReadEmploymentBorrowed {
                    employee_id: row.try_get(0)?,
                    employee_no: row.try_get(1)?,
                    legal_name: row.try_get(2)?,
                    employment_type: row.try_get(3)?,
                    hired_on: row.try_get(4)?,
                    ended_on: row.try_get(5)?,
                    row_version: row.try_get(6)?,
                })
            },
            mapper: |it| ReadEmployment::from(it),
        }
    }
}
pub struct LeaveStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn leave() -> LeaveStmt {
    LeaveStmt("select people.leave($1, $2, $3) as outcome", None)
}
impl LeaveStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
        last_day: &'a chrono::NaiveDate,
        at_once: &'a bool,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 3> {
        OptionStringQuery {
            client,
            params: [employee_id, last_day, at_once],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, LeaveParams, OptionStringQuery<'c, 'a, 's, C, Option<String>, 3>, C>
    for LeaveStmt
{
    fn params(&'s self, client: &'c C, params: &'a LeaveParams) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 3> {
        self.bind(client, &params.employee_id, &params.last_day, &params.at_once)
    }
}
pub struct ReinstateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reinstate() -> ReinstateStmt {
    ReinstateStmt("select people.reinstate($1) as outcome", None)
}
impl ReinstateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
    ) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 1> {
        OptionStringQuery {
            client,
            params: [employee_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
pub struct ReadPrivateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_private() -> ReadPrivateStmt {
    ReadPrivateStmt(
        "select p.employee_id, p.birth_date, p.home_address, p.private_email, p.private_phone, p.emergency_contact, p.row_version from people.read_private($1) p",
        None,
    )
}
impl ReadPrivateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
    ) -> ReadPrivateQuery<'c, 'a, 's, C, ReadPrivate, 1> {
        ReadPrivateQuery {
            client,
            params: [employee_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadPrivateBorrowed, tokio_postgres::Error> {
                Ok(ReadPrivateBorrowed {
                    employee_id: row.try_get(0)?,
                    birth_date: row.try_get(1)?,
                    home_address: row.try_get(2)?,
                    private_email: row.try_get(3)?,
                    private_phone: row.try_get(4)?,
                    emergency_contact: row.try_get(5)?,
                    row_version: row.try_get(6)?,
                })
            },
            mapper: |it| ReadPrivate::from(it),
        }
    }
}
pub struct KeepPrivateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_private() -> KeepPrivateStmt {
    KeepPrivateStmt("select people.keep_private($1, $2, $3) as new_version", None)
}
impl KeepPrivateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        employee_id: &'a uuid::Uuid,
        row_version: &'a Option<i64>,
        changes: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [employee_id, row_version, changes],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, KeepPrivateParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for KeepPrivateStmt
{
    fn params(&'s self, client: &'c C, params: &'a KeepPrivateParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.employee_id, &params.row_version, &params.changes)
    }
}
pub struct EditOwnProfileStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn edit_own_profile() -> EditOwnProfileStmt {
    EditOwnProfileStmt("select people.edit_own_profile($1, $2) as new_version", None)
}
impl EditOwnProfileStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        row_version: &'a i64,
        work_phone: &'a Option<T1>,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [row_version, work_phone],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, EditOwnProfileParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C> for EditOwnProfileStmt
{
    fn params(&'s self, client: &'c C, params: &'a EditOwnProfileParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.row_version, &params.work_phone)
    }
}
pub struct OwnEmployeeIdStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn own_employee_id() -> OwnEmployeeIdStmt {
    OwnEmployeeIdStmt("select c.employee_id from app.caller c", None)
}
impl OwnEmployeeIdStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 0> {
        OptionuuidUuidQuery { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct EmploymentHistoryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn employment_history() -> EmploymentHistoryStmt {
    EmploymentHistoryStmt(
        "select v.id, v.kind, v.happened_on, v.name, v.department, v.position, v.site from people.employment_events v where v.employee_id = $1 and ($2::uuid is null or v.id > $2) order by v.id limit $3",
        None,
    )
}
impl EmploymentHistoryStmt {
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
    ) -> EmploymentHistoryQuery<'c, 'a, 's, C, EmploymentHistory, 3> {
        EmploymentHistoryQuery {
            client,
            params: [employee_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EmploymentHistoryBorrowed, tokio_postgres::Error> {
                Ok(EmploymentHistoryBorrowed {
                    id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    happened_on: row.try_get(2)?,
                    name: row.try_get(3)?,
                    department: row.try_get(4)?,
                    position: row.try_get(5)?,
                    site: row.try_get(6)?,
                })
            },
            mapper: |it| EmploymentHistory::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, EmploymentHistoryParams, EmploymentHistoryQuery<'c, 'a, 's, C, EmploymentHistory, 3>, C>
    for EmploymentHistoryStmt
{
    fn params(&'s self, client: &'c C, params: &'a EmploymentHistoryParams) -> EmploymentHistoryQuery<'c, 'a, 's, C, EmploymentHistory, 3> {
        self.bind(client, &params.employee_id, &params.after_id, &params.page_size)
    }
}
pub struct DirectReportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn direct_reports() -> DirectReportsStmt {
    DirectReportsStmt(
        "select e.id, e.display_name, l.kind, l.id as line_id from people.reporting_lines l join people.employees e on e.org_id = l.org_id and e.id = l.employee_id where l.manager_id = $1 and l.valid @> app.today() and ($2::text is null or (e.display_name, l.id) > ($2, $3::uuid)) order by e.display_name, l.id limit $4",
        None,
    )
}
impl DirectReportsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        manager_id: &'a uuid::Uuid,
        after_name: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> DirectReportsQuery<'c, 'a, 's, C, DirectReports, 4> {
        DirectReportsQuery {
            client,
            params: [manager_id, after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DirectReportsBorrowed, tokio_postgres::Error> {
                Ok(DirectReportsBorrowed { id: row.try_get(0)?, display_name: row.try_get(1)?, kind: row.try_get(2)?, line_id: row.try_get(3)? })
            },
            mapper: |it| DirectReports::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, DirectReportsParams<T1>, DirectReportsQuery<'c, 'a, 's, C, DirectReports, 4>, C> for DirectReportsStmt
{
    fn params(&'s self, client: &'c C, params: &'a DirectReportsParams<T1>) -> DirectReportsQuery<'c, 'a, 's, C, DirectReports, 4> {
        self.bind(client, &params.manager_id, &params.after_name, &params.after_id, &params.page_size)
    }
}
