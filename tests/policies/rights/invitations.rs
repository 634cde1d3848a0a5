//! A way in for one address: once, for a week, while it stands and the organisation does.

use harness::{Arena, Member, Org, Person, begin, commit, digest, enter, enter_claiming, north, refusal, rollback, run, sign_in, value};
use uuid::Uuid;

use crate::steps::{act, as_if, refused, somebody_waits};

fn invite(id: Uuid, email: &str, role: &str, token: &str) -> String {
    format!("select identity.invite('{id}', '{email}', '{role}', null, {})", digest(token))
}

fn accept_as(org: Org, token: &str, tag: &str, member: Uuid, secret: &str) -> String {
    format!(
        "select member_role from identity.accept_invitation('{}', {}, 'Newcomer', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, convert_to('{tag}', 'UTF8'),
            '{member}', gen_random_uuid(), gen_random_uuid(), {}, null)",
        org.id(),
        digest(token),
        digest(secret)
    )
}

fn accept(token: &str, tag: &str) -> String {
    accept_as(Org::North, token, tag, Uuid::new_v4(), &Uuid::new_v4().to_string())
}

fn tag(member: Member) -> String {
    String::from_utf8(member.tag()).unwrap()
}

#[tokio::test]
async fn hy08_an_invitation_lets_its_address_in_once_with_the_role_it_names() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let member = Org::North.unused(1);
    act(&arena.client, north(Person::Hana), &invite(Org::North.unused(2), "New@Invited.example", "manager", "t")).await;
    let challenge =
        format!("select email || ' ' || role || ' ' || has_account from identity.invitation_challenge('{}', {})", Org::North.id(), digest("t"));
    assert_eq!(value::<String>(&auth, &challenge).await, "new@invited.example manager false");
    assert_eq!(value::<String>(&auth, &accept_as(Org::North, "t", "a tag", member, "new secret")).await, "manager");
    begin(&arena.client).await;
    run(&arena.client, &format!("select app.enter('new secret', '{}', 'manager')", Org::North.id())).await;
    assert_eq!(value::<Uuid>(&arena.client, "select member_id from app.caller").await, member);
    rollback(&arena.client).await;
    assert_eq!(refusal(&auth, &accept("t", "a tag")).await.code, "RH032", "once");
    assert_eq!(auth.query(&challenge, &[]).await.expect("no row").len(), 0);
}

#[tokio::test]
async fn hy08_two_who_accept_at_the_same_moment_make_one_member() {
    let arena = Arena::open("app_api").await;
    let (first, second) = (arena.db.login("app_auth").await, arena.db.login("app_auth").await);
    act(&arena.client, north(Person::Ada), &invite(Org::North.unused(2), "new@invited.example", "hr", "t")).await;
    for undo in [true, false] {
        begin(&first).await;
        run(&first, &accept("t", "a tag")).await;
        let (sql, other) = (accept("t", "a tag"), arena.db.login("app_auth").await);
        let waiting = tokio::spawn(async move { other.batch_execute(&sql).await.map_err(|error| harness::Refusal::from(&error).code) });
        somebody_waits(&arena.admin).await;
        if undo {
            rollback(&first).await;
            assert_eq!(waiting.await.unwrap(), Ok(()), "who waited gets in when the first gave up");
            let undone = "delete from identity.sessions where member_id in (select id from identity.memberships where name = 'Newcomer');
                          delete from identity.capabilities where member_id in (select id from identity.memberships where name = 'Newcomer');
                          delete from identity.memberships where name = 'Newcomer'; update identity.invitations set accepted_at = null";
            as_if(&arena.admin, undone).await;
        } else {
            commit(&first).await;
            assert_eq!(waiting.await.unwrap(), Err("RH032".to_owned()));
        }
    }
    assert_eq!(value::<i64>(&arena.admin, "select count(*) from identity.memberships where name = 'Newcomer'").await, 1);
    assert_eq!(refusal(&second, &accept("t", "a tag")).await.code, "RH032");
}

#[tokio::test]
async fn hy08_a_token_that_is_run_out_taken_back_foreign_or_unknown_is_the_same_as_none() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (late, revoked, stands) = (Org::North.unused(1), Org::North.unused(2), Org::North.unused(3));
    for (id, name) in [(late, "late"), (revoked, "revoked"), (stands, "stands")] {
        act(&arena.client, north(Person::Ada), &invite(id, &format!("{name}@invited.example"), "employee", name)).await;
    }
    as_if(&arena.admin, &format!("update identity.invitations set expires_at = now() where id = '{late}'")).await;
    act(&arena.client, north(Person::Ada), &format!("select identity.revoke_invitation('{revoked}')")).await;
    let users = "select count(*) from identity.users";
    let before: i64 = value(&arena.admin, users).await;
    let mut answers = Vec::new();
    for sql in [
        accept("late", "a tag"),
        accept("revoked", "a tag"),
        accept("unknown", "a tag"),
        accept_as(Org::South, "stands", "a tag", Uuid::new_v4(), "s"),
    ] {
        let refusal = refusal(&auth, &sql).await;
        answers.push((refusal.code, refusal.message, refusal.detail));
    }
    for token in ["late", "revoked", "unknown"] {
        let challenge = format!("select from identity.invitation_challenge('{}', {})", Org::North.id(), digest(token));
        assert_eq!(auth.query(&challenge, &[]).await.expect("no row").len(), 0, "{token}");
    }
    let challenge = format!("select from identity.invitation_challenge('{}', {})", Org::South.id(), digest("stands"));
    assert_eq!(auth.query(&challenge, &[]).await.expect("no row").len(), 0, "another organisation's");
    assert!(answers.iter().all(|answer| *answer == answers[0]) && answers[0].0 == "RH032", "{answers:?}");
    assert_eq!(value::<i64>(&arena.admin, users).await, before);
    run(&auth, &accept("stands", "a tag")).await;
    let lasts: i64 =
        value(&arena.admin, &format!("select extract(day from expires_at - created_at)::bigint from identity.invitations where id = '{stands}'"))
            .await;
    assert_eq!(lasts, 7);
}

#[tokio::test]
async fn r34_nobody_joins_an_organisation_that_is_closing() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    act(&arena.client, north(Person::Ada), &invite(Org::North.unused(1), "new@invited.example", "employee", "t")).await;
    act(&arena.client, north(Person::Ada), "select identity.close_organization()").await;
    assert_eq!(refusal(&auth, &accept("t", "a tag")).await.code, "RH032");
    let challenge = format!("select from identity.invitation_challenge('{}', {})", Org::North.id(), digest("t"));
    assert_eq!(auth.query(&challenge, &[]).await.expect("no row").len(), 0);
    assert_eq!(refused(&arena.client, north(Person::Ada), &invite(Org::North.unused(2), "newer@invited.example", "employee", "u")).await, "RH010");
    act(&arena.client, north(Person::Ada), "select identity.cancel_closing()").await;
    run(&auth, &accept("t", "a tag")).await;
}

#[tokio::test]
async fn hy08_an_address_with_an_account_shows_its_password() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let twin = harness::south(Person::Pia);
    act(&arena.client, north(Person::Ada), &invite(Org::North.unused(1), &twin.email(), "employee", "t")).await;
    assert_eq!(refusal(&auth, &accept("t", "a wrong tag")).await.code, "RH040");
    assert_eq!(refusal(&auth, &accept("t", &tag(north(Person::Pia)))).await.code, "RH040");
    let open: bool =
        value(&arena.admin, &format!("select accepted_at is null from identity.invitations where id = '{}'", Org::North.unused(1))).await;
    assert!(open, "a wrong password does not use it up");
    run(&auth, &accept("t", &tag(twin))).await;
    sign_in(&auth, twin, "still").await.expect("control: the account is still hers there");
}

#[tokio::test]
async fn hy08_who_is_a_member_stays_what_they_are_and_who_left_comes_back_as_invited() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let (ada, pia, omar, gwen) = (north(Person::Ada), north(Person::Pia), north(Person::Omar), north(Person::Gwen));
    act(&arena.client, ada, &format!("select identity.suspend_member('{}')", omar.id())).await;
    for (member, token) in [(pia, "active"), (omar, "suspended")] {
        act(&arena.client, ada, &invite(Uuid::new_v4(), &member.email(), "admin", token)).await;
        assert_eq!(refusal(&auth, &accept(token, &tag(member))).await.code, "RH037", "{token}");
    }
    assert_eq!(sign_in(&auth, omar, "no").await.unwrap_err().code, "RH040", "an invitation does not resume anybody");
    act(&arena.client, ada, &invite(Uuid::new_v4(), &gwen.email(), "ops", "back")).await;
    assert_eq!(value::<String>(&auth, &accept_as(Org::North, "back", &tag(gwen), Uuid::new_v4(), "back")).await, "ops");
    begin(&arena.client).await;
    run(&arena.client, &format!("select app.enter('back', '{}', 'ops')", Org::North.id())).await;
    assert_eq!(value::<Uuid>(&arena.client, "select member_id from app.caller").await, gwen.id(), "the same membership as before");
    rollback(&arena.client).await;
    assert!(enter_claiming_admin(&arena, gwen).await.is_err());
}

async fn enter_claiming_admin(arena: &Arena, member: Member) -> Result<(), harness::Refusal> {
    begin(&arena.client).await;
    let outcome = enter_claiming(&arena.client, member, "admin").await;
    rollback(&arena.client).await;
    outcome
}

#[tokio::test]
async fn hy08_one_open_invitation_for_an_address_and_a_run_out_one_makes_way() {
    let arena = Arena::open("app_api").await;
    let ada = north(Person::Ada);
    let first = Org::North.unused(1);
    act(&arena.client, ada, &invite(first, "new@invited.example", "employee", "t")).await;
    assert_eq!(refused(&arena.client, ada, &invite(Uuid::new_v4(), "NEW@invited.example", "employee", "u")).await, "23505");
    as_if(&arena.admin, &format!("update identity.invitations set expires_at = now() where id = '{first}'")).await;
    act(&arena.client, ada, &invite(Uuid::new_v4(), "new@invited.example", "employee", "u")).await;
    enter(&arena.client, ada).await;
    let revoked: bool = value(&arena.client, &format!("select revoked_at is not null from identity.invitations where id = '{first}'")).await;
    assert!(revoked);
    commit(&arena.client).await;
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        assert_eq!(refused(&arena.client, north(person), &invite(Uuid::new_v4(), "x@invited.example", "employee", "v")).await, "RH030", "{person}");
    }
}

/// R19, R23: a way back in that was prepared beforehand leads nowhere.
#[tokio::test]
async fn r19_an_invitation_is_worth_what_its_maker_may_still_do() {
    let change = |sql: &str| sql.replace("{alan}", &north(Person::Alan).id().to_string()).replace("{hana}", &north(Person::Hana).id().to_string());
    let cases = [
        (Person::Alan, "admin", None),
        (Person::Alan, "admin", Some("select identity.suspend_member('{alan}')")),
        (Person::Alan, "admin", Some("select identity.remove_member('{alan}')")),
        (Person::Alan, "admin", Some("select identity.set_member_role('{alan}', 'hr')")),
        (Person::Alan, "employee", Some("select identity.set_member_role('{alan}', 'hr')")),
        (Person::Hana, "employee", Some("select identity.set_member_role('{hana}', 'employee')")),
    ];
    for (maker, role, meanwhile) in cases {
        let arena = Arena::open("app_api").await;
        let auth = arena.db.login("app_auth").await;
        act(&arena.client, north(maker), &invite(Org::North.unused(2), "puppet@invited.example", role, "t")).await;
        if let Some(meanwhile) = meanwhile {
            act(&arena.client, north(Person::Ada), &change(meanwhile)).await;
        }
        // an hr person may still invite an employee, whatever they were before
        if meanwhile.is_none() || (maker == Person::Alan && role == "employee") {
            assert_eq!(value::<String>(&auth, &accept("t", "a tag")).await, role, "control: {meanwhile:?}");
        } else {
            assert_eq!(refusal(&auth, &accept("t", "a tag")).await.code, "RH032", "{maker} {role}: {meanwhile:?}");
        }
    }
}
