//! Everything a login can see, on every table there is, and whether a byte of it is foreign.

use std::collections::{BTreeMap, BTreeSet};

use tokio_postgres::Client;

use crate::{
    context::{Refusal, run},
    world::Org,
};

/// A table of the product and what one role may do with it by grant.
#[derive(Debug, Clone)]
pub struct Table {
    /// `schema.name`.
    pub name: String,
    /// Columns the role may select.
    pub readable: Vec<String>,
    /// Columns the role may supply in an insert.
    pub insertable: Vec<String>,
    /// Columns the role may set in an update.
    pub updatable: Vec<String>,
    /// Whether it may delete.
    pub deletable: bool,
    /// Whether rows belong to an organisation.
    pub tenant: bool,
}

/// Every table that catalog.tables knows, with the rights of `role`. Ask on an admin connection.
pub async fn tables(admin: &Client, role: &str) -> Vec<Table> {
    let rows = admin
        .query(
            "select t.table_name,
                    coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege($1, a.attrelid, a.attnum, 'select')), '{}'),
                    coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege($1, a.attrelid, a.attnum, 'insert')), '{}'),
                    coalesce(array_agg(a.attname::text order by a.attnum) filter (where has_column_privilege($1, a.attrelid, a.attnum, 'update')), '{}'),
                    has_table_privilege($1, t.table_name, 'delete'),
                    bool_or(a.attname = 'org_id')
               from catalog.tables t
               join pg_attribute a on a.attrelid = t.table_name::regclass and a.attnum > 0 and not a.attisdropped
              group by t.table_name order by t.table_name",
            &[&role],
        )
        .await
        .expect("catalog.tables");
    rows.iter()
        .map(|row| Table {
            name: row.get(0),
            readable: row.get(1),
            insertable: row.get(2),
            updatable: row.get(3),
            deletable: row.get(4),
            tenant: row.get(5),
        })
        .collect()
}

/// Every row of every table as JSON text, by table; a table without a readable column must refuse.
pub async fn read_everything(client: &Client, tables: &[Table]) -> BTreeMap<String, BTreeSet<String>> {
    let mut seen = BTreeMap::new();
    for table in tables {
        let guarded = client.batch_execute("savepoint reading").await.is_ok();
        if table.readable.is_empty() {
            let error = client.query(&format!("select 1 from {}", table.name), &[]).await.expect_err(&table.name);
            assert_eq!(Refusal::from(&error).code, "42501", "{} carries no grant", table.name);
        } else {
            let sql = format!("select pg_catalog.to_jsonb(t)::text from (select {} from {}) t", table.readable.join(", "), table.name);
            match client.query(&sql, &[]).await {
                Ok(rows) => {
                    seen.insert(table.name.clone(), rows.iter().map(|row| row.get(0)).collect());
                }
                // a malformed claim is an error, and an error shows no row
                Err(error) => assert_no_foreign_byte(&format!("{:?}", Refusal::from(&error)), Org::North),
            }
        }
        if guarded {
            run(client, "rollback to reading; release reading").await;
        }
    }
    seen
}

/// Fails unless the login sees no row of any tenant table, nor any account.
pub async fn assert_sees_nothing(client: &Client, tables: &[Table], situation: &str) {
    for (table, rows) in read_everything(client, tables).await {
        if !["platform.applied_policies", "platform.deployment"].contains(&table.as_str()) {
            assert!(rows.is_empty(), "{situation}: {table} shows {rows:?}");
        }
    }
}

/// Fails if the text holds a word or an id of the other organisation.
pub fn assert_no_foreign_byte(text: &str, home: Org) {
    let away = home.other();
    let text = text.to_lowercase();
    assert!(!text.contains(away.token()) && !text.contains(away.prefix()), "a foreign byte: {text}");
}

/// A digest of every row of an organisation, with the transaction that wrote it: changes with every write, even an empty one.
pub async fn fingerprint(admin: &Client, org: Org) -> String {
    let names: Vec<String> = tables(admin, "app_api").await.into_iter().filter(|table| table.tenant).map(|table| table.name).collect();
    let parts: Vec<String> =
        names.iter().map(|name| format!("select t.org_id, '{name}' || t.xmin || t.ctid || t::text as line from {name} t")).collect();
    let sql = format!(
        "select md5(coalesce(string_agg(line, '' order by line), '')) from ({}) everything where org_id = '{}'",
        parts.join(" union all "),
        org.id()
    );
    crate::value(admin, &sql).await
}
