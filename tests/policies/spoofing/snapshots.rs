//! Old snapshots, open cursors, and what a revocation does to them.

use harness::{Arena, Person, begin, commit, enter, ids, names, north, refusal, rollback, run, value, who};

use crate::shadowing::leaves_residue;

/// Takes every right of Pia's away, as Ada, on a connection of its own.
async fn suspend_pia(arena: &Arena) {
    let ada = arena.another().await;
    enter(&ada, north(Person::Ada)).await;
    run(&ada, &format!("select identity.suspend_member('{}')", north(Person::Pia).id())).await;
    commit(&ada).await;
}

const OWN_RECORD: &str = "select employee_id from people.employment_records";

fn enter_sql() -> String {
    let pia = north(Person::Pia);
    format!(
        "select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', 'employee', true)",
        pia.secret(),
        pia.org.id()
    )
}

#[tokio::test]
async fn r23_a_frozen_snapshot_enters_nothing_and_sees_nothing() {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    for isolation in ["repeatable read", "serializable", "serializable read only deferrable"] {
        run(&arena.client, &format!("begin isolation level {isolation}")).await;
        run(&arena.client, &enter_sql()).await;
        harness::assert_sees_nothing(&arena.client, &arena.tables, isolation).await;
        let entering = format!("select app.enter('{}', '{}', 'employee')", pia.secret(), pia.org.id());
        assert_eq!(refusal(&arena.client, &entering).await.code, "RH005", "{isolation}");
        rollback(&arena.client).await;
    }
    run(&arena.client, "begin isolation level repeatable read").await;
    run(&arena.client, &enter_sql()).await;
    arena.assert_powerless("repeatable read").await;

    run(&arena.client, &format!("begin isolation level read committed; {}", enter_sql())).await;
    assert_eq!(who(&arena.client, OWN_RECORD).await, names([Person::Pia]), "control: read committed");
    rollback(&arena.client).await;
}

#[tokio::test]
async fn r23_a_snapshot_taken_before_a_revocation_does_not_keep_the_right_alive() {
    let arena = Arena::open("app_api").await;
    let frozen = arena.another().await;
    let live = arena.another().await;
    run(&frozen, &format!("begin isolation level repeatable read; {}", enter_sql())).await;
    enter(&live, north(Person::Pia)).await;
    assert_eq!(who(&live, OWN_RECORD).await, names([Person::Pia]));
    suspend_pia(&arena).await;
    harness::assert_sees_nothing(&frozen, &arena.tables, "a snapshot from before").await;
    harness::assert_sees_nothing(&live, &arena.tables, "an open transaction").await;
    // nor can a frozen transaction call itself something else
    for disguise in [
        "set local transaction_isolation = 'read committed'",
        "select set_config('transaction_isolation', 'read committed', true)",
        "set transaction isolation level read committed",
    ] {
        assert_eq!(refusal(&frozen, disguise).await.code, "25001", "{disguise}");
    }
}

#[tokio::test]
async fn an_isolation_level_left_as_the_session_default_only_locks_its_owner_out() {
    let arena = Arena::open("app_api").await;
    run(&arena.client, "set default_transaction_isolation = 'repeatable read'").await;
    begin(&arena.client).await;
    run(&arena.client, &enter_sql()).await;
    arena.assert_powerless("default isolation").await;
    run(&arena.client, "reset default_transaction_isolation").await;
    arena.assert_front_door_works().await;
}

#[tokio::test]
async fn a_cursor_held_over_commit_shows_its_owners_rows_and_is_found_by_the_residue_check() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Pia)).await;
    run(&arena.client, "declare kept cursor with hold for select employee_id from people.employee_private").await;
    commit(&arena.client).await;
    assert!(leaves_residue(&arena.client).await);

    // the next borrower reads as themselves; the cursor still holds what its owner saw, which nobody calls by accident
    enter(&arena.client, north(Person::Omar)).await;
    assert_eq!(who(&arena.client, "select employee_id from people.employee_private").await, names([Person::Omar]));
    assert_eq!(who(&arena.client, "fetch all from kept").await, names([Person::Pia]));
    commit(&arena.client).await;
    run(&arena.client, "close all").await;
    assert!(!leaves_residue(&arena.client).await);

    run(&arena.client, "begin; declare kept cursor with hold for select employee_id from people.employee_private; commit").await;
    assert!(ids(&arena.client, "fetch all from kept").await.is_empty(), "opened without a context");
}

#[tokio::test]
async fn r23_a_cursor_opened_before_a_revocation_is_the_last_thing_its_owner_reads() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Pia)).await;
    run(&arena.client, "declare colleagues cursor for select id from people.employees order by id").await;
    assert_eq!(ids(&arena.client, "fetch 1 from colleagues").await.len(), 1);
    suspend_pia(&arena).await;
    let added = harness::Org::North.unused(40);
    run(
        &arena.admin,
        &format!(
            "begin; set local session_replication_role = replica;
             insert into people.employees (org_id, id, display_name) values ('{}', '{added}', 'Added later northcanary'); commit",
            harness::Org::North.id()
        ),
    )
    .await;
    // the statement began while the right stood: its snapshot is its own rows of that moment, nothing newer, nothing foreign
    let rest = ids(&arena.client, "fetch all from colleagues").await;
    assert!(!rest.contains(&added) && rest.len() < Person::employees().count(), "{rest:?}");
    assert!(rest.iter().all(|id| id.to_string().starts_with(harness::Org::North.prefix())), "{rest:?}");
    harness::assert_sees_nothing(&arena.client, &arena.tables, "every statement that begins afterwards").await;
    run(&arena.client, "declare again cursor for select id from people.employees").await;
    assert!(ids(&arena.client, "fetch all from again").await.is_empty());
    assert_eq!(value::<i64>(&arena.client, "select count(*) from app.caller").await, 0);
}
