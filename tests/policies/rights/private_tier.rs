//! Birth date, home, emergency contact: one's own directly, anybody's for hr with an entry that the person sees, nobody else's at all.

use harness::{Arena, Member, Org, Person, commit, enter, north, rollback, south, value};
use uuid::Uuid;

use crate::steps::{act, ask, refused, seen, set};

fn read(of: Member) -> String {
    format!("select p.employee_id from people.read_private('{}') p", of.employee())
}

/// Who was recorded as reading whose data, oldest first.
async fn readings(arena: &Arena) -> Vec<(Uuid, Uuid, Uuid)> {
    let sql = "select org_id, actor_id, entity_id from audit.log where action = 'employee_private.read' and actor_kind = 'member' order by at, id";
    arena.admin.query(sql, &[]).await.expect("the audit").iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

#[tokio::test]
async fn r3_the_table_shows_everybody_their_own_row_and_nobody_another() {
    let arena = Arena::open("app_api").await;
    for person in Person::members() {
        let own = if person == Person::Dora { set([]) } else { std::iter::once(person.to_string()).collect() };
        assert_eq!(seen(&arena.client, north(person), "select employee_id from people.employee_private").await, own, "{person}");
    }
    assert_eq!(readings(&arena).await, [], "and one's own reading is nobody's business");
}

#[tokio::test]
async fn r3_hr_reads_by_the_function_alone_and_each_reading_leaves_an_entry() {
    let arena = Arena::open("app_api").await;
    let (hana, hugo, pia, org) = (north(Person::Hana), north(Person::Hugo), north(Person::Pia), Org::North.id());
    for reader in [hana, hugo] {
        enter(&arena.client, reader).await;
        assert_eq!(harness::who(&arena.client, &read(pia)).await, set(["pia"]));
        commit(&arena.client).await;
    }
    assert_eq!(readings(&arena).await, [(org, hana.id(), pia.employee()), (org, hugo.id(), pia.employee())]);
    let diff: String = value(&arena.admin, "select string_agg(p.diff::text, ',') from audit.payloads p join audit.log l on l.org_id = p.org_id and l.id = p.entry_id where l.action = 'employee_private.read'").await;
    assert_eq!(diff, "{},{}", "the entry repeats nothing of what was read");
    act(&arena.client, hana, &read(hana)).await;
    act(&arena.client, pia, &read(pia)).await;
    act(&arena.client, hana, &read(Member { org: Org::North, person: Person::Dora })).await;
    assert_eq!(readings(&arena).await.len(), 2, "one's own, and what is not there, leave none");
    enter(&arena.client, hana).await;
    assert_eq!(harness::who(&arena.client, &read(pia)).await, set(["pia"]));
    rollback(&arena.client).await;
    assert_eq!(readings(&arena).await.len(), 2, "what was rolled back was never answered by the API");
}

#[tokio::test]
async fn r3_manager_admin_stand_in_and_other_organisations_get_no_row_and_leave_no_entry() {
    let arena = Arena::open("app_api").await;
    let (mona, nora) = (north(Person::Mona), north(Person::Nora));
    act(&arena.client, mona, &format!("select identity.delegate(gen_random_uuid(), '{}', true, true, app.today(), app.today())", nora.id())).await;
    for (reader, of) in [
        (mona, north(Person::Ravi)),
        (nora, north(Person::Ravi)),
        (north(Person::Ada), north(Person::Ravi)),
        (north(Person::Omar), north(Person::Ravi)),
        (north(Person::Pia), north(Person::Ravi)),
        (north(Person::Hana), south(Person::Ravi)),
        (south(Person::Hana), north(Person::Ravi)),
        (north(Person::Dora), north(Person::Ravi)),
    ] {
        assert_eq!(seen(&arena.client, reader, &read(of)).await, set([]), "{reader} reads {of}");
        act(&arena.client, reader, &read(of)).await;
    }
    assert_eq!(seen(&arena.client, north(Person::Dora), "select p.employee_id from people.read_private(null) p").await, set([]));
    assert!(arena.client.query(&read(north(Person::Ravi)), &[]).await.expect("no row").is_empty(), "nor anybody without a context");
    assert_eq!(readings(&arena).await, []);
    assert_eq!(seen(&arena.client, north(Person::Hana), &read(north(Person::Ravi))).await, set(["ravi"]), "control");
}

#[tokio::test]
async fn r3_the_person_sees_who_read_and_nothing_else_of_the_audit() {
    let arena = Arena::open("app_api").await;
    let (hana, pia, ravi) = (north(Person::Hana), north(Person::Pia), north(Person::Ravi));
    act(&arena.client, hana, &read(pia)).await;
    act(&arena.client, hana, &read(ravi)).await;
    act(&arena.client, south(Person::Hana), &read(south(Person::Pia))).await;
    enter(&arena.client, pia).await;
    let rows = arena.client.query("select actor_id, action, entity_id from audit.log where action <> 'employee.linked'", &[]).await.expect("rows");
    let rows: Vec<(Uuid, String, Uuid)> = rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    assert_eq!(rows, [(hana.id(), "employee_private.read".to_owned(), pia.employee())]);
    assert_eq!(value::<i64>(&arena.client, "select count(*) from audit.payloads").await, 0);
    rollback(&arena.client).await;
    let of_readings = "select entity_id from audit.log where action <> 'employee.linked'";
    assert_eq!(seen(&arena.client, ravi, of_readings).await, set(["ravi"]));
    for person in [Person::Mona, Person::Omar, Person::Dora] {
        assert_eq!(seen(&arena.client, north(person), of_readings).await, set([]), "{person}");
    }
}

/// Whoever is an employee's member reads the private data as their own.
#[tokio::test]
async fn r3_the_person_sees_which_members_were_linked_to_them() {
    let arena = Arena::open("app_api").await;
    let of_links = "select distinct entity_id from audit.log where action = 'employee.linked'";
    assert_eq!(seen(&arena.client, north(Person::Pia), of_links).await, set(["pia"]));
    assert_eq!(seen(&arena.client, north(Person::Dora), of_links).await, set([]), "control: no employee, no link");
    let link = format!("select identity.link_member('{}', '{}')", north(Person::Dora).id(), north(Person::Nemo).employee());
    act(&arena.client, north(Person::Ada), &link).await;
    let entry = format!("select entity_id from audit.log where action = 'employee.linked' and actor_id = '{}'", north(Person::Ada).id());
    assert_eq!(seen(&arena.client, north(Person::Hana), &entry).await, set(["nemo"]), "with the actor");
}

fn keep(of: Member, version: &str, changes: &str) -> String {
    format!("select people.keep_private('{}', {version}, '{changes}')", of.employee())
}

#[tokio::test]
async fn r3_keeping_is_for_the_person_and_for_hr() {
    let arena = Arena::open("app_api").await;
    let (hana, pia, ravi) = (north(Person::Hana), north(Person::Pia), north(Person::Ravi));
    for (writer, of) in [(north(Person::Mona), ravi), (north(Person::Ada), ravi), (pia, ravi), (north(Person::Omar), ravi)] {
        for version in ["1", "null"] {
            assert_eq!(refused(&arena.client, writer, &keep(of, version, r#"{"home_address": "x"}"#)).await, "RH030", "{writer}");
        }
    }
    assert_eq!(refused(&arena.client, pia, &keep(pia, "null", "{}")).await, "RH030", "opening one's own record is hr's");
    assert_eq!(harness::refusal(&arena.client, &keep(pia, "1", "{}")).await.code, "RH030", "nor without a context");
    act(&arena.client, pia, &keep(pia, "1", r#"{"home_address": "hers"}"#)).await;
    act(&arena.client, hana, &keep(pia, "2", r#"{"private_phone": null}"#)).await;
    let row = arena
        .admin
        .query_one(
            "select home_address, private_phone, private_email is not null, row_version from people.employee_private where employee_id = $1",
            &[&pia.employee()],
        )
        .await
        .expect("a row");
    assert_eq!(
        (row.get::<_, String>(0), row.get::<_, Option<String>>(1), row.get::<_, bool>(2), row.get::<_, i64>(3)),
        ("hers".to_owned(), None, true, 3)
    );
}

#[tokio::test]
async fn r3_a_wrong_version_a_missing_record_and_a_foreign_one_all_write_nothing() {
    let arena = Arena::open("app_api").await;
    let (hana, pia) = (north(Person::Hana), north(Person::Pia));
    let missing = |id: Uuid, version: &str| format!("select people.keep_private('{id}', {version}, '{{\"home_address\": \"x\"}}')");
    let before = harness::fingerprint(&arena.admin, Org::South).await;
    for sql in [keep(pia, "7", r#"{"home_address": "x"}"#), missing(Org::North.unused(1), "1"), missing(south(Person::Pia).employee(), "1")] {
        assert_eq!(ask::<Option<i64>>(&arena.client, hana, &sql).await, None, "{sql}");
    }
    let mut answers = Vec::new();
    for id in [Org::North.unused(1), south(Person::Pia).employee()] {
        enter(&arena.client, hana).await;
        let refusal = harness::refusal(&arena.client, &missing(id, "null")).await;
        rollback(&arena.client).await;
        answers.push((refusal.code, refusal.message, refusal.detail.replace(&id.to_string(), "$")));
    }
    assert_eq!(answers[0], answers[1], "an employee elsewhere looks like one that is not");
    assert_eq!(answers[0].0, "23503");
    assert_eq!(refused(&arena.client, hana, &keep(pia, "1", r#"{"legal_name": "x"}"#)).await, "RH050");
    assert_eq!(refused(&arena.client, hana, &keep(pia, "1", r#"{"org_id": null, "home_address": "x"}"#)).await, "RH050");
    assert_eq!(refused(&arena.client, hana, &keep(pia, "null", "{}")).await, "23505", "there is a record already");
    assert_eq!(harness::fingerprint(&arena.admin, Org::South).await, before);
    assert_eq!(ask::<Option<i64>>(&arena.client, hana, &keep(pia, "1", r#"{"home_address": "x"}"#)).await, Some(2), "control");
}
