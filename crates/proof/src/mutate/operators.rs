//! Every mutant there is, worked out from the catalog of an untouched database.

use std::collections::BTreeMap;

use tokio_postgres::Client;

use super::{Mutant, bodies, clauses};
use crate::{
    Failure,
    suite::{
        Prepared,
        cast::{HOME, TWIN},
        layers::{self, Name, Reference},
        shape::Relation,
    },
};

/// Logins that requests, sign-in and work come through; a grant to one of them is a way in.
const LOGINS: [&str; 4] = ["app_api", "app_auth", "app_worker", "app_platform"];
/// What an import reads and writes row by row decides about data, not about rights: tests/imports looks at it. Its guards count.
const DATA_WORK: [&str; 15] = [
    "lifecycle.discard_import_rows",
    "lifecycle.check_import_values",
    "lifecycle.match_import_rows",
    "lifecycle.add_import_errors",
    "lifecycle.import_cycle_lines",
    "lifecycle.judge_import",
    "lifecycle.write_import_structure",
    "lifecycle.write_import_people",
    "lifecycle.end_import_lines",
    "lifecycle.write_import_lines",
    "lifecycle.import_slice",
    "lifecycle.refuse_import_row",
    "lifecycle.iso_date",
    "lifecycle.sweep_imports",
    "identity.sweep_expired",
];
/// What tells about decisions and makes none: tests/explain asks it tens of thousands of questions and compares. Who may ask is decided
/// in app.explain_member_access and identity.open_right_to_explain, which are mutated like all others.
const ACCOUNTS: [&str; 18] = [
    "app.askable_transitions",
    "app.bare_expression",
    "app.clause_holds",
    "app.clauses_of",
    "app.connection_residue",
    "app.decide_access",
    "app.grants_decide",
    "app.outer_parentheses",
    "app.plan_of_floor",
    "app.policies_decide",
    "app.primary_key_of",
    "app.row_read_by_caller",
    "app.split_clauses",
    "app.transition_named",
    "app.transition_statement",
    "app.try_and_undo",
    "app.values_seen",
    "app.with_defaults",
];
const OURS: &str = "(select r.oid from pg_catalog.pg_roles r where r.rolname = 'app_owner')";

/// Every mutant, in a stable order.
///
/// # Errors
/// The server refused.
pub async fn mutants(admin: &Client, prepared: &Prepared) -> Result<Vec<Mutant>, Failure> {
    let mut all = Vec::new();
    policies(admin, prepared, &mut all).await?;
    row_security(admin, &mut all).await?;
    grants(admin, prepared, &mut all).await?;
    triggers(admin, &mut all).await?;
    keys(admin, prepared, &mut all).await?;
    functions(admin, prepared, &mut all).await?;
    views(admin, &mut all).await?;
    // the same words twice in one body are two places of it
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id && a.sql == b.sql);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for mutant in &mut all {
        let before = times.entry(mutant.id.clone()).or_default();
        *before += 1;
        if *before > 1 {
            mutant.id.push_str(&format!(" ({before})"));
        }
    }
    Ok(all)
}

fn mutant(kind: &'static str, object: &str, id: String, sql: String) -> Mutant {
    Mutant { id, kind, object: object.to_owned(), sql, widens: None }
}

async fn policies(admin: &Client, prepared: &Prepared, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    let permissions: Vec<String> = prepared.intent.permissions.iter().map(|permission| permission.code.clone()).collect();
    let rows = admin
        .query(
            &format!(
                "select n.nspname || '.' || c.relname, p.polname::text, p.polpermissive, p.polcmd::text,
                        (select string_agg(u::regrole::text, ', ' order by u::regrole::text) from unnest(p.polroles) u),
                        pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
                   from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                  where n.nspowner = {OURS} order by 1, 2"
            ),
            &[],
        )
        .await?;
    for row in rows {
        let (table, name, permissive, command, roles): (String, String, bool, String, String) =
            (row.get(0), row.get(1), row.get(2), row.get(3), row.get(4));
        let (using, check): (Option<String>, Option<String>) = (row.get(5), row.get(6));
        let verb = match command.as_str() {
            "r" => "select",
            "a" => "insert",
            "w" => "update",
            "d" => "delete",
            _ => "all",
        };
        let called = format!("policy {name} on {table}");
        let dropped = format!("drop policy {name} on {table}");
        let again = |mode: &str, verb: &str, roles: &str| {
            let using = using.as_ref().map(|text| format!(" using ({text})")).unwrap_or_default();
            let check = check.as_ref().map(|text| format!(" with check ({text})")).unwrap_or_default();
            format!("{dropped}; create policy {name} on {table} as {mode} for {verb} to {roles}{using}{check}")
        };
        let mode = if permissive { "permissive" } else { "restrictive" };
        let mut add = |kind, what: &str, sql: String| all.push(mutant(kind, &table, format!("{called}: {what}"), sql));
        add("policy", "dropped", dropped.clone());
        if !permissive {
            add("policy", "permissive instead of restrictive", again("permissive", verb, &roles));
        }
        if permissive && verb == "select" && check.is_none() {
            add("policy", "for all commands instead of select", again(mode, "all", &roles));
        }
        if permissive {
            add("policy", "for everybody", again(mode, verb, "public"));
        }
        if using.as_deref().is_some_and(|using| !every_row(using)) && verb != "select" && verb != "delete" {
            add("policy", "with check true", format!("alter policy {name} on {table} with check (true)"));
        }
        for (clause, text) in [("using", &using), ("with check", &check)] {
            let Some(text) = text else { continue };
            let Some(expression) = clauses::parse(text) else {
                return Err(format!("{called}: the clause cannot be read: {text}").into());
            };
            if !every_row(text) {
                add("clause", &format!("{clause} true"), format!("alter policy {name} on {table} {clause} (true)"));
            }
            if text == "false" {
                continue;
            }
            add("clause", &format!("{clause} false"), format!("alter policy {name} on {table} {clause} (false)"));
            add("clause", &format!("{clause} negated"), format!("alter policy {name} on {table} {clause} (not ({text}))"));
            for variant in clauses::variants(&expression, &permissions) {
                add("clause", &format!("{clause}: {}", variant.what), format!("alter policy {name} on {table} {clause} ({})", variant.text));
            }
        }
        if name == "tenant" {
            for role in roles.split(", ") {
                let others: Vec<&str> = roles.split(", ").filter(|other| *other != role).collect();
                add("policy", &format!("without {role}"), format!("alter policy tenant on {table} to {}", others.join(", ")));
            }
        }
    }
    Ok(())
}

/// How a policy says that it lets every row through: `true`, or that a column is not null which never is.
fn every_row(clause: &str) -> bool {
    let bare = clause.trim_matches(['(', ')']);
    // `id`: the one row of a table whose key is true
    bare == "true"
        || bare == "id"
        || bare.strip_suffix(" IS NOT NULL").is_some_and(|column| column.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

async fn row_security(admin: &Client, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    let rows = admin
        .query(
            &format!(
                "select n.nspname || '.' || c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                  where n.nspowner = {OURS} and c.relkind = 'r' and c.relrowsecurity order by 1"
            ),
            &[],
        )
        .await?;
    for row in rows {
        let table: String = row.get(0);
        all.push(mutant("row security", &table, format!("row security on {table}: off"), format!("alter table {table} disable row level security")));
        let unforced = format!("alter table {table} no force row level security");
        all.push(mutant("row security", &table, format!("row security on {table}: not forced"), unforced));
    }
    Ok(())
}

async fn grants(admin: &Client, prepared: &Prepared, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    for relation in prepared.shape.relations.values().filter(|relation| !relation.name.starts_with("catalog.")) {
        let name = &relation.name;
        for login in LOGINS {
            for privilege in ["select", "insert", "update", "delete", "truncate", "references", "trigger"] {
                if !relation.table && privilege != "select" {
                    continue;
                }
                let reach = prepared.intent.reaches(login, name, privilege);
                let whole =
                    reach.is_some_and(|reach| reach.columns.is_empty() || relation.columns.iter().all(|(column, _)| reach.columns.contains(column)));
                if privilege == "references" || privilege == "trigger" || whole || privilege == "delete" && reach.is_some() {
                    continue;
                }
                all.push(Mutant {
                    widens: Some(login),
                    ..mutant(
                        "grant",
                        name,
                        format!("grant {privilege} on {name} to {login}: widened"),
                        format!("{}; grant {privilege} on {name} to {login}", usage(name, login)),
                    )
                });
                if let Some(reach) = reach {
                    // one column more
                    for (column, _) in relation.columns.iter().filter(|(column, _)| !reach.columns.contains(column)) {
                        all.push(Mutant {
                            widens: Some(login),
                            ..mutant(
                                "column grant",
                                name,
                                format!("grant {privilege} ({column}) on {name} to {login}: added"),
                                format!("{}; grant {privilege} ({column}) on {name} to {login}", usage(name, login)),
                            )
                        });
                    }
                }
            }
        }
    }
    // every grant there is, taken away
    let rows = admin
        .query(
            &format!(
                "select n.nspname || '.' || c.relname, lower(g.privilege_type), g.grantee::regrole::text, null::text
                   from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace cross join pg_catalog.aclexplode(c.relacl) g
                  where n.nspowner = {OURS} and g.grantee <> c.relowner and c.relkind in ('r', 'v') and n.nspname <> 'catalog' and g.grantee <> 0
                 union all
                 select n.nspname || '.' || c.relname, lower(g.privilege_type), g.grantee::regrole::text, a.attname::text
                   from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid
                  cross join pg_catalog.aclexplode(a.attacl) g where n.nspowner = {OURS} and n.nspname <> 'catalog'
                 order by 1, 2, 3, 4"
            ),
            &[],
        )
        .await?;
    for row in rows {
        let (object, privilege, role, column): (String, String, String, Option<String>) = (row.get(0), row.get(1), row.get(2), row.get(3));
        let columns = column.map(|column| format!(" ({column})")).unwrap_or_default();
        all.push(mutant(
            "grant",
            &object,
            format!("grant {privilege}{columns} on {object} to {role}: revoked"),
            format!("revoke {privilege}{columns} on {object} from {role}"),
        ));
    }
    for routine in &prepared.shape.routines {
        for login in LOGINS {
            let granted = prepared.intent.reaches(login, &routine.signature, "execute").is_some();
            let (what, sql) = if granted {
                ("revoked", format!("revoke execute on routine {} from {login}", routine.signature))
            } else {
                ("widened", format!("{}; grant execute on routine {} to {login}", usage(&routine.signature, login), routine.signature))
            };
            all.push(Mutant {
                widens: (!granted).then_some(login),
                ..mutant("execute", &routine.signature, format!("execute on {} to {login}: {what}", routine.signature), sql)
            });
        }
    }
    for schema in &prepared.shape.schemas {
        for login in LOGINS {
            let granted = prepared.intent.reaches(login, schema, "usage").is_some();
            let (what, sql) = if granted {
                ("revoked", format!("revoke usage on schema {schema} from {login}"))
            } else {
                ("widened", format!("grant usage on schema {schema} to {login}"))
            };
            all.push(mutant("grant", schema, format!("grant usage on schema {schema} to {login}: {what}"), sql));
        }
    }
    Ok(())
}

/// Without its schema nothing in it is reached either: the layer behind a grant, taken away.
fn usage(object: &str, login: &str) -> String {
    format!("grant usage on schema {} to {login}", object.split('.').next().unwrap_or_default())
}

async fn triggers(admin: &Client, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    let rows = admin
        .query(
            &format!(
                "select n.nspname || '.' || c.relname, t.tgname::text, pg_catalog.pg_get_triggerdef(t.oid)
                   from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                  where n.nspowner = {OURS} and not t.tgisinternal and t.tgname not like 'zz\\_%' order by 1, 2"
            ),
            &[],
        )
        .await?;
    for row in rows {
        let (table, name, definition): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        for (what, sql) in
            [("dropped", format!("drop trigger {name} on {table}")), ("disabled", format!("alter table {table} disable trigger {name}"))]
        {
            all.push(mutant("trigger", &table, format!("trigger {name} on {table}: {what}"), sql));
        }
        for event in ["INSERT", "UPDATE", "DELETE"] {
            let head = definition.split(" ON ").next().unwrap_or_default();
            if head.matches(" OR ").count() == 0 || !head.contains(event) || head.contains(" OF ") {
                continue;
            }
            let fewer = head.replace(&format!("{event} OR "), "").replace(&format!(" OR {event}"), "");
            let sql = format!("drop trigger {name} on {table}; {}", definition.replacen(head, &fewer, 1));
            all.push(mutant("trigger", &table, format!("trigger {name} on {table}: not for {}", event.to_lowercase()), sql));
        }
    }
    Ok(())
}

async fn keys(admin: &Client, prepared: &Prepared, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    let without_twin = without_twin(prepared);
    for Reference { name, table, column, parent, parent_column } in layers::references(admin).await? {
        let single = format!(
            "{without_twin} alter table {table} drop constraint {name}; create unique index single_key on {parent} ({parent_column});
             alter table {table} add constraint {name} foreign key ({column}) references {parent} ({parent_column}) on delete restrict not valid"
        );
        let called = format!("reference {name} on {table}");
        all.push(mutant("key", &table, format!("{called}: {column} alone"), single));
        all.push(mutant("key", &table, format!("{called}: dropped"), format!("alter table {table} drop constraint {name}")));
    }
    for Name { table, index, column } in layers::names(admin).await? {
        let sql = global_key(prepared, &table, &column);
        all.push(mutant("key", &table, format!("unique key {index}: {column} alone"), sql));
    }
    Ok(())
}

/// A single key cannot even be made while two organisations use the same ids.
fn without_twin(prepared: &Prepared) -> String {
    let tables = prepared.shape.relations.values().filter(|relation| relation.table && relation.tenant);
    let emptied = |relation: &Relation| {
        let name = &relation.name;
        // history guards itself even against replicas
        format!(
            "alter table {name} disable trigger user; delete from {name} where org_id = '{}'; alter table {name} enable trigger user; ",
            prepared.world.org_id(TWIN)
        )
    };
    format!("set local session_replication_role = replica; {} set local session_replication_role = origin;", tables.map(emptied).collect::<String>())
}

/// A key over all organisations. The world has the same names in each, so that they are made different first.
fn global_key(prepared: &Prepared, table: &str, column: &str) -> String {
    format!(
        "{} alter table {table} disable trigger all; update {table} set {column} = {column} || ' ' || right(org_id::text, 12) where org_id <> '{}';
         alter table {table} enable trigger all; create unique index single_key on {table} ({column})",
        without_twin(prepared),
        prepared.world.org_id(HOME)
    )
}

async fn functions(admin: &Client, prepared: &Prepared, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    let rows = admin
        .query(
            &format!(
                "select n.nspname || '.' || p.proname, n.nspname || '.' || p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')',
                        p.prosecdef, p.prosrc, pg_catalog.pg_get_functiondef(p.oid), l.lanname::text
                   from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace join pg_catalog.pg_language l on l.oid = p.prolang
                  where n.nspowner = {OURS} and p.prokind = 'f' and n.nspname not in ('catalog', 'extensions')
                    and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
                  order by 2"
            ),
            &[],
        )
        .await?;
    for row in rows {
        let (name, signature, definer): (String, String, bool) = (row.get(0), row.get(1), row.get(2));
        let (body, definition, language): (String, String, String) = (row.get(3), row.get(4), row.get(5));
        if ACCOUNTS.contains(&name.as_str()) {
            continue;
        }
        // what audit.watch generates is the same everywhere
        let generated = prepared.intent.entities.keys().any(|table| name == format!("audit.{}", table.replace('.', "_")));
        let other = if definer { "invoker" } else { "definer" };
        all.push(mutant("rights", &name, format!("function {signature}: security {other}"), format!("alter function {signature} security {other}")));
        if language != "plpgsql" || generated {
            continue;
        }
        for variant in bodies::variants(&body) {
            // who may ask, and about whom; what it then tells is asked by tests/explain
            if name == "app.explain_member_access"
                && !["asker", "c.permissions", "c.site_ids", "p_member"].iter().any(|part| variant.what.contains(part))
            {
                continue;
            }
            if DATA_WORK.contains(&name.as_str()) && !variant.what.starts_with("if ") && !variant.what.contains("assert_") {
                continue;
            }
            let sql = definition.replacen(&body, &variant.text, 1);
            all.push(mutant("body", &name, format!("function {name}: {}", variant.what), sql));
        }
    }
    Ok(())
}

async fn views(admin: &Client, all: &mut Vec<Mutant>) -> Result<(), Failure> {
    let rows = admin
        .query(
            &format!(
                "select n.nspname || '.' || c.relname, coalesce(c.reloptions::text[], '{{}}'), pg_catalog.pg_get_viewdef(c.oid)
                   from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                  where n.nspowner = {OURS} and c.relkind = 'v' and n.nspname <> 'catalog' order by 1"
            ),
            &[],
        )
        .await?;
    for row in rows {
        let (view, options, definition): (String, Vec<String>, String) = (row.get(0), row.get(1), row.get(2));
        // what an import would change decides about data, like DATA_WORK
        let data = view == "lifecycle.import_changes";
        for option in &options {
            let option = option.split('=').next().unwrap_or_default();
            all.push(mutant("view", &view, format!("view {view}: without {option}"), format!("alter view {view} set ({option} = false)")));
        }
        let with = if options.is_empty() { String::new() } else { format!(" with ({})", options.join(", ")) };
        for variant in bodies::variants(&definition).into_iter().filter(|variant| !data && variant.what.starts_with("where")) {
            all.push(mutant(
                "view",
                &view,
                format!("view {view}: {}", variant.what),
                format!("create or replace view {view}{with} as {}", variant.text),
            ));
        }
    }
    Ok(())
}
