//! The database that `migrate` and `policies` work on, as a login that may create roles and databases.

use std::path::{Path, PathBuf};

use store::{Server, connect};

use crate::{Failure, secrets};

const ADMIN_URL: &str = "admin_url";

/// Which database.
#[derive(clap::Args)]
pub(crate) struct Database {
    /// postgres://login:password@host/database of a superuser, or DATABASE_URL_FILE with a file that holds it; without either, the
    /// database of a running `rowhouse dev`.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// The folder of `rowhouse dev`.
    #[arg(long, default_value = ".rowhouse")]
    data: PathBuf,
}

impl Database {
    /// The server named on the command line, or that of a running `rowhouse dev`.
    pub(crate) fn server(&self) -> Result<Server, Failure> {
        if let Some(url) = &self.database_url {
            return Ok(Server::from_url(url)?);
        }
        if let Some(url) = secrets::optional("DATABASE_URL")? {
            return Ok(Server::from_url(&url.value)?);
        }
        match std::fs::read_to_string(self.data.join(ADMIN_URL)) {
            Ok(url) => Ok(Server::from_url(url.trim())?),
            Err(_) => Err(format!(
                "no database: set DATABASE_URL to a superuser's, or start `rowhouse dev` first (none is recorded in {})",
                self.data.display()
            )
            .into()),
        }
    }

    /// One connection to it.
    pub(crate) async fn connect(&self) -> Result<(Server, tokio_postgres::Client), Failure> {
        let server = self.server()?;
        let client = connect(&server).await?;
        Ok((server, client))
    }
}

/// Lets the other commands find the database of a running `rowhouse dev`.
pub(crate) fn record(data: &Path, url: &str) -> Result<(), Failure> {
    secrets::write_private(&data.join(ADMIN_URL), url)
}

/// Forgets it again.
pub(crate) fn forget(data: &Path) {
    let _ = std::fs::remove_file(data.join(ADMIN_URL));
}
