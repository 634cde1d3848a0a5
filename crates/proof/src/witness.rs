//! Statements tried for real as a runtime login, and what they really did.

use std::collections::BTreeSet;

use tokio_postgres::Client;

use crate::{Failure, world::World};

/// Installs the witness in a scratch database, through a superuser's connection.
///
/// # Errors
/// The server refused.
pub async fn install(admin: &Client) -> Result<(), Failure> {
    admin.batch_execute(include_str!("witness.sql")).await.map_err(|error| Failure::in_statement(&error, "the witness cannot be installed"))
}

/// What a connection says of itself before it tries anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claims {
    /// `app.session`: the secret; nothing is said without.
    pub secret: Option<String>,
    /// `app.org_id`.
    pub org: String,
    /// `app.role`.
    pub role: String,
    /// `repeatable read` or `serializable` instead of `read committed`.
    pub isolation: Option<&'static str>,
}

impl Claims {
    /// A member's, as signing in hands them out.
    #[must_use]
    pub fn of_member(world: &World, org: usize, member: usize) -> Claims {
        let role = world.orgs[org].members[member].role.to_string();
        Claims { secret: Some(world.secret(org, member)), org: world.org_id(org).to_string(), role, isolation: None }
    }

    /// A worker's that has claimed this job.
    #[must_use]
    pub fn of_job(world: &World, org: usize, job: usize) -> Claims {
        Claims { secret: Some(world.job_secret(org, job)), org: world.org_id(org).to_string(), role: "worker".to_owned(), isolation: None }
    }

    /// The statement that says them; nothing is said without a secret.
    #[must_use]
    pub fn statement(&self) -> Option<String> {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let secret = self.secret.as_deref()?;
        Some(format!(
            "select pg_catalog.set_config('app.session', {}, true), pg_catalog.set_config('app.org_id', {}, true), pg_catalog.set_config('app.role', {}, true);",
            quoted(secret),
            quoted(&self.org),
            quoted(&self.role)
        ))
    }
}

/// What became of one statement, which was undone afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// SQLSTATE of a refusal.
    pub state: Option<String>,
    /// Its message.
    pub message: String,
    /// Where it was raised: functions, innermost first.
    pub raised_in: String,
    /// First column of the rows returned, as text.
    pub returned: Vec<String>,
    /// Number of rows returned or written.
    pub affected: i64,
    /// `<table> <insert|update|delete|truncate> <key>` of every row written, triggers' and cascades' rows included.
    pub written: BTreeSet<String>,
}

/// How long a round trip may take: whatever makes a statement go on for ever is seen, too.
pub(crate) const PATIENCE: &str = "20s";

/// Tries statements one after the other in the context of `claims`, each undone before the next: one round trip.
///
/// # Errors
/// The connection broke, or the attempt itself could not be made.
pub async fn attempt(client: &Client, claims: &Claims, statements: &[&str]) -> Result<Vec<Outcome>, Failure> {
    let isolation = claims.isolation.unwrap_or("read committed");
    client.batch_execute(&format!("begin isolation level {isolation}; set local statement_timeout = '{PATIENCE}'")).await?;
    let outcome = tried(client, claims, statements).await;
    client.batch_execute("rollback").await?;
    outcome
}

async fn tried(client: &Client, claims: &Claims, statements: &[&str]) -> Result<Vec<Outcome>, Failure> {
    if let Some(says) = claims.statement() {
        client.batch_execute(&says).await?;
    }
    let rows = client.query("select * from witness.attempt($1)", &[&statements]).await?;
    Ok(rows
        .iter()
        .map(|row| Outcome {
            state: row.get("state"),
            message: row.get::<_, Option<String>>("message").unwrap_or_default(),
            raised_in: row.get::<_, Option<String>>("raised_in").unwrap_or_default(),
            // a null of the statement's own is shown as one
            returned: row
                .get::<_, Option<Vec<Option<String>>>>("returned")
                .unwrap_or_default()
                .into_iter()
                .map(|value| value.unwrap_or_else(|| "null".to_owned()))
                .collect(),
            affected: row.get::<_, Option<i64>>("affected").unwrap_or_default(),
            written: row.get::<_, Option<Vec<String>>>("written").unwrap_or_default().into_iter().collect(),
        })
        .collect())
}
