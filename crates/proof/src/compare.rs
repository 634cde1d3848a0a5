//! Two versions of the protection, asked the same questions: what became more permissive, what less, with a row that shows it.

use std::collections::{BTreeMap, BTreeSet};

use schema::Sources;
use serde::Serialize;

use crate::{
    Failure, Ground, Intent,
    suite::{self, Prepared},
    witness::Outcome,
};

/// How one operation of one role on one object changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Something is seen or done now that was not.
    MorePermissive,
    /// Something is no longer seen or done.
    LessPermissive,
    /// Both.
    Both,
}

/// One difference with what shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// Table, view or function.
    pub object: String,
    /// What is done.
    pub operation: String,
    /// Column of the matrix, or the role of the database.
    pub role: String,
    /// Which way.
    pub direction: Direction,
    /// What is possible now: actor, rows, and what happened before and after.
    pub gained: Option<String>,
    /// What is not possible any more.
    pub lost: Option<String>,
    /// Whether a line of the intent about it changed as well.
    pub intended: bool,
}

/// The comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What the versions are called.
    pub versions: (String, String),
    /// Questions asked of both.
    pub questions: u64,
    /// What differs.
    pub changes: Vec<Change>,
    /// Objects that only one of the two has.
    pub apart: Vec<String>,
}

impl Report {
    /// More permissive without a changed line of intent: somebody did not mean it, or did not say so.
    #[must_use]
    pub fn unintended(&self) -> Vec<&Change> {
        self.changes.iter().filter(|change| change.direction != Direction::LessPermissive && !change.intended).collect()
    }
}

/// One version.
pub struct Version {
    /// For the report.
    pub name: String,
    /// Its SQL.
    pub sources: Sources,
    /// Its intent, if it had one.
    pub intent: Option<Intent>,
}

/// Asks both versions what the newer one's suite asks, in the same world.
///
/// # Errors
/// A version does not build, or its tables do not take the world.
pub async fn compare(ground: &Ground, old: &Version, new: &Version, intent: Intent, told: &(dyn Fn(u64) + Sync)) -> Result<Report, Failure> {
    let after = suite::prepare(ground, &new.sources, intent.clone()).await?;
    // the older one's own world would be another: the newer one's rows are loaded into the older one's tables
    let before = suite::prepare_as(ground, &old.sources, &after).await?;
    let (was, is) = (answers(ground, &before, told).await?, answers(ground, &after, told).await?);
    let mut grouped: BTreeMap<(String, String, String), Witnesses> = BTreeMap::new();
    let mut questions = 0;
    let mut apart = BTreeSet::new();
    for (question, (plan, attempt)) in questions_of(&after).enumerate() {
        let (Some(was), Some(is)) = (was.get(&question), is.get(&question)) else { continue };
        let missing = |outcome: &Outcome| outcome.state.as_deref().is_some_and(|state| ["42P01", "42883", "42703", "3F000"].contains(&state));
        if missing(was) != missing(is) {
            apart.insert(attempt.object.clone());
            continue;
        }
        questions += 1;
        let of = if matches!(attempt.check, suite::Check::Reaches(_)) { reached } else { possible };
        let (had, has) = (of(was), of(is));
        let role = if plan.actor.column == "none" { plan.actor.login.to_owned() } else { plan.actor.column.to_owned() };
        let slot = grouped.entry((attempt.object.clone(), attempt.operation.clone(), role)).or_default();
        let shown = |what: &String| {
            format!("{} on \"{}\" by {}: {what}; was {}, is {}", attempt.operation, attempt.rows, plan.actor.name, in_short(was), in_short(is))
        };
        if slot.0.is_none()
            && let Some(what) = has.difference(&had).next()
        {
            slot.0 = Some(shown(what));
        }
        if slot.1.is_none()
            && let Some(what) = had.difference(&has).next()
        {
            slot.1 = Some(shown(what));
        }
    }
    let changes = grouped
        .into_iter()
        .filter_map(|((object, operation, role), (gained, lost))| {
            let direction = match (&gained, &lost) {
                (Some(_), Some(_)) => Direction::Both,
                (Some(_), None) => Direction::MorePermissive,
                (None, Some(_)) => Direction::LessPermissive,
                (None, None) => return None,
            };
            let intended = intended(old.intent.as_ref(), &intent, &object, &operation);
            Some(Change { object, operation, role, direction, gained, lost, intended })
        })
        .collect();
    ground.discard(&before.template).await?;
    ground.discard(&after.template).await?;
    Ok(Report { versions: (old.name.clone(), new.name.clone()), questions, changes, apart: apart.into_iter().collect() })
}

/// What is possible now, and what is not any more.
type Witnesses = (Option<String>, Option<String>);

/// Whether what the intent says about an operation on an object is another in the two versions.
fn intended(old: Option<&Intent>, new: &Intent, object: &str, operation: &str) -> bool {
    let Some(old) = old else { return true };
    let said = |intent: &Intent| {
        let lines: BTreeSet<String> = intent
            .lines
            .iter()
            .filter(|line| line.object == object && line.operation == operation)
            .map(|line| format!("{:?} {:?} {:?} {:?}", line.rows, line.opened_by, line.cells, line.while_closing))
            .collect();
        let reach: BTreeSet<String> = intent
            .reach
            .iter()
            .filter(|reach| reach.object == object)
            .map(|reach| format!("{} {} {:?}", reach.role, reach.privilege, reach.columns))
            .collect();
        (lines, reach)
    };
    said(old) != said(new)
}

fn questions_of(prepared: &Prepared) -> impl Iterator<Item = (&suite::Plan, &suite::Attempt)> {
    prepared.plans.iter().flat_map(|plan| plan.attempts.iter().map(move |attempt| (plan, attempt)))
}

async fn answers(ground: &Ground, prepared: &Prepared, told: &(dyn Fn(u64) + Sync)) -> Result<BTreeMap<usize, Outcome>, Failure> {
    let mut outcomes = BTreeMap::new();
    suite::each(ground, prepared, told, &mut |question, outcome| {
        outcomes.insert(question, outcome.clone());
    })
    .await?;
    Ok(outcomes)
}

/// Whether there was a grant; what came of the statement beyond that says nothing.
fn reached(outcome: &Outcome) -> BTreeSet<String> {
    if outcome.state.as_deref() == Some("42501") { BTreeSet::new() } else { BTreeSet::from(["reached".to_owned()]) }
}

/// What came of a statement as a set: the more is in it, the more was possible.
fn possible(outcome: &Outcome) -> BTreeSet<String> {
    if outcome.state.is_some() {
        return BTreeSet::new();
    }
    let mut possible: BTreeSet<String> = BTreeSet::from(["not refused".to_owned()]);
    // ids and times that the database makes up differ from run to run
    possible.extend(outcome.returned.iter().filter(|value| value.contains('/') && value.len() > 40).map(|value| format!("sees {value}")));
    let written = outcome.written.iter().filter(|what| !what.starts_with("audit.") && !what.starts_with("entry ") && !what.contains(" insert "));
    possible.extend(written.map(|what| format!("writes {what}")));
    possible
}

fn in_short(outcome: &Outcome) -> String {
    match &outcome.state {
        Some(state) => format!("{state} ({})", outcome.message),
        None => format!("{} rows seen, {} written", outcome.returned.len(), outcome.written.len()),
    }
}
