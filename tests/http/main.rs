//! The HTTP contract, over a real server and a real database, as a client meets it.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod closing;
mod contract;
mod docs;
mod edit_employee;
mod edit_races;
mod exports;
mod garbage;
mod imports;
mod list_employees;
mod raw;
mod read_employee;
mod rights;
mod sign_in;
mod slow_clients;
mod tokens;
