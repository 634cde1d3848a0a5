//! Tries mutants, each on a copy of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use tokio::sync::Mutex;

use super::{Fate, Mutant, Report, Trial, layers, mutants};
use crate::{
    Failure, Ground,
    suite::{self, Prepared},
};

/// Which mutants, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only those whose id contains one of these.
    pub only: Vec<String>,
    /// This many, chosen by the seed; all of them without.
    pub sample: Option<usize>,
    /// Chooses the sample.
    pub seed: u64,
    /// Mutants that nothing can notice: id and reason, written by hand.
    pub equivalent: BTreeMap<String, String>,
    /// Copies that are tried at a time.
    pub workers: usize,
}

/// Tries every chosen mutant.
///
/// # Errors
/// The untouched copy does not pass, or the ground broke.
pub async fn run(ground: &Ground, prepared: &Prepared, options: &Options, told: &(dyn Fn(u64, u64) + Sync)) -> Result<Report, Failure> {
    let began = Instant::now();
    let untouched = ground.copy(&prepared.template).await?;
    let admin = ground.admin(&untouched).await?;
    let all = mutants(&admin, prepared).await?;
    let chosen = choose(&all, options);
    // layers hold on the untouched copy, or what they say of a mutant means nothing
    let mut seen = BTreeSet::new();
    for layer in chosen.iter().filter_map(|mutant| mutant.layer.as_ref()).filter(|layer| seen.insert(layer.name.clone())) {
        if let Some(broken) = layers::tried(&admin, layer).await? {
            return Err(format!("the untouched copy fails: {broken}").into());
        }
    }
    drop(admin);
    ground.discard(&untouched).await?;
    let related = related(prepared);
    let next = AtomicUsize::new(0);
    let trials = Mutex::new(Vec::new());
    let total = chosen.len() as u64;
    let work = async || -> Result<(), Failure> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = chosen.get(at) else { return Ok(()) };
            let started = Instant::now();
            let fate = match options.equivalent.get(&mutant.id) {
                Some(because) => Fate::Equivalent { because: because.clone() },
                None => fate(ground, prepared, mutant, &related).await?,
            };
            trials.lock().await.push(Trial { mutant: (*mutant).clone(), fate, seconds: started.elapsed().as_secs_f64() });
            told(1, total);
        }
    };
    futures_util::future::try_join_all((0..options.workers.max(1)).map(|_| work())).await?;
    let mut trials = trials.into_inner();
    trials.sort_by(|a, b| a.mutant.id.cmp(&b.mutant.id));
    Ok(Report { server: ground.describe().await?, mutants: all.len(), trials, seconds: began.elapsed().as_secs_f64() })
}

fn choose<'a>(all: &'a [Mutant], options: &Options) -> Vec<&'a Mutant> {
    let mut chosen: Vec<&Mutant> =
        all.iter().filter(|mutant| options.only.is_empty() || options.only.iter().any(|part| mutant.id.contains(part))).collect();
    if let Some(sample) = options.sample {
        // the same seed chooses the same ones, wherever in the list others were added
        chosen.sort_by_key(|mutant| {
            let text = format!("{} {}", options.seed, mutant.id);
            aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes()).as_ref().to_vec()
        });
        chosen.truncate(sample);
    }
    chosen
}

/// Objects of the suite by what they are made of: the function or table that a mutant changes first, then who uses it.
fn related(prepared: &Prepared) -> BTreeMap<String, BTreeSet<String>> {
    let mut related: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for call in &prepared.uses {
        related.entry(call.used.clone()).or_default().insert(call.by.clone());
    }
    related
}

async fn fate(ground: &Ground, prepared: &Prepared, mutant: &Mutant, related: &BTreeMap<String, BTreeSet<String>>) -> Result<Fate, Failure> {
    let copy = ground.copy(&prepared.template).await?;
    let fate = on_copy(ground, prepared, mutant, related, &copy).await;
    ground.discard(&copy).await?;
    fate
}

async fn on_copy(
    ground: &Ground,
    prepared: &Prepared,
    mutant: &Mutant,
    related: &BTreeMap<String, BTreeSet<String>>,
    copy: &crate::Database,
) -> Result<Fate, Failure> {
    let admin = ground.admin(copy).await?;
    if let Err(error) = admin.batch_execute(&format!("begin; {}; commit", mutant.sql)).await {
        return Ok(Fate::Stillborn { message: Failure::in_statement(&error, "the server refuses the change").to_string() });
    }
    if let Some(layer) = &mutant.layer {
        match layers::tried(&admin, layer).await {
            Ok(Some(seen)) => return Ok(Fate::Killed { by: format!("layer alone: {seen}") }),
            Ok(None) => {}
            Err(failure) => return Ok(Fate::Killed { by: format!("layer alone: {failure}") }),
        }
    }
    drop(admin);
    let near = |object: &str| {
        let bare = object.split('(').next().unwrap_or(object);
        let changed = mutant.object.split('(').next().unwrap_or(&mutant.object);
        object == mutant.object || bare == changed || related.get(changed).is_some_and(|users| users.contains(bare))
    };
    let far = |object: &str| !near(object);
    for chosen in [&near as &dyn Fn(&str) -> bool, &far] {
        let report = suite::run(ground, prepared, copy, Some(chosen), true, &|_| {}).await?;
        if let Some(finding) = report.findings.first() {
            let by = format!(
                "{} {} on \"{}\" by {}: expected {}, got {}",
                finding.operation, finding.object, finding.rows, finding.actor, finding.expected, finding.got
            );
            return Ok(Fate::Killed { by });
        }
    }
    Ok(Fate::Survived)
}
