//! Writes a world into a database: structure as rows, rights through the function that mints them.

use chrono::{DateTime, Duration, FixedOffset, Utc};
use serde_json::Value;
use tokio_postgres::{Client, types::Json};

use super::{Kind, Org, World};
use crate::Failure;

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub struct Loaded {
    /// Rows written.
    pub rows: usize,
    /// Rights minted.
    pub rights: usize,
}

/// Zones without daylight saving, so that the model knows an organisation's day without a zone table.
const ZONES: [(&str, i32); 3] = [("UTC", 0), ("Pacific/Kiritimati", 14), ("Etc/GMT+12", -12)];

/// A zone in which today is another day than in UTC, whatever the hour: a right dated by the wrong clock shows.
#[must_use]
pub fn zone_of_another_day(now: DateTime<Utc>) -> &'static str {
    use chrono::Timelike as _;
    if now.hour() >= 11 { "Pacific/Kiritimati" } else { "Etc/GMT+12" }
}

/// The organisation's days as a date range; the end is the day after the last.
pub(super) fn days(org: &Org, now: DateTime<Utc>, from: i32, until: Option<i32>) -> Value {
    let hours = ZONES.iter().find(|(zone, _)| *zone == org.timezone).map_or(0, |(_, hours)| *hours);
    let zone = FixedOffset::east_opt(hours * 3600).unwrap_or_else(|| FixedOffset::east_opt(0).expect("UTC"));
    let today = now.with_timezone(&zone).date_naive();
    let day = |days: i32| (today + Duration::days(i64::from(days))).to_string();
    Value::String(format!("[{},{})", day(from), until.map(day).unwrap_or_default()))
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256_hex(text: &str) -> String {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 as PostgreSQL writes a bytea.
pub(super) fn sha256(text: &str) -> Value {
    Value::String(format!("\\x{}", sha256_hex(text)))
}

/// Loads `world` through a superuser's connection. `now` is when it is, for expiries; the organisation's day is its own.
///
/// # Errors
/// What the server refused.
pub async fn load(client: &Client, world: &World, now: DateTime<Utc>) -> Result<Loaded, Failure> {
    let rows = world.rows(now);
    let mut loaded = Loaded { rows: 0, rights: 0 };
    client.batch_execute("begin; set local session_replication_role = replica").await?;
    for (table, rows) in &rows {
        let Some(Value::Object(first)) = rows.first() else { continue };
        // another version may have no such table yet
        if client.query_one("select pg_catalog.to_regclass($1) is null", &[table]).await?.get(0) {
            continue;
        }
        let columns: Vec<&str> = first.keys().map(String::as_str).collect();
        let columns = columns.join(", ");
        let sql = format!("insert into {table} ({columns}) select {columns} from pg_catalog.jsonb_populate_recordset(null::{table}, $1::jsonb)");
        client.execute(&sql, &[&Json(rows)]).await.map_err(|error| Failure::in_statement(&error, table))?;
        loaded.rows += rows.len();
    }
    for (at, org) in world.orgs.iter().enumerate() {
        let passwords: Vec<String> = (0..org.members.len())
            .map(|place| {
                format!(
                    "('{}', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, pg_catalog.sha256(pg_catalog.convert_to('{}', 'UTF8')))",
                    world.id(at, Kind::Account, place),
                    world.tag(at, place)
                )
            })
            .collect();
        if !passwords.is_empty() {
            let sql = format!(
                "insert into identity.password_credentials (user_id, salt, memory_kib, iterations, parallelism, tag_sha256) values {}",
                passwords.join(", ")
            );
            client.batch_execute(&sql).await?;
        }
    }
    client.batch_execute("set local session_replication_role = origin").await?;
    for (at, org) in world.orgs.iter().enumerate() {
        loaded.rights += mint(client, world, at, org).await?;
    }
    // a right that rests on an override which has still to run out keeps its expiry; nothing in a world ends within an hour
    let org_ids: Vec<_> = (0..world.orgs.len()).map(|at| world.org_id(at)).collect();
    client
        .execute(
            "update identity.capabilities set expires_at = pg_catalog.statement_timestamp() + interval '1 day'
              where org_id = any ($1) and expires_at > pg_catalog.statement_timestamp()",
            &[&org_ids],
        )
        .await?;
    // minting was watched as well
    if client.query_one("select pg_catalog.to_regclass('witness.written') is not null", &[]).await?.get(0) {
        client.batch_execute("delete from witness.written").await?;
    }
    client.batch_execute("commit").await?;
    Ok(loaded)
}

async fn mint(client: &Client, world: &World, at: usize, org: &Org) -> Result<usize, Failure> {
    let org_id = world.org_id(at);
    let mut minted = 0;
    for (place, member) in org.members.iter().enumerate() {
        if member.state == "active" && !member.account_suspended {
            client
                .execute(
                    "select identity.mint($1, $2, $3, pg_catalog.sha256(pg_catalog.convert_to($4, 'UTF8')))",
                    &[&org_id, &world.id(at, Kind::Member, place), &world.id(at, Kind::Session, place), &world.secret(at, place)],
                )
                .await?;
            minted += 1;
        }
    }
    for (place, job) in org.jobs.iter().enumerate() {
        if job.state == "running" {
            // as lifecycle.claim_job does for the job it picks
            client
                .execute(
                    "insert into identity.capabilities (org_id, hash, kind, role, member_id, job_id, permissions, site_ids, expires_at)
                     select $1, pg_catalog.sha256(pg_catalog.convert_to($4, 'UTF8')), 'job', 'worker', $2, $3, e.permissions, e.site_ids,
                            pg_catalog.statement_timestamp() + interval '1 hour'
                       from identity.effective_permissions($1, $2) e",
                    &[&org_id, &world.id(at, Kind::Member, job.by), &world.id(at, Kind::Job, place), &world.job_secret(at, place)],
                )
                .await?;
            minted += 1;
        }
    }
    Ok(minted)
}
