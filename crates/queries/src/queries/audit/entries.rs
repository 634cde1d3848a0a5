// This file was generated with `clorinde`. Do not modify.

#[derive(Debug)]
pub struct ListEntriesParams<T1: crate::StringSql> {
    pub before_id: Option<uuid::Uuid>,
    pub actor_id: Option<uuid::Uuid>,
    pub action: Option<T1>,
    pub since: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub until: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub page_size: i64,
}
#[derive(Debug)]
pub struct ListEntityEntriesParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub entity: T1,
    pub before_id: Option<uuid::Uuid>,
    pub entity_id: Option<uuid::Uuid>,
    pub actor_id: Option<uuid::Uuid>,
    pub action: Option<T2>,
    pub since: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub until: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub page_size: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct AccessesToOwnParams {
    pub before_id: Option<uuid::Uuid>,
    pub page_size: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEntry {
    pub id: uuid::Uuid,
    pub at: chrono::DateTime<chrono::FixedOffset>,
    pub actor_kind: String,
    pub actor_id: Option<uuid::Uuid>,
    pub actor_name: Option<String>,
    pub on_behalf_of: Option<uuid::Uuid>,
    pub action: String,
    pub entity: String,
    pub entity_id: uuid::Uuid,
    pub request_id: Option<uuid::Uuid>,
}
pub struct AuditEntryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub at: chrono::DateTime<chrono::FixedOffset>,
    pub actor_kind: &'a str,
    pub actor_id: Option<uuid::Uuid>,
    pub actor_name: Option<&'a str>,
    pub on_behalf_of: Option<uuid::Uuid>,
    pub action: &'a str,
    pub entity: &'a str,
    pub entity_id: uuid::Uuid,
    pub request_id: Option<uuid::Uuid>,
}
impl<'a> From<AuditEntryBorrowed<'a>> for AuditEntry {
    fn from(
        AuditEntryBorrowed { id, at, actor_kind, actor_id, actor_name, on_behalf_of, action, entity, entity_id, request_id }: AuditEntryBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            at,
            actor_kind: actor_kind.into(),
            actor_id,
            actor_name: actor_name.map(|v| v.into()),
            on_behalf_of,
            action: action.into(),
            entity: entity.into(),
            entity_id,
            request_id,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadEntry {
    pub id: uuid::Uuid,
    pub at: chrono::DateTime<chrono::FixedOffset>,
    pub actor_kind: String,
    pub actor_id: Option<uuid::Uuid>,
    pub actor_name: Option<String>,
    pub on_behalf_of: Option<uuid::Uuid>,
    pub action: String,
    pub entity: String,
    pub entity_id: uuid::Uuid,
    pub request_id: Option<uuid::Uuid>,
    pub changes: Option<serde_json::Value>,
}
pub struct ReadEntryBorrowed<'a> {
    pub id: uuid::Uuid,
    pub at: chrono::DateTime<chrono::FixedOffset>,
    pub actor_kind: &'a str,
    pub actor_id: Option<uuid::Uuid>,
    pub actor_name: Option<&'a str>,
    pub on_behalf_of: Option<uuid::Uuid>,
    pub action: &'a str,
    pub entity: &'a str,
    pub entity_id: uuid::Uuid,
    pub request_id: Option<uuid::Uuid>,
    pub changes: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
}
impl<'a> From<ReadEntryBorrowed<'a>> for ReadEntry {
    fn from(
        ReadEntryBorrowed {
            id,
            at,
            actor_kind,
            actor_id,
            actor_name,
            on_behalf_of,
            action,
            entity,
            entity_id,
            request_id,
            changes,
        }: ReadEntryBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            at,
            actor_kind: actor_kind.into(),
            actor_id,
            actor_name: actor_name.map(|v| v.into()),
            on_behalf_of,
            action: action.into(),
            entity: entity.into(),
            entity_id,
            request_id,
            changes: changes.map(|v| serde_json::from_str(v.0.get()).unwrap()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AuditEntryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AuditEntryBorrowed, tokio_postgres::Error>,
    mapper: fn(AuditEntryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AuditEntryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AuditEntryBorrowed) -> R) -> AuditEntryQuery<'c, 'a, 's, C, R, N> {
        AuditEntryQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ReadEntryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadEntryBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadEntryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadEntryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadEntryBorrowed) -> R) -> ReadEntryQuery<'c, 'a, 's, C, R, N> {
        ReadEntryQuery { client: self.client, params: self.params, query: self.query, cached: self.cached, extractor: self.extractor, mapper }
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
pub struct ListEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entries() -> ListEntriesStmt {
    ListEntriesStmt(
        "select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id from audit.log l left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id) where ($1::uuid is null or l.id < $1) and ($2::uuid is null or l.actor_id = $2) and ($3::text is null or l.action = $3) and ($4::timestamptz is null or l.at >= $4) and ($5::timestamptz is null or l.at < $5) order by l.id desc limit $6",
        None,
    )
}
impl ListEntriesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        before_id: &'a Option<uuid::Uuid>,
        actor_id: &'a Option<uuid::Uuid>,
        action: &'a Option<T1>,
        since: &'a Option<chrono::DateTime<chrono::FixedOffset>>,
        until: &'a Option<chrono::DateTime<chrono::FixedOffset>>,
        page_size: &'a i64,
    ) -> AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 6> {
        AuditEntryQuery {
            client,
            params: [before_id, actor_id, action, since, until, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryBorrowed {
                    id: row.try_get(0)?,
                    at: row.try_get(1)?,
                    actor_kind: row.try_get(2)?,
                    actor_id: row.try_get(3)?,
                    actor_name: row.try_get(4)?,
                    on_behalf_of: row.try_get(5)?,
                    action: row.try_get(6)?,
                    entity: row.try_get(7)?,
                    entity_id: row.try_get(8)?,
                    request_id: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListEntriesParams<T1>, AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 6>, C> for ListEntriesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListEntriesParams<T1>) -> AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 6> {
        self.bind(client, &params.before_id, &params.actor_id, &params.action, &params.since, &params.until, &params.page_size)
    }
}
pub struct ListEntityEntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_entity_entries() -> ListEntityEntriesStmt {
    ListEntityEntriesStmt(
        "select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id from audit.log l left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id) where l.entity = $1 and ($2::uuid is null or l.id < $2) and ($3::uuid is null or l.entity_id = $3) and ($4::uuid is null or l.actor_id = $4) and ($5::text is null or l.action = $5) and ($6::timestamptz is null or l.at >= $6) and ($7::timestamptz is null or l.at < $7) order by l.id desc limit $8",
        None,
    )
}
impl ListEntityEntriesStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        entity: &'a T1,
        before_id: &'a Option<uuid::Uuid>,
        entity_id: &'a Option<uuid::Uuid>,
        actor_id: &'a Option<uuid::Uuid>,
        action: &'a Option<T2>,
        since: &'a Option<chrono::DateTime<chrono::FixedOffset>>,
        until: &'a Option<chrono::DateTime<chrono::FixedOffset>>,
        page_size: &'a i64,
    ) -> AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 8> {
        AuditEntryQuery {
            client,
            params: [entity, before_id, entity_id, actor_id, action, since, until, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryBorrowed {
                    id: row.try_get(0)?,
                    at: row.try_get(1)?,
                    actor_kind: row.try_get(2)?,
                    actor_id: row.try_get(3)?,
                    actor_name: row.try_get(4)?,
                    on_behalf_of: row.try_get(5)?,
                    action: row.try_get(6)?,
                    entity: row.try_get(7)?,
                    entity_id: row.try_get(8)?,
                    request_id: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ListEntityEntriesParams<T1, T2>, AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 8>, C>
    for ListEntityEntriesStmt
{
    fn params(&'s self, client: &'c C, params: &'a ListEntityEntriesParams<T1, T2>) -> AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 8> {
        self.bind(
            client,
            &params.entity,
            &params.before_id,
            &params.entity_id,
            &params.actor_id,
            &params.action,
            &params.since,
            &params.until,
            &params.page_size,
        )
    }
}
pub struct ReadEntryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_entry() -> ReadEntryStmt {
    ReadEntryStmt(
        "select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id, p.diff as changes from audit.log l left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id) left join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id where l.id = $1",
        None,
    )
}
impl ReadEntryStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C, id: &'a uuid::Uuid) -> ReadEntryQuery<'c, 'a, 's, C, ReadEntry, 1> {
        ReadEntryQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadEntryBorrowed, tokio_postgres::Error> {
                Ok(ReadEntryBorrowed {
                    id: row.try_get(0)?,
                    at: row.try_get(1)?,
                    actor_kind: row.try_get(2)?,
                    actor_id: row.try_get(3)?,
                    actor_name: row.try_get(4)?,
                    on_behalf_of: row.try_get(5)?,
                    action: row.try_get(6)?,
                    entity: row.try_get(7)?,
                    entity_id: row.try_get(8)?,
                    request_id: row.try_get(9)?,
                    changes: row.try_get(10)?,
                })
            },
            mapper: |it| ReadEntry::from(it),
        }
    }
}
pub struct AccessesToOwnStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn accesses_to_own() -> AccessesToOwnStmt {
    AccessesToOwnStmt(
        "select l.id, l.at, l.actor_kind, l.actor_id, d.name as actor_name, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id from app.caller c join audit.log l on l.org_id = c.org_id and (l.entity = 'employee_private' and l.entity_id = c.employee_id and l.action = 'employee_private.read' or l.entity = 'employee' and l.entity_id = c.employee_id and l.action = 'employee.linked' or l.entity = 'employee' and l.action = 'employee.exported') left join identity.member_directory d on d.org_id = l.org_id and d.id = coalesce(l.on_behalf_of, l.actor_id) where c.employee_id is not null and ($1::uuid is null or l.id < $1) order by l.id desc limit $2",
        None,
    )
}
impl AccessesToOwnStmt {
    pub async fn prepare<'a, C: GenericClient>(mut self, client: &'a C) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        before_id: &'a Option<uuid::Uuid>,
        page_size: &'a i64,
    ) -> AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 2> {
        AuditEntryQuery {
            client,
            params: [before_id, page_size],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuditEntryBorrowed, tokio_postgres::Error> {
                Ok(AuditEntryBorrowed {
                    id: row.try_get(0)?,
                    at: row.try_get(1)?,
                    actor_kind: row.try_get(2)?,
                    actor_id: row.try_get(3)?,
                    actor_name: row.try_get(4)?,
                    on_behalf_of: row.try_get(5)?,
                    action: row.try_get(6)?,
                    entity: row.try_get(7)?,
                    entity_id: row.try_get(8)?,
                    request_id: row.try_get(9)?,
                })
            },
            mapper: |it| AuditEntry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient> crate::client::async_::Params<'c, 'a, 's, AccessesToOwnParams, AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 2>, C>
    for AccessesToOwnStmt
{
    fn params(&'s self, client: &'c C, params: &'a AccessesToOwnParams) -> AuditEntryQuery<'c, 'a, 's, C, AuditEntry, 2> {
        self.bind(client, &params.before_id, &params.page_size)
    }
}
