//! `rowhouse policies lint`: the rules of `catalog.lints`, asked in the database of DATABASE_URL itself, or in one built from the files.

use std::process::ExitCode;

use proof::{
    Ground,
    lint::{self, Report},
};
use schema::EvidenceKind;

use super::{Format, bar};
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// SARIF 2.1.0 instead of the format given.
    #[arg(long)]
    sarif: bool,
    /// Show what is suppressed, with its reason, and notes as well.
    #[arg(long)]
    all: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let recorder = options.evidence.recorder(EvidenceKind::Lint)?;
    let progress = bar(1, "rules");
    let report = match (options.evidence.server()?, &options.evidence.repository) {
        // a database as it stands, which may have drifted: asked, not copied
        (Some(server), None) => lint::lint(&store::connect(&server).await?).await?,
        _ => {
            let sources = options.evidence.sources()?;
            let asked = async |ground: &Ground| {
                let database = ground.build(&sources).await?;
                Ok(lint::lint(&ground.admin(&database).await?).await?)
            };
            options.evidence.gather(asked).await?
        }
    };
    progress.finish_and_clear();
    let standing = report.standing().len();
    recorder.record(standing == 0, serde_json::json!({ "rules": report.rules.len(), "findings": standing })).await?;
    match options.evidence.format {
        _ if options.sarif => output::line(&serde_json::to_string_pretty(&report.sarif())?),
        Format::Json => output::line(&serde_json::to_string_pretty(&report)?),
        Format::Text => print(&report, options.all),
        Format::Html => output::line(&proof::page::lints(&report)),
    }
    Ok(if standing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(report: &Report, all: bool) {
    for lint in report.lints.iter().filter(|lint| all || lint.suppressed_because.is_none() && lint.severity != "info") {
        output::line(&format!("\n{} {} ({}): {}", lint.severity, lint.rule, lint.category, lint.object));
        output::line(&format!("  {}", lint.detail));
        match &lint.suppressed_because {
            Some(because) => output::line(&format!("  suppressed: {because}")),
            None => output::line(&format!("  mend: {}", lint.remedy)),
        }
    }
    let suppressed = report.lints.iter().filter(|lint| lint.suppressed_because.is_some()).count();
    let notes = report.lints.iter().filter(|lint| lint.suppressed_because.is_none() && lint.severity == "info").count();
    output::line(&format!(
        "\n{} rules: {} findings, {notes} notes, {suppressed} suppressed with a reason (--all shows them)",
        report.rules.len(),
        report.standing().len()
    ));
}
