//! How fast a file of people is imported by the product as it is delivered: `rowhouse serve` and `rowhouse import` as processes,
//! over HTTP, into a cluster of our own; and that the same file again changes nothing.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    Failure, Format, compare,
    people::Company,
    scratch::Scratch,
    start::{self, http},
};

/// Of the serving process at its highest.
const MEMORY_GOAL_MB: f64 = 200.0;
const EMAIL: &str = "bench@people.example";

#[derive(Serialize)]
struct Report {
    environment: String,
    rows: u64,
    file_mb: f64,
    first: Pass,
    again: Pass,
    /// VmHWM of `rowhouse serve` after both, in MB of 2^20 bytes.
    peak_mb: f64,
    peak_goal_mb: f64,
    /// Wrong rows by reason.
    reasons: BTreeMap<String, u64>,
}

/// One import of the file.
#[derive(Serialize)]
struct Pass {
    created: u64,
    updated: u64,
    unchanged: u64,
    failed: u64,
    seconds: BTreeMap<String, f64>,
}

/// Measures and prints.
pub(crate) async fn run(binary: Option<PathBuf>, company: Company, format: Format) -> Result<(), Failure> {
    let binary = start::binary(binary)?;
    let scratch = Scratch::create(true).await?;
    let outcome = measure(&scratch, &binary, company).await;
    let removed = scratch.remove().await;
    let report = outcome?;
    removed?;
    compare::print(format, &report, render)?;
    let again = &report.again;
    if again.created + again.updated > 0 || again.unchanged != report.first.created {
        return Err(format!(
            "the same file again changed something: {} added, {} changed, {} of {} unchanged",
            again.created, again.updated, again.unchanged, report.first.created
        )
        .into());
    }
    if report.peak_mb > MEMORY_GOAL_MB {
        return Err(format!("rowhouse serve held {:.0} MB at its highest, more than {MEMORY_GOAL_MB:.0}", report.peak_mb).into());
    }
    Ok(())
}

async fn measure(scratch: &Scratch, binary: &Path, company: Company) -> Result<Report, Failure> {
    let folder = tempfile::Builder::new().prefix("rowhouse-bench-").tempdir()?;
    let path = folder.path().join("people.csv");
    let mut out = BufWriter::new(File::create(&path)?);
    company.write(&mut out)?;
    out.flush()?;
    let (key, password) = (auth::generate_signing_key(), auth::CapabilitySecret::generate().as_str().to_owned());
    let (serving, port) = start::serve(scratch, binary, &key).await?;
    found(port, &password).await?;
    let errors = folder.path().join("errors.csv");
    let first = import(binary, port, &password, &path, &errors)?;
    // the planner's view of the new tables is what it is in production a minute later
    scratch.admin().await?.batch_execute("analyze").await?;
    let reasons = reasons(&errors)?;
    let again = import(binary, port, &password, &path, &errors)?;
    let peak_mb = start::memory_mb(serving.id(), "VmHWM:")?;
    #[expect(clippy::cast_precision_loss, reason = "a file is far smaller")]
    let file_mb = std::fs::metadata(&path)?.len() as f64 / 1_048_576.0;
    Ok(Report {
        environment: scratch.describe().await?,
        rows: company.rows as u64,
        file_mb,
        first,
        again,
        peak_mb,
        peak_goal_mb: MEMORY_GOAL_MB,
        reasons,
    })
}

/// An organisation and its admin, as a person signs up.
async fn found(port: u16, password: &str) -> Result<(), Failure> {
    let body = json!({
        "name": "Bench", "slug": "bench", "timezone": "Europe/Berlin",
        "admin": { "name": "Bench", "email": EMAIL, "password": password },
    });
    let status = http(port, "POST", "/organizations", None, Some(&body.to_string())).await?;
    if status == 201 { Ok(()) } else { Err(format!("POST /organizations answered {status}").into()) }
}

fn import(binary: &Path, port: u16, password: &str, file: &Path, errors: &Path) -> Result<Pass, Failure> {
    let done = Command::new(binary)
        .args(["import", "--url", &format!("http://127.0.0.1:{port}"), "--email", EMAIL, "--skip-bad-rows", "--format", "json", "--errors"])
        .args([errors, file])
        .env("ROWHOUSE_PASSWORD", password)
        .stderr(Stdio::inherit())
        .output()?;
    let report: Value = serde_json::from_slice(&done.stdout).map_err(|_| format!("rowhouse import ended with {} and no report", done.status))?;
    let import = &report["import"];
    if import["state"] != "done" {
        return Err(format!("the import ended as {}: {}", import["state"], import["failure"]).into());
    }
    let count = |name: &str| import[name].as_u64().ok_or_else(|| format!("the report has no {name}"));
    let seconds = serde_json::from_value(report["seconds"].clone())?;
    Ok(Pass { created: count("created")?, updated: count("updated")?, unchanged: count("unchanged")?, failed: count("failed")?, seconds })
}

/// Rows per reason; no message of ours has a line break, and a reason stands before it.
fn reasons(errors: &Path) -> Result<BTreeMap<String, u64>, Failure> {
    let mut counted = BTreeMap::new();
    for line in std::io::BufRead::lines(BufReader::new(File::open(errors)?)).skip(1) {
        let line = line?;
        let reason = line.split(',').nth(2).ok_or("an error without a reason")?;
        *counted.entry(reason.to_owned()).or_insert(0) += 1;
    }
    Ok(counted)
}

fn render(report: &Report) -> String {
    let mut text = format!("{}\n{} rows, {:.1} MB\n", report.environment, report.rows, report.file_mb);
    for (name, pass) in [("first", &report.first), ("again", &report.again)] {
        text += &format!("{name:8} {} added, {} changed, {} unchanged, {} with errors\n", pass.created, pass.updated, pass.unchanged, pass.failed);
        for phase in ["upload", "checking", "writing"] {
            if let Some(seconds) = pass.seconds.get(phase) {
                #[expect(clippy::cast_precision_loss, reason = "rows of a file")]
                let speed = report.rows as f64 / seconds.max(0.001);
                text += &format!("  {phase:10} {seconds:>7.1} s  {speed:>9.0} rows/s\n");
            }
        }
    }
    let reasons: Vec<String> = report.reasons.iter().map(|(reason, rows)| format!("{reason} {rows}")).collect();
    let word = if report.peak_mb <= report.peak_goal_mb { "hit" } else { "missed" };
    text + &format!(
        "errors   {}\nmemory   {:.1} MB   (VmHWM of rowhouse serve, goal {:.0} MB: {word})\n",
        reasons.join(", "),
        report.peak_mb,
        report.peak_goal_mb
    )
}
