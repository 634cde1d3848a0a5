//! Importing and exporting people as the product does it: a serving process works the jobs, the command sends the files.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod command;
mod ending;
mod files;
#[path = "../dev/process.rs"]
#[allow(dead_code, reason = "shared with the tests of the binary")]
mod process;
mod product;
mod round_trip;
mod working;
