//! Imports and exports of people (HA-17, HA-18).

use types::Role;

use super::{
    Caller,
    sight::{Seeing, numbered},
    tables::{Expected, Probe},
};
use crate::world::{Import, Kind};

/// An import adds and edits people and draws lines, and its report tells what stood there.
const NEEDED: [&str; 4] = ["people.import", "people.read", "people.write", "people.lines.write"];

fn may_import(caller: &Caller<'_>) -> bool {
    NEEDED.iter().all(|permission| caller.may(permission))
}

/// One's own while one may import; an admin every one, by role.
pub(super) fn sees(caller: &Caller<'_>, import: &Import) -> bool {
    caller.role() == Role::Admin || (caller.may("people.import") && import.by == caller.place)
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    for (table, key, rest) in [
        ("lifecycle.import_jobs", "id", ""),
        ("lifecycle.import_progress", "import_id", ""),
        ("lifecycle.import_rows", "import_id || '/' || line", "/2"),
        ("lifecycle.import_errors", "import_id || '/' || line || '/' || field || '/' || reason", "/3/employee_no/missing"),
    ] {
        seeing.table(
            table,
            key,
            |world, at| {
                let imports = numbered(world, at, Kind::Import, world.orgs[at].imports.len());
                imports.into_iter().map(|(place, key)| (place, format!("{key}{rest}"))).collect()
            },
            |caller, import| sees(caller, &caller.org().imports[import]),
        );
    }
}

fn is_over(import: &Import) -> bool {
    ["done", "failed", "cancelled"].contains(&import.state)
}

/// Opening, cancelling, exporting.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let under_way = caller.org().imports.iter().filter(|import| !is_over(import)).count();
    probes.push(Probe {
        operation: "lifecycle.open_import",
        row: "an import".to_owned(),
        sql: format!(
            "select lifecycle.open_import('{}', true, 'skip_rows', ',', '{{employee_no,display_name,employment_type,hired_on}}', '{{}}')",
            caller.id(Kind::Nothing, 70)
        ),
        expected: Expected::unless(
            &[(!may_import(caller), "RH030"), (under_way >= 3, "RH031"), (caller.is_closing(), "RH010")],
            format!("lifecycle.import_jobs insert {}/{}", caller.org_id(), caller.id(Kind::Nothing, 70)),
        ),
    });
    for (at, org) in caller.world.orgs.iter().enumerate() {
        for (place, import) in org.imports.iter().enumerate() {
            // who asked may take it back even when they may not import any more
            let hidden = at != caller.at || !(import.by == caller.place || caller.role() == Role::Admin);
            let id = caller.world.id(at, Kind::Import, place);
            probes.push(Probe {
                operation: "lifecycle.cancel_import",
                row: id.to_string(),
                sql: format!("select lifecycle.cancel_import('{id}')"),
                expected: if hidden {
                    Expected::Refused(vec!["RH032"])
                } else {
                    Expected::unless(
                        &[(is_over(import), "RH031"), (caller.is_closing(), "RH010")],
                        format!("lifecycle.import_jobs update {}/{id}", caller.org_id()),
                    )
                },
            });
        }
    }
    // R34: exporting goes on while the organisation closes
    probes.push(Probe {
        operation: "lifecycle.record_export",
        row: "everybody".to_owned(),
        sql: "select lifecycle.record_export(null, null)".to_owned(),
        expected: if caller.may("people.export") { Expected::Done(None) } else { Expected::Refused(vec!["RH030"]) },
    });
}
