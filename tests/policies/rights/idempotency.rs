//! A repeated request finds what the first one made: the same member's, the same request's, and only if the first was kept.

use harness::{Arena, Member, Org, Person, begin, commit, enter, north, refusal, rollback, run, value};
use uuid::Uuid;

use crate::steps::{act, as_if, ask, refused, somebody_waits};

fn replay(key: &str, request: &str) -> String {
    format!("select app.replay('{key}', sha256('{request}'))")
}

async fn first(arena: &Arena, member: Member, key: &str, made: Uuid) {
    enter(&arena.client, member).await;
    assert_eq!(value::<Option<Uuid>>(&arena.client, &replay(key, "request")).await, None, "the first time");
    run(&arena.client, &format!("select app.remember('{key}', '{made}')")).await;
    commit(&arena.client).await;
}

#[tokio::test]
async fn a_repeat_finds_what_the_first_made_and_another_request_is_refused() {
    let arena = Arena::open("app_api").await;
    let (pia, made) = (north(Person::Pia), Org::North.unused(1));
    first(&arena, pia, "key", made).await;
    for _ in 0..2 {
        assert_eq!(ask::<Option<Uuid>>(&arena.client, pia, &replay("key", "request")).await, Some(made));
    }
    assert_eq!(refused(&arena.client, pia, &replay("key", "another request")).await, "RH060");
    assert_eq!(ask::<Option<Uuid>>(&arena.client, pia, &replay("another key", "request")).await, None);
    act(&arena.client, pia, &format!("select app.remember('key', '{}')", Org::North.unused(2))).await;
    assert_eq!(ask::<Option<Uuid>>(&arena.client, pia, &replay("key", "request")).await, Some(made), "set once");
}

#[tokio::test]
async fn r1_a_key_is_its_members_own() {
    let arena = Arena::open("app_api").await;
    let made = Org::North.unused(1);
    first(&arena, north(Person::Pia), "key", made).await;
    for other in [north(Person::Ravi), north(Person::Ada), harness::south(Person::Pia)] {
        assert_eq!(ask::<Option<Uuid>>(&arena.client, other, &replay("key", "another request")).await, None, "{other}");
        act(&arena.client, other, &format!("select app.remember('key', '{}')", Org::North.unused(2))).await;
    }
    assert_eq!(ask::<Option<Uuid>>(&arena.client, north(Person::Pia), &replay("key", "request")).await, Some(made));
    act(&arena.client, north(Person::Pia), &replay("taken", "request")).await;
    for other in [north(Person::Ravi), north(Person::Ada)] {
        act(&arena.client, other, &format!("select app.remember('taken', '{made}')")).await;
    }
    let filled = "select count(*) from identity.idempotency_keys where key = 'taken' and resource_id is not null";
    assert_eq!(value::<i64>(&arena.admin, filled).await, 0, "nobody fills in another's");
    act(&arena.client, north(Person::Pia), &format!("select app.remember('taken', '{made}')")).await;
    assert_eq!(value::<i64>(&arena.admin, filled).await, 1, "control");
    assert_eq!(refusal(&arena.client, &replay("key", "request")).await.code, "RH011", "nobody's without a context");
    assert_eq!(refused(&arena.client, north(Person::Pia), "select * from identity.idempotency_keys").await, "42501");
}

#[tokio::test]
async fn what_was_rolled_back_leaves_its_key_free() {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    enter(&arena.client, pia).await;
    run(&arena.client, &replay("key", "request")).await;
    run(&arena.client, &format!("select app.remember('key', '{}')", Org::North.unused(1))).await;
    rollback(&arena.client).await;
    first(&arena, pia, "key", Org::North.unused(2)).await;
}

#[tokio::test]
async fn two_first_requests_at_the_same_moment_make_one_thing() {
    let arena = Arena::open("app_api").await;
    let (pia, made) = (north(Person::Pia), Org::North.unused(1));
    for kept in [false, true] {
        let second = arena.another().await;
        enter(&arena.client, pia).await;
        assert_eq!(value::<Option<Uuid>>(&arena.client, &replay("key", "request")).await, None);
        run(&arena.client, &format!("select app.remember('key', '{made}')")).await;
        enter(&second, pia).await;
        let waiting = tokio::spawn(async move {
            let found: Option<Uuid> = value(&second, &replay("key", "request")).await;
            rollback(&second).await;
            found
        });
        somebody_waits(&arena.admin).await;
        if kept {
            commit(&arena.client).await;
        } else {
            rollback(&arena.client).await;
        }
        assert_eq!(waiting.await.unwrap(), kept.then_some(made), "kept: {kept}");
    }
}

#[tokio::test]
async fn r34_a_closing_organisation_takes_no_keys_and_sheds_its_old_ones() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let (pia, made) = (north(Person::Pia), Org::North.unused(1));
    first(&arena, pia, "old", made).await;
    first(&arena, pia, "young", made).await;
    act(&arena.client, north(Person::Ada), "select identity.close_organization()").await;
    assert_eq!(refused(&arena.client, pia, &replay("new", "request")).await, "RH010");
    as_if(&arena.admin, "update identity.idempotency_keys set created_at = created_at - interval '25 hours' where key = 'old'").await;
    begin(&worker).await;
    assert_eq!(value::<i64>(&worker, "select identity.sweep_expired(1000)").await, 1);
    commit(&worker).await;
    let keys = format!("select key from identity.idempotency_keys where member_id = '{}' order by 1", pia.id());
    assert_eq!(harness::strings(&arena.admin, &keys).await, ["young"]);
    act(&arena.client, north(Person::Ada), "select identity.cancel_closing()").await;
    assert_eq!(ask::<Option<Uuid>>(&arena.client, pia, &replay("young", "request")).await, Some(made));
    assert_eq!(ask::<Option<Uuid>>(&arena.client, pia, &replay("old", "request")).await, None);
}
