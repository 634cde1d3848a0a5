//! Effective permissions: the role's, then what groups allow, then overrides; deny beats allow, and what has run out is absent.

use std::{collections::BTreeSet, time::Duration};

use harness::{Arena, Member, Org, Person, begin, digest, enter, enter_with, north, rollback, sign_in, south, value};

use crate::steps::{act, allow, as_if, deny, group, held, held_with, override_as, permissions, set};

#[tokio::test]
async fn hy15_each_member_holds_exactly_what_the_role_holds_by_default() {
    let arena = Arena::open("app_api").await;
    let platform = arena.another().await;
    for org in Org::BOTH {
        for person in Person::members() {
            let member = Member { org, person };
            enter(&platform, member).await;
            let rows = platform.query("select permission from identity.role_permissions where role = $1", &[&member.role()]).await.expect("rows");
            let expected: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
            rollback(&platform).await;
            assert_eq!(held(&arena.client, member).await, expected, "{member}");
        }
    }
    let nothing = BTreeSet::new();
    assert_eq!(held(&arena.client, north(Person::Mona)).await, nothing, "a manager's rights come from lines");
    assert_eq!(held(&arena.client, north(Person::Pia)).await, nothing);
    assert_eq!(held(&arena.client, north(Person::Omar)).await, set(["people.chart.read"]));
    let hr_only: BTreeSet<String> = set(["people.private.read", "people.private.write"]);
    assert_eq!(held(&arena.client, north(Person::Ada)).await.intersection(&hr_only).count(), 0, "R3: being admin is not enough");
    assert!(held(&arena.client, north(Person::Hana)).await.is_superset(&hr_only));
}

#[tokio::test]
async fn hc16_groups_add_up_and_end_with_membership_and_group() {
    let arena = Arena::open("app_api").await;
    let (ada, pia, org) = (north(Person::Ada), north(Person::Pia), Org::North.id());
    let (one, two) = (Org::North.unused(1), Org::North.unused(2));
    act(&arena.client, ada, &group(org, one, &["people.read", "audit.read"], &[pia])).await;
    act(&arena.client, ada, &group(org, two, &["audit.read", "people.chart.read"], &[pia])).await;
    assert_eq!(held(&arena.client, pia).await, set(["audit.read", "people.chart.read", "people.read"]));
    act(&arena.client, ada, &format!("select identity.remove_group_member('{one}', '{}')", pia.id())).await;
    assert_eq!(held(&arena.client, pia).await, set(["audit.read", "people.chart.read"]), "audit.read still comes from the other");
    act(&arena.client, ada, &format!("select identity.remove_group('{two}', 1)")).await;
    assert_eq!(held(&arena.client, pia).await, set([]));
    assert_eq!(held(&arena.client, south(Person::Pia)).await, set([]), "her twin was never in it");
}

#[tokio::test]
async fn hc16_a_denial_beats_the_role_the_group_and_an_override() {
    let arena = Arena::open("app_api").await;
    let (ada, pia, omar) = (north(Person::Ada), north(Person::Pia), north(Person::Omar));
    let denial = Org::North.unused(3);
    act(&arena.client, ada, &group(Org::North.id(), Org::North.unused(1), &["people.read", "people.chart.read"], &[pia])).await;
    act(&arena.client, ada, &allow(pia, "people.read")).await;
    act(&arena.client, ada, &override_as(denial, pia, "people.read", "deny")).await;
    assert_eq!(held(&arena.client, pia).await, set(["people.chart.read"]));
    act(&arena.client, ada, &format!("select identity.revoke_override('{denial}')")).await;
    assert_eq!(held(&arena.client, pia).await, set(["people.chart.read", "people.read"]), "control: without the denial");
    act(&arena.client, ada, &deny(omar, "people.chart.read")).await;
    assert_eq!(held(&arena.client, omar).await, set([]), "the role's own");
}

#[tokio::test]
async fn r21_an_override_that_has_run_out_is_absent_whichever_way_it_went() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (ada, pia, hana) = (north(Person::Ada), north(Person::Pia), north(Person::Hana));
    act(&arena.client, ada, &allow(pia, "people.read")).await;
    act(&arena.client, ada, &allow(pia, "audit.read")).await;
    act(&arena.client, ada, &deny(hana, "people.read")).await;
    sign_in(&auth, pia, "before").await.unwrap();
    sign_in(&auth, hana, "hana before").await.unwrap();
    assert_eq!(held_with(&arena.client, pia, "before").await, set(["audit.read", "people.read"]));
    assert!(!held_with(&arena.client, hana, "hana before").await.contains("people.read"));
    as_if(&arena.admin, "update identity.permission_overrides set expires_at = now() - interval '1 second' where permission = 'people.read'").await;
    sign_in(&auth, pia, "after").await.unwrap();
    sign_in(&auth, hana, "hana after").await.unwrap();
    assert_eq!(held_with(&arena.client, pia, "after").await, set(["audit.read"]));
    assert!(held_with(&arena.client, hana, "hana after").await.contains("people.read"));
}

#[tokio::test]
async fn r23_a_right_ends_with_the_first_override_it_rests_on() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (ada, pia) = (north(Person::Ada), north(Person::Pia));
    let until = |seconds: u32| {
        let id = pia.id();
        format!("select identity.override_permission(gen_random_uuid(), '{id}', 'people.read', 'allow', 'briefly', now() + interval '{seconds} s')")
    };
    act(&arena.client, ada, &until(600)).await;
    act(&arena.client, ada, &until(2)).await;
    sign_in(&auth, pia, "capped").await.unwrap();
    let expiries = format!(
        "select count(*) from identity.capabilities c join identity.permission_overrides o on o.org_id = c.org_id and o.member_id = c.member_id
          where c.member_id = '{}' and c.hash in ({}, {}) and c.expires_at = o.expires_at and o.expires_at < now() + interval '1 minute'",
        pia.id(),
        digest("capped"),
        digest(&pia.secret())
    );
    assert_eq!(value::<i64>(&arena.admin, &expiries).await, 2, "the new right and the one that was there");

    let open = arena.another().await;
    enter(&open, pia).await;
    assert_eq!(permissions(&open).await, set(["people.read"]), "control: while it lasts");
    tokio::time::sleep(Duration::from_millis(2300)).await;
    assert_eq!(value::<i64>(&open, "select count(*) from app.caller").await, 0, "in a transaction that was open all the while");
    rollback(&open).await;
    assert_eq!(enter_with(&arena.client, pia, "capped").await.unwrap_err().code, "RH002");
    as_if(&arena.admin, "update identity.permission_overrides set expires_at = now() where expires_at > now()").await;
    sign_in(&auth, pia, "afresh").await.unwrap();
    assert_eq!(held_with(&arena.client, pia, "afresh").await, set([]), "and she can go on without it");
}

#[tokio::test]
async fn r23_no_right_is_minted_from_an_old_snapshot() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let hana = north(Person::Hana);
    for level in ["repeatable read", "serializable"] {
        harness::run(&auth, &format!("begin isolation level {level}; select identity.password_challenge('{}')", hana.email())).await;
        act(&arena.client, north(Person::Ada), &deny(hana, "people.read")).await;
        assert_eq!(sign_in(&auth, hana, level).await.unwrap_err().code, "RH005", "{level}");
        rollback(&auth).await;
    }
    begin(&auth).await;
    sign_in(&auth, hana, "control").await.expect("control: read committed");
    rollback(&auth).await;
}
