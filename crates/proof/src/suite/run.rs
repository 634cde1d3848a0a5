//! Builds the world, tries everything, judges it.

use std::{collections::BTreeMap, ops::ControlFlow, time::Instant};

use chrono::{DateTime, Utc};
use schema::Sources;
use tokio_postgres::Client;

use super::{
    Effect, Finding, Report,
    actors::Actor,
    cast, effects,
    judge::{self, Wrong},
    layers::{self, Layer},
    plan::{Attempt, Check, Plan, plan},
    scenarios, shape,
};
use crate::{
    Failure, Ground,
    ground::{Database, LOGINS},
    intent::{Cell, Intent, Leaning, Scenario},
    witness::{self, Outcome},
    world::{self, World},
};

/// Statements of one round trip.
const SLICE: usize = 400;

/// A database with the suite's world in it, and what is to be tried there.
#[derive(Clone)]
pub struct Prepared {
    /// Nobody is connected to it: it can be copied.
    pub template: Database,
    /// What is tried.
    pub plans: Vec<Plan>,
    /// What the intent itself lacks.
    pub gaps: Vec<Finding>,
    /// Who is in it.
    pub world: World,
    /// What is meant.
    pub intent: Intent,
    /// What there is.
    pub shape: shape::Shape,
    /// The rows that the world became.
    pub rows: world::Rows,
    /// Which functions and policies mention which tables and functions.
    pub uses: Vec<shape::Use>,
    /// Layers that stand behind one another, to be tried alone.
    pub layers: Vec<Layer>,
    /// When the world was made.
    pub now: DateTime<Utc>,
}

/// The secret of a right of ada's that has run out.
#[must_use]
pub fn expired_secret(world: &World) -> String {
    format!("run out {}", world.serial)
}

/// Builds structure and policies, the witness and the world, and works out the plan.
///
/// # Errors
/// The sources do not apply, or the intent contradicts itself.
pub async fn prepare(ground: &Ground, sources: &Sources, intent: Intent) -> Result<Prepared, Failure> {
    let now = Utc::now();
    let world = cast::world(&intent, 1, now);
    let template = populated(ground, sources, &world, now).await?;
    let admin = ground.admin(&template).await?;
    let shape = shape::read(&admin).await?;
    let rows = world.rows(now);
    let (plans, gaps) = plan(&intent, &world, &shape, &rows)?;
    let uses = shape::uses(&admin, &shape).await?;
    let layers = layers::layers(&admin, &intent, &world, &shape, &rows).await?;
    drop(admin);
    ground.settle(&template).await?;
    Ok(Prepared { template, plans, gaps, world, intent, shape, rows, uses, layers, now })
}

/// Another version of the protection with the very world and plan of `known`: to ask both the same.
///
/// # Errors
/// The sources do not apply, or their tables do not take the world.
pub async fn prepare_as(ground: &Ground, sources: &Sources, known: &Prepared) -> Result<Prepared, Failure> {
    let template = populated(ground, sources, &known.world, known.now).await?;
    ground.settle(&template).await?;
    Ok(Prepared { template, ..known.clone() })
}

async fn populated(ground: &Ground, sources: &Sources, world: &World, now: DateTime<Utc>) -> Result<Database, Failure> {
    let template = ground.build(sources).await?;
    let admin = ground.admin(&template).await?;
    witness::install(&admin).await?;
    world::load(&admin, world, now).await?;
    let home = &world.orgs[cast::HOME];
    let expired = format!(
        "insert into identity.capabilities (org_id, hash, kind, role, session_id, member_id, user_id, employee_id, permissions, site_ids, expires_at)
         select org_id, pg_catalog.sha256(pg_catalog.convert_to('{}', 'UTF8')), kind, role, session_id, member_id, user_id, employee_id, permissions, site_ids,
                pg_catalog.statement_timestamp() - interval '1 day'
           from identity.capabilities where member_id = '{}' and kind = 'member' limit 1",
        expired_secret(world),
        world.id(cast::HOME, world::Kind::Member, home.member("ada"))
    );
    admin.batch_execute(&expired).await?;
    // an employee whose record is still to be added
    let unrecorded: Vec<_> = (0..world.orgs.len()).map(|at| world.id(at, world::Kind::Employee, world.orgs[at].employee(cast::UNRECORDED))).collect();
    admin.batch_execute("begin; set local session_replication_role = replica").await?;
    admin.execute("delete from people.employment_records where employee_id = any ($1)", &[&unrecorded]).await?;
    admin.batch_execute("commit; truncate witness.written").await?;
    admin
        .batch_execute(
            "insert into identity.ended_rights (org_id, hash, reason, expires_at)
             select o.org_id, pg_catalog.sha256('ended'), 'signed_out', now() + interval '1 day' from identity.organizations o;
             insert into platform.applied_policies (id, files_sha256, catalog_sha256, applied_by, server_major)
             select true, pg_catalog.sha256(''), pg_catalog.sha256(''), 'evidence', 0 where not exists (select from platform.applied_policies);
             insert into platform.evidence_runs (kind, started_at, finished_at, outcome, files_sha256, version)
             values ('test', now(), now(), 'passed', pg_catalog.sha256(''), '0'); analyze",
        )
        .await?;
    Ok(template)
}

/// Which attempts of which actors are made.
pub type Chosen<'a> = &'a dyn Fn(&Plan, &Attempt) -> bool;

/// One statement's outcome, or the words in which the context itself was refused.
type Heard<'a> = Result<&'a Outcome, &'a str>;

/// Tries the attempts that `chosen` takes, plan by plan; `heard` gets each with its place among all of them and may end it.
async fn attempts(
    ground: &Ground,
    prepared: &Prepared,
    database: &Database,
    chosen: Chosen<'_>,
    told: &(dyn Fn(u64) + Sync),
    heard: &mut dyn FnMut(usize, &Plan, &Attempt, Heard<'_>) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let mut connections = BTreeMap::new();
    let mut first = 0;
    for plan in &prepared.plans {
        let taken: Vec<(usize, &Attempt)> = plan.attempts.iter().enumerate().filter(|(_, attempt)| chosen(plan, attempt)).collect();
        for slice in taken.chunks(SLICE) {
            let login = plan.actor.login;
            if !connections.contains_key(login) {
                connections.insert(login, connection(ground, database, login).await?);
            }
            let statements: Vec<&str> = slice.iter().map(|(_, attempt)| attempt.sql.as_str()).collect();
            let mut ended = ControlFlow::Continue(());
            match witness::attempt(&connections[login], &plan.actor.claims, &statements).await {
                Ok(outcomes) => {
                    for ((at, attempt), outcome) in slice.iter().zip(&outcomes) {
                        ended = heard(first + at, plan, attempt, Ok(outcome));
                        if ended.is_break() {
                            break;
                        }
                    }
                }
                Err(Failure::Refused { message, .. }) => {
                    for (at, attempt) in slice {
                        ended = heard(first + at, plan, attempt, Err(&message));
                        if ended.is_break() {
                            break;
                        }
                    }
                }
                Err(failure) => return Err(failure),
            }
            if ended.is_break() {
                return Ok(());
            }
        }
        first += plan.attempts.len();
        told(1);
    }
    Ok(())
}

/// Asks everything, without judging: `heard` gets the place of each question among all of them and what came of it.
///
/// # Errors
/// As [`run`].
pub async fn each(ground: &Ground, prepared: &Prepared, told: &(dyn Fn(u64) + Sync), heard: &mut dyn FnMut(usize, &Outcome)) -> Result<(), Failure> {
    attempts(ground, prepared, &prepared.template, &|_, _| true, told, &mut |place, _, _, outcome| {
        if let Ok(outcome) = outcome {
            heard(place, outcome);
        }
        ControlFlow::Continue(())
    })
    .await?;
    ground.settle(&prepared.template).await
}

async fn connection(ground: &Ground, database: &Database, login: &str) -> Result<Client, Failure> {
    if LOGINS.contains(&login) { Ok(ground.login(database, login).await?.0) } else { ground.owner(database, login).await }
}

/// What an allowed function did, compared with the file; and kept, where it is the first of its kind.
fn effect(
    prepared: &Prepared,
    secrets: &BTreeMap<String, String>,
    actor: &Actor,
    attempt: &Attempt,
    outcome: &Outcome,
    kept: &mut Vec<Effect>,
) -> Option<Wrong> {
    let allowed = matches!(&attempt.check, Check::Does { cell: Cell::Allow, .. });
    if !allowed || !attempt.operation.starts_with("call") || attempt.object.starts_with("catalog.") {
        return None;
    }
    let effect = effects::effect(&prepared.world, secrets, actor, attempt, outcome);
    let known = effects::recorded(&prepared.intent, &effect);
    let wrong = known.filter(|known| **known != effect).map(|known| Wrong { expected: known.told(), got: effect.told(), key: None });
    if !kept.iter().any(|one| effects::same(one, &effect)) {
        kept.push(effect);
    }
    wrong
}

/// How many findings the database is asked about: each takes a few statements.
const EXPLAINED: usize = 40;

/// Everything there is to try: every layer alone, every scenario, every cell, and, at the same time, every cell on a copy with the floors taken away;
/// all of it, or until the `first` finding of each. `told` hears of each actor, twice.
///
/// # Errors
/// As [`run`].
pub async fn whole(ground: &Ground, prepared: &Prepared, first: bool, told: &(dyn Fn(u64) + Sync)) -> Result<Report, Failure> {
    let began = Instant::now();
    let every: Vec<&Layer> = prepared.layers.iter().collect();
    let scenarios: Vec<&Scenario> = prepared.intent.scenarios.iter().collect();
    // one at a time on each database: a copy is taken first, so that the cells without floors are tried at the same time as the others
    let bare = ground.copy(&prepared.template).await?;
    let guarded = async {
        let mut findings = alone(ground, prepared, &prepared.template, &every).await?;
        findings.extend(scenes(ground, prepared, &prepared.template, &scenarios, first).await?);
        let mut report = run(ground, prepared, &prepared.template, &|_, _| true, first, told).await?;
        decided(ground, prepared, &prepared.template, &mut report.findings).await?;
        findings.append(&mut report.findings);
        Ok::<_, Failure>((report, findings))
    };
    let ((mut report, mut findings), (without, statements)) = futures_util::try_join!(guarded, floorless(ground, prepared, &bare, first, told))?;
    ground.discard(&bare).await?;
    findings.extend(without);
    report.statements += statements;
    findings.extend(prepared.gaps.iter().cloned());
    if scenarios.is_empty() {
        let none = "none".to_owned();
        findings.push(Finding { object: "tests/policies/scenarios".to_owned(), expected: "scenarios".to_owned(), got: none, ..Finding::default() });
    }
    if !first || findings.is_empty() {
        // an effect that was not tried because a finding came first is no finding of its own
        let recorded = |one: &Effect| prepared.intent.effects.iter().any(|line| effects::same(line, one));
        findings.extend(report.effects.iter().filter(|one| !recorded(one)).map(|one| Finding {
            object: one.object.clone(),
            operation: one.operation.clone(),
            rows: one.rows.clone(),
            actor: one.actor.clone(),
            expected: "a line in effects.csv".to_owned(),
            got: format!("none; it {}", one.told()),
            intent: "tests/policies/intent/effects.csv: `rowhouse policies test --repository . --write-effects`".to_owned(),
            ..Finding::default()
        }));
    }
    report.layers = every.len();
    report.scenarios = scenarios.len();
    report.findings = findings;
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}

/// Every cell with the floors taken away: what differs, but for what leans on the floors by intent.
async fn floorless(
    ground: &Ground,
    prepared: &Prepared,
    bare: &Database,
    first: bool,
    told: &(dyn Fn(u64) + Sync),
) -> Result<(Vec<Finding>, u64), Failure> {
    let leans = |finding: &Finding| prepared.intent.leans(&finding.object, &finding.operation, &finding.rows);
    take_floors(ground, bare).await?;
    let held = |_: &Plan, attempt: &Attempt| !first || !prepared.intent.leans(&attempt.object, &attempt.operation, &attempt.rows);
    let report = run(ground, prepared, bare, &held, first, told).await?;
    let (leaning, mut wrong): (Vec<Finding>, Vec<Finding>) = report.findings.into_iter().partition(leans);
    decided(ground, prepared, bare, &mut wrong).await?;
    for finding in &mut wrong {
        finding.rows.push_str(" (with the floors taken away)");
    }
    if first {
        return Ok((wrong, report.statements));
    }
    let stands = |line: &Leaning| leaning.iter().any(|one| one.object == line.object && one.operation == line.operation && one.rows == line.rows);
    wrong.extend(prepared.intent.leaning.iter().filter(|line| !stands(line)).map(|line| Finding {
        object: line.object.clone(),
        operation: line.operation.clone(),
        rows: line.rows.clone(),
        actor: "everybody".to_owned(),
        expected: "cells that only the floor holds".to_owned(),
        got: "they hold without it: take the line out".to_owned(),
        intent: "tests/policies/intent/leaning.csv".to_owned(),
        ..Finding::default()
    }));
    Ok((wrong, report.statements))
}

/// Asks the database who decided what the first findings are about.
async fn decided(ground: &Ground, prepared: &Prepared, database: &Database, findings: &mut [Finding]) -> Result<(), Failure> {
    if !findings.iter().any(|finding| finding.about.is_some()) {
        return Ok(());
    }
    let admin = ground.admin(database).await?;
    for finding in findings.iter_mut().filter(|finding| finding.about.is_some()).take(EXPLAINED) {
        let Some((member, key)) = &finding.about else { continue };
        let row = key.as_ref().map(|key| named(prepared, &finding.object, key));
        let can = if finding.operation == "select" { "read" } else { finding.operation.split(' ').next().unwrap_or_default() };
        admin.batch_execute("begin").await?;
        let asked = admin
            .query(
                "select concat_ws(' ', e.kind, e.object, e.clause, case when e.holds then 'holds' else 'does not hold' end, '(' || e.detail || ')')
                   from catalog.explain_access($1, $2, $3, $4) e where e.decided and e.kind <> 'result'",
                &[member, &can, &finding.object, &row],
            )
            .await;
        admin.batch_execute("rollback").await?;
        // a question that cannot be asked, of a view or without the row, leaves the finding as it is
        finding.decided_by = asked.map(|rows| rows.iter().map(|row| row.get(0)).collect()).unwrap_or_default();
    }
    drop(admin);
    ground.settle(database).await
}

/// A key as a JSON object of its columns.
fn named(prepared: &Prepared, table: &str, key: &str) -> String {
    let columns = prepared.shape.relations.get(table).map(|relation| relation.key.as_slice()).unwrap_or_default();
    let parts: serde_json::Map<String, serde_json::Value> =
        columns.iter().zip(key.split('/')).map(|(column, part)| (column.clone(), part.into())).collect();
    serde_json::Value::Object(parts).to_string()
}

/// Lets every floor and every guard of a row's organisation through.
pub(super) const TAKE_FLOORS: &str = "do $$ declare t text; begin
                 for t in select p.polrelid::regclass from pg_catalog.pg_policy p where p.polname = 'tenant' and not p.polpermissive loop
                     execute format('alter policy tenant on %s using (true) with check (true)', t);
                 end loop;
                 for t in select g.tgrelid::regclass from pg_catalog.pg_trigger g where g.tgname = '_200_same_org' loop
                     execute format('alter table %s disable trigger _200_same_org', t);
                 end loop; end $$";

/// Leaves nothing behind the permissive policies of a copy: floors let everything through, and no guard looks at a row's
/// organisation.
///
/// # Errors
/// The server refused.
pub async fn take_floors(ground: &Ground, copy: &Database) -> Result<(), Failure> {
    let admin = ground.admin(copy).await?;
    admin.batch_execute(TAKE_FLOORS).await?;
    Ok(())
}

/// Plays scenarios in this order, or until the `first` that ends otherwise: what is not as they say.
///
/// # Errors
/// The database broke, or a scenario names what the world does not have.
pub async fn scenes(
    ground: &Ground,
    prepared: &Prepared,
    database: &Database,
    scenarios: &[&Scenario],
    first: bool,
) -> Result<Vec<Finding>, Failure> {
    let admin = ground.admin(database).await?;
    let mut findings = Vec::new();
    for scenario in scenarios {
        findings.extend(scenarios::tried(&admin, &prepared.world, &database.name, scenario).await?);
        if first && !findings.is_empty() {
            break;
        }
    }
    drop(admin);
    ground.settle(database).await?;
    Ok(findings)
}

/// Tries layers with those behind them taken away, and undoes it: what does not hold.
///
/// # Errors
/// The database broke.
pub async fn alone(ground: &Ground, prepared: &Prepared, database: &Database, layers: &[&Layer]) -> Result<Vec<Finding>, Failure> {
    let admin = ground.admin(database).await?;
    let outcomes = layers::tried(&admin, layers).await?;
    drop(admin);
    ground.settle(database).await?;
    let broken = layers.iter().zip(outcomes).filter_map(|(layer, outcome)| Some((*layer, outcome?)));
    Ok(broken.map(|(layer, got)| judge::layer_finding(&prepared.template.name, layer, got)).collect())
}

/// Tries every plan in `database`, or only what `chosen` takes; stops at the first finding if `first`.
///
/// # Errors
/// A connection broke: what was tried must never take the server down, so that is no finding but a failure.
pub async fn run(
    ground: &Ground,
    prepared: &Prepared,
    database: &Database,
    chosen: Chosen<'_>,
    first: bool,
    told: &(dyn Fn(u64) + Sync),
) -> Result<Report, Failure> {
    let began = Instant::now();
    let mut report = Report {
        server: ground.describe().await?,
        cells: 0,
        allowed: 0,
        layers: 0,
        scenarios: 0,
        statements: 0,
        actors: prepared.plans.len(),
        objects: BTreeMap::new(),
        effects: Vec::new(),
        findings: Vec::new(),
        seconds: 0.0,
    };
    let secrets = effects::secrets(&prepared.world);
    attempts(ground, prepared, database, chosen, told, &mut |_, plan, attempt, outcome| {
        let wrong = match outcome {
            // the context itself is refused: so is everything in it, which is right for an impostor alone
            Err(message) => plan.actor.entitled.then(|| Wrong { expected: "an attempt".to_owned(), got: message.to_owned(), key: None }),
            Ok(outcome) => {
                report.statements += 1;
                report.cells += attempt.cells;
                *report.objects.entry(attempt.object.clone()).or_default() += attempt.cells;
                if outcome.state.is_none() {
                    report.allowed += attempt.cells;
                }
                let wrong = judge::judge(&prepared.intent, &prepared.world, &plan.actor, attempt, outcome);
                wrong.or_else(|| effect(prepared, &secrets, &plan.actor, attempt, outcome, &mut report.effects))
            }
        };
        let Some(wrong) = wrong else { return ControlFlow::Continue(()) };
        report.findings.push(judge::finding(&prepared.world, &database.name, &plan.actor, attempt, wrong));
        if first { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .await?;
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}
