use std::error::Error as _;

/// What can go wrong while reading or changing a database's structure. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server is older than PostgreSQL 15, which has no `security_invoker` views.
    #[error("PostgreSQL {0} is too old: Rowhouse needs 15 or newer")]
    ServerTooOld(String),
    /// `migrate` and `policies diff` create roles and databases.
    #[error(
        "{login} is not a superuser: run this command with a DATABASE_URL whose login may create roles and databases (`rowhouse serve` needs no such login)"
    )]
    NotSuperuser {
        /// The login that was used.
        login: String,
    },
    /// There is no Rowhouse schema in this database.
    #[error("this database has no Rowhouse schema: run `rowhouse migrate`")]
    Unmigrated,
    /// The binary and the database come from different versions.
    #[error("this database was migrated by another version of Rowhouse: run `rowhouse migrate` with this one")]
    OtherVersion,
    /// The live catalog is not what `migrate` left.
    #[error("this database has drifted from its policies: `rowhouse policies diff` shows how, `rowhouse migrate` mends it")]
    Drifted,
    /// A policy file was refused by the server.
    #[error("policies/{file}:{line}: {message}")]
    PolicyFile {
        /// Path below `policies/` or `sql/catalog/`.
        file: String,
        /// 1-based line of the error, 0 where the server names none.
        line: usize,
        /// The server's message with its hint.
        message: String,
    },
    /// A policy file commits or rolls back.
    #[error(
        "policies/{file} ends the transaction that all policy files are applied in: take its begin, commit or rollback out, and apply them again, since what stands now may be half of them"
    )]
    EndsTransaction {
        /// Path below `policies/` or `sql/catalog/`.
        file: String,
    },
    /// A file or folder of a checkout.
    #[error("{path} cannot be read: {reason}")]
    Unreadable {
        /// Which one.
        path: String,
        /// The system's words.
        reason: String,
    },
    /// A migration failed or one that was applied has been edited.
    #[error("migration failed: {0}")]
    Migration(String),
    /// Another process holds the migration lock.
    #[error("another migration has been running for {0} s; try again when it has finished")]
    LockTimeout(u64),
    /// Requests in flight kept a table locked.
    #[error("tables stayed locked by running requests; nothing was changed, try again")]
    Busy,
    /// The scratch database cannot be reached.
    #[error("{0}")]
    Unreachable(String),
    /// Anything else the server said.
    #[error("{}", describe(.0))]
    Database(#[from] tokio_postgres::Error),
}

/// The server's own sentence instead of tokio-postgres's "db error".
fn describe(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(refusal) => match refusal.hint() {
            Some(hint) => format!("{} ({hint})", refusal.message()),
            None => refusal.message().to_owned(),
        },
        None => match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        },
    }
}

impl Error {
    /// Maps a server error inside a policy file to its place in that file.
    pub(crate) fn in_file(file: &str, text: &str, error: tokio_postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            return Self::Database(error);
        };
        let line = match refusal.position() {
            Some(tokio_postgres::error::ErrorPosition::Original(position)) => {
                let characters = usize::try_from(*position).unwrap_or(0).saturating_sub(1);
                1 + text.chars().take(characters).filter(|c| *c == '\n').count()
            }
            _ => 0,
        };
        Self::PolicyFile { file: file.to_owned(), line, message: describe(&error) }
    }

    /// The SQLSTATE, where the server gave one.
    pub(crate) fn sqlstate(&self) -> Option<&str> {
        match self {
            Self::Database(error) => error.code().map(tokio_postgres::error::SqlState::code),
            _ => None,
        }
    }
}
