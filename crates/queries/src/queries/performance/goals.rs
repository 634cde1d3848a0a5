// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListGoalsParams<T1: crate::StringSql> {
    pub owner_id: Option<uuid::Uuid>,
    pub cycle_id: Option<uuid::Uuid>,
    pub parent_id: Option<uuid::Uuid>,
    pub state: Option<T1>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct OpenGoalParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub fields: T1,
}
#[derive(Debug)]
pub struct KeepGoalParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub changes: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveGoalParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ActivateGoalParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct ConcludeGoalParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub outcome: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RecordKeyResultParams {
    pub row_version: i64,
    pub current_value: f64,
    pub goal_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListUpdatesParams {
    pub goal_id: uuid::Uuid,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReadUpdateParams {
    pub goal_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AddUpdateParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub goal_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub note: T1,
    pub state: Option<T2>,
}
#[derive(Clone, Copy, Debug)]
pub struct ListChangesParams {
    pub goal_id: uuid::Uuid,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AskChangeParams<T1: crate::JsonSql> {
    pub goal_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub wish: T1,
}
#[derive(Debug)]
pub struct AnswerChangeParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub answer_id: uuid::Uuid,
    pub step: T1,
    pub note: Option<T2>,
    pub goal_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ReadChangeParams {
    pub goal_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    pub id: uuid::Uuid,
    pub owner_id: uuid::Uuid,
    pub owner_name: Option<String>,
    pub parent_id: Option<uuid::Uuid>,
    pub cycle_id: Option<uuid::Uuid>,
    pub kind: String,
    pub visibility: String,
    pub state: String,
    pub title: String,
    pub description: Option<String>,
    pub weight: Option<i16>,
    pub due: Option<chrono::NaiveDate>,
    pub row_version: i64,
}
pub struct GoalBorrowed<'a> {
    pub id: uuid::Uuid,
    pub owner_id: uuid::Uuid,
    pub owner_name: Option<&'a str>,
    pub parent_id: Option<uuid::Uuid>,
    pub cycle_id: Option<uuid::Uuid>,
    pub kind: &'a str,
    pub visibility: &'a str,
    pub state: &'a str,
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub weight: Option<i16>,
    pub due: Option<chrono::NaiveDate>,
    pub row_version: i64,
}
impl<'a> From<GoalBorrowed<'a>> for Goal {
    fn from(
        GoalBorrowed {
            id,
            owner_id,
            owner_name,
            parent_id,
            cycle_id,
            kind,
            visibility,
            state,
            title,
            description,
            weight,
            due,
            row_version,
        }: GoalBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            owner_id,
            owner_name: owner_name.map(|v| v.into()),
            parent_id,
            cycle_id,
            kind: kind.into(),
            visibility: visibility.into(),
            state: state.into(),
            title: title.into(),
            description: description.map(|v| v.into()),
            weight,
            due,
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadGoal {
    pub id: uuid::Uuid,
    pub owner_id: uuid::Uuid,
    pub owner_name: Option<String>,
    pub parent_id: Option<uuid::Uuid>,
    pub cycle_id: Option<uuid::Uuid>,
    pub kind: String,
    pub visibility: String,
    pub state: String,
    pub title: String,
    pub description: Option<String>,
    pub weight: Option<i16>,
    pub due: Option<chrono::NaiveDate>,
    pub row_version: i64,
    pub key_results: serde_json::Value,
}
pub struct ReadGoalBorrowed<'a> {
    pub id: uuid::Uuid,
    pub owner_id: uuid::Uuid,
    pub owner_name: Option<&'a str>,
    pub parent_id: Option<uuid::Uuid>,
    pub cycle_id: Option<uuid::Uuid>,
    pub kind: &'a str,
    pub visibility: &'a str,
    pub state: &'a str,
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub weight: Option<i16>,
    pub due: Option<chrono::NaiveDate>,
    pub row_version: i64,
    pub key_results: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<ReadGoalBorrowed<'a>> for ReadGoal {
    fn from(
        ReadGoalBorrowed {
            id,
            owner_id,
            owner_name,
            parent_id,
            cycle_id,
            kind,
            visibility,
            state,
            title,
            description,
            weight,
            due,
            row_version,
            key_results,
        }: ReadGoalBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            owner_id,
            owner_name: owner_name.map(|v| v.into()),
            parent_id,
            cycle_id,
            kind: kind.into(),
            visibility: visibility.into(),
            state: state.into(),
            title: title.into(),
            description: description.map(|v| v.into()),
            weight,
            due,
            row_version,
            key_results: serde_json::from_str(key_results.0.get()).unwrap(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct GoalUpdate {
    pub id: uuid::Uuid,
    pub author_id: uuid::Uuid,
    pub author_name: Option<String>,
    pub state: Option<String>,
    pub note: String,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
}
pub struct GoalUpdateBorrowed<'a> {
    pub id: uuid::Uuid,
    pub author_id: uuid::Uuid,
    pub author_name: Option<&'a str>,
    pub state: Option<&'a str>,
    pub note: &'a str,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
}
impl<'a> From<GoalUpdateBorrowed<'a>> for GoalUpdate {
    fn from(GoalUpdateBorrowed { id, author_id, author_name, state, note, created_at }: GoalUpdateBorrowed<'a>) -> Self {
        Self { id, author_id, author_name: author_name.map(|v| v.into()), state: state.map(|v| v.into()), note: note.into(), created_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct GoalChange {
    pub id: uuid::Uuid,
    pub author_id: uuid::Uuid,
    pub author_name: Option<String>,
    pub party: String,
    pub aim: String,
    pub key_result_id: Option<uuid::Uuid>,
    pub target_value: Option<f64>,
    pub weight: Option<i16>,
    pub outcome: Option<String>,
    pub note: Option<String>,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub answer: Option<String>,
    pub answered_by: Option<uuid::Uuid>,
    pub answered_name: Option<String>,
    pub answered_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub answer_note: Option<String>,
}
pub struct GoalChangeBorrowed<'a> {
    pub id: uuid::Uuid,
    pub author_id: uuid::Uuid,
    pub author_name: Option<&'a str>,
    pub party: &'a str,
    pub aim: &'a str,
    pub key_result_id: Option<uuid::Uuid>,
    pub target_value: Option<f64>,
    pub weight: Option<i16>,
    pub outcome: Option<&'a str>,
    pub note: Option<&'a str>,
    pub created_at: chrono::DateTime<chrono::FixedOffset>,
    pub answer: Option<&'a str>,
    pub answered_by: Option<uuid::Uuid>,
    pub answered_name: Option<&'a str>,
    pub answered_at: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub answer_note: Option<&'a str>,
}
impl<'a> From<GoalChangeBorrowed<'a>> for GoalChange {
    fn from(
        GoalChangeBorrowed {
            id,
            author_id,
            author_name,
            party,
            aim,
            key_result_id,
            target_value,
            weight,
            outcome,
            note,
            created_at,
            answer,
            answered_by,
            answered_name,
            answered_at,
            answer_note,
        }: GoalChangeBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            author_id,
            author_name: author_name.map(|v| v.into()),
            party: party.into(),
            aim: aim.into(),
            key_result_id,
            target_value,
            weight,
            outcome: outcome.map(|v| v.into()),
            note: note.map(|v| v.into()),
            created_at,
            answer: answer.map(|v| v.into()),
            answered_by,
            answered_name: answered_name.map(|v| v.into()),
            answered_at,
            answer_note: answer_note.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct GoalQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GoalBorrowed, tokio_postgres::Error>,
    mapper: fn(GoalBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GoalQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GoalBorrowed) -> R) -> GoalQuery<'c, 'a, 's, C, R, N> {
        GoalQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadGoalQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadGoalBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadGoalBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadGoalQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadGoalBorrowed) -> R) -> ReadGoalQuery<'c, 'a, 's, C, R, N> {
        ReadGoalQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct GoalUpdateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GoalUpdateBorrowed, tokio_postgres::Error>,
    mapper: fn(GoalUpdateBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GoalUpdateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GoalUpdateBorrowed) -> R) -> GoalUpdateQuery<'c, 'a, 's, C, R, N> {
        GoalUpdateQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct GoalChangeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<GoalChangeBorrowed, tokio_postgres::Error>,
    mapper: fn(GoalChangeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> GoalChangeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(GoalChangeBorrowed) -> R) -> GoalChangeQuery<'c, 'a, 's, C, R, N> {
        GoalChangeQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListGoalsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_goals() -> ListGoalsStmt {
    ListGoalsStmt(
        "select g.id, g.owner_id, e.display_name as owner_name, g.parent_id, g.cycle_id, g.kind, g.visibility, g.state, g.title, g.description, g.weight, g.due, g.row_version from performance.goals g left join people.employees e on e.org_id = g.org_id and e.id = g.owner_id where ($1::uuid is null or g.owner_id = $1) and ($2::uuid is null or g.cycle_id = $2) and ($3::uuid is null or g.parent_id = $3) and ($4::text is null or g.state = $4) and ($5::uuid is null or g.id > $5) order by g.id limit $6",
        None,
    )
}
impl ListGoalsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        owner_id: &'a Option<uuid::Uuid>,
        cycle_id: &'a Option<uuid::Uuid>,
        parent_id: &'a Option<uuid::Uuid>,
        state: &'a Option<T1>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> GoalQuery<'c, 'a, 's, C, Goal, 6> {
        GoalQuery {
            client,
            params: [owner_id, cycle_id, parent_id, state, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GoalBorrowed, tokio_postgres::Error> {
                Ok(GoalBorrowed {
                    id: row.try_get(0)?,
                    owner_id: row.try_get(1)?,
                    owner_name: row.try_get(2)?,
                    parent_id: row.try_get(3)?,
                    cycle_id: row.try_get(4)?,
                    kind: row.try_get(5)?,
                    visibility: row.try_get(6)?,
                    state: row.try_get(7)?,
                    title: row.try_get(8)?,
                    description: row.try_get(9)?,
                    weight: row.try_get(10)?,
                    due: row.try_get(11)?,
                    row_version: row.try_get(12)?,
                })
            },
            mapper: |it| Goal::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListGoalsParams<T1>, GoalQuery<'c, 'a, 's, C, Goal, 6>, C> for ListGoalsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListGoalsParams<T1>) -> GoalQuery<'c, 'a, 's, C, Goal, 6> {
        self.bind(client, &params.owner_id, &params.cycle_id, &params.parent_id, &params.state, &params.after_id, &params.page_size)
    }
}
pub struct ReadGoalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_goal() -> ReadGoalStmt {
    ReadGoalStmt(
        "select g.id, g.owner_id, e.display_name as owner_name, g.parent_id, g.cycle_id, g.kind, g.visibility, g.state, g.title, g.description, g.weight, g.due, g.row_version, coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'unit', k.unit, 'start_value', k.start_value, 'target_value', k.target_value, 'current_value', k.current_value) order by k.rank) from performance.key_results k where k.org_id = g.org_id and k.goal_id = g.id), '[]') as key_results from performance.goals g left join people.employees e on e.org_id = g.org_id and e.id = g.owner_id where g.id = $1",
        None,
    )
}
impl ReadGoalStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReadGoalQuery<'c, 'a, 's, C, ReadGoal, 1> {
        ReadGoalQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadGoalBorrowed, tokio_postgres::Error> {
                Ok(ReadGoalBorrowed {
                    id: row.try_get(0)?,
                    owner_id: row.try_get(1)?,
                    owner_name: row.try_get(2)?,
                    parent_id: row.try_get(3)?,
                    cycle_id: row.try_get(4)?,
                    kind: row.try_get(5)?,
                    visibility: row.try_get(6)?,
                    state: row.try_get(7)?,
                    title: row.try_get(8)?,
                    description: row.try_get(9)?,
                    weight: row.try_get(10)?,
                    due: row.try_get(11)?,
                    row_version: row.try_get(12)?,
                    key_results: row.try_get(13)?,
                })
            },
            mapper: |it| ReadGoal::from(it),
        }
    }
}
pub struct OpenGoalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_goal() -> OpenGoalStmt {
    OpenGoalStmt("select performance.open_goal($1, $2) as new_version", None)
}
impl OpenGoalStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        fields: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        Optioni64Query { client, params: [id, fields], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, OpenGoalParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C> for OpenGoalStmt
{
    fn params(&'s self, client: &'c C, params: &'a OpenGoalParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.fields)
    }
}
pub struct KeepGoalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_goal() -> KeepGoalStmt {
    KeepGoalStmt("select performance.keep_goal($1, $2, $3) as new_version", None)
}
impl KeepGoalStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        changes: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [id, row_version, changes],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, KeepGoalParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for KeepGoalStmt
{
    fn params(&'s self, client: &'c C, params: &'a KeepGoalParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.changes)
    }
}
pub struct RemoveGoalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_goal() -> RemoveGoalStmt {
    RemoveGoalStmt("select performance.remove_goal($1, $2) as removed", None)
}
impl RemoveGoalStmt {
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
    crate::client::async_::Params<'c, 'a, 's, RemoveGoalParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C> for RemoveGoalStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveGoalParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ActivateGoalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn activate_goal() -> ActivateGoalStmt {
    ActivateGoalStmt("select performance.activate_goal($1, $2) as new_version", None)
}
impl ActivateGoalStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ActivateGoalParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for ActivateGoalStmt
{
    fn params(&'s self, client: &'c C, params: &'a ActivateGoalParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ConcludeGoalStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn conclude_goal() -> ConcludeGoalStmt {
    ConcludeGoalStmt("select performance.conclude_goal($1, $2, $3) as new_version", None)
}
impl ConcludeGoalStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a i64,
        outcome: &'a T1,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        Optioni64Query {
            client,
            params: [id, row_version, outcome],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ConcludeGoalParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for ConcludeGoalStmt
{
    fn params(&'s self, client: &'c C, params: &'a ConcludeGoalParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.outcome)
    }
}
pub struct RecordKeyResultStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn record_key_result() -> RecordKeyResultStmt {
    RecordKeyResultStmt(
        "select performance.record_key_result(k.id, $1, $2::double precision::numeric) as new_version from performance.key_results k where k.goal_id = $3 and k.id = $4",
        None,
    )
}
impl RecordKeyResultStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        row_version: &'a i64,
        current_value: &'a f64,
        goal_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 4> {
        Optioni64Query {
            client,
            params: [row_version, current_value, goal_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RecordKeyResultParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 4>, C>
    for RecordKeyResultStmt
{
    fn params(&'s self, client: &'c C, params: &'a RecordKeyResultParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 4> {
        self.bind(client, &params.row_version, &params.current_value, &params.goal_id, &params.id)
    }
}
pub struct ListUpdatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_updates() -> ListUpdatesStmt {
    ListUpdatesStmt(
        "select u.id, u.author_id, e.display_name as author_name, u.state, u.note, u.created_at from performance.goal_updates u left join people.employees e on e.org_id = u.org_id and e.id = u.author_id where u.goal_id = $1 and ($2::uuid is null or u.id > $2) order by u.id limit $3",
        None,
    )
}
impl ListUpdatesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        goal_id: &'a uuid::Uuid,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> GoalUpdateQuery<'c, 'a, 's, C, GoalUpdate, 3> {
        GoalUpdateQuery {
            client,
            params: [goal_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GoalUpdateBorrowed, tokio_postgres::Error> {
                Ok(GoalUpdateBorrowed {
                    id: row.try_get(0)?,
                    author_id: row.try_get(1)?,
                    author_name: row.try_get(2)?,
                    state: row.try_get(3)?,
                    note: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                })
            },
            mapper: |it| GoalUpdate::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListUpdatesParams, GoalUpdateQuery<'c, 'a, 's, C, GoalUpdate, 3>, C>
    for ListUpdatesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListUpdatesParams) -> GoalUpdateQuery<'c, 'a, 's, C, GoalUpdate, 3> {
        self.bind(client, &params.goal_id, &params.after_id, &params.page_size)
    }
}
pub struct ReadUpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_update() -> ReadUpdateStmt {
    ReadUpdateStmt(
        "select u.id, u.author_id, e.display_name as author_name, u.state, u.note, u.created_at from performance.goal_updates u left join people.employees e on e.org_id = u.org_id and e.id = u.author_id where u.goal_id = $1 and u.id = $2",
        None,
    )
}
impl ReadUpdateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        goal_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> GoalUpdateQuery<'c, 'a, 's, C, GoalUpdate, 2> {
        GoalUpdateQuery {
            client,
            params: [goal_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GoalUpdateBorrowed, tokio_postgres::Error> {
                Ok(GoalUpdateBorrowed {
                    id: row.try_get(0)?,
                    author_id: row.try_get(1)?,
                    author_name: row.try_get(2)?,
                    state: row.try_get(3)?,
                    note: row.try_get(4)?,
                    created_at: row.try_get(5)?,
                })
            },
            mapper: |it| GoalUpdate::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ReadUpdateParams, GoalUpdateQuery<'c, 'a, 's, C, GoalUpdate, 2>, C>
    for ReadUpdateStmt
{
    fn params(&'s self, client: &'c C, params: &'a ReadUpdateParams) -> GoalUpdateQuery<'c, 'a, 's, C, GoalUpdate, 2> {
        self.bind(client, &params.goal_id, &params.id)
    }
}
pub struct AddUpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_update() -> AddUpdateStmt {
    AddUpdateStmt("select performance.add_goal_update($1, $2, $3, $4) as made", None)
}
impl AddUpdateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        goal_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        note: &'a T1,
        state: &'a Option<T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [goal_id, id, note, state],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AddUpdateParams<T1, T2>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>, C> for AddUpdateStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddUpdateParams<T1, T2>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.goal_id, &params.id, &params.note, &params.state)
    }
}
pub struct ListChangesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_changes() -> ListChangesStmt {
    ListChangesStmt(
        "select a.id, a.author_id, e.display_name as author_name, a.party, a.aim, a.key_result_id, a.target_value::double precision as target_value, a.weight, a.outcome, a.note, a.created_at, b.step as answer, b.author_id as answered_by, f.display_name as answered_name, b.created_at as answered_at, b.note as answer_note from performance.goal_changes a left join people.employees e on e.org_id = a.org_id and e.id = a.author_id left join performance.goal_changes b on b.org_id = a.org_id and b.asked_id = a.id and b.goal_id = a.goal_id left join people.employees f on f.org_id = b.org_id and f.id = b.author_id where a.goal_id = $1 and a.step = 'asked' and ($2::uuid is null or a.id > $2) order by a.id limit $3",
        None,
    )
}
impl ListChangesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        goal_id: &'a uuid::Uuid,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> GoalChangeQuery<'c, 'a, 's, C, GoalChange, 3> {
        GoalChangeQuery {
            client,
            params: [goal_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GoalChangeBorrowed, tokio_postgres::Error> {
                Ok(GoalChangeBorrowed {
                    id: row.try_get(0)?,
                    author_id: row.try_get(1)?,
                    author_name: row.try_get(2)?,
                    party: row.try_get(3)?,
                    aim: row.try_get(4)?,
                    key_result_id: row.try_get(5)?,
                    target_value: row.try_get(6)?,
                    weight: row.try_get(7)?,
                    outcome: row.try_get(8)?,
                    note: row.try_get(9)?,
                    created_at: row.try_get(10)?,
                    answer: row.try_get(11)?,
                    answered_by: row.try_get(12)?,
                    answered_name: row.try_get(13)?,
                    answered_at: row.try_get(14)?,
                    answer_note: row.try_get(15)?,
                })
            },
            mapper: |it| GoalChange::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ListChangesParams, GoalChangeQuery<'c, 'a, 's, C, GoalChange, 3>, C>
    for ListChangesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListChangesParams) -> GoalChangeQuery<'c, 'a, 's, C, GoalChange, 3> {
        self.bind(client, &params.goal_id, &params.after_id, &params.page_size)
    }
}
pub struct AskChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ask_change() -> AskChangeStmt {
    AskChangeStmt("select performance.ask_goal_change($1, $2, $3) as made", None)
}
impl AskChangeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        goal_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        wish: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [goal_id, id, wish],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, AskChangeParams<T1>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>, C> for AskChangeStmt
{
    fn params(&'s self, client: &'c C, params: &'a AskChangeParams<T1>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.goal_id, &params.id, &params.wish)
    }
}
pub struct AnswerChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn answer_change() -> AnswerChangeStmt {
    AnswerChangeStmt(
        "select performance.answer_goal_change(a.id, $1, $2, $3) as made from performance.goal_changes a where a.goal_id = $4 and a.id = $5 and a.step = 'asked'",
        None,
    )
}
impl AnswerChangeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        answer_id: &'a uuid::Uuid,
        step: &'a T1,
        note: &'a Option<T2>,
        goal_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        UuidUuidQuery {
            client,
            params: [answer_id, step, note, goal_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, AnswerChangeParams<T1, T2>, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5>, C> for AnswerChangeStmt
{
    fn params(&'s self, client: &'c C, params: &'a AnswerChangeParams<T1, T2>) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        self.bind(client, &params.answer_id, &params.step, &params.note, &params.goal_id, &params.id)
    }
}
pub struct ReadChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_change() -> ReadChangeStmt {
    ReadChangeStmt(
        "select a.id, a.author_id, e.display_name as author_name, a.party, a.aim, a.key_result_id, a.target_value::double precision as target_value, a.weight, a.outcome, a.note, a.created_at, b.step as answer, b.author_id as answered_by, f.display_name as answered_name, b.created_at as answered_at, b.note as answer_note from performance.goal_changes a left join people.employees e on e.org_id = a.org_id and e.id = a.author_id left join performance.goal_changes b on b.org_id = a.org_id and b.asked_id = a.id and b.goal_id = a.goal_id left join people.employees f on f.org_id = b.org_id and f.id = b.author_id where a.goal_id = $1 and a.id = $2 and a.step = 'asked'",
        None,
    )
}
impl ReadChangeStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        goal_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> GoalChangeQuery<'c, 'a, 's, C, GoalChange, 2> {
        GoalChangeQuery {
            client,
            params: [goal_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<GoalChangeBorrowed, tokio_postgres::Error> {
                Ok(GoalChangeBorrowed {
                    id: row.try_get(0)?,
                    author_id: row.try_get(1)?,
                    author_name: row.try_get(2)?,
                    party: row.try_get(3)?,
                    aim: row.try_get(4)?,
                    key_result_id: row.try_get(5)?,
                    target_value: row.try_get(6)?,
                    weight: row.try_get(7)?,
                    outcome: row.try_get(8)?,
                    note: row.try_get(9)?,
                    created_at: row.try_get(10)?,
                    answer: row.try_get(11)?,
                    answered_by: row.try_get(12)?,
                    answered_name: row.try_get(13)?,
                    answered_at: row.try_get(14)?,
                    answer_note: row.try_get(15)?,
                })
            },
            mapper: |it| GoalChange::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ReadChangeParams, GoalChangeQuery<'c, 'a, 's, C, GoalChange, 2>, C>
    for ReadChangeStmt
{
    fn params(&'s self, client: &'c C, params: &'a ReadChangeParams) -> GoalChangeQuery<'c, 'a, 's, C, GoalChange, 2> {
        self.bind(client, &params.goal_id, &params.id)
    }
}
