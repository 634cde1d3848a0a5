// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListAssignmentsParams<T1: crate::StringSql> {
    pub cycle_id: Option<uuid::Uuid>,
    pub author_id: Option<uuid::Uuid>,
    pub subject_id: Option<uuid::Uuid>,
    pub state: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct SaveDraftParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub answers: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct DiscardDraftParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct SubmitReviewParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct ReopenReviewParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub reason: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ListReviewsParams {
    pub participant_id: Option<uuid::Uuid>,
    pub author_id: Option<uuid::Uuid>,
    pub subject_id: Option<uuid::Uuid>,
    pub assignment_id: Option<uuid::Uuid>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    pub id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<String>,
    pub kind: String,
    pub state: String,
    pub due_on: Option<chrono::NaiveDate>,
    pub replaces_id: Option<uuid::Uuid>,
    pub reopen_reason: Option<String>,
    pub row_version: i64,
}
pub struct AssignmentBorrowed<'a> {
    pub id: uuid::Uuid,
    pub cycle_id: Option<uuid::Uuid>,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<&'a str>,
    pub kind: &'a str,
    pub state: &'a str,
    pub due_on: Option<chrono::NaiveDate>,
    pub replaces_id: Option<uuid::Uuid>,
    pub reopen_reason: Option<&'a str>,
    pub row_version: i64,
}
impl<'a> From<AssignmentBorrowed<'a>> for Assignment {
    fn from(
        AssignmentBorrowed {
            id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name,
            author_id,
            author_name,
            kind,
            state,
            due_on,
            replaces_id,
            reopen_reason,
            row_version,
        }: AssignmentBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            cycle_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            author_id,
            author_name: author_name.map(|v| v.into()),
            kind: kind.into(),
            state: state.into(),
            due_on,
            replaces_id,
            reopen_reason: reopen_reason.map(|v| v.into()),
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDraft {
    pub answers: serde_json::Value,
    pub row_version: i64,
}
pub struct ReadDraftBorrowed<'a> {
    pub answers: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub row_version: i64,
}
impl<'a> From<ReadDraftBorrowed<'a>> for ReadDraft {
    fn from(ReadDraftBorrowed { answers, row_version }: ReadDraftBorrowed<'a>) -> Self {
        Self { answers: serde_json::from_str(answers.0.get()).unwrap(), row_version }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListReviews {
    pub id: uuid::Uuid,
    pub assignment_id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<String>,
    pub kind: String,
    pub version: i32,
    pub withheld: bool,
    pub submitted_at: chrono::DateTime<chrono::FixedOffset>,
    pub superseded: bool,
}
pub struct ListReviewsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub assignment_id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<&'a str>,
    pub kind: &'a str,
    pub version: i32,
    pub withheld: bool,
    pub submitted_at: chrono::DateTime<chrono::FixedOffset>,
    pub superseded: bool,
}
impl<'a> From<ListReviewsBorrowed<'a>> for ListReviews {
    fn from(
        ListReviewsBorrowed {
            id,
            assignment_id,
            participant_id,
            subject_id,
            subject_name,
            author_id,
            author_name,
            kind,
            version,
            withheld,
            submitted_at,
            superseded,
        }: ListReviewsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            assignment_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            author_id,
            author_name: author_name.map(|v| v.into()),
            kind: kind.into(),
            version,
            withheld,
            submitted_at,
            superseded,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadReview {
    pub id: uuid::Uuid,
    pub assignment_id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<String>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<String>,
    pub kind: String,
    pub version: i32,
    pub withheld: bool,
    pub submitted_at: chrono::DateTime<chrono::FixedOffset>,
    pub superseded: bool,
    pub answers: serde_json::Value,
}
pub struct ReadReviewBorrowed<'a> {
    pub id: uuid::Uuid,
    pub assignment_id: uuid::Uuid,
    pub participant_id: uuid::Uuid,
    pub subject_id: uuid::Uuid,
    pub subject_name: Option<&'a str>,
    pub author_id: uuid::Uuid,
    pub author_name: Option<&'a str>,
    pub kind: &'a str,
    pub version: i32,
    pub withheld: bool,
    pub submitted_at: chrono::DateTime<chrono::FixedOffset>,
    pub superseded: bool,
    pub answers: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<ReadReviewBorrowed<'a>> for ReadReview {
    fn from(
        ReadReviewBorrowed {
            id,
            assignment_id,
            participant_id,
            subject_id,
            subject_name,
            author_id,
            author_name,
            kind,
            version,
            withheld,
            submitted_at,
            superseded,
            answers,
        }: ReadReviewBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            assignment_id,
            participant_id,
            subject_id,
            subject_name: subject_name.map(|v| v.into()),
            author_id,
            author_name: author_name.map(|v| v.into()),
            kind: kind.into(),
            version,
            withheld,
            submitted_at,
            superseded,
            answers: serde_json::from_str(answers.0.get()).unwrap(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AssignmentQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AssignmentBorrowed, tokio_postgres::Error>,
    mapper: fn(AssignmentBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AssignmentQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AssignmentBorrowed) -> R) -> AssignmentQuery<'c, 'a, 's, C, R, N> {
        AssignmentQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadDraftQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadDraftBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadDraftBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadDraftQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadDraftBorrowed) -> R) -> ReadDraftQuery<'c, 'a, 's, C, R, N> {
        ReadDraftQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListReviewsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListReviewsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListReviewsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListReviewsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListReviewsBorrowed) -> R) -> ListReviewsQuery<'c, 'a, 's, C, R, N> {
        ListReviewsQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadReviewQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadReviewBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadReviewBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadReviewQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadReviewBorrowed) -> R) -> ReadReviewQuery<'c, 'a, 's, C, R, N> {
        ReadReviewQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListAssignmentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_assignments() -> ListAssignmentsStmt {
    ListAssignmentsStmt(
        "select a.id, x.cycle_id, a.participant_id, a.subject_id, s.display_name as subject_name, a.author_id, w.display_name as author_name, a.kind, a.state, case a.kind when 'self' then y.self_due else y.manager_due end as due_on, a.replaces_id, a.reopen_reason, a.row_version from performance.review_assignments a left join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id left join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id left join people.employees s on s.org_id = a.org_id and s.id = a.subject_id left join people.employees w on w.org_id = a.org_id and w.id = a.author_id where ($1::uuid is null or x.cycle_id = $1) and ($2::uuid is null or a.author_id = $2) and ($3::uuid is null or a.subject_id = $3) and ($4::text is null or a.state = $4) and ($5::uuid is null or a.id > $5) order by a.id limit $6",
        None,
    )
}
impl ListAssignmentsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        cycle_id: &'a Option<uuid::Uuid>,
        author_id: &'a Option<uuid::Uuid>,
        subject_id: &'a Option<uuid::Uuid>,
        state: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> AssignmentQuery<'c, 'a, 's, C, Assignment, 6> {
        AssignmentQuery {
            client,
            params: [cycle_id, author_id, subject_id, state, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AssignmentBorrowed, tokio_postgres::Error> {
                Ok(AssignmentBorrowed {
                    id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    author_id: row.try_get(5)?,
                    author_name: row.try_get(6)?,
                    kind: row.try_get(7)?,
                    state: row.try_get(8)?,
                    due_on: row.try_get(9)?,
                    replaces_id: row.try_get(10)?,
                    reopen_reason: row.try_get(11)?,
                    row_version: row.try_get(12)?,
                })
            },
            mapper: |it| Assignment::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListAssignmentsParams<T1>, AssignmentQuery<'c, 'a, 's, C, Assignment, 6>, C> for ListAssignmentsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListAssignmentsParams<T1>) -> AssignmentQuery<'c, 'a, 's, C, Assignment, 6> {
        self.bind(client, &params.cycle_id, &params.author_id, &params.subject_id, &params.state, &params.after_id, &params.page_size)
    }
}
pub struct ReadAssignmentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_assignment() -> ReadAssignmentStmt {
    ReadAssignmentStmt(
        "select a.id, x.cycle_id, a.participant_id, a.subject_id, s.display_name as subject_name, a.author_id, w.display_name as author_name, a.kind, a.state, case a.kind when 'self' then y.self_due else y.manager_due end as due_on, a.replaces_id, a.reopen_reason, a.row_version from performance.review_assignments a left join performance.cycle_participants x on x.org_id = a.org_id and x.id = a.participant_id left join performance.review_cycles y on y.org_id = x.org_id and y.id = x.cycle_id left join people.employees s on s.org_id = a.org_id and s.id = a.subject_id left join people.employees w on w.org_id = a.org_id and w.id = a.author_id where a.id = $1",
        None,
    )
}
impl ReadAssignmentStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> AssignmentQuery<'c, 'a, 's, C, Assignment, 1> {
        AssignmentQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AssignmentBorrowed, tokio_postgres::Error> {
                Ok(AssignmentBorrowed {
                    id: row.try_get(0)?,
                    cycle_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    author_id: row.try_get(5)?,
                    author_name: row.try_get(6)?,
                    kind: row.try_get(7)?,
                    state: row.try_get(8)?,
                    due_on: row.try_get(9)?,
                    replaces_id: row.try_get(10)?,
                    reopen_reason: row.try_get(11)?,
                    row_version: row.try_get(12)?,
                })
            },
            mapper: |it| Assignment::from(it),
        }
    }
}
pub struct ReadDraftStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_draft() -> ReadDraftStmt {
    ReadDraftStmt(
        "select coalesce(d.answers, '{}') as answers, coalesce(d.row_version, 0) as row_version from performance.review_assignments a join app.caller c on c.org_id = a.org_id and c.employee_id = a.author_id left join performance.review_drafts d on d.org_id = a.org_id and d.assignment_id = a.id where a.id = $1",
        None,
    )
}
impl ReadDraftStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReadDraftQuery<'c, 'a, 's, C, ReadDraft, 1> {
        ReadDraftQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadDraftBorrowed, tokio_postgres::Error> {
                Ok(ReadDraftBorrowed { answers: row.try_get(0)?, row_version: row.try_get(1)? })
            },
            mapper: |it| ReadDraft::from(it),
        }
    }
}
pub struct SaveDraftStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn save_draft() -> SaveDraftStmt {
    SaveDraftStmt("select performance.save_draft($1, $2, $3) as new_version", None)
}
impl SaveDraftStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        answers: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [id, row_version, answers],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, SaveDraftParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for SaveDraftStmt
{
    fn params(&'s self, client: &'c C, params: &'a SaveDraftParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.answers)
    }
}
pub struct DiscardDraftStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn discard_draft() -> DiscardDraftStmt {
    DiscardDraftStmt("select performance.discard_draft($1, $2) as discarded", None)
}
impl DiscardDraftStmt {
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
    crate::client::async_::Params<'c, 'a, 's, DiscardDraftParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C> for DiscardDraftStmt
{
    fn params(&'s self, client: &'c C, params: &'a DiscardDraftParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct SubmitReviewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn submit_review() -> SubmitReviewStmt {
    SubmitReviewStmt("select performance.submit_review($1, $2) as review_id", None)
}
impl SubmitReviewStmt {
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
    crate::client::async_::Params<'c, 'a, 's, SubmitReviewParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C> for SubmitReviewStmt
{
    fn params(&'s self, client: &'c C, params: &'a SubmitReviewParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ReopenReviewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reopen_review() -> ReopenReviewStmt {
    ReopenReviewStmt("select performance.reopen_review($1, $2, $3) as new_version", None)
}
impl ReopenReviewStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        reason: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [id, row_version, reason],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ReopenReviewParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for ReopenReviewStmt
{
    fn params(&'s self, client: &'c C, params: &'a ReopenReviewParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.reason)
    }
}
pub struct ListReviewsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_reviews() -> ListReviewsStmt {
    ListReviewsStmt(
        "select r.id, r.assignment_id, r.participant_id, r.subject_id, s.display_name as subject_name, r.author_id, w.display_name as author_name, r.kind, r.version, r.withheld, r.created_at as submitted_at, exists (select from performance.reviews o where o.org_id = r.org_id and o.assignment_id = r.assignment_id and o.version > r.version) as superseded from performance.reviews r left join people.employees s on s.org_id = r.org_id and s.id = r.subject_id left join people.employees w on w.org_id = r.org_id and w.id = r.author_id where ($1::uuid is null or r.participant_id = $1) and ($2::uuid is null or r.author_id = $2) and ($3::uuid is null or r.subject_id = $3) and ($4::uuid is null or r.assignment_id = $4) and ($5::uuid is null or r.id > $5) order by r.id limit $6",
        None,
    )
}
impl ListReviewsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        participant_id: &'a Option<uuid::Uuid>,
        author_id: &'a Option<uuid::Uuid>,
        subject_id: &'a Option<uuid::Uuid>,
        assignment_id: &'a Option<uuid::Uuid>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> ListReviewsQuery<'c, 'a, 's, C, ListReviews, 6> {
        ListReviewsQuery {
            client,
            params: [participant_id, author_id, subject_id, assignment_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListReviewsBorrowed, tokio_postgres::Error> {
                Ok(ListReviewsBorrowed {
                    id: row.try_get(0)?,
                    assignment_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    author_id: row.try_get(5)?,
                    author_name: row.try_get(6)?,
                    kind: row.try_get(7)?,
                    version: row.try_get(8)?,
                    withheld: row.try_get(9)?,
                    submitted_at: row.try_get(10)?,
                    superseded: row.try_get(11)?,
                })
            },
            mapper: |it| ListReviews::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListReviewsParams, ListReviewsQuery<'c, 'a, 's, C, ListReviews, 6>, C>
    for ListReviewsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListReviewsParams) -> ListReviewsQuery<'c, 'a, 's, C, ListReviews, 6> {
        self.bind(client, &params.participant_id, &params.author_id, &params.subject_id, &params.assignment_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadReviewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_review() -> ReadReviewStmt {
    ReadReviewStmt(
        "select r.id, r.assignment_id, r.participant_id, r.subject_id, s.display_name as subject_name, r.author_id, w.display_name as author_name, r.kind, r.version, r.withheld, r.created_at as submitted_at, exists (select from performance.reviews o where o.org_id = r.org_id and o.assignment_id = r.assignment_id and o.version > r.version) as superseded, coalesce((select jsonb_agg(jsonb_build_object('question_id', n.question_id, 'prompt', q.prompt, 'rating_id', n.rating_id, 'rating_label', l.label, 'answer', n.answer) order by q.rank) from performance.review_answers n join performance.review_questions q on q.org_id = n.org_id and q.id = n.question_id left join performance.rating_levels l on l.org_id = n.org_id and l.id = n.rating_id where n.org_id = r.org_id and n.review_id = r.id), '[]') as answers from performance.reviews r left join people.employees s on s.org_id = r.org_id and s.id = r.subject_id left join people.employees w on w.org_id = r.org_id and w.id = r.author_id where r.id = $1",
        None,
    )
}
impl ReadReviewStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReadReviewQuery<'c, 'a, 's, C, ReadReview, 1> {
        ReadReviewQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadReviewBorrowed, tokio_postgres::Error> {
                Ok(ReadReviewBorrowed {
                    id: row.try_get(0)?,
                    assignment_id: row.try_get(1)?,
                    participant_id: row.try_get(2)?,
                    subject_id: row.try_get(3)?,
                    subject_name: row.try_get(4)?,
                    author_id: row.try_get(5)?,
                    author_name: row.try_get(6)?,
                    kind: row.try_get(7)?,
                    version: row.try_get(8)?,
                    withheld: row.try_get(9)?,
                    submitted_at: row.try_get(10)?,
                    superseded: row.try_get(11)?,
                    answers: row.try_get(12)?,
                })
            },
            mapper: |it| ReadReview::from(it),
        }
    }
}
