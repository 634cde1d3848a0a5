//! `rowhouse policies report`: everything as one page.

use std::{path::PathBuf, process::ExitCode};

use proof::{lint, matrix, mutate, oracle, page, suite};

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
    let ground = options.evidence.ground().await?;
    let prepared = suite::prepare(&ground, &sources, intent).await?;

    let progress = bar(prepared.plans.len() as u64, "cells");
    let tests = suite::whole(&ground, &prepared, false, &|done| progress.inc(done)).await?;
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

    let progress = bar(options.mutants.unwrap_or_default() as u64, "mutants");
    let mutants = match options.mutants {
        None => None,
        Some(sample) => {
            let chosen = mutate::Options {
                sample: Some(sample),
                seed: 1,
                equivalent: options.evidence.equivalent()?.into_iter().collect(),
                workers: 2,
                ..mutate::Options::default()
            };
            Some(mutate::run(&ground, &prepared, &chosen, &|_, _| progress.inc(1)).await?)
        }
    };
    progress.finish_and_clear();

    // rules of the catalog look at every schema there is: at a database without the witness
    let plain = ground.build(&sources).await?;
    let admin = ground.admin(&plain).await?;
    let lints = lint::lint(&admin).await?;
    drop(admin);

    let progress = bar(options.decisions, "decisions");
    let chosen = oracle::Options { decisions: options.decisions, seed: options.seed, ..oracle::Options::default() };
    let oracle = oracle::run(&ground, &sources, &chosen, &|decisions| progress.set_position(decisions)).await?;
    progress.finish_and_clear();

    let drift = drift(options.evidence.server()?).await?;
    let digest: String = schema::digest().iter().map(|byte| format!("{byte:02x}")).collect();
    let about = vec![
        ("Rowhouse", env!("CARGO_PKG_VERSION").to_owned()),
        ("server", ground.describe().await?),
        ("files (SHA-256)", if options.evidence.repository.is_some() { "of the checkout given".to_owned() } else { digest }),
        ("drift", drift),
        ("gathered", chrono::Utc::now().format("%Y-%m-%d %H:%M UTC").to_string()),
    ];
    ground.clear().await?;
    let survived = mutants.as_ref().map_or(0, |report| report.score().1);
    let clean =
        tests.findings.is_empty() && matrix.findings.is_empty() && lints.standing().is_empty() && oracle.disagreements.is_empty() && survived == 0;
    let gathered = page::Gathered { about, matrix, tests, lints, oracle, mutants, policies };
    std::fs::write(&options.output, page::report(&gathered))?;
    output::line(&format!("{}: {}", options.output.display(), if clean { "no finding" } else { "there are findings" }));
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
