//! Memberships.

use queries::queries::identity::members;
pub use queries::queries::identity::members::CurrentMember;
use types::{Error, Problem};

use crate::{Context, Pool, single::Access};

/// The caller, with their organisation and its settings.
///
/// # Errors
/// The caller has no live right.
pub async fn current(requests: &Pool, context: &Context) -> Result<CurrentMember, Error> {
    let single = requests.single(context, Access::Read).await?;
    let member = members::current_member().bind(&single).opt().await;
    single.finish(member).await?.ok_or_else(|| Problem::NotFound.into())
}
