//! Two people edit the same employee, and every write leaves its trace under the id the client was told.

use harness::{Member, Person, http::Http, north};
use serde_json::json;
use uuid::Uuid;

fn path(member: Member) -> String {
    format!("/employees/{}", member.employee())
}

async fn entries(http: &Http, request: &str) -> Vec<(String, Uuid, Option<Uuid>)> {
    let admin = http.db.admin().await;
    let request = Uuid::parse_str(request).expect("an id");
    let rows = admin.query("select action, entity_id, actor_id from audit.log where request_id = $1", &[&request]).await.expect("audit.log");
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}

#[tokio::test]
async fn of_concurrent_edits_of_one_version_exactly_one_wins_and_leaves_one_entry() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    for round in 0..8 {
        let etag = http.get(north(Person::Ada), &path(rita)).await.header("etag").expect("an ETag").to_owned();
        let attempt = async |person: Person| {
            let body = json!({ "work_phone": format!("+1 {round} {person}") });
            (north(person), body.clone(), http.patch(north(person), &path(rita), Some(&etag), &body).await)
        };
        let (a, b, c, d) = tokio::join!(attempt(Person::Ada), attempt(Person::Hana), attempt(Person::Alan), attempt(Person::Hugo));
        let mut winners = 0;
        let phone = http.get(north(Person::Ada), &path(rita)).await.json()["work_phone"].clone();
        for (member, body, answer) in [a, b, c, d] {
            let written = entries(&http, answer.header("x-request-id").expect("an id")).await;
            match answer.status {
                200 => {
                    winners += 1;
                    assert_eq!(phone, body["work_phone"]);
                    assert_eq!(written, [("employee.changed".to_owned(), rita.employee(), Some(member.id()))]);
                }
                _ => {
                    assert_eq!(answer.outcome(), (412, "version_mismatch".to_owned()));
                    assert!(written.is_empty(), "{written:?}");
                }
            }
        }
        assert_eq!(winners, 1, "round {round}");
    }
}

#[tokio::test]
async fn hy21_a_refused_edit_leaves_no_entry_and_an_id_sent_by_the_client_is_not_taken_over() {
    let http = Http::start().await;
    let (ada, rita) = (north(Person::Ada), north(Person::Rita));
    let etag = http.get(ada, &path(rita)).await.header("etag").expect("an ETag").to_owned();
    for body in [json!({ "department_id": Uuid::now_v7() }), json!({ "work_email": "work.1@northcanary.example" }), json!({ "nothing": 1 })] {
        let refused = http.patch(ada, &path(rita), Some(&etag), &body).await;
        assert!(refused.status >= 400);
        assert!(entries(&http, refused.header("x-request-id").expect("an id")).await.is_empty(), "{body}");
    }
    let forged = Uuid::now_v7().to_string();
    let request = http.request(reqwest::Method::PATCH, &path(rita)).bearer_auth(http.token(ada)).header("if-match", &etag);
    let answer = harness::http::Answer::of(request.header("x-request-id", &forged).json(&json!({ "work_phone": "+1 555 0100" }))).await;
    assert_eq!(answer.status, 200);
    assert_ne!(answer.header("x-request-id"), Some(forged.as_str()));
    assert!(entries(&http, &forged).await.is_empty());
    assert_eq!(entries(&http, answer.header("x-request-id").expect("an id")).await.len(), 1, "positive control");
}
