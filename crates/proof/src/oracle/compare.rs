//! One world, asked of the model and of the database.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{DateTime, Duration, Utc};
use tokio_postgres::Client;

use super::model::{
    Caller,
    sight::{Sight, in_words, sights},
    tables::{Expected, Probe, probes},
};
use crate::{
    Failure, World,
    witness::{Claims, Outcome, attempt},
    world::load,
};

/// Worlds of one process never share an id, whatever database they are in. Begins with digits that no other part of an id has.
static SERIAL: AtomicU32 = AtomicU32::new(0x5eed_0000);

/// A superuser's connection to write worlds, and a runtime login's to ask.
pub(super) struct Pair {
    pub(super) admin: Client,
    pub(super) login: Client,
}

/// Where model and database differ.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) actor: String,
    pub(super) operation: String,
    pub(super) row: String,
    pub(super) expected: String,
    pub(super) got: String,
    pub(super) sql: String,
}

/// What came of one world.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// Decisions by operation.
    pub(super) decisions: BTreeMap<String, u64>,
    /// Of what was asked and what the model said, without the serial: the same seed gives the same.
    pub(super) asked: String,
    pub(super) findings: Vec<Finding>,
}

struct Actor<'a> {
    name: String,
    claims: Claims,
    caller: Option<Caller<'a>>,
}

/// Everybody with a membership as they are, and one of each organisation who claims to be somebody else.
fn actors(world: &World) -> Vec<Actor<'_>> {
    let mut actors = Vec::new();
    for (at, org) in world.orgs.iter().enumerate() {
        for (place, member) in org.members.iter().enumerate() {
            let claims = Claims::of_member(world, at, place);
            let named = |what: &str| format!("{}{what}", member.name);
            if place == 0 {
                // R23: claims that the right does not bear out are worth nothing
                let role = types::Role::ALL.into_iter().find(|role| *role != member.role).map(|role| role.to_string()).unwrap_or_default();
                actors.push(Actor { name: named(", claiming another role"), claims: Claims { role, ..claims.clone() }, caller: None });
                let elsewhere = world.org_id((at + 1) % world.orgs.len()).to_string();
                actors.push(Actor {
                    name: named(", claiming another organisation"),
                    claims: Claims { org: elsewhere, ..claims.clone() },
                    caller: None,
                });
            }
            actors.push(Actor { name: named(""), claims, caller: Caller::entering(world, at, place) });
        }
    }
    actors
}

/// Writes `world` under a serial of its own; what the witness saw of it is forgotten by whoever starts the asking.
pub(super) async fn write(pair: &Pair, world: &mut World) -> Result<DateTime<Utc>, Failure> {
    world.serial = SERIAL.fetch_add(1, Ordering::Relaxed);
    let now = Utc::now();
    load(&pair.admin, world, now).await?;
    Ok(now)
}

/// Forgets what the witness has seen: the writing of worlds, and the dead rows of what was undone. Nobody may be asking.
pub(super) async fn forget(pair: &Pair) -> Result<(), Failure> {
    Ok(pair.admin.batch_execute("truncate witness.written").await?)
}

/// What is asked of a world.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asking<'a> {
    /// Everything that is seen, and of what is tried each actor the fifth whose turn it is: more worlds rather than more tries.
    Turn(u64),
    /// All of one operation.
    Only(&'a str),
}

/// Asks as everybody in a world written at `written`. None if it is another day meanwhile:
/// dated rights have begun and ended since.
pub(super) async fn ask(pair: &Pair, world: &World, written: DateTime<Utc>, asking: Asking<'_>) -> Result<Option<Compared>, Failure> {
    let compared = as_everybody(pair, world, asking).await?;
    Ok(same_days(written, Utc::now()).then_some(compared))
}

fn same_days(before: DateTime<Utc>, after: DateTime<Utc>) -> bool {
    [0, 14, -12].into_iter().all(|hours| (before + Duration::hours(hours)).date_naive() == (after + Duration::hours(hours)).date_naive())
}

async fn as_everybody(pair: &Pair, world: &World, asking: Asking<'_>) -> Result<Compared, Failure> {
    let mut compared = Compared::default();
    // the only thing in ids and addresses that another run does not share
    let serials = [format!("{:08x}", world.serial), format!("w{}-", world.serial)];
    for (place, actor) in (0_u64..).zip(actors(world)) {
        let mut sights = sights(world, actor.caller.as_ref());
        let mut probes = actor.caller.as_ref().map(probes).unwrap_or_default();
        match asking {
            Asking::Turn(turn) => {
                let mut turns = turn + place..;
                probes.retain(|_| turns.next().is_some_and(|turn| turn % 5 == 0));
            }
            Asking::Only(only) => {
                sights.retain(|sight| only.strip_suffix(" select") == Some(sight.table));
                probes.retain(|probe| probe.operation == only);
            }
        }
        let statements: Vec<&str> = sights.iter().map(|sight| sight.sql.as_str()).chain(probes.iter().map(|probe| probe.sql.as_str())).collect();
        if statements.is_empty() {
            continue;
        }
        let outcomes = attempt(&pair.login, &actor.claims, &statements).await?;
        let mut comparing = Comparing { world, actor: &actor, compared: &mut compared };
        let (seen, done) = outcomes.split_at(sights.len());
        for (sight, outcome) in sights.iter().zip(seen) {
            comparing.sight(sight, outcome);
        }
        for (probe, outcome) in probes.iter().zip(done) {
            comparing.probe(probe, outcome);
        }
        let asked = format!("{}\n{sights:?}\n{probes:?}\n", actor.name);
        compared.asked.push_str(&serials.iter().fold(asked, |asked, serial| asked.replace(serial.as_str(), "")));
    }
    Ok(compared)
}

struct Comparing<'a> {
    world: &'a World,
    actor: &'a Actor<'a>,
    compared: &'a mut Compared,
}

impl Comparing<'_> {
    fn count(&mut self, operation: &str, decisions: usize) {
        *self.compared.decisions.entry(operation.to_owned()).or_default() += decisions as u64;
    }

    fn differs(&mut self, operation: &str, row: &str, expected: &str, got: String, sql: &str) {
        let says = self.actor.claims.statement().unwrap_or_default();
        let sql = format!("begin; {says} {sql}; rollback;");
        self.compared.findings.push(Finding {
            actor: self.actor.name.clone(),
            operation: operation.to_owned(),
            row: in_words(self.world, row),
            expected: expected.to_owned(),
            got,
            sql,
        });
    }

    /// Row by row; the set that is expected and one row more is a disagreement too.
    fn rows(&mut self, operation: &str, sql: &str, verb: &str, rows: &[(String, bool)], got: &BTreeSet<&str>) {
        self.count(operation, rows.len());
        for (key, expected) in rows {
            let is = got.contains(key.as_str());
            if is != *expected {
                let told = |yes: bool| if yes { verb.to_owned() } else { format!("not {verb}") };
                self.differs(operation, key, &told(*expected), told(is), sql);
            }
        }
        let known: BTreeSet<&str> = rows.iter().map(|(key, _)| key.as_str()).collect();
        if let Some(strange) = got.difference(&known).next() {
            self.differs(operation, strange, "no row that the world does not have", verb.to_owned(), sql);
        }
    }

    fn sight(&mut self, sight: &Sight, outcome: &Outcome) {
        let operation = format!("{} select", sight.table);
        match &outcome.state {
            Some(state) => self.differs(&operation, "the table", "rows", format!("{state} {}", outcome.message), &sight.sql),
            None => self.rows(&operation, &sight.sql, "seen", &sight.rows, &outcome.returned.iter().map(String::as_str).collect()),
        }
    }

    fn probe(&mut self, probe: &Probe, outcome: &Outcome) {
        let operation = probe.operation;
        let own = &self.actor.claims.org;
        // `<table> <verb> <key>`, and `entry <organisation> ...` of the audit
        let at_home = |written: &&String| {
            let place = if written.starts_with("entry ") { 1 } else { 2 };
            written.split(' ').nth(place).is_some_and(|key| key.starts_with(own.as_str()))
        };
        if let Some(foreign) = outcome.written.iter().find(|written| !at_home(written)) {
            self.differs(operation, &probe.row, "nothing written outside the own organisation", foreign.clone(), &probe.sql);
        }
        let got = match (&outcome.state, outcome.returned.as_slice()) {
            (Some(state), _) => format!("{state} {}", outcome.message),
            (None, answers) => {
                format!("done, answering [{}], writing [{}]", answers.join(", "), outcome.written.iter().cloned().collect::<Vec<_>>().join(", "))
            }
        };
        let done = outcome.state.is_none();
        let agrees = match &probe.expected {
            Expected::Rows { written, rows } if done => {
                let keys = outcome.written.iter().filter_map(|entry| entry.strip_prefix(written)?.strip_prefix(' ')).collect();
                self.rows(operation, &probe.sql, "written", rows, &keys);
                return;
            }
            Expected::Rows { .. } => false,
            Expected::Done(wrote) => done && wrote.as_ref().is_none_or(|wrote| outcome.written.contains(wrote)),
            Expected::Answers("null") => done && outcome.returned == ["null"] && outcome.written.is_empty(),
            Expected::Answers(answer) => done && outcome.returned == [*answer],
            Expected::Row(key) => done && outcome.returned == [key.as_str()],
            Expected::Nothing | Expected::NoRow => done && outcome.returned.is_empty() && outcome.written.is_empty(),
            Expected::Refused(with) => outcome.state.as_deref().is_some_and(|state| with.contains(&state)),
        };
        self.count(operation, 1);
        if !agrees {
            self.differs(operation, &probe.row, &format!("{:?}", probe.expected), got, &probe.sql);
        }
    }
}
