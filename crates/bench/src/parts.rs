//! Where the kernel's cost goes: time per execution, with everything, and with each part switched off in turn.
//! Executions are pipelined on one connection inside one transaction, so the round trip is spread over hundreds of them.

use std::time::Instant;

use futures_util::future::try_join_all;
use serde::Serialize;
use store::connect;
use tokio_postgres::{
    Client,
    types::{ToSql, Type},
};
use types::Role;

use crate::{
    Failure, Kernel, compare, load,
    operation::{Argument, Kind, OPERATIONS, Operation},
    progress,
    scratch::Scratch,
    statements::{Statement, Statements, numbered},
    stats::Picks,
    switches::{self, Switch},
    world::{Share, Versions, World},
};

/// Executions per measurement: as many as there are employees in an organisation, so that an update writes each row once.
const EXECUTIONS: usize = 200;
/// Repeats that are thrown away: the server plans in them.
const PLANNING: usize = 2;

/// The same caller in every measurement.
const SEED: u64 = 11;

/// One row of the table.
#[derive(Serialize)]
struct Part {
    group: String,
    part: String,
    /// Microseconds per execution.
    time: f64,
    /// Microseconds that go away without the part.
    saved: Option<f64>,
}

#[derive(Serialize)]
struct Parts {
    environment: String,
    parts: Vec<Part>,
}

/// Measures and prints.
pub(crate) async fn run(options: &Kernel) -> Result<(), Failure> {
    let scratch = Scratch::create(false).await?;
    let outcome = measure(&scratch, if options.quick { 10 } else { 30 }).await;
    let removed = scratch.remove().await;
    let parts = outcome?;
    removed?;
    compare::print(options.format, &parts, render)
}

/// A connection of the request pool with what opens a request.
struct Session<'w> {
    client: Client,
    open: (tokio_postgres::Statement, Vec<String>),
    world: &'w World,
}

impl<'w> Session<'w> {
    async fn new(scratch: &Scratch, world: &'w World) -> Result<Self, Failure> {
        let client = connect(&scratch.login("app_api", scratch.database())?).await?;
        let open = Statements::committed().get("open_context")?.clone();
        Ok(Self { open: (client.prepare(&open.sql).await?, open.parameters), client, world })
    }

    /// Microseconds per execution of a statement in one organisation, each for another employee, rolled back.
    async fn once(&self, operation: &Operation, statement: &(tokio_postgres::Statement, Vec<String>)) -> Result<f64, Failure> {
        let versions = Versions::new();
        let request = operation.request(self.world, Share { number: 0, of: 1 }, &mut Picks::new(SEED));
        let open = request.arguments(&self.open.1, operation.role, &versions);
        let each: Vec<Vec<Argument>> = (0..EXECUTIONS)
            .map(|at| {
                let mut request = operation.request(self.world, Share { number: 0, of: 1 }, &mut Picks::new(SEED));
                if operation.role != Role::Manager {
                    request.target = at;
                }
                request.arguments(&statement.1, operation.role, &versions)
            })
            .collect();
        self.client.batch_execute("begin").await?;
        self.client.query(&self.open.0, &references(&open)).await?;
        let began = Instant::now();
        try_join_all(each.iter().map(|arguments| async { self.client.query(&statement.0, &references(arguments)).await })).await?;
        let time = per_execution(began);
        self.client.batch_execute("rollback").await?;
        Ok(time)
    }

    /// The shortest of several, which other work on the machine disturbed least; the first two do not count: they plan.
    async fn time(&self, operation: &Operation, statement: &Statement, repeats: usize) -> Result<f64, Failure> {
        let prepared = (self.client.prepare(&statement.sql).await?, statement.parameters.clone());
        let mut times = Vec::new();
        for repeat in 0..repeats + PLANNING {
            let time = self.once(operation, &prepared).await?;
            if repeat >= PLANNING {
                times.push(time);
            }
        }
        Ok(times.into_iter().fold(f64::INFINITY, f64::min))
    }
}

fn references(arguments: &[Argument]) -> Vec<&(dyn ToSql + Sync)> {
    arguments.iter().map(|argument| &**argument as &(dyn ToSql + Sync)).collect()
}

async fn measure(scratch: &Scratch, repeats: usize) -> Result<Parts, Failure> {
    let world = World::generate();
    let admin = scratch.admin().await?;
    load::load(&admin, &world).await?;
    let environment = scratch.describe().await?;
    let mut parts = alone(scratch, &world, repeats).await?;
    let groups = ["read_employee", "read_hr", "read_manager", "list_employee", "update_hr"];
    let bar = progress::bar(groups.len(), "switching off");
    for operation in OPERATIONS.iter().filter(|operation| groups.contains(&operation.key)) {
        let org = operation.request(&world, Share { number: 0, of: 1 }, &mut Picks::new(SEED)).caller.org.id;
        let switches =
            if operation.kind == Kind::Update { switches::of_updates(&admin, org).await? } else { switches::of_reads(&admin, org).await? };
        parts.extend(switched_off(scratch, &world, &admin, operation, &switches, repeats).await?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Parts { environment, parts })
}

/// What can be executed by itself.
async fn alone(scratch: &Scratch, world: &World, repeats: usize) -> Result<Vec<Part>, Failure> {
    let statements = Statements::committed();
    let hr = OPERATIONS.iter().find(|operation| operation.key == "read_hr").copied().ok_or("no such operation")?;
    let employee = OPERATIONS.iter().find(|operation| operation.key == "read_employee").copied().ok_or("no such operation")?;
    let manager = OPERATIONS.iter().find(|operation| operation.key == "read_manager").copied().ok_or("no such operation")?;
    let probes = [
        ("select 1 (the floor of any statement)", numbered("select 1"), hr),
        ("context statement", statements.get("open_context")?.clone(), hr),
        ("init plan on app.caller", numbered("select (select c.org_id from app.caller c)"), hr),
        ("app.org_id()", numbered("select app.org_id()"), hr),
        ("app.reports(), employee", numbered("select count(*) from app.reports()"), employee),
        ("app.reports(), ten reports", numbered("select count(*) from app.reports()"), manager),
    ];
    let session = Session::new(scratch, world).await?;
    let mut parts = Vec::new();
    let mut add = |part: &str, time| parts.push(Part { group: "by itself".to_owned(), part: part.to_owned(), time, saved: None });
    for (name, statement, operation) in &probes {
        add(name, session.time(operation, statement, repeats).await?);
    }
    let residue = statements.get("connection_residue")?;
    let mut held = Vec::new();
    for count in [0, 50, 200] {
        while held.len() < count {
            held.push(session.client.prepare(&format!("select {}", held.len())).await?);
        }
        add(&format!("residue check, unnamed, {count} more prepared"), unnamed(&session.client, &residue.sql, repeats).await?);
    }
    for end in ["begin; commit", "begin; commit; reset all"] {
        add(end, batches(&session.client, end, repeats).await?);
    }
    Ok(parts)
}

/// A statement that is parsed and planned at each execution, as the store sends the residue check.
async fn unnamed(client: &Client, sql: &str, repeats: usize) -> Result<f64, Failure> {
    let mut best = f64::INFINITY;
    for _ in 0..repeats {
        let began = Instant::now();
        try_join_all((0..EXECUTIONS).map(|_| client.query_typed(sql, &[(&0_i32, Type::INT4)]))).await?;
        best = best.min(per_execution(began));
    }
    Ok(best)
}

/// Statements of the simple protocol.
async fn batches(client: &Client, sql: &str, repeats: usize) -> Result<f64, Failure> {
    let mut best = f64::INFINITY;
    for _ in 0..repeats {
        let began = Instant::now();
        try_join_all((0..EXECUTIONS).map(|_| client.batch_execute(sql))).await?;
        best = best.min(per_execution(began));
    }
    Ok(best)
}

/// Microseconds.
fn per_execution(began: Instant) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred executions")]
    let executions = EXECUTIONS as f64;
    began.elapsed().as_secs_f64() * 1e6 / executions
}

/// The statement with everything, then without each part; the part is put back before the next.
async fn switched_off(
    scratch: &Scratch,
    world: &World,
    admin: &Client,
    operation: &Operation,
    switches: &[Switch],
    repeats: usize,
) -> Result<Vec<Part>, Failure> {
    let statement = Statements::committed().get(operation.statement())?.clone();
    let session = Session::new(scratch, world).await?;
    let part = |name: &str, time, saved| Part { group: operation.label.trim().to_owned(), part: name.to_owned(), time, saved };
    // rolled-back updates leave dead rows, which would make every later measurement slower
    let tidy = "vacuum people.employees, audit.log, audit.payloads";
    let mut whole_times = vec![session.time(operation, &statement, repeats).await?];
    let mut without = Vec::new();
    for switch in switches {
        admin.batch_execute(tidy).await?;
        admin.batch_execute(&switch.off).await?;
        let time = session.time(operation, &statement, repeats).await;
        admin.batch_execute(&switch.on).await?;
        admin.batch_execute(tidy).await?;
        let whole = session.time(operation, &statement, repeats).await?;
        without.push((time?, whole));
        whole_times.push(whole);
    }
    let mut parts = vec![part("everything", whole_times.iter().copied().fold(f64::INFINITY, f64::min), None)];
    for (at, (switch, (time, after))) in switches.iter().zip(&without).enumerate() {
        let whole = whole_times[at].min(*after); // of the measurements on either side
        parts.push(part(&switch.name, *time, Some(whole - time)));
    }
    Ok(parts)
}

fn render(report: &Parts) -> String {
    let mut out = format!(
        "{}\nMicroseconds per execution on the server, pipelined, least disturbed of several; \"without\" is the statement with that part switched off.\n",
        report.environment
    );
    let mut group = "";
    for part in &report.parts {
        if part.group != group {
            group = &part.group;
            out.push_str(&format!(
                "\n{group:<48} {:>10} {:>10}\n",
                if part.saved.is_none() && group == "by itself" { "us" } else { "without" },
                "cost"
            ));
        }
        let saved = part.saved.map(|saved| format!("{saved:.1}")).unwrap_or_default();
        out.push_str(&format!("  {:<46} {:>10.1} {saved:>10}\n", part.part, part.time));
    }
    out
}
