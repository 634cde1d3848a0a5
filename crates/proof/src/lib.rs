//! Evidence about what protects the database: who can do what, and that the check cannot lie.
//!
//! - [`oracle`] holds the database against a model of the rules, on random organisations.
//! - [`Ground`] is a server to gather evidence on, [`World`] some organisations to gather it from.

pub mod compare;
mod failure;
mod ground;
pub mod intent;
pub mod lint;
pub mod matrix;
pub mod mutate;
pub mod oracle;
pub mod page;
pub mod suite;
pub mod witness;
pub mod world;

pub use failure::Failure;
pub use ground::{Database, Ground, Login};
pub use intent::Intent;
pub use world::World;
