//! `rowhouse policies matrix`: the intent, and whether it speaks of everything there is.

use std::process::ExitCode;

use proof::{
    Ground,
    intent::COLUMNS,
    matrix::{self, Matrix},
    suite,
};

use super::{Format, bar};
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// Only lines about this table, view or function.
    #[arg(long, value_name = "OBJECT")]
    only: Option<String>,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    options.evidence.records_nothing()?;
    let (sources, intent) = (options.evidence.sources()?, options.evidence.intent()?);
    let progress = bar(2, "building");
    let asked = async |ground: &Ground| {
        let prepared = suite::prepare(ground, &sources, intent).await?;
        progress.inc(1);
        Ok(matrix::matrix(&ground.admin(&prepared.template).await?, &prepared).await?)
    };
    let mut matrix = options.evidence.gather(asked).await?;
    progress.finish_and_clear();
    if let Some(only) = &options.only {
        matrix.lines.retain(|line| line.object == *only);
        if matrix.lines.is_empty() {
            return Err(format!("no line of the intent is about {only}: --only takes a table, a view or a function").into());
        }
    }
    match options.evidence.format {
        Format::Json => output::line(&serde_json::to_string_pretty(&matrix)?),
        Format::Text => print(&matrix),
        Format::Html => output::line(&proof::page::matrix(&matrix)),
    }
    Ok(if matrix.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn print(matrix: &Matrix) {
    let mut last = String::new();
    for line in &matrix.lines {
        let head = format!("{} {}", line.operation, line.object);
        if head != last {
            output::line(&format!("\n{head}"));
            last = head;
        }
        let cells: Vec<String> = COLUMNS.into_iter().filter_map(|column| Some(format!("{column} {}", line.cells.get(column)?))).collect();
        let opened = if line.opened_by.is_empty() { String::new() } else { format!("  by {}", line.opened_by) };
        output::line(&format!("  {}\n    {}{opened}  [{}]", line.rows, cells.join(", "), line.rule));
    }
    for finding in &matrix.findings {
        output::line(&format!("\n{} {}: expected {}; {}", finding.operation, finding.object, finding.expected, finding.got));
    }
    output::line(&format!("\n{} lines, {} cells, {} findings", matrix.lines.len(), matrix.cells, matrix.findings.len()));
}
