//! `rowhouse policies test`: every cell of the intent, tried for real.

use std::process::ExitCode;

use proof::{
    Ground,
    intent::Scenario,
    suite::{self, Prepared, Report},
};
use schema::EvidenceKind;

use super::{Format, bar};
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// Only what concerns this table, view or function, or scenarios of this file or with this in their title; may be given more than
    /// once.
    #[arg(long, value_name = "OBJECT")]
    only: Vec<String>,
    /// Stop at the first finding.
    #[arg(long, conflicts_with = "only")]
    first: bool,
    /// Write down what functions write, in tests/policies/intent/effects.csv of --repository: read what changed before you commit it.
    #[arg(long, requires = "repository", conflicts_with_all = ["only", "first"])]
    write_effects: bool,
    /// Leave the scratch database there (on the server of DATABASE_URL) for the scripts that findings come with.
    #[arg(long)]
    keep: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let recorder = options.evidence.recorder(EvidenceKind::Test)?;
    let (sources, intent) = (options.evidence.sources()?, options.evidence.intent()?);
    let progress = bar(0, "actors");
    let told = |done| progress.inc(done);
    let tried = async |ground: &Ground| {
        let prepared = suite::prepare(ground, &sources, intent).await?;
        progress.set_length(2 * prepared.plans.len() as u64);
        if options.only.is_empty() {
            Ok(suite::whole(ground, &prepared, options.first, &told).await?)
        } else {
            named(ground, &prepared, &options.only, &told).await
        }
    };
    let report = options.evidence.gather_and(options.keep, tried).await?;
    progress.finish_and_clear();
    if let (true, Some(root)) = (options.write_effects, &options.evidence.repository) {
        std::fs::write(root.join("tests/policies/intent/effects.csv"), suite::effects_file(&report.effects))?;
    }
    match options.evidence.format {
        Format::Json => output::line(&serde_json::to_string_pretty(&report)?),
        Format::Text => print(&report),
        Format::Html => output::line(&proof::page::test_page(&report)),
    }
    let figures = serde_json::json!({
        "cells": report.cells, "layers": report.layers, "scenarios": report.scenarios, "statements": report.statements, "actors": report.actors, "findings": report.findings.len(),
    });
    recorder.record(report.findings.is_empty(), figures).await?;
    Ok(if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The cells, layers and scenarios of these alone.
async fn named(ground: &Ground, prepared: &Prepared, only: &[String], told: &(dyn Fn(u64) + Sync)) -> Result<Report, Failure> {
    let named = |_: &suite::Plan, attempt: &suite::Attempt| {
        let object = attempt.object.as_str();
        only.iter().any(|only| object == only || object.split('(').next() == Some(only))
    };
    let mut report = suite::run(ground, prepared, &prepared.template, &named, false, told).await?;
    let layers: Vec<&suite::Layer> = prepared.layers.iter().filter(|layer| only.contains(&layer.table)).collect();
    report.layers = layers.len();
    report.findings.extend(suite::alone(ground, prepared, &prepared.template, &layers).await?);
    let played = |scenario: &&Scenario| only.iter().any(|only| scenario.title.contains(only) || scenario.file == *only);
    let scenarios: Vec<&Scenario> = prepared.intent.scenarios.iter().filter(played).collect();
    report.scenarios = scenarios.len();
    report.findings.extend(suite::scenes(ground, prepared, &prepared.template, &scenarios, false).await?);
    if report.statements == 0 && report.layers + report.scenarios == 0 {
        return Err(format!(
            "nothing is called {}: --only takes a table, a view, a function, a file of scenarios or words of a title",
            only.join(", ")
        )
        .into());
    }
    Ok(report)
}

fn print(report: &Report) {
    for finding in &report.findings {
        output::line(&format!("\n{} {} on \"{}\", by {}", finding.operation, finding.object, finding.rows, finding.actor));
        output::line(&format!("  expected  {}", finding.expected));
        output::line(&format!("  got       {}", finding.got));
        for step in &finding.decided_by {
            output::line(&format!("  decided   {step}"));
        }
        if !finding.intent.is_empty() {
            output::line(&format!("  intent    {}", finding.intent));
        }
        for line in finding.script.lines() {
            output::line(&format!("  psql      {line}"));
        }
    }
    output::line(&format!(
        "\n{}: {} cells by {} actors ({} allowed), {} layers alone, {} scenarios, {} statements, {} findings, {:.1} s",
        report.server,
        report.cells,
        report.actors,
        report.allowed,
        report.layers,
        report.scenarios,
        report.statements,
        report.findings.len(),
        report.seconds
    ));
}
