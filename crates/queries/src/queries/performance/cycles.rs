// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListCyclesParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub state: Option<T1>,
    pub after_name: Option<T2>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct OpenCycleParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub fields: T1,
}
#[derive(Debug)]
pub struct KeepCycleParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub changes: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveCycleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ActivateCycleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct CloseCycleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct CancelCycleParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub row_version: i64,
    pub reason: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ListParticipantsParams {
    pub cycle_id: uuid::Uuid,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct AddParticipantsParams<T1: crate::JsonSql> {
    pub cycle_id: uuid::Uuid,
    pub who: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveParticipantParams {
    pub cycle_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SetReviewerParams {
    pub reviewer_id: Option<uuid::Uuid>,
    pub cycle_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    pub id: uuid::Uuid,
    pub name: String,
    pub kind: String,
    pub state: String,
    pub first_day: Option<chrono::NaiveDate>,
    pub last_day: Option<chrono::NaiveDate>,
    pub template_id: Option<uuid::Uuid>,
    pub scale_id: Option<uuid::Uuid>,
    pub calibrate: bool,
    pub blind_self: bool,
    pub peer_mode: String,
    pub peer_min: i16,
    pub nomination_mode: String,
    pub release_mode: String,
    pub preview_days: i16,
    pub self_due: Option<chrono::NaiveDate>,
    pub peer_due: Option<chrono::NaiveDate>,
    pub manager_due: Option<chrono::NaiveDate>,
    pub cancel_reason: Option<String>,
    pub row_version: i64,
}
pub struct CycleBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub kind: &'a str,
    pub state: &'a str,
    pub first_day: Option<chrono::NaiveDate>,
    pub last_day: Option<chrono::NaiveDate>,
    pub template_id: Option<uuid::Uuid>,
    pub scale_id: Option<uuid::Uuid>,
    pub calibrate: bool,
    pub blind_self: bool,
    pub peer_mode: &'a str,
    pub peer_min: i16,
    pub nomination_mode: &'a str,
    pub release_mode: &'a str,
    pub preview_days: i16,
    pub self_due: Option<chrono::NaiveDate>,
    pub peer_due: Option<chrono::NaiveDate>,
    pub manager_due: Option<chrono::NaiveDate>,
    pub cancel_reason: Option<&'a str>,
    pub row_version: i64,
}
impl<'a> From<CycleBorrowed<'a>> for Cycle {
    fn from(
        CycleBorrowed {
            id,
            name,
            kind,
            state,
            first_day,
            last_day,
            template_id,
            scale_id,
            calibrate,
            blind_self,
            peer_mode,
            peer_min,
            nomination_mode,
            release_mode,
            preview_days,
            self_due,
            peer_due,
            manager_due,
            cancel_reason,
            row_version,
        }: CycleBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            kind: kind.into(),
            state: state.into(),
            first_day,
            last_day,
            template_id,
            scale_id,
            calibrate,
            blind_self,
            peer_mode: peer_mode.into(),
            peer_min,
            nomination_mode: nomination_mode.into(),
            release_mode: release_mode.into(),
            preview_days,
            self_due,
            peer_due,
            manager_due,
            cancel_reason: cancel_reason.map(|v| v.into()),
            row_version,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListParticipants {
    pub id: uuid::Uuid,
    pub employee_id: uuid::Uuid,
    pub display_name: Option<String>,
    pub reviewer_told: bool,
    pub reviewer_id: Option<uuid::Uuid>,
    pub manager_at_start: Option<uuid::Uuid>,
    pub department_at_start: Option<String>,
    pub position_at_start: Option<String>,
    pub excluded_reason: Option<String>,
}
pub struct ListParticipantsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub employee_id: uuid::Uuid,
    pub display_name: Option<&'a str>,
    pub reviewer_told: bool,
    pub reviewer_id: Option<uuid::Uuid>,
    pub manager_at_start: Option<uuid::Uuid>,
    pub department_at_start: Option<&'a str>,
    pub position_at_start: Option<&'a str>,
    pub excluded_reason: Option<&'a str>,
}
impl<'a> From<ListParticipantsBorrowed<'a>> for ListParticipants {
    fn from(
        ListParticipantsBorrowed {
            id,
            employee_id,
            display_name,
            reviewer_told,
            reviewer_id,
            manager_at_start,
            department_at_start,
            position_at_start,
            excluded_reason,
        }: ListParticipantsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            employee_id,
            display_name: display_name.map(|v| v.into()),
            reviewer_told,
            reviewer_id,
            manager_at_start,
            department_at_start: department_at_start.map(|v| v.into()),
            position_at_start: position_at_start.map(|v| v.into()),
            excluded_reason: excluded_reason.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CycleQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CycleBorrowed, tokio_postgres::Error>,
    mapper: fn(CycleBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CycleQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CycleBorrowed) -> R) -> CycleQuery<'c, 'a, 's, C, R, N> {
        CycleQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListParticipantsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListParticipantsBorrowed, tokio_postgres::Error>,
    mapper: fn(ListParticipantsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListParticipantsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListParticipantsBorrowed) -> R) -> ListParticipantsQuery<'c, 'a, 's, C, R, N> {
        ListParticipantsQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListCyclesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_cycles() -> ListCyclesStmt {
    ListCyclesStmt(
        "select x.id, x.name, x.kind, x.state, x.first_day, x.last_day, x.template_id, x.scale_id, x.calibrate, x.blind_self, x.peer_mode, x.peer_min, x.nomination_mode, x.release_mode, x.preview_days, x.self_due, x.peer_due, x.manager_due, x.cancel_reason, x.row_version from performance.review_cycles x where ($1::text is null or x.state = $1) and ($2::text is null or (x.name, x.id) > ($2, $3::uuid)) order by x.name, x.id limit $4",
        None,
    )
}
impl ListCyclesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        state: &'a Option<T1>,
        after_name: &'a Option<T2>,
        after_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> CycleQuery<'c, 'a, 's, C, Cycle, 4> {
        CycleQuery {
            client,
            params: [state, after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CycleBorrowed, tokio_postgres::Error> {
                Ok(CycleBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    state: row.try_get(3)?,
                    first_day: row.try_get(4)?,
                    last_day: row.try_get(5)?,
                    template_id: row.try_get(6)?,
                    scale_id: row.try_get(7)?,
                    calibrate: row.try_get(8)?,
                    blind_self: row.try_get(9)?,
                    peer_mode: row.try_get(10)?,
                    peer_min: row.try_get(11)?,
                    nomination_mode: row.try_get(12)?,
                    release_mode: row.try_get(13)?,
                    preview_days: row.try_get(14)?,
                    self_due: row.try_get(15)?,
                    peer_due: row.try_get(16)?,
                    manager_due: row.try_get(17)?,
                    cancel_reason: row.try_get(18)?,
                    row_version: row.try_get(19)?,
                })
            },
            mapper: |it| Cycle::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListCyclesParams<T1, T2>, CycleQuery<'c, 'a, 's, C, Cycle, 4>, C> for ListCyclesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListCyclesParams<T1, T2>) -> CycleQuery<'c, 'a, 's, C, Cycle, 4> {
        self.bind(client, &params.state, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_cycle() -> ReadCycleStmt {
    ReadCycleStmt(
        "select x.id, x.name, x.kind, x.state, x.first_day, x.last_day, x.template_id, x.scale_id, x.calibrate, x.blind_self, x.peer_mode, x.peer_min, x.nomination_mode, x.release_mode, x.preview_days, x.self_due, x.peer_due, x.manager_due, x.cancel_reason, x.row_version from performance.review_cycles x where x.id = $1",
        None,
    )
}
impl ReadCycleStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> CycleQuery<'c, 'a, 's, C, Cycle, 1> {
        CycleQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CycleBorrowed, tokio_postgres::Error> {
                Ok(CycleBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    state: row.try_get(3)?,
                    first_day: row.try_get(4)?,
                    last_day: row.try_get(5)?,
                    template_id: row.try_get(6)?,
                    scale_id: row.try_get(7)?,
                    calibrate: row.try_get(8)?,
                    blind_self: row.try_get(9)?,
                    peer_mode: row.try_get(10)?,
                    peer_min: row.try_get(11)?,
                    nomination_mode: row.try_get(12)?,
                    release_mode: row.try_get(13)?,
                    preview_days: row.try_get(14)?,
                    self_due: row.try_get(15)?,
                    peer_due: row.try_get(16)?,
                    manager_due: row.try_get(17)?,
                    cancel_reason: row.try_get(18)?,
                    row_version: row.try_get(19)?,
                })
            },
            mapper: |it| Cycle::from(it),
        }
    }
}
pub struct OpenCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open_cycle() -> OpenCycleStmt {
    OpenCycleStmt("select performance.open_cycle($1, $2) as new_version", None)
}
impl OpenCycleStmt {
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
    crate::client::async_::Params<'c, 'a, 's, OpenCycleParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C> for OpenCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a OpenCycleParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.fields)
    }
}
pub struct KeepCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_cycle() -> KeepCycleStmt {
    KeepCycleStmt("select performance.keep_cycle($1, $2, $3) as new_version", None)
}
impl KeepCycleStmt {
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
    crate::client::async_::Params<'c, 'a, 's, KeepCycleParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for KeepCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a KeepCycleParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.changes)
    }
}
pub struct RemoveCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_cycle() -> RemoveCycleStmt {
    RemoveCycleStmt("select performance.remove_cycle($1, $2) as removed", None)
}
impl RemoveCycleStmt {
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
    crate::client::async_::Params<'c, 'a, 's, RemoveCycleParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C> for RemoveCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveCycleParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ActivateCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn activate_cycle() -> ActivateCycleStmt {
    ActivateCycleStmt("select performance.activate_cycle($1, $2) as new_version", None)
}
impl ActivateCycleStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ActivateCycleParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for ActivateCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a ActivateCycleParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct CloseCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_cycle() -> CloseCycleStmt {
    CloseCycleStmt("select performance.close_cycle($1, $2) as new_version", None)
}
impl CloseCycleStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, CloseCycleParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for CloseCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a CloseCycleParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct CancelCycleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel_cycle() -> CancelCycleStmt {
    CancelCycleStmt("select performance.cancel_cycle($1, $2, $3) as new_version", None)
}
impl CancelCycleStmt {
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
    crate::client::async_::Params<'c, 'a, 's, CancelCycleParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for CancelCycleStmt
{
    fn params(&'s self, client: &'c C, params: &'a CancelCycleParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.reason)
    }
}
pub struct ListParticipantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_participants() -> ListParticipantsStmt {
    ListParticipantsStmt(
        "select x.id, x.employee_id, e.display_name, r.participant_id is not null as reviewer_told, r.reviewer_id, r.manager_at_start, r.department_at_start, r.position_at_start, n.reason as excluded_reason from performance.cycle_participants x left join people.employees e on e.org_id = x.org_id and e.id = x.employee_id left join performance.participant_reviewers r on r.org_id = x.org_id and r.participant_id = x.id left join performance.participant_exclusions n on n.org_id = x.org_id and n.participant_id = x.id where x.cycle_id = $1 and ($2::uuid is null or x.id > $2) order by x.id limit $3",
        None,
    )
}
impl ListParticipantsStmt {
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
    ) -> ListParticipantsQuery<'c, 'a, 's, C, ListParticipants, 3> {
        ListParticipantsQuery {
            client,
            params: [cycle_id, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListParticipantsBorrowed, tokio_postgres::Error> {
                Ok(ListParticipantsBorrowed {
                    id: row.try_get(0)?,
                    employee_id: row.try_get(1)?,
                    display_name: row.try_get(2)?,
                    reviewer_told: row.try_get(3)?,
                    reviewer_id: row.try_get(4)?,
                    manager_at_start: row.try_get(5)?,
                    department_at_start: row.try_get(6)?,
                    position_at_start: row.try_get(7)?,
                    excluded_reason: row.try_get(8)?,
                })
            },
            mapper: |it| ListParticipants::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListParticipantsParams, ListParticipantsQuery<'c, 'a, 's, C, ListParticipants, 3>, C>
    for ListParticipantsStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListParticipantsParams) -> ListParticipantsQuery<'c, 'a, 's, C, ListParticipants, 3> {
        self.bind(client, &params.cycle_id, &params.after_id, &params.page_size)
    }
}
pub struct AddParticipantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_participants() -> AddParticipantsStmt {
    AddParticipantsStmt("select performance.add_participants($1, $2) as added", None)
}
impl AddParticipantsStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        cycle_id: &'a uuid::Uuid,
        who: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query { client, params: [cycle_id, who], query: self.0, cached: self.1.as_ref(), extractor: |row| Ok(row.try_get(0)?), mapper: |it| it }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>
    crate::client::async_::Params<'c, 'a, 's, AddParticipantsParams<T1>, I64Query<'c, 'a, 's, C, i64, 2>, C> for AddParticipantsStmt
{
    fn params(&'s self, client: &'c C, params: &'a AddParticipantsParams<T1>) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.cycle_id, &params.who)
    }
}
pub struct RemoveParticipantStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_participant() -> RemoveParticipantStmt {
    RemoveParticipantStmt(
        "select performance.remove_participant(x.id) as removed from performance.cycle_participants x where x.cycle_id = $1 and x.id = $2",
        None,
    )
}
impl RemoveParticipantStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        cycle_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [cycle_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, RemoveParticipantParams, UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>, C>
    for RemoveParticipantStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveParticipantParams) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.cycle_id, &params.id)
    }
}
pub struct SetReviewerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_reviewer() -> SetReviewerStmt {
    SetReviewerStmt(
        "select performance.set_reviewer(x.id, $1) as new_version from performance.cycle_participants x where x.cycle_id = $2 and x.id = $3",
        None,
    )
}
impl SetReviewerStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        reviewer_id: &'a Option<uuid::Uuid>,
        cycle_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [reviewer_id, cycle_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, SetReviewerParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for SetReviewerStmt
{
    fn params(&'s self, client: &'c C, params: &'a SetReviewerParams) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.reviewer_id, &params.cycle_id, &params.id)
    }
}
