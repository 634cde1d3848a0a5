//! The suite a reviewer runs: every cell of the intent, tried for real as the runtime login, compared by exact keys.

pub mod actors;
pub mod cast;
pub mod classes;
mod effects;
mod goals;
mod judge;
pub mod layers;
mod plan;
mod reach;
mod run;
mod scenarios;
pub mod shape;

pub use effects::{Effect, file as effects_file};
pub use layers::Layer;
pub use plan::{Attempt, Check, Plan};
pub use run::{Chosen, Prepared, alone, each, expired_secret, prepare, prepare_as, run, scenes, take_floors, whole};

use std::collections::BTreeMap;

use serde::Serialize;

/// Something that is not as intended.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Table, view or function.
    pub object: String,
    /// What was tried.
    pub operation: String,
    /// Class of rows.
    pub rows: String,
    /// By whom.
    pub actor: String,
    /// What the intent says.
    pub expected: String,
    /// What happened.
    pub got: String,
    /// Policies, clauses, grants, guards and floors that decided, with the values seen; for members' tables, of the first findings.
    pub decided_by: Vec<String>,
    /// The member and the key of the row that differs, for asking who decided.
    #[serde(skip)]
    pub about: Option<(uuid::Uuid, Option<String>)>,
    /// Where the intent says so.
    pub intent: String,
    /// A psql script that shows it.
    pub script: String,
}

/// What came of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Where it ran.
    pub server: String,
    /// Cells: an operation of an actor on a class of rows.
    pub cells: u64,
    /// Of these, allowed ones.
    pub allowed: u64,
    /// Layers tried with those behind them taken away.
    pub layers: usize,
    /// Scenarios played.
    pub scenarios: usize,
    /// Statements run.
    pub statements: u64,
    /// Actors.
    pub actors: usize,
    /// Cells by object.
    pub objects: BTreeMap<String, u64>,
    /// What functions wrote, by the first actor who may call them on a class of rows.
    #[serde(skip)]
    pub effects: Vec<Effect>,
    /// Everything that is not as intended.
    pub findings: Vec<Finding>,
    /// How long it took.
    pub seconds: f64,
}
