//! An envelope is for who reads the audit; a payload only for who may read the thing it is about, now.

use std::collections::BTreeSet;

use harness::{Arena, Member, Org, Person, commit, enter, north, rollback, south, strings, value};

use crate::steps::{act, allow, deny, set};

/// Entities whose payloads the member can read, with at least one row of each.
async fn readable(arena: &Arena, member: Member) -> BTreeSet<String> {
    enter(&arena.client, member).await;
    let sql = "select distinct l.entity from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id";
    let entities = strings(&arena.client, sql).await.into_iter().collect();
    rollback(&arena.client).await;
    entities
}

/// How many payloads of some entities the member can read, of how many there are in the organisation.
async fn share(arena: &Arena, member: Member, of: &str) -> (i64, i64) {
    let sql = format!("select count(*) from audit.payloads p join audit.log l on l.org_id = p.org_id and l.id = p.entry_id where {of}");
    enter(&arena.client, member).await;
    let seen = value(&arena.client, &sql).await;
    rollback(&arena.client).await;
    (seen, value(&arena.admin, &format!("{sql} and p.org_id = '{}'", member.org.id())).await)
}

/// What the generated triggers write, as they are.
async fn watched(arena: &Arena) -> BTreeSet<String> {
    let sql = "select distinct substring(p.prosrc from $x$audit\\.record\\(new\\.org_id, '[a-z_]+\\.created', '([a-z_]+)'$x$)
                 from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgname = '_900_audit'";
    strings(&arena.admin, sql).await.into_iter().collect()
}

#[tokio::test]
async fn t8_every_watched_entity_is_decided_about() {
    let arena = Arena::open("app_api").await;
    let watched = watched(&arena).await;
    assert!(watched.len() > 15, "control: {watched:?}");
    let body: String = value(&arena.admin, "select prosrc from pg_proc where oid = 'audit.readable(text,uuid)'::regprocedure").await;
    let decided: BTreeSet<String> = body
        .lines()
        .filter_map(|line| line.trim().strip_prefix("when '").and_then(|rest| rest.split_once('\'')).map(|(entity, _)| entity.to_owned()))
        .collect();
    assert_eq!(decided, watched, "audit.readable and the triggers");
    enter(&arena.client, north(Person::Ada)).await;
    assert!(!value::<bool>(&arena.client, "select audit.readable('something_new', gen_random_uuid())").await, "what is not listed is closed");
}

#[tokio::test]
async fn t8_admin_and_hr_read_payloads_of_every_entity_but_what_is_private() {
    let arena = Arena::open("app_api").await;
    act(
        &arena.client,
        north(Person::Hana),
        &format!("select people.keep_private('{}', 1, '{{\"home_address\": \"new\"}}')", north(Person::Pia).employee()),
    )
    .await;
    let present: BTreeSet<String> = strings(&arena.admin, "select distinct entity from audit.log").await.into_iter().collect();
    assert!(present.is_superset(&watched(&arena).await), "control: the world has an entry of every kind");
    for person in [Person::Ada, Person::Alan, Person::Hana, Person::Hugo] {
        // an import is its own person's and admins'
        let mut expected = present.clone();
        if person == Person::Hugo {
            expected.remove("import_job");
        }
        // Rita's draft is hers and Mona's; what was asked for of a goal is hr's as well, and Ada manages Mona
        if person == Person::Alan {
            expected.remove("goal_change");
        }
        for (entity, hidden) in [("goal", Org::North.goal(2)), ("key_result", Org::North.goal(2))] {
            let (seen, _) = share(&arena, north(person), &format!("l.entity = '{entity}' and l.entity_id = '{hidden}'")).await;
            let (shown, all) = share(&arena, north(person), &format!("l.entity = '{entity}' and l.entity_id <> '{hidden}'")).await;
            assert!(seen == 0 && shown == all && all > 0, "{person} reads {seen} of a draft and {shown} of {all} others of {entity}");
        }
        // who decides and writes about somebody is for whoever manages cycles, and never about themselves (R4)
        for (entity, of_hana) in [
            ("participant_reviewer", Some(Org::North.participant(3))),
            ("review_assignment", Some(Org::North.review_assignment(6))),
            ("review", None),
            ("participant_exclusion", None),
            ("proposed_grade", None),
            ("released_grade", None),
            ("grade_correction", None),
            ("grade_acknowledgement", None),
            ("calibration_session", None),
            ("calibration_return", None),
            ("calibration_entry", None),
            ("calibrated_grade", None),
        ] {
            if person.role() == "admin" {
                expected.remove(entity);
                continue;
            }
            let hers = of_hana.map_or("null".to_owned(), |id| format!("'{id}'"));
            let (seen, all) = share(&arena, north(person), &format!("l.entity = '{entity}' and l.entity_id is distinct from {hers}")).await;
            assert!(seen == all && all > 0, "{person} reads {seen} of {all} of {entity}");
            let (seen, all) = share(&arena, north(person), &format!("l.entity = '{entity}' and l.entity_id = {hers}")).await;
            assert_eq!(seen, if person == Person::Hana { 0 } else { all }, "{person} about Hana's part, {all} entries of {entity}");
        }
        assert_eq!(readable(&arena, north(person)).await, expected, "{person}");
        let (private, of) = share(&arena, north(person), "l.entity = 'employee_private'").await;
        assert!(private < of, "{person} reads {private} of {of}");
        let own = format!("l.entity = 'employee_private' and l.entity_id <> '{}'", north(person).employee());
        assert_eq!(share(&arena, north(person), &own).await.0, 0, "{person}: others' private payloads");
        let rest =
            "l.entity not in ('employee_private', 'session', 'reporting_line', 'import_job', 'participant_reviewer', 'review_assignment', 'review',
                                     'participant_exclusion', 'proposed_grade', 'released_grade', 'grade_correction', 'grade_acknowledgement', 'calibration_session', 'calibration_return',
                                     'calibration_entry', 'calibrated_grade', 'goal', 'key_result', 'goal_change')";
        let (seen, all) = share(&arena, north(person), rest).await;
        assert_eq!(seen, all, "{person}: the rest");
    }
    let sessions = "l.entity = 'session' and exists (select from identity.sessions s where s.id = l.entity_id)";
    let (admin, all) = share(&arena, north(Person::Ada), sessions).await;
    assert_eq!(admin, all);
    assert_eq!(
        share(&arena, north(Person::Hana), &format!("{sessions} and l.entity_id <> '{}'", north(Person::Hana).session())).await.0,
        0,
        "hr: own sessions only"
    );
}

#[tokio::test]
async fn t8_who_does_not_read_the_audit_reads_no_payload() {
    let arena = Arena::open("app_api").await;
    act(&arena.client, north(Person::Hana), &format!("select from people.read_private('{}')", north(Person::Pia).employee())).await;
    for person in [Person::Mona, Person::Omar, Person::Pia, Person::Dora, Person::Nora] {
        assert_eq!(readable(&arena, north(person)).await, set([]), "{person}");
        assert_eq!(share(&arena, north(person), "true").await.0, 0, "{person}");
    }
}

#[tokio::test]
async fn t8_reading_the_audit_opens_no_payload_that_was_not_open_anyway() {
    let arena = Arena::open("app_api").await;
    let (ada, pia) = (north(Person::Ada), north(Person::Pia));
    act(&arena.client, ada, &allow(pia, "audit.read")).await;
    let own = [pia.id(), pia.employee(), pia.session()].map(|id| format!("'{id}'")).join(", ");
    for entity in ["employment_record", "employee_private", "membership", "session"] {
        let others = format!("l.entity = '{entity}' and l.entity_id not in ({own})");
        assert_eq!(share(&arena, pia, &others).await.0, 0, "{entity} of others");
        let hers = format!("l.entity = '{entity}' and l.entity_id in ({own})");
        let (seen, all) = share(&arena, pia, &hers).await;
        assert!(seen == all && all > 0, "{entity}: her own, {seen} of {all}");
    }
    for entity in ["invitation", "permission_override"] {
        let foreign = format!("l.entity = '{entity}' and l.entity_id in ('{}', '{}')", Org::North.invitation(), Org::North.permission_override());
        assert_eq!(share(&arena, pia, &foreign).await.0, 0, "{entity}");
    }
    let (seen, all) = share(&arena, pia, "l.entity = 'department'").await;
    assert!(seen == all && all > 0, "control: departments are everybody's");
    act(&arena.client, ada, &deny(north(Person::Hana), "people.read")).await;
    let others = format!("l.entity = 'employment_record' and l.entity_id <> '{}'", north(Person::Hana).employee());
    assert_eq!(share(&arena, north(Person::Hana), &others).await.0, 0, "what hr may not read now, she may not read here");
}

#[tokio::test]
async fn r1_no_payload_and_no_envelope_of_another_organisation() {
    let arena = Arena::open("app_api").await;
    for member in [north(Person::Ada), north(Person::Hana), south(Person::Ada)] {
        enter(&arena.client, member).await;
        for table in ["audit.log", "audit.payloads"] {
            assert_eq!(
                value::<i64>(&arena.client, &format!("select count(*) from {table} where org_id <> '{}'", member.org.id())).await,
                0,
                "{member}: {table}"
            );
            assert!(value::<i64>(&arena.client, &format!("select count(*) from {table}")).await > 0, "control");
        }
        commit(&arena.client).await;
    }
}

#[tokio::test]
async fn t8_no_payload_repeats_what_its_reader_may_not_select() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Ada)).await;
    for (entity, column) in [("membership", "user_id"), ("session", "login_id"), ("invitation", "token_hash")] {
        let sql = format!(
            "select distinct p.diff #>> '{{{column},1}}' from audit.payloads p join audit.log l on l.org_id = p.org_id and l.id = p.entry_id
              where l.entity = '{entity}' and l.action = '{entity}.created'"
        );
        assert_eq!(strings(&arena.client, &sql).await, ["(withheld)"], "{entity}.{column}");
    }
}
