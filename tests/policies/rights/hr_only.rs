//! An hr-only permission takes two people and one of them is hr; nobody else can give it, and no group carries it.

use harness::{Arena, Org, Person, commit, enter, north, sign_in, south, value};
use uuid::Uuid;

use crate::steps::{act, allow, as_if, group, held, held_with, override_as, refused, set};

async fn request(arena: &Arena, id: Uuid, by: harness::Member, to: harness::Member, permission: &str) {
    enter(&arena.client, by).await;
    assert_eq!(value::<String>(&arena.client, &override_as(id, to, permission, "allow")).await, "requested");
    commit(&arena.client).await;
}

fn decide(id: Uuid, approve: bool) -> String {
    format!("select identity.decide_override('{id}', {approve})")
}

#[tokio::test]
async fn r21_an_hr_only_permission_waits_for_an_hr_person_who_is_neither_grantee_nor_requester() {
    let arena = Arena::open("app_api").await;
    let (ada, alan, hana, hugo, pia) = (north(Person::Ada), north(Person::Alan), north(Person::Hana), north(Person::Hugo), north(Person::Pia));
    let id = Org::North.unused(1);
    for permission in ["people.private.read", "people.private.write"] {
        let id = Uuid::new_v4();
        request(&arena, id, ada, pia, permission).await;
        assert_eq!(held(&arena.client, pia).await, set([]), "a request gives nothing");
        for person in [Person::Ada, Person::Alan, Person::Mona, Person::Omar, Person::Pia] {
            assert_eq!(refused(&arena.client, north(person), &decide(id, true)).await, "RH030", "{person}");
        }
        assert_eq!(refused(&arena.client, south(Person::Hana), &decide(id, true)).await, "RH032", "another organisation's hr");
        act(&arena.client, hana, &decide(id, true)).await;
        assert_eq!(held(&arena.client, pia).await, set([permission]));
        assert_eq!(refused(&arena.client, hugo, &decide(id, false)).await, "RH031", "decided already");
        act(&arena.client, hana, &format!("select identity.revoke_override('{id}')")).await;
        assert_eq!(held(&arena.client, pia).await, set([]));
        assert_eq!(refused(&arena.client, alan, &format!("select identity.revoke_override('{id}')")).await, "RH031");
        assert_eq!(refused(&arena.client, hugo, &decide(id, true)).await, "RH031", "what was taken back does not come again");
    }
    // hr as requester: she may give rights, and still not agree with herself
    act(&arena.client, ada, &allow(hana, "org.roles")).await;
    request(&arena, id, hana, pia, "people.private.read").await;
    assert_eq!(refused(&arena.client, hana, &decide(id, true)).await, "RH033");
    act(&arena.client, hugo, &decide(id, true)).await;
    assert_eq!(held(&arena.client, pia).await, set(["people.private.read"]));
}

#[tokio::test]
async fn r21_an_hr_grantee_does_not_decide_about_her_own() {
    let arena = Arena::open("app_api").await;
    let (ada, hana, hugo) = (north(Person::Ada), north(Person::Hana), north(Person::Hugo));
    let id = Org::North.unused(1);
    request(&arena, id, ada, hana, "people.private.read").await;
    for approve in [true, false] {
        assert_eq!(refused(&arena.client, hana, &decide(id, approve)).await, "RH033");
    }
    assert_eq!(refused(&arena.client, hana, &format!("select identity.revoke_override('{id}')")).await, "RH033");
    act(&arena.client, hugo, &decide(id, false)).await;
    let state: String =
        value(&arena.admin, &format!("select state from identity.permission_overrides where id = '{id}' and decided_by = '{}'", hugo.id())).await;
    assert_eq!(state, "rejected");
}

#[tokio::test]
async fn r21_rejected_and_run_out_requests_give_nothing_for_good() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (ada, hana, hugo, pia) = (north(Person::Ada), north(Person::Hana), north(Person::Hugo), north(Person::Pia));
    let (rejected, late) = (Org::North.unused(1), Org::North.unused(2));
    request(&arena, rejected, ada, pia, "people.private.read").await;
    act(&arena.client, hana, &decide(rejected, false)).await;
    assert_eq!(refused(&arena.client, hugo, &decide(rejected, true)).await, "RH031");
    request(&arena, late, ada, pia, "people.private.read").await;
    as_if(&arena.admin, &format!("update identity.permission_overrides set expires_at = now() where id = '{late}'")).await;
    assert_eq!(refused(&arena.client, hana, &decide(late, true)).await, "RH031");
    sign_in(&auth, pia, "afresh").await.unwrap();
    assert_eq!(held_with(&arena.client, pia, "afresh").await, set([]));
}

#[tokio::test]
async fn r21_it_ends_after_ninety_days_unless_said_otherwise() {
    let arena = Arena::open("app_api").await;
    let (ada, pia) = (north(Person::Ada), north(Person::Pia));
    let (silent, said, plain) = (Org::North.unused(1), Org::North.unused(2), Org::North.unused(3));
    act(&arena.client, ada, &override_as(silent, pia, "people.private.read", "allow")).await;
    act(&arena.client, ada, &override_as(said, pia, "people.private.write", "allow").replace("null", "now() + interval '7 days'")).await;
    act(&arena.client, ada, &override_as(plain, pia, "people.read", "allow")).await;
    for (id, days) in [(silent, Some(90)), (said, Some(7)), (plain, None)] {
        let sql = format!(
            "select round(extract(epoch from expires_at - created_at) / 86400)::integer from identity.permission_overrides where id = '{id}'"
        );
        assert_eq!(value::<Option<i32>>(&arena.admin, &sql).await, days);
    }
    let past = override_as(Uuid::new_v4(), pia, "people.read", "allow").replace("null", "now() - interval '1 s'");
    assert_eq!(refused(&arena.client, ada, &past).await, "RH050");
    assert_eq!(refused(&arena.client, ada, &override_as(Uuid::new_v4(), pia, "people.everything", "allow")).await, "RH051");
    assert_eq!(refused(&arena.client, ada, &override_as(Uuid::new_v4(), north(Person::Gwen), "people.read", "allow")).await, "RH032", "she has left");
}

#[tokio::test]
async fn r21_no_group_carries_an_hr_only_permission() {
    let arena = Arena::open("app_api").await;
    let org = Org::North.id();
    let team = Org::North.unused(1);
    act(&arena.client, north(Person::Ada), &group(org, team, &["people.read"], &[north(Person::Pia)])).await;
    for permission in ["people.private.read", "people.private.write"] {
        let sql = format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{team}', '{permission}')");
        assert_eq!(refused(&arena.client, north(Person::Ada), &sql).await, "RH036", "{permission}");
    }
    assert_eq!(held(&arena.client, north(Person::Pia)).await, set(["people.read"]), "control: any other");
}

#[tokio::test]
async fn r21_taking_it_from_hr_is_no_gift_and_takes_no_second_person() {
    let arena = Arena::open("app_api").await;
    let (ada, hana) = (north(Person::Ada), north(Person::Hana));
    let id = Org::North.unused(1);
    enter(&arena.client, ada).await;
    assert_eq!(value::<String>(&arena.client, &override_as(id, hana, "people.private.read", "deny")).await, "active");
    commit(&arena.client).await;
    assert!(!held(&arena.client, hana).await.contains("people.private.read"));
    assert_eq!(refused(&arena.client, north(Person::Mona), &format!("select identity.revoke_override('{id}')")).await, "RH030");
    assert_eq!(
        refused(&arena.client, north(Person::Hugo), &format!("select identity.revoke_override('{id}')")).await,
        "RH030",
        "no hr person gives it back"
    );
    act(&arena.client, north(Person::Alan), &format!("select identity.revoke_override('{id}')")).await;
    assert!(held(&arena.client, hana).await.contains("people.private.read"));
}

#[tokio::test]
async fn r21_hr_takes_back_hr_only_overrides_and_no_others() {
    let arena = Arena::open("app_api").await;
    let id = Org::North.unused(1);
    act(&arena.client, north(Person::Ada), &override_as(id, north(Person::Pia), "people.read", "allow")).await;
    assert_eq!(refused(&arena.client, north(Person::Hana), &format!("select identity.revoke_override('{id}')")).await, "RH030");
    assert_eq!(refused(&arena.client, north(Person::Pia), &format!("select identity.revoke_override('{id}')")).await, "RH030");
    act(&arena.client, north(Person::Alan), &format!("select identity.revoke_override('{id}')")).await;
    assert_eq!(held(&arena.client, north(Person::Pia)).await, set([]));
}
