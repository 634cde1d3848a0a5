//! Going on without a password: a refresh token once, its successor next; and the same account in another organisation.

use harness::{Arena, Member, Org, Person, begin, commit, digest, enter, enter_with, north, refusal, rollback, run, sign_in, south, value};
use uuid::Uuid;

use crate::steps::{act, as_if, somebody_waits};

/// The first token of the session the fixtures opened, as SQL.
fn first_token(member: Member) -> String {
    format!("sha256({})", digest(&member.secret()))
}

fn refresh(org: Org, token: &str, successor: &str, secret: &str) -> String {
    format!("select reused from identity.refresh_session('{}', {token}, {successor}, {})", org.id(), digest(secret))
}

async fn rights(arena: &Arena, member: Member) -> i64 {
    value(&arena.admin, &format!("select count(*) from identity.capabilities where member_id = '{}'", member.id())).await
}

#[tokio::test]
async fn hy10_each_token_gives_a_right_and_the_next_token() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let pia = north(Person::Pia);
    let chain = [first_token(pia), "sha256('second')".to_owned(), "sha256('third')".to_owned(), "sha256('fourth')".to_owned()];
    for (round, pair) in chain.windows(2).enumerate() {
        let secret = format!("round {round}");
        assert!(!value::<bool>(&auth, &refresh(Org::North, &pair[0], &pair[1], &secret)).await);
        enter_with(&arena.client, pia, &secret).await.expect("a live right");
        assert_eq!(value::<Uuid>(&arena.client, "select session_id from app.caller").await, pia.session(), "of the same session");
        rollback(&arena.client).await;
    }
    let unused: i64 =
        value(&arena.admin, &format!("select count(*) from identity.refresh_tokens where session_id = '{}' and used_at is null", pia.session()))
            .await;
    assert_eq!(unused, 1);
    assert_eq!(refusal(&auth, &refresh(Org::South, "sha256('fourth')", "sha256('x')", "x")).await.code, "RH001", "in its own organisation only");
    assert_eq!(refusal(&auth, &refresh(Org::North, "sha256('unknown')", "sha256('x')", "x")).await.code, "RH001");
}

#[tokio::test]
async fn hy10_two_tabs_within_the_grace_get_the_same_successor() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let pia = north(Person::Pia);
    for secret in ["one tab", "other tab"] {
        assert!(!value::<bool>(&auth, &refresh(Org::North, &first_token(pia), "sha256('second')", secret)).await, "{secret}");
        enter_with(&arena.client, pia, secret).await.expect("a live right");
        rollback(&arena.client).await;
    }
    let tokens: i64 = value(&arena.admin, &format!("select count(*) from identity.refresh_tokens where session_id = '{}'", pia.session())).await;
    assert_eq!(tokens, 2, "the first and one successor");
}

#[tokio::test]
async fn hy10_a_token_used_again_too_late_or_otherwise_ends_the_session_and_every_right_of_it() {
    let pia = north(Person::Pia);
    let aged = format!(
        "update identity.refresh_tokens set used_at = now() - interval '21 seconds' where session_id = '{}' and used_at is not null",
        pia.session()
    );
    let moved_on = refresh(Org::North, "sha256('second')", "sha256('third')", "moved on");
    for (situation, meanwhile, by_auth, successor) in [
        ("after the grace", aged.as_str(), "select 1", "second"),
        ("with another successor", "select 1", "select 1", "a thief's"),
        ("when the successor is used", "select 1", moved_on.as_str(), "second"),
    ] {
        let arena = Arena::open("app_api").await;
        let auth = arena.db.login("app_auth").await;
        sign_in(&auth, pia, "another session").await.unwrap();
        assert!(!value::<bool>(&auth, &refresh(Org::North, &first_token(pia), "sha256('second')", "fresh")).await);
        as_if(&arena.admin, meanwhile).await;
        run(&auth, by_auth).await;
        assert!(rights(&arena, pia).await >= 3, "control");
        let reused = refresh(Org::North, &first_token(pia), &format!("sha256('{}')", successor.replace('\'', "''")), "stolen");
        assert!(value::<bool>(&auth, &reused).await, "{situation}");
        for secret in [pia.secret().as_str(), "fresh", "stolen"] {
            assert_eq!(enter_with(&arena.client, pia, secret).await.unwrap_err().code, "RH001", "{situation}: {secret}");
        }
        for token in [first_token(pia), "sha256('second')".to_owned(), "sha256('third')".to_owned()] {
            assert_eq!(refusal(&auth, &refresh(Org::North, &token, "sha256('more')", "more")).await.code, "RH001", "{situation}: {token}");
        }
        enter_with(&arena.client, pia, "another session").await.expect("her other session goes on");
        rollback(&arena.client).await;
        assert_eq!(rights(&arena, pia).await, 1);
    }
}

#[tokio::test]
async fn hy10_two_who_refresh_at_the_same_moment_do_not_fork_the_session() {
    let arena = Arena::open("app_api").await;
    let (first, second) = (arena.db.login("app_auth").await, arena.db.login("app_auth").await);
    let pia = north(Person::Pia);
    begin(&first).await;
    run(&first, &refresh(Org::North, &first_token(pia), "sha256('mine')", "mine")).await;
    let thief = refresh(Org::North, &first_token(pia), "sha256('yours')", "yours");
    let waiting = tokio::spawn(async move { value::<bool>(&second, &thief).await });
    somebody_waits(&arena.admin).await;
    commit(&first).await;
    assert!(waiting.await.unwrap(), "the second is a second use");
    assert_eq!(rights(&arena, pia).await, 0);
}

#[tokio::test]
async fn r23_what_ended_the_rights_ends_refreshing() {
    let pia = north(Person::Pia).id();
    for (by, ending) in [
        (Person::Pia, "select identity.sign_out()".to_owned()),
        (Person::Ada, format!("select identity.revoke_session('{}')", north(Person::Pia).session())),
        (Person::Ada, format!("select identity.suspend_member('{pia}')")),
        (Person::Ada, format!("select identity.remove_member('{pia}')")),
    ] {
        let arena = Arena::open("app_api").await;
        let auth = arena.db.login("app_auth").await;
        act(&arena.client, north(by), &ending).await;
        let again = refresh(Org::North, &first_token(north(Person::Pia)), "sha256('n')", "n");
        assert_eq!(refusal(&auth, &again).await.code, "RH001", "{ending}");
        assert_eq!(rights(&arena, north(Person::Pia)).await, 0);
    }
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    act(&arena.client, north(Person::Ada), &format!("select identity.set_member_role('{pia}', 'ops')")).await;
    run(&auth, &refresh(Org::North, &first_token(north(Person::Pia)), "sha256('n')", "n")).await;
    let role: String = value(&arena.admin, &format!("select role from identity.capabilities where member_id = '{pia}'")).await;
    assert_eq!(role, "ops", "another role goes on with a refresh, as what it is now");
    for late in ["refresh_tokens set expires_at = now() where used_at is null", "sessions set expires_at = now()"] {
        let arena = Arena::open("app_api").await;
        let auth = arena.db.login("app_auth").await;
        as_if(&arena.admin, &format!("update identity.{late}")).await;
        assert_eq!(refusal(&auth, &refresh(Org::North, &first_token(north(Person::Pia)), "sha256('n')", "n")).await.code, "RH001", "{late}");
    }
}

fn switch(from: Member, secret: &str, slug: &str, new: &str) -> String {
    format!(
        "select org_id from identity.switch_organization('{}', '{secret}', '{}', '{slug}', gen_random_uuid(), {}, null)",
        from.org.id(),
        from.role(),
        digest(new)
    )
}

#[tokio::test]
async fn hy10_switching_opens_a_sibling_session_where_the_account_is_an_active_member() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (here, there) = (north(Person::Dora), south(Person::Dora));
    let places = harness::strings(
        &auth,
        &format!("select slug from identity.organizations_of_account('{}', '{}', '{}')", here.org.id(), here.secret(), here.role()),
    )
    .await;
    assert_eq!(places, [Org::North.token(), Org::South.token()]);
    let alone = harness::strings(
        &auth,
        &format!("select slug from identity.organizations_of_account('{}', '{}', 'employee')", Org::North.id(), north(Person::Pia).secret()),
    )
    .await;
    assert_eq!(alone, [Org::North.token()]);
    assert_eq!(value::<Uuid>(&auth, &switch(here, &here.secret(), Org::South.token(), "sibling")).await, Org::South.id());
    enter_with(&arena.client, there, "sibling").await.expect("a live right there");
    rollback(&arena.client).await;
    let siblings: i64 = value(
        &arena.admin,
        &format!(
            "select count(*) from identity.sessions s join identity.sessions o on o.login_id = s.login_id and o.org_id <> s.org_id where s.id = '{}'",
            here.session()
        ),
    )
    .await;
    assert_eq!(siblings, 1, "one sign-in");
}

#[tokio::test]
async fn hy10_an_organisation_one_cannot_enter_is_as_missing_as_one_that_is_not() {
    let south_dora = south(Person::Dora).id();
    for ending in ["suspend_member", "remove_member"] {
        let arena = Arena::open("app_api").await;
        let auth = arena.db.login("app_auth").await;
        let (dora, pia) = (north(Person::Dora), north(Person::Pia));
        let known = refusal(&auth, &switch(dora, &dora.secret(), "no-such-place", "x")).await;
        assert_eq!(known.code, "RH032");
        act(&arena.client, south(Person::Ada), &format!("select identity.{ending}('{south_dora}')")).await;
        for sql in [switch(dora, &dora.secret(), Org::South.token(), "x"), switch(pia, &pia.secret(), Org::South.token(), "x")] {
            let refusal = refusal(&auth, &sql).await;
            assert_eq!(
                (refusal.code, refusal.message, refusal.detail),
                (known.code.clone(), known.message.clone(), known.detail.clone()),
                "{ending}"
            );
        }
        let places = format!("select slug from identity.organizations_of_account('{}', '{}', 'employee')", Org::North.id(), dora.secret());
        assert_eq!(harness::strings(&auth, &places).await, [Org::North.token()], "{ending}");
    }
}

#[tokio::test]
async fn r23_switching_takes_a_live_right_and_its_own_secret() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let dora = north(Person::Dora);
    let there = Org::South.token();
    for secret in ["", "a guess", north(Person::Pia).secret().as_str()] {
        let code = refusal(&auth, &switch(dora, secret, there, "x")).await.code;
        assert_eq!(code, if secret.contains("pia") { "RH032" } else { "RH001" }, "{secret}");
    }
    assert_eq!(refusal(&auth, &switch(south(Person::Dora), &dora.secret(), there, "x")).await.code, "RH001", "claimed elsewhere");
    run(&arena.client, "begin").await;
    rollback(&arena.client).await;
    enter(&arena.client, dora).await;
    assert_eq!(refusal(&arena.client, &switch(dora, &dora.secret(), there, "x")).await.code, "42501", "not from the request pool");
    run(&arena.client, "select identity.sign_out()").await;
    commit(&arena.client).await;
    assert_eq!(refusal(&auth, &switch(dora, &dora.secret(), there, "x")).await.code, "RH001", "signed out");
    let none = format!("select slug from identity.organizations_of_account('{}', '{}', 'employee')", Org::North.id(), dora.secret());
    assert_eq!(refusal(&auth, &none).await.code, "RH001");
    let twin = south(Person::Dora);
    as_if(&arena.admin, &format!("update identity.capabilities set expires_at = now() where member_id = '{}'", twin.id())).await;
    assert_eq!(refusal(&auth, &switch(twin, &twin.secret(), Org::North.token(), "x")).await.code, "RH002", "run out");
}

#[tokio::test]
async fn hy10_the_request_pool_can_do_none_of_this() {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    let calls = [
        refresh(Org::North, &first_token(pia), "sha256('n')", "n"),
        switch(pia, &pia.secret(), Org::North.token(), "x"),
        format!("select slug from identity.organizations_of_account('{}', '{}', 'employee')", Org::North.id(), pia.secret()),
        format!("select from identity.invitation_challenge('{}', sha256('t'))", Org::North.id()),
        "select identity.accept_invitation(null, null, null, null, null, null, null, null, null, null, null, null, null)".to_owned(),
        "select identity.sign_up(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null)".to_owned(),
        "select identity.ensure_account(null, null, null, null, null, null, null)".to_owned(),
        "select identity.open_session(null, null, null, null, null, null)".to_owned(),
        "select identity.mint(null, null, null, null)".to_owned(),
    ];
    for login in ["app_api", "app_worker", "app_platform"] {
        let client = arena.db.login(login).await;
        for call in &calls {
            assert_eq!(refusal(&client, call).await.code, "42501", "{login}: {call}");
        }
    }
    let auth = arena.db.login("app_auth").await;
    for call in &calls[6..] {
        assert_eq!(refusal(&auth, call).await.code, "42501", "the steps inside are nobody's: {call}");
    }
    for call in &calls[..4] {
        run(&auth, call).await;
    }
}
