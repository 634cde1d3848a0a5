//! `rowhouse policies mutate`: who checks the checker.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::ExitCode,
};

use proof::{
    Ground,
    mutate::{self, Fate, Report, Trial},
    suite::{self, Prepared},
};

use schema::EvidenceKind;

use super::{Format, bar, compare::Checkout};
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// Only mutants whose id contains this; may be given more than once.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// This many of them, chosen by --seed.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Chooses the sample: another number, another sample.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Besides the sample, every mutant of what changed since this commit, tag or branch of the repository here.
    #[arg(long, value_name = "VERSION", requires = "sample")]
    since: Option<String>,
    /// Only the cells of what a mutant changes and of what mentions it: minutes instead of a quarter of an hour while you work on a
    /// file; what survives may still be killed by other cells.
    #[arg(long)]
    quick: bool,
    /// Lists the mutants that would be tried, and tries none.
    #[arg(long)]
    list: bool,
    /// Copies tried at a time.
    #[arg(long, default_value_t = 2)]
    workers: usize,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let recorder = options.evidence.recorder(EvidenceKind::Mutate)?;
    let (sources, intent) = (options.evidence.sources()?, options.evidence.intent()?);
    let equivalent = known(options.evidence.equivalent()?);
    let progress = bar(0, "mutants");
    let tried = async |ground: &Ground| {
        let prepared = suite::prepare(ground, &sources, intent).await?;
        let always = match &options.since {
            Some(version) => changed_since(&options.evidence, ground, &prepared, version).await?,
            None => BTreeSet::new(),
        };
        let chosen = mutate::Options {
            only: options.only,
            sample: options.sample,
            seed: options.seed,
            equivalent,
            workers: options.workers,
            quick: options.quick,
            passed: false,
            always,
        };
        let all = mutate::known(ground, &prepared).await?;
        let tried = mutate::choose(&all, &chosen);
        if tried.is_empty() {
            return Err("no mutant is chosen: --only takes part of an id as --list prints it, --sample a number".into());
        }
        if options.list {
            for mutant in tried {
                output::line(&format!("{:12} {}", mutant.kind, mutant.id));
            }
            return Ok(None);
        }
        let told = |trial: &Trial, of: usize| {
            progress.set_length(of as u64);
            progress.inc(1);
            if trial.fate == Fate::Survived {
                // long before the report
                progress.suspend(|| eprintln!("survived   {}", trial.mutant.id));
            }
        };
        Ok(Some(mutate::run(ground, &prepared, &all, &chosen, &told).await?))
    };
    let report = options.evidence.gather(tried).await?;
    progress.finish_and_clear();
    let Some(report) = report else { return Ok(ExitCode::SUCCESS) };
    let (killed, survived, equivalent, stillborn) = report.score();
    let figures = serde_json::json!({
        "mutants": report.mutants, "tried": report.trials.len(), "killed": killed, "survived": survived, "equivalent": equivalent, "refused": stillborn,
    });
    recorder.record(survived + stillborn == 0, figures).await?;
    match options.evidence.format {
        Format::Json => output::line(&serde_json::to_string_pretty(&report)?),
        Format::Text => print(&report),
        Format::Html => output::line(&proof::page::mutants(&report)),
    }
    Ok(if survived + stillborn == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Tables and functions that are protected otherwise than at that version.
async fn changed_since(evidence: &super::Evidence, ground: &Ground, prepared: &Prepared, version: &str) -> Result<BTreeSet<String>, Failure> {
    let root = evidence.repository.clone().unwrap_or_else(|| PathBuf::from("."));
    let old = Checkout::of(&root, version)?.version(version)?;
    let before = suite::prepare(ground, &old.sources, old.intent.unwrap_or_else(|| prepared.intent.clone())).await?;
    let changed = mutate::changed(&mutate::known(ground, &before).await?, &mutate::known(ground, prepared).await?);
    ground.discard(&before.template).await?;
    Ok(changed)
}

fn known(equivalent: Vec<(String, String)>) -> BTreeMap<String, String> {
    equivalent.into_iter().collect()
}

fn print(report: &Report) {
    for trial in &report.trials {
        match &trial.fate {
            Fate::Survived => output::line(&format!("survived   {}\n           {}", trial.mutant.id, trial.mutant.sql.replace('\n', " "))),
            Fate::Stillborn { message } => output::line(&format!("stillborn  {}\n           {message}", trial.mutant.id)),
            Fate::Equivalent { because } => output::line(&format!("equivalent {}\n           {because}", trial.mutant.id)),
            Fate::Killed { .. } => {}
        }
    }
    let (killed, survived, equivalent, stillborn) = report.score();
    output::line(&format!(
        "{}: {} of {} mutants tried: {killed} killed by behaviour, {survived} survived, {equivalent} equivalent by hand, {stillborn} refused by the server, {:.0} s",
        report.server,
        report.trials.len(),
        report.mutants,
        report.seconds
    ));
}
