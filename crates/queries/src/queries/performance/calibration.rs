// This file was generated with `clorinde`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct StartCalibrationParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct ResumeCycleParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub return_id: uuid::Uuid,
    pub reason: T1,
}
#[derive(Debug)]
pub struct OpenSessionParams<T1: crate::StringSql> {
    pub cycle_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub name: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct LockSessionParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSessionsParams {
    pub cycle_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct MoveGradeParams<T1: crate::StringSql> {
    pub session_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
    pub rationale: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ListEntriesParams {
    pub cycle_id: Option<uuid::Uuid>,
    pub session_id: Option<uuid::Uuid>,
    pub participant_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct ConfirmGradesParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub who: T1,
}
#[derive(Debug)]
pub struct PreviewGradesParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub who: T1,
}
#[derive(Debug)]
pub struct NoteGradeParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub note: Option<T1>,
}
#[derive(Clone, Copy, Debug)]
pub struct ListSettledParams {
    pub cycle_id: Option<uuid::Uuid>,
    pub subject_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ListGridParams {
    pub cycle_id: uuid::Uuid,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct DistributionParams<T1: crate::StringSql> {
    pub by_what: T1,
    pub cycle_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    pub id: uuid::Uuid,
    pub cycle_id: uuid::Uuid,
    pub name: String,
    pub state: String,
    pub opened_at: chrono::DateTime<chrono::FixedOffset>,
    pub row_version: i64,
}
pub struct SessionBorrowed<'a> {
    pub id: uuid::Uuid,
    pub cycle_id: uuid::Uuid,
    pub name: &'a str,
    pub state: &'a str,
    pub opened_at: chrono::DateTime<chrono::FixedOffset>,
    pub row_version: i64,
}
impl<'a> From<SessionBorrowed<'a>> for Session {
    fn from(SessionBorrowed { id, cycle_id, name, state, opened_at, row_version }: SessionBorrowed<'a>) -> Self {
        Self { id, cycle_id, name: name.into(), state: state.into(), opened_at, row_version }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub cycle_id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
    pub rationale: String,
    pub by: Option<String>,
    pub moved_at: chrono::DateTime<chrono::FixedOffset>,
}
pub struct EntryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub cycle_id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub from_id: uuid::Uuid,
    pub to_id: uuid::Uuid,
    pub rationale: &'a str,
    pub by: Option<&'a str>,
    pub moved_at: chrono::DateTime<chrono::FixedOffset>,
}
impl<'a> From<EntryBorrowed<'a>> for Entry {
    fn from(
        EntryBorrowed { id, session_id, cycle_id, participant_id, subject_id, subject_name, from_id, to_id, rationale, by, moved_at }: EntryBorrowed<
            'a,
        >,
    ) -> Self {
        Self {
            id,
            session_id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            from_id,
            to_id,
            rationale: rationale.into(),
            by: by.map(|v| v.into()),
            moved_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    pub participant_id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub level_id: uuid::Uuid,
    pub level_label: Option<String>,
    pub confirmed: bool,
    pub previewed_on: Option<chrono::NaiveDate>,
    pub note: Option<String>,
    pub row_version: i64,
}
pub struct SettledBorrowed<'a> {
    pub participant_id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub level_id: uuid::Uuid,
    pub level_label: Option<&'a str>,
    pub confirmed: bool,
    pub previewed_on: Option<chrono::NaiveDate>,
    pub note: Option<&'a str>,
    pub row_version: i64,
}
impl<'a> From<SettledBorrowed<'a>> for Settled {
    fn from(
        SettledBorrowed {
            participant_id,
            cycle_id,
            subject_id,
            subject_name,
            level_id,
            level_label,
            confirmed,
            previewed_on,
            note,
            row_version,
        }: SettledBorrowed<'a>,
    ) -> Self {
        Self {
            participant_id,
            cycle_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            level_id,
            level_label: level_label.map(|v| v.into()),
            confirmed,
            previewed_on,
            note: note.map(|v| v.into()),
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub reviewer_id: Option<uuid::Uuid>,
    pub reviewer_name: Option<String>,
    pub department_at_start: Option<String>,
    pub proposed_id: Option<uuid::Uuid>,
    pub proposed_label: Option<String>,
    pub current_id: Option<uuid::Uuid>,
    pub current_label: Option<String>,
    pub moves: i64,
    pub confirmed: bool,
    pub previewed_on: Option<chrono::NaiveDate>,
    pub settled_version: Option<i64>,
}
pub struct GridRowBorrowed<'a> {
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub reviewer_id: Option<uuid::Uuid>,
    pub reviewer_name: Option<&'a str>,
    pub department_at_start: Option<&'a str>,
    pub proposed_id: Option<uuid::Uuid>,
    pub proposed_label: Option<&'a str>,
    pub current_id: Option<uuid::Uuid>,
    pub current_label: Option<&'a str>,
    pub moves: i64,
    pub confirmed: bool,
    pub previewed_on: Option<chrono::NaiveDate>,
    pub settled_version: Option<i64>,
}
impl<'a> From<GridRowBorrowed<'a>> for GridRow {
    fn from(
        GridRowBorrowed {
            participant_id,
            subject_id,
            subject_name,
            reviewer_id,
            reviewer_name,
            department_at_start,
            proposed_id,
            proposed_label,
            current_id,
            current_label,
            moves,
            confirmed,
            previewed_on,
            settled_version,
        }: GridRowBorrowed<'a>,
    ) -> Self {
        Self {
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            reviewer_id,
            reviewer_name: reviewer_name.map(|v| v.into()),
            department_at_start: department_at_start.map(|v| v.into()),
            proposed_id,
            proposed_label: proposed_label.map(|v| v.into()),
            current_id,
            current_label: current_label.map(|v| v.into()),
            moves,
            confirmed,
            previewed_on,
            settled_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct DistributionRow {
    pub of_id: Option<String>,
    pub of_name: Option<String>,
    pub level_id: uuid::Uuid,
    pub level_label: String,
    pub rank: i16,
    pub before: i64,
    pub after: i64,
}
pub struct DistributionRowBorrowed<'a> {
    pub of_id: Option<&'a str>,
    pub of_name: Option<&'a str>,
    pub level_id: uuid::Uuid,
    pub level_label: &'a str,
    pub rank: i16,
    pub before: i64,
    pub after: i64,
}
impl<'a> From<DistributionRowBorrowed<'a>> for DistributionRow {
    fn from(DistributionRowBorrowed { of_id, of_name, level_id, level_label, rank, before, after }: DistributionRowBorrowed<'a>) -> Self {
        Self { of_id: of_id.map(|v| v.into()), of_name: of_name.map(|v| v.into()), level_id, level_label: level_label.into(), rank, before, after }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct SessionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SessionBorrowed, tokio_postgres::Error>,
    mapper: fn(SessionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SessionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SessionBorrowed) -> R) -> SessionQuery<'c, 'a, 's, C, R, N> {
        SessionQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct EntryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EntryBorrowed, tokio_postgres::Error>,
    mapper: fn(EntryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EntryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EntryBorrowed) -> R) -> EntryQuery<'c, 'a, 's, C, R, N> {
        EntryQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct SettledQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SettledBorrowed, tokio_postgres::Error>,
    mapper: fn(SettledBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SettledQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SettledBorrowed) -> R) -> SettledQuery<'c, 'a, 's, C, R, N> {
        SettledQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct GridRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GridRowBorrowed, tokio_postgres::Error>,
    mapper: fn(GridRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GridRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GridRowBorrowed) -> R) -> GridRowQuery<'c, 'a, 's, C, R, N> {
        GridRowQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct DistributionRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DistributionRowBorrowed, tokio_postgres::Error>,
    mapper: fn(DistributionRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DistributionRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DistributionRowBorrowed) -> R) -> DistributionRowQuery<'c, 'a, 's, C, R, N> {
        DistributionRowQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct StartCalibrationStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn start_calibration() -> StartCalibrationStmt {
    StartCalibrationStmt("select performance.start_calibration($1, $2) as new_version", None)
}
impl StartCalibrationStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, StartCalibrationParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for StartCalibrationStmt
{
    fn params(&'s self, client: &'c C, params: &'a StartCalibrationParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ResumeCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn resume_cycle() -> ResumeCycleStmt {
    ResumeCycleStmt("select performance.resume_cycle($1, $2, $3, $4) as new_version", None)
}
impl ResumeCycleStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        return_id: &'a uuid::Uuid,
        reason: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 4> {
        Optioni64Query {
            client,
            params: [id, row_version, return_id, reason],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ResumeCycleParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 4>, C> for ResumeCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a ResumeCycleParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 4> {
        self.bind(client, &params.id, &params.row_version, &params.return_id, &params.reason)
    }
}
pub struct OpenSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_session() -> OpenSessionStmt {
    OpenSessionStmt("select performance.open_session($1, $2, $3) as opened", None)
}
impl OpenSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        cycle_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        name: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [cycle_id, id, name],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, OpenSessionParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>, C> for OpenSessionStmt
{
    fn params(&'s self, client: &'c C, params: &'a OpenSessionParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.cycle_id, &params.id, &params.name)
    }
}
pub struct LockSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_session() -> LockSessionStmt {
    LockSessionStmt("select performance.lock_session($1, $2) as new_version", None)
}
impl LockSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query {
            client,
            params: [id, row_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, LockSessionParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for LockSessionStmt
{
    fn params(&'s self, client: &'c C, params: &'a LockSessionParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ListSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_sessions() -> ListSessionsStmt {
    ListSessionsStmt(
        "select s.id, s.cycle_id, s.name, s.state, s.created_at as opened_at, s.row_version from performance.calibration_sessions s where ($1::uuid is null or s.cycle_id = $1) and ($2::uuid is null or s.id > $2) order by s.id limit $3",
        None,
    )
}
impl ListSessionsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a Option<uuid::Uuid>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> SessionQuery<'c, 'a, 's, C, Session, 3> {
        SessionQuery {
            client,
            params: [cycle_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionBorrowed, tokio_postgres::Error> {
                Ok(SessionBorrowed {
                    id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    state: row.try_get(3)?,
                    opened_at: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                })
            },
            mapper: |it| Session::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListSessionsParams, SessionQuery<'c, 'a, 's, C, Session, 3>, C>
    for ListSessionsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListSessionsParams) -> SessionQuery<'c, 'a, 's, C, Session, 3> {
        self.bind(client, &params.cycle_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadSessionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_session() -> ReadSessionStmt {
    ReadSessionStmt(
        "select s.id, s.cycle_id, s.name, s.state, s.created_at as opened_at, s.row_version from performance.calibration_sessions s where s.id = $1",
        None,
    )
}
impl ReadSessionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> SessionQuery<'c, 'a, 's, C, Session, 1> {
        SessionQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionBorrowed, tokio_postgres::Error> {
                Ok(SessionBorrowed {
                    id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    state: row.try_get(3)?,
                    opened_at: row.try_get(4)?,
                    row_version: row.try_get(5)?,
                })
            },
            mapper: |it| Session::from(it),
        }
    }
}
pub struct MoveGradeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_grade() -> MoveGradeStmt {
    MoveGradeStmt("select performance.move_grade($1, $2, $3, $4, $5, $6) as entry", None)
}
impl MoveGradeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        session_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        participant_id: &'a uuid::Uuid,
        from_id: &'a uuid::Uuid,
        to_id: &'a uuid::Uuid,
        rationale: &'a T1,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 6> {
        OptionuuidUuidQuery {
            client,
            params: [session_id, id, participant_id, from_id, to_id, rationale],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, MoveGradeParams<T1>, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 6>, C> for MoveGradeStmt
{
    fn params(&'s self, client: &'c C, params: &'a MoveGradeParams<T1>) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 6> {
        self.bind(client, &params.session_id, &params.id, &params.participant_id, &params.from_id, &params.to_id, &params.rationale)
    }
}
pub struct ListEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries() -> ListEntriesStmt {
    ListEntriesStmt(
        "select n.id, n.session_id, n.cycle_id, n.participant_id, n.subject_id, s.display_name as subject_name, n.from_id, n.to_id, n.rationale, m.name as by, n.created_at as moved_at from performance.calibration_entries n left join people.employees s on s.org_id = n.org_id and s.id = n.subject_id left join identity.member_directory m on m.org_id = n.org_id and m.id = n.created_by where ($1::uuid is null or n.cycle_id = $1) and ($2::uuid is null or n.session_id = $2) and ($3::uuid is null or n.participant_id = $3) and ($4::uuid is null or n.id > $4) order by n.id limit $5",
        None,
    )
}
impl ListEntriesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a Option<uuid::Uuid>,
        session_id: &'a Option<uuid::Uuid>,
        participant_id: &'a Option<uuid::Uuid>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 5> {
        EntryQuery {
            client,
            params: [cycle_id, session_id, participant_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EntryBorrowed, tokio_postgres::Error> {
                Ok(EntryBorrowed {
                    id: row.try_get(0)?,
                    session_id: row.try_get(1)?,
                    cycle_id: row.try_get(2)?,
                    participant_id: row.try_get(3)?,
                    subject_id: row.try_get(4)?,
                    subject_name: row.try_get(5)?,
                    from_id: row.try_get(6)?,
                    to_id: row.try_get(7)?,
                    rationale: row.try_get(8)?,
                    by: row.try_get(9)?,
                    moved_at: row.try_get(10)?,
                })
            },
            mapper: |it| Entry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListEntriesParams, EntryQuery<'c, 'a, 's, C, Entry, 5>, C>
    for ListEntriesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListEntriesParams) -> EntryQuery<'c, 'a, 's, C, Entry, 5> {
        self.bind(client, &params.cycle_id, &params.session_id, &params.participant_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadEntryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_entry() -> ReadEntryStmt {
    ReadEntryStmt(
        "select n.id, n.session_id, n.cycle_id, n.participant_id, n.subject_id, s.display_name as subject_name, n.from_id, n.to_id, n.rationale, m.name as by, n.created_at as moved_at from performance.calibration_entries n left join people.employees s on s.org_id = n.org_id and s.id = n.subject_id left join identity.member_directory m on m.org_id = n.org_id and m.id = n.created_by where n.id = $1",
        None,
    )
}
impl ReadEntryStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> EntryQuery<'c, 'a, 's, C, Entry, 1> {
        EntryQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EntryBorrowed, tokio_postgres::Error> {
                Ok(EntryBorrowed {
                    id: row.try_get(0)?,
                    session_id: row.try_get(1)?,
                    cycle_id: row.try_get(2)?,
                    participant_id: row.try_get(3)?,
                    subject_id: row.try_get(4)?,
                    subject_name: row.try_get(5)?,
                    from_id: row.try_get(6)?,
                    to_id: row.try_get(7)?,
                    rationale: row.try_get(8)?,
                    by: row.try_get(9)?,
                    moved_at: row.try_get(10)?,
                })
            },
            mapper: |it| Entry::from(it),
        }
    }
}
pub struct ConfirmGradesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn confirm_grades() -> ConfirmGradesStmt {
    ConfirmGradesStmt("select performance.confirm_grades($1, $2) as confirmed", None)
}
impl ConfirmGradesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        who: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query { client, params: [id, who], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, ConfirmGradesParams<T1>, I64Query<'c, 'a, 's, C, i64, 2>, C> for ConfirmGradesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ConfirmGradesParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.id, &params.who)
    }
}
pub struct PreviewGradesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn preview_grades() -> PreviewGradesStmt {
    PreviewGradesStmt("select performance.preview_grades($1, $2) as shown", None)
}
impl PreviewGradesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        who: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query { client, params: [id, who], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, PreviewGradesParams<T1>, I64Query<'c, 'a, 's, C, i64, 2>, C> for PreviewGradesStmt
{
    fn params(&'s self, client: &'c C, params: &'a PreviewGradesParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.id, &params.who)
    }
}
pub struct NoteGradeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_grade() -> NoteGradeStmt {
    NoteGradeStmt("select performance.note_grade($1, $2, $3) as new_version", None)
}
impl NoteGradeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        note: &'a Option<T1>,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [id, row_version, note],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, NoteGradeParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for NoteGradeStmt
{
    fn params(&'s self, client: &'c C, params: &'a NoteGradeParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.note)
    }
}
pub struct ListSettledStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_settled() -> ListSettledStmt {
    ListSettledStmt(
        "select g.participant_id, x.cycle_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.confirmed, g.previewed_on, g.note, g.row_version from performance.calibrated_grades g left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id where ($1::uuid is null or x.cycle_id = $1) and ($2::uuid is null or g.subject_id = $2) and ($3::uuid is null or g.participant_id > $3) order by g.participant_id limit $4",
        None,
    )
}
impl ListSettledStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a Option<uuid::Uuid>,
        subject_id: &'a Option<uuid::Uuid>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> SettledQuery<'c, 'a, 's, C, Settled, 4> {
        SettledQuery {
            client,
            params: [cycle_id, subject_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettledBorrowed, tokio_postgres::Error> {
                Ok(SettledBorrowed {
                    participant_id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    subject_id: row.try_get(2)?,
                    subject_name: row.try_get(3)?,
                    level_id: row.try_get(4)?,
                    level_label: row.try_get(5)?,
                    confirmed: row.try_get(6)?,
                    previewed_on: row.try_get(7)?,
                    note: row.try_get(8)?,
                    row_version: row.try_get(9)?,
                })
            },
            mapper: |it| Settled::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListSettledParams, SettledQuery<'c, 'a, 's, C, Settled, 4>, C>
    for ListSettledStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListSettledParams) -> SettledQuery<'c, 'a, 's, C, Settled, 4> {
        self.bind(client, &params.cycle_id, &params.subject_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadSettledStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_settled() -> ReadSettledStmt {
    ReadSettledStmt(
        "select g.participant_id, x.cycle_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.confirmed, g.previewed_on, g.note, g.row_version from performance.calibrated_grades g left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id where g.participant_id = $1",
        None,
    )
}
impl ReadSettledStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> SettledQuery<'c, 'a, 's, C, Settled, 1> {
        SettledQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettledBorrowed, tokio_postgres::Error> {
                Ok(SettledBorrowed {
                    participant_id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    subject_id: row.try_get(2)?,
                    subject_name: row.try_get(3)?,
                    level_id: row.try_get(4)?,
                    level_label: row.try_get(5)?,
                    confirmed: row.try_get(6)?,
                    previewed_on: row.try_get(7)?,
                    note: row.try_get(8)?,
                    row_version: row.try_get(9)?,
                })
            },
            mapper: |it| Settled::from(it),
        }
    }
}
pub struct ListGridStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_grid() -> ListGridStmt {
    ListGridStmt(
        "select x.id as participant_id, x.employee_id as subject_id, s.display_name as subject_name, r.reviewer_id, w.display_name as reviewer_name, r.department_at_start, g.level_id as proposed_id, p.label as proposed_label, c.id as current_id, c.label as current_label, (select count(*) from performance.calibration_entries e where e.org_id = x.org_id and e.participant_id = x.id) as moves, coalesce(k.confirmed, false) as confirmed, k.previewed_on, k.row_version as settled_version from performance.cycle_participants x join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id left join performance.review_assignments a on a.org_id = x.org_id and a.participant_id = x.id and a.kind = 'manager' and a.state = 'submitted' left join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id left join performance.rating_levels p on p.org_id = g.org_id and p.id = g.level_id left join lateral (select e.to_id from performance.calibration_entries e join performance.calibration_sessions n on n.org_id = e.org_id and n.id = e.session_id and n.state <> 'set_aside' where e.org_id = x.org_id and e.participant_id = x.id order by e.step desc limit 1) m on g.level_id is not null left join performance.rating_levels c on c.org_id = x.org_id and c.id = coalesce(m.to_id, g.level_id) left join performance.calibrated_grades k on k.org_id = x.org_id and k.participant_id = x.id left join people.employees s on s.org_id = x.org_id and s.id = x.employee_id left join people.employees w on w.org_id = r.org_id and w.id = r.reviewer_id where x.cycle_id = $1 and exists (select from app.caller q where 'calibration.read' = any (q.permissions)) and not exists (select from performance.participant_exclusions n where n.org_id = x.org_id and n.participant_id = x.id) and ($2::uuid is null or x.id > $2) order by x.id limit $3",
        None,
    )
}
impl ListGridStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a uuid::Uuid,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> GridRowQuery<'c, 'a, 's, C, GridRow, 3> {
        GridRowQuery {
            client,
            params: [cycle_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GridRowBorrowed, tokio_postgres::Error> {
                Ok(GridRowBorrowed {
                    participant_id: row.try_get(0)?,
                    subject_id: row.try_get(1)?,
                    subject_name: row.try_get(2)?,
                    reviewer_id: row.try_get(3)?,
                    reviewer_name: row.try_get(4)?,
                    department_at_start: row.try_get(5)?,
                    proposed_id: row.try_get(6)?,
                    proposed_label: row.try_get(7)?,
                    current_id: row.try_get(8)?,
                    current_label: row.try_get(9)?,
                    moves: row.try_get(10)?,
                    confirmed: row.try_get(11)?,
                    previewed_on: row.try_get(12)?,
                    settled_version: row.try_get(13)?,
                })
            },
            mapper: |it| GridRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListGridParams, GridRowQuery<'c, 'a, 's, C, GridRow, 3>, C>
    for ListGridStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListGridParams) -> GridRowQuery<'c, 'a, 's, C, GridRow, 3> {
        self.bind(client, &params.cycle_id, &params.after_id, &params.page_size)
    }
}
pub struct DistributionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn distribution() -> DistributionStmt {
    DistributionStmt(
        "with graded as ( select case $1::text when 'reviewer' then r.reviewer_id::text when 'department' then r.department_at_start end as of_id, case $1::text when 'reviewer' then w.display_name when 'department' then r.department_at_start end as of_name, g.level_id as proposed_id, coalesce(m.to_id, g.level_id) as current_id from performance.cycle_participants x join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id join performance.review_assignments a on a.org_id = x.org_id and a.participant_id = x.id and a.kind = 'manager' and a.state = 'submitted' join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id left join lateral (select e.to_id from performance.calibration_entries e join performance.calibration_sessions n on n.org_id = e.org_id and n.id = e.session_id and n.state <> 'set_aside' where e.org_id = x.org_id and e.participant_id = x.id order by e.step desc limit 1) m on true left join people.employees w on w.org_id = r.org_id and w.id = r.reviewer_id where x.cycle_id = $2 and exists (select from app.caller q where 'calibration.read' = any (q.permissions)) and not exists (select from performance.participant_exclusions n where n.org_id = x.org_id and n.participant_id = x.id) ) select f.of_id, max(f.of_name) as of_name, l.id as level_id, l.label as level_label, l.rank, count(*) filter (where f.proposed_id = l.id) as before, count(*) filter (where f.current_id = l.id) as after from performance.review_cycles y join performance.rating_levels l on l.org_id = y.org_id and l.scale_id = y.scale_id join graded f on true where y.id = $2 group by f.of_id, l.id, l.label, l.rank order by max(f.of_name) nulls last, f.of_id, l.rank",
        None,
    )
}
impl DistributionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        by_what: &'a T1,
        cycle_id: &'a uuid::Uuid,
    ) -> DistributionRowQuery<'c, 'a, 's, C, DistributionRow, 2> {
        DistributionRowQuery {
            client,
            params: [by_what, cycle_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DistributionRowBorrowed, tokio_postgres::Error> {
                Ok(DistributionRowBorrowed {
                    of_id: row.try_get(0)?,
                    of_name: row.try_get(1)?,
                    level_id: row.try_get(2)?,
                    level_label: row.try_get(3)?,
                    rank: row.try_get(4)?,
                    before: row.try_get(5)?,
                    after: row.try_get(6)?,
                })
            },
            mapper: |it| DistributionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, DistributionParams<T1>, DistributionRowQuery<'c, 'a, 's, C, DistributionRow, 2>, C>
    for DistributionStmt
{
    fn params(&'s self, client: &'c C, params: &'a DistributionParams<T1>) -> DistributionRowQuery<'c, 'a, 's, C, DistributionRow, 2> {
        self.bind(client, &params.by_what, &params.cycle_id)
    }
}
