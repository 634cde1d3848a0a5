//! R34: a closing organisation can be read, left and reopened, and not written.

use harness::{Arena, Member, Org, Person, commit, enter, names, north, refusal, refusal_with, rollback, run, sign_in, south, strings, value, who};

const ROLES: [Person; 5] = [Person::Ada, Person::Hana, Person::Mona, Person::Omar, Person::Pia];

async fn as_member(arena: &Arena, member: Member, sql: &str) {
    enter(&arena.client, member).await;
    run(&arena.client, sql).await;
    commit(&arena.client).await;
}

async fn closing() -> Arena {
    let arena = Arena::open("app_api").await;
    as_member(&arena, north(Person::Ada), "select identity.close_organization()").await;
    arena
}

#[tokio::test]
async fn r34_every_direct_write_is_refused_with_its_code_for_every_role() {
    let arena = closing().await;
    let mut guarded = 0;
    for person in ROLES {
        enter(&arena.client, north(person)).await;
        for table in arena.tables.iter().filter(|table| table.tenant) {
            let mut writes: Vec<String> = table.updatable.iter().map(|column| format!("update {} set {column} = {column}", table.name)).collect();
            if !table.insertable.is_empty() {
                let columns = table.insertable.join(", ");
                writes.push(format!("insert into {0} ({columns}) select {columns} from {0}", table.name));
            }
            if table.deletable {
                writes.push(format!("delete from {}", table.name));
            }
            for sql in writes {
                let refused = refusal(&arena.client, &sql).await;
                assert_eq!(refused.code, "RH010", "{person}: {sql}: {}", refused.message);
                guarded += 1;
            }
        }
        commit(&arena.client).await;
    }
    assert!(guarded > 100, "{guarded}");
    // control: the same statements elsewhere
    as_member(&arena, south(Person::Ada), "update people.employees set display_name = display_name; update identity.org_settings set week_start = 0")
        .await;
}

#[tokio::test]
async fn r34_the_functions_that_move_a_membership_are_refused_too() {
    let arena = closing().await;
    enter(&arena.client, north(Person::Ada)).await;
    for sql in [
        format!("select identity.set_member_role('{}', 'ops')", north(Person::Pia).id()),
        format!("select identity.suspend_member('{}')", north(Person::Pia).id()),
        format!("select identity.remove_member('{}')", north(Person::Pia).id()),
    ] {
        assert_eq!(refusal(&arena.client, &sql).await.code, "RH010", "{sql}");
    }
    assert_eq!(refusal(&arena.client, "select identity.close_organization()").await.code, "RH031", "it is closing already");
    commit(&arena.client).await;
    enter(&arena.client, south(Person::Ada)).await;
    run(&arena.client, &format!("select identity.suspend_member('{}')", south(Person::Pia).id())).await;
}

#[tokio::test]
async fn r34_operators_admit_nobody_to_a_closing_organisation() {
    let arena = closing().await;
    let platform = arena.db.login("app_platform").await;
    let admission = |org: Org| {
        format!(
            "select identity.admit_member('{}', gen_random_uuid(), 'new@{}.example', 'New', 'admin', null, '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, 'tag')",
            org.id(),
            org.token()
        )
    };
    run(&platform, &admission(Org::South)).await;
    assert_eq!(refusal(&platform, &admission(Org::North)).await.code, "RH010");
}

#[tokio::test]
async fn r34_reading_signing_in_and_out_and_revoking_go_on() {
    let arena = closing().await;
    for person in ROLES {
        enter(&arena.client, north(person)).await;
        let seen = who(&arena.client, "select id from people.employees where state = 'active'").await;
        assert_eq!(seen, names(Person::employees().filter(|other| *other != Person::Gwen)), "{person}");
        commit(&arena.client).await;
    }
    let auth = arena.db.login("app_auth").await;
    let session = sign_in(&auth, north(Person::Pia), "signed in while closing").await.expect("a session");
    as_member(&arena, north(Person::Ada), &format!("select identity.revoke_session('{session}')")).await;
    as_member(&arena, north(Person::Pia), "select identity.sign_out()").await;
    let audited = strings(
        &arena.admin,
        &format!(
            "select action from audit.log where org_id = '{}' and entity = 'session' and entity_id in ('{session}', '{}') order by id",
            Org::North.id(),
            north(Person::Pia).session()
        ),
    )
    .await;
    assert_eq!(audited, ["session.created", "session.created", "session.changed", "session.changed"], "the audit goes on as well");
}

#[tokio::test]
async fn r34_cancelling_makes_the_organisation_writable_in_the_next_statement() {
    let arena = closing().await;
    enter(&arena.client, north(Person::Hana)).await;
    let write = "update people.employees set work_phone = '+1 23'";
    assert_eq!(refusal(&arena.client, write).await.code, "RH010");
    let ada = arena.another().await;
    enter(&ada, north(Person::Ada)).await;
    run(&ada, "select identity.cancel_closing()").await;
    assert_eq!(ada.execute("update people.sites set name = name", &[]).await.expect("a write"), 2, "in the same transaction");
    commit(&ada).await;
    assert_eq!(arena.client.execute(write, &[]).await.expect("a write"), 16, "in a transaction that was open meanwhile");
    let state: (String, bool) = {
        let row =
            arena.client.query_one("select state, closes_at is null and purge_after is null from identity.organizations", &[]).await.expect("a row");
        (row.get(0), row.get(1))
    };
    assert_eq!(state, ("active".to_owned(), true));
}

#[tokio::test]
async fn r34_closing_stops_a_transaction_that_was_open_before() {
    let arena = Arena::entered(north(Person::Hana)).await;
    let write = "update people.employees set work_phone = '+1 23'";
    run(&arena.client, "update people.positions set title = title").await;
    let ada = arena.another().await;
    enter(&ada, north(Person::Ada)).await;
    run(&ada, "select identity.close_organization()").await;
    commit(&ada).await;
    assert_eq!(refusal(&arena.client, write).await.code, "RH010");
    rollback(&arena.client).await;
}

#[tokio::test]
async fn only_closing_stops_writes_not_trial_or_arrears() {
    let arena = Arena::open("app_api").await;
    for state in ["trial", "past_due", "active"] {
        run(
            &arena.admin,
            &format!("begin; set local session_replication_role = replica; update identity.organizations set state = '{state}'; commit"),
        )
        .await;
        as_member(&arena, north(Person::Ada), "update people.sites set name = name").await;
    }
}

#[tokio::test]
async fn r34_a_closure_lasts_thirty_days_and_only_an_admin_begins_it() {
    let arena = Arena::open("app_api").await;
    for person in ROLES.into_iter().filter(|person| *person != Person::Ada) {
        enter(&arena.client, north(person)).await;
        assert_eq!(refusal_with(&arena.client, "select identity.close_organization()", &[]).await.code, "RH030", "{person}");
        commit(&arena.client).await;
    }
    as_member(&arena, north(Person::Ada), "select identity.close_organization()").await;
    let days: i32 = value(
        &arena.admin,
        &format!("select extract(day from purge_after - closes_at)::integer from identity.organizations where org_id = '{}'", Org::North.id()),
    )
    .await;
    assert_eq!(days, 30);
    assert_eq!(
        value::<String>(&arena.admin, &format!("select state from identity.organizations where org_id = '{}'", Org::South.id())).await,
        "active"
    );
}
