//! Who checks the checker: the protection itself is changed in one place at a time, and the suite has to notice by behaviour.

mod bodies;
mod clauses;
mod operators;
mod run;

use std::path::Path;

use serde::Serialize;

use crate::Failure;

pub use operators::mutants;
pub use run::{Options, changed, choose, known, run};

static EQUIVALENT: &str = include_str!("../../../../tests/policies/mutants/equivalent.csv");

/// Mutants that nothing can notice: id and reason, written by hand.
///
/// # Errors
/// [`Failure::Intent`] with the line.
pub fn equivalent() -> Result<Vec<(String, String)>, Failure> {
    read(EQUIVALENT)
}

/// The same of a checkout.
///
/// # Errors
/// As [`equivalent`], or a file that cannot be read.
pub fn equivalent_in(root: &Path) -> Result<Vec<(String, String)>, Failure> {
    let path = root.join("tests/policies/mutants/equivalent.csv");
    read(&std::fs::read_to_string(&path).map_err(|error| Failure::Other(format!("{}: {error}", path.display())))?)
}

fn read(text: &str) -> Result<Vec<(String, String)>, Failure> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut known = Vec::new();
    for record in reader.records() {
        let wrong = |line: u64, message: String| Failure::Intent { file: "equivalent.csv".to_owned(), line, message };
        let record = record.map_err(|error| wrong(error.position().map_or(0, csv::Position::line), error.to_string()))?;
        match (record.get(0), record.get(1)) {
            (Some(id), Some(because)) if !id.is_empty() && because.len() > 10 => known.push((id.to_owned(), because.to_owned())),
            _ => return Err(wrong(record.position().map_or(0, csv::Position::line), "a mutant needs its id and a reason".to_owned())),
        }
    }
    Ok(known)
}

/// One change of the protection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mutant {
    /// Stable: `policy tenant on people.sites: dropped`.
    pub id: String,
    /// `policy`, `clause`, `grant` ...
    pub kind: &'static str,
    /// Table or function that is changed.
    pub object: String,
    /// SQL that makes it so.
    pub sql: String,
    /// A role of whom nothing was meant to reach the object that way: one cell tells, and only that one, so that many such mutants
    /// of different objects can share a copy.
    #[serde(skip)]
    pub widens: Option<&'static str>,
}

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "fate")]
pub enum Fate {
    /// The suite saw it.
    Killed {
        /// The cell that failed.
        by: String,
    },
    /// Nothing noticed.
    Survived,
    /// Nothing can notice, for a reason written by hand.
    Equivalent {
        /// Why.
        because: String,
    },
    /// The server refuses the change itself.
    Stillborn {
        /// Its words.
        message: String,
    },
}

/// One line of the report.
#[derive(Debug, Clone, Serialize)]
pub struct Trial {
    /// What was changed.
    pub mutant: Mutant,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
    /// How long it took.
    pub seconds: f64,
}

/// What came of all of them.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// Where it ran.
    pub server: String,
    /// How many mutants there are in all.
    pub mutants: usize,
    /// Those that were tried.
    pub trials: Vec<Trial>,
    /// How long it took.
    pub seconds: f64,
}

impl Report {
    /// (killed, survived, equivalent, stillborn).
    #[must_use]
    pub fn score(&self) -> (usize, usize, usize, usize) {
        let count = |fits: fn(&Fate) -> bool| self.trials.iter().filter(|trial| fits(&trial.fate)).count();
        (
            count(|fate| matches!(fate, Fate::Killed { .. })),
            count(|fate| *fate == Fate::Survived),
            count(|fate| matches!(fate, Fate::Equivalent { .. })),
            count(|fate| matches!(fate, Fate::Stillborn { .. })),
        )
    }
}
