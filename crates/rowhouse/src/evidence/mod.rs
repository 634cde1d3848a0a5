//! `rowhouse policies ...`: evidence about what protects the database, gathered on scratch databases.

pub(crate) mod compare;
pub(crate) mod lint;
pub(crate) mod matrix;
pub(crate) mod mutate;
pub(crate) mod oracle;
pub(crate) mod report;
pub(crate) mod test;

use std::{
    path::PathBuf,
    time::{Duration, SystemTime},
};

use indicatif::{ProgressBar, ProgressStyle};
use proof::{Ground, Intent};
use schema::{EvidenceKind, EvidenceRun, Sources};
use store::Server;

use crate::{Failure, secrets};

/// How a report is printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Html,
}

/// Where evidence is gathered, and about what.
#[derive(clap::Args)]
pub(crate) struct Evidence {
    /// postgres://login:password@host/database of a superuser (or DATABASE_URL_FILE): scratch databases are made on that server and
    /// dropped again; its own databases are left alone. Without it, on a throwaway cluster.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Take migrations, policies, catalog views and intent from this checkout instead of the ones built in.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) repository: Option<PathBuf>,
    /// How the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
    /// Keep the outcome where auditors look: one row of counts in catalog.evidence_runs of the database in DATABASE_URL.
    #[arg(long, conflicts_with = "repository")]
    record: bool,
}

/// A run under way, to be recorded when it has ended.
pub(crate) struct Recorder {
    /// Where to; nothing is recorded without.
    server: Option<Server>,
    kind: EvidenceKind,
    started_at: SystemTime,
}

impl Recorder {
    /// Writes the row, if one was asked for.
    pub(crate) async fn record(&self, passed: bool, figures: serde_json::Value) -> Result<(), Failure> {
        let Some(server) = &self.server else { return Ok(()) };
        let run = EvidenceRun {
            kind: self.kind,
            started_at: self.started_at,
            finished_at: SystemTime::now(),
            passed,
            figures,
            version: env!("CARGO_PKG_VERSION"),
        };
        let mut client = store::connect(server).await?;
        Ok(schema::record(&mut client, &run).await?)
    }
}

impl Evidence {
    /// The server that was named, if one was.
    pub(crate) fn server(&self) -> Result<Option<Server>, Failure> {
        let url = match &self.database_url {
            Some(url) if !url.is_empty() => Some(url.clone()),
            Some(_) => None,
            None => secrets::optional("DATABASE_URL")?.map(|url| url.value),
        };
        Ok(url.as_deref().map(Server::from_url).transpose()?)
    }

    /// Begins a run that --record keeps: said before it starts that there is nowhere to keep it.
    pub(crate) fn recorder(&self, kind: EvidenceKind) -> Result<Recorder, Failure> {
        let server = if self.record { self.server()? } else { None };
        if self.record && server.is_none() {
            return Err("--record writes to the database in DATABASE_URL: set it".into());
        }
        Ok(Recorder { server, kind, started_at: SystemTime::now() })
    }

    /// What no run is recorded of says so.
    pub(crate) fn records_nothing(&self) -> Result<(), Failure> {
        if self.record {
            return Err("nothing of this is recorded: --record is for test, lint, oracle, mutate and compare".into());
        }
        Ok(())
    }

    /// Gathers on a server of scratch databases, of which nothing is left behind, whatever comes of it.
    pub(crate) async fn gather<T>(&self, gathered: impl AsyncFnOnce(&Ground) -> Result<T, Failure>) -> Result<T, Failure> {
        self.gather_and(false, gathered).await
    }

    /// The same; what came out well may be kept, on a server that lives on.
    pub(crate) async fn gather_and<T>(&self, keep: bool, gathered: impl AsyncFnOnce(&Ground) -> Result<T, Failure>) -> Result<T, Failure> {
        let ground = Ground::open(self.server()?).await?;
        let outcome = gathered(&ground).await;
        if keep && outcome.is_ok() && !ground.is_own() {
            return outcome;
        }
        let cleared = ground.clear().await;
        let gathered = outcome?;
        cleared?;
        Ok(gathered)
    }

    pub(crate) fn sources(&self) -> Result<Sources, Failure> {
        Ok(match &self.repository {
            Some(folder) => Sources::checkout(folder)?,
            None => Sources::embedded(),
        })
    }

    pub(crate) fn intent(&self) -> Result<Intent, Failure> {
        Ok(match &self.repository {
            Some(folder) => Intent::checkout(folder)?,
            None => Intent::embedded()?,
        })
    }
}

impl Evidence {
    /// Mutants that nothing can notice, and why: `tests/policies/mutants/equivalent.csv`.
    pub(crate) fn equivalent(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(match &self.repository {
            Some(folder) => proof::mutate::equivalent_in(folder)?,
            None => proof::mutate::equivalent()?,
        })
    }
}

/// A bar on standard error, so that reports can be piped.
pub(crate) fn bar(steps: u64, name: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(steps).with_message(name);
    if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:30} {pos}/{len} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
