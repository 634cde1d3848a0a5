// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListScalesParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub state: Option<T1>,
    pub after_name: Option<T2>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct KeepScaleParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub row_version: Option<i64>,
    pub changes: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveScaleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct PublishScaleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct WithdrawScaleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ArchiveScaleParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug)]
pub struct ListTemplatesParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub state: Option<T1>,
    pub after_name: Option<T2>,
    pub after_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct KeepTemplateParams<T1: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub row_version: Option<i64>,
    pub changes: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveTemplateParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct PublishTemplateParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct WithdrawTemplateParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ArchiveTemplateParams {
    pub id: uuid::Uuid,
    pub row_version: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    pub id: uuid::Uuid,
    pub name: String,
    pub description: Option<String>,
    pub state: String,
    pub row_version: i64,
    pub parts: serde_json::Value,
}
pub struct SetupBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub description: Option<&'a str>,
    pub state: &'a str,
    pub row_version: i64,
    pub parts: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<SetupBorrowed<'a>> for Setup {
    fn from(SetupBorrowed { id, name, description, state, row_version, parts }: SetupBorrowed<'a>) -> Self {
        Self {
            id,
            name: name.into(),
            description: description.map(|v| v.into()),
            state: state.into(),
            row_version,
            parts: serde_json::from_str(parts.0.get()).unwrap(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SetupQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SetupBorrowed, tokio_postgres::Error>,
    mapper: fn(SetupBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SetupQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SetupBorrowed) -> R) -> SetupQuery<'c, 'a, 's, C, R, N> {
        SetupQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListScalesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_scales() -> ListScalesStmt {
    ListScalesStmt(
        "select x.id, x.name, x.description, x.state, x.row_version, '[]'::jsonb as parts from performance.rating_scales x where ($1::text is null or x.state = $1) and ($2::text is null or (x.name, x.id) > ($2, $3::uuid)) order by x.name, x.id limit $4",
        None,
    )
}
impl ListScalesStmt {
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
    ) -> SetupQuery<'c, 'a, 's, C, Setup, 4> {
        SetupQuery {
            client,
            params: [state, after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SetupBorrowed, tokio_postgres::Error> {
                Ok(SetupBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    state: row.try_get(3)?,
                    row_version: row.try_get(4)?,
                    parts: row.try_get(5)?,
                })
            },
            mapper: |it| Setup::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListScalesParams<T1, T2>, SetupQuery<'c, 'a, 's, C, Setup, 4>, C> for ListScalesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListScalesParams<T1, T2>) -> SetupQuery<'c, 'a, 's, C, Setup, 4> {
        self.bind(client, &params.state, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadScaleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_scale() -> ReadScaleStmt {
    ReadScaleStmt(
        "select x.id, x.name, x.description, x.state, x.row_version, coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'rank', l.rank, 'label', l.label, 'description', l.description) order by l.rank) from performance.rating_levels l where l.org_id = x.org_id and l.scale_id = x.id), '[]') as parts from performance.rating_scales x where x.id = $1",
        None,
    )
}
impl ReadScaleStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> SetupQuery<'c, 'a, 's, C, Setup, 1> {
        SetupQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SetupBorrowed, tokio_postgres::Error> {
                Ok(SetupBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    state: row.try_get(3)?,
                    row_version: row.try_get(4)?,
                    parts: row.try_get(5)?,
                })
            },
            mapper: |it| Setup::from(it),
        }
    }
}
pub struct KeepScaleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_scale() -> KeepScaleStmt {
    KeepScaleStmt("select performance.keep_scale($1, $2, $3) as new_version", None)
}
impl KeepScaleStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a Option<i64>,
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
    crate::client::async_::Params<'c, 'a, 's, KeepScaleParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for KeepScaleStmt
{
    fn params(&'s self, client: &'c C, params: &'a KeepScaleParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.changes)
    }
}
pub struct RemoveScaleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_scale() -> RemoveScaleStmt {
    RemoveScaleStmt("select performance.remove_scale($1, $2) as removed", None)
}
impl RemoveScaleStmt {
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
    crate::client::async_::Params<'c, 'a, 's, RemoveScaleParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C> for RemoveScaleStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveScaleParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct PublishScaleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn publish_scale() -> PublishScaleStmt {
    PublishScaleStmt("select performance.publish_scale($1, $2) as new_version", None)
}
impl PublishScaleStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, PublishScaleParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for PublishScaleStmt
{
    fn params(&'s self, client: &'c C, params: &'a PublishScaleParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct WithdrawScaleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_scale() -> WithdrawScaleStmt {
    WithdrawScaleStmt("select performance.withdraw_scale($1, $2) as new_version", None)
}
impl WithdrawScaleStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, WithdrawScaleParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for WithdrawScaleStmt
{
    fn params(&'s self, client: &'c C, params: &'a WithdrawScaleParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ArchiveScaleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn archive_scale() -> ArchiveScaleStmt {
    ArchiveScaleStmt("select performance.archive_scale($1, $2) as new_version", None)
}
impl ArchiveScaleStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ArchiveScaleParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for ArchiveScaleStmt
{
    fn params(&'s self, client: &'c C, params: &'a ArchiveScaleParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ListTemplatesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_templates() -> ListTemplatesStmt {
    ListTemplatesStmt(
        "select x.id, x.name, x.description, x.state, x.row_version, '[]'::jsonb as parts from performance.review_templates x where ($1::text is null or x.state = $1) and ($2::text is null or (x.name, x.id) > ($2, $3::uuid)) order by x.name, x.id limit $4",
        None,
    )
}
impl ListTemplatesStmt {
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
    ) -> SetupQuery<'c, 'a, 's, C, Setup, 4> {
        SetupQuery {
            client,
            params: [state, after_name, after_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SetupBorrowed, tokio_postgres::Error> {
                Ok(SetupBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    state: row.try_get(3)?,
                    row_version: row.try_get(4)?,
                    parts: row.try_get(5)?,
                })
            },
            mapper: |it| Setup::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListTemplatesParams<T1, T2>, SetupQuery<'c, 'a, 's, C, Setup, 4>, C> for ListTemplatesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListTemplatesParams<T1, T2>) -> SetupQuery<'c, 'a, 's, C, Setup, 4> {
        self.bind(client, &params.state, &params.after_name, &params.after_id, &params.page_size)
    }
}
pub struct ReadTemplateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_template() -> ReadTemplateStmt {
    ReadTemplateStmt(
        "select x.id, x.name, x.description, x.state, x.row_version, coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'audience', q.audience, 'kind', q.kind, 'prompt', q.prompt, 'help', q.help, 'required', q.required, 'weight', q.weight, 'shared_with_subject', q.shared_with_subject, 'hr_only', q.hr_only) order by q.rank) from performance.review_questions q where q.org_id = x.org_id and q.template_id = x.id), '[]') as parts from performance.review_templates x where x.id = $1",
        None,
    )
}
impl ReadTemplateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> SetupQuery<'c, 'a, 's, C, Setup, 1> {
        SetupQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SetupBorrowed, tokio_postgres::Error> {
                Ok(SetupBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    state: row.try_get(3)?,
                    row_version: row.try_get(4)?,
                    parts: row.try_get(5)?,
                })
            },
            mapper: |it| Setup::from(it),
        }
    }
}
pub struct KeepTemplateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_template() -> KeepTemplateStmt {
    KeepTemplateStmt("select performance.keep_template($1, $2, $3) as new_version", None)
}
impl KeepTemplateStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        row_version: &'a Option<i64>,
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
    crate::client::async_::Params<'c, 'a, 's, KeepTemplateParams<T1>, Optioni64Query<'c, 'a, 's, C, Option<i64>, 3>, C> for KeepTemplateStmt
{
    fn params(&'s self, client: &'c C, params: &'a KeepTemplateParams<T1>) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 3> {
        self.bind(client, &params.id, &params.row_version, &params.changes)
    }
}
pub struct RemoveTemplateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_template() -> RemoveTemplateStmt {
    RemoveTemplateStmt("select performance.remove_template($1, $2) as removed", None)
}
impl RemoveTemplateStmt {
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
    crate::client::async_::Params<'c, 'a, 's, RemoveTemplateParams, OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2>, C>
    for RemoveTemplateStmt
{
    fn params(&'s self, client: &'c C, params: &'a RemoveTemplateParams) -> OptionuuidUuidQuery<'c, 'a, 's, C, Option<uuid::Uuid>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct PublishTemplateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn publish_template() -> PublishTemplateStmt {
    PublishTemplateStmt("select performance.publish_template($1, $2) as new_version", None)
}
impl PublishTemplateStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, PublishTemplateParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for PublishTemplateStmt
{
    fn params(&'s self, client: &'c C, params: &'a PublishTemplateParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct WithdrawTemplateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw_template() -> WithdrawTemplateStmt {
    WithdrawTemplateStmt("select performance.withdraw_template($1, $2) as new_version", None)
}
impl WithdrawTemplateStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, WithdrawTemplateParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for WithdrawTemplateStmt
{
    fn params(&'s self, client: &'c C, params: &'a WithdrawTemplateParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
pub struct ArchiveTemplateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn archive_template() -> ArchiveTemplateStmt {
    ArchiveTemplateStmt("select performance.archive_template($1, $2) as new_version", None)
}
impl ArchiveTemplateStmt {
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
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, ArchiveTemplateParams, Optioni64Query<'c, 'a, 's, C, Option<i64>, 2>, C>
    for ArchiveTemplateStmt
{
    fn params(&'s self, client: &'c C, params: &'a ArchiveTemplateParams) -> Optioni64Query<'c, 'a, 's, C, Option<i64>, 2> {
        self.bind(client, &params.id, &params.row_version)
    }
}
