//! `rowhouse policies report`: everything as one page.

use std::{path::PathBuf, process::ExitCode};

use proof::{
    Ground, Intent, lint, matrix, mutate, oracle,
    page::{self, Gathered},
    suite,
};
use schema::Sources;
use store::{Server, connect};

use super::bar;
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// Where the page goes.
    #[arg(long, value_name = "FILE", default_value = "rowhouse-evidence.html")]
    output: PathBuf,
    /// Decisions that the oracle makes.
    #[arg(long, default_value_t = 20_000)]
    decisions: u64,
    /// Seed of the oracle, to see an earlier run again.
    #[arg(long)]
    seed: Option<u64>,
    /// Mutants to try: a sample of so many. Leave it out for none, `rowhouse policies mutate` tries all.
    #[arg(long, value_name = "N")]
    mutants: Option<usize>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    options.evidence.records_nothing()?;
    let (sources, intent) = (options.evidence.sources()?, options.evidence.intent()?);
    let drift = drift(options.evidence.server()?).await?;
    let gathered = options.evidence.gather(async |ground: &Ground| gathered(&options, ground, &sources, intent, drift).await).await?;
    let (_, survived, _, stillborn) = gathered.mutants.as_ref().map(mutate::Report::score).unwrap_or_default();
    let clean = gathered.tests.findings.is_empty()
        && gathered.matrix.findings.is_empty()
        && gathered.lints.standing().is_empty()
        && gathered.oracle.disagreements.is_empty()
        && survived + stillborn == 0;
    std::fs::write(&options.output, page::report(&gathered))?;
    output::line(&format!("{}: {}", options.output.display(), if clean { "no finding" } else { "there are findings" }));
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn gathered(options: &Options, ground: &Ground, sources: &Sources, intent: Intent, drift: String) -> Result<Gathered, Failure> {
    let prepared = suite::prepare(ground, sources, intent).await?;
    let progress = bar(2 * prepared.plans.len() as u64, "actors");
    let tests = suite::whole(ground, &prepared, false, &|done| progress.inc(done)).await?;
    progress.finish_and_clear();
    let admin = ground.admin(&prepared.template).await?;
    let matrix = matrix::matrix(&admin, &prepared).await?;
    let rows = admin
        .query(
            "select table_name, mode || ' ' || policy || ' for ' || command || ' to ' || roles, concat_ws(E'\\n', 'using ' || using_expression, 'with check ' || check_expression), coalesce(rule, '')
               from catalog.policies order by 1, 2",
            &[],
        )
        .await
        .map_err(|error| error.to_string())?;
    let policies = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect();
    drop(admin);
    ground.settle(&prepared.template).await?;

    let mutants = match options.mutants {
        None => None,
        Some(sample) => {
            let equivalent = options.evidence.equivalent()?.into_iter().collect();
            let chosen = mutate::Options { sample: Some(sample), seed: 1, equivalent, workers: 2, ..mutate::Options::default() };
            let progress = bar(sample as u64, "mutants");
            let all = mutate::known(ground, &prepared).await?;
            let report = mutate::run(ground, &prepared, &all, &chosen, &|_, _| progress.inc(1)).await?;
            progress.finish_and_clear();
            Some(report)
        }
    };

    // rules of the catalog look at every schema there is: at a database without the witness
    let plain = ground.build(sources).await?;
    let lints = lint::lint(&ground.admin(&plain).await?).await?;

    let progress = bar(options.decisions, "decisions");
    let chosen = oracle::Options { decisions: options.decisions, seed: options.seed, ..oracle::Options::default() };
    let oracle = oracle::run(ground, sources, &chosen, &|decisions| progress.set_position(decisions)).await?;
    progress.finish_and_clear();

    let digest: String = schema::digest().iter().map(|byte| format!("{byte:02x}")).collect();
    let about = vec![
        ("Rowhouse", env!("CARGO_PKG_VERSION").to_owned()),
        ("server", ground.describe().await?),
        ("files (SHA-256)", if options.evidence.repository.is_some() { "of the checkout given".to_owned() } else { digest }),
        ("drift", drift),
        ("gathered", chrono::Utc::now().format("%Y-%m-%d %H:%M UTC").to_string()),
    ];
    Ok(Gathered { about, matrix, tests, lints, oracle, mutants, policies })
}

/// Of the database that was named; evidence itself is gathered on a scratch database, which is what the files say.
async fn drift(server: Option<Server>) -> Result<String, Failure> {
    let Some(server) = server else {
        return Ok("no database was named: with DATABASE_URL its drift is shown here".to_owned());
    };
    let client = connect(&server).await?;
    let differences = schema::diff(&client, async |name: &str| {
        connect(&server.database(name)).await.map_err(|error| schema::Error::Unreachable(error.to_string()))
    })
    .await?;
    Ok(match differences.first() {
        None => "none: the database in DATABASE_URL is what the files say".to_owned(),
        Some(first) => format!("{} differences, the first: {} {} (rowhouse policies diff shows all)", differences.len(), first.kind, first.object),
    })
}
