//! Finds or fetches PostgreSQL binaries and runs a private cluster with them.
//!
//! ```no_run
//! # async fn run() -> Result<(), cluster::Error> {
//! let cluster = cluster::Cluster::start(cluster::Settings::new(".rowhouse")).await?;
//! println!("{}", cluster.admin_url("postgres"));
//! tokio::select! {
//!     reason = cluster.died() => eprintln!("{reason}"),
//!     _ = tokio::signal::ctrl_c() => cluster.stop().await?,
//! }
//! # Ok(()) }
//! ```

mod account;
mod binaries;
mod child;
mod conf;
mod download;
mod error;
mod files;
mod initialise;
mod lock;
mod log;
mod orphan;
mod place;
mod port;
mod postmaster;
mod releases;
mod settings;
mod socket;
mod start;
mod throwaway;
mod url;

pub use binaries::{Binaries, OLDEST_MAJOR, find_binaries};
pub use error::Error;
pub use postmaster::ExitReason;
pub use settings::Settings;
pub use start::Cluster;
