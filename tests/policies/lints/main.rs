//! Every lint finds what it is for, leaves alone what comes near, and finds nothing in this database that nobody answers for.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod fixtures;
mod this_database;
mod trees;
