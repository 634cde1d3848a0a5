//! Background jobs: claiming one mints a right for its organisation and lease, which the claim's secret opens.

use std::time::Duration;

use queries::queries::lifecycle::jobs;
use serde_json::Value;
use types::{Error, OrgId};
use uuid::Uuid;

use crate::Pool;

/// A claimed job.
pub struct Claim {
    /// Its organisation.
    pub org: OrgId,
    /// The job.
    pub job: Uuid,
    /// What is to be done.
    pub kind: String,
    /// With what.
    pub arguments: Value,
    /// How often it was claimed, this time included.
    pub attempts: i32,
    pub(crate) secret: String,
}

/// One due job of these kinds; `None` if nothing is due. `digest` is the SHA-256 of `secret`.
///
/// # Errors
/// The database cannot be used.
pub async fn claim(worker: &Pool, kinds: &[&str], lease: Duration, secret: String, digest: [u8; 32]) -> Result<Option<Claim>, Error> {
    let single = worker.without_context().await?;
    let row = jobs::claim_job().bind(&single, &kinds, &lease.as_secs_f64(), &digest.as_slice()).opt().await;
    let row = single.finish(row).await?;
    Ok(row.map(|row| Claim { org: row.org_id, job: row.job_id, kind: row.kind, arguments: row.arguments, attempts: row.attempts, secret }))
}

/// Keeps the claim for another lease.
///
/// # Errors
/// The claim is gone, or the database cannot be used.
pub async fn extend(worker: &Pool, claim: &Claim, lease: Duration) -> Result<(), Error> {
    let single = worker.without_context().await?;
    let done = jobs::extend_job().bind(&single, &claim.org, &claim.job, &claim.secret, &lease.as_secs_f64()).one().await;
    single.finish(done).await.map(drop)
}

/// Puts the job back in the queue, due after `delay`.
///
/// # Errors
/// As [`extend`].
pub async fn release(worker: &Pool, claim: &Claim, delay: Duration) -> Result<(), Error> {
    let single = worker.without_context().await?;
    let done = jobs::release_job().bind(&single, &claim.org, &claim.job, &claim.secret, &delay.as_secs_f64()).one().await;
    single.finish(done).await.map(drop)
}

/// Ends the claim: done, or failed with a reason for operators.
///
/// # Errors
/// As [`extend`].
pub async fn finish(worker: &Pool, claim: &Claim, failure: Option<&str>) -> Result<(), Error> {
    let single = worker.without_context().await?;
    let done = jobs::finish_job().bind(&single, &claim.org, &claim.job, &claim.secret, &failure).one().await;
    single.finish(done).await.map(drop)
}

/// The claimed job `end_employment`: what ends when somebody's last day is over.
///
/// # Errors
/// The claim is gone, or the database cannot be used.
pub async fn end_due_employment(worker: &Pool, claim: &Claim) -> Result<(), Error> {
    let tx = worker.begin_job(claim).await?;
    tx.checked(jobs::end_due_employment().bind(&tx).one().await)?;
    tx.commit().await
}
