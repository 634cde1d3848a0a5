//! Who sees which rows, as exact sets. People of the world are named in `harness/world.rs`, their lines in `fixtures/world.sql`.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod directory;
mod lines;
mod tiers;
mod writing;
