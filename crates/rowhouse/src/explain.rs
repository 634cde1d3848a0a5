//! `rowhouse policies explain`: why a member may or may not do something to a row. The database answers (`catalog.explain_access`); this
//! asks it in a transaction that is rolled back, and prints what it said.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;
use uuid::Uuid;

use crate::{Failure, admin::Database, output};

const YES: u8 = 0;
const NO: u8 = 1;
const UNTOLD: u8 = 2;

#[derive(Args)]
pub(crate) struct Options {
    /// The member: an id, or a sign-in address that belongs to one organisation.
    #[arg(long = "as", value_name = "MEMBER")]
    member: String,
    /// read, insert, update, delete, or the name of a function such as leave or identity.set_member_role.
    #[arg(long = "can", value_name = "ACTION")]
    action: String,
    /// The table, e.g. people.employees; for a function, the table of the row it moves.
    table: String,
    /// The row: its id, or its key as a JSON object.
    row: Option<String>,
    /// What an insert or update writes, or the other arguments of a function, as a JSON object.
    #[arg(long = "with", value_name = "JSON", default_value = "{}")]
    arguments: String,
    /// How the explanation is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    database: Database,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
}

#[derive(Serialize)]
struct Explanation<'a> {
    member: Uuid,
    action: &'a str,
    table: &'a str,
    row: Option<&'a str>,
    allowed: bool,
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    kind: String,
    object: String,
    clause: Option<String>,
    holds: bool,
    decided: bool,
    rule: Option<String>,
    detail: Option<String>,
}

pub(crate) async fn run(options: &Options) -> ExitCode {
    match explain(options).await {
        Ok(explanation) => {
            match options.format {
                Format::Text => text(&explanation),
                Format::Json => match serde_json::to_string_pretty(&explanation) {
                    Ok(document) => output::line(&document),
                    Err(error) => {
                        eprintln!("rowhouse: {error}");
                        return ExitCode::from(UNTOLD);
                    }
                },
                Format::Html => output::line(&html(&explanation)),
            }
            ExitCode::from(if explanation.allowed { YES } else { NO })
        }
        Err(failure) => {
            eprintln!("rowhouse: {failure}");
            ExitCode::from(UNTOLD)
        }
    }
}

async fn explain(options: &Options) -> Result<Explanation<'_>, Failure> {
    if !serde_json::from_str::<serde_json::Value>(&options.arguments).is_ok_and(|value| value.is_object()) {
        return Err("--with takes a JSON object, such as '{\"p_role\": \"hr\"}'".into());
    }
    let (_, mut client) = options.database.connect().await?;
    let said = |error: tokio_postgres::Error| -> Failure { schema::Error::from(error).to_string().into() };
    // rights are read live: no other isolation level may ask
    let transaction =
        client.build_transaction().isolation_level(tokio_postgres::IsolationLevel::ReadCommitted).read_only(false).start().await.map_err(said)?;
    let known: bool = transaction
        .query_one("select to_regprocedure('catalog.explain_access(uuid,text,text,text,jsonb)') is not null", &[])
        .await
        .map_err(said)?
        .get(0);
    if !known {
        return Err(schema::Error::Unmigrated.into());
    }
    let member = match options.member.parse::<Uuid>() {
        Ok(id) => id,
        Err(_) => {
            let sql = "select m.id, o.slug from identity.memberships m join identity.users u on u.id = m.user_id join identity.organizations o on o.org_id = m.org_id
                        where u.email = lower($1) order by o.slug";
            let rows = transaction.query(sql, &[&options.member]).await.map_err(said)?;
            match rows.as_slice() {
                [row] => row.get(0),
                [] => return Err(format!("no member signs in as {}", options.member).into()),
                several => {
                    let list: Vec<String> = several.iter().map(|row| format!("{} in {}", row.get::<_, Uuid>(0), row.get::<_, String>(1))).collect();
                    return Err(format!("{} is several members, name one by its id: {}", options.member, list.join(", ")).into());
                }
            }
        }
    };
    let rows = transaction
        .query(
            "select kind, object, clause, holds, decided, rule, detail from catalog.explain_access($1, $2, $3, $4, $5::text::jsonb) order by step",
            &[&member, &options.action, &options.table, &options.row, &options.arguments],
        )
        .await
        .map_err(said)?;
    transaction.rollback().await.map_err(said)?;
    let steps: Vec<Step> = rows
        .iter()
        .map(|row| Step {
            kind: row.get(0),
            object: row.get(1),
            clause: row.get(2),
            holds: row.get(3),
            decided: row.get(4),
            rule: row.get(5),
            detail: row.get(6),
        })
        .collect();
    let allowed = steps.last().filter(|step| step.kind == "result").ok_or("the database gave no result")?.holds;
    Ok(Explanation { member, action: &options.action, table: &options.table, row: options.row.as_deref(), allowed, steps })
}

const fn answer(allowed: bool) -> &'static str {
    if allowed { "YES" } else { "NO" }
}

fn question(explanation: &Explanation<'_>) -> String {
    let row = explanation.row.map(|row| format!(" {row}")).unwrap_or_default();
    format!("{} may {} {}{row}: {}", explanation.member, explanation.action, explanation.table, answer(explanation.allowed))
}

fn text(explanation: &Explanation<'_>) {
    output::line(&question(explanation));
    for step in &explanation.steps {
        let mark = if step.decided { "=>" } else { "  " };
        let clause = step.clause.as_deref().map(|clause| format!(": {clause}")).unwrap_or_default();
        output::line(&format!("{mark} {:3} {:10} {}{clause}", if step.holds { "yes" } else { "no" }, step.kind, step.object));
        for told in [&step.rule, &step.detail].into_iter().flatten().filter(|told| !told.is_empty()) {
            output::line(&format!("                  {told}"));
        }
    }
}

fn html(explanation: &Explanation<'_>) -> String {
    let mut rows = String::new();
    for step in &explanation.steps {
        let cells: Vec<String> = [
            if step.decided { "decides" } else { "" },
            if step.holds { "yes" } else { "no" },
            &step.kind,
            &step.object,
            step.clause.as_deref().unwrap_or_default(),
            step.rule.as_deref().unwrap_or_default(),
            step.detail.as_deref().unwrap_or_default(),
        ]
        .iter()
        .map(|cell| format!("<td>{}</td>", escaped(cell)))
        .collect();
        rows.push_str(&format!("<tr{}>{}</tr>\n", if step.decided { " class=\"decides\"" } else { "" }, cells.concat()));
    }
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>\n\
         <style>body{{font:15px system-ui;margin:2rem}}td,th{{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}}\
         table{{border-collapse:collapse}}.decides{{font-weight:bold}}</style>\n\
         <h1>{title}</h1>\n<table>\n<tr><th></th><th>says</th><th>what</th><th>object</th><th>clause</th><th>rule</th><th>seen</th></tr>\n{rows}</table>\n</html>",
        title = escaped(&question(explanation)),
    )
}

/// Values of rows are whatever people typed: none may become markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
