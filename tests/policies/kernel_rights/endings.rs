//! Every way in which a right ends. The one who loses it is Alan, an admin, who sees and may do the most.

use harness::{
    Arena, Member, Org, Person, Refusal, assert_sees_nothing, commit, enter, enter_with, names, north, refusal, rollback, run, sign_in, south,
    strings, value, who,
};
use tokio_postgres::Client;

const ALAN: Member = north(Person::Alan);
const SEES_ALL: &str = "select id from people.employees";

/// What an ending takes away.
struct Ending {
    /// What `app.enter` says afterwards.
    code: &'static str,
    /// What the tombstone says; `None`: the row ran out and stands.
    tombstone: Option<&'static str>,
    /// Whether Alan's other session ends as well.
    other_session_too: bool,
    /// Who keeps their right.
    bystander: Member,
}

/// Runs `act` while Alan has one connection in the middle of a transaction and one between two.
async fn ends(expected: Ending, act: impl AsyncFnOnce(&Arena)) {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    sign_in(&auth, ALAN, &ALAN.other_secret()).await.expect("a second session");
    let between = arena.another().await;
    let bystander = arena.another().await;
    enter(&between, ALAN).await;
    assert_eq!(who(&between, SEES_ALL).await, names(Person::employees()));
    commit(&between).await;
    enter(&arena.client, ALAN).await;
    assert_eq!(who(&arena.client, SEES_ALL).await, names(Person::employees()), "control: he sees everybody before");
    assert_eq!(changed(&arena.client).await, 16, "control: and changes everybody");
    rollback(&arena.client).await;
    enter(&arena.client, ALAN).await;
    assert_eq!(who(&arena.client, SEES_ALL).await.len(), 16);
    enter(&bystander, expected.bystander).await;

    act(&arena).await;

    // in the transaction that was open all along, from the very next statement
    assert_sees_nothing(&arena.client, &arena.tables, "the open transaction").await;
    assert_eq!(changed(&arena.client).await, 0);
    let site = format!("insert into people.sites (org_id, id, name, timezone) values ('{}', gen_random_uuid(), 'x', 'UTC')", ALAN.org.id());
    assert_eq!(refusal(&arena.client, &site).await.code, "RH011");
    let demotion = format!("select identity.set_member_role('{}', 'employee')", north(Person::Ada).id());
    assert_eq!(refusal(&arena.client, &demotion).await.code, "RH030");
    assert!(strings(&arena.client, "select identity.sign_out()::text where identity.sign_out() is not null").await.is_empty());
    commit(&arena.client).await;

    // on a connection between two transactions
    let entering = enter_with(&between, ALAN, &ALAN.secret()).await.unwrap_err();
    assert_eq!(entering.code, expected.code, "{}", entering.message);
    run(&between, &claims()).await;
    assert_sees_nothing(&between, &arena.tables, "claims without app.enter").await;
    rollback(&between).await;

    let left: i64 =
        value(&arena.admin, &format!("select count(*) from identity.capabilities where hash = {}", harness::digest(&ALAN.secret()))).await;
    let tombstone =
        strings(&arena.admin, &format!("select reason from identity.ended_rights where hash = {}", harness::digest(&ALAN.secret()))).await;
    match expected.tombstone {
        Some(reason) => {
            assert_eq!(left, 0, "the capability is gone");
            assert_eq!(tombstone, [reason]);
        }
        None => assert_eq!((left, tombstone.len()), (1, 0), "an expired right stands until it is swept"),
    }
    let other: Result<(), Refusal> = enter_with(&between, ALAN, &ALAN.other_secret()).await;
    assert_eq!(other.is_err(), expected.other_session_too, "{other:?}");
    let _ = between.batch_execute("rollback").await;

    // nobody else lost anything
    assert_eq!(value::<i64>(&bystander, "select count(*) from people.employees").await, 16);
    assert_eq!(changed(&bystander).await, 16);
    let twins: i64 = value(&arena.admin, &format!("select count(*) from identity.capabilities where org_id = '{}'", Org::South.id())).await;
    assert_eq!(twins, i64::try_from(Person::members().count()).unwrap());
    rollback(&bystander).await;
}

/// How many employees a blind update reaches.
async fn changed(client: &Client) -> u64 {
    client.execute("update people.employees set work_phone = work_phone", &[]).await.expect("no error")
}

fn claims() -> String {
    format!(
        "begin; select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', 'admin', true)",
        ALAN.secret(),
        ALAN.org.id()
    )
}

/// Runs one statement as a member on a connection of its own, and commits.
async fn as_member(arena: &Arena, member: Member, sql: &str) {
    let client = arena.another().await;
    enter(&client, member).await;
    run(&client, sql).await;
    commit(&client).await;
}

async fn as_operator(arena: &Arena, sql: &str) {
    run(&arena.db.login("app_platform").await, sql).await;
}

#[tokio::test]
async fn r23_signing_out_ends_the_right_in_the_next_statement() {
    let ending = Ending { code: "RH001", tombstone: Some("signed_out"), other_session_too: false, bystander: north(Person::Ada) };
    ends(ending, async |arena| as_member(arena, ALAN, "select identity.sign_out()").await).await;
}

#[tokio::test]
async fn r23_revoking_ones_own_session_ends_it_in_the_next_statement() {
    let ending = Ending { code: "RH001", tombstone: Some("revoked"), other_session_too: false, bystander: north(Person::Ada) };
    ends(ending, async |arena| {
        let client = arena.another().await;
        enter_with(&client, ALAN, &ALAN.other_secret()).await.expect("his other session");
        run(&client, &format!("select identity.revoke_session('{}')", ALAN.session())).await;
        commit(&client).await;
    })
    .await;
}

#[tokio::test]
async fn r23_an_admin_revoking_a_session_ends_it_in_the_next_statement() {
    let ending = Ending { code: "RH001", tombstone: Some("revoked"), other_session_too: false, bystander: north(Person::Ada) };
    ends(ending, async |arena| as_member(arena, north(Person::Ada), &format!("select identity.revoke_session('{}')", ALAN.session())).await).await;
}

#[tokio::test]
async fn r23_suspension_ends_every_right_in_the_next_statement() {
    let ending = Ending { code: "RH001", tombstone: Some("member_suspended"), other_session_too: true, bystander: north(Person::Ada) };
    ends(ending, async |arena| as_member(arena, north(Person::Ada), &format!("select identity.suspend_member('{}')", ALAN.id())).await).await;
}

#[tokio::test]
async fn r23_role_change_ends_rights_in_the_next_statement() {
    let ending = Ending { code: "RH003", tombstone: Some("role_changed"), other_session_too: true, bystander: north(Person::Ada) };
    ends(ending, async |arena| as_member(arena, north(Person::Ada), &format!("select identity.set_member_role('{}', 'hr')", ALAN.id())).await).await;
}

#[tokio::test]
async fn r19_r23_removing_a_member_ends_every_right_in_the_next_statement() {
    let ending = Ending { code: "RH001", tombstone: Some("member_left"), other_session_too: true, bystander: north(Person::Ada) };
    ends(ending, async |arena| as_member(arena, north(Person::Ada), &format!("select identity.remove_member('{}')", ALAN.id())).await).await;
}

#[tokio::test]
async fn r23_becoming_another_employee_ends_every_right_in_the_next_statement() {
    let ending = Ending { code: "RH003", tombstone: Some("role_changed"), other_session_too: true, bystander: north(Person::Ada) };
    ends(ending, async |arena| {
        let readmission = format!(
            "select identity.admit_member('{}', '{}', '{}', 'Alan {}', 'admin', '{}', '\\x00112233445566778899aabbccddeeff', 8192, 1, 1, 'tag')",
            ALAN.org.id(),
            ALAN.id(),
            ALAN.email(),
            ALAN.org.token(),
            north(Person::Nemo).employee()
        );
        as_operator(arena, &readmission).await;
    })
    .await;
}

#[tokio::test]
async fn r23_suspending_the_account_ends_every_right_in_the_next_statement() {
    let ending = Ending { code: "RH001", tombstone: Some("account_suspended"), other_session_too: true, bystander: north(Person::Ada) };
    ends(ending, async |arena| {
        let user: String = value(&arena.admin, &format!("select id::text from identity.users where email = '{}'", ALAN.email())).await;
        as_operator(arena, &format!("select identity.suspend_account('{user}')")).await;
    })
    .await;
}

#[tokio::test]
async fn r23_purging_the_organisation_ends_every_right_in_it_and_none_outside() {
    let ending = Ending { code: "RH004", tombstone: Some("organization_purged"), other_session_too: true, bystander: south(Person::Ada) };
    ends(ending, async |arena| {
        as_member(arena, north(Person::Ada), "select identity.close_organization()").await;
        let too_early = format!("select identity.begin_purge('{}')", Org::North.id());
        assert_eq!(refusal(&arena.db.login("app_platform").await, &too_early).await.code, "RH031", "thirty days have not passed");
        run(
            &arena.admin,
            &format!(
                "begin; set local session_replication_role = replica;
                 update identity.organizations set purge_after = now() - interval '1 second' where org_id = '{}'; commit",
                Org::North.id()
            ),
        )
        .await;
        as_operator(arena, &too_early).await;
        let left: i64 = value(&arena.admin, &format!("select count(*) from identity.capabilities where org_id = '{}'", Org::North.id())).await;
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn r23_an_expired_token_ends_in_the_next_statement() {
    let ending = Ending { code: "RH002", tombstone: None, other_session_too: false, bystander: north(Person::Ada) };
    ends(ending, async |arena| {
        run(
            &arena.admin,
            &format!("update identity.capabilities set expires_at = clock_timestamp() where hash = {}", harness::digest(&ALAN.secret())),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn r23_a_suspended_account_loses_its_rights_in_every_organisation_at_once() {
    let arena = Arena::open("app_api").await;
    let user: String = value(&arena.admin, &format!("select id::text from identity.users where email = '{}'", north(Person::Dora).email())).await;
    for dora in [north(Person::Dora), south(Person::Dora)] {
        enter_with(&arena.client, dora, &dora.secret()).await.expect("control");
        rollback(&arena.client).await;
    }
    as_operator(&arena, &format!("select identity.suspend_account('{user}')")).await;
    for dora in [north(Person::Dora), south(Person::Dora)] {
        assert_eq!(enter_with(&arena.client, dora, &dora.secret()).await.unwrap_err().code, "RH001");
    }
}

#[tokio::test]
async fn r23_no_peer_can_revoke_a_session() {
    let arena = Arena::open("app_api").await;
    let victim = north(Person::Pia);
    for member in [north(Person::Hana), north(Person::Mona), north(Person::Omar), north(Person::Rita), south(Person::Ada), south(Person::Pia)] {
        enter(&arena.client, member).await;
        let refused = refusal(&arena.client, &format!("select identity.revoke_session('{}')", victim.session())).await;
        assert_eq!((refused.code.as_str(), refused.message.as_str()), ("RH032", "no such session"), "{member}");
        commit(&arena.client).await;
    }
    enter(&arena.client, victim).await;
    assert_eq!(value::<i64>(&arena.client, "select count(*) from app.caller").await, 1);
    run(&arena.client, &format!("select identity.revoke_session('{}')", victim.session())).await;
    assert_eq!(value::<i64>(&arena.client, "select count(*) from app.caller").await, 0, "control: one's own goes");
}

#[tokio::test]
async fn r23_an_ending_that_is_rolled_back_ended_nothing() {
    let arena = Arena::open("app_api").await;
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, &format!("select identity.suspend_member('{}')", ALAN.id())).await;
    rollback(&arena.client).await;
    enter(&arena.client, ALAN).await;
    assert_eq!(who(&arena.client, SEES_ALL).await, names(Person::employees()));
}
