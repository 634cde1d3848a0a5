//! What row security would silently skip, the guards refuse, each with its code.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod closing;
mod columns;
mod cycles;
mod foreign;
mod history;
