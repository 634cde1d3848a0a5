//! Sign-in tells nothing: not who has an account, not where, not whether it is suspended.

use harness::{
    Member, Org, Person, enter,
    http::{Answer, Http, PASSWORD, Setup},
    north, south,
};
use serde_json::{Value, json};

fn body(member: Member, password: &str, organization: Option<&str>) -> Value {
    let mut body = json!({ "email": member.email(), "password": password });
    if let Some(slug) = organization {
        body["organization"] = slug.into();
    }
    body
}

/// Every way to be refused: what it is, and what is sent.
async fn refused_attempts(http: &Http) -> Vec<(&'static str, Value)> {
    for person in [Person::Pia, Person::Sid, Person::Lew, Person::Gwen] {
        http.set_password(north(person)).await;
    }
    let ada = http.db.login("app_api").await;
    enter(&ada, north(Person::Ada)).await;
    ada.execute("select identity.suspend_member($1)", &[&north(Person::Sid).id()]).await.expect("a suspended member");
    harness::commit(&ada).await;
    let platform = http.db.login("app_platform").await;
    let admin = http.db.admin().await;
    let lew: uuid::Uuid = admin.query_one("select id from identity.users where email = $1", &[&north(Person::Lew).email()]).await.unwrap().get(0);
    platform.execute("select identity.suspend_account($1)", &[&lew]).await.expect("a suspended account");

    let pia = north(Person::Pia);
    vec![
        ("a wrong password", body(pia, "wrong", None)),
        ("a wrong password for a right organisation", body(pia, "wrong", Some(Org::North.token()))),
        ("another person's organisation", body(pia, PASSWORD, Some(Org::South.token()))),
        ("an organisation that does not exist", body(pia, PASSWORD, Some("nowhere"))),
        ("a slug that cannot be one", body(pia, PASSWORD, Some("'; select"))),
        ("an unknown address", json!({ "email": "nobody@nowhere.example", "password": PASSWORD })),
        ("an address that is none", json!({ "email": "", "password": PASSWORD })),
        ("a suspended member", body(north(Person::Sid), PASSWORD, None)),
        ("a suspended account", body(north(Person::Lew), PASSWORD, None)),
        ("a suspended account with a wrong password", body(north(Person::Lew), "wrong", None)),
        ("a member who has left", body(north(Person::Gwen), PASSWORD, None)),
    ]
}

#[tokio::test]
async fn the_right_password_opens_a_session_that_works() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    http.set_password(pia).await;
    for organization in [None, Some(Org::North.token())] {
        let answer = http.sign_in(&body(pia, PASSWORD, organization)).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let opened = answer.json();
        assert_eq!(opened["member_id"], pia.id().to_string());
        assert_eq!(opened["organization_id"], Org::North.id().to_string());
        assert_eq!((&opened["role"], &opened["token_type"]), (&json!("employee"), &json!("Bearer")));
        let token = opened["access_token"].as_str().expect("a token");
        let me = Answer::of(http.request(reqwest::Method::GET, "/members/current").bearer_auth(token)).await;
        assert_eq!(me.json()["id"], pia.id().to_string());
    }
    let shouted = json!({ "email": pia.email().to_uppercase(), "password": PASSWORD });
    assert_eq!(http.sign_in(&shouted).await.status, 201, "the case of an address does not matter");
    assert_eq!(http.sign_in(&body(pia, &PASSWORD.to_uppercase(), None)).await.status, 401, "that of a password does");
}

#[tokio::test]
async fn every_refusal_is_the_same_answer_byte_for_byte() {
    let http = Http::start().await;
    let attempts = refused_attempts(&http).await;
    assert_eq!(http.sign_in(&body(north(Person::Pia), PASSWORD, None)).await.status, 201, "positive control");
    let first = http.sign_in(&attempts[0].1).await;
    assert_eq!(first.outcome(), (401, "invalid_credentials".to_owned()));
    for (what, attempt) in &attempts {
        assert_eq!(http.sign_in(attempt).await.fingerprint(), first.fingerprint(), "{what}");
    }
}

#[tokio::test]
async fn every_refusal_takes_the_same_hash() {
    // without room for a single hash, whoever comes to the hash is told so
    let full = Http::with(Setup { hashes: 0, ..Setup::default() }).await;
    let attempts = refused_attempts(&full).await;
    for (what, attempt) in &attempts {
        assert_eq!(full.sign_in(attempt).await.outcome(), (503, "overloaded".to_owned()), "{what}");
    }
}

#[tokio::test]
async fn every_refusal_takes_the_same_two_statements() {
    let http = Http::start().await;
    let attempts = refused_attempts(&http).await;
    let admin = http.db.admin().await;
    for function in ["identity.sign_in(text, bytea, text, uuid, uuid, bytea, bytea)", "identity.password_challenge(text)"] {
        admin.batch_execute(&format!("revoke execute on function {function} from app_auth")).await.unwrap();
        for (what, attempt) in &attempts {
            assert_eq!(http.sign_in(attempt).await.status, 403, "{what} comes to {function}");
        }
        admin.batch_execute(&format!("grant execute on function {function} to app_auth")).await.unwrap();
    }
}

#[tokio::test]
async fn passwords_that_cannot_be_one_are_refused_like_wrong_ones() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    http.set_password(pia).await;
    let wrong = http.sign_in(&body(pia, "wrong", None)).await;
    for password in [String::new(), "x".repeat(1025), "\0".to_owned(), "p\0q".to_owned()] {
        assert_eq!(http.sign_in(&body(pia, &password, None)).await.fingerprint(), wrong.fingerprint(), "{password:.10}");
    }
    for attempt in [
        json!({ "email": format!("{}\0", pia.email()), "password": PASSWORD }),
        json!({ "email": pia.email(), "password": PASSWORD, "organization": "northcanary\0" }),
    ] {
        assert_eq!(http.sign_in(&attempt).await.fingerprint(), wrong.fingerprint(), "{attempt}");
    }
    assert_eq!(http.sign_in(&body(pia, PASSWORD, None)).await.status, 201);
}

#[tokio::test]
async fn an_account_of_several_organisations_names_one_and_learns_so_only_with_its_password() {
    let http = Http::start().await;
    let dora = north(Person::Dora);
    http.set_password(dora).await;
    assert_eq!(http.sign_in(&body(dora, PASSWORD, None)).await.outcome(), (409, "organization_required".to_owned()));
    assert_eq!(http.sign_in(&body(dora, "wrong", None)).await.outcome(), (401, "invalid_credentials".to_owned()));
    for member in [dora, south(Person::Dora)] {
        let answer = http.sign_in(&body(dora, PASSWORD, Some(member.org.token()))).await;
        assert_eq!(answer.json()["organization_id"], member.org.id().to_string());
    }
}

#[tokio::test]
async fn a_burst_of_sign_ins_is_refused_and_never_queued_without_end() {
    let http = Http::with(Setup { hashes: 1, ..Setup::default() }).await;
    let pia = north(Person::Pia);
    http.set_password(pia).await;
    let attempt = body(pia, PASSWORD, None);
    let answers = futures_util::future::join_all((0..40).map(|_| http.sign_in(&attempt))).await;
    let opened = answers.iter().filter(|answer| answer.status == 201).count();
    for answer in &answers {
        assert!([201, 503].contains(&answer.status), "{answer:?}");
    }
    assert!(opened > 0);
    assert_eq!(http.sign_in(&attempt).await.status, 201, "and afterwards all is well");
}
