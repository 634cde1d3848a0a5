//! Goals, key results, and what is said and asked for about them (HY-01, 4.4, 5C).

use types::Role;

use super::{
    Caller, cycles, in_force,
    sight::{Seeing, numbered},
    tables::{Expected, Probe, fresh},
};
use crate::world::{Goal, Kind, Org, World};

/// The manager somebody reports to today, by a primary line.
fn manager(org: &Org, employee: usize) -> Option<usize> {
    org.lines.iter().find(|line| line.employee == employee && line.kind == "primary" && in_force(line)).map(|line| line.manager)
}

/// Two of one team have the same manager.
fn shares_manager(caller: &Caller<'_>, employee: usize) -> bool {
    let own = caller.member().employee.and_then(|own| manager(caller.org(), own));
    own.is_some() && own == manager(caller.org(), employee)
}

/// The owner and their manager of today are the parties of a goal.
fn is_party(caller: &Caller<'_>, one: &Goal) -> bool {
    caller.is_own(one.owner) || caller.manages(one.owner)
}

/// Whoever keeps everybody's goals: neither drafts nor private ones.
fn keeps(caller: &Caller<'_>, one: &Goal) -> bool {
    caller.may("goals.manage") && one.state != "draft" && one.visibility != "private"
}

/// Parties in every state; others what is no draft, as far as its owner shows it.
pub(super) fn reads(caller: &Caller<'_>, one: &Goal) -> bool {
    let shown = one.visibility == "org" || one.visibility == "team" && shares_manager(caller, one.owner);
    is_party(caller, one) || keeps(caller, one) || one.state != "draft" && shown
}

/// The parties, whoever wrote it, hr where the goal is not private, admins where it is everybody's.
pub(super) fn reads_update(caller: &Caller<'_>, one: &Goal) -> bool {
    let by_role = caller.role() == Role::Admin && one.visibility == "org";
    is_party(caller, one) || caller.is_own(one.commented_by()) || keeps(caller, one) || by_role
}

/// What needs consent is between the parties; hr reads it where the goal is not private.
pub(super) fn reads_change(caller: &Caller<'_>, one: &Goal) -> bool {
    is_party(caller, one) || keeps(caller, one)
}

fn all(world: &World, at: usize, kind: Kind) -> Vec<(usize, String)> {
    numbered(world, at, kind, world.orgs[at].goals.len())
}

pub(super) fn see(seeing: &mut Seeing<'_>) {
    for (table, kind) in [("performance.goals", Kind::Goal), ("performance.key_results", Kind::KeyResult)] {
        seeing.table(table, "id", move |world, at| all(world, at, kind), |caller, place| reads(caller, &caller.org().goals[place]));
    }
    seeing.table(
        "performance.goal_updates",
        "id",
        |world, at| all(world, at, Kind::GoalUpdate).into_iter().filter(|(place, _)| world.orgs[at].goals[*place].has_update()).collect(),
        |caller, place| reads_update(caller, &caller.org().goals[place]),
    );
    seeing.table(
        "performance.goal_changes",
        "id",
        |world, at| {
            let goals = world.orgs[at].goals.iter().enumerate();
            let rows = goals.flat_map(|(place, one)| (0..one.changes()).map(move |second| (place, place * 2 + second)));
            rows.map(|(place, row)| (place, world.id(at, Kind::GoalChange, row).to_string())).collect()
        },
        |caller, place| reads_change(caller, &caller.org().goals[place]),
    );
}

/// A function that changes a goal, and what may stand against it.
struct Try {
    operation: &'static str,
    /// What follows the goal's id; `1` is its version where there is one.
    arguments: String,
    /// Not allowed to whoever sees it.
    forbidden: bool,
    /// Not in this state.
    wrong: bool,
    wrote: String,
}

/// Drawing up, changing, activating, commenting, measuring, concluding, removing; asking and answering.
pub(super) fn probes(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let world = caller.world;
    for (at, org) in world.orgs.iter().enumerate() {
        for employee in 0..org.employees.len() {
            let (id, new) = (world.id(at, Kind::Employee, employee), fresh(world, 9));
            let may = at == caller.at && (caller.is_own(employee) || caller.manages(employee));
            probes.push(Probe {
                operation: "performance.open_goal",
                row: format!("a new one of {id}"),
                sql: format!("select performance.open_goal('{new}', '{{\"owner_id\": \"{id}\", \"title\": \"New\", \"visibility\": \"org\"}}')"),
                expected: Expected::unless(
                    &[(!may, "RH030"), (caller.is_closing(), "RH010")],
                    format!("performance.goals insert {}/{new}", caller.org_id()),
                ),
            });
        }
        for place in 0..org.goals.len() {
            goal(caller, at, place, probes);
        }
        for (place, one) in org.cycles.iter().enumerate() {
            let here = at == caller.at;
            let seen = here && ["draft", "active"].contains(&one.state) && cycles::reads(caller, one);
            linked(caller, "cycle_id", &world.id(at, Kind::Cycle, place).to_string(), seen, probes);
        }
    }
}

/// A new goal of one's own, below a goal or in a cycle.
fn linked(caller: &Caller<'_>, field: &'static str, id: &str, seen: bool, probes: &mut Vec<Probe>) {
    let new = fresh(caller.world, 10);
    probes.push(Probe {
        operation: "performance.open_goal",
        row: format!("one's own, with {field} {id}"),
        sql: format!("select performance.open_goal('{new}', '{{\"{field}\": \"{id}\", \"title\": \"New\"}}')"),
        expected: Expected::unless(
            &[(caller.member().employee.is_none(), "RH030"), (!seen, "23503"), (caller.is_closing(), "RH010")],
            format!("performance.goals insert {}/{new}", caller.org_id()),
        ),
    });
}

fn goal(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (world, org_id) = (caller.world, caller.org_id());
    let org = &world.orgs[at];
    let (one, here) = (&org.goals[place], at == caller.at);
    let id = world.id(at, Kind::Goal, place);
    let seen = here && reads(caller, one);
    let (own, party) = (here && caller.is_own(one.owner), here && is_party(caller, one));
    // whoever stands in for a manager and is no employee reads, and signs nothing
    let signs = party && caller.member().employee.is_some();
    let edits = party || here && keeps(caller, one);
    let (draft, under_way) = (one.state == "draft", one.is_under_way());
    let over = !draft && !under_way;
    let decided_by_two = one.cycle.is_some_and(|cycle| org.cycles[cycle].state == "active");
    let below = org.goals.iter().any(|other| other.parent == Some(place));
    linked(caller, "parent_id", &id.to_string(), seen, probes);

    let (update, ask) = (fresh(world, 11), fresh(world, 12));
    let changed = || format!("performance.goals update {org_id}/{id}");
    let mut tried = Vec::new();
    let mut tries = |operation, arguments: &str, forbidden, wrong, wrote| {
        tried.push(Try { operation, arguments: arguments.to_owned(), forbidden, wrong, wrote });
    };
    tries("performance.keep_goal", ", 1, '{\"title\": \"Another\", \"due\": \"2030-01-01\"}'", !edits, over, changed());
    tries("performance.keep_goal", ", 1, '{\"weight\": 30}'", !edits, !draft, changed());
    tries("performance.keep_goal", ", 1, '{\"visibility\": \"team\"}'", !own, over, changed());
    tries("performance.activate_goal", ", 1", !party, !draft, changed());
    tries("performance.conclude_goal", ", 1, 'dropped'", !own, !under_way || decided_by_two, changed());
    tries("performance.remove_goal", ", 1", !own, !draft || below, format!("performance.goals delete {org_id}/{id}"));
    let said = || format!("performance.goal_updates insert {org_id}/{update}");
    tries("performance.add_goal_update", &format!(", '{update}', 'It goes on', null"), !signs, !under_way, said());
    tries("performance.add_goal_update", &format!(", '{update}', 'It goes on', 'at_risk'"), !own, !under_way, said());
    let asked = || format!("performance.goal_changes insert {org_id}/{ask}");
    tries("performance.ask_goal_change", &format!(", '{ask}', '{{\"aim\": \"weight\", \"weight\": 40}}'"), !signs, !under_way, asked());
    tries(
        "performance.ask_goal_change",
        &format!(", '{ask}', '{{\"aim\": \"outcome\", \"outcome\": \"missed\"}}'"),
        !own,
        !under_way || !decided_by_two,
        asked(),
    );
    for Try { operation, arguments, forbidden, wrong, wrote } in tried {
        let reasons = [(!seen, "RH032"), (seen && forbidden, "RH030"), (seen && wrong, "RH031"), (caller.is_closing(), "RH010")];
        probes.push(Probe {
            operation,
            row: id.to_string(),
            sql: format!("select {operation}('{id}'{arguments})"),
            expected: Expected::unless(&reasons, wrote),
        });
        if arguments.starts_with(", 1") {
            // somebody else was first: nothing happens, and it is told
            probes.push(Probe {
                operation,
                row: format!("{id}, of another version"),
                sql: format!("select {operation}('{id}'{})", arguments.replacen(", 1", ", 7", 1)),
                expected: Expected::refused(&[(!seen, "RH032"), (seen && forbidden, "RH030")]).unwrap_or(Expected::Answers("null")),
            });
        }
    }
    // below itself, whoever may put it anywhere
    probes.push(Probe {
        operation: "performance.keep_goal",
        row: format!("{id}, below itself"),
        sql: format!("select performance.keep_goal('{id}', 1, '{{\"parent_id\": \"{id}\"}}')"),
        expected: Expected::unless(
            &[(!seen, "RH032"), (seen && !edits, "RH030"), (seen && over, "RH031"), (seen, "RH023"), (caller.is_closing(), "RH010")],
            String::new(),
        ),
    });
    let key_result = world.id(at, Kind::KeyResult, place);
    probes.push(Probe {
        operation: "performance.record_key_result",
        row: key_result.to_string(),
        sql: format!("select performance.record_key_result('{key_result}', 1, 4.5)"),
        expected: Expected::unless(
            &[(!seen, "RH032"), (seen && !party, "RH030"), (seen && !under_way, "RH031"), (caller.is_closing(), "RH010")],
            format!("performance.key_results update {org_id}/{key_result}"),
        ),
    });
    answers(caller, at, place, probes);
}

/// Nobody decides about what they asked for themselves; whoever asked takes it back, as long as they are a party still.
fn answers(caller: &Caller<'_>, at: usize, place: usize, probes: &mut Vec<Probe>) {
    let (world, here) = (caller.world, at == caller.at);
    let one = &world.orgs[at].goals[place];
    let Some((by, answer)) = one.ask() else { return };
    let (id, new) = (world.id(at, Kind::GoalChange, place * 2), fresh(world, 13));
    let seen = here && reads_change(caller, one);
    let signs = here && caller.member().employee.is_some();
    let decides = signs && if by == one.owner { caller.manages(one.owner) } else { caller.is_own(one.owner) };
    let takes_back = here && caller.is_own(by) && is_party(caller, one);
    for (step, may) in [("accepted", decides), ("refused", decides), ("withdrawn", takes_back)] {
        let wrong = !answer.is_empty() || step == "accepted" && !one.is_under_way();
        probes.push(Probe {
            operation: "performance.answer_goal_change",
            row: format!("{id}, {step}"),
            sql: format!("select performance.answer_goal_change('{id}', '{new}', '{step}', 'So be it')"),
            expected: Expected::unless(
                &[(!seen, "RH032"), (seen && !may, "RH030"), (seen && wrong, "RH031"), (caller.is_closing(), "RH010")],
                format!("performance.goal_changes insert {}/{new}", caller.org_id()),
            ),
        });
    }
}
