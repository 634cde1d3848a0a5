//! A right is minted while what it rests on changes: whichever comes first, none is left that rests on what was.

use harness::{Arena, Org, Person, begin, commit, digest, enter, north, run, site, value};

use crate::steps::{act, group, held, held_with, set, somebody_waits};

/// What mints a right for Hana under the secret `minted`; every door there is.
fn doors() -> [(&'static str, String); 4] {
    let hana = north(Person::Hana);
    let (org, slug, new) = (Org::North.id(), Org::North.token(), digest("minted"));
    [
        (
            "app_auth",
            format!(
                "select identity.sign_in('{0}', convert_to('tag of {0}', 'UTF8'), '{slug}', gen_random_uuid(), gen_random_uuid(), {new})",
                hana.email()
            ),
        ),
        ("app_auth", format!("select identity.refresh_session('{org}', sha256({}), sha256('next'), {new})", digest(&hana.secret()))),
        ("app_auth", format!("select identity.switch_organization('{org}', '{}', 'hr', '{slug}', gen_random_uuid(), {new}, null)", hana.secret())),
        ("app_worker", format!("select lifecycle.claim_job(array['export_people'], '1 minute', {new})")),
    ]
}

/// What Ada may change meanwhile: each leaves Hana without people.read beyond her first site.
fn changes() -> [String; 2] {
    let hana = north(Person::Hana).id();
    [
        format!("select identity.override_permission(gen_random_uuid(), '{hana}', 'people.read', 'deny', 'meanwhile', null)"),
        format!("select identity.limit_to_sites('{hana}', array['{}'::uuid])", site(Org::North, 1)),
    ]
}

/// Whether every right of Hana's carries what now holds.
async fn assert_none_is_stale(arena: &Arena, situation: &str) {
    let hana = north(Person::Hana).id();
    let stale = format!(
        "select count(*) filter (where c.permissions <> e.permissions or c.site_ids is distinct from e.site_ids), count(*)
           from identity.capabilities c, identity.effective_permissions('{}', '{hana}') e where c.member_id = '{hana}'",
        Org::North.id()
    );
    let row = arena.admin.query_one(&stale, &[]).await.expect("a count");
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (0, 2), "{situation}: stale rights, rights");
    let changed: bool = value(
        &arena.admin,
        &format!(
            "select not 'people.read' = any (e.permissions) or e.site_ids is not null from identity.effective_permissions('{}', '{hana}') e",
            Org::North.id()
        ),
    )
    .await;
    assert!(changed, "control: {situation} did change something");
}

async fn due_job_of_the_north(arena: &Arena) {
    crate::steps::as_if(&arena.admin, &format!("delete from lifecycle.jobs where org_id = '{}'", Org::South.id())).await;
}

#[tokio::test]
async fn r23_a_change_beside_a_mint_that_came_first_still_reaches_the_new_right() {
    for (login, mint) in doors() {
        for change in changes() {
            let arena = Arena::open("app_api").await;
            due_job_of_the_north(&arena).await;
            let (minting, changing) = (arena.db.login(login).await, arena.another().await);
            begin(&minting).await;
            run(&minting, &mint).await;
            enter(&changing, north(Person::Ada)).await;
            let sql = change.clone();
            let waiting = tokio::spawn(async move {
                run(&changing, &sql).await;
                commit(&changing).await;
            });
            somebody_waits(&arena.admin).await;
            commit(&minting).await;
            waiting.await.expect("the change");
            assert_none_is_stale(&arena, &format!("{change} after {mint}")).await;
        }
    }
}

#[tokio::test]
async fn r23_a_mint_beside_a_change_that_came_first_waits_for_it() {
    for (login, mint) in doors() {
        for change in changes() {
            let arena = Arena::open("app_api").await;
            due_job_of_the_north(&arena).await;
            let (minting, changing) = (arena.db.login(login).await, arena.another().await);
            enter(&changing, north(Person::Ada)).await;
            run(&changing, &change).await;
            let sql = mint.clone();
            let waiting = tokio::spawn(async move { run(&minting, &sql).await });
            somebody_waits(&arena.admin).await;
            commit(&changing).await;
            waiting.await.expect("the mint");
            assert_none_is_stale(&arena, &format!("{mint} after {change}")).await;
        }
    }
}

#[tokio::test]
async fn r23_joining_a_group_beside_a_change_of_what_it_allows_leaves_nothing_stale() {
    let org = Org::North.id();
    let (ada, alan, pia, team) = (north(Person::Ada), north(Person::Alan), north(Person::Pia), Org::North.unused(1));
    let joining = format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org}', '{team}', '{}')", pia.id());
    let taking = format!("select identity.withdraw_from_group('{team}', 'people.read')");
    let giving = format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{team}', 'org.invite')");
    let cases = [
        (&taking, &joining, set(["audit.read"])),
        (&joining, &taking, set(["audit.read"])),
        (&giving, &joining, set(["audit.read", "org.invite", "people.read"])),
        (&joining, &giving, set(["audit.read", "org.invite", "people.read"])),
    ];
    for (first, second, expected) in cases {
        let arena = Arena::open("app_api").await;
        act(&arena.client, ada, &group(org, team, &["people.read", "audit.read"], &[])).await;
        let (one, other) = (arena.another().await, arena.another().await);
        enter(&one, ada).await;
        run(&one, first).await;
        enter(&other, alan).await;
        let sql = second.clone();
        let waiting = tokio::spawn(async move {
            run(&other, &sql).await;
            commit(&other).await;
        });
        somebody_waits(&arena.admin).await;
        commit(&one).await;
        waiting.await.expect("the second change");
        assert_eq!(held(&arena.client, pia).await, expected, "{second} beside {first}");
    }
}

#[tokio::test]
async fn r20_who_may_not_give_rights_cannot_slip_somebody_into_a_group_that_is_about_to_carry_them() {
    let arena = Arena::open("app_api").await;
    let org = Org::North.id();
    let (ada, pia, ravi, team) = (north(Person::Ada), north(Person::Pia), north(Person::Ravi), Org::North.unused(1));
    act(&arena.client, ada, &crate::steps::allow(pia, "org.members")).await;
    act(&arena.client, ada, &group(org, team, &[], &[])).await;
    let (giving, joining) = (arena.another().await, arena.another().await);
    enter(&giving, ada).await;
    run(&giving, &format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{team}', 'org.roles')")).await;
    enter(&joining, pia).await;
    let slip = format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org}', '{team}', '{}')", ravi.id());
    let waiting = tokio::spawn(async move { harness::refusal(&joining, &slip).await.code });
    somebody_waits(&arena.admin).await;
    commit(&giving).await;
    assert_eq!(waiting.await.expect("an answer"), "RH030");
    assert_eq!(held(&arena.client, ravi).await, set([]));
}

#[tokio::test]
async fn r23_a_right_minted_behind_a_committed_change_carries_it() {
    let arena = Arena::open("app_api").await;
    let [change, _] = changes();
    act(&arena.client, north(Person::Ada), &change).await;
    let auth = arena.db.login("app_auth").await;
    run(&auth, &doors()[1].1).await;
    assert!(!held_with(&arena.client, north(Person::Hana), "minted").await.contains("people.read"));
}

/// R22: two who leave at the same moment are counted one after the other.
#[tokio::test]
async fn r22_two_admins_who_leave_at_the_same_moment_leave_one_behind() {
    let arena = Arena::open("app_api").await;
    let second = arena.another().await;
    let leave = |person| format!("select people.leave('{}', '2026-01-31', true)", north(person).employee());
    harness::enter(&arena.client, north(Person::Hana)).await;
    harness::run(&arena.client, &leave(Person::Ada)).await;
    harness::enter(&second, north(Person::Hugo)).await;
    let sql = leave(Person::Alan);
    let waiting = tokio::spawn(async move { second.batch_execute(&sql).await.map_err(|error| harness::Refusal::from(&error).code) });
    somebody_waits(&arena.admin).await;
    harness::commit(&arena.client).await;
    assert_eq!(waiting.await.unwrap(), Err("RH034".to_owned()));
    let left: i64 = harness::value(
        &arena.admin,
        &format!("select count(*) from identity.memberships where org_id = '{}' and role = 'admin' and state = 'active'", Org::North.id()),
    )
    .await;
    assert_eq!(left, 1);
}

/// R19, R20: what is given while somebody leaves is given to nobody.
#[tokio::test]
async fn r19_nothing_is_given_to_somebody_who_is_leaving() {
    let team = Org::North.unused(1);
    let sid = north(Person::Sid);
    let gifts = [
        crate::steps::override_as(Org::North.unused(2), sid, "people.read", "allow"),
        format!("insert into identity.group_members (org_id, group_id, member_id) values ('{}', '{team}', '{}')", Org::North.id(), sid.id()),
    ];
    for gift in gifts {
        let arena = Arena::open("app_api").await;
        act(&arena.client, north(Person::Ada), &crate::steps::group(Org::North.id(), team, &["people.read"], &[])).await;
        harness::enter(&arena.client, north(Person::Ada)).await;
        harness::run(&arena.client, &format!("select identity.remove_member('{}')", sid.id())).await;
        let second = arena.another().await;
        harness::enter(&second, north(Person::Alan)).await;
        let sql = gift.clone();
        let waiting = tokio::spawn(async move { second.batch_execute(&sql).await.map_err(|error| harness::Refusal::from(&error).code) });
        somebody_waits(&arena.admin).await;
        harness::commit(&arena.client).await;
        assert_eq!(waiting.await.unwrap(), Err("RH032".to_owned()), "{gift}");
    }
}

/// R23: a refresh beside the suspension of its account leaves no right.
#[tokio::test]
async fn r23_an_account_suspended_beside_a_refresh_has_no_right_left() {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    let auth = arena.db.login("app_auth").await;
    let platform = arena.db.login("app_platform").await;
    let account: uuid::Uuid = harness::value(&arena.admin, &format!("select user_id from identity.memberships where id = '{}'", pia.id())).await;
    let open = format!(
        "select member_id from identity.sign_in('{}', convert_to('{}', 'UTF8'), '{}', gen_random_uuid(), gen_random_uuid(), {}, {})",
        pia.email(),
        String::from_utf8(pia.tag()).unwrap(),
        Org::North.token(),
        harness::digest("first"),
        harness::digest("refresh")
    );
    harness::run(&auth, &open).await;
    harness::begin(&auth).await;
    let refresh = format!(
        "select session_id from identity.refresh_session('{}', {}, {}, {})",
        Org::North.id(),
        harness::digest("refresh"),
        harness::digest("successor"),
        harness::digest("second")
    );
    harness::run(&auth, &refresh).await;
    let suspend = format!("select identity.suspend_account('{account}')");
    let waiting = tokio::spawn(async move { platform.batch_execute(&suspend).await.map_err(|error| harness::Refusal::from(&error).code) });
    somebody_waits(&arena.admin).await;
    harness::commit(&auth).await;
    assert_eq!(waiting.await.unwrap(), Ok(()));
    for secret in ["first", "second"] {
        assert_eq!(harness::enter_with(&arena.client, pia, secret).await.unwrap_err().code, "RH001", "{secret}");
    }
}
