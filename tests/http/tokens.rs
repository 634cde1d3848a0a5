//! What is accepted as an access token, and what a token is worth.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use harness::{
    Org, Person,
    http::{Answer, Http, claims},
    north, south,
};
use reqwest::Method;
use serde_json::json;

async fn outcome(http: &Http, token: &str) -> (u16, String) {
    Answer::of(http.request(Method::GET, "/members/current").header("authorization", format!("Bearer {token}"))).await.outcome()
}

fn refused(code: &str) -> (u16, String) {
    (401, code.to_owned())
}

#[tokio::test]
async fn only_a_token_of_this_key_and_this_algorithm_is_accepted() {
    let http = Http::start().await;
    let good = http.token(north(Person::Pia));
    assert_eq!(outcome(&http, &good).await, (200, String::new()), "positive control");

    let other = Http::start().await;
    assert_eq!(outcome(&http, &other.token(north(Person::Pia))).await, refused("unauthenticated"), "another key");

    let payload = URL_SAFE_NO_PAD.encode(claims(north(Person::Ada), 900).to_string());
    let [head, _, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let header = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let forged = [
        format!("{head}.{payload}.{signature}"),
        format!("{}.{payload}.", header(r#"{"alg":"none","typ":"JWT"}"#)),
        format!("{}.{payload}.{signature}", header(r#"{"alg":"none","typ":"JWT"}"#)),
        format!("{}.{payload}", header(r#"{"alg":"None"}"#)),
        format!("{}.{payload}.{signature}", header(r#"{"alg":"HS256","typ":"JWT"}"#)),
        format!("{}.{payload}.{signature}", header(r#"{"alg":"EdDSA","kid":"../../dev/null","jwk":{}}"#)),
        jsonwebtoken::encode(
            &jsonwebtoken::Header::new(jsonwebtoken::Algorithm::HS256),
            &claims(north(Person::Ada), 900),
            &jsonwebtoken::EncodingKey::from_secret(b""),
        )
        .expect("signs"),
    ];
    for token in forged {
        assert_eq!(outcome(&http, &token).await, refused("unauthenticated"), "{token}");
    }
}

#[tokio::test]
async fn garbage_in_the_authorization_header_is_unauthenticated() {
    let http = Http::start().await;
    for token in ["", "x", "a.b.c", "....", "null", &"x".repeat(20_000), "%00", "eyJhbGciOiJFZERTQSJ9"] {
        assert_eq!(outcome(&http, token).await, refused("unauthenticated"), "{token:.20}");
    }
    let good = http.token(north(Person::Pia));
    for header in [format!("Basic {good}"), good.clone(), "Bearer".to_owned(), format!("Bearer {good} {good}"), format!("Digest {good}")] {
        let answer = Answer::of(http.request(Method::GET, "/members/current").header("authorization", &header)).await;
        assert_eq!(answer.outcome(), refused("unauthenticated"), "{header:.20}");
    }
    let without = Answer::of(http.request(Method::GET, "/members/current")).await;
    assert_eq!(without.outcome(), refused("unauthenticated"));
    assert_eq!(without.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn a_token_past_its_time_is_expired_and_one_for_another_audience_is_none() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    assert_eq!(outcome(&http, &http.token_of(claims(pia, -60))).await, refused("token_expired"));
    for (field, value) in [("aud", json!("somebody else")), ("iss", json!("somebody else"))] {
        let mut other = claims(pia, 900);
        other[field] = value;
        assert_eq!(outcome(&http, &http.token_of(other)).await, refused("unauthenticated"), "{field}");
    }
}

#[tokio::test]
async fn what_a_token_claims_is_worth_nothing_without_the_right_behind_it() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    let with = |field: &str, value: serde_json::Value| {
        let mut other = claims(pia, 900);
        other[field] = value;
        http.token_of(other)
    };
    assert_eq!(outcome(&http, &with("cap", json!("guessed"))).await, refused("session_ended"));
    assert_eq!(outcome(&http, &with("cap", json!(""))).await, refused("session_ended"));
    assert_eq!(outcome(&http, &with("role", json!("admin"))).await, refused("role_changed"));
    assert_eq!(outcome(&http, &with("org", json!(Org::South.id()))).await, refused("session_ended"));
    assert_eq!(outcome(&http, &with("org", json!(pia.id()))).await, refused("session_ended"));
    // who the token says it is for decides nothing: the right does
    let token = with("sub", json!(south(Person::Ada).id()));
    let me = Answer::of(http.request(Method::GET, "/members/current").bearer_auth(token)).await;
    assert_eq!(me.json()["id"], pia.id().to_string());
}

#[tokio::test]
async fn a_token_in_the_query_or_a_cookie_is_not_read() {
    let http = Http::start().await;
    let token = http.token(north(Person::Pia));
    for path in [format!("/members/current?access_token={token}"), format!("/members/current?authorization=Bearer%20{token}")] {
        assert_eq!(Answer::of(http.request(Method::GET, &path)).await.status, 401);
    }
    let cookie = http.request(Method::GET, "/members/current").header("cookie", format!("access_token={token}"));
    assert_eq!(Answer::of(cookie).await.status, 401);
}
