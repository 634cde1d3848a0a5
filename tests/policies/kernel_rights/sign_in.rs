//! Sign-in: one answer to everything that is wrong, and no race that leaves a right behind.

use harness::{Arena, Member, Org, Person, Refusal, commit, enter, enter_with, north, refusal_with, run, sign_in, south, value};
use tokio_postgres::Client;

/// Signs in with anything.
async fn refused(auth: &Client, email: &str, tag: &[u8], organization: Option<&str>) -> Refusal {
    let sql = "select * from identity.sign_in($1, $2, $3, gen_random_uuid(), gen_random_uuid(), sha256('any secret'))";
    refusal_with(auth, sql, &[&email, &tag, &organization]).await
}

#[tokio::test]
async fn hy08_everything_wrong_about_a_sign_in_gets_the_same_answer() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let pia = north(Person::Pia);
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, &format!("select identity.suspend_member('{}')", north(Person::Omar).id())).await;
    commit(&arena.client).await;
    let platform = arena.db.login("app_platform").await;
    let user: String = value(&arena.admin, &format!("select id::text from identity.users where email = '{}'", north(Person::Nora).email())).await;
    run(&platform, &format!("select identity.suspend_account('{user}')")).await;

    let home = Some(Org::North.token());
    let answers = [
        refused(&auth, &pia.email(), b"a wrong tag", home).await,
        refused(&auth, &pia.email(), b"", home).await,
        refused(&auth, "nobody@northcanary.example", b"a tag", home).await,
        refused(&auth, "", b"a tag", home).await,
        refused(&auth, &pia.email(), &pia.tag(), Some(Org::South.token())).await,
        refused(&auth, &pia.email(), &pia.tag(), Some("no-such-organisation")).await,
        refused(&auth, &pia.email(), &south(Person::Pia).tag(), home).await,
        refused(&auth, &north(Person::Omar).email(), &north(Person::Omar).tag(), home).await,
        refused(&auth, &north(Person::Nora).email(), &north(Person::Nora).tag(), home).await,
        refused(&auth, &north(Person::Gwen).email(), &north(Person::Gwen).tag(), home).await,
    ];
    for answer in &answers {
        assert_eq!((&answer.code, &answer.message, &answer.detail), (&answers[0].code, &answers[0].message, &answers[0].detail));
    }
    assert_eq!(answers[0].code, "RH040");
    sign_in(&auth, pia, "control").await.expect("control: the right tag");
}

#[tokio::test]
async fn a_challenge_tells_a_suspended_account_no_differently_from_none() {
    let arena = Arena::open("app_auth").await;
    let platform = arena.db.login("app_platform").await;
    let email = north(Person::Nora).email();
    let challenge = format!("select count(*) from identity.password_challenge('{email}')");
    assert_eq!(value::<i64>(&arena.client, &challenge).await, 1, "control");
    assert_eq!(value::<i64>(&arena.client, &challenge.to_uppercase().replace("IDENTITY.PASSWORD_CHALLENGE", "identity.password_challenge")).await, 1);
    let user: String = value(&arena.admin, &format!("select id::text from identity.users where email = '{email}'")).await;
    run(&platform, &format!("select identity.suspend_account('{user}')")).await;
    assert_eq!(value::<i64>(&arena.client, &challenge).await, 0);
    assert_eq!(value::<i64>(&arena.client, "select count(*) from identity.password_challenge('nobody@nowhere.example')").await, 0);
}

#[tokio::test]
async fn an_account_of_two_organisations_names_one_and_gets_that_one() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    let dora = north(Person::Dora);
    assert_eq!(refused(&auth, &dora.email(), &dora.tag(), None).await.code, "RH041");
    assert_eq!(refused(&auth, &dora.email(), b"a wrong tag", None).await.code, "RH040", "only the holder of the password learns of the choice");
    for member in [north(Person::Dora), south(Person::Dora)] {
        let secret = format!("new secret for {member}");
        sign_in(&auth, member, &secret).await.expect("a session");
        enter_with(&arena.client, member, &secret).await.expect("her own organisation");
        assert_eq!(value::<uuid::Uuid>(&arena.client, "select org_id from identity.organizations").await, member.org.id());
        harness::rollback(&arena.client).await;
        let elsewhere = Member { org: member.org.other(), person: member.person };
        assert_eq!(enter_with(&arena.client, elsewhere, &secret).await.unwrap_err().code, "RH001");
    }
}

#[tokio::test]
async fn a_minted_right_lasts_fifteen_minutes_and_its_session_ninety_days() {
    let arena = Arena::open("app_auth").await;
    let session = sign_in(&arena.client, north(Person::Pia), "a new secret").await.expect("a session");
    let lasts: bool = value(
        &arena.admin,
        &format!(
            "select c.expires_at - s.created_at between interval '899 seconds' and interval '901 seconds'
                and s.expires_at - c.expires_at = interval '90 days' - interval '15 minutes'
               from identity.capabilities c join identity.sessions s on s.org_id = c.org_id and s.id = c.session_id where s.id = '{session}'"
        ),
    )
    .await;
    assert!(lasts);
    let again = format!(
        "select * from identity.sign_in('{email}', convert_to('tag of {email}', 'UTF8'), null, gen_random_uuid(), gen_random_uuid(), {})",
        harness::digest("a new secret"),
        email = north(Person::Pia).email()
    );
    assert_eq!(harness::refusal(&arena.client, &again).await.code, "23505", "a secret mints one right");
    assert_eq!(harness::refusal(&arena.client, &again.replace("a new secret", "")).await.code, "23514", "and the empty one none");
}

#[tokio::test]
async fn r34_a_closing_organisation_can_be_signed_in_to_and_a_purging_one_cannot() {
    let arena = Arena::open("app_api").await;
    let auth = arena.db.login("app_auth").await;
    enter(&arena.client, north(Person::Ada)).await;
    run(&arena.client, "select identity.close_organization()").await;
    commit(&arena.client).await;
    sign_in(&auth, north(Person::Pia), "while closing").await.expect("a session");
    let purge = format!(
        "begin; set local session_replication_role = replica;
         update identity.organizations set state = 'purging' where org_id = '{}'; commit",
        Org::North.id()
    );
    run(&arena.admin, &purge).await;
    assert_eq!(sign_in(&auth, north(Person::Pia), "while purging").await.unwrap_err().code, "RH040");
    sign_in(&auth, south(Person::Pia), "elsewhere").await.expect("control: the twin signs in");
}

/// Who ends the right, with which statement (`$` is Pia's membership), and how the superuser undoes it for the next round.
struct Race {
    login: &'static str,
    act: &'static str,
    undo: &'static str,
    /// Which of her rights must not be left.
    stale: &'static str,
}

/// Runs a sign-in of Pia's and something that ends her rights at the same moment, over and over.
async fn race(race: Race) {
    let arena = Arena::open("app_api").await;
    let pia = north(Person::Pia);
    let of_pia = |sql: &str| sql.replace('$', &pia.id().to_string());
    let (mut first, mut second) = (0, 0);
    for round in 0..25 {
        let auth = arena.db.login("app_auth").await;
        let actor = arena.db.login(race.login).await;
        if race.login == "app_api" {
            enter(&actor, north(Person::Ada)).await;
        } else {
            harness::begin(&actor).await;
        }
        let user: String = value(&arena.admin, &of_pia("select user_id::text from identity.memberships where id = '$'")).await;
        let act = of_pia(race.act).replace("#", &user);
        let secret = format!("secret of round {round}");
        let minting = tokio::spawn(async move { sign_in(&auth, pia, &secret).await });
        let ending = tokio::spawn(async move {
            if round % 2 == 0 {
                tokio::task::yield_now().await;
            }
            run(&actor, &act).await;
            commit(&actor).await;
        });
        ending.await.expect("the end");
        match minting.await.expect("the sign-in") {
            Ok(_) => first += 1,
            Err(refusal) => {
                assert_eq!(refusal.code, "RH040");
                second += 1;
            }
        }
        let left = format!("select count(*) from identity.capabilities where member_id = '$' and {}", race.stale);
        assert_eq!(value::<i64>(&arena.admin, &of_pia(&left)).await, 0, "round {round}");
        let undo = of_pia(race.undo).replace("#", &user);
        run(
            &arena.admin,
            &format!(
                "begin; set local session_replication_role = replica; {undo}; delete from identity.capabilities where member_id = '{}'; commit",
                pia.id()
            ),
        )
        .await;
    }
    println!("{first} sign-ins came first, {second} came too late");
}

#[tokio::test]
async fn r23_a_sign_in_beside_a_suspension_leaves_no_right() {
    let act = "select identity.suspend_member('$')";
    race(Race { login: "app_api", act, undo: "update identity.memberships set state = 'active' where id = '$'", stale: "true" }).await;
}

#[tokio::test]
async fn r23_a_sign_in_beside_a_role_change_carries_no_stale_role() {
    let act = "select identity.set_member_role('$', 'hr')";
    let undo = "update identity.memberships set role = 'employee' where id = '$'";
    race(Race { login: "app_api", act, undo, stale: "role = 'employee'" }).await;
}

#[tokio::test]
async fn r23_a_sign_in_beside_the_suspension_of_the_account_leaves_no_right() {
    let act = "select identity.suspend_account('#')";
    race(Race { login: "app_platform", act, undo: "update identity.users set state = 'active' where id = '#'", stale: "true" }).await;
}
