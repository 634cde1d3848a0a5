// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct OpenImportParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub id: uuid::Uuid,
    pub dry_run: bool,
    pub on_error: T1,
    pub delimiter: T2,
    pub fields: T4,
    pub ignored_headers: T6,
}
#[derive(Debug)]
pub struct StageImportRowsParams<T1: crate::JsonSql, T2: crate::JsonSql> {
    pub import_id: uuid::Uuid,
    pub bytes: i64,
    pub rows: T1,
    pub errors: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct SubmitImportParams {
    pub import_id: uuid::Uuid,
    pub bytes: i64,
}
#[derive(Debug)]
pub struct AbortImportParams<T1: crate::StringSql> {
    pub import_id: uuid::Uuid,
    pub failure: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ListImportsParams {
    pub before: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct ListImportErrorsParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub import_id: uuid::Uuid,
    pub after_line: i64,
    pub after_field: T1,
    pub after_reason: T2,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct CheckImportValuesParams {
    pub after_line: i64,
    pub row_limit: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct WriteImportPeopleParams {
    pub after_line: i64,
    pub row_limit: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct WriteImportLinesParams {
    pub before_line: i64,
    pub row_limit: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    pub id: uuid::Uuid,
    pub state: String,
    pub phase: String,
    pub dry_run: bool,
    pub on_error: String,
    pub delimiter: String,
    pub fields: Vec<String>,
    pub ignored_headers: Vec<String>,
    pub failure: Option<String>,
    pub bytes_received: i64,
    pub rows_received: i64,
    pub rows_checked: i64,
    pub rows_written: i64,
    pub rows_created: i64,
    pub rows_updated: i64,
    pub rows_unchanged: i64,
    pub rows_failed: i64,
    pub errors: i64,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub received_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub started_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub finished_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub created_by: Option<uuid::Uuid>,
    pub requested_by_name: Option<String>,
}
pub struct ImportRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub state: &'a str,
    pub phase: &'a str,
    pub dry_run: bool,
    pub on_error: &'a str,
    pub delimiter: &'a str,
    pub fields: crate::ArrayIterator<'a, &'a str>,
    pub ignored_headers: crate::ArrayIterator<'a, &'a str>,
    pub failure: Option<&'a str>,
    pub bytes_received: i64,
    pub rows_received: i64,
    pub rows_checked: i64,
    pub rows_written: i64,
    pub rows_created: i64,
    pub rows_updated: i64,
    pub rows_unchanged: i64,
    pub rows_failed: i64,
    pub errors: i64,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub received_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub started_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub finished_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub created_by: Option<uuid::Uuid>,
    pub requested_by_name: Option<&'a str>,
}
impl<'a> From<ImportRowBorrowed<'a>> for ImportRow {
    fn from(
        ImportRowBorrowed {
            id,
            state,
            phase,
            dry_run,
            on_error,
            delimiter,
            fields,
            ignored_headers,
            failure,
            bytes_received,
            rows_received,
            rows_checked,
            rows_written,
            rows_created,
            rows_updated,
            rows_unchanged,
            rows_failed,
            errors,
            created_at,
            received_at,
            started_at,
            finished_at,
            created_by,
            requested_by_name,
        }: ImportRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            state: state.into(),
            phase: phase.into(),
            dry_run,
            on_error: on_error.into(),
            delimiter: delimiter.into(),
            fields: fields.map(|v| v.into()).collect(),
            ignored_headers: ignored_headers.map(|v| v.into()).collect(),
            failure: failure.map(|v| v.into()),
            bytes_received,
            rows_received,
            rows_checked,
            rows_written,
            rows_created,
            rows_updated,
            rows_unchanged,
            rows_failed,
            errors,
            created_at,
            received_at,
            started_at,
            finished_at,
            created_by,
            requested_by_name: requested_by_name.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListImportErrors {
    pub line: i64,
    pub field: String,
    pub reason: String,
    pub message: String,
    pub value: Option<String>,
}
pub struct ListImportErrorsBorrowed<'a> {
    pub line: i64,
    pub field: &'a str,
    pub reason: &'a str,
    pub message: &'a str,
    pub value: Option<&'a str>,
}
impl<'a> From<ListImportErrorsBorrowed<'a>> for ListImportErrors {
    fn from(ListImportErrorsBorrowed { line, field, reason, message, value }: ListImportErrorsBorrowed<'a>) -> Self {
        Self { line, field: field.into(), reason: reason.into(), message: message.into(), value: value.map(|v| v.into()) }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct WriteImportLines {
    pub next_line: Option<i64>,
    pub refused_line: Option<i64>,
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
pub struct ImportRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ImportRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ImportRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ImportRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ImportRowBorrowed) -> R) -> ImportRowQuery<'c, 'a, 's, C, R, N> {
        ImportRowQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListImportErrorsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListImportErrorsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListImportErrorsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListImportErrorsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListImportErrorsBorrowed) -> R) -> ListImportErrorsQuery<'c, 'a, 's, C, R, N> {
        ListImportErrorsQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct WriteImportLinesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WriteImportLines, tokio_postgres::Error>,
    mapper: fn(WriteImportLines) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WriteImportLinesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(WriteImportLines) -> R) -> WriteImportLinesQuery<'c, 'a, 's, C, R, N> {
        WriteImportLinesQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct OpenImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_import() -> OpenImportStmt {
    OpenImportStmt("select lifecycle.open_import($1, $2, $3, $4, $5, $6) as id", None)
}
impl OpenImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        dry_run: &'a bool,
        on_error: &'a T1,
        delimiter: &'a T2,
        fields: &'a T4,
        ignored_headers: &'a T6,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        UuidUuidQuery {
            client,
            params: [id, dry_run, on_error, delimiter, fields, ignored_headers],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
    > crate::client::async_::Params<'c, 'a, 's, OpenImportParams<T1, T2, T3, T4, T5, T6>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6>, C>
    for OpenImportStmt
{
    fn params(&'s self, client: &'c C, params: &'a OpenImportParams<T1, T2, T3, T4, T5, T6>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        self.bind(client, &params.id, &params.dry_run, &params.on_error, &params.delimiter, &params.fields, &params.ignored_headers)
    }
}
pub struct StageImportRowsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn stage_import_rows() -> StageImportRowsStmt {
    StageImportRowsStmt("select lifecycle.stage_import_rows($1, $2, $3, $4) as staged", None)
}
impl StageImportRowsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql, T2: crate::JsonSql>(
        &'s self,
        client: &'c C,
        import_id: &'a uuid::Uuid,
        bytes: &'a i64,
        rows: &'a T1,
        errors: &'a T2,
    ) -> I64Query<'c, 'a, 's, C, i64, 4> {
        I64Query {
            client,
            params: [import_id, bytes, rows, errors],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql, T2: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, StageImportRowsParams<T1, T2>, I64Query<'c, 'a, 's, C, i64, 4>, C> for StageImportRowsStmt
{
    fn params(&'s self, client: &'c C, params: &'a StageImportRowsParams<T1, T2>) -> I64Query<'c, 'a, 's, C, i64, 4> {
        self.bind(client, &params.import_id, &params.bytes, &params.rows, &params.errors)
    }
}
pub struct SubmitImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn submit_import() -> SubmitImportStmt {
    SubmitImportStmt("select lifecycle.submit_import($1, $2) as job_id", None)
}
impl SubmitImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        import_id: &'a uuid::Uuid,
        bytes: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [import_id, bytes],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, SubmitImportParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for SubmitImportStmt
{
    fn params(&'s self, client: &'c C, params: &'a SubmitImportParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.import_id, &params.bytes)
    }
}
pub struct AbortImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn abort_import() -> AbortImportStmt {
    AbortImportStmt("select lifecycle.abort_import($1, $2) as state", None)
}
impl AbortImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        import_id: &'a uuid::Uuid,
        failure: &'a T1,
    ) -> StringQuery<'c, 'a, 's, C, String, 2> {
        StringQuery {
            client,
            params: [import_id, failure],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AbortImportParams<T1>, StringQuery<'c, 'a, 's, C, String, 2>, C> for AbortImportStmt
{
    fn params(&'s self, client: &'c C, params: &'a AbortImportParams<T1>) -> StringQuery<'c, 'a, 's, C, String, 2> {
        self.bind(client, &params.import_id, &params.failure)
    }
}
pub struct CancelImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel_import() -> CancelImportStmt {
    CancelImportStmt("select lifecycle.cancel_import($1) as state", None)
}
impl CancelImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, import_id: &'a uuid::Uuid) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [import_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct ReadImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_import() -> ReadImportStmt {
    ReadImportStmt(
        "select j.id, j.state, p.phase, j.dry_run, j.on_error, j.delimiter, j.fields, j.ignored_headers, j.failure, p.bytes_received, p.rows_received, p.rows_checked, p.rows_written, p.rows_created, p.rows_updated, p.rows_unchanged, p.rows_failed, p.errors, j.created_at, j.received_at, j.started_at, j.finished_at, j.created_by, m.name as requested_by_name from lifecycle.import_jobs j join lifecycle.import_progress p on p.org_id = j.org_id and p.import_id = j.id left join identity.memberships m on m.org_id = j.org_id and m.id = j.created_by where j.id = $1",
        None,
    )
}
impl ReadImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ImportRowQuery<'c, 'a, 's, C, ImportRow, 1> {
        ImportRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ImportRowBorrowed, tokio_postgres::Error> {
                Ok(ImportRowBorrowed {
                    id: row.try_get(0)?,
                    state: row.try_get(1)?,
                    phase: row.try_get(2)?,
                    dry_run: row.try_get(3)?,
                    on_error: row.try_get(4)?,
                    delimiter: row.try_get(5)?,
                    fields: row.try_get(6)?,
                    ignored_headers: row.try_get(7)?,
                    failure: row.try_get(8)?,
                    bytes_received: row.try_get(9)?,
                    rows_received: row.try_get(10)?,
                    rows_checked: row.try_get(11)?,
                    rows_written: row.try_get(12)?,
                    rows_created: row.try_get(13)?,
                    rows_updated: row.try_get(14)?,
                    rows_unchanged: row.try_get(15)?,
                    rows_failed: row.try_get(16)?,
                    errors: row.try_get(17)?,
                    created_at: row.try_get(18)?,
                    received_at: row.try_get(19)?,
                    started_at: row.try_get(20)?,
                    finished_at: row.try_get(21)?,
                    created_by: row.try_get(22)?,
                    requested_by_name: row.try_get(23)?,
                })
            },
            mapper: |it| ImportRow::from(it),
        }
    }
}
pub struct ListImportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_imports() -> ListImportsStmt {
    ListImportsStmt(
        "select j.id, j.state, p.phase, j.dry_run, j.on_error, j.delimiter, j.fields, j.ignored_headers, j.failure, p.bytes_received, p.rows_received, p.rows_checked, p.rows_written, p.rows_created, p.rows_updated, p.rows_unchanged, p.rows_failed, p.errors, j.created_at, j.received_at, j.started_at, j.finished_at, j.created_by, m.name as requested_by_name from lifecycle.import_jobs j join lifecycle.import_progress p on p.org_id = j.org_id and p.import_id = j.id left join identity.memberships m on m.org_id = j.org_id and m.id = j.created_by where ($1::uuid is null or j.id < $1) order by j.id desc limit $2",
        None,
    )
}
impl ListImportsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        before: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ImportRowQuery<'c, 'a, 's, C, ImportRow, 2> {
        ImportRowQuery {
            client,
            params: [before, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ImportRowBorrowed, tokio_postgres::Error> {
                Ok(ImportRowBorrowed {
                    id: row.try_get(0)?,
                    state: row.try_get(1)?,
                    phase: row.try_get(2)?,
                    dry_run: row.try_get(3)?,
                    on_error: row.try_get(4)?,
                    delimiter: row.try_get(5)?,
                    fields: row.try_get(6)?,
                    ignored_headers: row.try_get(7)?,
                    failure: row.try_get(8)?,
                    bytes_received: row.try_get(9)?,
                    rows_received: row.try_get(10)?,
                    rows_checked: row.try_get(11)?,
                    rows_written: row.try_get(12)?,
                    rows_created: row.try_get(13)?,
                    rows_updated: row.try_get(14)?,
                    rows_unchanged: row.try_get(15)?,
                    rows_failed: row.try_get(16)?,
                    errors: row.try_get(17)?,
                    created_at: row.try_get(18)?,
                    received_at: row.try_get(19)?,
                    started_at: row.try_get(20)?,
                    finished_at: row.try_get(21)?,
                    created_by: row.try_get(22)?,
                    requested_by_name: row.try_get(23)?,
                })
            },
            mapper: |it| ImportRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListImportsParams, ImportRowQuery<'c, 'a, 's, C, ImportRow, 2>, C>
    for ListImportsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListImportsParams) -> ImportRowQuery<'c, 'a, 's, C, ImportRow, 2> {
        self.bind(client, &params.before, &params.page_size)
    }
}
pub struct ListImportErrorsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_import_errors() -> ListImportErrorsStmt {
    ListImportErrorsStmt(
        "select e.line, e.field, e.reason, e.message, e.value from lifecycle.import_errors e where e.import_id = $1 and (e.line, e.field, e.reason) > ($2, $3, $4) order by e.line, e.field, e.reason limit $5",
        None,
    )
}
impl ListImportErrorsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        import_id: &'a uuid::Uuid,
        after_line: &'a i64,
        after_field: &'a T1,
        after_reason: &'a T2,
        page_size: &'a i64,
    ) -> ListImportErrorsQuery<'c, 'a, 's, C, ListImportErrors, 5> {
        ListImportErrorsQuery {
            client,
            params: [import_id, after_line, after_field, after_reason, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListImportErrorsBorrowed, tokio_postgres::Error> {
                Ok(ListImportErrorsBorrowed {
                    line: row.try_get(0)?,
                    field: row.try_get(1)?,
                    reason: row.try_get(2)?,
                    message: row.try_get(3)?,
                    value: row.try_get(4)?,
                })
            },
            mapper: |it| ListImportErrors::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListImportErrorsParams<T1, T2>, ListImportErrorsQuery<'c, 'a, 's, C, ListImportErrors, 5>, C>
    for ListImportErrorsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListImportErrorsParams<T1, T2>) -> ListImportErrorsQuery<'c, 'a, 's, C, ListImportErrors, 5> {
        self.bind(client, &params.import_id, &params.after_line, &params.after_field, &params.after_reason, &params.page_size)
    }
}
pub struct StartImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn start_import() -> StartImportStmt {
    StartImportStmt("select lifecycle.start_import() as started", None)
}
impl StartImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> BoolQuery<'c, 'a, 's, C, bool, 0> {
        BoolQuery { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct CheckImportValuesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn check_import_values() -> CheckImportValuesStmt {
    CheckImportValuesStmt("select lifecycle.check_import_values($1, $2) as upto", None)
}
impl CheckImportValuesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        after_line: &'a i64,
        row_limit: &'a i32,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [after_line, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CheckImportValuesParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C> for CheckImportValuesStmt
{
    fn params(&'s self, client: &'c C, params: &'a CheckImportValuesParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.after_line, &params.row_limit)
    }
}
pub struct MatchImportRowsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn match_import_rows() -> MatchImportRowsStmt {
    MatchImportRowsStmt("select lifecycle.match_import_rows()::text as done", None)
}
impl MatchImportRowsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> OptionStringQuery<'c, 'a, 's, C, Option<String>, 0> {
        OptionStringQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.map(|v| v.into()),
        }
    }
}
pub struct JudgeImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn judge_import() -> JudgeImportStmt {
    JudgeImportStmt("select lifecycle.judge_import() as verdict", None)
}
impl JudgeImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> StringQuery<'c, 'a, 's, C, String, 0> {
        StringQuery { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it.into() }
    }
}
pub struct WriteImportStructureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn write_import_structure() -> WriteImportStructureStmt {
    WriteImportStructureStmt("select lifecycle.write_import_structure() as added", None)
}
impl WriteImportStructureStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> I64Query<'c, 'a, 's, C, i64, 0> {
        I64Query { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct WriteImportPeopleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn write_import_people() -> WriteImportPeopleStmt {
    WriteImportPeopleStmt("select lifecycle.write_import_people($1, $2) as upto", None)
}
impl WriteImportPeopleStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        after_line: &'a i64,
        row_limit: &'a i32,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [after_line, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, WriteImportPeopleParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C> for WriteImportPeopleStmt
{
    fn params(&'s self, client: &'c C, params: &'a WriteImportPeopleParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.after_line, &params.row_limit)
    }
}
pub struct EndImportLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_import_lines() -> EndImportLinesStmt {
    EndImportLinesStmt("select lifecycle.end_import_lines() as ended", None)
}
impl EndImportLinesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> I64Query<'c, 'a, 's, C, i64, 0> {
        I64Query { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct WriteImportLinesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn write_import_lines() -> WriteImportLinesStmt {
    WriteImportLinesStmt("select next_line, refused_line from lifecycle.write_import_lines($1, $2)", None)
}
impl WriteImportLinesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        before_line: &'a i64,
        row_limit: &'a i32,
    ) -> WriteImportLinesQuery<'c, 'a, 's, C, WriteImportLines, 2> {
        WriteImportLinesQuery {
            client,
            params: [before_line, row_limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WriteImportLines, tokio_postgres::Error> {
                Ok(WriteImportLines { next_line: row.try_get(0)?, refused_line: row.try_get(1)? })
            },
            mapper: |it| WriteImportLines::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, WriteImportLinesParams, WriteImportLinesQuery<'c, 'a, 's, C, WriteImportLines, 2>, C>
    for WriteImportLinesStmt
{
    fn params(&'s self, client: &'c C, params: &'a WriteImportLinesParams) -> WriteImportLinesQuery<'c, 'a, 's, C, WriteImportLines, 2> {
        self.bind(client, &params.before_line, &params.row_limit)
    }
}
pub struct FinishImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn finish_import() -> FinishImportStmt {
    FinishImportStmt("select lifecycle.finish_import() as state", None)
}
impl FinishImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> StringQuery<'c, 'a, 's, C, String, 0> {
        StringQuery { client, params: [], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it.into() }
    }
}
pub struct ReportImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn report_import() -> ReportImportStmt {
    ReportImportStmt("select lifecycle.report_import($1) as goes_on", None)
}
impl ReportImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, rows_written: &'a i64) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery { client, params: [rows_written], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct RefuseImportRowStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn refuse_import_row() -> RefuseImportRowStmt {
    RefuseImportRowStmt("select lifecycle.refuse_import_row($1) as line", None)
}
impl RefuseImportRowStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, line: &'a i64) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query { client, params: [line], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct FailImportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail_import() -> FailImportStmt {
    FailImportStmt("select lifecycle.fail_import($1) as state", None)
}
impl FailImportStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        failure: &'a T1,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [failure],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct DiscardImportRowsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn discard_import_rows() -> DiscardImportRowsStmt {
    DiscardImportRowsStmt("select lifecycle.discard_import_rows($1) as gone", None)
}
impl DiscardImportRowsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, row_limit: &'a i32) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query { client, params: [row_limit], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
pub struct SweepImportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn sweep_imports() -> SweepImportsStmt {
    SweepImportsStmt("select lifecycle.sweep_imports($1) as swept", None)
}
impl SweepImportsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, row_limit: &'a i32) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query { client, params: [row_limit], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
