//! `rowhouse policies diff`: the live catalog against a scratch database built from the files on the same server, and the
//! server's roles against the charter.

use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    time::{SystemTime, UNIX_EPOCH},
};

use tokio_postgres::Client;

use crate::{Error, Sources, migrate};

/// One fact that differs, as SQL in both directions.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// What kind of fact: `policy`, `grant`, `forced row security`, `role` ...
    pub kind: String,
    /// What it is about, e.g. `people.employees`.
    pub object: String,
    /// The statement that leads from the files to the live database: what somebody must have run.
    pub drift: String,
    /// The statement that leads back.
    pub mend: String,
}

/// Compares the database behind `live` with the files. `connect` opens a superuser connection to another database of the
/// same server; the scratch database it is given is dropped again whatever happens.
///
/// # Errors
/// The database is not migrated, the login is no superuser, or the server refused something.
pub async fn diff<Connect>(live: &Client, connect: Connect) -> Result<Vec<Difference>, Error>
where
    Connect: AsyncFn(&str) -> Result<Client, Error>,
{
    migrate::require_superuser(live).await?;
    let database: String = live.query_one("select current_database()::text", &[]).await?.get(0);
    drop_abandoned(live).await?;
    let scratch = scratch_name();
    live.batch_execute(&format!("create database {scratch} template template0")).await?;
    let declared = declared_facts(&scratch, &connect).await;
    let dropped = live.batch_execute(&format!("drop database if exists {scratch} with (force)")).await;
    let (declared, facts_query) = declared?;
    dropped?;

    // the scratch copy's own definition reads the live catalog, so a live function that lies about itself is found out
    let observed = facts(live, &facts_query).await?;
    let mut differences = compare(&declared, &observed);
    differences.extend(role_drift(live).await?);
    for difference in &mut differences {
        for statement in [&mut difference.drift, &mut difference.mend] {
            *statement = statement.replace(":database", &quote_identifier(&database));
        }
    }
    Ok(differences)
}

type Facts = BTreeMap<(String, String), (Option<String>, Option<String>)>;

async fn declared_facts<Connect>(scratch: &str, connect: &Connect) -> Result<(Facts, String), Error>
where
    Connect: AsyncFn(&str) -> Result<Client, Error>,
{
    let mut client = connect(scratch).await?;
    migrate::build(&mut client, &Sources::embedded()).await?;
    let body: String = client.query_one("select prosrc from pg_catalog.pg_proc where oid = 'catalog.protection()'::regprocedure", &[]).await?.get(0);
    let declared = facts(&client, &body).await?;
    Ok((declared, body))
}

async fn facts(client: &Client, query: &str) -> Result<Facts, Error> {
    client.batch_execute("begin; set local search_path = pg_catalog, pg_temp").await?;
    let rows = client.query(query, &[]).await;
    client.batch_execute("commit").await?;
    let mut facts = Facts::new();
    for row in rows? {
        match facts.entry((row.get(0), row.get(1))) {
            Entry::Vacant(slot) => {
                slot.insert((row.get(2), row.get(3)));
            }
            Entry::Occupied(mut known) => {
                // two facts of one name (a constraint disabled twice): keep both texts
                let (definition, _) = known.get_mut();
                let more: Option<String> = row.get(2);
                if *definition != more {
                    let joined = [definition.take(), more].into_iter().flatten().collect::<Vec<_>>();
                    *definition = Some(joined.join(";\n"));
                }
            }
        }
    }
    Ok(facts)
}

fn compare(declared: &Facts, observed: &Facts) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut found = |(kind, object): &(String, String), drift: Option<String>, mend: Option<String>| {
        differences.push(Difference { kind: kind.clone(), object: object.clone(), drift: drift.unwrap_or_default(), mend: mend.unwrap_or_default() });
    };
    let gone: BTreeSet<&str> = declared.keys().filter(|key| is_object(&key.0) && !observed.contains_key(*key)).map(|key| key.1.as_str()).collect();
    let stray: BTreeSet<&str> = observed.keys().filter(|key| is_object(&key.0) && !declared.contains_key(*key)).map(|key| key.1.as_str()).collect();
    for (key, (wanted, undo)) in declared {
        match observed.get(key) {
            // an object that is gone takes its facts with it: the object's own line says so
            None => {
                if undo.is_some() && !belongs_to(key, &gone) {
                    found(key, undo.clone(), wanted.clone());
                }
            }
            // type, default and nullability are facts of their own
            Some(_) if key.0 == "column" => {}
            Some((actual, _)) if actual != wanted => {
                found(key, replacing(undo.as_ref(), actual), replacing(undo.as_ref(), wanted));
            }
            Some(_) => {}
        }
    }
    for (key, (actual, undo)) in observed {
        if !declared.contains_key(key) && undo.is_some() && !belongs_to(key, &stray) {
            found(key, actual.clone(), undo.clone());
        }
    }
    differences
}

fn is_object(kind: &str) -> bool {
    matches!(kind, "function" | "procedure" | "table" | "view" | "materialized view" | "sequence" | "foreign table" | "schema")
}

/// Whether the fact is about an object that is listed already: its grants, columns and triggers came or went with it.
fn belongs_to((kind, object): &(String, String), objects: &BTreeSet<&str>) -> bool {
    let owner = match kind.as_str() {
        "grant" => object.split(" to ").next().map(|target| target.trim_start_matches("ROUTINE ").trim_start_matches("SCHEMA ")),
        "column" | "constraint" => object.rsplit_once('.').map(|(table, _)| table),
        "policy" | "trigger" | "rule" => object.rsplit_once(" on ").map(|(_, table)| table),
        _ => None,
    };
    owner.is_some_and(|owner| objects.contains(owner))
}

/// A definition that can only be changed by dropping the old one says so; `alter` statements stand alone.
fn replacing(undo: Option<&String>, definition: &Option<String>) -> Option<String> {
    match (undo, definition) {
        (Some(undo), Some(definition)) if !definition.starts_with("CREATE OR REPLACE") => Some(format!("{undo};\n{definition}")),
        (_, definition) => definition.clone(),
    }
}

async fn role_drift(live: &Client) -> Result<Vec<Difference>, Error> {
    let known: bool = live.query_one("select to_regclass('catalog.role_drift') is not null", &[]).await?.get(0);
    if !known {
        return Err(Error::Unmigrated);
    }
    let rows = live.query("select object, definition, undo from catalog.role_drift order by 1, 2", &[]).await?;
    Ok(rows.iter().map(|row| Difference { kind: "role".to_owned(), object: row.get(0), drift: row.get(1), mend: row.get(2) }).collect())
}

/// Scratch databases carry the second of their making, so that what a killed run left behind can be told from a live one.
fn scratch_name() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("rowhouse_scratch_{}_{:09}_{}", now.as_secs(), now.subsec_nanos(), std::process::id())
}

async fn drop_abandoned(live: &Client) -> Result<(), Error> {
    let abandoned = live
        .query(
            "select d.datname::text from pg_catalog.pg_database d
              where d.datname ~ '^rowhouse_scratch_[0-9]+_[0-9]+_[0-9]+$'
                and split_part(d.datname, '_', 3)::bigint < extract(epoch from now()) - 3600",
            &[],
        )
        .await?;
    for row in abandoned {
        live.batch_execute(&format!("drop database if exists {} with (force)", row.get::<_, String>(0))).await?;
    }
    Ok(())
}

fn quote_identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
