//! `rowhouse migrate`: one lock, the migrations, then every policy file in one transaction.

use std::time::{Duration, Instant};

use refinery::Runner;
use tokio_postgres::{Client, Transaction};

use crate::{
    Error,
    files::{self, FOUNDATIONS, ROLE_ALIGNMENT, Sources, SqlFile},
};

/// Any 64-bit number no other program uses; advisory locks are per database, which is what replicas share.
const MIGRATION_LOCK: i64 = 0x526f_7768_6f75_7365;
const LOCK_PATIENCE: Duration = Duration::from_secs(600);
/// Requests in flight may hold a table; each attempt waits for `lock_timeout`.
const ATTEMPTS: u32 = 10;

/// What a migration did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub struct Applied {
    /// Migrations that ran, oldest first.
    pub migrations: Vec<String>,
    /// Whether the policies were applied again; false if everything was already as the files say.
    pub policies: bool,
}

/// Brings the database up to date. Safe when several replicas call it at once: one works, the others find nothing to do.
///
/// # Errors
/// Says what failed and where; every step is a transaction, so nothing is left half-applied.
pub async fn migrate(client: &mut Client) -> Result<Applied, Error> {
    require_superuser(client).await?;
    let waiting_since = Instant::now();
    let mut told = false;
    while !client.query_one("select pg_try_advisory_lock($1)", &[&MIGRATION_LOCK]).await?.get::<_, bool>(0) {
        if waiting_since.elapsed() > LOCK_PATIENCE {
            return Err(Error::LockTimeout(LOCK_PATIENCE.as_secs()));
        }
        if !told && waiting_since.elapsed() > Duration::from_secs(2) {
            tracing::info!("waiting for another process that is migrating this database");
            told = true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let outcome = bring_up_to_date(client).await;
    // the lock also goes with the connection; a failure here must not hide the outcome
    let _ = client.execute("select pg_advisory_unlock($1)", &[&MIGRATION_LOCK]).await;
    outcome
}

async fn bring_up_to_date(client: &mut Client) -> Result<Applied, Error> {
    if is_current(client).await? {
        return Ok(Applied { migrations: Vec::new(), policies: false });
    }
    let migrations = retrying(client, Phase::Structure).await?;
    retrying(client, Phase::Policies).await?;
    Ok(Applied { migrations, policies: true })
}

/// Builds structure and policies in a scratch database, leaving the server's roles as they are.
///
/// # Errors
/// As [`migrate`].
pub async fn build(client: &mut Client, sources: &Sources) -> Result<(), Error> {
    require_superuser(client).await?;
    let but_roles = |keep: &dyn Fn(&SqlFile) -> bool| -> Vec<SqlFile> {
        sources.policies.iter().filter(|file| file.path != ROLE_ALIGNMENT && keep(file)).cloned().collect()
    };
    apply(client, &but_roles(&|file| FOUNDATIONS.contains(&&*file.path)), false).await?;
    run_migrations(client, sources.runner()?).await?;
    apply(client, &but_roles(&|_| true), false).await
}

#[derive(Clone, Copy)]
enum Phase {
    Structure,
    Policies,
}

/// Locks held by requests, and role changes by a neighbour database, pass; anything else does not.
async fn retrying(client: &mut Client, phase: Phase) -> Result<Vec<String>, Error> {
    let mut attempt = 1;
    loop {
        let outcome = match phase {
            Phase::Structure => structure(client).await,
            Phase::Policies => apply(client, &selected(|_| true), true).await.map(|()| Vec::new()),
        };
        let passing = match &outcome {
            Err(Error::PolicyFile { message, .. }) => {
                message.contains("lock timeout") || message.contains("deadlock") || message.contains("concurrently")
            }
            Err(other) => matches!(other.sqlstate(), Some("55P03" | "40P01" | "XX000")),
            Ok(_) => false,
        };
        if !passing {
            return outcome;
        }
        if attempt == ATTEMPTS {
            return Err(Error::Busy);
        }
        attempt += 1;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn structure(client: &mut Client) -> Result<Vec<String>, Error> {
    let foundations = selected(|file| FOUNDATIONS.contains(&&*file.path));
    apply(client, &foundations, false).await?;
    run_migrations(client, files::runner()).await
}

fn selected(keep: impl Fn(&SqlFile) -> bool) -> Vec<SqlFile> {
    files::policy_files().into_iter().filter(|file| keep(file)).collect()
}

async fn run_migrations(client: &mut Client, runner: Runner) -> Result<Vec<String>, Error> {
    client.batch_execute("set role app_owner").await?;
    let report = runner.run_async(client).await;
    client.batch_execute("reset role").await?;
    let report = report.map_err(|error| Error::Migration(error_chain(&error)))?;
    Ok(report.applied_migrations().iter().map(ToString::to_string).collect())
}

fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

/// Applies files in one transaction: either all of them hold afterwards, or what held before.
async fn apply(client: &mut Client, files: &[SqlFile], record: bool) -> Result<(), Error> {
    let transaction = client.transaction().await?;
    transaction
        .batch_execute("set local lock_timeout = '5s'; set local client_min_messages = warning; set local search_path = pg_catalog, pg_temp")
        .await?;
    let began = current_transaction(&transaction).await?;
    for file in files {
        transaction.batch_execute(&file.text).await.map_err(|error| Error::in_file(&file.path, &file.text, error))?;
        if current_transaction(&transaction).await? != began {
            return Err(Error::EndsTransaction { file: file.path.to_string() });
        }
    }
    if record {
        transaction
            .execute(
                // the digest of a catalog is recorded once for each set of files and server major: applying the same files
                // again mends what policies can mend, and must not bless what they cannot (a dropped constraint)
                "insert into platform.applied_policies (files_sha256, catalog_sha256, server_major, applied_by)
                 values ($1, catalog.protection_sha256(), current_setting('server_version_num')::integer / 10000, current_user)
                     on conflict (id) do update
                        set files_sha256 = excluded.files_sha256, catalog_sha256 = excluded.catalog_sha256,
                            server_major = excluded.server_major, applied_at = now(), applied_by = excluded.applied_by
                      where (applied_policies.files_sha256, applied_policies.server_major) is distinct from (excluded.files_sha256, excluded.server_major)",
                &[&files::digest().as_slice()],
            )
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn current_transaction(transaction: &Transaction<'_>) -> Result<String, Error> {
    Ok(transaction.query_one("select pg_catalog.pg_current_xact_id()::text", &[]).await?.get(0))
}

/// True if files, catalog and roles are all as the last run left them.
async fn is_current(client: &Client) -> Result<bool, Error> {
    let known = client
        .query_one(
            "select to_regclass('platform.applied_policies') is not null and to_regprocedure('catalog.protection_sha256()') is not null
                and to_regclass('catalog.role_drift') is not null",
            &[],
        )
        .await?;
    if !known.get::<_, bool>(0) {
        return Ok(false);
    }
    let current = client
        .query_opt(
            "select a.files_sha256 = $1 and a.catalog_sha256 = catalog.protection_sha256() and not exists (select from catalog.role_drift)
               from platform.applied_policies a",
            &[&files::digest().as_slice()],
        )
        .await?;
    Ok(current.is_some_and(|row| row.get(0)))
}

pub(crate) async fn require_superuser(client: &Client) -> Result<(), Error> {
    let row = client
        .query_one(
            "select current_setting('server_version_num')::integer, current_setting('server_version'), current_user::text,
                    (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user)",
            &[],
        )
        .await?;
    if row.get::<_, i32>(0) < 150_000 {
        return Err(Error::ServerTooOld(row.get(1)));
    }
    if !row.get::<_, bool>(3) {
        return Err(Error::NotSuperuser { login: row.get(2) });
    }
    Ok(())
}
