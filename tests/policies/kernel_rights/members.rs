//! Who may change whose membership.

use harness::{Arena, Member, Org, Person, commit, enter, north, refusal, rollback, run, strings, value};

const TRANSITIONS: [&str; 4] = [
    "select identity.set_member_role('$', 'employee')",
    "select identity.suspend_member('$')",
    "select identity.resume_member('$')",
    "select identity.remove_member('$')",
];

fn of(sql: &str, member: Member) -> String {
    sql.replace('$', &member.id().to_string())
}

#[tokio::test]
async fn r20_nobody_changes_their_own_role_or_membership() {
    let arena = Arena::entered(north(Person::Ada)).await;
    for sql in TRANSITIONS {
        assert_eq!(refusal(&arena.client, &of(sql, north(Person::Ada))).await.code, "RH033", "{sql}");
    }
    run(&arena.client, &of(TRANSITIONS[0], north(Person::Alan))).await;
}

#[tokio::test]
async fn only_an_admin_changes_a_membership() {
    let arena = Arena::open("app_api").await;
    for person in Person::members().filter(|person| person.role() != "admin") {
        enter(&arena.client, north(person)).await;
        for sql in TRANSITIONS {
            for target in [north(Person::Nora), north(person)] {
                assert_eq!(refusal(&arena.client, &of(sql, target)).await.code, "RH030", "{person}: {sql}");
            }
        }
        for sql in ["select identity.close_organization()", "select identity.cancel_closing()"] {
            assert_eq!(refusal(&arena.client, sql).await.code, "RH030", "{person}: {sql}");
        }
        commit(&arena.client).await;
    }
    for sql in TRANSITIONS {
        assert_eq!(refusal(&arena.client, &of(sql, north(Person::Nora))).await.code, "RH030", "without a context: {sql}");
    }
    enter(&arena.client, north(Person::Alan)).await;
    run(&arena.client, &of(TRANSITIONS[1], north(Person::Nora))).await;
    run(&arena.client, &of(TRANSITIONS[2], north(Person::Nora))).await;
}

#[tokio::test]
async fn r22_the_last_admin_stays_whoever_changes_the_row() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, &of("select identity.suspend_member('$')", north(Person::Alan))).await;
    commit(&arena.client).await;
    // the functions refuse oneself already, so the rest is tried by hand, as a superuser inside the organisation
    enter(&arena.admin, north(Person::Ada)).await;
    for change in ["role = 'hr'", "state = 'suspended'", "state = 'left'", "state = 'invited'"] {
        let by_hand = format!("update identity.memberships set {change} where id = '{}'", north(Person::Ada).id());
        assert_eq!(refusal(&arena.admin, &by_hand).await.code, "RH034", "{change}");
    }
    rollback(&arena.admin).await;
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, &of("select identity.resume_member('$')", north(Person::Alan))).await;
    run(&arena.client, &of("select identity.set_member_role('$', 'hr')", north(Person::Alan))).await;
    rollback(&arena.client).await;
    assert_eq!(active_admins(&arena).await, ["Ada northcanary"]);
}

async fn active_admins(arena: &Arena) -> Vec<String> {
    strings(
        &arena.admin,
        &format!("select name from identity.memberships where org_id = '{}' and role = 'admin' and state = 'active' order by 1", Org::North.id()),
    )
    .await
}

#[tokio::test]
async fn r22_two_admins_who_remove_each_other_at_once_leave_one() {
    for sql in ["select identity.set_member_role('$', 'employee')", "select identity.suspend_member('$')", "select identity.remove_member('$')"] {
        for _ in 0..4 {
            let arena = Arena::open("app_api").await;
            let mut rivals = Vec::new();
            for (actor, target) in [(Person::Ada, Person::Alan), (Person::Alan, Person::Ada)] {
                let client = arena.another().await;
                enter(&client, north(actor)).await;
                rivals.push((client, of(sql, north(target))));
            }
            let attempts = rivals.into_iter().map(|(client, sql)| {
                tokio::spawn(async move {
                    let outcome = client.batch_execute(&sql).await.map_err(|error| harness::Refusal::from(&error).code);
                    let _ = client.batch_execute(if outcome.is_ok() { "commit" } else { "rollback" }).await;
                    outcome
                })
            });
            let mut outcomes = Vec::new();
            for attempt in attempts.collect::<Vec<_>>() {
                outcomes.push(attempt.await.expect("an admin"));
            }
            outcomes.sort();
            assert_eq!(outcomes, [Ok(()), Err("RH030".to_owned())], "{sql}");
            assert_eq!(active_admins(&arena).await.len(), 1);
        }
    }
}

#[tokio::test]
async fn a_membership_moves_only_from_the_states_it_may_move_from() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let pia = north(Person::Pia);
    assert_eq!(refusal(&arena.client, &of("select identity.resume_member('$')", pia)).await.code, "RH031");
    run(&arena.client, &of("select identity.suspend_member('$')", pia)).await;
    assert_eq!(refusal(&arena.client, &of("select identity.suspend_member('$')", pia)).await.code, "RH031");
    run(&arena.client, &of("select identity.remove_member('$')", pia)).await;
    for sql in TRANSITIONS {
        assert_eq!(refusal(&arena.client, &of(sql, pia)).await.code, "RH031", "{sql}");
        assert_eq!(refusal(&arena.client, &of(sql, north(Person::Gwen))).await.code, "RH031", "{sql}");
    }
    assert_eq!(refusal(&arena.client, &of("select identity.set_member_role('$', 'worker')", north(Person::Nora))).await.code, "23514");
    assert_eq!(
        refusal(&arena.client, "select identity.close_organization(), identity.cancel_closing(), identity.cancel_closing()").await.code,
        "RH031"
    );
}

#[tokio::test]
async fn a_transition_gives_the_new_row_version_and_writes_nothing_else() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let others = format!("select md5(string_agg(m::text, '' order by id)) from identity.memberships m where id <> '{}'", north(Person::Pia).id());
    let before: String = value(&arena.admin, &others).await;
    let version: i64 = value(&arena.client, &of("select identity.set_member_role('$', 'ops')", north(Person::Pia))).await;
    let row = arena
        .client
        .query_one("select role, row_version from identity.memberships where id = $1", &[&north(Person::Pia).id()])
        .await
        .expect("the row");
    assert_eq!((row.get::<_, String>(0), row.get::<_, i64>(1)), ("ops".to_owned(), version));
    arena.commit().await;
    assert_eq!(before, value::<String>(&arena.admin, &others).await);
}
