//! One write, one entry: who, what, to which row, on which request, and exactly what changed.

use harness::{Arena, Member, Org, Person, commit, enter, north, refusal, rollback, run, sign_in, value};
use serde_json::{Value, json};
use uuid::Uuid;

/// One envelope with its payload, as the superuser sees it.
#[derive(Debug, PartialEq)]
struct Entry {
    actor_kind: String,
    actor: Option<Uuid>,
    on_behalf_of: Option<Uuid>,
    action: String,
    entity: String,
    entity_id: Uuid,
    request: Option<Uuid>,
    diff: Value,
}

/// Entries of both organisations written after `since`, oldest first. Their digests must fit.
async fn entries_since(arena: &Arena, since: i64) -> Vec<Entry> {
    let rows = arena
        .admin
        .query(
            "select l.actor_kind, l.actor_id, l.on_behalf_of, l.action, l.entity, l.entity_id, l.request_id, p.diff,
                    l.payload_sha256 = sha256(p.salt || convert_to(p.diff::text, 'UTF8'))
               from audit.log l join audit.payloads p on p.org_id = l.org_id and p.entry_id = l.id
              order by l.at, l.id offset $1",
            &[&since],
        )
        .await
        .expect("the audit");
    rows.iter()
        .map(|row| {
            assert!(row.get::<_, bool>(8), "the digest does not fit the payload");
            Entry {
                actor_kind: row.get(0),
                actor: row.get(1),
                on_behalf_of: row.get(2),
                action: row.get(3),
                entity: row.get(4),
                entity_id: row.get(5),
                request: row.get(6),
                diff: row.get(7),
            }
        })
        .collect()
}

async fn count(arena: &Arena) -> i64 {
    value(&arena.admin, "select count(*) from audit.log").await
}

fn by(member: Member, action: &str, entity_id: Uuid, request: Option<Uuid>, diff: Value) -> Entry {
    Entry {
        actor_kind: "member".to_owned(),
        actor: Some(member.id()),
        on_behalf_of: None,
        action: action.to_owned(),
        entity: action.split('.').next().unwrap().to_owned(),
        entity_id,
        request,
        diff,
    }
}

#[tokio::test]
async fn hy21_each_write_leaves_one_entry_with_actor_action_entity_request_and_diff() {
    let arena = Arena::open("app_api").await;
    let org = Org::North.id();
    let new = Org::North.unused(1);
    let (ada, hana, pia) = (north(Person::Ada), north(Person::Hana), north(Person::Pia));
    let line = Org::North.unused(2);
    let writes = [
        (
            ada,
            format!("insert into people.sites (org_id, id, name, timezone) values ('{org}', '{new}', 'Oslo', 'Europe/Oslo')"),
            by(ada, "site.created", new, None, json!({"id": [null, new], "name": [null, "Oslo"], "timezone": [null, "Europe/Oslo"]})),
        ),
        (
            ada,
            format!("update people.sites set name = 'Bergen' where id = '{new}'"),
            by(ada, "site.changed", new, None, json!({"name": ["Oslo", "Bergen"]})),
        ),
        (
            ada,
            format!("delete from people.sites where id = '{new}'"),
            by(ada, "site.deleted", new, None, json!({"id": [new, null], "name": ["Bergen", null], "timezone": ["Europe/Oslo", null]})),
        ),
        (
            hana,
            format!("update people.employment_records set legal_name = 'New', hired_on = '2021-01-01' where employee_id = '{}'", pia.employee()),
            by(
                hana,
                "employment_record.changed",
                pia.employee(),
                None,
                json!({"legal_name": ["Legal Pia northcanary", "New"], "hired_on": ["2020-01-12", "2021-01-01"]}),
            ),
        ),
        (
            pia,
            format!("update people.employee_private set home_address = null where employee_id = '{}'", pia.employee()),
            by(pia, "employee_private.changed", pia.employee(), None, json!({"home_address": ["Street 11 northcanary", null]})),
        ),
        (
            hana,
            format!("update people.employees set work_phone = '+1 2' where id = '{}'", pia.employee()),
            by(hana, "employee.changed", pia.employee(), None, json!({"work_phone": ["+49 30 northcanary 11", "+1 2"]})),
        ),
        (
            hana,
            format!(
                "insert into people.reporting_lines (org_id, id, employee_id, manager_id, kind, valid) values ('{org}', '{line}', '{}', '{}', 'dotted', '[2020-01-01,2020-02-01)')",
                pia.employee(),
                ada.employee()
            ),
            by(
                hana,
                "reporting_line.created",
                line,
                None,
                json!({"id": [null, line], "employee_id": [null, pia.employee()], "manager_id": [null, ada.employee()], "kind": [null, "dotted"], "valid": [null, "[2020-01-01,2020-02-01)"]}),
            ),
        ),
        (
            ada,
            "update identity.org_settings set week_start = 0".to_owned(),
            by(ada, "org_settings.changed", org, None, json!({"week_start": [1, 0]})),
        ),
        (
            ada,
            "update identity.organizations set name = 'Renamed'".to_owned(),
            by(ada, "organization.changed", org, None, json!({"name": ["Company northcanary", "Renamed"]})),
        ),
        (
            ada,
            format!("select identity.set_member_role('{}', 'ops')", north(Person::Nora).id()),
            by(ada, "membership.changed", north(Person::Nora).id(), None, json!({"role": ["manager", "ops"]})),
        ),
    ];
    for (member, sql, expected) in writes {
        let before = count(&arena).await;
        let request = Uuid::new_v4();
        run(&arena.client, &format!("begin; select app.enter('{}', '{org}', '{}', '{request}')", member.secret(), member.role())).await;
        run(&arena.client, &sql).await;
        assert_eq!(count(&arena).await, before, "nothing is to be seen before the commit");
        commit(&arena.client).await;
        assert_eq!(entries_since(&arena, before).await, [Entry { request: Some(request), ..expected }], "{sql}");
    }
}

#[tokio::test]
async fn a_statement_over_many_rows_leaves_an_entry_for_each() {
    let arena = Arena::entered(north(Person::Hana)).await;
    let before = count(&arena).await;
    run(&arena.client, "update people.employees set work_phone = '+1 2'").await;
    commit(&arena.client).await;
    let entries = entries_since(&arena, before).await;
    let rows: std::collections::BTreeSet<Uuid> = entries.iter().map(|entry| entry.entity_id).collect();
    assert_eq!(rows, Person::employees().map(|person| north(person).employee()).collect());
    assert_eq!(entries.len(), rows.len());
}

#[tokio::test]
async fn a_write_that_changes_nothing_or_fails_or_is_rolled_back_leaves_none() {
    let arena = Arena::open("app_api").await;
    let before = count(&arena).await;
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, "update people.employees set display_name = display_name, work_phone = work_phone").await;
    run(&arena.client, "update people.employees set display_name = 'x' where false").await;
    commit(&arena.client).await;
    assert_eq!(count(&arena).await, before, "no-ops");

    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, "update people.employees set work_phone = '+1 2'").await;
    rollback(&arena.client).await;
    assert_eq!(count(&arena).await, before, "rolled back");

    enter(&arena.client, north(Person::Ada)).await;
    assert_eq!(refusal(&arena.client, "update people.sites set name = 'the same for both'").await.code, "23505");
    assert_eq!(refusal(&arena.client, &format!("select identity.set_member_role('{}', 'none')", north(Person::Pia).id())).await.code, "23514");
    commit(&arena.client).await;
    assert_eq!(count(&arena).await, before, "failed");
}

#[tokio::test]
async fn a_sign_in_is_its_members_and_a_sign_out_names_its_reason() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let pia = north(Person::Pia);
    let before = count(&arena).await;
    let session = sign_in(&auth, pia, "a new secret").await.expect("a session");
    harness::enter_with(&arena.client, pia, "a new secret").await.expect("a context");
    run(&arena.client, "select identity.sign_out()").await;
    commit(&arena.client).await;
    let entries = entries_since(&arena, before).await;
    assert_eq!(entries.len(), 2, "{entries:?}");
    assert_eq!((entries[0].action.as_str(), entries[0].actor, entries[0].entity_id), ("session.created", Some(pia.id()), session));
    assert_eq!((entries[1].action.as_str(), entries[1].actor, entries[1].entity_id), ("session.changed", Some(pia.id()), session));
    assert_eq!(entries[1].diff["end_reason"], json!([null, "signed_out"]));
}

#[tokio::test]
async fn what_happens_without_a_caller_is_the_systems() {
    let arena = Arena::open("app_platform").await;
    let before = count(&arena).await;
    let org = Uuid::new_v4();
    run(&arena.client, &format!("select identity.found_organization('{org}', 'third', 'Third', 'UTC')")).await;
    let entries = entries_since(&arena, before).await;
    let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["organization.created", "org_settings.created"]);
    assert!(entries.iter().all(|entry| entry.actor_kind == "system" && entry.actor.is_none() && entry.entity_id == org), "{entries:?}");
}

#[tokio::test]
async fn r18_a_job_acts_for_whoever_asked_for_it_and_both_are_recorded() {
    let arena = Arena::open("app_worker").await;
    run(&arena.admin, &format!("delete from lifecycle.jobs where org_id = '{}'", Org::South.id())).await;
    let claim = format!("select job_id from lifecycle.claim_job(array['export_people'], '1 minute', {})", harness::digest("a workers secret"));
    assert_eq!(harness::ids(&arena.client, &claim).await, [Org::North.job()].into());
    // no table is open to workers yet: a superuser writes inside the job's context
    let before = count(&arena).await;
    run(
        &arena.admin,
        &format!(
            "begin; select app.enter_job('{}', '{}', 'a workers secret'); update people.sites set name = 'Faro' where id = '{}'; commit",
            Org::North.job(),
            Org::North.id(),
            harness::site(Org::North, 2)
        ),
    )
    .await;
    let entries = entries_since(&arena, before).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (entries[0].actor_kind.as_str(), entries[0].actor, entries[0].on_behalf_of, entries[0].request),
        ("job", Some(Org::North.job()), Some(north(Person::Hana).id()), Some(Org::North.job()))
    );
}

#[tokio::test]
async fn every_entry_there_is_has_its_payload_and_a_salt_of_its_own() {
    let arena = Arena::open("app_api").await;
    let everything = entries_since(&arena, 0).await;
    assert_eq!(i64::try_from(everything.len()).unwrap(), count(&arena).await);
    let salts: bool = value(&arena.admin, "select count(distinct salt) = count(*) from audit.payloads").await;
    assert!(salts);
}
