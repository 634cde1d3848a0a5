//! Whether what happened is what was meant.

use std::collections::BTreeSet;

use super::{
    Finding,
    actors::Actor,
    layers::Layer,
    plan::{Attempt, Check},
};
use crate::{
    intent::{Cell, Intent},
    witness::{Claims, Outcome},
    world::{Kind, World},
};

/// What is wrong with an outcome, in words.
pub(super) struct Wrong {
    pub(super) expected: String,
    pub(super) got: String,
    /// Of a row that differs.
    pub(super) key: Option<String>,
}

impl Wrong {
    fn new(expected: &str, got: String) -> Wrong {
        Wrong { expected: expected.to_owned(), got, key: None }
    }
}

/// What is wrong with an outcome, if anything.
pub(super) fn judge(intent: &Intent, world: &World, actor: &Actor, attempt: &Attempt, outcome: &Outcome) -> Option<Wrong> {
    let refused = outcome.state.as_deref();
    let quiet = refused.is_none();
    let differ = |expected: String| Some(Wrong { expected, got: told(world, outcome), key: None });
    if let Some(wrong) = strays(world, actor, outcome) {
        return Some(Wrong::new("no row of another organisation", wrong));
    }
    if let Some(wrong) = unaudited(intent, world, actor, outcome) {
        return Some(Wrong::new("an entry in the audit that names the actor", wrong));
    }
    match &attempt.check {
        Check::Sees(keys) => {
            let seen: BTreeSet<String> = outcome.returned.iter().cloned().collect();
            if quiet && seen == *keys && outcome.returned.len() == keys.len() {
                return None;
            }
            if !quiet {
                return differ(format!("{} rows", keys.len()));
            }
            Some(difference(world, keys, &seen))
        }
        Check::Counts(count) => {
            let told = outcome.returned.first().map(String::as_str);
            if quiet && told == Some(&count.to_string()) { None } else { differ(format!("a count of {count}")) }
        }
        Check::Tells(value) => {
            if quiet && outcome.returned.first() == Some(value) {
                None
            } else {
                differ(format!("returns {value}"))
            }
        }
        Check::WritesExactly { verb, keys } => {
            let prefix = format!("{} {verb} ", attempt.object);
            let written: BTreeSet<String> = outcome.written.iter().filter_map(|what| what.strip_prefix(&prefix)).map(str::to_owned).collect();
            match refused {
                None if written == *keys => None,
                None => Some(difference(world, keys, &written)),
                // rows that are in use, or an organisation that is closing, stop the whole statement
                Some("23503" | "23001" | "RH010" | "RH021" | "RH022") => None,
                Some("42501") if keys.is_empty() => None,
                Some(_) => differ(format!("{} rows written", keys.len())),
            }
        }
        Check::Does { cell, wrote, closing } => {
            let right = match (cell, refused) {
                (Cell::Allow, None) => match wrote {
                    Some(prefix) => outcome.written.iter().any(|what| what.starts_with(prefix.as_str())),
                    None => !outcome.written.is_empty() || outcome.returned.iter().any(|value| value != "null"),
                },
                (Cell::Hidden, None) => outcome.written.is_empty() && outcome.returned.iter().all(|value| value == "null"),
                (Cell::Hidden, Some(state)) => *closing && state == "RH010",
                (Cell::Refused(codes), Some(state)) => codes.split('/').any(|code| code == state) || *closing && state == "RH010",
                (Cell::Allow, Some(_)) | (Cell::Refused(_), None) => false,
            };
            if right { None } else { differ(cell.to_string()) }
        }
        Check::Nothing => {
            let seen = outcome.returned.iter().any(|value| value != "null" && value != "0" && value != "false" && !value.is_empty());
            if outcome.written.is_empty() && !seen { None } else { differ("nothing seen and nothing written".to_owned()) }
        }
        Check::Refused(code) => {
            if refused == Some(code) {
                None
            } else {
                differ(format!("refused with {code}"))
            }
        }
        Check::Reaches(reached) => {
            let denied = refused == Some("42501") && names(&outcome.message, &attempt.object);
            if denied == *reached { differ(if *reached { "a grant" } else { "no grant" }.to_owned()) } else { None }
        }
    }
}

/// "permission denied for table employees" is about people.employees; about the view caller it is a policy's own look-up.
fn names(message: &str, object: &str) -> bool {
    let Some((_, denied)) = message.split_once("permission denied for ") else { return message.starts_with("permission denied") };
    let mut words = denied.split(' ');
    let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let bare = object.split('(').next().unwrap_or(object);
    let bare = if kind == "schema" { bare } else { bare.rsplit('.').next().unwrap_or(bare) };
    // without the schema nothing in it is reached either
    name.trim_matches('"') == bare || kind == "schema" && object.starts_with(&format!("{name}."))
}

/// A written row whose organisation is not the actor's.
fn strays(world: &World, actor: &Actor, outcome: &Outcome) -> Option<String> {
    actor.member?;
    if outcome.written.is_empty() {
        return None;
    }
    let foreign: Vec<String> = (0..world.orgs.len()).filter(|org| *org != actor.org).map(|org| world.org_id(org).to_string()).collect();
    let key = outcome.written.iter().filter_map(|what| what.splitn(3, ' ').nth(2)).find(|key| foreign.iter().any(|org| key.starts_with(org)))?;
    Some(format!("wrote {key}"))
}

/// HY-21: whoever writes a row that is audited leaves an entry, and the entry names them.
fn unaudited(intent: &Intent, world: &World, actor: &Actor, outcome: &Outcome) -> Option<String> {
    if outcome.written.is_empty() {
        return None;
    }
    let by = match (actor.member, actor.job) {
        (Some(member), _) => format!(" by member {}", world.id(actor.org, Kind::Member, member)),
        (None, Some(job)) => {
            let on_behalf = world.id(actor.org, Kind::Member, world.orgs[actor.org].jobs[job].by);
            format!(" by job {} for {on_behalf}", world.id(actor.org, Kind::Job, job))
        }
        (None, None) => return None,
    };
    let entries: Vec<&String> = outcome.written.iter().filter(|what| what.starts_with("entry ")).collect();
    if let Some(entry) = entries.iter().find(|entry| !entry.ends_with(&by)) {
        return Some((*entry).clone());
    }
    for what in &outcome.written {
        let mut words = what.split(' ');
        let (Some(table), Some(verb)) = (words.next(), words.next()) else { continue };
        let audited = ["insert", "changed", "delete"].contains(&verb) && !intent.unaudited.contains(table);
        if audited && !entries.iter().any(|entry| entry.split(' ').nth(2) == intent.entity(table)) {
            return Some(format!("no entry about {what}"));
        }
    }
    None
}

fn difference(world: &World, expected: &BTreeSet<String>, got: &BTreeSet<String>) -> Wrong {
    let named = |keys: &mut dyn Iterator<Item = &String>| keys.take(5).map(|key| label(world, key)).collect::<Vec<_>>().join("; ");
    let missing = named(&mut expected.difference(got));
    let surplus = named(&mut got.difference(expected));
    let also = |count: usize, shown: usize| if count > shown { format!(" and {} more", count - shown) } else { String::new() };
    let (gone, extra) = (expected.difference(got).count(), got.difference(expected).count());
    Wrong {
        expected: if gone > 0 { format!("{} rows, with {missing}{}", expected.len(), also(gone, 5)) } else { format!("{} rows", expected.len()) },
        got: if extra > 0 { format!("{} rows, with {surplus}{}", got.len(), also(extra, 5)) } else { format!("{} rows", got.len()) },
        key: got.difference(expected).chain(expected.difference(got)).next().cloned(),
    }
}

/// The last id of a key in words.
fn label(world: &World, key: &str) -> String {
    let ids: Vec<uuid::Uuid> = key.split('/').filter_map(|part| part.parse().ok()).collect();
    ids.last().map_or_else(|| key.to_owned(), |id| world.label(*id))
}

fn told(world: &World, outcome: &Outcome) -> String {
    if let Some(state) = &outcome.state {
        let at = outcome.raised_in.lines().next().unwrap_or_default();
        let at = if at.contains("witness.attempt") { "" } else { at };
        return format!("{state}: {}{}", outcome.message, if at.is_empty() { String::new() } else { format!(" ({at})") });
    }
    let mut parts = Vec::new();
    if !outcome.written.is_empty() {
        let written: Vec<String> = outcome
            .written
            .iter()
            .take(4)
            .map(|what| {
                let (head, key) = what.rsplit_once(' ').unwrap_or((what, ""));
                format!("{head} {}", label(world, key))
            })
            .collect();
        parts.push(format!("wrote {}", written.join(", ")));
    }
    if !outcome.returned.is_empty() {
        let returned: Vec<String> = outcome.returned.iter().take(4).map(|value| label(world, value)).collect();
        parts.push(format!("returned {}", returned.join(", ")));
    }
    if parts.is_empty() { "no error, no row and no write".to_owned() } else { parts.join("; ") }
}

/// The finding, with what shows it in psql.
pub(super) fn finding(world: &World, database: &str, actor: &Actor, attempt: &Attempt, wrong: Wrong) -> Finding {
    let read_or_written = ["select", "update", "delete"].contains(&attempt.operation.as_str());
    let member = actor.member.filter(|_| actor.entitled && read_or_written).map(|member| world.id(actor.org, Kind::Member, member));
    let key = wrong.key.or_else(|| attempt.key.clone());
    Finding {
        object: attempt.object.clone(),
        operation: attempt.operation.clone(),
        rows: attempt.rows.clone(),
        actor: actor.name.clone(),
        expected: wrong.expected,
        got: wrong.got,
        about: member.map(|member| (member, key)),
        intent: attempt.intent.clone(),
        script: script(database, actor.login, &actor.claims, &attempt.sql),
        ..Finding::default()
    }
}

/// A layer that does not hold, with what shows it in psql as a superuser.
pub(super) fn layer_finding(database: &str, layer: &Layer, got: String) -> Finding {
    let role = layer.role.map_or("a superuser, whom no policy binds".to_owned(), |role| format!("the role {role}"));
    let mut lines = vec![format!("\\c {database}"), "begin;".to_owned(), layer.alone.clone()];
    lines.extend(layer.claims.statement());
    lines.extend(
        layer.role.map(|role| if role == "app_worker" { format!("set session authorization {role};") } else { format!("set local role {role};") }),
    );
    lines.extend([format!("{};", layer.statement), "rollback;".to_owned()]);
    Finding {
        object: layer.table.clone(),
        operation: "layer".to_owned(),
        rows: layer.name.clone(),
        actor: role,
        expected: layer.expected.to_string(),
        got,
        intent: "tests/policies/intent/layers.csv".to_owned(),
        script: lines.join("\n"),
        ..Finding::default()
    }
}

fn script(database: &str, login: &str, claims: &Claims, sql: &str) -> String {
    let mut lines = vec![format!("\\c {database}"), format!("set session authorization {login};")];
    lines.push(format!("begin isolation level {};", claims.isolation.unwrap_or("read committed")));
    lines.extend(claims.statement());
    lines.push(format!("{sql};"));
    lines.push("rollback;".to_owned());
    lines.join("\n")
}
