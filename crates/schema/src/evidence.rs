//! What a run of tests, lints or comparisons found, kept where auditors look: `catalog.evidence_runs`.

use std::time::SystemTime;

use serde_json::Value;
use tokio_postgres::Client;

use crate::{Error, files};

/// What was run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind {
    /// The suite.
    Test,
    /// The rules of the catalog.
    Lint,
    /// A second implementation of the rules, asked the same.
    Oracle,
    /// Policies broken on purpose, to see a test fail.
    Mutate,
    /// Two versions of the protection, asked the same.
    Compare,
    /// The live catalog against the files.
    Diff,
}

impl EvidenceKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Lint => "lint",
            Self::Oracle => "oracle",
            Self::Mutate => "mutate",
            Self::Compare => "compare",
            Self::Diff => "diff",
        }
    }
}

/// One run over the files of this binary.
#[derive(Debug, Clone)]
pub struct EvidenceRun<'a> {
    /// What was run.
    pub kind: EvidenceKind,
    /// When it began.
    pub started_at: SystemTime,
    /// When it ended.
    pub finished_at: SystemTime,
    /// Whether it found nothing wrong.
    pub passed: bool,
    /// A JSON object of counts: no row and no name of a customer.
    pub figures: Value,
    /// Version of the binary.
    pub version: &'a str,
}

/// Records a run, as the operators' login would: `client` may be that login or a superuser.
///
/// # Errors
/// The database is not migrated to this version, or refused.
pub async fn record(client: &mut Client, run: &EvidenceRun<'_>) -> Result<(), Error> {
    let transaction = client.transaction().await?;
    transaction.batch_execute("set local role app_platform").await?;
    let outcome = if run.passed { "passed" } else { "failed" };
    transaction
        .execute(
            "insert into platform.evidence_runs (kind, started_at, finished_at, outcome, figures, files_sha256, version)
             values ($1, $2, $3, $4, $5::text::jsonb, $6, $7)",
            &[&run.kind.as_str(), &run.started_at, &run.finished_at, &outcome, &run.figures.to_string(), &files::digest().as_slice(), &run.version],
        )
        .await?;
    transaction.commit().await?;
    Ok(())
}
