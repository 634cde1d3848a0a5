//! The whole contract, operation by operation: what each resource lives through, what every operation answers to bad input and
//! to the ids of another organisation.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod bad_bodies;
mod bad_parameters;
mod calibration;
mod closing;
mod corrections;
mod foreign_ids;
mod goals;
mod grades;
mod operations;
mod pages;
mod people;
mod repeats;
mod review_cycles;
mod review_setup;
mod reviews;
mod rights;
mod sign_in_stories;
mod structure;
mod versions;
