//! `Idempotency-Key`: a request that is sent again makes nothing again.

use std::time::Duration;

use harness::{
    Member, Org, Person,
    http::{Answer, Http},
    north,
};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

/// A collection, the body for a new one, and the table that tells how many there are.
fn makers() -> Vec<(Member, String, Value, &'static str)> {
    let ada = north(Person::Ada);
    let lines = format!("/employees/{}/reporting_lines", north(Person::Nora).employee());
    let (rita, goal) = (north(Person::Rita), format!("/goals/{}", Org::North.goal(1)));
    let wish = json!({ "aim": "target", "key_result_id": Org::North.key_result(1), "target_value": 7.5, "note": "Fewer" });
    let compared = format!("/review_cycles/{}", Org::North.review_cycle(4));
    let session = format!("/calibration_sessions/{}", Org::North.calibration_session(1));
    let [low, high] = [1, 2].map(|level| Org::North.rating_level(level));
    let moved = json!({ "participant_id": Org::North.participant(11), "from_level_id": low, "to_level_id": high, "rationale": "Beside the others" });
    vec![
        (ada, "/departments".to_owned(), json!({ "name": "Foundry" }), "people.departments"),
        (ada, "/positions".to_owned(), json!({ "title": "Founder" }), "people.positions"),
        (ada, "/sites".to_owned(), json!({ "name": "Porto", "timezone": "Europe/Lisbon" }), "people.sites"),
        (ada, "/groups".to_owned(), json!({ "name": "Founders" }), "identity.groups"),
        (ada, "/invitations".to_owned(), json!({ "email": "new@northcanary.example", "role": "ops" }), "identity.invitations"),
        (
            ada,
            "/permission_overrides".to_owned(),
            json!({ "member_id": north(Person::Omar).id(), "permission": "people.read", "effect": "allow", "reason": "Cover" }),
            "identity.permission_overrides",
        ),
        (
            north(Person::Mona),
            "/delegations".to_owned(),
            json!({ "to_member_id": north(Person::Marc).id(), "approvals": true, "report_reads": false, "first_day": "2030-01-01", "last_day": "2030-01-02" }),
            "identity.delegations",
        ),
        (
            ada,
            "/employees".to_owned(),
            json!({ "display_name": "Noa", "employee_no": "N-1", "legal_name": "Noa N", "employment_type": "intern", "hired_on": "2026-01-01" }),
            "people.employees",
        ),
        (ada, lines, json!({ "manager_id": north(Person::Marc).employee(), "kind": "dotted", "first_day": "2026-01-01" }), "people.reporting_lines"),
        (north(Person::Hana), "/rating_scales".to_owned(), json!({ "name": "Three steps" }), "performance.rating_scales"),
        (north(Person::Hana), "/review_templates".to_owned(), json!({ "name": "Half-year" }), "performance.review_templates"),
        (north(Person::Hana), "/review_cycles".to_owned(), json!({ "name": "Summer", "kind": "mid_year" }), "performance.review_cycles"),
        (north(Person::Hana), format!("{compared}/calibration_sessions"), json!({ "name": "Once more" }), "performance.calibration_sessions"),
        (north(Person::Hana), format!("{session}/entries"), moved, "performance.calibration_entries"),
        (
            north(Person::Hana),
            format!("/released_grades/{}/corrections", Org::North.released_grade(1)),
            json!({ "level_id": high, "reason": "Read from another line" }),
            "performance.grade_corrections",
        ),
        (rita, "/goals".to_owned(), json!({ "title": "Fewer calls" }), "performance.goals"),
        (rita, format!("{goal}/updates"), json!({ "note": "It goes on" }), "performance.goal_updates"),
        (rita, format!("{goal}/changes"), wish, "performance.goal_changes"),
    ]
}

async fn post(http: &Http, member: Member, path: &str, key: &str, body: &Value) -> Answer {
    Answer::of(http.by(member, Method::POST, path).header("idempotency-key", key).json(body)).await
}

async fn rows(http: &Http, table: &str) -> i64 {
    harness::value(&http.db.admin().await, &format!("select count(*) from {table} where org_id = '{}'", Org::North.id())).await
}

fn made(answer: &Answer) -> Value {
    let body = answer.json();
    if body["invitation"].is_object() { body["invitation"].clone() } else { body }
}

#[tokio::test]
async fn a_repeat_makes_no_second_one_and_another_body_clashes_wherever_the_contract_has_a_key() {
    let http = Http::start().await;
    let kept: usize =
        crate::operations::operations().iter().filter(|operation| operation.slots("header").any(|slot| slot.name == "Idempotency-Key")).count();
    assert_eq!(kept, makers().len(), "every operation with a key is tried here");
    for (member, path, body, table) in makers() {
        let before = rows(&http, table).await;
        let first = post(&http, member, &path, "one", &body).await.expect(201);
        let again = post(&http, member, &path, "one", &body).await.expect(201);
        assert_eq!(made(&again), made(&first), "{path}");
        assert_eq!((again.header("etag"), again.header("location")), (first.header("etag"), first.header("location")), "{path}");
        assert_eq!(rows(&http, table).await, before + 1, "{path}");
        if path == "/invitations" {
            assert!(first.json()["token"].is_string() && again.json().get("token").is_none(), "the token is shown once");
        }
        let clash = post(&http, member, &path, "one", &with_other_text(&body)).await;
        assert_eq!(clash.outcome(), (422, "idempotency_clash".to_owned()), "{path}");
        assert_eq!(rows(&http, table).await, before + 1, "{path}");
        harness::run(&http.db.admin().await, "set session_replication_role = replica; delete from identity.idempotency_keys").await;
    }
    assert_eq!(post(&http, north(Person::Ada), "/sites", "one", &json!({ "name": "Faro", "timezone": "UTC" })).await.status, 201);
    post(&http, north(Person::Ada), "/positions", "one", &json!({ "title": "Founder" })).await.refused(422, "idempotency_clash");
    let hana = post(&http, north(Person::Hana), "/positions", "one", &json!({ "title": "Of Hana" })).await;
    assert_eq!(hana.status, 201, "another member's key of the same name is their own: {}", hana.text);
    let south = post(&http, harness::south(Person::Ada), "/positions", "one", &json!({ "title": "Founder" })).await;
    assert_eq!(south.status, 201, "so is another organisation's: {}", south.text);
}

/// The same request in meaning, another in bytes: what the key stands for is what was sent.
fn with_other_text(body: &Value) -> Value {
    let mut other = body.clone();
    for (name, value) in other.as_object_mut().expect("fields") {
        let replaced = match (name.as_str(), value.as_str()) {
            ("name" | "title" | "reason" | "rationale" | "note" | "display_name", Some(text)) => Some(format!("{text} otherwise")),
            ("email", _) => Some("other@northcanary.example".to_owned()),
            ("first_day", _) => Some("2030-01-02".to_owned()),
            _ => None,
        };
        if let Some(text) = replaced {
            *value = json!(text);
        }
    }
    assert_ne!(&other, body);
    other
}

#[tokio::test]
async fn of_many_first_requests_at_once_one_makes_it_and_the_others_find_it() {
    let http = Http::start().await;
    for (member, path, body, table) in makers() {
        let before = rows(&http, table).await;
        let send = || post(&http, member, &path, "at-once", &body);
        let answers = <[Answer; 4]>::from(tokio::join!(send(), send(), send(), send()));
        let ids: std::collections::BTreeSet<String> =
            answers.iter().filter(|answer| answer.status == 201).map(|answer| made(answer)["id"].to_string()).collect();
        assert_eq!(ids.len(), 1, "{path}: {:?}", answers.iter().map(Answer::outcome).collect::<Vec<_>>());
        assert!(
            answers.iter().all(|answer| [201, 503].contains(&answer.status)),
            "{path}: {:?}",
            answers.iter().map(Answer::outcome).collect::<Vec<_>>()
        );
        assert_eq!(rows(&http, table).await, before + 1, "{path}");
        let _ = send().await.expect(201);
        // one key belongs to one request: the next collection takes the next key
        harness::run(&http.db.admin().await, "set session_replication_role = replica; delete from identity.idempotency_keys").await;
    }
}

#[tokio::test]
async fn a_refused_first_request_leaves_the_key_free() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let good = json!({ "name": "Foundry" });
    for bad in [
        json!({}),
        json!({ "name": "" }),
        json!({ "name": format!("Engineering {}", Org::North.token()) }),
        json!({ "name": "F", "parent_id": Org::South.department(1) }),
    ] {
        let refused = post(&http, ada, "/departments", "free", &bad).await;
        assert!(refused.status >= 400 && refused.status < 500, "{bad}: {}", refused.text);
    }
    post(&http, north(Person::Pia), "/departments", "free", &good).await.refused(403, "forbidden");
    let made = post(&http, ada, "/departments", "free", &good).await.expect(201);
    assert_eq!(post(&http, ada, "/departments", "free", &good).await.expect(201).id(), made.id());
}

#[tokio::test]
async fn a_key_has_1_to_200_visible_characters() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let long = "k".repeat(201);
    for key in ["", " ", "a b", "a\tb", &long] {
        let answer = post(&http, ada, "/positions", key, &json!({ "title": "Never" })).await;
        assert_eq!(answer.outcome(), (400, "malformed_request".to_owned()), "{key:?}");
    }
    let bytes = http.by(ada, Method::POST, "/positions").header("idempotency-key", &b"\xff\xfe"[..]).json(&json!({ "title": "Never" }));
    let answer = Answer::of(bytes).await;
    assert_eq!(answer.status, 400, "{}", answer.text);
    assert!(!http.get(ada, "/positions").await.text.contains("Never"));
    assert_eq!(post(&http, ada, "/positions", &long[..200], &json!({ "title": "Ever" })).await.status, 201, "positive control");
}

#[tokio::test]
async fn whoever_lost_the_answer_finds_what_the_request_made() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let body = json!({ "title": "Lost and found" }).to_string();
    let head = format!(
        "POST /positions HTTP/1.1\r\nhost: rowhouse\r\nauthorization: Bearer {}\r\nidempotency-key: lost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        http.token(ada),
        body.len()
    );
    let before = rows(&http, "people.positions").await;
    let mut stream = TcpStream::connect(http.address).await.expect("a connection");
    stream.write_all((head + &body).as_bytes()).await.expect("sent");
    drop(stream); // before a byte of the answer was read
    let repeat = async || {
        Answer::of(
            http.by(ada, Method::POST, "/positions").header("idempotency-key", "lost").header("content-type", "application/json").body(body.clone()),
        )
        .await
    };
    let (first, again) = (repeat().await.expect(201), repeat().await.expect(201));
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(first.id(), again.id());
    assert_eq!(rows(&http, "people.positions").await, before + 1);
}

#[tokio::test]
async fn a_repeat_after_a_change_answers_with_the_thing_as_it_is_now() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let body = json!({ "title": "First" });
    let made = post(&http, ada, "/positions", "changed", &body).await.expect(201);
    let path = made.header("location").expect("a Location").to_owned();
    let edited = http.patch(ada, &path, Some(&made.etag()), &json!({ "title": "Second" })).await.expect(200);
    let again = post(&http, ada, "/positions", "changed", &body).await.expect(201);
    assert_eq!((again.json(), again.etag()), (edited.json(), edited.etag()));
    assert_eq!(http.delete(ada, &path, Some(&edited.etag())).await.status, 204);
    let gone = post(&http, ada, "/positions", "changed", &body).await;
    gone.refused(404, "not_found");
    assert!(!http.get(ada, "/positions").await.text.contains("First"), "and makes it not again");
}
