//! The comparison: contestants take turns in short slices, so that whatever else the machine does meets all of them.

use std::{sync::Arc, time::Duration};

use crate::{
    Failure, Format, Kernel,
    contestant::{Contestant, Limit, Run, Slice},
    hand, html, load,
    operation::{Kind, OPERATIONS, Operation},
    plans, progress,
    report::{Line, Report, Score},
    scratch::Scratch,
    statements::Statements,
    stats::median,
    text,
    variant::Variant,
    world::{Versions, World},
};

/// Clients of the throughput slices.
const CLIENTS: usize = 4;

/// How long and how often.
struct Pace {
    slice: Duration,
    rounds: usize,
}

/// A changed kernel in a database of its own.
struct Rival {
    name: String,
    database: String,
    statements: Statements,
    versions: Arc<Versions>,
}

/// Measures and prints.
pub(crate) async fn run(options: &Kernel) -> Result<(), Failure> {
    let pace =
        if options.quick { Pace { slice: Duration::from_millis(300), rounds: 3 } } else { Pace { slice: Duration::from_millis(1200), rounds: 5 } };
    let variants = options.variant.iter().map(|path| Variant::read(path)).collect::<Result<Vec<_>, _>>()?;
    let operations: Vec<Operation> =
        OPERATIONS.iter().filter(|operation| options.only.as_ref().is_none_or(|text| operation.key.contains(text))).copied().collect();
    let mut scratch = Scratch::create(false).await?;
    let outcome = measure(&mut scratch, &pace, &variants, &operations).await;
    let removed = scratch.remove().await;
    let report = outcome?;
    removed?;
    if let Some(file) = &options.html {
        std::fs::write(file, html::render(&report)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    print(options.format, &report, text::render)
}

/// Prints a report as text or JSON.
pub(crate) fn print<R: serde::Serialize>(format: Format, report: &R, as_text: impl Fn(&R) -> String) -> Result<(), Failure> {
    use std::io::Write as _;
    let text = match format {
        Format::Text => as_text(report),
        Format::Json => serde_json::to_string_pretty(report)? + "\n",
    };
    // a closed pipe (`| head`) is no failure
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Ok(())
}

async fn measure(scratch: &mut Scratch, pace: &Pace, variants: &[Variant], operations: &[Operation]) -> Result<Report, Failure> {
    let world = Arc::new(World::generate());
    let admin = scratch.admin().await?;
    load::load(&admin, &world).await?;
    hand::prepare(&admin).await?;
    let environment = scratch.describe().await?;
    drop(admin);
    tokio::time::sleep(Duration::from_millis(300)).await; // a template may have no sessions left
    let mut rivals = Vec::new();
    for variant in variants {
        rivals.push(Rival {
            name: variant.name.clone(),
            database: scratch.with_variant(variant).await?,
            statements: Statements::committed().with(&variant.replaced),
            versions: Arc::new(Versions::new()),
        });
    }
    scratch.admin().await?.batch_execute("checkpoint").await?;
    let (by_hand, kernel) = (Arc::new(Versions::new()), Arc::new(Versions::new()));
    let plans = plans::check(scratch, &world).await?;
    let bar = progress::bar(operations.len() * pace.rounds, "measuring");
    let mut lines = Vec::new();
    for operation in operations {
        let server = scratch.login("app_api", scratch.database())?;
        let mut contestants = vec![Contestant::by_hand(scratch.unbound(), operation, CLIENTS, true, &by_hand).await?];
        if operation.kind == Kind::Update {
            contestants.push(Contestant::by_hand(scratch.unbound(), operation, CLIENTS, false, &by_hand).await?);
        }
        contestants.push(Contestant::kernel("kernel", &server, operation, CLIENTS, &Statements::committed(), &kernel).await?);
        if operation.in_store() && rivals.is_empty() {
            contestants.push(Contestant::store(&server, CLIENTS, &kernel)?);
        }
        for rival in &rivals {
            let server = scratch.login("app_api", &rival.database)?;
            contestants.push(Contestant::kernel(&rival.name, &server, operation, CLIENTS, &rival.statements, &rival.versions).await?);
        }
        lines.push(take_turns(operation, &mut contestants, &world, pace, &bar).await?);
    }
    bar.finish_and_clear();
    let method = format!(
        "{} organisations of {} employees; {} rounds of {} ms slices taking turns; one round trip per request",
        crate::world::ORGANIZATIONS,
        crate::world::EMPLOYEES,
        pace.rounds,
        pace.slice.as_millis()
    );
    Ok(Report { environment, method, operations: lines, plans })
}

async fn take_turns(
    operation: &Operation,
    contestants: &mut [Contestant],
    world: &Arc<World>,
    pace: &Pace,
    bar: &indicatif::ProgressBar,
) -> Result<Line, Failure> {
    for contestant in contestants.iter_mut() {
        contestant
            .warm_up(operation, world, CLIENTS)
            .await
            .map_err(|error| format!("{}, {}: {}", operation.key, contestant.name, crate::explained(&*error)))?;
    }
    let mut single: Vec<Vec<Slice>> = contestants.iter().map(|_| Vec::new()).collect();
    let mut together: Vec<Vec<Slice>> = contestants.iter().map(|_| Vec::new()).collect();
    for round in 0..pace.rounds {
        for (clients, results) in [(1, &mut single), (CLIENTS, &mut together)] {
            for turn in 0..contestants.len() {
                let at = (turn + round) % contestants.len(); // nobody always follows the same neighbour
                let run = Run { operation: *operation, world: Arc::clone(world), clients, seed: round as u64 + 2 };
                results[at].push(contestants[at].slice(&run, Limit::Time(pace.slice)).await?);
            }
        }
        bar.inc(1);
    }
    let scores = (0..contestants.len())
        .map(|at| Score {
            contestant: contestants[at].name.clone(),
            latency_median: over(&single[at], |slice| slice.median),
            latency_p99: over(&single[at], |slice| slice.p99),
            throughput: over(&together[at], |slice| slice.throughput),
            latency_quiet: quietest(&single[at]),
            latency_quiet_ratio: quietest(&single[at]) / quietest(&single[0]),
            latency_ratio: ratio(&single[at], &single[0], |slice| slice.median),
            throughput_ratio: ratio(&together[at], &together[0], |slice| slice.throughput),
        })
        .collect();
    Ok(Line {
        operation: operation.key,
        label: operation.label,
        latency_goal: operation.latency_goal,
        throughput_goal: operation.throughput_goal,
        scores,
    })
}

fn over(slices: &[Slice], value: impl Fn(&Slice) -> f64) -> f64 {
    median(&slices.iter().map(value).collect::<Vec<_>>())
}

fn quietest(slices: &[Slice]) -> f64 {
    slices.iter().map(|slice| slice.quiet).fold(f64::INFINITY, f64::min)
}

/// Each round against hand in the same round: what slowed the machine then slowed both.
fn ratio(slices: &[Slice], hand: &[Slice], value: impl Fn(&Slice) -> f64) -> f64 {
    median(&slices.iter().zip(hand).map(|(slice, hand)| value(slice) / value(hand)).collect::<Vec<_>>())
}
