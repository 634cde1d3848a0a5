// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ExcludeParticipantParams<T1: crate::StringSql> {
    pub reason: T1,
    pub cycle_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct IncludeParticipantParams {
    pub cycle_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListProposalsParams {
    pub cycle_id: Option<uuid::Uuid>,
    pub author_id: Option<uuid::Uuid>,
    pub subject_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct ProposeGradeParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub level_id: uuid::Uuid,
    pub rationale: Option<T1>,
}
#[derive(Debug)]
pub struct ReleaseGradesParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub who: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ListReleasedParams {
    pub cycle_id: Option<uuid::Uuid>,
    pub subject_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AcknowledgeGradeParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub response: Option<T1>,
}
#[derive(Debug)]
pub struct AskCorrectionParams<T1: crate::StringSql> {
    pub grade_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub level_id: uuid::Uuid,
    pub reason: T1,
}
#[derive(Debug)]
pub struct AnswerCorrectionParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub answer: T1,
}
#[derive(Debug)]
pub struct ListCorrectionsParams<T1: crate::StringSql> {
    pub cycle_id: Option<uuid::Uuid>,
    pub subject_id: Option<uuid::Uuid>,
    pub state: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub assignment_id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<String>,
    pub level_id: Option<uuid::Uuid>,
    pub level_label: Option<String>,
    pub rationale: Option<String>,
    pub withheld: bool,
    pub row_version: i64,
}
pub struct ProposalBorrowed<'a> {
    pub assignment_id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<&'a str>,
    pub level_id: Option<uuid::Uuid>,
    pub level_label: Option<&'a str>,
    pub rationale: Option<&'a str>,
    pub withheld: bool,
    pub row_version: i64,
}
impl<'a> From<ProposalBorrowed<'a>> for Proposal {
    fn from(
        ProposalBorrowed {
            assignment_id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name,
            author_id,
            author_name,
            level_id,
            level_label,
            rationale,
            withheld,
            row_version,
        }: ProposalBorrowed<'a>,
    ) -> Self {
        Self {
            assignment_id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            author_id,
            author_name: author_name.map(|v| v.into()),
            level_id,
            level_label: level_label.map(|v| v.into()),
            rationale: rationale.map(|v| v.into()),
            withheld,
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Released {
    pub id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub level_id: uuid::Uuid,
    pub level_label: Option<String>,
    pub review_id: uuid::Uuid,
    pub released_at: chrono::DateTime<chrono::FixedOffset>,
    pub version: i32,
    pub supersedes_id: Option<uuid::Uuid>,
    pub correction_reason: Option<String>,
    pub acknowledged_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub response: Option<String>,
    pub superseded: bool,
}
pub struct ReleasedBorrowed<'a> {
    pub id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub level_id: uuid::Uuid,
    pub level_label: Option<&'a str>,
    pub review_id: uuid::Uuid,
    pub released_at: chrono::DateTime<chrono::FixedOffset>,
    pub version: i32,
    pub supersedes_id: Option<uuid::Uuid>,
    pub correction_reason: Option<&'a str>,
    pub acknowledged_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub response: Option<&'a str>,
    pub superseded: bool,
}
impl<'a> From<ReleasedBorrowed<'a>> for Released {
    fn from(
        ReleasedBorrowed {
            id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name,
            level_id,
            level_label,
            review_id,
            released_at,
            version,
            supersedes_id,
            correction_reason,
            acknowledged_at,
            response,
            superseded,
        }: ReleasedBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            level_id,
            level_label: level_label.map(|v| v.into()),
            review_id,
            released_at,
            version,
            supersedes_id,
            correction_reason: correction_reason.map(|v| v.into()),
            acknowledged_at,
            response: response.map(|v| v.into()),
            superseded,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    pub id: uuid::Uuid,
    pub grade_id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub level_id: uuid::Uuid,
    pub level_label: Option<String>,
    pub reason: String,
    pub state: String,
    pub by: Option<String>,
    pub answered_by: Option<String>,
    pub asked_at: chrono::DateTime<chrono::FixedOffset>,
    pub row_version: i64,
}
pub struct CorrectionBorrowed<'a> {
    pub id: uuid::Uuid,
    pub grade_id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub level_id: uuid::Uuid,
    pub level_label: Option<&'a str>,
    pub reason: &'a str,
    pub state: &'a str,
    pub by: Option<&'a str>,
    pub answered_by: Option<&'a str>,
    pub asked_at: chrono::DateTime<chrono::FixedOffset>,
    pub row_version: i64,
}
impl<'a> From<CorrectionBorrowed<'a>> for Correction {
    fn from(
        CorrectionBorrowed {
            id,
            grade_id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name,
            level_id,
            level_label,
            reason,
            state,
            by,
            answered_by,
            asked_at,
            row_version,
        }: CorrectionBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            grade_id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            level_id,
            level_label: level_label.map(|v| v.into()),
            reason: reason.into(),
            state: state.into(),
            by: by.map(|v| v.into()),
            answered_by: answered_by.map(|v| v.into()),
            asked_at,
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct CycleProgress {
    pub participants: i64,
    pub left_out: i64,
    pub released: i64,
    pub acknowledged: i64,
    pub self_assigned: i64,
    pub self_begun: i64,
    pub self_submitted: i64,
    pub manager_assigned: i64,
    pub manager_begun: i64,
    pub manager_submitted: i64,
    pub proposed: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct ProposalQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ProposalBorrowed, tokio_postgres::Error>,
    mapper: fn(ProposalBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ProposalQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ProposalBorrowed) -> R) -> ProposalQuery<'c, 'a, 's, C, R, N> {
        ProposalQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReleasedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReleasedBorrowed, tokio_postgres::Error>,
    mapper: fn(ReleasedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReleasedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReleasedBorrowed) -> R) -> ReleasedQuery<'c, 'a, 's, C, R, N> {
        ReleasedQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct CorrectionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CorrectionBorrowed, tokio_postgres::Error>,
    mapper: fn(CorrectionBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CorrectionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CorrectionBorrowed) -> R) -> CorrectionQuery<'c, 'a, 's, C, R, N> {
        CorrectionQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct CycleProgressQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CycleProgress, tokio_postgres::Error>,
    mapper: fn(CycleProgress) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CycleProgressQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CycleProgress) -> R) -> CycleProgressQuery<'c, 'a, 's, C, R, N> {
        CycleProgressQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ExcludeParticipantStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exclude_participant() -> ExcludeParticipantStmt {
    ExcludeParticipantStmt(
        "select performance.exclude_participant(x.id, $1) as new_version from performance.cycle_participants x where x.cycle_id = $2 and x.id = $3",
        None,
    )
}
impl ExcludeParticipantStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        reason: &'a T1,
        cycle_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [reason, cycle_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ExcludeParticipantParams<T1>, I64Query<'c, 'a, 's, C, i64, 3>, C> for ExcludeParticipantStmt
{
    fn params(&'s self, client: &'c C, params: &'a ExcludeParticipantParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.reason, &params.cycle_id, &params.id)
    }
}
pub struct IncludeParticipantStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn include_participant() -> IncludeParticipantStmt {
    IncludeParticipantStmt(
        "select performance.include_participant(x.id) as included from performance.cycle_participants x where x.cycle_id = $1 and x.id = $2",
        None,
    )
}
impl IncludeParticipantStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        OptionuuidUuidQuery {
            client,
            params: [cycle_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, IncludeParticipantParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C>
    for IncludeParticipantStmt
{
    fn params(&'s self, client: &'c C, params: &'a IncludeParticipantParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.cycle_id, &params.id)
    }
}
pub struct ReadProposalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_proposal() -> ReadProposalStmt {
    ReadProposalStmt(
        "select a.id as assignment_id, x.cycle_id, a.participant_id, a.subject_id, s.display_name as subject_name, a.author_id, w.display_name as author_name, g.level_id, l.label as level_label, g.rationale, coalesce(g.withheld, false) as withheld, coalesce(g.row_version, 0) as row_version from performance.review_assignments a left join performance.proposed_grades g on g.org_id = a.org_id and g.assignment_id = a.id left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id left join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id left join people.employees s on s.org_id = a.org_id and s.id = a.subject_id left join people.employees w on w.org_id = a.org_id and w.id = a.author_id where a.id = $1 and a.kind = 'manager' and (g.assignment_id is not null or (a.org_id, a.author_id) = (select c.org_id, c.employee_id from app.caller c))",
        None,
    )
}
impl ReadProposalStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ProposalQuery<'c, 'a, 's, C, Proposal, 1> {
        ProposalQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProposalBorrowed, tokio_postgres::Error> {
                Ok(ProposalBorrowed {
                    assignment_id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    author_id: row.try_get(5)?,
                    author_name: row.try_get(6)?,
                    level_id: row.try_get(7)?,
                    level_label: row.try_get(8)?,
                    rationale: row.try_get(9)?,
                    withheld: row.try_get(10)?,
                    row_version: row.try_get(11)?,
                })
            },
            mapper: |it| Proposal::from(it),
        }
    }
}
pub struct ListProposalsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_proposals() -> ListProposalsStmt {
    ListProposalsStmt(
        "select g.assignment_id, x.cycle_id, g.participant_id, g.subject_id, s.display_name as subject_name, g.author_id, w.display_name as author_name, g.level_id, l.label as level_label, g.rationale, g.withheld, g.row_version from performance.proposed_grades g left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id left join people.employees w on w.org_id = g.org_id and w.id = g.author_id where ($1::uuid is null or x.cycle_id = $1) and ($2::uuid is null or g.author_id = $2) and ($3::uuid is null or g.subject_id = $3) and ($4::uuid is null or g.assignment_id > $4) order by g.assignment_id limit $5",
        None,
    )
}
impl ListProposalsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a Option<uuid::Uuid>,
        author_id: &'a Option<uuid::Uuid>,
        subject_id: &'a Option<uuid::Uuid>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ProposalQuery<'c, 'a, 's, C, Proposal, 5> {
        ProposalQuery {
            client,
            params: [cycle_id, author_id, subject_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProposalBorrowed, tokio_postgres::Error> {
                Ok(ProposalBorrowed {
                    assignment_id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    author_id: row.try_get(5)?,
                    author_name: row.try_get(6)?,
                    level_id: row.try_get(7)?,
                    level_label: row.try_get(8)?,
                    rationale: row.try_get(9)?,
                    withheld: row.try_get(10)?,
                    row_version: row.try_get(11)?,
                })
            },
            mapper: |it| Proposal::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListProposalsParams, ProposalQuery<'c, 'a, 's, C, Proposal, 5>, C>
    for ListProposalsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListProposalsParams) -> ProposalQuery<'c, 'a, 's, C, Proposal, 5> {
        self.bind(client, &params.cycle_id, &params.author_id, &params.subject_id, &params.after_id, &params.page_size)
    }
}
pub struct ProposeGradeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn propose_grade() -> ProposeGradeStmt {
    ProposeGradeStmt("select performance.propose_grade($1, $2, $3, $4) as new_version", None)
}
impl ProposeGradeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        level_id: &'a uuid::Uuid,
        rationale: &'a Option<T1>,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 4> {
        Optioni64Query {
            client,
            params: [id, row_version, level_id, rationale],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ProposeGradeParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 4>, C> for ProposeGradeStmt
{
    fn params(&'s self, client: &'c C, params: &'a ProposeGradeParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 4> {
        self.bind(client, &params.id, &params.row_version, &params.level_id, &params.rationale)
    }
}
pub struct ReleaseGradesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release_grades() -> ReleaseGradesStmt {
    ReleaseGradesStmt("select performance.release_grades($1, $2, $3) as released", None)
}
impl ReleaseGradesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        who: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [id, row_version, who],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, ReleaseGradesParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for ReleaseGradesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ReleaseGradesParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.who)
    }
}
pub struct ListReleasedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_released() -> ListReleasedStmt {
    ListReleasedStmt(
        "select g.id, x.cycle_id, g.participant_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.review_id, g.created_at as released_at, g.version, g.supersedes_id, g.correction_reason, k.created_at as acknowledged_at, k.response, exists (select from performance.released_grades n where n.org_id = g.org_id and n.supersedes_id = g.id) as superseded from performance.released_grades g left join performance.grade_acknowledgements k on k.org_id = g.org_id and k.grade_id = g.id left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id where ($1::uuid is null or x.cycle_id = $1) and ($2::uuid is null or g.subject_id = $2) and ($3::uuid is null or g.id > $3) order by g.id limit $4",
        None,
    )
}
impl ListReleasedStmt {
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
    ) -> ReleasedQuery<'c, 'a, 's, C, Released, 4> {
        ReleasedQuery {
            client,
            params: [cycle_id, subject_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReleasedBorrowed, tokio_postgres::Error> {
                Ok(ReleasedBorrowed {
                    id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    level_id: row.try_get(5)?,
                    level_label: row.try_get(6)?,
                    review_id: row.try_get(7)?,
                    released_at: row.try_get(8)?,
                    version: row.try_get(9)?,
                    supersedes_id: row.try_get(10)?,
                    correction_reason: row.try_get(11)?,
                    acknowledged_at: row.try_get(12)?,
                    response: row.try_get(13)?,
                    superseded: row.try_get(14)?,
                })
            },
            mapper: |it| Released::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListReleasedParams, ReleasedQuery<'c, 'a, 's, C, Released, 4>, C>
    for ListReleasedStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListReleasedParams) -> ReleasedQuery<'c, 'a, 's, C, Released, 4> {
        self.bind(client, &params.cycle_id, &params.subject_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadReleasedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_released() -> ReadReleasedStmt {
    ReadReleasedStmt(
        "select g.id, x.cycle_id, g.participant_id, g.subject_id, s.display_name as subject_name, g.level_id, l.label as level_label, g.review_id, g.created_at as released_at, g.version, g.supersedes_id, g.correction_reason, k.created_at as acknowledged_at, k.response, exists (select from performance.released_grades n where n.org_id = g.org_id and n.supersedes_id = g.id) as superseded from performance.released_grades g left join performance.grade_acknowledgements k on k.org_id = g.org_id and k.grade_id = g.id left join performance.rating_levels l on l.org_id = g.org_id and l.id = g.level_id left join performance.cycle_participants x on x.org_id = g.org_id and x.id = g.participant_id left join people.employees s on s.org_id = g.org_id and s.id = g.subject_id where g.id = $1",
        None,
    )
}
impl ReadReleasedStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReleasedQuery<'c, 'a, 's, C, Released, 1> {
        ReleasedQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReleasedBorrowed, tokio_postgres::Error> {
                Ok(ReleasedBorrowed {
                    id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    level_id: row.try_get(5)?,
                    level_label: row.try_get(6)?,
                    review_id: row.try_get(7)?,
                    released_at: row.try_get(8)?,
                    version: row.try_get(9)?,
                    supersedes_id: row.try_get(10)?,
                    correction_reason: row.try_get(11)?,
                    acknowledged_at: row.try_get(12)?,
                    response: row.try_get(13)?,
                    superseded: row.try_get(14)?,
                })
            },
            mapper: |it| Released::from(it),
        }
    }
}
pub struct AcknowledgeGradeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn acknowledge_grade() -> AcknowledgeGradeStmt {
    AcknowledgeGradeStmt("select performance.acknowledge_grade($1, $2) as new_version", None)
}
impl AcknowledgeGradeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        response: &'a Option<T1>,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query { client, params: [id, response], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AcknowledgeGradeParams<T1>, I64Query<'c, 'a, 's, C, i64, 2>, C> for AcknowledgeGradeStmt
{
    fn params(&'s self, client: &'c C, params: &'a AcknowledgeGradeParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.id, &params.response)
    }
}
pub struct AskCorrectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ask_correction() -> AskCorrectionStmt {
    AskCorrectionStmt("select performance.ask_correction($1, $2, $3, $4) as asked", None)
}
impl AskCorrectionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        grade_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        level_id: &'a uuid::Uuid,
        reason: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [grade_id, id, level_id, reason],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AskCorrectionParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>, C> for AskCorrectionStmt
{
    fn params(&'s self, client: &'c C, params: &'a AskCorrectionParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.grade_id, &params.id, &params.level_id, &params.reason)
    }
}
pub struct AnswerCorrectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn answer_correction() -> AnswerCorrectionStmt {
    AnswerCorrectionStmt("select performance.answer_correction($1, $2) as grade", None)
}
impl AnswerCorrectionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        answer: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery { client, params: [id, answer], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AnswerCorrectionParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C> for AnswerCorrectionStmt
{
    fn params(&'s self, client: &'c C, params: &'a AnswerCorrectionParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.id, &params.answer)
    }
}
pub struct ListCorrectionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_corrections() -> ListCorrectionsStmt {
    ListCorrectionsStmt(
        "select k.id, k.grade_id, x.cycle_id, k.participant_id, k.subject_id, s.display_name as subject_name, k.level_id, l.label as level_label, k.reason, k.state, m.name as by, w.name as answered_by, k.created_at as asked_at, k.row_version from performance.grade_corrections k left join performance.rating_levels l on l.org_id = k.org_id and l.id = k.level_id left join performance.cycle_participants x on x.org_id = k.org_id and x.id = k.participant_id left join people.employees s on s.org_id = k.org_id and s.id = k.subject_id left join identity.member_directory m on m.org_id = k.org_id and m.id = k.created_by left join identity.member_directory w on w.org_id = k.org_id and w.id = k.answered_by where ($1::uuid is null or x.cycle_id = $1) and ($2::uuid is null or k.subject_id = $2) and ($3::text is null or k.state = $3) and ($4::uuid is null or k.id > $4) order by k.id limit $5",
        None,
    )
}
impl ListCorrectionsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        cycle_id: &'a Option<uuid::Uuid>,
        subject_id: &'a Option<uuid::Uuid>,
        state: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> CorrectionQuery<'c, 'a, 's, C, Correction, 5> {
        CorrectionQuery {
            client,
            params: [cycle_id, subject_id, state, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CorrectionBorrowed, tokio_postgres::Error> {
                Ok(CorrectionBorrowed {
                    id: row.try_get(0)?,
                    grade_id: row.try_get(1)?,
                    cycle_id: row.try_get(2)?,
                    participant_id: row.try_get(3)?,
                    subject_id: row.try_get(4)?,
                    subject_name: row.try_get(5)?,
                    level_id: row.try_get(6)?,
                    level_label: row.try_get(7)?,
                    reason: row.try_get(8)?,
                    state: row.try_get(9)?,
                    by: row.try_get(10)?,
                    answered_by: row.try_get(11)?,
                    asked_at: row.try_get(12)?,
                    row_version: row.try_get(13)?,
                })
            },
            mapper: |it| Correction::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListCorrectionsParams<T1>, CorrectionQuery<'c, 'a, 's, C, Correction, 5>, C> for ListCorrectionsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListCorrectionsParams<T1>) -> CorrectionQuery<'c, 'a, 's, C, Correction, 5> {
        self.bind(client, &params.cycle_id, &params.subject_id, &params.state, &params.after_id, &params.page_size)
    }
}
pub struct ReadCorrectionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_correction() -> ReadCorrectionStmt {
    ReadCorrectionStmt(
        "select k.id, k.grade_id, x.cycle_id, k.participant_id, k.subject_id, s.display_name as subject_name, k.level_id, l.label as level_label, k.reason, k.state, m.name as by, w.name as answered_by, k.created_at as asked_at, k.row_version from performance.grade_corrections k left join performance.rating_levels l on l.org_id = k.org_id and l.id = k.level_id left join performance.cycle_participants x on x.org_id = k.org_id and x.id = k.participant_id left join people.employees s on s.org_id = k.org_id and s.id = k.subject_id left join identity.member_directory m on m.org_id = k.org_id and m.id = k.created_by left join identity.member_directory w on w.org_id = k.org_id and w.id = k.answered_by where k.id = $1",
        None,
    )
}
impl ReadCorrectionStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> CorrectionQuery<'c, 'a, 's, C, Correction, 1> {
        CorrectionQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CorrectionBorrowed, tokio_postgres::Error> {
                Ok(CorrectionBorrowed {
                    id: row.try_get(0)?,
                    grade_id: row.try_get(1)?,
                    cycle_id: row.try_get(2)?,
                    participant_id: row.try_get(3)?,
                    subject_id: row.try_get(4)?,
                    subject_name: row.try_get(5)?,
                    level_id: row.try_get(6)?,
                    level_label: row.try_get(7)?,
                    reason: row.try_get(8)?,
                    state: row.try_get(9)?,
                    by: row.try_get(10)?,
                    answered_by: row.try_get(11)?,
                    asked_at: row.try_get(12)?,
                    row_version: row.try_get(13)?,
                })
            },
            mapper: |it| Correction::from(it),
        }
    }
}
pub struct CycleProgressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cycle_progress() -> CycleProgressStmt {
    CycleProgressStmt(
        "select count(x.id) as participants, count(n.participant_id) as left_out, count(r.id) as released, count(*) filter (where exists (select from performance.grade_acknowledgements k where k.org_id = x.org_id and k.participant_id = x.id and not exists (select from performance.released_grades n where n.org_id = k.org_id and n.supersedes_id = k.grade_id))) as acknowledged, count(s.id) filter (where s.state = 'assigned') as self_assigned, count(s.id) filter (where s.state in ('draft', 'reopened')) as self_begun, count(s.id) filter (where s.state = 'submitted') as self_submitted, count(m.id) filter (where m.state = 'assigned') as manager_assigned, count(m.id) filter (where m.state in ('draft', 'reopened')) as manager_begun, count(m.id) filter (where m.state = 'submitted') as manager_submitted, count(g.assignment_id) as proposed from performance.review_cycles y left join performance.cycle_participants x on x.org_id = y.org_id and x.cycle_id = y.id left join performance.participant_exclusions n on n.org_id = x.org_id and n.participant_id = x.id left join performance.released_grades r on r.org_id = x.org_id and r.participant_id = x.id and r.version = 1 left join performance.review_assignments s on s.org_id = x.org_id and s.participant_id = x.id and s.kind = 'self' and s.state not in ('reassigned', 'withdrawn') left join performance.review_assignments m on m.org_id = x.org_id and m.participant_id = x.id and m.kind = 'manager' and m.state not in ('reassigned', 'withdrawn') left join performance.proposed_grades g on g.org_id = m.org_id and g.assignment_id = m.id where y.id = $1 group by y.org_id, y.id",
        None,
    )
}
impl CycleProgressStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> CycleProgressQuery<'c, 'a, 's, C, CycleProgress, 1> {
        CycleProgressQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CycleProgress, tokio_postgres::Error> {
                Ok(CycleProgress {
                    participants: row.try_get(0)?,
                    left_out: row.try_get(1)?,
                    released: row.try_get(2)?,
                    acknowledged: row.try_get(3)?,
                    self_assigned: row.try_get(4)?,
                    self_begun: row.try_get(5)?,
                    self_submitted: row.try_get(6)?,
                    manager_assigned: row.try_get(7)?,
                    manager_begun: row.try_get(8)?,
                    manager_submitted: row.try_get(9)?,
                    proposed: row.try_get(10)?,
                })
            },
            mapper: |it| CycleProgress::from(it),
        }
    }
}
