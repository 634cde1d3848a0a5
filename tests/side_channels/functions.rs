//! Every function of ours that the request pool may call with an id: a hidden one and an absent one end alike.

use std::collections::BTreeSet;

use harness::{Arena, Member, Org, Person, enter, north, rollback, run, site};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::raw_sql::{Outcome, outcome};

/// Where one's own id is as good as any: nothing is looked up without the secret, or the function makes a row under the id or
/// keeps it as it is.
const INDIFFERENT: [(&str, &str); 19] = [
    ("app.enter", "p_org"),
    ("app.enter", "p_request"),
    ("app.refusal", "p_org"),
    ("app.remember", "p_resource"),
    ("identity.delegate", "p_id"),
    ("identity.invite", "p_id"),
    ("identity.override_permission", "p_id"),
    ("lifecycle.open_import", "p_id"),
    ("lifecycle.record_export", "p_department"),
    ("lifecycle.record_export", "p_site"),
    ("performance.open_cycle", "p_cycle"),
    ("performance.open_goal", "p_goal"),
    ("performance.add_goal_update", "p_update"),
    ("performance.ask_goal_change", "p_change"),
    ("performance.answer_goal_change", "p_answer"),
    ("performance.open_session", "p_session"),
    ("performance.move_grade", "p_entry"),
    ("performance.ask_correction", "p_correction"),
    ("performance.resume_cycle", "p_return"),
];

/// An argument as SQL; for an id, that of a row of the organisation that the call would be about.
fn argument(org: Org, function: &str, name: &str, kind: &str) -> String {
    let id = |id: Uuid| format!("'{id}'::uuid");
    let member = |person| Member { org, person };
    match (function, name, kind) {
        ("app.enter" | "app.refusal", "p_org", _) => id(org.id()),
        ("app.enter", "p_request", _) | (_, "p_resource", _) => id(org.unused(1)),
        ("app.enter" | "app.refusal", "p_secret", _) => "'guess'".to_owned(),
        ("audit.readable", "p_entity", _) => "'invitation'".to_owned(),
        ("audit.readable", "p_id", _) => id(org.invitation()),
        ("app.explain_member_access", "p_action", _) => "'read'".to_owned(),
        ("app.explain_member_access", "p_table", _) => "'identity.memberships'".to_owned(),
        ("app.explain_member_access", "p_row", _) => id(member(Person::Lew).id()),
        (_, "p_id", _) => id(org.unused(2)),
        ("performance.open_session", "p_session", _) => id(org.unused(4)),
        ("performance.lock_session" | "performance.move_grade", "p_session", _) => id(org.calibration_session(1)),
        (_, "p_session", _) => id(member(Person::Omar).session()),
        (_, "p_member", _) => id(if function == "identity.remove_group_member" { member(Person::Omar) } else { member(Person::Lew) }.id()),
        ("performance.ask_correction", "p_correction", _) => id(org.unused(5)),
        ("performance.ask_correction", "p_level", _) => id(org.rating_level(2)),
        ("performance.close_cycle", "p_cycle", _) => id(org.review_cycle(6)),
        (_, "p_grade", _) => id(org.released_grade(1)),
        ("performance.answer_correction", "p_correction", _) => id(org.grade_correction(1)),
        ("performance.answer_correction", "p_answer", _) => "'confirmed'".to_owned(),
        ("performance.move_grade", "p_to", _) => id(org.rating_level(2)),
        (_, "p_to", _) => id(member(Person::Marc).id()),
        ("identity.link_member" | "identity.invite", "p_employee", _) => id(member(Person::Nemo).employee()),
        ("people.reinstate", "p_employee", _) => id(member(Person::Gwen).employee()),
        (_, "p_employee", _) => id(member(Person::Rita).employee()),
        (_, "p_override", _) => id(org.permission_override()),
        (_, "p_invitation", _) => id(org.invitation()),
        (_, "p_delegation", _) => id(org.delegation()),
        (_, "p_group", _) => id(org.group()),
        (_, "p_import", _) => id(org.import()),
        (_, "p_scale", _) => id(org.rating_scale(2)),
        (_, "p_template", _) => id(org.review_template(2)),
        ("performance.open_cycle", "p_cycle", _) => id(org.unused(3)),
        ("performance.open_cycle", "p_fields", _) => r#"'{"name": "New", "kind": "360"}'"#.to_owned(),
        ("performance.open_goal", "p_goal", _) | (_, "p_update" | "p_answer", _) | ("performance.ask_goal_change", "p_change", _) => {
            id(org.unused(4))
        }
        ("performance.open_goal", "p_fields", _) => r#"'{"title": "New"}'"#.to_owned(),
        ("performance.activate_goal" | "performance.remove_goal" | "performance.keep_goal", "p_goal", _) => id(org.goal(2)),
        ("performance.conclude_goal", "p_goal", _) => id(org.goal(3)),
        (_, "p_goal", _) => id(org.goal(1)),
        (_, "p_change", _) => id(org.goal_change(1)),
        (_, "p_key_result", _) => id(org.key_result(1)),
        (_, "p_outcome", _) => "'achieved'".to_owned(),
        ("performance.add_goal_update", "p_state", _) => "null".to_owned(),
        ("performance.answer_goal_change", "p_step", _) => "'accepted'".to_owned(),
        ("performance.ask_goal_change", "p_wish", _) => r#"'{"aim": "weight", "weight": 5}'"#.to_owned(),
        ("performance.start_calibration", "p_cycle", _) => id(org.review_cycle(5)),
        ("performance.resume_cycle" | "performance.open_session" | "performance.confirm_grades" | "performance.preview_grades", "p_cycle", _) => {
            id(org.review_cycle(4))
        }
        (_, "p_cycle", _) => id(org.review_cycle(2)),
        (_, "p_return" | "p_entry", _) => id(org.unused(4)),
        ("performance.move_grade", "p_participant", _) => id(org.participant(11)),
        ("performance.note_grade", "p_participant", _) => id(org.participant(10)),
        ("performance.note_grade" | "performance.start_calibration" | "performance.resume_cycle" | "performance.close_cycle", "p_version", _) => {
            "2".to_owned()
        }
        ("performance.move_grade", "p_from", _) => id(org.rating_level(1)),
        ("performance.reopen_review", "p_assignment", _) => id(org.review_assignment(1)),
        (_, "p_assignment", _) => id(org.review_assignment(2)),
        (_, "p_level", _) => id(org.rating_level(1)),
        ("performance.release_grades", "p_version", _) => "2".to_owned(),
        (_, "p_participant", _) => id(org.participant(5)),
        (_, "p_reviewer", _) => id(member(Person::Marc).employee()),
        (_, "p_department", _) => id(org.department(2)),
        (_, "p_site", _) => id(site(org, 1)),
        (_, "p_sites", _) => format!("array[{}]", id(site(org, 1))),
        (_, "p_role", _) => "'employee'".to_owned(),
        (_, "p_permission", _) => "'people.chart.read'".to_owned(),
        (_, "p_effect", _) => "'allow'".to_owned(),
        (_, "p_email", _) => "'somebody@nowhere.example'".to_owned(),
        (_, "p_on_error", _) => "'reject_all'".to_owned(),
        (_, "p_delimiter", _) => "','".to_owned(),
        (_, "p_fields", _) => "array['employee_no']".to_owned(),
        (_, "p_last_day", _) => "date '2024-01-01'".to_owned(),
        (_, "p_from" | "p_until", _) => "current_date + 400".to_owned(),
        (_, "p_expires_at", _) => "null".to_owned(),
        (_, "p_changes" | "p_who" | "p_answers", _) => "'{}'".to_owned(),
        (_, _, "text") => "'words'".to_owned(),
        (_, _, "text[]") => "array[]::text[]".to_owned(),
        (_, _, "bytea") => "sha256('x')".to_owned(),
        (_, _, "bigint" | "numeric") => "1".to_owned(),
        (_, _, "boolean") => "true".to_owned(),
        (_, _, "jsonb") => "'[]'".to_owned(),
        _ => panic!("{function} takes {name} {kind}: say here what it is called with"),
    }
}

/// SQL that answers as the caller whether a row of the own organisation is there for them; `None` where it is for every member.
fn sight(function: &str, name: &str) -> Option<&'static str> {
    Some(match (function, name) {
        ("people.read_private" | "people.keep_private", _) => {
            "select exists (select from people.employee_private where employee_id = $1)
                 or exists (select from app.caller where 'people.private.read' = any (permissions) or 'people.private.write' = any (permissions))"
        }
        ("audit.readable", _) | (_, "p_invitation") => "select exists (select from identity.invitations where id = $1)",
        ("performance.open_session", "p_session") => return None,
        ("performance.lock_session" | "performance.move_grade", "p_session") => {
            "select exists (select from performance.calibration_sessions where id = $1)"
        }
        ("performance.ask_correction", "p_correction") => return None,
        (_, "p_correction") => "select exists (select from performance.grade_corrections where id = $1)",
        (_, "p_grade") => "select exists (select from performance.released_grades where id = $1)",
        (_, "p_session") => "select exists (select from identity.sessions where id = $1)",
        (_, "p_override") => "select exists (select from identity.permission_overrides where id = $1)",
        (_, "p_delegation") => "select exists (select from identity.delegations where id = $1)",
        (_, "p_import") => "select exists (select from lifecycle.import_jobs where id = $1)",
        (_, "p_scale") => "select exists (select from performance.rating_scales where id = $1)",
        (_, "p_template") => "select exists (select from performance.review_templates where id = $1)",
        ("performance.open_cycle" | "performance.open_goal", _) => return None,
        (_, "p_goal") => "select exists (select from performance.goals where id = $1)",
        ("performance.ask_goal_change", "p_change") => return None,
        (_, "p_change") => "select exists (select from performance.goal_changes where id = $1)",
        (_, "p_key_result") => "select exists (select from performance.key_results where id = $1)",
        (_, "p_cycle") => "select exists (select from performance.review_cycles where id = $1)",
        (_, "p_assignment") => "select exists (select from performance.review_assignments where id = $1)",
        (_, "p_participant") => "select exists (select from performance.cycle_participants where id = $1)",
        (_, "p_employee" | "p_reviewer") => "select exists (select from people.employees where id = $1)",
        _ => return None,
    })
}

struct Parameter {
    name: String,
    kind: String,
}

/// Functions of ours with an id among their arguments; one that is immutable reads nothing but them.
async fn callable(client: &Client) -> Vec<(String, Vec<Parameter>)> {
    let rows = client
        .query(
            "select n.nspname || '.' || p.proname, p.proargnames[1:p.pronargs]::text[],
                    array(select format_type(t, null) from unnest(p.proargtypes::oid[]) with ordinality a (t, at) order by at)
               from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where n.nspowner = 'app_owner'::regrole and n.nspname <> 'extensions' and p.provolatile <> 'i' and has_function_privilege(p.oid, 'execute')
                and p.proargtypes::oid[] && array['uuid'::regtype, 'uuid[]'::regtype]::oid[]
              order by 1",
            &[],
        )
        .await
        .expect("functions");
    rows.iter()
        .map(|row| {
            let (names, kinds): (Vec<String>, Vec<String>) = (row.get(1), row.get(2));
            (row.get(0), names.into_iter().zip(kinds).map(|(name, kind)| Parameter { name, kind }).collect())
        })
        .collect()
}

fn call(function: &str, parameters: &[Parameter], at: usize, id: Uuid) -> String {
    let arguments: Vec<String> = parameters
        .iter()
        .enumerate()
        .map(|(number, parameter)| match parameter.kind.as_str() {
            _ if number != at => argument(Org::North, function, &parameter.name, &parameter.kind),
            "uuid[]" => format!("array['{id}'::uuid]"),
            _ => format!("'{id}'::uuid"),
        })
        .collect();
    format!("select * from {function}({})", arguments.join(", "))
}

/// The id inside an argument.
fn id_of(argument: &str) -> Uuid {
    Uuid::parse_str(argument.split('\'').nth(1).expect("an id")).expect("an id")
}

#[tokio::test]
async fn functions_end_alike_for_a_hidden_id_and_for_none_at_every_argument() {
    let arena = Arena::open("app_api").await;
    let functions = callable(&arena.client).await;
    let (mut foreign_pairs, mut hidden_pairs) = (0, 0);
    let mut surprises = Vec::new();
    let mut indifferent = BTreeSet::new();
    for (function, parameters) in &functions {
        for (at, parameter) in parameters.iter().enumerate().filter(|(_, parameter)| parameter.kind.starts_with("uuid")) {
            let place = (function.as_str(), parameter.name.as_str());
            let of = |org| id_of(&argument(org, function, &parameter.name, &parameter.kind));
            let (own, foreign, nobody) = (of(Org::North), of(Org::South), Uuid::now_v7());
            let mut told = false;
            for caller in [Person::Ada, Person::Hana, Person::Mona, Person::Omar, Person::Pia].map(north) {
                enter(&arena.client, caller).await;
                let about = async |id: Uuid| {
                    // a new row's own id and time differ between any two calls
                    match outcome(&arena.client, &call(function, parameters, at, id), &[own, foreign, nobody]).await {
                        Outcome::Done(rows, touched) if matches!(function.as_str(), "identity.invite") => {
                            Outcome::Done(vec![rows.len().to_string()], touched)
                        }
                        outcome => outcome,
                    }
                };
                let absent = about(nobody).await;
                let elsewhere = about(foreign).await;
                foreign_pairs += 1;
                if elsewhere != absent {
                    surprises.push(format!("{place:?} by {caller}, foreign: {elsewhere:?}\n    but {absent:?}"));
                }
                let visible = match sight(function, &parameter.name) {
                    Some(question) => arena.client.query_one(question, &[&own]).await.expect(question).get(0),
                    None => true,
                };
                let mine = about(own).await;
                if !visible {
                    hidden_pairs += 1;
                    if mine != absent {
                        surprises.push(format!("{place:?} by {caller}, hidden: {mine:?}\n    but {absent:?}"));
                    }
                } else if mine != absent {
                    told = true;
                }
                rollback(&arena.client).await;
            }
            if !told {
                indifferent.insert(place);
            }
        }
    }
    println!("functions: {}, {foreign_pairs} foreign pairs, {hidden_pairs} hidden pairs", functions.len());
    assert!(surprises.is_empty(), "{} surprises:\n{}", surprises.len(), surprises.join("\n"));
    let expected: BTreeSet<(&str, &str)> = INDIFFERENT.into_iter().collect();
    assert_eq!(indifferent, expected, "control: everywhere else somebody is told a row of theirs from none");
    assert!(functions.len() >= 31 && foreign_pairs >= 190 && hidden_pairs >= 20, "{} {foreign_pairs} {hidden_pairs}", functions.len());
}

/// Open, and listed in docs/threat-model.md: whoever chooses the id of a new row is told that it is taken in their own organisation.
#[tokio::test]
async fn open_an_id_of_ones_own_choice_may_be_taken_by_a_hidden_row_of_the_own_organisation_alone() {
    let arena = Arena::open("app_api").await;
    run(
        &arena.admin,
        &format!(
            "set session_replication_role = replica; insert into identity.delegations (org_id, id, from_member_id, to_member_id, approvals, report_reads, valid)
             select org_id, '{}', '{}', '{}', true, true, valid from identity.delegations where id = '{}'",
            Org::North.unused(5),
            north(Person::Ada).id(),
            north(Person::Omar).id(),
            Org::North.delegation()
        ),
    )
    .await;
    enter(&arena.client, north(Person::Mona)).await;
    let delegate = async |id: Uuid| {
        let sql = format!("select identity.delegate('{id}', '{}', true, true, current_date + 400, current_date + 400)", north(Person::Marc).id());
        match outcome(&arena.client, &sql, &[id]).await {
            Outcome::Done(..) => "made".to_owned(),
            Outcome::Refused(code, ..) => code,
        }
    };
    assert_eq!(delegate(Org::North.unused(5)).await, "23505");
    assert_eq!(delegate(Org::South.delegation()).await, "made");
}
