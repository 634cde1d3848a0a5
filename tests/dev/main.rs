//! The binary as a person or a container platform runs it: processes, signals, exit codes, and what is printed.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod check;
mod crashes;
mod deployment;
mod drift;
mod explain;
mod first_start;
mod given_database;
mod process;
mod psql;
mod releases;
mod serve;
mod signals;
mod site;
