//! What can go wrong with a private cluster, each as one sentence that says
//! what to do.

use std::io;
use std::path::{Path, PathBuf};

/// Every failure of this crate. `Display` is meant for the person at the
/// terminal; [`Error::code`] is meant for programs and documents.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("No usable PostgreSQL was found ({reason}): {ways_out}.", ways_out = WAYS_OUT)]
    NoBinaries { reason: String },

    #[error(
        "The PostgreSQL binaries folder {} cannot be used: {reason}; point it at a folder with `postgres` and `initdb` of version 15 or newer, or leave it unset.",
        folder.display()
    )]
    BadBinaries { folder: PathBuf, reason: String },

    #[error(
        "Another process ({holder}) already runs the cluster in {}; stop it first, or choose another folder with `--data`.",
        root.display()
    )]
    Locked { root: PathBuf, holder: String },

    #[error(
        "Port {port} on 127.0.0.1 cannot be used ({reason}); stop what listens there, choose another port, or leave the port unset to have a free one picked."
    )]
    PortTaken { port: u16, reason: String },

    #[error(
        "The data folder {} was made by PostgreSQL {data_major}, but the binaries in {} are PostgreSQL {found}; point ROWHOUSE_POSTGRES_BIN at PostgreSQL {data_major}, choose another folder with `--data`, or start over with `--fresh` (this deletes the data).",
        data.display(),
        binaries.display()
    )]
    OtherMajor { data: PathBuf, data_major: u32, binaries: PathBuf, found: String },

    #[error("The disk that holds {} is full; free some space there, or choose a folder on another disk with `--data`.", folder.display())]
    DiskFull { folder: PathBuf },

    #[error(
        "{} is not empty and was not made by Rowhouse, so nothing in it was touched; move it away, or choose another folder with `--data`.",
        folder.display()
    )]
    ForeignDirectory { folder: PathBuf },

    #[error(
        "{} is not a complete PostgreSQL data folder (no readable PG_VERSION), so nothing in it was touched; restore a backup into it, or start over with `--fresh` (this deletes what is left).",
        data.display()
    )]
    DamagedData { data: PathBuf },

    #[error(
        "The administrator's password file {} is missing or unreadable although the data folder exists; restore the file, or start over with `--fresh` (this deletes the data).",
        file.display()
    )]
    NoPassword { file: PathBuf },

    #[error(
        "The data folder {} belongs to user id {owner}; run as that user, or choose another folder with `--data`.",
        data.display()
    )]
    WrongOwner { data: PathBuf, owner: u32 },

    #[error(
        "PostgreSQL does not run as root and there is none of the accounts `postgres`, `rowhouse` or `nobody` to run it; create one with `useradd --system rowhouse`, or run as an ordinary user."
    )]
    NoAccount,

    #[error(
        "The account {account} cannot reach the data folder {}; give it search permission (`chmod o+x`) on every folder above, or choose another folder with `--data`.",
        data.display()
    )]
    Unreachable { account: String, data: PathBuf },

    #[error("PostgreSQL could not create a data folder at {}; its last words were:\n{output}", data.display())]
    Initdb { data: PathBuf, output: String },

    #[error("PostgreSQL did not start ({reason}); the last lines of its log {} are:\n{tail}", log.display())]
    Start { reason: String, log: PathBuf, tail: String },

    #[error(
        "A PostgreSQL left over from an earlier run still uses {} and did not end (process {pid}); end it, then try again.",
        data.display()
    )]
    Leftover { data: PathBuf, pid: i32 },

    #[error("PostgreSQL (process {pid}) did not end when told to; end it with `kill -QUIT {pid}`.")]
    Stop { pid: i32 },

    #[error("Could not {action} {}: {source}.", path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

const WAYS_OUT: &str = "install PostgreSQL 15 or newer (Debian and Ubuntu: `apt install postgresql`; \
Fedora: `dnf install postgresql-server postgresql-contrib`; macOS: `brew install postgresql@18`), \
or set ROWHOUSE_POSTGRES_BIN to a folder that holds `postgres` and `initdb`, \
or set DATABASE_URL to use a server of your own";

impl Error {
    /// A stable name for documents, tests and support.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::NoBinaries { .. } => "CL-NO-BINARIES",
            Error::BadBinaries { .. } => "CL-BAD-BINARIES",
            Error::Locked { .. } => "CL-LOCKED",
            Error::PortTaken { .. } => "CL-PORT-TAKEN",
            Error::OtherMajor { .. } => "CL-OTHER-MAJOR",
            Error::DiskFull { .. } => "CL-DISK-FULL",
            Error::ForeignDirectory { .. } => "CL-FOREIGN-DIRECTORY",
            Error::DamagedData { .. } => "CL-DAMAGED-DATA",
            Error::NoPassword { .. } => "CL-NO-PASSWORD",
            Error::WrongOwner { .. } => "CL-WRONG-OWNER",
            Error::NoAccount => "CL-NO-ACCOUNT",
            Error::Unreachable { .. } => "CL-UNREACHABLE",
            Error::Initdb { .. } => "CL-INITDB",
            Error::Start { .. } => "CL-START",
            Error::Leftover { .. } => "CL-LEFTOVER",
            Error::Stop { .. } => "CL-STOP",
            Error::Io { .. } => "CL-IO",
        }
    }
}

/// Names the path an I/O error happened at; a full disk gets its own error.
pub(crate) trait At<T> {
    fn at(self, action: &'static str, path: &Path) -> Result<T, Error>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, action: &'static str, path: &Path) -> Result<T, Error> {
        self.map_err(|source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull { folder: path.parent().unwrap_or(path).to_path_buf() },
            _ => Error::Io { action, path: path.to_path_buf(), source },
        })
    }
}
