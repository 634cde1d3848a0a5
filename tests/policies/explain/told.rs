//! Asking, as a superuser and as an admin of an organisation.

use harness::{Member, Refusal};
use tokio_postgres::{Client, types::ToSql};
use uuid::Uuid;

/// One line of `catalog.explain_access`.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) kind: String,
    pub(crate) object: String,
    pub(crate) clause: String,
    pub(crate) holds: bool,
    pub(crate) decided: bool,
    pub(crate) detail: String,
}

/// What the superuser is told.
pub(crate) async fn explain(
    admin: &Client,
    member: Member,
    can: &str,
    table: &str,
    row: Option<&str>,
    arguments: &str,
) -> Result<Vec<Step>, Refusal> {
    let sql = "select kind, object, coalesce(clause, ''), holds, decided, coalesce(detail, '') from catalog.explain_access($1, $2, $3, $4, $5::text::jsonb) order by step";
    let parameters: [&(dyn ToSql + Sync); 5] = [&member.id(), &can, &table, &row, &arguments];
    let rows = admin.query(sql, &parameters).await.map_err(|error| Refusal::from(&error))?;
    Ok(rows
        .iter()
        .map(|row| Step { kind: row.get(0), object: row.get(1), clause: row.get(2), holds: row.get(3), decided: row.get(4), detail: row.get(5) })
        .collect())
}

/// Yes or no; fails if explanation and outcome disagree.
pub(crate) async fn verdict(admin: &Client, member: Member, can: &str, table: &str, row: Option<&str>, arguments: &str) -> bool {
    let steps = explain(admin, member, can, table, row, arguments).await.unwrap_or_else(|refusal| panic!("{member} {can} {table}: {refusal:?}"));
    let last = steps.last().expect("a step");
    assert_eq!(last.kind, "result", "{steps:?}");
    assert!(!last.detail.contains("DISAGREE"), "{member} {can} {table}: {steps:#?}");
    last.holds
}

/// What an admin is told: the answer, and each line as text.
pub(crate) async fn asked(client: &Client, member: Uuid, action: &str, table: &str, row: Option<Uuid>) -> Result<(bool, Vec<String>), Refusal> {
    let parameters: [&(dyn ToSql + Sync); 4] = [&member, &action, &table, &row];
    let guarded = client.batch_execute("savepoint asking").await.is_ok();
    let answer = client
        .query("select e.allowed, (to_jsonb(e) - 'allowed')::text from app.explain_member_access($1, $2, $3, $4) e order by e.step", &parameters)
        .await;
    if guarded && answer.is_err() {
        client.batch_execute("rollback to asking").await.expect("a savepoint");
    }
    let rows = answer.map_err(|error| Refusal::from(&error))?;
    let steps: Vec<String> = rows.iter().map(|row| row.get(1)).collect();
    assert!(!steps.is_empty(), "an answer has a step");
    Ok((rows[0].get(0), steps))
}
