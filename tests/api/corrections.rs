//! What follows a release: grades are acknowledged and answered, corrected by two persons, and the cycle is closed (4.1, R4, R8, R20).

use harness::{
    Member, Org, Person, assert_no_foreign_byte,
    http::{Answer, Http},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::reviews::everything;

const HANA: Member = north(Person::Hana);
const HUGO: Member = north(Person::Hugo);
const LENA: Member = north(Person::Lena);
const PIA: Member = north(Person::Pia);
const SID: Member = north(Person::Sid);
const ADA: Member = north(Person::Ada);
const MONA: Member = north(Person::Mona);

fn grade(number: u128) -> String {
    format!("/released_grades/{}", Org::North.released_grade(number))
}

fn correction(number: u128) -> String {
    format!("/grade_corrections/{}", Org::North.grade_correction(number))
}

fn sixth() -> String {
    format!("/review_cycles/{}", Org::North.review_cycle(6))
}

async fn answering(http: &Http, by: Member, path: &str, answer: &str) -> Answer {
    http.post(by, &format!("{path}/{answer}"), &Value::Null).await
}

async fn acknowledging(http: &Http, by: Member, number: u128, body: &Value) -> Answer {
    http.put(by, &format!("{}/acknowledgement", grade(number)), body).await
}

async fn close(http: &Http, by: Member, etag: &str) -> Answer {
    Answer::of(http.by(by, Method::POST, &format!("{}/close", sixth())).header("if-match", etag)).await
}

/// The versions of somebody's grade in the sixth cycle, as another reads them.
async fn told(http: &Http, by: Member, of: Member) -> Vec<Value> {
    let path = format!("/released_grades?subject_id={}&review_cycle_id={}", of.employee(), Org::North.review_cycle(6));
    let mut grades = http.get(by, &path).await.expect(200).json()["items"].as_array().cloned().expect("grades");
    grades.sort_by_key(|grade| grade["version"].as_u64());
    grades
}

#[tokio::test]
async fn r20_a_grade_is_corrected_by_two_persons_and_told_once_more() {
    let http = Http::start().await;
    let wish = json!({ "level_id": Org::North.rating_level(2), "reason": "Read from another page 📄" });
    let ask = format!("{}/corrections", grade(1));
    for by in [ADA, LENA, PIA, MONA] {
        http.post(by, &ask, &wish).await.refused(403, "forbidden");
        http.get(by, &correction(1)).await.refused(404, "not_found");
        assert_eq!(http.get(by, "/grade_corrections").await.expect(200).json()["items"], json!([]), "{by}");
    }
    for path in [&ask, &format!("{}/confirm", correction(1))] {
        http.post(south(Person::Hana), path, &wish).await.refused(404, "not_found");
    }
    // asked for by Hugo: his to withdraw, another's to confirm
    answering(&http, HUGO, &correction(1), "confirm").await.refused(403, "forbidden");
    answering(&http, HUGO, &correction(1), "refuse").await.refused(403, "forbidden");
    answering(&http, HANA, &correction(1), "withdraw").await.refused(403, "forbidden");
    let before = told(&http, PIA, PIA).await;
    assert_eq!((before.len(), &before[0]["version"], &before[0]["superseded"]), (1, &json!(1), &json!(false)));
    // at once: one of two is too late
    let path = correction(1);
    let (one, other) = tokio::join!(answering(&http, HANA, &path, "confirm"), answering(&http, HANA, &path, "confirm"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.text, other.text);
    let asked = http.get(HUGO, &correction(1)).await.expect(200).json();
    assert_eq!((&asked["state"], &asked["released_grade_id"]), (&json!("confirmed"), &json!(Org::North.released_grade(2))));
    assert!(asked["answered_by"].as_str().is_some_and(|name| name.contains("Hana")), "{asked}");
    assert_no_foreign_byte(&asked.to_string(), Org::North);
    for by in [PIA, LENA, HUGO] {
        let after = told(&http, by, PIA).await;
        assert_eq!(after.len(), 2, "{by}");
        let (first, second) = (&after[0], &after[1]);
        assert_eq!((&first["superseded"], &first["level_id"]), (&json!(true), &json!(Org::North.rating_level(1))));
        assert_eq!((&second["version"], &second["superseded"], &second["level_id"]), (&json!(2), &json!(false), &json!(Org::North.rating_level(2))));
        assert_eq!((&second["supersedes_id"], &second["review_id"]), (&first["id"], &first["review_id"]));
        assert!(second["correction_reason"].as_str().is_some_and(|reason| reason.starts_with("Another page")), "{second}");
    }
    answering(&http, HANA, &correction(1), "refuse").await.refused(409, "wrong_state");
    http.post(HANA, &format!("{}/corrections", grade(2)), &wish).await.refused(409, "wrong_state");
    acknowledging(&http, PIA, 2, &json!({})).await.refused(409, "wrong_state");
    // another level, of this scale
    let mut same = wish.clone();
    same["level_id"] = json!(Org::North.rating_level(1));
    http.post(HANA, &ask, &same).await.refused(409, "wrong_state");
    same["level_id"] = json!(Org::North.released_grade(1));
    http.post(HANA, &ask, &same).await.refused(422, "unknown_reference");
    let asked = http.post(HANA, &ask, &wish).await.expect(201);
    assert_eq!(asked.json()["reason"], wish["reason"]);
    http.post(HUGO, &ask, &wish).await.refused(409, "wrong_state");
    assert_eq!(answering(&http, HANA, &format!("/grade_corrections/{}", asked.id()), "withdraw").await.status, 200);
    let withdrawn = http.get(HANA, &format!("/grade_corrections?state=withdrawn&subject_id={}", PIA.employee())).await.expect(200).json();
    assert_eq!(withdrawn["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn r8_until_it_is_confirmed_nothing_tells_its_subject_of_a_correction() {
    let http = Http::start().await;
    let ids: Vec<_> = (21..=24).map(|number| Org::North.review_assignment(number)).collect();
    let before = everything(&http, SID, &ids).await;
    assert_eq!(answering(&http, HANA, &correction(2), "withdraw").await.status, 200);
    let wish = json!({ "level_id": Org::North.rating_level(2), "reason": "After all" });
    let asked = http.post(HUGO, &format!("{}/corrections", grade(3)), &wish).await.expect(201).id();
    assert_eq!(everything(&http, SID, &ids).await, before);
    assert_eq!(answering(&http, HANA, &format!("/grade_corrections/{asked}"), "confirm").await.status, 200);
    assert_ne!(everything(&http, SID, &ids).await, before);
}

#[tokio::test]
async fn r4_nobody_corrects_or_sees_corrected_their_own() {
    let http = Http::start().await;
    // as if Hana had been told it
    let admin = http.db.admin().await;
    let sql = format!(
        "set session_replication_role = replica;
         update performance.released_grades set subject_id = '{hana}' where org_id = '{org}' and id = '{grade}';
         update performance.grade_corrections set subject_id = '{hana}' where org_id = '{org}' and grade_id = '{grade}'",
        hana = HANA.employee(),
        org = Org::North.id(),
        grade = Org::North.released_grade(2)
    );
    harness::run(&admin, &sql).await;
    http.get(HANA, &correction(1)).await.refused(404, "not_found");
    answering(&http, HANA, &correction(1), "confirm").await.refused(403, "own_review");
    let wish = json!({ "level_id": Org::North.rating_level(2), "reason": "Mine" });
    http.post(HANA, &format!("{}/corrections", grade(2)), &wish).await.refused(403, "own_review");
    assert_eq!(http.get(HUGO, &correction(1)).await.status, 200);
    let entries = |answer: Answer| answer.expect(200).json()["items"].as_array().map(Vec::len);
    let path = format!("/audit_entries?entity=grade_correction&entity_id={}", Org::North.grade_correction(1));
    assert_eq!(entries(http.get(HANA, &path).await), Some(0));
    assert!(entries(http.get(HUGO, &path).await) > Some(0));
}

#[tokio::test]
async fn whoever_was_told_says_that_they_have_read_it_and_answers_once_until_the_cycle_is_closed() {
    let http = Http::start().await;
    let nothing = json!({});
    for (by, status, code) in [(ADA, 404, "not_found"), (MONA, 404, "not_found"), (LENA, 403, "forbidden"), (HANA, 403, "forbidden")] {
        acknowledging(&http, by, 2, &nothing).await.refused(status, code);
    }
    acknowledging(&http, south(Person::Pia), 2, &nothing).await.refused(404, "not_found");
    for text in [String::new(), "x".repeat(20_001)] {
        acknowledging(&http, PIA, 2, &json!({ "response": text })).await.refused(400, "malformed_request");
    }
    acknowledging(&http, PIA, 2, &json!({ "response": "x".repeat(1_200_000) })).await.refused(413, "too_large");
    let progress = async |by| http.get(by, &format!("{}/progress", sixth())).await.expect(200).json()["acknowledged_grades"].clone();
    assert_eq!(progress(HANA).await, 1);
    let read = acknowledging(&http, PIA, 2, &nothing).await.expect(200).json();
    assert!(read["acknowledged_at"].is_string() && read.get("response").is_none(), "{read}");
    acknowledging(&http, PIA, 2, &nothing).await.refused(409, "wrong_state");
    let text = "I see it differently \u{1f914} \u{202b}שלום";
    let answered = acknowledging(&http, PIA, 2, &json!({ "response": text })).await.expect(200).json();
    assert_eq!((&answered["response"], &answered["acknowledged_at"]), (&json!(text), &read["acknowledged_at"]));
    acknowledging(&http, PIA, 2, &json!({ "response": "More" })).await.refused(409, "wrong_state");
    for by in [LENA, HANA] {
        assert_eq!(http.get(by, &grade(2)).await.expect(200).json()["response"], json!(text), "{by}");
    }
    http.get(MONA, &grade(2)).await.refused(404, "not_found");
    assert_eq!(progress(HANA).await, 2);
    // an answer to what was corrected is no answer to what counts
    assert_eq!(answering(&http, HANA, &correction(1), "confirm").await.status, 200);
    assert_eq!(progress(HANA).await, 1);
    assert_eq!(http.get(HANA, &format!("{}/progress", sixth())).await.expect(200).json()["released_grades"], 2);

    let whole = http.get(HANA, &sixth()).await;
    let etag = whole.header("etag").expect("a tag").to_owned();
    for by in [ADA, MONA, PIA] {
        close(&http, by, &etag).await.refused(403, "forbidden");
    }
    close(&http, south(Person::Hana), &etag).await.refused(404, "not_found");
    close(&http, HANA, "\"99\"").await.refused(412, "version_mismatch");
    assert_eq!(close(&http, HANA, &etag).await.expect(200).json()["state"], "closed");
    let etag = http.get(HANA, &sixth()).await.header("etag").expect("a tag").to_owned();
    close(&http, HANA, &etag).await.refused(409, "wrong_state");
    let second = told(&http, PIA, PIA).await[1]["id"].clone();
    let path = format!("/released_grades/{}/acknowledgement", second.as_str().expect("an id"));
    http.put(PIA, &path, &nothing).await.refused(409, "wrong_state");
    // what was told stays to be read, and to be corrected
    assert_eq!(told(&http, PIA, PIA).await.len(), 2);
    assert_eq!(http.get(SID, &sixth()).await.expect(200).json()["state"], "closed");
    assert_eq!(answering(&http, HUGO, &correction(2), "confirm").await.status, 200);
    assert_eq!(told(&http, SID, SID).await.len(), 2);
}
