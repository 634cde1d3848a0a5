//! R34: a closing organisation can be read and exported, not changed.

use harness::{
    Org, Person, commit, enter,
    http::{Http, PASSWORD},
    north, south,
};
use serde_json::json;

#[tokio::test]
async fn r34_a_closing_organisation_is_readable_and_answers_writes_with_its_own_code() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let path = format!("/employees/{}", north(Person::Rita).employee());
    let etag = http.get(ada, &path).await.header("etag").expect("an ETag").to_owned();
    let client = http.db.login("app_api").await;
    enter(&client, ada).await;
    harness::run(&client, "select identity.close_organization()").await;
    commit(&client).await;

    for person in Person::members() {
        assert_eq!(http.get(north(person), "/employees").await.status, 200, "{person} reads");
    }
    let me = http.get(ada, "/members/current").await.json();
    assert_eq!(me["organization"]["state"], "closing");
    assert!(me["organization"]["closes_at"].is_string());
    assert_eq!(http.get(ada, &path).await.header("etag"), Some(etag.as_str()));

    let change = json!({ "display_name": "Rita northcanary anew" });
    let refused = http.patch(ada, &path, Some(&etag), &change).await;
    assert_eq!(refused.outcome(), (409, "organization_closing".to_owned()));
    assert_eq!(http.get(ada, &path).await.header("etag"), Some(etag.as_str()), "nothing changed");
    // a stale version or a colleague's attempt tells nothing more
    for (person, etag) in [(Person::Pia, "\"1-0\""), (Person::Ada, "\"77-1\"")] {
        assert_eq!(http.patch(north(person), &path, Some(etag), &change).await.status, 409, "{person}");
    }

    let pia = north(Person::Pia);
    http.set_password(pia).await;
    let opened = http.sign_in(&json!({ "email": pia.email(), "password": PASSWORD })).await;
    assert_eq!(opened.status, 201, "people still sign in");
    let token = opened.json()["access_token"].as_str().expect("a token").to_owned();
    let ended = harness::http::Answer::of(http.request(reqwest::Method::DELETE, "/sessions/current").bearer_auth(token)).await;
    assert_eq!(ended.status, 204, "and out");

    let away = format!("/employees/{}", south(Person::Rita).employee());
    let etag = http.get(south(Person::Ada), &away).await.header("etag").expect("an ETag").to_owned();
    let other = http.patch(south(Person::Ada), &away, Some(&etag), &json!({ "display_name": format!("Rita {}", Org::South.token()) })).await;
    assert_eq!(other.status, 200, "the other organisation is not closing: {}", other.text);

    enter(&client, ada).await;
    harness::run(&client, "select identity.cancel_closing()").await;
    commit(&client).await;
    let etag = http.get(ada, &path).await.header("etag").expect("an ETag").to_owned();
    assert_eq!(http.patch(ada, &path, Some(&etag), &change).await.status, 200, "a cancelled closure makes it writable again");
}
