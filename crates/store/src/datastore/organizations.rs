//! The caller's organisation and its settings.

use queries::queries::identity::organizations as statements;
pub use queries::queries::identity::organizations::ReadOrganization;
use types::{Error, Problem};

use super::refused;
use crate::{Context, Pool, single::Access};

/// What changes; `None` stays.
#[derive(Default)]
pub struct Patch {
    /// For people.
    pub name: Option<String>,
    /// IANA name.
    pub timezone: Option<String>,
    /// 0 = Sunday.
    pub week_start: Option<i16>,
}

/// The organisation.
///
/// # Errors
/// The caller has no live right.
pub async fn read(requests: &Pool, context: &Context) -> Result<ReadOrganization, Error> {
    let single = requests.single(context, Access::Read).await?;
    let row = statements::read_organization().bind(&single).opt().await;
    single.finish(row).await?.ok_or_else(|| Problem::NotFound.into())
}

/// Changes name and settings together, if both versions are still these.
///
/// # Errors
/// [`Problem::VersionMismatch`], [`Problem::Forbidden`], [`Problem::UnknownTimezone`].
pub async fn edit(requests: &Pool, context: &Context, version: i64, settings_version: i64, patch: &Patch) -> Result<(), Error> {
    let tx = requests.begin(context).await?;
    // whoever may not edit it cannot hold it either
    let held = tx.checked(statements::hold_organization().bind(&tx).opt().await)?;
    let mut whole = held.is_some_and(|held| (held.row_version, held.settings_version) == (version, settings_version));
    if whole && let Some(name) = &patch.name {
        whole &= tx.checked(statements::rename_organization().bind(&tx, name, &version).opt().await)?.is_some();
    }
    if whole && (patch.timezone.is_some() || patch.week_start.is_some()) {
        let changed = statements::change_settings().bind(&tx, &patch.timezone, &patch.week_start, &settings_version).opt().await;
        whole &= tx.checked(changed)?.is_some();
    }
    if whole {
        return tx.commit().await;
    }
    drop(tx); // nothing of it happened
    let seen = read(requests, context).await?;
    Err(refused(i64::from((seen.row_version, seen.settings_version) != (version, settings_version)), 0))
}

/// R34: read-only at once, purged after 30 days.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn close(requests: &Pool, context: &Context) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let done = statements::close_organization().bind(&single).one().await;
    single.finish(done).await.map(drop)
}

/// R34: writable again.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::WrongState`].
pub async fn reopen(requests: &Pool, context: &Context) -> Result<(), Error> {
    let single = requests.single(context, Access::Write).await?;
    let done = statements::cancel_closing().bind(&single).one().await;
    single.finish(done).await.map(drop)
}
