//! `rowhouse migrate` and `rowhouse policies diff`.

use std::{process::ExitCode, time::SystemTime};

use schema::{EvidenceKind, EvidenceRun};
use store::connect;

use crate::{Failure, Format, admin::Database, evidence, output, passwords};

pub(crate) async fn migrate(database: &Database, format: Format, login_passwords: bool) -> Result<ExitCode, Failure> {
    // read before anything is changed: what is missing is said before half the work is done
    let verifiers = if login_passwords { passwords::verifiers()? } else { Vec::new() };
    let (_, mut client) = database.connect().await?;
    let applied = schema::migrate(&mut client).await?;
    passwords::set(&client, &verifiers).await?;
    let logins: Vec<&str> = verifiers.iter().map(|(login, _)| *login).collect();
    match format {
        Format::Json => {
            let mut report = serde_json::to_value(&applied)?;
            report["login_passwords"] = logins.into();
            output::line(&serde_json::to_string_pretty(&report)?);
            return Ok(ExitCode::SUCCESS);
        }
        Format::Text if !applied.policies => output::line("Nothing to do: structure and policies are those of this version."),
        Format::Text => {
            for migration in &applied.migrations {
                output::line(&format!("migrated  {migration}"));
            }
            output::line(&format!("applied   {} policy files", schema::policy_files().len()));
        }
    }
    for login in logins {
        output::line(&format!("password  {login}"));
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn diff(database: &Database, format: evidence::Format, record: bool) -> Result<ExitCode, Failure> {
    let (server, mut client) = database.connect().await?;
    let started_at = SystemTime::now();
    let differences = schema::diff(&client, async |name: &str| {
        connect(&server.database(name)).await.map_err(|error| schema::Error::Unreachable(error.to_string()))
    })
    .await?;
    if record {
        let run = EvidenceRun {
            kind: EvidenceKind::Diff,
            started_at,
            finished_at: SystemTime::now(),
            passed: differences.is_empty(),
            figures: serde_json::json!({ "differences": differences.len() }),
            version: env!("CARGO_PKG_VERSION"),
        };
        schema::record(&mut client, &run).await?;
    }
    match format {
        evidence::Format::Json => output::line(&serde_json::to_string_pretty(&differences)?),
        evidence::Format::Html => output::line(&proof::page::drift(&differences)),
        evidence::Format::Text => {
            // what somebody must have run stands alone; what explains and mends it is a comment
            for difference in &differences {
                output::line(&format!("-- {}: {}", difference.kind, difference.object));
                output::line(&format!("{};", difference.drift));
                for (at, line) in difference.mend.lines().enumerate() {
                    output::line(&format!("--   {}{line}", if at == 0 { "mend: " } else { "      " }));
                }
            }
        }
    }
    if differences.is_empty() {
        eprintln!("No drift: the live catalog is what the files say.");
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "{} difference{} between the files and the database; `rowhouse migrate` applies the files again.",
        differences.len(),
        if differences.len() == 1 { "" } else { "s" }
    );
    Ok(ExitCode::FAILURE)
}
