//! Before there is a caller: whoever tries addresses, tokens and slugs learns nothing from statements, hashes or answers.

use harness::{
    Member, Org, Person,
    http::{Answer, Http, PASSWORD},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::statements::{Footprint, Observed};

const WRONG: &str = "quite another password";

async fn post(http: &Http, path: &str, body: &Value) -> Answer {
    Answer::of(http.request(Method::POST, path).json(body)).await
}

/// The footprints of several requests to one path, which must all be the same; gives it.
async fn alike(observed: &Observed, path: &str, bodies: &[(&str, Value)]) -> Footprint {
    let mut first: Option<Footprint> = None;
    for (what, body) in bodies {
        let (footprint, _) = observed.footprint("-", post(&observed.http, path, body)).await;
        match &first {
            Some(first) => assert_eq!(&footprint, first, "{what}"),
            None => first = Some(footprint),
        }
    }
    first.expect("a request")
}

/// What an operator or an admin did, without going through either.
async fn maintain(http: &Http, sql: &str) {
    let admin = http.db.admin().await;
    harness::run(&admin, &format!("set session_replication_role = replica; {sql}")).await;
}

fn credentials(member: Member, password: &str, organization: Option<&str>) -> Value {
    json!({ "email": member.email(), "password": password, "organization": organization })
}

#[tokio::test]
async fn every_refused_sign_in_takes_the_same_statements_one_hash_and_gives_the_same_answer() {
    let observed = Observed::start().await;
    let http = &observed.http;
    let (suspended_account, suspended_member) = (north(Person::Omar), north(Person::Lew));
    for member in [north(Person::Pia), south(Person::Pia), suspended_account, suspended_member, north(Person::Gwen)] {
        http.set_password(member).await;
    }
    maintain(
        http,
        &format!(
            "update identity.users set state = 'suspended' where email = '{}'; update identity.memberships set state = 'suspended' where id = '{}'",
            suspended_account.email(),
            suspended_member.id()
        ),
    )
    .await;
    let here = Some(Org::North.token());
    let nobody = |organization: Option<&str>| json!({ "email": "nobody@nowhere.example", "password": WRONG, "organization": organization });
    let refused = alike(
        &observed,
        "/sessions",
        &[
            ("an address nobody has", nobody(None)),
            ("and an organisation", nobody(here)),
            ("and an organisation nobody has", nobody(Some("nowhere"))),
            ("a wrong password", credentials(north(Person::Pia), WRONG, None)),
            ("a wrong password in an organisation", credentials(north(Person::Pia), WRONG, here)),
            ("a very long password", credentials(north(Person::Pia), &"x".repeat(900), None)),
            ("the right password, elsewhere", credentials(north(Person::Pia), PASSWORD, Some(Org::South.token()))),
            ("the right password, nowhere", credentials(north(Person::Pia), PASSWORD, Some("nowhere"))),
            ("somebody of another organisation", credentials(south(Person::Pia), PASSWORD, here)),
            ("a suspended account", credentials(suspended_account, PASSWORD, None)),
            ("a suspended account, wrong password", credentials(suspended_account, WRONG, here)),
            ("a suspended membership", credentials(suspended_member, PASSWORD, here)),
            ("a membership that has ended", credentials(north(Person::Gwen), PASSWORD, None)),
            ("several memberships, wrong password", credentials(north(Person::Dora), WRONG, None)),
        ],
    )
    .await;
    assert_eq!((refused.statements.iter().filter(|text| text.contains("identity.")).count(), refused.hashes), (2, 1), "{refused:?}");
    let (right, _) = observed.footprint("-", post(http, "/sessions", &credentials(north(Person::Pia), PASSWORD, here))).await;
    assert!(right.answer.starts_with("201"), "control: {right:?}");
    assert_eq!((right.statements, right.hashes), (refused.statements, refused.hashes), "what is right takes no more work");
}

#[tokio::test]
async fn a_token_that_opens_nothing_tells_neither_whether_it_did_nor_whether_there_is_such_an_organisation() {
    let observed = Observed::start().await;
    let http = &observed.http;
    let token = |org: Uuid, secret: [u8; 32]| auth::OrgToken::with_secret(types::OrgId::from(org), secret).to_string();
    let (open, guess) = (Org::North.invitation_secret(), [7; 32]);
    let revoked = token(Org::South.id(), Org::South.invitation_secret());
    maintain(http, &format!("update identity.invitations set revoked_at = now() where id = '{}'", Org::South.invitation())).await;
    let invitation_tokens = [
        ("no organisation", token(Uuid::now_v7(), guess)),
        ("an organisation", token(Org::North.id(), guess)),
        ("a revoked one", revoked),
        ("a good secret in another organisation", token(Org::South.id(), open)),
    ];
    for (path, more) in [("/invitations/lookup", json!({})), ("/invitations/accept", json!({ "name": "New", "password": PASSWORD }))] {
        let body = |token: &str| {
            let mut body = more.clone();
            body["token"] = json!(token);
            body
        };
        let bodies: Vec<(&str, Value)> = invitation_tokens.iter().map(|(what, token)| (*what, body(token))).collect();
        let refused = alike(&observed, path, &bodies).await;
        assert!(refused.answer.starts_with("404") && refused.hashes == 0, "{refused:?}");
        let (good, _) = observed.footprint("-", post(http, path, &body(&token(Org::North.id(), open)))).await;
        assert!(good.answer.starts_with('2'), "control: {good:?}");
    }

    http.set_password(north(Person::Pia)).await;
    let opened = post(http, "/sessions", &credentials(north(Person::Pia), PASSWORD, None)).await.expect(201).json();
    let refresh = opened["refresh_token"].as_str().expect("a token").to_owned();
    let session = &opened["session_id"].as_str().expect("a session");
    let ended = post(http, "/sessions", &credentials(north(Person::Pia), PASSWORD, None)).await.expect(201).json();
    maintain(
        http,
        &format!(
            "update identity.sessions set ended_at = now(), end_reason = 'revoked' where id = '{}'",
            ended["session_id"].as_str().expect("a session")
        ),
    )
    .await;
    let refused = alike(
        &observed,
        "/sessions/refresh",
        &[
            ("no organisation", json!({ "refresh_token": token(Uuid::now_v7(), guess) })),
            ("an organisation", json!({ "refresh_token": token(Org::North.id(), guess) })),
            ("a session that has ended", json!({ "refresh_token": ended["refresh_token"] })),
            (
                "a token of another organisation",
                json!({ "refresh_token": refresh.replace(&Org::North.id().simple().to_string(), &Org::South.id().simple().to_string()) }),
            ),
        ],
    )
    .await;
    assert!(refused.answer.starts_with("401") && refused.hashes == 0, "{refused:?}");
    let (good, _) = observed.footprint("-", post(http, "/sessions/refresh", &json!({ "refresh_token": refresh }))).await;
    assert!(good.answer.starts_with("201"), "control: {session}: {good:?}");
}

#[tokio::test]
async fn a_switch_to_an_organisation_one_is_not_in_is_one_to_no_organisation() {
    let observed = Observed::start().await;
    let http = &observed.http;
    let switch = async |member: Member, slug: &str| {
        let body = json!({ "organization": slug });
        observed.footprint(slug, http.post(member, "/sessions/switch", &body)).await.0
    };
    let (foreign, absent) = (switch(north(Person::Pia), Org::South.token()).await, switch(north(Person::Pia), "nowhere").await);
    assert_eq!(foreign, absent);
    assert!(absent.answer.starts_with("404"), "{absent:?}");
    assert!(switch(north(Person::Dora), Org::South.token()).await.answer.starts_with("201"), "control");
}

/// Open, and listed in docs/threat-model.md: what a token can do includes opening a session beside the one it came from.
#[tokio::test]
async fn open_a_live_access_token_is_enough_for_a_session_with_a_refresh_token_and_everybody_concerned_sees_it() {
    let observed = Observed::start().await;
    let http = &observed.http;
    let pia = north(Person::Pia);
    let body = json!({ "organization": Org::North.token() });
    let opened = http.post(pia, "/sessions/switch", &body).await.expect(201).json();
    assert!(opened["refresh_token"].is_string());
    let listed = http.get(pia, "/sessions").await.expect(200).json();
    let ids: Vec<&str> = listed["items"].as_array().expect("items").iter().filter_map(|session| session["id"].as_str()).collect();
    assert!(ids.len() == 2 && ids.contains(&opened["session_id"].as_str().expect("an id")), "{listed}");
    // suspending the member ends it like every other
    assert_eq!(http.post(north(Person::Ada), &format!("/members/{}/suspend", pia.id()), &Value::Null).await.status, 200);
    post(http, "/sessions/refresh", &json!({ "refresh_token": opened["refresh_token"] })).await.refused(401, "session_ended");
}

/// Slugs are public by design: that one is taken is told. Nothing else is, and least of all whether the address has an account.
#[tokio::test]
async fn a_sign_up_with_a_taken_slug_tells_nothing_about_the_address_and_none_takes_more_work() {
    let observed = Observed::start().await;
    let http = &observed.http;
    let suspended = north(Person::Omar);
    http.set_password(north(Person::Pia)).await;
    maintain(http, &format!("update identity.users set state = 'suspended' where email = '{}'", suspended.email())).await;
    let sign_up = |slug: &str, email: &str, password: &str| json!({ "name": "New", "slug": slug, "timezone": "UTC", "admin": { "name": "New", "email": email, "password": password } });
    let taken = alike(
        &observed,
        "/organizations",
        &[
            ("an address nobody has", sign_up(Org::South.token(), "nobody@nowhere.example", PASSWORD)),
            ("an account, and its password", sign_up(Org::South.token(), &north(Person::Pia).email(), PASSWORD)),
            ("an account, and another password", sign_up(Org::South.token(), &north(Person::Pia).email(), WRONG)),
            ("a suspended account", sign_up(Org::South.token(), &suspended.email(), WRONG)),
            ("one's own organisation", sign_up(Org::North.token(), &north(Person::Pia).email(), PASSWORD)),
        ],
    )
    .await;
    assert!(taken.answer.starts_with("409") && taken.hashes == 1, "{taken:?}");
    // an address with an account: refused alike, suspended or not
    let refused = alike(
        &observed,
        "/organizations",
        &[
            ("another password", sign_up("free-slug", &north(Person::Pia).email(), WRONG)),
            ("a suspended account", sign_up("free-slug", &suspended.email(), WRONG)),
        ],
    )
    .await;
    assert!(refused.answer.starts_with("401"), "{refused:?}");
    let (free, _) = observed.footprint("-", post(http, "/organizations", &sign_up("free-slug", "nobody@nowhere.example", PASSWORD))).await;
    assert!(free.answer.starts_with("201"), "control: {free:?}");
    for other in [&taken, &refused] {
        assert_eq!((&free.statements, free.hashes), (&other.statements, other.hashes), "what succeeds takes no more statements");
    }
}
