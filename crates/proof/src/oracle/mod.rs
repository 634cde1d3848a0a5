//! `rowhouse policies oracle`: the database against an independent model of the rules, on random organisations.
//!
//! - `model` decides (actor, operation, row) from the rules' prose; [`run`] asks the database the same as the runtime login.
//! - A disagreement is shrunk to the smallest organisations that still show it, and replays by seed and number of its world.

mod compare;
mod model;
mod organisations;
mod report;
mod run;
mod shrink;

pub use report::{Disagreement, Report, text};
pub use run::{Options, run, run_on};
