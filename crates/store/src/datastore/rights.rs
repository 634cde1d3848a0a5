//! Housekeeping of rights that ran out.

use queries::queries::lifecycle::rights;
use types::Error;

use crate::Pool;

/// Rows removed per statement, so that no sweep holds locks for long.
const SLICE: i32 = 1000;

/// Deletes capabilities and tombstones that ran out over a minute ago; returns how many.
///
/// # Errors
/// The database cannot be used.
pub async fn sweep(worker: &Pool) -> Result<i64, Error> {
    let single = worker.without_context().await?;
    let swept = rights::sweep_expired().bind(&single, &SLICE).one().await;
    single.finish(swept).await
}
