//! Arbitrary SQL run by the request pool's login reads and writes nothing that the signed-in person could not.
//!
//! Every test is somebody with a raw connection as `app_api` (or another login, where it says so) who does what an injection
//! could do. "Nothing" is meant on every table there is: the harness reads them from the catalog.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod claims;
mod deputies;
mod midway;
mod minting;
mod notices;
mod oracles;
mod plans;
mod session_state;
mod shadowing;
mod snapshots;
mod system_functions;
