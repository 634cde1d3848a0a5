//! `rowhouse check`: everything that should be right before going live, as findings that each say what to do.
//!
//! `serve` refuses what would break its promises; this also looks at what weakens them from outside: files, the server's
//! settings, who may connect from where. What could not be seen is `not_checked`, never `ok`.

mod access;
mod host;
mod logins;
mod releases;
mod settings;

use std::process::ExitCode;

use serde::Serialize;

use crate::{Format, output, serve};

#[derive(clap::Args)]
#[group(skip)] // `serve`'s options, which it flattens, make a group of the same name
pub(crate) struct Options {
    /// How the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// A TLS proxy stands in front of the API and is the only one to reach it.
    #[arg(long, env = "ROWHOUSE_BEHIND_TLS_PROXY", value_parser = clap::builder::BoolishValueParser::new())]
    behind_tls_proxy: bool,
    /// The URL of a superuser (or DATABASE_URL_FILE), who alone may read pg_hba.conf and the form of stored passwords; without it,
    /// these are reported as not checked.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    #[command(flatten)]
    serve: serve::Options,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Level {
    Ok,
    Warning,
    Error,
    NotChecked,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Error => "ERROR",
            Self::NotChecked => "not checked",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    /// Never renamed: monitoring refers to it.
    id: &'static str,
    level: Level,
    /// What was seen; never a secret.
    seen: String,
    /// What to do about it; absent where there is nothing to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
}

impl Finding {
    fn ok(id: &'static str, seen: impl Into<String>) -> Self {
        Self { id, level: Level::Ok, seen: seen.into(), action: None }
    }

    fn warning(id: &'static str, seen: impl Into<String>, action: impl Into<String>) -> Self {
        Self { id, level: Level::Warning, seen: seen.into(), action: Some(action.into()) }
    }

    fn error(id: &'static str, seen: impl Into<String>, action: impl Into<String>) -> Self {
        Self { id, level: Level::Error, seen: seen.into(), action: Some(action.into()) }
    }

    fn not_checked(id: &'static str, seen: impl Into<String>, action: impl Into<String>) -> Self {
        Self { id, level: Level::NotChecked, seen: seen.into(), action: Some(action.into()) }
    }
}

#[derive(Serialize)]
struct Report {
    version: &'static str,
    /// Newer minor releases of PostgreSQL than those of this day are unknown to this build.
    releases_known_on: &'static str,
    /// `incomplete` if no database could be asked, else the gravest level of a finding that was checked.
    verdict: &'static str,
    findings: Vec<Finding>,
}

pub(crate) async fn run(options: Options) -> ExitCode {
    let mut findings = vec![host::bind(&options)];
    let secrets = host::secrets(options.database_url.as_deref(), &mut findings);
    host::passwords(&secrets, &mut findings);
    let connections = logins::connect(&secrets, &mut findings).await;
    let answered = connections.any();
    logins::same_database(&connections, &mut findings).await;
    logins::schema(&connections, &mut findings).await;
    settings::look(&connections, &secrets, options.serve.pool, &mut findings).await;
    access::look(&connections, &mut findings).await;

    let has = |level| findings.iter().any(|finding| finding.level == level);
    let (verdict, code) = match () {
        () if !answered => ("incomplete", 2),
        () if has(Level::Error) => ("error", 1),
        () if has(Level::Warning) => ("warning", 0),
        () => ("ok", 0),
    };
    let report = Report { version: env!("CARGO_PKG_VERSION"), releases_known_on: releases::KNOWN_ON, verdict, findings };
    match options.format {
        Format::Text => print(&report),
        Format::Json => match serde_json::to_string_pretty(&report) {
            Ok(text) => output::line(&text),
            Err(error) => {
                eprintln!("rowhouse: the report has no JSON form: {error}");
                return ExitCode::from(2);
            }
        },
    }
    ExitCode::from(code)
}

fn print(report: &Report) {
    for finding in &report.findings {
        output::line(&format!("{:<11}  {:<28} {}", finding.level.word(), finding.id, finding.seen));
        if let Some(action) = &finding.action {
            output::line(&format!("{:<11}  {:<28} -> {action}", "", ""));
        }
    }
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    output::line(&format!(
        "{} ok, {} warnings, {} errors, {} not checked.{}",
        count(Level::Ok),
        count(Level::Warning),
        count(Level::Error),
        count(Level::NotChecked),
        if report.verdict == "incomplete" { " No database could be asked, so most of it was not looked at." } else { "" }
    ));
}
