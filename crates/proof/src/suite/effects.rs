//! What a function writes when it is allowed: recorded in `tests/policies/intent/effects.csv`, so that a change of it is a change that
//! somebody reads. One line for each function and class of rows, as the first actor who may.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{actors::Actor, plan::Attempt};
use crate::{
    intent::Intent,
    witness::Outcome,
    world::{World, sha256_hex},
};

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Effect {
    /// The function.
    pub object: String,
    /// As in the matrix.
    pub operation: String,
    /// Class of rows.
    pub rows: String,
    /// Who did it.
    pub actor: String,
    /// What was written, in words.
    pub writes: String,
    /// What was returned: ids by their names, secrets and times as such.
    pub returns: String,
}

impl Effect {
    /// For a message.
    #[must_use]
    pub fn told(&self) -> String {
        let or_nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
        format!("writes {}, returns {}", or_nothing(&self.writes), or_nothing(&self.returns))
    }
}

/// Names secrets by what they open.
pub(super) fn secrets(world: &World) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (at, org) in world.orgs.iter().enumerate() {
        let mut add = |secret: String, name: String| names.insert(format!("\\x{}", sha256_hex(&secret)), name);
        for (place, member) in org.members.iter().enumerate() {
            add(world.secret(at, place), format!("right of {}", member.name));
            add(world.refresh_secret(at, place), format!("refresh token of {}", member.name));
        }
        for job in 0..org.jobs.len() {
            add(world.job_secret(at, job), format!("right of job {job}"));
        }
    }
    names
}

/// What came of an attempt, in words that are the same in every run: known rows by their names, others as new.
pub(super) fn effect(world: &World, secrets: &BTreeMap<String, String>, actor: &Actor, attempt: &Attempt, outcome: &Outcome) -> Effect {
    Effect {
        object: attempt.object.clone(),
        operation: attempt.operation.clone(),
        rows: attempt.rows.clone(),
        actor: actor.name.clone(),
        writes: writes(world, secrets, actor, outcome),
        returns: returns(world, outcome),
    }
}

/// Longer answers are cut: what they begin with tells them apart.
const SHOWN: usize = 400;

fn returns(world: &World, outcome: &Outcome) -> String {
    let mut values: Vec<String> = outcome.returned.iter().map(|value| plain(world, value)).collect();
    values.sort();
    values.dedup();
    let mut shown = values.join("; ");
    if let Some((at, _)) = shown.char_indices().nth(SHOWN) {
        shown.truncate(at);
        shown.push('…');
    }
    shown
}

/// Ids by their names, digests, secrets and times as such: what stays differs only if the function does something else.
fn plain(world: &World, value: &str) -> String {
    let parts = value.split_inclusive([',', '(', ')', '{', '}', '"', '/']).map(|part| {
        let end = part.find([',', '(', ')', '{', '}', '"', '/']).unwrap_or(part.len());
        let (word, mark) = part.split_at(end);
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let named = if let Ok(id) = word.parse::<uuid::Uuid>() {
            let label = world.label(id);
            if label == word { "new".to_owned() } else { label }
        } else if word.starts_with("\\x") {
            "bytes".to_owned()
        } else if digits >= 8 && word.contains('-') && word.chars().next().is_some_and(|c| c.is_ascii_digit()) {
            "time".to_owned()
        } else {
            word.to_owned()
        };
        format!("{named}{mark}")
    });
    parts.collect()
}

fn writes(world: &World, secrets: &BTreeMap<String, String>, actor: &Actor, outcome: &Outcome) -> String {
    let mut parts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let changed: BTreeSet<&str> = outcome.written.iter().filter_map(|what| what.split_once(" changed ")).map(|(_, key)| key).collect();
    for what in &outcome.written {
        let mut words = what.splitn(3, ' ');
        let (Some(table), Some(verb), Some(key)) = (words.next(), words.next(), words.next()) else { continue };
        if table == "entry" {
            let entity = key.split(' ').next().unwrap_or_default();
            *parts.entry("told".to_owned()).or_default().entry(entity.to_owned()).or_default() += 1;
        } else if !(table.starts_with("audit.") || verb == "update" && changed.contains(key)) {
            *parts.entry(format!("{table} {verb}")).or_default().entry(named(world, secrets, actor, key)).or_default() += 1;
        }
    }
    let counted = |(name, count): (String, usize)| if count > 1 { format!("{count} x {name}") } else { name };
    parts
        .into_iter()
        .map(|(head, names)| format!("{head}: {}", names.into_iter().map(counted).collect::<Vec<_>>().join(", ")))
        .collect::<Vec<_>>()
        .join("; ")
}

fn named(world: &World, secrets: &BTreeMap<String, String>, actor: &Actor, key: &str) -> String {
    let mut org = actor.org;
    let mut names = Vec::new();
    for part in key.split('/') {
        match part.parse::<uuid::Uuid>() {
            Ok(id) => match (0..world.orgs.len()).find(|at| world.org_id(*at) == id) {
                Some(at) => org = at,
                None => names.push(world.label_in(org, id).unwrap_or_else(|| "new".to_owned())),
            },
            Err(_) => {
                names.push(secrets.get(part).cloned().unwrap_or_else(|| if part.starts_with("\\x") { "new".to_owned() } else { part.to_owned() }))
            }
        }
    }
    let whose = if org == actor.org { String::new() } else { format!("{}'s ", world.orgs[org].name) };
    format!("{whose}{}", if names.is_empty() { "the organisation".to_owned() } else { names.join(" / ") })
}

/// The line that is recorded about it, if it is this actor's.
pub(super) fn recorded<'a>(intent: &'a Intent, effect: &Effect) -> Option<&'a Effect> {
    intent.effects.iter().find(|line| same(line, effect) && line.actor == effect.actor)
}

/// Whether two lines are about the same function and class of rows.
pub(super) fn same(one: &Effect, other: &Effect) -> bool {
    one.object == other.object && one.operation == other.operation && one.rows == other.rows
}

/// The file, in the order of its lines.
///
/// # Panics
/// Never: it is written to memory.
#[must_use]
pub fn file(effects: &[Effect]) -> String {
    let mut sorted: Vec<&Effect> = effects.iter().collect();
    sorted.sort();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for effect in sorted {
        writer.serialize(effect).expect("a line in memory");
    }
    let lines = String::from_utf8(writer.into_inner().expect("memory")).expect("text");
    format!(
        "# What functions write when they are allowed, recorded by `rowhouse policies test --repository . --write-effects`: rows of the world by\n# their names, others as new; \"told\" are entries of the audit. A change here is a change of what a function does: read it.\n{lines}"
    )
}
