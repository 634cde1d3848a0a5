//! What there is to try things on: tables with their columns, and functions with their arguments, read from the catalog.

use std::collections::BTreeMap;

use tokio_postgres::Client;

use crate::Failure;

/// A table or view.
#[derive(Debug, Clone)]
pub struct Relation {
    /// `people.employees`.
    pub name: String,
    /// Whether it is a table.
    pub table: bool,
    /// (name, type).
    pub columns: Vec<(String, String)>,
    /// Columns of the primary key.
    pub key: Vec<String>,
    /// Whether it has `org_id`.
    pub tenant: bool,
}

/// A function or procedure.
#[derive(Debug, Clone)]
pub struct Routine {
    /// `identity.sign_out()` with argument types.
    pub signature: String,
    /// Called with a null for every argument.
    pub call: String,
}

/// All of it, by name.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Tables and views of every schema of ours.
    pub relations: BTreeMap<String, Relation>,
    /// Routines of every schema of ours.
    pub routines: Vec<Routine>,
    /// Schemas of ours.
    pub schemas: Vec<String>,
}

/// Reads it through a superuser's connection.
///
/// # Errors
/// The server refused.
pub async fn read(admin: &Client) -> Result<Shape, Failure> {
    let mut shape = Shape::default();
    let rows = admin
        .query(
            "select n.nspname || '.' || c.relname, c.relkind = 'r', array_agg(a.attname::text order by a.attnum),
                    array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by a.attnum),
                    coalesce((select array_agg(k.attname::text order by array_position(i.indkey::smallint[], k.attnum))
                                from pg_catalog.pg_index i join pg_catalog.pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey::smallint[])
                               where i.indrelid = c.oid and i.indisprimary), '{}')
               from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
               join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') and c.relkind in ('r', 'v')
              group by 1, 2, c.oid order by 1",
            &[],
        )
        .await?;
    for row in rows {
        let (names, types): (Vec<String>, Vec<String>) = (row.get(2), row.get(3));
        let relation = Relation {
            name: row.get(0),
            table: row.get(1),
            tenant: names.iter().any(|name| name == "org_id"),
            columns: names.into_iter().zip(types).collect(),
            key: row.get(4),
        };
        shape.relations.insert(relation.name.clone(), relation);
    }
    let rows = admin
        .query(
            "select n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
                    case p.prokind when 'p' then 'call ' else 'select ' end || n.nspname || '.' || pg_catalog.quote_ident(p.proname) || '(' ||
                        coalesce((select string_agg('null::' || pg_catalog.format_type(t, null), ', ' order by place) from unnest(p.proargtypes::oid[]) with ordinality x (t, place)), '') || ')'
               from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
              where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner')
                and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
              order by 1",
            &[],
        )
        .await?;
    shape.routines = rows.iter().map(|row| Routine { signature: row.get(0), call: row.get(1) }).collect();
    let rows = admin
        .query(
            "select n.nspname::text from pg_catalog.pg_namespace n
              where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner') or n.nspname = 'public' order by 1",
            &[],
        )
        .await?;
    shape.schemas = rows.iter().map(|row| row.get(0)).collect();
    Ok(shape)
}

/// That one thing mentions another.
#[derive(Debug, Clone)]
pub struct Use {
    /// What is mentioned: a table, view or function.
    pub used: String,
    /// The function, or the table whose policies mention it.
    pub by: String,
}

/// Who mentions what directly: for choosing what to try first, so text will do.
///
/// # Errors
/// The server refused.
pub async fn uses(admin: &Client, shape: &Shape) -> Result<Vec<Use>, Failure> {
    let rows = admin
        .query(
            "select n.nspname || '.' || p.proname, p.prosrc from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
              where n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner')
             union all
             select n.nspname || '.' || c.relname, string_agg(concat_ws(' ', pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)), ' ')
               from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace group by 1
             union all
             select n.nspname || '.' || c.relname, p.proname || ' ' || n2.nspname || '.' || p.proname
               from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
               join pg_catalog.pg_proc p on p.oid = t.tgfoid join pg_catalog.pg_namespace n2 on n2.oid = p.pronamespace where not t.tgisinternal
             union all
             select n.nspname || '.' || c.relname, pg_catalog.pg_get_viewdef(c.oid)
               from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where c.relkind = 'v' and n.nspowner = (select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner')",
            &[],
        )
        .await?;
    let texts: Vec<(String, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    let functions = shape.routines.iter().map(|routine| routine.signature.split('(').next().unwrap_or_default().to_owned());
    // the caller is in everything: it would make everything related to everything
    let names: Vec<String> =
        functions.chain(shape.relations.keys().cloned()).filter(|name| name != "app.caller" && !name.starts_with("catalog.")).collect();
    let mut uses = Vec::new();
    for used in &names {
        uses.extend(
            texts.iter().filter(|(by, text)| by != used && text.contains(used.as_str())).map(|(by, _)| Use { used: used.clone(), by: by.clone() }),
        );
    }
    Ok(uses)
}

/// A value for a column, as an expression that names no column and differs from row to row where keys ask for it.
///
/// # Errors
/// A type that nobody thought of yet: add a line here.
pub fn probe(relation: &str, column: &str, kind: &str) -> Result<&'static str, Failure> {
    Ok(match (column, kind) {
        ("timezone", _) => "'Europe/Lisbon'",
        ("employment_type", _) => "'intern'",
        ("work_email" | "private_email", _) => "pg_catalog.gen_random_uuid() || '@probe.example'",
        (_, "text") => "pg_catalog.gen_random_uuid()::text",
        (_, "smallint" | "integer" | "bigint") => "2",
        (_, "date") => "date '2001-02-03'",
        (_, "daterange") => "witness.some_day()",
        (_, "uuid") => "null",
        (_, "boolean") => "false",
        _ => return Err(format!("no value to try {relation}.{column} ({kind}) with: add one to crates/proof/src/suite/shape.rs").into()),
    })
}
