//! What the roles of the database reach at all: every column of every table and every function tried as every role, owners
//! included, against `reach.csv`; and what is closed to all of them.

use super::{
    actors::Actor,
    plan::{Attempt, Check, Plan},
    shape::Shape,
};
use crate::{Failure, intent::Intent, witness::Claims};

/// Roles of the charter; owners never log in, but what they reach is what their functions can be made to do.
pub(super) const ROLES: [&str; 12] = [
    "app_owner",
    "app_kernel",
    "app_signin",
    "app_registrar",
    "app_transition",
    "app_scribe",
    "app_api",
    "app_auth",
    "app_worker",
    "app_platform",
    "app_auditor",
    "app_explainer",
];
/// Of these, the ones that nothing is granted: they own the tables.
const OWNER: &str = "app_owner";

/// One plan a role.
pub(super) fn plans(intent: &Intent, shape: &Shape) -> Result<Vec<Plan>, Failure> {
    for reach in &intent.reach {
        let known = shape.relations.contains_key(&reach.object)
            || shape.routines.iter().any(|routine| routine.signature == reach.object)
            || shape.schemas.contains(&reach.object)
            || reach.object.ends_with(".*");
        if !known {
            return Err(Failure::Intent {
                file: "reach.csv".to_owned(),
                line: 0,
                message: format!("there is no {} for {} to reach", reach.object, reach.role),
            });
        }
    }
    Ok(ROLES.into_iter().filter(|role| *role != OWNER).map(|role| Plan { actor: actor(role), attempts: attempts(intent, shape, role) }).collect())
}

fn actor(role: &'static str) -> Actor {
    Actor {
        name: format!("the role {role}"),
        login: role,
        column: "none",
        org: 0,
        member: None,
        job: None,
        permissions: std::collections::BTreeSet::new(),
        entitled: false,
        claims: Claims::default(),
    }
}

fn attempts(intent: &Intent, shape: &Shape, role: &str) -> Vec<Attempt> {
    let mut attempts = Vec::new();
    let mut add = |object: &str, operation: &str, rows: &str, sql: String, reached: bool| {
        attempts.push(Attempt {
            object: object.to_owned(),
            operation: operation.to_owned(),
            rows: rows.to_owned(),
            sql,
            check: Check::Reaches(reached),
            intent: "tests/policies/intent/reach.csv".to_owned(),
            cells: 1,
            key: None,
        });
    };
    for relation in shape.relations.values() {
        let name = &relation.name;
        let columns = |privilege: &str| intent.reaches(role, name, privilege).map(|reach| reach.columns.clone());
        let (select, insert, update) = (columns("select"), columns("insert"), columns("update"));
        // a line without columns means all of them
        let holds = |columns: &Option<std::collections::BTreeSet<String>>, column: &str| {
            columns.as_ref().is_some_and(|all| all.is_empty() || all.contains(column))
        };
        for (column, _) in &relation.columns {
            let quoted = format!("\"{column}\"");
            add(name, "select", column, format!("select {quoted} from {name} limit 0"), holds(&select, column));
            if relation.table {
                add(name, "insert", column, format!("insert into {name} ({quoted}) select null where false"), holds(&insert, column));
                add(name, "update", column, format!("update {name} set {quoted} = null where false"), holds(&update, column));
            }
        }
        if relation.table {
            add(name, "delete", "every", format!("delete from {name} where false"), intent.reaches(role, name, "delete").is_some());
            add(name, "truncate", "every", format!("truncate {name} cascade"), false);
        }
    }
    for routine in &shape.routines {
        add(&routine.signature, "execute", "every", routine.call.clone(), intent.reaches(role, &routine.signature, "execute").is_some());
    }
    for schema in &shape.schemas {
        add(schema, "usage", "every", format!("select 1 from {schema}.there_is_no_such_table"), intent.reaches(role, schema, "usage").is_some());
    }
    for forbidden in intent.forbidden.iter().filter(|forbidden| !forbidden.but.iter().any(|but| but == role)) {
        attempts.push(Attempt {
            object: "the server".to_owned(),
            operation: "anything".to_owned(),
            rows: forbidden.threat.clone(),
            sql: forbidden.statement.clone(),
            check: Check::Refused(forbidden.refused.clone()),
            intent: "tests/policies/intent/forbidden.csv".to_owned(),
            cells: 1,
            key: None,
        });
    }
    attempts
}
