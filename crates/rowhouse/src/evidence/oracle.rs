//! `rowhouse policies oracle`: the database against an independent model of the rules.

use std::process::ExitCode;

use proof::{Ground, oracle};
use schema::EvidenceKind;

use super::{Format, bar};
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// Decisions at least: one is an operation of one actor on one row.
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(1..))]
    decisions: u64,
    /// Of an earlier run, to see the same again; a new one without.
    #[arg(long)]
    seed: Option<u64>,
    /// Begins with this world of the seed: what a disagreement names to be replayed.
    #[arg(long, default_value_t = 0)]
    first_world: u64,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let recorder = options.evidence.recorder(EvidenceKind::Oracle)?;
    let sources = options.evidence.sources()?;
    let chosen = oracle::Options { decisions: options.decisions, seed: options.seed, first_world: options.first_world, ..oracle::Options::default() };
    let progress = bar(options.decisions, "decisions");
    let asked = async |ground: &Ground| Ok(oracle::run(ground, &sources, &chosen, &|decisions| progress.set_position(decisions)).await?);
    let report = options.evidence.gather(asked).await?;
    progress.finish_and_clear();
    let figures = serde_json::json!({ "decisions": report.decisions, "seed": report.seed, "disagreements": report.disagreements.len() });
    recorder.record(report.disagreements.is_empty(), figures).await?;
    match options.evidence.format {
        Format::Json => output::line(&serde_json::to_string_pretty(&report)?),
        Format::Text => output::line(&oracle::text(&report)),
        Format::Html => output::line(&proof::page::oracle(&report)),
    }
    Ok(if report.disagreements.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
