//! Every statement about employees, as every role, through the kernel: its generic plan must reach each table of people
//! through an index led by org_id, and the server should settle on that plan instead of planning at each execution.

use serde::Serialize;
use serde_json::Value;
use store::connect;
use tokio_postgres::Client;
use types::Role;

use crate::{
    Failure,
    operation::{Kind, Operation, Request},
    scratch::Scratch,
    statements::{Statement, Statements},
    stats::Picks,
    world::{Share, Versions, World},
};

const ROLES: [Role; 5] = [Role::Admin, Role::Hr, Role::Manager, Role::Ops, Role::Employee];

/// What was found for one statement as one role.
#[derive(Serialize)]
pub(crate) struct Plan {
    pub(crate) statement: String,
    pub(crate) role: &'static str,
    /// Nodes that reach a table of people other than through an org-led index.
    pub(crate) faults: Vec<String>,
    /// After 20 executions the server still plans each time.
    pub(crate) planned_each_time: bool,
}

/// Looks at all of them.
pub(crate) async fn check(scratch: &Scratch, world: &World) -> Result<Vec<Plan>, Failure> {
    let statements = Statements::committed();
    let mut plans = Vec::new();
    let mut names = Statements::of_employees();
    names.extend(["read_directory", "team"].map(str::to_owned));
    for role in ROLES {
        let client = connect(&scratch.login("app_api", scratch.database())?).await?;
        for name in &names {
            let statement = statements.get(name)?;
            let request = reader(role).request(world, Share { number: 0, of: 1 }, &mut Picks::new(5));
            plans.push(Plan {
                statement: name.clone(),
                role: role.as_str(),
                faults: faults(&client, &statements, statement, &request, role).await?,
                planned_each_time: !name.starts_with("add_") && planned_each_time(&client, &statements, statement, &request, role).await?,
            });
        }
    }
    Ok(plans)
}

fn reader(role: Role) -> Operation {
    Operation { key: "", label: "", kind: Kind::Directory, role, hand_looks_up_reports: false, latency_goal: 0.0, throughput_goal: None }
}

async fn enter(client: &Client, statements: &Statements, request: &Request<'_>, role: Role) -> Result<(), Failure> {
    let open = statements.get("open_context")?;
    let arguments = request.arguments(&open.parameters, role, &Versions::new());
    let arguments: Vec<_> = arguments.iter().map(|argument| &**argument as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
    client.batch_execute("begin").await?;
    client.query(&open.sql, &arguments).await?;
    Ok(())
}

async fn faults(client: &Client, statements: &Statements, statement: &Statement, request: &Request<'_>, role: Role) -> Result<Vec<String>, Failure> {
    enter(client, statements, request, role).await?;
    client.batch_execute(&format!("set local plan_cache_mode = force_generic_plan; prepare checked as {}", statement.sql)).await?;
    let nulls = vec!["null"; statement.parameters.len()].join(", ");
    let row = client.query_one(&format!("explain (verbose, format json) execute checked({nulls})"), &[]).await?;
    client.batch_execute("rollback; deallocate checked").await?;
    let mut found = Vec::new();
    inspect(&row.get::<_, Value>(0), &mut found);
    Ok(found)
}

/// Walks the plan; the server's node names are `Seq Scan`, `Index Scan`, `Index Only Scan`, `Bitmap Heap Scan`.
fn inspect(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| inspect(item, found)),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
            let scan = text("Node Type");
            let led = text("Index Cond").contains("org_id");
            let reads_table = scan == "Seq Scan" || (scan.starts_with("Index") && text("Schema") == "people") || scan == "Bitmap Index Scan";
            if reads_table && !led && (text("Schema") == "people" || scan == "Bitmap Index Scan") {
                found.push(format!("{scan} on {}", if scan == "Bitmap Index Scan" { text("Index Name") } else { text("Relation Name") }));
            }
            fields.values().for_each(|value| inspect(value, found));
        }
        _ => {}
    }
}

async fn planned_each_time(
    client: &Client,
    statements: &Statements,
    statement: &Statement,
    request: &Request<'_>,
    role: Role,
) -> Result<bool, Failure> {
    let prepared = client.prepare(&statement.sql).await?;
    let arguments = request.arguments(&statement.parameters, role, &Versions::new());
    let arguments: Vec<_> = arguments.iter().map(|argument| &**argument as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
    enter(client, statements, request, role).await?;
    for _ in 0..20 {
        client.query(&prepared, &arguments).await?;
    }
    let row = client
        .query_one("select p.generic_plans from pg_catalog.pg_prepared_statements p where p.statement = $1 and not p.from_sql", &[&statement.sql])
        .await?;
    client.batch_execute("rollback").await?;
    Ok(row.get::<_, i64>(0) == 0)
}

#[cfg(test)]
mod tests {
    use super::inspect;

    #[test]
    fn a_scan_without_org_id_is_a_fault_and_one_led_by_it_is_none() {
        let plan = serde_json::json!([{"Plan": {"Node Type": "Nested Loop", "Plans": [
            {"Node Type": "Index Scan", "Schema": "people", "Relation Name": "employees", "Index Cond": "((e.org_id = $0) AND (e.id = $1))"},
            {"Node Type": "Seq Scan", "Schema": "people", "Relation Name": "sites"},
            {"Node Type": "Seq Scan", "Schema": "pg_catalog", "Relation Name": "pg_class"},
        ]}}]);
        let mut found = Vec::new();
        inspect(&plan, &mut found);
        assert_eq!(found, ["Seq Scan on sites"]);
    }
}
