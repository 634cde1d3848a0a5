//! What is hidden and what is absent: the same answer, the same statements, the same work, for every operation of the contract
//! and for SQL over a raw connection. Times are compared by `bench channels`, never here. docs/threat-model.md lists what is open.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod conflicts;
mod endpoints;
mod errors;
mod functions;
mod hidden_rows;
#[path = "../api/operations.rs"]
#[allow(dead_code, reason = "the contract as requests, shared with the tests of the API")]
mod operations;
mod raw_sql;
mod sign_in;
mod statements;
