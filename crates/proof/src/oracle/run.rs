//! World after world from one seed, until enough has been decided.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Instant,
};

use aws_lc_rs::digest::{Context, SHA256};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use schema::Sources;
use tokio::task::JoinSet;

use super::{
    compare::{Asking, Compared, Pair, ask, forget, write},
    organisations::worlds,
    report::{Disagreement, Report},
    shrink::shrink,
};
use crate::{Database, Failure, Ground, World, witness};

/// How much, from where.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Decisions at least.
    pub decisions: u64,
    /// Of an earlier run, to see the same again; a new one without.
    pub seed: Option<u64>,
    /// The number of the first world: with the seed, what a disagreement names to be replayed.
    pub first_world: u64,
    /// Worlds at a time, each with a runtime login's connection.
    pub connections: usize,
    /// Stops once this many operations disagree; each is told and shrunk once.
    pub disagreements: usize,
    /// How many smaller worlds are tried for each.
    pub steps: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { decisions: 20_000, seed: None, first_world: 0, connections: 2, disagreements: 5, steps: 60 }
    }
}

/// Builds a database from `sources` and compares it with the model. `told` hears how many decisions there have been.
///
/// # Errors
/// A file does not apply, or a connection breaks. Disagreements are not errors.
pub async fn run(ground: &Ground, sources: &Sources, options: &Options, told: &dyn Fn(u64)) -> Result<Report, Failure> {
    let database = ground.build(sources).await?;
    let admin = ground.admin(&database).await?;
    witness::install(&admin).await?;
    drop(admin);
    let report = run_on(ground, &database, options, told).await;
    ground.discard(&database).await?;
    report
}

/// The same on a database that is there, with the witness in it.
///
/// # Errors
/// As [`run`].
pub async fn run_on(ground: &Ground, database: &Database, options: &Options, told: &dyn Fn(u64)) -> Result<Report, Failure> {
    let began = Instant::now();
    let seed = options.seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0);
    let mut pairs = Vec::new();
    for _ in 0..options.connections.max(1) {
        let (admin, (login, _)) = (ground.admin(database).await?, ground.login(database, "app_api").await?);
        pairs.push(Arc::new(Pair { admin, login }));
    }
    let mut running = Running { report: Report { seed, ..Report::default() }, digest: Context::new(&SHA256), known: BTreeSet::new() };
    let mut number = options.first_world;
    while running.report.decisions < options.decisions && running.report.disagreements.len() < options.disagreements.max(1) {
        for (at, world, compared) in round(&pairs, seed, number).await? {
            running.take(&pairs[0], (seed, number + at, options.steps), world, compared).await?;
        }
        number += pairs.len() as u64;
        told(running.report.decisions);
    }
    let mut report = running.report;
    report.digest = running.digest.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// The tree of world `number`: it depends on the seed and the number alone.
fn tree(seed: u64, number: u64) -> Result<impl ValueTree<Value = World>, Failure> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&number.to_le_bytes());
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    worlds().new_tree(&mut runner).map_err(|reason| Failure::Other(reason.to_string()))
}

/// One world a connection, at the same time; in the order of their numbers.
async fn round(pairs: &[Arc<Pair>], seed: u64, number: u64) -> Result<Vec<(u64, World, Compared)>, Failure> {
    loop {
        let mut writing = JoinSet::new();
        for (at, pair) in (0..).zip(pairs) {
            let pair = Arc::clone(pair);
            let mut world = tree(seed, number + at)?.current();
            writing.spawn(async move { write(&pair, &mut world).await.map(|written| (at, world, written)) });
        }
        let worlds = all(writing).await?;
        forget(&pairs[0]).await?;
        let mut asking = JoinSet::new();
        for (pair, (at, world, written)) in pairs.iter().zip(worlds) {
            let pair = Arc::clone(pair);
            asking.spawn(async move { ask(&pair, &world, written, Asking::Turn(number + at)).await.map(|compared| (at, world, compared)) });
        }
        let asked = all(asking).await?;
        if asked.iter().all(|(.., compared)| compared.is_some()) {
            return Ok(asked.into_iter().filter_map(|(at, world, compared)| Some((at, world, compared?))).collect());
        }
    }
}

/// In the order of their numbers.
async fn all<A: 'static, B: 'static>(mut working: JoinSet<Result<(u64, A, B), Failure>>) -> Result<Vec<(u64, A, B)>, Failure> {
    let mut done = Vec::new();
    while let Some(one) = working.join_next().await {
        done.push(one.map_err(|error| Failure::Other(error.to_string()))??);
    }
    done.sort_by_key(|(at, ..)| *at);
    Ok(done)
}

struct Running {
    report: Report,
    digest: Context,
    /// Operations that have been told to disagree.
    known: BTreeSet<String>,
}

impl Running {
    async fn take(&mut self, pair: &Pair, (seed, number, steps): (u64, u64, usize), world: World, compared: Compared) -> Result<(), Failure> {
        self.report.worlds += 1;
        self.report.decisions += compared.decisions.values().sum::<u64>();
        self.digest.update(compared.asked.as_bytes());
        for (operation, decisions) in compared.decisions {
            *self.report.operations.entry(operation).or_default() += decisions;
        }
        let mut first: BTreeMap<String, _> = BTreeMap::new();
        for finding in compared.findings {
            first.entry(finding.operation.clone()).or_insert(finding);
        }
        for (operation, finding) in first {
            if self.known.insert(operation) {
                let shrunk = shrink(pair, &mut tree(seed, number)?, world.clone(), finding, steps).await?;
                self.report.disagreements.push(Disagreement::new(seed, number, &shrunk.world, shrunk.finding));
            }
        }
        Ok(())
    }
}
