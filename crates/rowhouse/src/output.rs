//! What people and machines read: reports on standard output, log lines on standard error.

use std::io::Write as _;

use tracing_subscriber::EnvFilter;

use crate::LogFormat;

/// A line of a report. A closed pipe (`| head`) is not an error worth a panic.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Log lines go to standard error; `ROWHOUSE_LOG` filters them (for example `info,store=debug`).
pub(crate) fn start_logging(format: LogFormat, serving: bool) {
    let default = if serving { "info" } else { "warn" };
    let filter = EnvFilter::try_from_env("ROWHOUSE_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.with_target(false).init(),
        LogFormat::Json => lines.json().init(),
    }
}
