//! Every write leaves an entry, in its own transaction, and nobody can add, change or forge one.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod coverage;
mod entries;
mod forging;
