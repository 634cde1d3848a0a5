//! R34 for the whole contract: while an organisation is closing, everything is read and nothing is written.

use harness::{Org, Person, fingerprint, http::Http, north, south};
use reqwest::Method;
use serde_json::json;

use crate::operations::{Ids, Surprises, arrange, operations};

/// What goes on: sign-in and its like, and closing itself.
const GOES_ON: [&str; 6] = ["switch_session", "delete_session", "revoke_session", "close_organization", "reopen_organization", "accept_invitation"];

#[tokio::test]
async fn r34_every_write_of_the_contract_is_refused_while_closing_and_every_read_goes_on() {
    let http = Http::start().await;
    let ids = Ids::prepare(&http, Org::North).await;
    let mut requests = Vec::new();
    for operation in operations() {
        if operation.protected && !GOES_ON.contains(&operation.id.as_str()) {
            if ["create_private_record", "resume_review_cycle"].contains(&operation.id.as_str()) {
                arrange(&http, Org::North, &operation, &ids).await;
            }
            let mut parts = ids.request(&http, &operation).await;
            if operation.id == "resume_member" {
                let lew = north(Person::Lew).id();
                assert_eq!(http.post(north(Person::Ada), &format!("/members/{lew}/suspend"), &json!({})).await.status, 200);
                parts.path.insert("member_id".to_owned(), lew.to_string());
            }
            requests.push((operation, parts));
        }
    }
    let ada = north(Person::Ada);
    for person in [Person::Hana, Person::Mona, Person::Pia] {
        http.post(north(person), "/organizations/current/close", &json!({})).await.refused(403, "forbidden");
    }
    http.post(ada, "/organizations/current/reopen", &json!({})).await.refused(409, "wrong_state");
    assert_eq!(http.post(ada, "/organizations/current/close", &json!({})).await.status, 204);
    http.post(ada, "/organizations/current/close", &json!({})).await.refused(409, "wrong_state");
    let admin = http.db.admin().await;
    let mut surprises = Surprises::default();
    let (mut reads, mut writes) = (0, 0);
    for (operation, mut parts) in requests {
        if operation.id == "update_organization" {
            parts = ids.request(&http, &operation).await; // closing is a change of its own
        }
        let before = fingerprint(&admin, Org::North).await;
        let answer = parts.send(&http).await;
        surprises.undocumented(&operation, &answer, "closing");
        if operation.method == Method::GET {
            reads += 1;
            // of whom `create_private_record` is about, there is none to read
            let fine = answer.status == 200 || operation.id == "read_private_record";
            surprises.unless(fine, || format!("{}: {} {}", operation.id, answer.status, answer.text));
        } else {
            writes += 1;
            let fine = answer.outcome() == (409, "organization_closing".to_owned());
            surprises.unless(fine, || format!("{}: {} {}", operation.id, answer.status, answer.text));
            surprises.unless(fingerprint(&admin, Org::North).await == before, || format!("{} wrote something", operation.id));
        }
    }
    println!("closing: {reads} reads, {writes} writes");
    surprises.assert_none();
    assert!(reads >= 35 && writes >= 38, "{reads} {writes}");
    assert_eq!(http.post(south(Person::Ada), "/positions", &json!({ "title": "Free" })).await.status, 201, "the other organisation is not closing");
    assert_eq!(http.post(ada, "/organizations/current/reopen", &json!({})).await.status, 204);
    assert_eq!(http.post(ada, "/positions", &json!({ "title": "Free" })).await.status, 201, "writable again");
}
