//! Writes that nobody may make, on every table.

use tokio_postgres::Client;

use crate::{
    context::{Refusal, run},
    sight::{Table, fingerprint},
    world::Org,
};

/// A text that no fixture holds.
pub const ATTACKER_MARK: &str = "written by an attacker";

/// What became of one write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WriteOutcome {
    /// Rows changed.
    Rows(u64),
    /// Refused, with the SQLSTATE.
    Refused(String),
}

/// Runs a write inside a savepoint and keeps what it did.
async fn attempt(client: &Client, sql: &str) -> WriteOutcome {
    let guarded = client.batch_execute("savepoint writing").await.is_ok();
    let outcome = match client.execute(sql, &[]).await {
        Ok(rows) => WriteOutcome::Rows(rows),
        Err(error) => {
            if guarded {
                run(client, "rollback to writing").await;
            }
            WriteOutcome::Refused(Refusal::from(&error).code)
        }
    };
    if guarded {
        run(client, "release writing").await;
    }
    outcome
}

/// UPDATE of every column, DELETE and TRUNCATE on every table, naming no row at all, in the client's present context. Commits,
/// and fails if anything of the organisations in `spared` was written. Gives what each statement did.
pub async fn assert_blind_writes_spare(client: &Client, admin: &Client, tables: &[Table], spared: &[Org]) -> Vec<(String, WriteOutcome)> {
    let mut before = Vec::new();
    for org in spared {
        before.push(fingerprint(admin, *org).await);
    }
    let mut outcomes = Vec::new();
    for table in tables.iter().filter(|table| table.tenant) {
        let columns = if table.updatable.is_empty() { &["org_id".to_owned()][..] } else { &table.updatable };
        let mut statements: Vec<String> = columns.iter().map(|column| format!("update {} set {column} = {column}", table.name)).collect();
        statements.push(format!("delete from {}", table.name));
        statements.push(format!("truncate {}", table.name));
        for sql in statements {
            let outcome = attempt(client, &sql).await;
            outcomes.push((sql, outcome));
        }
    }
    // outside a transaction there is nothing to commit, which is fine too
    let _ = client.batch_execute("commit").await;
    for (org, before) in spared.iter().zip(before) {
        assert_eq!(before, fingerprint(admin, *org).await, "a row of {org:?} was written: {outcomes:?}");
    }
    outcomes
}

/// Inserts a row of the other organisation (a copy of one of its own, with another id) into every table with an INSERT grant.
/// Gives the table and the SQLSTATE of each refusal; an accepted row fails the test.
pub async fn foreign_inserts(client: &Client, admin: &Client, tables: &[Table], home: Org) -> Vec<(String, String)> {
    let away = home.other();
    let mut refusals = Vec::new();
    for table in tables.iter().filter(|table| table.tenant) {
        let sample = admin
            .query_opt(&format!("select to_jsonb(t)::text from {} t where t.org_id = '{}' limit 1", table.name, away.id()), &[])
            .await
            .expect("a foreign row");
        let Some(sample) = sample else { continue };
        let sample: String = sample.get(0);
        let columns = if table.insertable.is_empty() { vec!["org_id".to_owned()] } else { table.insertable.clone() };
        let values: Vec<String> = columns
            .iter()
            .map(|column| match column.as_str() {
                "id" => format!("'{}'::uuid", away.unused(7)),
                "name" | "title" | "employee_no" => format!("'{ATTACKER_MARK}'"),
                column => format!("r.{column}"),
            })
            .collect();
        let sql = format!(
            "insert into {name} ({}) select {} from jsonb_populate_record(null::{name}, $json${sample}$json$) r",
            columns.join(", "),
            values.join(", "),
            name = table.name,
        );
        match attempt(client, &sql).await {
            WriteOutcome::Refused(code) => refusals.push((table.name.clone(), code)),
            WriteOutcome::Rows(rows) => panic!("{} took {rows} foreign rows", table.name),
        }
    }
    refusals
}
