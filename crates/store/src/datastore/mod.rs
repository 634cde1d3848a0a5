//! One file per resource: which generated statement serves it, and what its rows mean.

pub mod access_questions;
pub mod audit;
pub mod calibration;
pub mod delegations;
pub mod demo;
pub mod departments;
pub mod employees;
pub mod employment;
pub mod exports;
pub mod goals;
pub mod grades;
pub mod groups;
pub mod imports;
pub mod invitations;
pub mod jobs;
pub mod members;
pub mod organizations;
pub mod overrides;
pub mod positions;
pub mod provisioning;
pub mod reporting_lines;
pub mod review_cycles;
pub mod review_setup;
pub mod reviews;
pub mod rights;
pub mod sessions;
pub mod sites;

use types::{Error, Problem};
use uuid::Uuid;

/// Where a page ended: the sort key and the id of its last row.
pub type After = (String, Uuid);

/// Why nothing changed, from what the caller sees: whoever sees the version that the change was based on may not make it.
fn refused(seen: i64, expected: i64) -> Error {
    if seen == expected { Problem::Forbidden } else { Problem::VersionMismatch }.into()
}

/// A row that something refers to cannot go; the database names the reference it would break.
fn in_use(error: Error) -> Error {
    if error.problem == Problem::UnknownReference { Problem::StillInUse.into() } else { error }
}

fn split(after: Option<&After>) -> (Option<&str>, Option<Uuid>) {
    (after.map(|(name, _)| name.as_str()), after.map(|(_, id)| *id))
}
