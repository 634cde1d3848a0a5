//! Why evidence could not be gathered: not a finding.

/// What went wrong, in one sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The server refused something that evidence needs.
    #[error("{what}: {message}")]
    Refused {
        /// What was being done.
        what: String,
        /// The server's words.
        message: String,
    },
    /// No connection.
    #[error(transparent)]
    Connect(#[from] store::ConnectError),
    /// The cluster does not start.
    #[error(transparent)]
    Cluster(#[from] cluster::Error),
    /// Structure or policies do not apply.
    #[error(transparent)]
    Schema(#[from] schema::Error),
    /// A file of the intent is wrong.
    #[error("{file}:{line}: {message}")]
    Intent {
        /// Which file.
        file: String,
        /// Its line, counted from 1.
        line: u64,
        /// What is wrong, and what to do.
        message: String,
    },
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// A refusal with what was being done.
    #[must_use]
    pub fn in_statement(error: &tokio_postgres::Error, what: &str) -> Failure {
        let message = error.as_db_error().map_or_else(
            || error.to_string(),
            |refusal| {
                let detail = refusal.detail().map(|detail| format!(" ({detail})")).unwrap_or_default();
                format!("{} [{}]{detail}", refusal.message(), refusal.code().code())
            },
        );
        Failure::Refused { what: what.to_owned(), message }
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(error: tokio_postgres::Error) -> Failure {
        Failure::in_statement(&error, "PostgreSQL refused")
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::Other(error.to_string())
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Failure {
        Failure::Other(message)
    }
}
