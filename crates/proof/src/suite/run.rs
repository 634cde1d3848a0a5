//! Builds the world, tries everything, judges it.

use std::{collections::BTreeMap, time::Instant};

use chrono::{DateTime, Utc};
use schema::Sources;

use super::{
    Finding, Report, cast, judge,
    plan::{Plan, plan},
    shape,
};
use crate::{
    Failure, Ground,
    ground::Database,
    intent::Intent,
    witness,
    world::{self, World},
};

/// Statements of one round trip.
const SLICE: usize = 400;
/// Logins that can connect; other roles are assumed.
const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

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
    drop(admin);
    ground.settle(&template).await?;
    Ok(Prepared { template, plans, gaps, world, intent, shape, rows, uses, now })
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
                pg_catalog.statement_timestamp() - interval '1 second'
           from identity.capabilities where member_id = '{}' and kind = 'member' limit 1",
        expired_secret(world),
        world.id(cast::HOME, world::Kind::Member, home.member("ada"))
    );
    admin.batch_execute(&expired).await?;
    // an employee whose record is still to be added
    let unrecorded: Vec<_> = (0..world.orgs.len()).map(|at| world.id(at, world::Kind::Employee, world.orgs[at].employee(cast::UNRECORDED))).collect();
    admin.batch_execute("begin; set local session_replication_role = replica").await?;
    admin.execute("delete from people.employment_records where employee_id = any ($1)", &[&unrecorded]).await?;
    admin.batch_execute("commit; truncate witness.written; analyze").await?;
    Ok(template)
}

/// Asks everything, without judging: `heard` gets the place of each question among all of them and what came of it.
///
/// # Errors
/// As [`run`].
pub async fn each(
    ground: &Ground,
    prepared: &Prepared,
    told: &(dyn Fn(u64) + Sync),
    heard: &(dyn Fn(usize, &witness::Outcome) + Sync),
) -> Result<(), Failure> {
    let mut connections = BTreeMap::new();
    let mut place = 0;
    for plan in &prepared.plans {
        let login = plan.actor.login;
        if !connections.contains_key(login) {
            connections.insert(login, connection(ground, &prepared.template, login).await?);
        }
        for slice in plan.attempts.chunks(SLICE) {
            let statements: Vec<&str> = slice.iter().map(|attempt| attempt.sql.as_str()).collect();
            match witness::attempt(&connections[login], &plan.actor.claims, &statements).await {
                Ok(outcomes) => outcomes.iter().enumerate().for_each(|(at, outcome)| heard(place + at, outcome)),
                Err(Failure::Refused { .. }) => {}
                Err(failure) => return Err(failure),
            }
            place += slice.len();
        }
        told(1);
    }
    drop(connections);
    ground.settle(&prepared.template).await
}

async fn connection(ground: &Ground, database: &Database, login: &str) -> Result<tokio_postgres::Client, Failure> {
    if LOGINS.contains(&login) { Ok(ground.login(database, login).await?.0) } else { ground.owner(database, login).await }
}

/// Tries every plan in `database`, or only what concerns `objects`; stops at the first finding if `first`.
///
/// # Errors
/// A connection broke: what was tried must never take the server down, so that is no finding but a failure.
pub async fn run(
    ground: &Ground,
    prepared: &Prepared,
    database: &Database,
    objects: Option<&dyn Fn(&str) -> bool>,
    first: bool,
    told: &(dyn Fn(u64) + Sync),
) -> Result<Report, Failure> {
    let began = Instant::now();
    let mut report = Report {
        server: ground.describe().await?,
        cells: 0,
        allowed: 0,
        statements: 0,
        actors: prepared.plans.len(),
        objects: BTreeMap::new(),
        findings: Vec::new(),
        seconds: 0.0,
    };
    let mut connections = BTreeMap::new();
    for plan in &prepared.plans {
        let attempts: Vec<_> = plan.attempts.iter().filter(|attempt| objects.is_none_or(|chosen| chosen(&attempt.object))).collect();
        if attempts.is_empty() {
            told(1);
            continue;
        }
        let login = plan.actor.login;
        if !connections.contains_key(login) {
            connections.insert(login, connection(ground, database, login).await?);
        }
        let client = &connections[login];
        for slice in attempts.chunks(SLICE) {
            let statements: Vec<&str> = slice.iter().map(|attempt| attempt.sql.as_str()).collect();
            let outcomes = match witness::attempt(client, &plan.actor.claims, &statements).await {
                Ok(outcomes) => outcomes,
                // the context itself is refused: so is everything in it, which is right for an impostor alone
                Err(Failure::Refused { message, .. }) => {
                    for attempt in slice.iter().filter(|_| plan.actor.entitled) {
                        report.findings.push(judge::finding(&database.name, &plan.actor, attempt, "an attempt".to_owned(), message.clone()));
                    }
                    continue;
                }
                Err(failure) => return Err(failure),
            };
            for (attempt, outcome) in slice.iter().zip(&outcomes) {
                report.statements += 1;
                report.cells += attempt.cells;
                *report.objects.entry(attempt.object.clone()).or_default() += attempt.cells;
                if outcome.state.is_none() {
                    report.allowed += attempt.cells;
                }
                if let Some((expected, got)) = judge::judge(&prepared.intent, &prepared.world, &plan.actor, attempt, outcome) {
                    report.findings.push(judge::finding(&database.name, &plan.actor, attempt, expected, got));
                }
            }
            if first && !report.findings.is_empty() {
                report.seconds = began.elapsed().as_secs_f64();
                return Ok(report);
            }
        }
        told(1);
    }
    if objects.is_none() {
        report.findings.extend(prepared.gaps.iter().cloned());
    }
    report.seconds = began.elapsed().as_secs_f64();
    Ok(report)
}
