//! The database as code: migrations, then policies, then proof that the live catalog is what the files say.
//!
//! - [`migrate`] brings a database up to date, safely beside other replicas doing the same;
//! - [`diff`] compares the live catalog with a scratch database built from the files, fact by fact;
//! - [`check`] is what `rowhouse serve` asks, as its own unprivileged login, before it listens.

mod check;
mod drift;
mod error;
mod evidence;
mod files;
mod migrate;

pub use check::{LoginFault, check, login_faults};
pub use drift::{Difference, diff};
pub use error::Error;
pub use evidence::{EvidenceKind, EvidenceRun, record};
pub use files::{Sources, SqlFile, digest, migration_names, policy_files};
pub use migrate::{Applied, build, migrate};
