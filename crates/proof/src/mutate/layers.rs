//! Layers that stand behind one another, each tried alone: what the others would catch is let through first, so that a layer which
//! holds nothing is seen. The statements run as the roles that the layer binds, or, where it binds owners too, as a superuser.

use tokio_postgres::Client;

use crate::{
    Failure,
    suite::{
        Prepared,
        cast::{AWAY, CLOSING, HOME},
    },
    witness::Claims,
    world::World,
};

/// One layer of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// In words.
    pub name: String,
    /// Takes the other layers away.
    pub alone: String,
    /// As whom: a role of the charter, or nobody's for a superuser's connection.
    pub role: Option<&'static str>,
    /// The context.
    pub claims: Claims,
    /// What is tried.
    pub statement: String,
    /// What has to come of it.
    pub expected: Expected,
}

/// What has to come of a layer's statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A count of none in the first column.
    None,
    /// A refusal with this SQLSTATE.
    Refused(&'static str),
    /// No refusal.
    Accepted,
}

fn claims(world: &World, org: usize, name: &str) -> Claims {
    let member = world.orgs[org].member(name);
    Claims {
        secret: Some(world.secret(org, member)),
        org: world.org_id(org).to_string(),
        role: world.orgs[org].members[member].role.to_string(),
        isolation: None,
    }
}

/// The floor of a table for one of the roles it binds: with every row let through by a permissive policy and no guard, no row of
/// another organisation is seen.
pub(super) fn floor(prepared: &Prepared, table: &str, role: &'static str) -> Layer {
    let world = &prepared.world;
    let context = if role == "app_worker" {
        Claims { secret: Some(world.job_secret(HOME, 0)), org: world.org_id(HOME).to_string(), role: "worker".to_owned(), isolation: None }
    } else {
        claims(world, HOME, "ada")
    };
    Layer {
        name: format!("the floor of {table} for {role}"),
        alone: format!(
            "create policy nothing_but_the_floor on {table} for all to {role} using (true) with check (true);
             grant select on {table} to {role}; grant usage on schema {} to {role}; grant select on app.caller, identity.capabilities to {role};
             grant usage on schema app, identity to {role};",
            table.split('.').next().unwrap_or_default()
        ),
        role: Some(role),
        claims: context,
        statement: format!("select count(*) from {table} where org_id <> '{}'", world.org_id(HOME)),
        expected: Expected::None,
    }
}

/// The floor of a table for writing: with every write let through by a permissive policy and no guard, none reaches a row of another
/// organisation.
pub(super) fn floor_of_writes(prepared: &Prepared, table: &str) -> Layer {
    let world = &prepared.world;
    Layer {
        name: format!("the floor of {table} for new rows"),
        alone: format!(
            "alter table {table} disable trigger all;
             create policy nothing_but_the_floor on {table} for all to app_api using (true) with check (true);
             grant select, insert on {table} to app_api;
             grant usage on schema {} to app_api;
             create table witness.sample as select * from {table} where org_id = '{}' limit 1;
             delete from {table} where org_id = '{1}';
             grant select on witness.sample to app_api;",
            table.split('.').next().unwrap_or_default(),
            world.org_id(AWAY)
        ),
        role: Some("app_api"),
        claims: claims(world, HOME, "ada"),
        statement: format!("insert into {table} select * from witness.sample"),
        expected: Expected::Refused("42501"),
    }
}

/// A guard against foreign organisations: a superuser, whom no policy binds, with ada's context.
pub(super) fn same_org(prepared: &Prepared, table: &str) -> Layer {
    let world = &prepared.world;
    Layer {
        name: format!("the cross-tenant guard of {table}"),
        alone: String::new(),
        role: None,
        claims: claims(world, HOME, "ada"),
        statement: format!("update {table} set org_id = org_id where org_id = '{}'", world.org_id(AWAY)),
        expected: Expected::Refused("RH011"),
    }
}

/// R34 by the statement trigger alone: the guard of each row is switched off.
pub(super) fn writable(prepared: &Prepared, table: &str) -> Layer {
    Layer {
        name: format!("the read-only guard of {table}"),
        alone: format!("alter table {table} disable trigger _200_same_org;"),
        role: None,
        claims: claims(&prepared.world, CLOSING, "ada"),
        statement: format!("update {table} set org_id = org_id where false"),
        expected: Expected::Refused("RH010"),
    }
}

/// R34 by the guard of each row alone.
pub(super) fn writable_by_row(prepared: &Prepared, table: &str) -> Layer {
    let world = &prepared.world;
    Layer {
        name: format!("the read-only guard of each row of {table}"),
        alone: format!("alter table {table} disable trigger _100_writable;"),
        role: None,
        claims: claims(world, CLOSING, "ada"),
        statement: format!("update {table} set org_id = org_id where org_id = '{}'", world.org_id(CLOSING)),
        expected: Expected::Refused("RH010"),
    }
}

/// A reference that carries the organisation: without any guard or policy a row cannot point at another organisation's.
pub(super) fn reference(prepared: &Prepared, table: &str, column: &str, parent: &str, parent_column: &str) -> Layer {
    let world = &prepared.world;
    Layer {
        name: format!("the reference {table}.{column}"),
        alone: format!("alter table {table} disable trigger user;"),
        role: None,
        claims: Claims::default(),
        statement: format!(
            "update {table} set {column} = (select p.{parent_column} from {parent} p where p.org_id = '{}' order by p.{parent_column} desc limit 1)
              where ctid = (select t.ctid from {table} t where t.org_id = '{}' limit 1)",
            world.org_id(AWAY),
            world.org_id(HOME)
        ),
        expected: Expected::Refused("23503"),
    }
}

/// History: a superuser cannot change it either.
pub(super) fn append_only(prepared: &Prepared, table: &str, verb: &str) -> Layer {
    let statement = match verb {
        "truncate" => format!("truncate {table} cascade"),
        _ => format!("update {table} set org_id = org_id where org_id = '{}'", prepared.world.org_id(HOME)),
    };
    Layer {
        name: format!("the history of {table} against {verb}"),
        alone: String::new(),
        role: None,
        claims: claims(&prepared.world, HOME, "ada"),
        statement,
        expected: Expected::Refused("RH012"),
    }
}

/// Row security that binds the owner: `app_owner` sees nothing of its own table.
pub(super) fn forced(prepared: &Prepared, table: &str) -> Layer {
    Layer {
        name: format!("row security of {table} for its owner"),
        alone: "grant usage on schema app, identity to app_owner; grant select on app.caller to app_owner;".to_owned(),
        role: Some("app_owner"),
        claims: claims(&prepared.world, HOME, "ada"),
        statement: format!("select count(*) from {table}"),
        expected: Expected::None,
    }
}

/// A key that leads with the organisation: what another organisation uses is free here.
pub(super) fn unique(prepared: &Prepared, table: &str, columns: &[String]) -> Layer {
    let world = &prepared.world;
    let pairs: Vec<String> = columns.iter().map(|column| format!("{column} = s.{column}")).collect();
    Layer {
        name: format!("the key of {table} ({})", columns.join(", ")),
        alone: format!("alter table {table} disable trigger all;"),
        role: None,
        claims: Claims::default(),
        statement: format!(
            "update {table} t set {} from (select * from {table} where org_id = '{}' limit 1) s
              where t.ctid = (select x.ctid from {table} x where x.org_id = '{}' limit 1)",
            pairs.join(", "),
            world.org_id(AWAY),
            world.org_id(HOME)
        ),
        expected: Expected::Accepted,
    }
}

/// Tries the layer on a superuser's connection to a copy; `None` if it holds, else what happened.
///
/// # Errors
/// The copy broke.
pub(super) async fn tried(admin: &Client, layer: &Layer) -> Result<Option<String>, Failure> {
    admin.batch_execute("begin").await?;
    let outcome = attempt(admin, layer).await;
    admin.batch_execute("rollback; reset session authorization").await?;
    outcome
}

async fn attempt(admin: &Client, layer: &Layer) -> Result<Option<String>, Failure> {
    if !layer.alone.is_empty() {
        admin.batch_execute(&layer.alone).await.map_err(|error| Failure::in_statement(&error, &layer.name))?;
    }
    if let Some(secret) = &layer.claims.secret {
        admin
            .query(
                "select pg_catalog.set_config('app.session', $1, true), pg_catalog.set_config('app.org_id', $2, true), pg_catalog.set_config('app.role', $3, true)",
                &[secret, &layer.claims.org, &layer.claims.role],
            )
            .await?;
    }
    if let Some(role) = layer.role {
        // the login where it is one, so that session_user is right too
        let assumed = if role == "app_worker" { format!("set session authorization {role}") } else { format!("set local role {role}") };
        admin.batch_execute(&assumed).await?;
    }
    let outcome = admin.query(&layer.statement, &[]).await;
    Ok(match (&layer.expected, outcome) {
        (Expected::None, Ok(rows)) => {
            let count: i64 = rows.first().map_or(0, |row| row.get(0));
            (count != 0).then(|| format!("{}: {count} rows", layer.name))
        }
        (Expected::Refused(code), Ok(_)) => Some(format!("{}: not refused with {code}", layer.name)),
        (Expected::Refused(code), Err(error)) => {
            let state = error.code().map(|state| state.code().to_owned()).unwrap_or_default();
            (state != *code).then(|| format!("{}: refused with {state}, not {code}", layer.name))
        }
        (Expected::None | Expected::Accepted, Err(error)) => Some(format!("{}: {}", layer.name, Failure::in_statement(&error, "refused"))),
        (Expected::Accepted, Ok(_)) => None,
    })
}
