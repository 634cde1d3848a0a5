//! The only crate that talks to PostgreSQL at run time.
//!
//! Every statement is a generated function of `sql/queries`, executed inside a request context on a connection that only
//! goes back to its pool when it is proven clean. One file per resource in [`datastore`]; `api` never names the driver.

mod connection;
mod context;
pub mod datastore;
mod failure;
mod lease;
mod once;
mod pool;
mod single;
mod transaction;

pub use connection::{ConnectError, Server, connect};
pub use context::Context;
pub use once::Repeat;
pub use pool::{Health, Pool, PoolKind};
pub use transaction::OrgTx;

/// Every pool a serving process holds. They differ in login, and so in what an injection could reach (docs/kernel.md).
#[derive(Clone)]
pub struct Store {
    /// Requests of signed-in members: may not execute a sign-in function.
    pub requests: Pool,
    /// Sign-in: executes the sign-in functions and nothing else.
    pub sign_in: Pool,
}
