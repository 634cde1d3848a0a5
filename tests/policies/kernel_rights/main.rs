//! Rights are rows: they are minted in one place, end in the next statement, and whoever loses one learns why.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod endings;
mod members;
mod sign_in;
