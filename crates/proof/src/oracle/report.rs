//! What a run says, for people and for programs.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::Serialize;

use super::compare::Finding;
use crate::World;

/// What came of a run.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// Gives the same worlds and the same questions again.
    pub seed: u64,
    /// How many worlds there were.
    pub worlds: u64,
    /// A decision is one (actor, operation, row).
    pub decisions: u64,
    /// Of each table with what is done to it, and of each function.
    pub operations: BTreeMap<String, u64>,
    /// One an operation, shrunk.
    pub disagreements: Vec<Disagreement>,
    /// SHA-256 of everything that was asked and of the model's answers, the same for the same seed.
    pub digest: String,
    /// How long it took.
    pub seconds: f64,
}

/// Where rules and database differ: one of the two is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct Disagreement {
    /// The seed of the run.
    pub seed: u64,
    /// The number of the world it was found in.
    pub world_number: u64,
    /// Who tried it.
    pub actor: String,
    /// A table with what is done to it, or a function.
    pub operation: String,
    /// What it was done to.
    pub row: String,
    /// What the model says.
    pub expected: String,
    /// What the database did.
    pub got: String,
    /// Shows it in the database of the run.
    pub sql: String,
    /// Members of both organisations after shrinking.
    pub members: usize,
    /// The shrunk organisations.
    pub world: String,
}

impl Disagreement {
    pub(super) fn new(seed: u64, world_number: u64, world: &World, finding: Finding) -> Disagreement {
        Disagreement {
            seed,
            world_number,
            actor: finding.actor,
            operation: finding.operation,
            row: finding.row,
            expected: finding.expected,
            got: finding.got,
            sql: finding.sql,
            members: world.orgs.iter().map(|org| org.members.len()).sum(),
            world: format!("{world:#?}"),
        }
    }
}

/// The report for people.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut told = String::new();
    let _ = writeln!(told, "{} decisions in {} worlds, {:.0} s, seed {}", report.decisions, report.worlds, report.seconds, report.seed);
    for (operation, decisions) in &report.operations {
        let _ = writeln!(told, "  {decisions:>9}  {operation}");
    }
    if report.disagreements.is_empty() {
        let _ = writeln!(told, "rules and database agree");
    }
    for one in &report.disagreements {
        let _ = writeln!(told, "\n{}: {}", one.operation, one.row);
        let _ = writeln!(told, "  actor     {}", one.actor);
        let _ = writeln!(told, "  rules     {}", one.expected);
        let _ = writeln!(told, "  database  {}", one.got);
        let _ = writeln!(told, "  shown by  {}", one.sql);
        let _ = writeln!(told, "  again     --seed {} --first-world {}", one.seed, one.world_number);
        let _ = writeln!(told, "{}", one.world);
    }
    told
}
