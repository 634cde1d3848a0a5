//! Reading what happened.

use chrono::{DateTime, Utc};
use queries::queries::audit::entries as statements;
pub use queries::queries::audit::entries::{AuditEntry, ReadEntry};
use types::{Error, MemberId, Problem};
use uuid::Uuid;

use crate::{Context, Pool, single::Access};

/// Narrows a list of entries.
#[derive(Default)]
pub struct Filter<'a> {
    /// What kind of thing, for instance `employee`.
    pub entity: Option<&'a str>,
    /// Which one; needs `entity`.
    pub entity_id: Option<Uuid>,
    /// Who did it.
    pub actor: Option<MemberId>,
    /// For instance `employee.changed`.
    pub action: Option<&'a str>,
    /// From this moment.
    pub since: Option<DateTime<Utc>>,
    /// Up to, and without, this moment.
    pub until: Option<DateTime<Utc>>,
}

/// One page, newest first.
///
/// # Errors
/// The caller has no live right.
pub async fn list(requests: &Pool, context: &Context, filter: &Filter<'_>, before: Option<Uuid>, limit: i64) -> Result<Vec<AuditEntry>, Error> {
    let (since, until) = (filter.since.map(Into::into), filter.until.map(Into::into));
    let single = requests.single(context, Access::Read).await?;
    let rows = match filter.entity {
        None => statements::list_entries().bind(&single, &before, &filter.actor, &filter.action, &since, &until, &limit).all().await,
        Some(entity) => {
            statements::list_entity_entries()
                .bind(&single, &entity, &before, &filter.entity_id, &filter.actor, &filter.action, &since, &until, &limit)
                .all()
                .await
        }
    };
    single.finish(rows).await
}

/// One, with what changed where the caller may read the thing itself.
///
/// # Errors
/// [`Problem::NotFound`].
pub async fn read(requests: &Pool, context: &Context, id: Uuid) -> Result<ReadEntry, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_entry().bind(&single, &id).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// One page of who accessed the caller's own data, newest first.
///
/// # Errors
/// The caller has no live right.
pub async fn accesses_to_own(requests: &Pool, context: &Context, before: Option<Uuid>, limit: i64) -> Result<Vec<AuditEntry>, Error> {
    let single = requests.single(context, Access::Read).await?;
    let rows = statements::accesses_to_own().bind(&single, &before, &limit).all().await;
    single.finish(rows).await
}
