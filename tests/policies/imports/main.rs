//! Imports as the runtime logins meet them.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod claims;
mod sight;
