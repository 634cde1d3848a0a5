//! The database is what the files say: however it was migrated, whoever touched it since, and on every table.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod auditor;
mod catalogue;
mod check;
mod drift;
mod migrate;
