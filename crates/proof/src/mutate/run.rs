//! Tries mutants, each on a copy of its own.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use super::{Fate, Mutant, Report, Trial, mutants};
use crate::{
    Database, Failure, Ground,
    intent::Scenario,
    suite::{self, Layer, Prepared},
};

/// So many mutants are worth asking first what every run asks last: whether the untouched copy passes.
const LONG: usize = 500;

/// Which mutants, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Only those whose id contains one of these.
    pub only: Vec<String>,
    /// This many, chosen by the seed; all of them without.
    pub sample: Option<usize>,
    /// Chooses the sample.
    pub seed: u64,
    /// Tables and functions all of whose mutants are tried, whatever the sample.
    pub always: BTreeSet<String>,
    /// Mutants that nothing can notice: id and reason, written by hand.
    pub equivalent: BTreeMap<String, String>,
    /// Copies that are tried at a time.
    pub workers: usize,
    /// Only the cells of what a mutant changes and of what mentions it: what survives these may still be killed by others.
    pub quick: bool,
    /// The untouched copy has passed a moment ago, and the mutants are few: it is not asked again.
    pub passed: bool,
}

/// Every mutant of the protection that `prepared` holds.
///
/// # Errors
/// The ground broke.
pub async fn known(ground: &Ground, prepared: &Prepared) -> Result<Vec<Mutant>, Failure> {
    let untouched = ground.copy(&prepared.template).await?;
    let admin = ground.admin(&untouched).await?;
    let all = mutants(&admin, prepared).await?;
    drop(admin);
    ground.discard(&untouched).await?;
    Ok(all)
}

/// The chosen ones among `all`, in a stable order.
#[must_use]
pub fn choose<'a>(all: &'a [Mutant], options: &Options) -> Vec<&'a Mutant> {
    let mut chosen: Vec<&Mutant> =
        all.iter().filter(|mutant| options.only.is_empty() || options.only.iter().any(|part| mutant.id.contains(part))).collect();
    if let Some(sample) = options.sample {
        // the same seed chooses the same ones, wherever in the list others were added
        chosen.sort_by_key(|mutant| {
            let text = format!("{} {}", options.seed, mutant.id);
            aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes()).as_ref().to_vec()
        });
        let rest = chosen.split_off(sample.min(chosen.len()));
        chosen.extend(rest.into_iter().filter(|mutant| options.always.contains(&mutant.object)));
    }
    chosen
}

/// Tables and functions whose mutants are others than those of an older version: what was changed since.
#[must_use]
pub fn changed(old: &[Mutant], new: &[Mutant]) -> BTreeSet<String> {
    let known: BTreeSet<(&str, &str)> = old.iter().map(|mutant| (mutant.id.as_str(), mutant.sql.as_str())).collect();
    new.iter().filter(|mutant| !known.contains(&(mutant.id.as_str(), mutant.sql.as_str()))).map(|mutant| mutant.object.clone()).collect()
}

/// Tries the chosen ones among `all`; `told` hears of each, and of how many there are.
///
/// # Errors
/// The untouched copy does not pass, or the ground broke.
pub async fn run(ground: &Ground, prepared: &Prepared, all: &[Mutant], options: &Options, told: &dyn Fn(&Trial, usize)) -> Result<Report, Failure> {
    let began = Instant::now();
    if let Some(stale) = options.equivalent.keys().find(|id| !all.iter().any(|mutant| mutant.id == **id)) {
        return Err(format!("equivalent.csv names a mutant that there is not (any more): {stale}").into());
    }
    let chosen = choose(all, options);
    let total = chosen.len();
    if total > LONG && !options.passed {
        untouched(ground, prepared, "do not pass, so that no mutant can fail; run `rowhouse policies test`").await?;
    }
    let course = Course {
        ground,
        prepared,
        users: users(prepared),
        mentions: prepared.intent.scenarios.iter().map(|scenario| mentions(prepared, scenario)).collect(),
        quick: options.quick,
        trials: RefCell::new(Vec::new()),
        told: &|trial| told(trial, total),
    };
    let (equivalent, tried): (Vec<&Mutant>, Vec<&Mutant>) = chosen.into_iter().partition(|mutant| options.equivalent.contains_key(&mutant.id));
    for mutant in equivalent {
        course.tell(mutant, Fate::Equivalent { because: options.equivalent[&mutant.id].clone() }, 0.0);
    }
    let (widening, single): (Vec<&Mutant>, Vec<&Mutant>) = tried.into_iter().partition(|mutant| mutant.widens.is_some());
    let mut loads: Vec<Vec<&Mutant>> = batches(widening);
    loads.extend(single.into_iter().map(|mutant| vec![mutant]));
    let next = Cell::new(0);
    let work = async || -> Result<(), Failure> {
        loop {
            let at = next.replace(next.get() + 1);
            let Some(load) = loads.get(at) else { return Ok(()) };
            course.take(load).await?;
        }
    };
    futures_util::future::try_join_all((0..options.workers.max(1)).map(|_| work())).await?;
    if !options.passed {
        // what the clock alone changes must not look like a kill
        untouched(ground, prepared, "did not pass any more after the last mutant, so that nothing is told").await?;
    }
    let mut trials = course.trials.into_inner();
    trials.sort_by(|a, b| a.mutant.id.cmp(&b.mutant.id));
    Ok(Report { server: ground.describe().await?, mutants: all.len(), trials, seconds: began.elapsed().as_secs_f64() })
}

/// The suite as a whole on a copy that nothing was done to.
async fn untouched(ground: &Ground, prepared: &Prepared, otherwise: &str) -> Result<(), Failure> {
    match suite::whole(ground, prepared, true, &|_| {}).await?.findings.first() {
        Some(finding) => Err(format!("the untouched policies {otherwise}: {}", told(finding)).into()),
        None => Ok(()),
    }
}

/// Mutants that share a copy: at most one of each object, so that what a cell of that object says is about that mutant alone.
fn batches(widening: Vec<&Mutant>) -> Vec<Vec<&Mutant>> {
    let mut batches: Vec<(BTreeSet<&str>, Vec<&Mutant>)> = Vec::new();
    for mutant in widening {
        match batches.iter_mut().find(|(objects, _)| !objects.contains(mutant.object.as_str())) {
            Some((objects, batch)) => {
                objects.insert(&mutant.object);
                batch.push(mutant);
            }
            None => batches.push((BTreeSet::from([mutant.object.as_str()]), vec![mutant])),
        }
    }
    batches.into_iter().map(|(_, batch)| batch).collect()
}

/// Who mentions a table or function directly.
fn users(prepared: &Prepared) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut users: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for one in &prepared.uses {
        users.entry(&one.used).or_default().insert(&one.by);
    }
    users
}

/// The tables and functions that a scenario names.
fn mentions<'a>(prepared: &'a Prepared, scenario: &Scenario) -> BTreeSet<&'a str> {
    let names: BTreeSet<&str> = prepared.uses.iter().flat_map(|one| [one.used.as_str(), one.by.as_str()]).collect();
    names.into_iter().filter(|name| scenario.steps.iter().any(|step| step.sql.contains(name))).collect()
}

fn bare(object: &str) -> &str {
    object.split('(').next().unwrap_or(object)
}

fn told(finding: &suite::Finding) -> String {
    format!(
        "{} {} on \"{}\" by {}: expected {}, got {}",
        finding.operation, finding.object, finding.rows, finding.actor, finding.expected, finding.got
    )
}

/// How far a cell is from what was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Distance {
    /// It tries the table or function itself.
    Itself,
    /// It tries what mentions it.
    Users,
    /// Anything else.
    Elsewhere,
}

/// A run of mutants under way.
struct Course<'a> {
    ground: &'a Ground,
    prepared: &'a Prepared,
    users: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// What each scenario names.
    mentions: Vec<BTreeSet<&'a str>>,
    quick: bool,
    trials: RefCell<Vec<Trial>>,
    told: &'a dyn Fn(&Trial),
}

impl Course<'_> {
    fn tell(&self, mutant: &Mutant, fate: Fate, seconds: f64) {
        let trial = Trial { mutant: mutant.clone(), fate, seconds };
        (self.told)(&trial);
        self.trials.borrow_mut().push(trial);
    }

    async fn take(&self, load: &[&Mutant]) -> Result<(), Failure> {
        let mut left: Vec<&Mutant> = load.to_vec();
        if load.len() > 1 {
            let started = Instant::now();
            let seen = self.on_a_copy(async |copy| self.widened(load, copy).await).await?;
            let each = started.elapsed().as_secs_f64() / f64::from(u32::try_from(load.len()).unwrap_or(u32::MAX));
            left.retain(|mutant| !seen.contains_key(mutant.id.as_str()));
            for mutant in load.iter().filter(|mutant| seen.contains_key(mutant.id.as_str())) {
                self.tell(mutant, Fate::Killed { by: seen[mutant.id.as_str()].clone() }, each);
            }
        }
        for mutant in left {
            let started = Instant::now();
            let fate = self.on_a_copy(async |copy| self.alone(mutant, copy).await).await?;
            self.tell(mutant, fate, started.elapsed().as_secs_f64());
        }
        Ok(())
    }

    async fn on_a_copy<T>(&self, tried: impl AsyncFnOnce(&Database) -> Result<T, Failure>) -> Result<T, Failure> {
        let copy = self.ground.copy(&self.prepared.template).await?;
        let outcome = tried(&copy).await;
        self.ground.discard(&copy).await?;
        outcome
    }

    /// What was seen of each of these, by its id.
    async fn widened<'m>(&self, load: &[&'m Mutant], copy: &Database) -> Result<BTreeMap<&'m str, String>, Failure> {
        let admin = self.ground.admin(copy).await?;
        let mut standing: BTreeMap<&str, &Mutant> = BTreeMap::new();
        for mutant in load {
            // what the server refuses is told of the mutant alone
            if admin.batch_execute(&mutant.sql).await.is_ok() {
                standing.insert(&mutant.object, mutant);
            }
        }
        drop(admin);
        let chosen = |plan: &suite::Plan, attempt: &suite::Attempt| {
            attempt.check == suite::Check::Reaches(false)
                && standing.get(attempt.object.as_str()).is_some_and(|mutant| mutant.widens == Some(plan.actor.login))
        };
        let report = suite::run(self.ground, self.prepared, copy, &chosen, false, &|_| {}).await?;
        let mut seen = BTreeMap::new();
        for finding in &report.findings {
            if let Some(mutant) = standing.get(finding.object.as_str()) {
                seen.entry(mutant.id.as_str()).or_insert_with(|| told(finding));
            }
        }
        Ok(seen)
    }

    async fn alone(&self, mutant: &Mutant, copy: &Database) -> Result<Fate, Failure> {
        if let Err(error) = self.change(mutant, copy).await {
            return Ok(Fate::Stillborn { message: error.to_string() });
        }
        // the layers that the mutant takes away come before all; those of other tables last
        let made_by = |layer: &Layer| layer.table == mutant.object && layer.made_by.iter().any(|part| mutant.id.contains(part.as_str()));
        if let Some(killed) = self.by_layers(copy, made_by).await? {
            return Ok(killed);
        }
        // what is changed first, then what mentions it
        if let Some(killed) = self.by_cells(mutant, copy, Distance::Itself, "").await? {
            return Ok(killed);
        }
        if let Some(finding) = suite::scenes(self.ground, self.prepared, copy, &self.nearest_scenarios(bare(&mutant.object)), true).await?.first() {
            return Ok(Fate::Killed { by: told(finding) });
        }
        if let Some(killed) = self.by_cells(mutant, copy, Distance::Users, "").await? {
            return Ok(killed);
        }
        // of a trigger's function: the layers of the tables it guards
        let guarded = |layer: &Layer| !made_by(layer) && self.uses(&layer.table, bare(&mutant.object));
        if let Some(killed) = self.by_layers(copy, guarded).await? {
            return Ok(killed);
        }
        // what the floors hold as well shows without them, and sooner than in whatever else there is
        if let Some(killed) = self.on_a_copy(async |copy| self.floorless(mutant, copy, &[Distance::Itself, Distance::Users]).await).await? {
            return Ok(killed);
        }
        if self.quick {
            return Ok(Fate::Survived);
        }
        if let Some(killed) = self.by_cells(mutant, copy, Distance::Elsewhere, "").await? {
            return Ok(killed);
        }
        if let Some(killed) = self.by_layers(copy, |layer| !made_by(layer) && !guarded(layer)).await? {
            return Ok(killed);
        }
        let last = self.on_a_copy(async |copy| self.floorless(mutant, copy, &[Distance::Elsewhere]).await).await?;
        Ok(last.unwrap_or(Fate::Survived))
    }

    /// Whether `by` mentions it directly.
    fn uses(&self, by: &str, used: &str) -> bool {
        self.users.get(used).is_some_and(|users| users.contains(by))
    }

    /// Scenarios that name what was changed, then those that name what mentions it, and so on: the likely ones first.
    fn nearest_scenarios(&self, changed: &str) -> Vec<&Scenario> {
        let mut left: Vec<(&Scenario, &BTreeSet<&str>)> = self.prepared.intent.scenarios.iter().zip(&self.mentions).collect();
        let (mut nearest, mut known, mut ring) = (Vec::new(), BTreeSet::from([changed]), BTreeSet::from([changed]));
        while !ring.is_empty() {
            let (near, far): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, named)| !named.is_disjoint(&ring));
            nearest.extend(near.into_iter().map(|(scenario, _)| scenario));
            left = far;
            ring = ring.iter().flat_map(|used| self.users.get(used)).flatten().copied().filter(|by| !known.contains(by)).collect();
            known.extend(ring.iter().copied());
        }
        nearest.extend(left.into_iter().map(|(scenario, _)| scenario));
        nearest
    }

    async fn change(&self, mutant: &Mutant, copy: &Database) -> Result<(), Failure> {
        let admin = self.ground.admin(copy).await?;
        let changed = admin.batch_execute(&format!("begin; {}; commit", mutant.sql)).await;
        changed.map_err(|error| Failure::in_statement(&error, "the server refuses the change"))
    }

    /// The cells that do not lean on the floors, without them.
    async fn floorless(&self, mutant: &Mutant, copy: &Database, distances: &[Distance]) -> Result<Option<Fate>, Failure> {
        self.change(mutant, copy).await?;
        suite::take_floors(self.ground, copy).await?;
        for distance in distances {
            if let Some(killed) = self.by_cells(mutant, copy, *distance, "without the floors: ").await? {
                return Ok(Some(killed));
            }
        }
        Ok(None)
    }

    /// The first cell at this distance that tells of the mutant.
    async fn by_cells(&self, mutant: &Mutant, copy: &Database, distance: Distance, floorless: &str) -> Result<Option<Fate>, Failure> {
        let changed = bare(&mutant.object);
        let place = |object: &str| match bare(object) {
            object if object == changed => Distance::Itself,
            object if self.uses(object, changed) => Distance::Users,
            _ => Distance::Elsewhere,
        };
        let leans = |attempt: &suite::Attempt| self.prepared.intent.leans(&attempt.object, &attempt.operation, &attempt.rows);
        let chosen = |_: &suite::Plan, attempt: &suite::Attempt| place(&attempt.object) == distance && (floorless.is_empty() || !leans(attempt));
        let report = suite::run(self.ground, self.prepared, copy, &chosen, true, &|_| {}).await?;
        Ok(report.findings.first().map(|finding| Fate::Killed { by: format!("{floorless}{}", told(finding)) }))
    }

    async fn by_layers(&self, copy: &Database, chosen: impl Fn(&Layer) -> bool) -> Result<Option<Fate>, Failure> {
        let layers: Vec<&Layer> = self.prepared.layers.iter().filter(|layer| chosen(layer)).collect();
        if layers.is_empty() {
            return Ok(None);
        }
        let findings = suite::alone(self.ground, self.prepared, copy, &layers).await?;
        Ok(findings.first().map(|finding| Fate::Killed { by: told(finding) }))
    }
}
