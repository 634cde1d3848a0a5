//! Drawing the chart (HY-16, R16): with people.lines.write, one primary line a person and day, and never a circle.

use std::collections::BTreeSet;

use super::{
    Caller,
    tables::{Expected, Probe, fresh, other},
};
use crate::world::{Kind, Line, Org};

/// First day and the day after the last, from the organisation's today.
type Days = (i32, Option<i32>);

fn overlap(a: Days, b: Days) -> bool {
    a.1.is_none_or(|end| b.0 < end) && b.1.is_none_or(|end| a.0 < end)
}

/// Whether somebody would be their own manager on any day, over primary and acting lines.
pub(crate) fn closes_circle(lines: &[Line], employee: usize, manager: usize, days: Days) -> bool {
    // on which day a circle closes: a circle that holds at all holds on the first day of one of its lines
    let days_to_look = std::iter::once(days.0).chain(lines.iter().map(|line| line.from)).filter(|day| overlap((*day, Some(day + 1)), days));
    for day in days_to_look {
        let (mut above, mut next) = (BTreeSet::from([manager]), vec![manager]);
        while let Some(one) = next.pop() {
            if one == employee {
                return true;
            }
            let holds = |line: &&Line| line.kind != "dotted" && line.employee == one && overlap((line.from, line.until), (day, Some(day + 1)));
            for line in lines.iter().filter(holds) {
                if above.insert(line.manager) {
                    next.push(line.manager);
                }
            }
        }
    }
    false
}

/// Whether another primary line of the same person is in force on one of the days.
pub(crate) fn second_primary(lines: &[Line], employee: usize, days: Days) -> bool {
    lines.iter().any(|line| line.kind == "primary" && line.employee == employee && overlap((line.from, line.until), days))
}

fn drawn(caller: &Caller<'_>, org: &Org, kind: &'static str, employee: usize, manager: usize, days: Days) -> Expected {
    let id = fresh(caller.world, 1);
    let circle = kind != "dotted" && closes_circle(&org.lines, employee, manager, days);
    if caller.is_closing() {
        return Expected::Refused(vec!["RH010"]);
    }
    if !caller.may("people.lines.write") {
        // whoever may not draw learns nothing of the chart from how they are refused
        return Expected::Refused(vec!["42501"]);
    }
    Expected::unless(
        &[
            (employee == manager, "23514"),
            (employee == manager || circle, "RH021"),
            (kind == "primary" && second_primary(&org.lines, employee, days), "23P01"),
        ],
        format!("people.reporting_lines insert {}/{id}", caller.org_id()),
    )
}

/// Lines between people of the organisation, and across.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let org = caller.org();
    let id = fresh(caller.world, 1);
    let count = org.employees.len();
    let ask = |kind: &str, employee, manager, (from, until): Days| {
        let until = until.map_or_else(|| "null".to_owned(), |days: i32| format!("app.today() + ({days})"));
        format!(
            "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) \
             values ('{}', '{id}', '{employee}', '{manager}', '{kind}', pg_catalog.daterange(app.today() + ({from}), {until}))",
            caller.org_id()
        )
    };
    for employee in 0..count {
        for (kind, step, days) in [
            ("primary", 1, (0, None)),
            ("acting", 2, (-1, Some(1))),
            ("dotted", 1, (0, Some(30))),
            ("primary", 3, (40, Some(41))),
            ("acting", 0, (0, None)),
        ] {
            let manager = (employee + step) % count;
            probes.push(Probe {
                operation: "people.reporting_lines insert",
                row: format!("{kind} line from {} to {}", org.employees[employee].name, org.employees[manager].name),
                sql: ask(kind, caller.id(Kind::Employee, employee), caller.id(Kind::Employee, manager), days),
                expected: drawn(caller, org, kind, employee, manager, days),
            });
        }
    }
    if let Some(at) = other(caller).filter(|_| count > 0) {
        probes.push(Probe {
            operation: "people.reporting_lines insert",
            row: format!("line from {} to somebody of {}", org.employees[0].name, caller.world.orgs[at].name),
            sql: ask("dotted", caller.id(Kind::Employee, 0), caller.world.id(at, Kind::Employee, 0), (0, None)),
            expected: Expected::Refused(if caller.is_closing() {
                vec!["RH010"]
            } else if caller.may("people.lines.write") {
                vec!["RH011", "23503"]
            } else {
                vec!["42501"]
            }),
        });
    }
}
