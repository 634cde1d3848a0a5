//! Builds the world, tries everything, judges it.

use std::{collections::BTreeMap, time::Instant};

use chrono::Utc;
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
    let template = ground.build(sources).await?;
    let admin = ground.admin(&template).await?;
    let now = Utc::now();
    let world = cast::world(&intent, 1, now);
    witness::install(&admin).await?;
    world::load(&admin, &world, now).await?;
    let home = &world.orgs[cast::HOME];
    let ada = home.member("ada");
    let expired = format!(
        "insert into identity.capabilities (org_id, hash, kind, role, session_id, member_id, user_id, employee_id, permissions, site_ids, expires_at)
         select org_id, pg_catalog.sha256(pg_catalog.convert_to('{}', 'UTF8')), kind, role, session_id, member_id, user_id, employee_id, permissions, site_ids,
                pg_catalog.statement_timestamp() - interval '1 second'
           from identity.capabilities where member_id = '{}' and kind = 'member' limit 1",
        expired_secret(&world),
        world.id(cast::HOME, world::Kind::Member, ada)
    );
    admin.batch_execute(&expired).await?;
    // an employee whose record is still to be added
    let unrecorded: Vec<_> = (0..world.orgs.len()).map(|at| world.id(at, world::Kind::Employee, world.orgs[at].employee(cast::UNRECORDED))).collect();
    admin.batch_execute("begin; set local session_replication_role = replica").await?;
    admin.execute("delete from people.employment_records where employee_id = any ($1)", &[&unrecorded]).await?;
    admin.batch_execute("commit").await?;
    admin.batch_execute("truncate witness.written; analyze").await?;
    let shape = shape::read(&admin).await?;
    let rows = world.rows(now);
    let (plans, gaps) = plan(&intent, &world, &shape, &rows)?;
    let uses = shape::uses(&admin, &shape).await?;
    drop(admin);
    ground.settle(&template).await?;
    Ok(Prepared { template, plans, gaps, world, intent, shape, rows, uses })
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
            let client = if LOGINS.contains(&login) { ground.login(database, login).await?.0 } else { ground.owner(database, login).await? };
            connections.insert(login, client);
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
