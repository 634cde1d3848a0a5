//! The intent as a matrix, and whether it speaks of everything there is.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tokio_postgres::Client;

use crate::{
    Failure,
    intent::{COLUMNS, Intent},
    suite::{Finding, Prepared},
};

/// Logins that requests, sign-in, work and operators come through: whatever they reach has a line.
const LOGINS: [&str; 4] = ["app_api", "app_auth", "app_worker", "app_platform"];

/// One line as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// `people` for `people.csv`.
    pub module: String,
    /// Table, view or function.
    pub object: String,
    /// What is done.
    pub operation: String,
    /// To which rows.
    pub rows: String,
    /// Permissions that open it.
    pub opened_by: String,
    /// By column: `allow`, `hidden`, a SQLSTATE, or nothing without a grant.
    pub cells: BTreeMap<&'static str, String>,
    /// Rule ids.
    pub rule: String,
    /// File and line.
    pub place: String,
}

/// The matrix, and what it lacks.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// Every line.
    pub lines: Vec<Shown>,
    /// Cells with a word in them.
    pub cells: usize,
    /// What is there and has no line, comment or test.
    pub findings: Vec<Finding>,
}

/// The matrix of an intent, and what it lacks of the database that `admin` is connected to.
///
/// # Errors
/// The server refused.
pub async fn matrix(admin: &Client, prepared: &Prepared) -> Result<Matrix, Failure> {
    let mut findings = prepared.gaps.clone();
    findings.extend(unspoken(prepared));
    findings.extend(uncommented(admin).await?);
    let lines: Vec<Shown> = shown(&prepared.intent);
    let cells = lines.iter().map(|line| line.cells.len()).sum();
    Ok(Matrix { lines, cells, findings })
}

/// Every line, as it is shown: in the order of the files, but the lines of an object together.
#[must_use]
pub fn shown(intent: &Intent) -> Vec<Shown> {
    let mut first = BTreeMap::new();
    for (place, line) in intent.lines.iter().enumerate() {
        first.entry((&line.module, &line.object)).or_insert(place);
    }
    let mut lines: Vec<_> = intent.lines.iter().collect();
    lines.sort_by_key(|line| first[&(&line.module, &line.object)]);
    lines
        .into_iter()
        .map(|line| Shown {
            module: line.module.clone(),
            object: line.object.clone(),
            operation: line.operation.clone(),
            rows: line.rows.join(" | "),
            opened_by: line.opened_by.join(" "),
            cells: COLUMNS.into_iter().filter_map(|column| Some((column, line.cells.get(column)?.to_string()))).collect(),
            rule: line.rule.clone(),
            place: line.place(),
        })
        .collect()
}

fn gap(object: &str, operation: &str, expected: &str, got: &str) -> Finding {
    Finding {
        object: object.to_owned(),
        operation: operation.to_owned(),
        rows: "every".to_owned(),
        actor: "the intent itself".to_owned(),
        expected: expected.to_owned(),
        got: got.to_owned(),
        ..Finding::default()
    }
}

/// What a login reaches, by reach.csv, and no line of the matrix speaks of.
fn unspoken(prepared: &Prepared) -> Vec<Finding> {
    let intent = &prepared.intent;
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for reach in intent.reach.iter().filter(|reach| LOGINS.contains(&reach.role.as_str()) && reach.privilege != "usage") {
        if reach.object.ends_with(".*") || intent.open.contains(&reach.object) {
            continue;
        }
        let object = reach.object.split('(').next().unwrap_or(&reach.object);
        let verb = if reach.privilege == "execute" { "call" } else { reach.privilege.as_str() };
        // evidence for DBAs says nothing of anybody's rows
        if object.starts_with("catalog.") && reach.role == "app_platform" {
            continue;
        }
        let spoken = intent.lines.iter().any(|line| {
            line.object == object && line.operation.split(' ').next() == Some(verb) && line.cells.contains_key(column(&reach.role))
                || line.object == object && verb == "call"
        });
        if !spoken && told.insert((object.to_owned(), verb.to_owned())) {
            findings.push(gap(object, verb, "a line in tests/policies/intent", &format!("{} reaches it and no line says what for", reach.role)));
        }
    }
    findings
}

/// A column that stands for the login in lines about it.
fn column(login: &str) -> &'static str {
    match login {
        "app_worker" => "worker",
        "app_auth" => "auth",
        "app_platform" => "platform",
        _ => "employee",
    }
}

/// Tables, views, policies and functions without a comment that names their rule.
async fn uncommented(admin: &Client) -> Result<Vec<Finding>, Failure> {
    let rows = admin
        .query(
            "with ours as (select n.oid, n.nspname from pg_catalog.pg_namespace n where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner'))
             select 'table or view', o.nspname || '.' || c.relname from pg_catalog.pg_class c join ours o on o.oid = c.relnamespace
              where c.relkind in ('r', 'v') and pg_catalog.obj_description(c.oid, 'pg_class') is null and c.relname <> 'migration_history'
             union all
             select 'policy', p.polname || ' on ' || o.nspname || '.' || c.relname from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join ours o on o.oid = c.relnamespace
              where pg_catalog.obj_description(p.oid, 'pg_policy') is null
             union all
             select 'function', p.oid::regprocedure::text from pg_catalog.pg_proc p join ours o on o.oid = p.pronamespace
              where pg_catalog.obj_description(p.oid, 'pg_proc') is null
                and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
              order by 1, 2",
            &[],
        )
        .await?;
    Ok(rows
        .iter()
        .map(|row| {
            let (kind, object): (String, String) = (row.get(0), row.get(1));
            gap(&object, "comment", "a comment that names its rule", &format!("this {kind} has none"))
        })
        .collect())
}
