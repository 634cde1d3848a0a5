//! Every state of every machine, every transition, every member: what `tests/policies/transitions/transitions.csv` says, and nothing else.
//! `docs/transitions.md` is drawn from the same file.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use harness::{Arena, Member, Org, Person, Refusal, north, run};
use tokio_postgres::Client;
use uuid::Uuid;

const TABLE: &str = include_str!("transitions.csv");

/// One line of the table.
#[derive(Debug, Clone)]
struct Line {
    machine: String,
    from: String,
    transition: String,
    to: String,
    by: String,
}

fn lines() -> Vec<Line> {
    let mut rows = TABLE.lines();
    assert_eq!(rows.next(), Some("machine,from,transition,to,by,rule"));
    rows.map(|row| {
        let [machine, from, transition, to, by, _] = row.split(',').map(str::to_owned).collect::<Vec<_>>().try_into().expect("six columns");
        Line { machine, from, transition, to, by }
    })
    .collect()
}

const ORG: Org = Org::North;

/// The row of a machine that a transition is tried on: one for which everything but its state is as the transition needs it.
fn row(machine: &str, transition: &str) -> Uuid {
    match (machine, transition) {
        ("rating_scales", _) => ORG.rating_scale(2),
        ("review_templates", _) => ORG.review_template(2),
        ("review_cycles", "start_calibration") => ORG.review_cycle(5),
        ("review_cycles", "resume_cycle" | "release_grades (compared)") => ORG.review_cycle(4),
        ("review_cycles", "release_grades (not compared)") => ORG.review_cycle(3),
        ("review_cycles", "close_cycle") => ORG.review_cycle(6),
        ("review_cycles", _) => ORG.review_cycle(2),
        // Rita writes about Sid
        ("review_assignments", _) => ORG.review_assignment(4),
        ("calibration_sessions", _) => ORG.calibration_session(1),
        // Hugo asked for it
        ("grade_corrections", _) => ORG.grade_correction(1),
        // Rita's
        ("goals", _) => ORG.goal(2),
        _ => panic!("no row for {transition} of {machine}"),
    }
}

/// The row as it is in a state, with what belongs to it. Runs with every guard and reference off.
fn arranged(machine: &str, state: &str, transition: &str) -> String {
    let (id, org) = (row(machine, transition), ORG.id());
    let state_alone = format!("update performance.{machine} set state = '{state}', row_version = 1 where org_id = '{org}' and id = '{id}';");
    match machine {
        "rating_scales" | "review_templates" => state_alone,
        "review_cycles" => format!(
            "update performance.review_cycles set cancel_reason = case '{state}' when 'cancelled' then 'Not this year' end, state = '{state}', row_version = 1
              where org_id = '{org}' and id = '{id}';
             update performance.calibrated_grades set confirmed = true, previewed_on = null where org_id = '{org}';
             {}",
            // a release of what was compared needs everything settled on and every session locked
            if transition == "release_grades (compared)" {
                format!(
                    "insert into performance.calibrated_grades (org_id, participant_id, subject_id, level_id)
                     select org_id, id, employee_id, '{}' from performance.cycle_participants where org_id = '{org}' and id = '{}';
                     update performance.calibration_sessions set state = 'locked' where org_id = '{org}';",
                    ORG.rating_level(1),
                    ORG.participant(11)
                )
            } else {
                String::new()
            }
        ),
        "review_assignments" => {
            let part = ORG.participant(2);
            let typed = ["draft", "reopened", "reassigned"].contains(&state);
            let mut sql = format!(
                "update performance.review_questions set required = false where org_id = '{org}';
                 update performance.review_cycles set manager_due = '2099-01-01' where org_id = '{org}' and id = '{}';
                 delete from performance.review_drafts where org_id = '{org}' and assignment_id = '{id}';
                 update performance.review_assignments set state = '{state}', reopen_reason = case '{state}' when 'reopened' then 'Once more' end, row_version = 1
                  where org_id = '{org}' and id = '{id}';",
                ORG.review_cycle(1)
            );
            if typed {
                sql += &format!(
                    "insert into performance.review_drafts (org_id, assignment_id, author_id, answers) select org_id, id, author_id, '{{}}'
                       from performance.review_assignments where org_id = '{org}' and id = '{id}';"
                );
            }
            if ["submitted", "reopened"].contains(&state) {
                sql += &format!(
                    "insert into performance.reviews (org_id, id, assignment_id, participant_id, subject_id, author_id, kind, version)
                     select org_id, gen_random_uuid(), id, participant_id, subject_id, author_id, kind, 1
                       from performance.review_assignments where org_id = '{org}' and id = '{id}';"
                );
            }
            if state == "withdrawn" {
                sql += &format!(
                    "insert into performance.participant_exclusions (org_id, participant_id, employee_id, reason)
                     select org_id, id, employee_id, 'On leave' from performance.cycle_participants where org_id = '{org}' and id = '{part}';"
                );
            }
            sql
        }
        "calibration_sessions" => format!("{state_alone} update performance.calibrated_grades set previewed_on = null where org_id = '{org}';"),
        "grade_corrections" => format!(
            "update performance.grade_corrections set state = '{state}', answered_by = case '{state}' when 'asked' then null else '{}'::uuid end
              where org_id = '{org}' and id = '{id}';",
            north(if state == "withdrawn" { Person::Hugo } else { Person::Hana }).id()
        ),
        "goals" => {
            // an outcome takes two in an active cycle; a released one closes
            let cycle = match transition {
                "close_cycle" => format!("'{}'", ORG.review_cycle(6)),
                "answer_goal_change (an outcome in an active cycle)" => format!("'{}'", ORG.review_cycle(1)),
                _ => "null".to_owned(),
            };
            format!(
                "update performance.goals set state = '{state}', cycle_id = {cycle}, row_version = 1 where org_id = '{org}' and id = '{id}';
                 insert into performance.goal_changes (org_id, id, goal_id, owner_id, step, party, author_id, aim, outcome)
                 select org_id, '{}', id, owner_id, 'asked', 'owner', owner_id, 'outcome', 'missed' from performance.goals
                  where org_id = '{org}' and id = '{id}' and cycle_id is not null;",
                ORG.unused(7)
            )
        }
        _ => panic!("{machine} is arranged nowhere"),
    }
}

fn statement(machine: &str, state: &str, transition: &str) -> String {
    let id = row(machine, transition);
    let (new, part) = (Uuid::now_v7(), ORG.participant(2));
    let typed = u8::from(machine == "review_assignments" && ["draft", "reopened", "reassigned"].contains(&state));
    match transition {
        "publish_scale" | "withdraw_scale" | "archive_scale" | "remove_scale" | "publish_template" | "withdraw_template" | "archive_template"
        | "remove_template" | "activate_cycle" | "remove_cycle" | "start_calibration" | "lock_session" | "activate_goal" | "remove_goal" => {
            format!("select performance.{transition}('{id}', 1)")
        }
        "close_cycle" => {
            let cycle = ORG.review_cycle(6);
            format!("select performance.close_cycle('{cycle}', (select x.row_version from performance.review_cycles x where x.id = '{cycle}'))")
        }
        "resume_cycle" => {
            let cycle = ORG.review_cycle(4);
            let version = format!("(select x.row_version from performance.review_cycles x where x.id = '{cycle}')");
            format!("select performance.resume_cycle('{cycle}', {version}, '{new}', 'A review is missing')")
        }
        "release_grades (compared)" | "release_grades (not compared)" => format!("select performance.release_grades('{id}', 1, '{{}}')"),
        "cancel_cycle" => format!("select performance.cancel_cycle('{id}', 1, 'Not this year')"),
        "save_draft" => format!("select performance.save_draft('{id}', {typed}, '{{}}')"),
        "discard_draft" => format!("select performance.discard_draft('{id}', 1)"),
        "submit_review" => format!("select performance.submit_review('{id}', {typed})"),
        "reopen_review" => format!("select performance.reopen_review('{id}', 1, 'Once more')"),
        "set_reviewer" => format!("select performance.set_reviewer('{part}', '{}')", north(Person::Marc).employee()),
        "exclude_participant" => format!("select performance.exclude_participant('{part}', 'On leave')"),
        "include_participant" => format!("select performance.include_participant('{part}')"),
        "answer_goal_change (an outcome in an active cycle)" => {
            format!("select performance.answer_goal_change('{}', '{new}', 'accepted', null)", ORG.unused(7))
        }
        _ => {
            let (function, argument) = transition.trim_end_matches(')').split_once(" (").unwrap_or_else(|| panic!("{transition} is called nowhere"));
            match function {
                "answer_correction" => format!("select performance.answer_correction('{id}', '{argument}')"),
                "add_goal_update" => format!("select performance.add_goal_update('{id}', '{new}', 'So far', '{argument}')"),
                "conclude_goal" => format!("select performance.conclude_goal('{id}', 1, '{argument}')"),
                _ => panic!("{transition} is called nowhere"),
            }
        }
    }
}

/// Whether somebody is who may, as the table says it.
async fn may(client: &Client, person: Member, by: &str) -> bool {
    let holds = |permission: &str| format!("select exists (select from app.caller c where '{permission}' = any (c.permissions))");
    for who in by.split(" or ") {
        let answer = match who {
            "author" | "owner" => person == north(Person::Rita),
            "asker" => person == north(Person::Hugo),
            "manager" => {
                let rita = north(Person::Rita).employee();
                ask(client, &format!("select exists (select from app.reports() r where r.employee_id = '{rita}')")).await
                    && ask(client, "select exists (select from app.caller c where c.employee_id is not null)").await
            }
            _ => match who.strip_suffix(" but for the asker") {
                Some(permission) => person != north(Person::Hugo) && ask(client, &holds(permission)).await,
                None => ask(client, &holds(who)).await,
            },
        };
        if answer {
            return true;
        }
    }
    false
}

async fn ask(client: &Client, sql: &str) -> bool {
    client.query_one(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}")).get(0)
}

/// What came of a call: an answer, null, or a refusal.
#[derive(Debug, PartialEq)]
enum Outcome {
    Done,
    Null,
    Refused(String),
}

/// One try, rolled back: as a member in the request pool, in a transaction of the superuser that arranged the row and looks at it afterwards.
async fn attempt(admin: &Client, machine: &str, state: &str, transition: &str, by: &str, member: Member) -> (bool, Outcome, String) {
    run(admin, "begin; set local session_replication_role = replica").await;
    run(admin, &arranged(machine, state, transition)).await;
    run(admin, "set local session_replication_role = origin; set local session authorization app_api").await;
    let enter = format!("select app.enter('{}', '{}', '{}')", member.secret(), ORG.id(), member.role());
    run(admin, &enter).await;
    let may = may(admin, member, by).await;
    run(admin, "savepoint tried").await;
    let sql = format!("select ({}) is null", statement(machine, state, transition));
    let outcome = match admin.query_one(&sql, &[]).await {
        Ok(row) if row.get::<_, bool>(0) => Outcome::Null,
        Ok(_) => Outcome::Done,
        Err(error) => {
            run(admin, "rollback to tried").await;
            Outcome::Refused(Refusal::from(&error).code)
        }
    };
    run(admin, "reset session authorization").await;
    let look = format!("select state from performance.{machine} where org_id = '{}' and id = '{}'", ORG.id(), row(machine, transition));
    let after = admin.query_opt(&look, &[]).await.expect("a look").map_or("gone".to_owned(), |row| row.get(0));
    run(admin, "rollback").await;
    (may, outcome, after)
}

#[tokio::test]
async fn every_transition_from_every_state_by_every_member_does_what_the_table_says_and_no_more() {
    let arena = Arena::open("app_api").await;
    let lines = lines();
    let mut states: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in &lines {
        let of = states.entry(&line.machine).or_default();
        of.extend([line.from.as_str(), line.to.as_str()].into_iter().filter(|state| *state != "gone"));
    }
    let mut surprises = Vec::new();
    let (mut tried, mut moved) = (0, 0);
    let transitions: BTreeSet<(&str, &str)> = lines.iter().map(|line| (line.machine.as_str(), line.transition.as_str())).collect();
    for (machine, transition) in transitions {
        let bys: BTreeSet<&str> =
            lines.iter().filter(|line| line.machine == machine && line.transition == transition).map(|line| &*line.by).collect();
        let [by] = bys.into_iter().collect::<Vec<_>>()[..] else { panic!("{transition} is by the same people from every state") };
        for state in &states[machine] {
            let line = lines.iter().find(|line| line.machine == machine && line.transition == transition && line.from == *state);
            for person in Person::members() {
                let (may, outcome, after) = attempt(&arena.admin, machine, state, transition, by, north(person)).await;
                tried += 1;
                let refused = |codes: &[&str]| matches!(&outcome, Outcome::Refused(code) if codes.contains(&code.as_str()));
                let holds = match (may, line) {
                    (true, Some(line)) => {
                        moved += 1;
                        outcome == Outcome::Done && after == line.to
                    }
                    // in the wrong state, or there is nothing of the kind to take back
                    (true, None) => (refused(&["RH031"]) || outcome == Outcome::Null) && after == *state,
                    (false, _) => refused(&["RH030", "RH032", "RH039"]) && after == *state,
                };
                if !holds {
                    surprises.push(format!(
                        "{machine}: {transition} from {state} by {person} ({}): {outcome:?}, then {after}",
                        if may { line.map_or("in the wrong state", |line| line.to.as_str()) } else { "not theirs" }
                    ));
                }
            }
        }
    }
    println!("{tried} tries, {moved} of them moves");
    assert!(surprises.is_empty(), "{} surprises:\n{}", surprises.len(), surprises.join("\n"));
    assert!(tried > 2000 && moved > 100, "{tried} {moved}");
}

/// What a table may hold as its state is what the table of transitions speaks of.
#[tokio::test]
async fn the_table_knows_every_state_and_every_machine() {
    let arena = Arena::open("app_api").await;
    let sql = "select c.conrelid::regclass::text, pg_get_constraintdef(c.oid)
                 from pg_constraint c
                where c.contype = 'c' and c.connamespace = 'performance'::regnamespace and c.conname = (select relname from pg_class where oid = c.conrelid) || '_state_check'";
    // what an update of a goal says about it is no state of the update
    let mut machines = BTreeMap::new();
    for row in arena.admin.query(sql, &[]).await.expect("constraints") {
        let (table, definition): (String, String) = (row.get(0), row.get(1));
        let states: BTreeSet<String> = definition.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
        machines.insert(table.trim_start_matches("performance.").to_owned(), states);
    }
    machines.remove("goal_updates");
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines() {
        known.entry(line.machine).or_default().extend([line.from, line.to].into_iter().filter(|state| state != "gone"));
    }
    assert_eq!(known, machines);
    // and every function that writes a state is in it, but for those that make the first, or write back what it was for the sake of the version
    let writing = "select p.proname from pg_proc p
                    where p.pronamespace = 'performance'::regnamespace and p.proowner = 'app_transition'::regrole
                      and has_function_privilege('app_api', p.oid, 'execute') and p.prosrc ~ 'update performance\\.\\w+ \\w+ set [^;]*\\mstate = (?!\\w+\\.state\\M)' order by 1";
    let named: BTreeSet<String> = lines().iter().map(|line| line.transition.split(" (").next().unwrap_or_default().to_owned()).collect();
    let unsaid: Vec<String> = harness::strings(&arena.admin, writing).await.into_iter().filter(|function| !named.contains(function)).collect();
    assert!(unsaid.is_empty(), "{unsaid:?} move a state that transitions.csv does not speak of");
}
