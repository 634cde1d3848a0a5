//! The store between a pool and PostgreSQL: what a request costs, and what it leaves behind however it ends.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod borrowers;
mod cancelled;
mod failed;
mod poisoned;
mod proxy;
mod replaced;
mod round_trips;
mod support;
