//! An admin asks about a colleague: the truth, without a value, and nothing about rows that the admin may not see.

use std::collections::BTreeSet;

use harness::{Arena, Org, Person, commit, enter, fingerprint, ids, line, north, refusal, rollback, run, south, value};
use uuid::Uuid;

use crate::told::asked;

/// One member's own id column of each table, and where the sample is.
const READS: [(&str, &str); 5] = [
    ("people.employees", "id"),
    ("people.employment_records", "employee_id"),
    ("people.reporting_lines", "id"),
    ("identity.memberships", "id"),
    ("identity.delegations", "id"),
];

#[tokio::test]
async fn hm05_the_answer_is_what_the_member_sees_and_shows_no_value() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let other = arena.another().await;
    let (mut yes, mut no) = (0, 0);
    for (table, key) in READS {
        let visible = ids(&arena.client, &format!("select {key} from {table}")).await;
        for person in [Person::Hana, Person::Mona, Person::Pia, Person::Omar] {
            enter(&other, north(person)).await;
            let seen = ids(&other, &format!("select {key} from {table}")).await;
            rollback(&other).await;
            for row in &visible {
                let (allowed, steps) = asked(&arena.client, north(person).id(), "read", table, Some(*row)).await.unwrap();
                assert_eq!(allowed, seen.contains(row), "{person} reads {table} {}: {steps:#?}", harness::label(*row));
                let text = steps.concat();
                assert!(!text.contains(Org::North.token()) && !text.contains(Org::North.prefix()), "a value: {text}");
                assert!(steps.iter().any(|step| step.contains("\"decided\": true")), "something decided: {steps:?}");
                if allowed { yes += 1 } else { no += 1 }
            }
        }
    }
    assert!(yes > 50 && no > 50, "{yes} yes, {no} no");
}

#[tokio::test]
async fn hm05_updates_and_transitions_are_answered_by_rights_alone() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let ask = async |person: Person, action: &str, table: &str, row: Uuid| {
        asked(&arena.client, north(person).id(), action, table, Some(row)).await.unwrap()
    };
    let (rita, gwen, employees, memberships) = (north(Person::Rita), north(Person::Gwen), "people.employees", "identity.memberships");
    for (person, action, table, row, allowed) in [
        (Person::Hana, "update", employees, rita.employee(), true),
        (Person::Mona, "update", employees, rita.employee(), false),
        (Person::Hana, "people.leave", employees, rita.employee(), true),
        (Person::Pia, "people.leave", employees, rita.employee(), false),
        (Person::Ada, "identity.suspend_member", memberships, rita.id(), true),
        (Person::Hana, "identity.suspend_member", memberships, rita.id(), false),
        (Person::Ada, "identity.suspend_member", memberships, north(Person::Ada).id(), false),
        (Person::Ada, "identity.close_organization", "identity.organizations", Org::North.id(), true),
        (Person::Hana, "identity.close_organization", "identity.organizations", Org::North.id(), false),
    ] {
        let (told, steps) = ask(person, action, table, row).await;
        assert_eq!(told, allowed, "{person} {action}: {steps:#?}");
    }
    let (_, steps) = ask(Person::Pia, "identity.suspend_member", memberships, rita.id()).await;
    assert!(steps.concat().contains("\"permissions\": [\"org.members\"]"), "the permission it takes is named: {steps:#?}");
    assert!(asked(&arena.client, north(Person::Hana).id(), "insert", employees, None).await.unwrap().0);
    assert!(!asked(&arena.client, north(Person::Pia).id(), "insert", employees, None).await.unwrap().0);

    // in whatever state the thing is, the answer is the same to the letter
    for (action, table, one, another) in [
        ("people.leave", employees, rita.employee(), gwen.employee()),
        ("people.reinstate", employees, rita.employee(), gwen.employee()),
        ("identity.resume_member", memberships, rita.id(), gwen.id()),
        ("identity.remove_member", memberships, rita.id(), gwen.id()),
        ("delete", "people.departments", Org::North.department(2), Org::North.department(3)),
        ("delete", "people.sites", harness::site(Org::North, 1), harness::site(Org::North, 2)),
    ] {
        for person in [Person::Alan, Person::Hana, Person::Pia] {
            assert_eq!(ask(person, action, table, one).await, ask(person, action, table, another).await, "{person} {action}");
        }
    }
}

/// What the asker may not see is answered like what there is not: same code, same words.
#[tokio::test]
async fn r3_hidden_foreign_and_missing_rows_are_one_answer() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let (hana, missing) = (north(Person::Hana).id(), Org::North.unused(77));
    let mut answers = BTreeSet::new();
    for (table, row) in [
        ("people.employee_private", north(Person::Rita).employee()), // the private tier is nobody's but the person's
        ("people.employee_private", south(Person::Rita).employee()),
        ("people.employee_private", missing),
        ("people.employees", south(Person::Rita).employee()),
        ("people.employees", missing),
        ("identity.memberships", south(Person::Rita).id()),
        ("people.reporting_lines", line(Org::South, 1)),
        ("lifecycle.import_jobs", missing),
    ] {
        for action in ["read", "update", "delete"] {
            let refusal = asked(&arena.client, hana, action, table, Some(row)).await.unwrap_err();
            answers.insert((refusal.code, refusal.message, refusal.detail));
        }
    }
    assert_eq!(answers, BTreeSet::from([("RH032".to_owned(), "no such row".to_owned(), String::new())]));
    let mut answers = BTreeSet::new();
    for member in [south(Person::Hana).id(), missing, north(Person::Rita).employee()] {
        let refusal = asked(&arena.client, member, "read", "people.employees", Some(north(Person::Rita).employee())).await.unwrap_err();
        answers.insert((refusal.code, refusal.message, refusal.detail));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(asked(&arena.client, hana, "read", "people.employees", Some(north(Person::Rita).employee())).await.unwrap().0, "control");
}

#[tokio::test]
async fn hm05_only_who_may_read_everything_that_decides_may_ask() {
    let arena = Arena::open("app_api").await;
    let (mona, rita) = (north(Person::Mona).id(), north(Person::Rita).employee());
    let ask = async |person: Person| {
        enter(&arena.client, north(person)).await;
        let answer = asked(&arena.client, mona, "read", "people.employment_records", Some(rita)).await;
        rollback(&arena.client).await;
        answer.map(|(allowed, _)| allowed).map_err(|refusal| refusal.code)
    };
    for person in [Person::Hana, Person::Mona, Person::Omar, Person::Pia] {
        assert_eq!(ask(person).await, Err("RH030".to_owned()), "{person}");
    }
    assert_eq!(ask(Person::Alan).await, Ok(true), "control");
    let change = async |sql: String| {
        enter(&arena.client, north(Person::Ada)).await;
        run(&arena.client, &sql).await;
        commit(&arena.client).await;
    };
    let given = |number, person: Person, code: &str, effect: &str| {
        format!("select identity.override_permission('{}', '{}', '{code}', '{effect}', 'why', null)", Org::North.unused(number), north(person).id())
    };
    // one of the four is missing, or sites narrow what is seen
    for (number, code) in [(60, "org.roles"), (61, "org.members.read"), (62, "people.chart.read"), (66, "people.read")] {
        change(given(number, Person::Alan, code, "deny")).await;
        assert_eq!(ask(Person::Alan).await, Err("RH030".to_owned()), "without {code}");
        change(format!("select identity.revoke_override('{}')", Org::North.unused(number))).await;
        assert_eq!(ask(Person::Alan).await, Ok(true), "with {code} again");
    }
    change(format!("select identity.limit_to_sites('{}', array['{}'::uuid])", north(Person::Alan).id(), harness::site(Org::North, 1))).await;
    assert_eq!(ask(Person::Alan).await, Err("RH030".to_owned()), "within sites");
    // Pia holds the four and not audit.read: of the entry she may not read she learns nothing
    for (number, code) in [(63, "org.roles"), (64, "org.members.read"), (65, "people.chart.read"), (67, "people.read")] {
        change(given(number, Person::Pia, code, "allow")).await;
    }
    assert_eq!(ask(Person::Pia).await, Ok(true), "control: she may ask");
    let entry: Uuid = value(&arena.admin, "select id from audit.log where entity = 'department' and org_id::text like 'aaaa%' limit 1").await;
    for (person, answer) in [(Person::Pia, Err("RH032".to_owned())), (Person::Ada, Ok(true))] {
        enter(&arena.client, north(person)).await;
        let told = asked(&arena.client, north(Person::Hana).id(), "read", "audit.log", Some(entry)).await;
        rollback(&arena.client).await;
        assert_eq!(told.map(|(allowed, _)| allowed).map_err(|refusal| refusal.code), answer, "{person}");
    }
}

#[tokio::test]
async fn hy21_a_question_is_recorded_and_nothing_else_remains() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let counted = "select jsonb_build_array((select count(*) from identity.capabilities), (select count(*) from identity.sessions))::text";
    let log = "select count(*) from audit.log";
    let before: (String, i64) = (value(&arena.admin, counted).await, value(&arena.admin, log).await);
    let south = fingerprint(&arena.admin, Org::South).await;
    let (hana, rita) = (north(Person::Hana), north(Person::Rita));
    assert!(asked(&arena.client, hana.id(), "people.leave", "people.employees", Some(rita.employee())).await.unwrap().0);
    assert_eq!(value::<Uuid>(&arena.client, "select app.member_id()").await, north(Person::Ada).id(), "the asker is the caller again");
    asked(&arena.client, hana.id(), "read", "people.employee_private", Some(rita.employee())).await.unwrap_err();
    arena.commit().await;
    assert_eq!((before.0, before.1 + 1), (value(&arena.admin, counted).await, value(&arena.admin, log).await));
    let entry = "select l.actor_id::text || ' ' || l.action || ' ' || l.entity || ' ' || l.entity_id from audit.log l order by l.id desc limit 1";
    assert_eq!(value::<String>(&arena.admin, entry).await, format!("{} access.explained membership {}", north(Person::Ada).id(), hana.id()));
    assert_eq!(value::<String>(&arena.admin, "select state from people.employees where id = 'aaaaaaaa-0000-7000-8000-00000e000006'").await, "active");
    assert_eq!(south, fingerprint(&arena.admin, Org::South).await);
}

#[tokio::test]
async fn a_member_who_cannot_enter_is_told_apart_and_a_read_only_transaction_tells_nothing() {
    let arena = Arena::entered(north(Person::Ada)).await;
    run(&arena.client, &format!("select identity.suspend_member('{}')", north(Person::Hana).id())).await;
    let rita = north(Person::Rita).employee();
    let (allowed, steps) = asked(&arena.client, north(Person::Hana).id(), "read", "people.employees", Some(rita)).await.unwrap();
    assert!(!allowed && steps.len() == 1 && steps[0].contains("\"right\""), "{steps:?}");
    rollback(&arena.client).await;
    run(&arena.client, "begin read only").await;
    harness::enter_claiming(&arena.client, north(Person::Ada), "admin").await.unwrap();
    let sql = format!("select * from app.explain_member_access('{}', 'read', 'people.employees', '{rita}')", north(Person::Hana).id());
    assert_eq!(refusal(&arena.client, &sql).await.code, "25006");
    rollback(&arena.client).await;
}
