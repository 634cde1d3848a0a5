//! Background jobs: claims one at a time, keeps its lease alive while it is worked, and gives back what may succeed another time.
//! Leases are short, so that the job of a process that died is soon somebody else's; nothing a job wrote before is left half-done,
//! because a job writes in one transaction.

use std::time::Duration;

use auth::CapabilitySecret;
use store::{
    Pool,
    datastore::{
        imports::{self, Writing},
        jobs::{self, Claim},
    },
};
use tokio::sync::watch;
use types::{Error, Problem};

const KINDS: [&str; 2] = ["import_people", "end_employment"];
const IDLE: Duration = Duration::from_secs(1);
const LEASE: Duration = Duration::from_secs(120);
const RENEW_EVERY: Duration = Duration::from_secs(20);
const GIVE_BACK: Duration = Duration::from_secs(3);
const SWEEP_EVERY: Duration = Duration::from_secs(60);
/// After this many attempts a failure that might have passed is final.
const ATTEMPTS: i32 = 5;
/// Rows checked per transaction.
const CHECK_SLICE: i32 = 10_000;
/// Rows written per statement; statements that are planned while tables are small stay cheap for so many.
const WRITE_SLICE: i32 = 2_000;
/// Between attempts at what must not be given up.
const LONGEST_DELAY: Duration = Duration::from_secs(3600);
const DISCARD_SLICE: i32 = 20_000;
/// Rows that only the cycle guard finds wrong, before an import is given up: each costs a whole new check.
const REFUSALS: usize = 20;

/// Works until told to stop. What is under way then is given back: its transaction never happened, and the next process takes it up.
pub(crate) async fn run(pool: Pool, mut stop: watch::Receiver<bool>) {
    let mut failing = false;
    while !*stop.borrow() {
        match turn(&pool, &mut stop).await {
            Ok(true) => {
                failing = false;
                continue;
            }
            Ok(false) => failing = false,
            Err(error) => {
                // once, not every second, while the database is away
                if !failing {
                    tracing::warn!(internal = error.internal_text().unwrap_or("-"), "jobs cannot be claimed: {error}");
                }
                failing = true;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(IDLE) => {}
            _ = stop.wait_for(|stop| *stop) => {}
        }
    }
}

/// Ends cut-off uploads and deletes what imports left behind.
pub(crate) async fn sweep(pool: Pool) {
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        match imports::sweep(&pool).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "swept {rows} rows of imports that are over"),
            Err(error) => tracing::warn!(internal = error.internal_text().unwrap_or("-"), "imports that are over could not be swept: {error}"),
        }
    }
}

/// One job, if one is due.
async fn turn(pool: &Pool, stop: &mut watch::Receiver<bool>) -> Result<bool, Error> {
    let secret = CapabilitySecret::generate();
    let Some(claim) = jobs::claim(pool, &KINDS, LEASE, secret.as_str().to_owned(), secret.digest()).await? else {
        return Ok(false);
    };
    let outcome = tokio::select! {
        outcome = work(pool, &claim) => Some(outcome),
        lost = keep(pool, &claim) => Some(Err(lost)),
        _ = stop.wait_for(|stop| *stop) => None,
    };
    let ended = match outcome {
        None => {
            // a process that is told to stop has little time; without an answer the lease runs out
            let released = tokio::time::timeout(GIVE_BACK, jobs::release(pool, &claim, Duration::ZERO)).await;
            released.unwrap_or_else(|_| Err(Error::new(Problem::Unavailable).detail("The database does not answer.")))
        }
        Some(Ok(())) => jobs::finish(pool, &claim, None).await,
        Some(Err(error)) => give_up_or_back(pool, &claim, &error).await,
    };
    if let Err(error) = ended {
        // the right was ended meanwhile, or the lease ran out: whoever claims the job next finds it as it was
        tracing::warn!(job_id = %claim.job, internal = error.internal_text().unwrap_or("-"), "job {} lost its claim: {error}", claim.job);
    }
    Ok(true)
}

/// Renews the lease until it cannot.
async fn keep(pool: &Pool, claim: &Claim) -> Error {
    let mut missed = 0;
    loop {
        tokio::time::sleep(RENEW_EVERY).await;
        match jobs::extend(pool, claim, LEASE).await {
            Ok(()) => missed = 0,
            Err(error) if passing(error.problem) && missed < 4 => missed += 1,
            Err(error) => return error,
        }
    }
}

const fn passing(problem: Problem) -> bool {
    matches!(problem, Problem::Unavailable | Problem::Overloaded)
}

async fn give_up_or_back(pool: &Pool, claim: &Claim, error: &Error) -> Result<(), Error> {
    let internal = error.internal_text().unwrap_or("-");
    // somebody else wrote the same number, name or line between check and writing: the next check sees it
    let raced = matches!(error.problem, Problem::AlreadyExists | Problem::PeriodOverlap | Problem::UnknownReference | Problem::ReportingCycle);
    if (passing(error.problem) || raced) && claim.attempts < ATTEMPTS {
        tracing::warn!(job_id = %claim.job, kind = claim.kind, attempts = claim.attempts, internal, "job {} is given back: {error}", claim.job);
        return jobs::release(pool, claim, Duration::from_secs(2)).await;
    }
    if claim.kind == "end_employment" {
        // it must come true: whoever has left keeps access until it does
        let exponent = u32::try_from(claim.attempts).unwrap_or(u32::MAX).min(12);
        let delay = Duration::from_secs(1 << exponent).min(LONGEST_DELAY);
        tracing::error!(job_id = %claim.job, attempts = claim.attempts, internal, "an employment that is over could not be ended, again in {delay:?}: {error}");
        return jobs::release(pool, claim, delay).await;
    }
    if claim.kind == "import_people" {
        let sentence = match error.problem {
            Problem::Forbidden => "Whoever asked for this import may no longer import people.".to_owned(),
            Problem::Internal => "Something went wrong on our side; nothing was written.".to_owned(),
            _ => format!("Nothing was written: {error}"),
        };
        imports::fail(pool, claim, &sentence).await?;
        discard(pool, claim).await?;
    }
    tracing::error!(job_id = %claim.job, kind = claim.kind, internal, "job {} failed: {error}", claim.job);
    jobs::finish(pool, claim, Some(&error.to_string())).await
}

async fn work(pool: &Pool, claim: &Claim) -> Result<(), Error> {
    match claim.kind.as_str() {
        "end_employment" => jobs::end_due_employment(pool, claim).await,
        _ => import(pool, claim).await,
    }
}

async fn import(pool: &Pool, claim: &Claim) -> Result<(), Error> {
    for _ in 0..REFUSALS {
        if !imports::start(pool, claim).await? {
            return discard(pool, claim).await;
        }
        let mut after = 0;
        while let Some(upto) = imports::check_values(pool, claim, after, CHECK_SLICE).await? {
            after = upto;
        }
        if !imports::judge(pool, claim).await? {
            return discard(pool, claim).await;
        }
        match write(pool, claim).await? {
            None => return discard(pool, claim).await,
            Some(line) => imports::refuse_row(pool, claim, line).await?,
        }
    }
    imports::fail(pool, claim, "Too many rows would close a circle of reporting lines on days that the check does not follow.").await?;
    discard(pool, claim).await
}

/// Writes everything, or nothing; gives the line that the cycle guard refused.
async fn write(pool: &Pool, claim: &Claim) -> Result<Option<i64>, Error> {
    let writing = Writing::begin(pool, claim).await?;
    let (mut after, mut slices) = (0, 0_i64);
    while let Some(upto) = writing.people(after, WRITE_SLICE).await? {
        after = upto;
        slices += 1;
        // cancelled: dropping the transaction takes everything back
        if !imports::report(pool, claim, slices * i64::from(WRITE_SLICE) / 2).await? {
            return Ok(None);
        }
    }
    writing.end_lines().await?;
    let (mut before, mut remaining) = (i64::MAX, slices);
    loop {
        let (next, refused) = writing.lines(before, WRITE_SLICE).await?;
        if refused.is_some() {
            return Ok(refused);
        }
        let Some(next) = next else { break };
        before = next;
        remaining -= 1;
        if !imports::report(pool, claim, (2 * slices - remaining) * i64::from(WRITE_SLICE) / 2).await? {
            return Ok(None);
        }
    }
    match writing.commit().await {
        Err(error) if error.problem == Problem::WrongState => Ok(None), // cancelled at the last moment
        outcome => outcome.map(|()| None),
    }
}

async fn discard(pool: &Pool, claim: &Claim) -> Result<(), Error> {
    while imports::discard(pool, claim, DISCARD_SLICE).await? > 0 {}
    Ok(())
}
