//! What a member may do, asked by an admin.

use queries::queries::identity::access_questions as statements;
pub use queries::queries::identity::access_questions::ExplainAccess as Step;
use types::{Error, MemberId};
use uuid::Uuid;

use crate::{Context, Pool, single::Access};

/// Why a member may or may not do something, step by step; never empty. It is tried and undone, so the transaction must be able to
/// write; what stays is the entry that says who asked.
///
/// # Errors
/// [`types::Problem::Forbidden`], [`types::Problem::NotFound`] for a member or row that the caller may not see,
/// [`types::Problem::InvalidValue`] for a question that makes no sense.
pub async fn explain(
    requests: &Pool,
    context: &Context,
    member: MemberId,
    action: &str,
    resource: &str,
    row: Option<Uuid>,
) -> Result<Vec<Step>, Error> {
    let single = requests.single(context, Access::Write).await?;
    let steps = statements::explain_access().bind(&single, &member, &action, &resource, &row).all().await;
    single.finish(steps).await
}
