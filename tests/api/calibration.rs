//! Calibration: grades beside each other, moved, settled on, shown and told, and who learns what of it (NA-15, R4, R8, R9).

use harness::{
    Member, Org, Person, assert_no_foreign_byte,
    http::{Answer, Http},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::reviews::everything;

const HANA: Member = north(Person::Hana);
const HUGO: Member = north(Person::Hugo);
const LENA: Member = north(Person::Lena);
const LEW: Member = north(Person::Lew);
const MONA: Member = north(Person::Mona);
const NORA: Member = north(Person::Nora);
const ADA: Member = north(Person::Ada);

fn cycle(number: u128) -> String {
    format!("/review_cycles/{}", Org::North.review_cycle(number))
}

fn session() -> String {
    format!("/calibration_sessions/{}", Org::North.calibration_session(1))
}

fn settled(participant: u128) -> String {
    format!("/calibrated_grades/{}", Org::North.participant(participant))
}

async fn step(http: &Http, by: Member, path: &str, body: &Value) -> Answer {
    let whole = path.rsplit_once('/').expect("a step of something").0;
    let etag = http.get(by, whole).await.header("etag").unwrap_or("\"1\"").to_owned();
    Answer::of(http.by(by, Method::POST, path).header("if-match", etag).json(body)).await
}

fn wish(participant: u128, from: u128, to: u128) -> Value {
    let [from, to] = [from, to].map(|level| Org::North.rating_level(level));
    json!({ "participant_id": Org::North.participant(participant), "from_level_id": from, "to_level_id": to, "rationale": "Beside the others 🎯" })
}

async fn moving(http: &Http, by: Member, wish: &Value) -> Answer {
    http.post(by, &format!("{}/entries", session()), wish).await
}

/// Who reads something, of everybody in the organisation.
async fn readers(http: &Http, path: &str) -> Vec<Person> {
    let mut readers = Vec::new();
    for person in Person::members() {
        let answer = http.get(north(person), path).await;
        match answer.status {
            200 => readers.push(person),
            _ => answer.refused(404, "not_found"),
        }
    }
    http.get(south(Person::Hana), path).await.refused(404, "not_found");
    readers
}

#[tokio::test]
async fn r9_calibration_answers_to_hr_alone_and_to_the_reviewer_what_is_shown_to_them() {
    let http = Http::start().await;
    let entry = format!("/calibration_entries/{}", Org::North.calibration_entry(1));
    for path in [session(), entry] {
        assert_eq!(readers(&http, &path).await, [Person::Hana, Person::Hugo], "{path}");
    }
    // Lew's grade is shown to Lena, who decides about him; nobody else's is shown to anybody
    assert_eq!(readers(&http, &settled(10)).await, [Person::Hana, Person::Hugo, Person::Lena]);
    let shown = http.get(LENA, &settled(10)).await.expect(200).json();
    assert_eq!((&shown["level_id"], &shown["confirmed"]), (&json!(Org::North.rating_level(2)), &json!(true)));
    assert_no_foreign_byte(&shown.to_string(), Org::North);
    for by in [ADA, MONA, LENA, LEW, NORA] {
        for list in ["/calibration_sessions", "/calibration_entries"] {
            assert_eq!(http.get(by, list).await.expect(200).json()["items"], json!([]), "{by}: {list}");
        }
    }
    for by in [ADA, MONA] {
        assert_eq!(http.get(by, &format!("{}/calibration_grid", cycle(4))).await.expect(200).json()["items"], json!([]), "{by}");
        assert_eq!(http.get(by, &format!("{}/grade_distribution", cycle(4))).await.expect(200).json(), json!({ "spreads": [] }), "{by}");
    }
    for by in [ADA, LENA, LEW] {
        moving(&http, by, &wish(11, 1, 2)).await.refused(403, "forbidden");
        http.post(by, &format!("{}/confirm_grades", cycle(4)), &json!({})).await.refused(403, "forbidden");
        http.post(by, &format!("{}/calibration_sessions", cycle(4)), &json!({ "name": "Ours" })).await.refused(403, "forbidden");
    }
    moving(&http, south(Person::Hana), &wish(11, 1, 2)).await.refused(404, "not_found");
}

#[tokio::test]
async fn na15_grades_are_moved_with_a_reason_settled_on_shown_and_told() {
    let http = Http::start().await;
    let grid = |answer: Answer| answer.expect(200).json()["items"].as_array().cloned().expect("rows");
    let rows = grid(http.get(HANA, &format!("{}/calibration_grid", cycle(4))).await);
    let of = |rows: &[Value], number: u128| {
        rows.iter().find(|row| row["participant_id"] == json!(Org::North.participant(number))).cloned().expect("a row")
    };
    let (low, high) = (json!(Org::North.rating_level(1)), json!(Org::North.rating_level(2)));
    let lew = of(&rows, 10);
    assert_eq!((&lew["proposed_level_id"], &lew["current_level_id"], &lew["moves"], &lew["confirmed"]), (&low, &high, &json!(1), &json!(true)));
    assert_eq!(of(&rows, 11)["confirmed"], json!(false));
    let spread = http.get(HANA, &format!("{}/grade_distribution", cycle(4))).await.expect(200).json();
    let counts = |spread: &Value| -> Vec<(u64, u64)> {
        let levels = spread["levels"].as_array().cloned().unwrap_or_default();
        levels.iter().map(|level| (level["before"].as_u64().unwrap_or(9), level["after"].as_u64().unwrap_or(9))).collect()
    };
    assert_eq!(counts(&spread["spreads"][0]), [(2, 1), (0, 1)]);
    let by_reviewer = http.get(HANA, &format!("{}/grade_distribution?by=reviewer", cycle(4))).await.expect(200).json();
    assert_eq!(by_reviewer["spreads"].as_array().map(Vec::len), Some(2));
    http.get(HANA, &format!("{}/grade_distribution?by=mood", cycle(4))).await.refused(400, "malformed_request");

    // nobody is shown or told what is not settled on
    http.post(HANA, &format!("{}/preview_grades", cycle(4)), &json!({})).await.refused(409, "incomplete");
    // moved from the level that it has: of two who move it the second is told that it has another
    let first = moving(&http, HANA, &wish(11, 1, 2)).await.expect(201);
    assert_eq!((&first.json()["from_level_id"], &first.json()["to_level_id"], &first.json()["moved_by"]), (&low, &high, &json!("Hana northcanary")));
    moving(&http, HUGO, &wish(11, 1, 2)).await.refused(412, "version_mismatch");
    moving(&http, HUGO, &wish(11, 2, 2)).await.refused(422, "invalid_value");
    for (field, wrong) in [("to_level_id", json!(Uuid::nil())), ("to_level_id", json!(Org::South.rating_level(1)))] {
        let mut other = wish(11, 2, 1);
        other[field] = wrong;
        moving(&http, HUGO, &other).await.refused(422, "unknown_reference");
    }
    for participant in [json!(Org::South.participant(11)), json!(Org::North.participant(8)), json!(Uuid::nil())] {
        let mut other = wish(11, 2, 1);
        other["participant_id"] = participant;
        moving(&http, HUGO, &other).await.refused(404, "not_found");
    }
    for body in [json!({}), json!([]), json!({ "participant_id": 7 })] {
        moving(&http, HUGO, &body).await.refused(400, "malformed_request");
    }
    let mut control = wish(11, 2, 1);
    control["rationale"] = json!("a\u{0}b");
    moving(&http, HUGO, &control).await.refused(422, "invalid_value");
    // two at once: one of them
    let down = wish(11, 2, 1);
    let (a, b) = tokio::join!(moving(&http, HANA, &down), moving(&http, HUGO, &down));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 412]);
    let history = http.get(HUGO, &format!("/calibration_entries?participant_id={}", Org::North.participant(11))).await.expect(200).json();
    assert_eq!(history["items"].as_array().map(Vec::len), Some(2));

    let confirm = format!("{}/confirm_grades", cycle(4));
    let nora = json!({ "employee_ids": [NORA.employee()] });
    assert_eq!(http.post(HANA, &confirm, &nora).await.expect(200).json(), json!({ "confirmed": 1 }));
    assert_eq!(http.post(HANA, &confirm, &json!({})).await.expect(200).json(), json!({ "confirmed": 0 }), "twice");
    let note =
        |etag: String, body: Value| Answer::of(http.by(HANA, Method::PUT, &format!("{}/note", settled(11))).header("if-match", etag).json(&body));
    let etag = http.get(HANA, &settled(11)).await.expect(200).etag();
    let noted = note(etag.clone(), json!({ "note": "שלום" })).await.expect(200);
    assert_eq!(noted.json()["note"], json!("שלום"));
    note(etag, json!({ "note": "Another tab" })).await.refused(412, "version_mismatch");
    assert_eq!(http.get(HUGO, &settled(11)).await.status, 200);
    let preview = format!("{}/preview_grades", cycle(4));
    assert_eq!(http.post(HANA, &preview, &json!({})).await.expect(200).json(), json!({ "previewed": 1 }));
    step(&http, HANA, &format!("{}/resume", cycle(4)), &json!({ "reason": "Too late" })).await.refused(409, "wrong_state");
    step(&http, HANA, &format!("{}/release", cycle(4)), &json!({})).await.refused(409, "wrong_state");
    assert_eq!(step(&http, HANA, &format!("{}/lock", session()), &Value::Null).await.status, 200);
    moving(&http, HANA, &wish(11, 1, 2)).await.refused(409, "wrong_state");
    step(&http, HANA, &format!("{}/lock", session()), &Value::Null).await.refused(409, "wrong_state");
    let before = http.get(LEW, "/released_grades").await.expect(200).json();
    assert_eq!(before["items"], json!([]));
    assert_eq!(step(&http, HANA, &format!("{}/release", cycle(4)), &json!({})).await.expect(200).json(), json!({ "released": 2 }));
    let told = http.get(LEW, "/released_grades").await.expect(200).json();
    assert_eq!(
        (&told["items"][0]["level_id"], told["items"].as_array().map(Vec::len)),
        (&high, Some(1)),
        "what was settled on, not what was proposed"
    );
    http.get(LEW, &settled(10)).await.refused(404, "not_found");
    assert_eq!(http.get(LEW, &cycle(4)).await.expect(200).json()["state"], json!("released"));
}

#[tokio::test]
async fn na15_a_cycle_is_compared_when_nothing_is_missing_and_goes_back_with_a_reason() {
    let http = Http::start().await;
    // the first cycle: half of it is not written; the third does not compare; the second is a draft
    step(&http, HANA, &format!("{}/calibrate", cycle(1)), &Value::Null).await.refused(409, "incomplete");
    for number in [2, 3, 4] {
        step(&http, HANA, &format!("{}/calibrate", cycle(number)), &Value::Null).await.refused(409, "wrong_state");
    }
    http.post(HANA, &format!("{}/calibrate", cycle(5)), &Value::Null).await.refused(428, "precondition_required");
    for by in [ADA, MONA, LENA] {
        step(&http, by, &format!("{}/calibrate", cycle(5)), &Value::Null).await.refused(403, "forbidden");
    }
    step(&http, south(Person::Hana), &format!("{}/calibrate", cycle(5)), &Value::Null).await.refused(404, "not_found");
    let compared = step(&http, HANA, &format!("{}/calibrate", cycle(5)), &Value::Null).await.expect(200);
    assert_eq!(compared.json()["state"], json!("calibration"));
    // Lena's review of Lew and her grade do not change any more
    let proposal = format!("/review_assignments/{}/proposed_grade", Org::North.review_assignment(20));
    let etag = http.get(LENA, &proposal).await.expect(200).etag();
    let other = json!({ "level_id": Org::North.rating_level(2) });
    Answer::of(http.by(LENA, Method::PUT, &proposal).header("if-match", &etag).json(&other)).await.refused(409, "wrong_state");
    let written = format!("/review_assignments/{}", Org::North.review_assignment(20));
    step(&http, HANA, &format!("{written}/reopen"), &json!({ "reason": "Once more" })).await.refused(409, "wrong_state");
    step(&http, HANA, &format!("{}/cancel", cycle(5)), &json!({ "reason": "Not this year" })).await.refused(409, "wrong_state");
    let opened = http.post(HANA, &format!("{}/calibration_sessions", cycle(5)), &json!({ "name": "Everybody" })).await.expect(201).json();
    assert_eq!((&opened["state"], &opened["name"]), (&json!("open"), &json!("Everybody")));
    for body in [json!({}), json!({ "name": "" }), json!({ "name": "x".repeat(201) })] {
        http.post(HANA, &format!("{}/calibration_sessions", cycle(5)), &body).await.refused(400, "malformed_request");
    }
    http.post(HANA, &format!("{}/calibration_sessions", cycle(5)), &json!({ "name": "two\nlines" })).await.refused(422, "invalid_value");
    assert_eq!(http.post(HUGO, &format!("{}/confirm_grades", cycle(5)), &json!({})).await.expect(200).json(), json!({ "confirmed": 1 }));

    let resume = format!("{}/resume", cycle(5));
    step(&http, HANA, &resume, &json!({})).await.refused(400, "malformed_request");
    let back = step(&http, HANA, &resume, &json!({ "reason": "The wrong year" })).await.expect(200).json();
    assert_eq!(back["state"], json!("active"));
    let session = format!("/calibration_sessions/{}", opened["id"].as_str().expect("an id"));
    assert_eq!(http.get(HANA, &session).await.expect(200).json()["state"], json!("set_aside"));
    assert_eq!(http.get(HANA, &settled(12)).await.expect(200).json()["confirmed"], json!(false));
    step(&http, HANA, &resume, &json!({ "reason": "Twice" })).await.refused(409, "wrong_state");
    assert_eq!(Answer::of(http.by(LENA, Method::PUT, &proposal).header("if-match", &etag).json(&other)).await.status, 200, "it is written again");
}

#[tokio::test]
async fn r8_nothing_that_a_subject_asks_tells_how_their_grade_is_compared() {
    let http = Http::start().await;
    let nothing: [Uuid; 0] = [];
    let before = everything(&http, NORA, &nothing).await;
    assert_eq!(moving(&http, HANA, &wish(11, 1, 2)).await.status, 201);
    assert_eq!(everything(&http, NORA, &nothing).await, before, "moved");
    assert_eq!(http.post(HANA, &format!("{}/confirm_grades", cycle(4)), &json!({})).await.status, 200);
    assert_eq!(everything(&http, NORA, &nothing).await, before, "settled on");
    assert_eq!(http.post(HANA, &format!("{}/preview_grades", cycle(4)), &json!({})).await.status, 200);
    assert_eq!(everything(&http, NORA, &nothing).await, before, "shown");
    assert_eq!(moving(&http, HANA, &wish(11, 2, 1)).await.status, 201);
    assert_eq!(everything(&http, NORA, &nothing).await, before, "moved back");
    let entries = http.get(HUGO, "/audit_entries?entity=calibration_entry").await.expect(200).json();
    assert!(entries["items"].as_array().is_some_and(|items| items.len() >= 2), "control: it is in the audit");
}

#[tokio::test]
async fn r4_hr_compares_everybody_but_themselves() {
    let http = Http::start().await;
    // Hugo is put in Nora's place: his own part among those that are compared
    let admin = http.db.admin().await;
    let (org, hugo, part) = (Org::North.id(), HUGO.employee(), Org::North.participant(11));
    let sql = format!(
        "set session_replication_role = replica;
         update performance.cycle_participants set employee_id = '{hugo}' where org_id = '{org}' and id = '{part}';
         update performance.participant_reviewers set employee_id = '{hugo}', reviewer_id = '{hana}' where org_id = '{org}' and participant_id = '{part}';
         update performance.review_assignments set subject_id = '{hugo}', author_id = case kind when 'self' then '{hugo}'::uuid else '{hana}' end
          where org_id = '{org}' and participant_id = '{part}';
         update performance.reviews set subject_id = '{hugo}', author_id = '{hana}' where org_id = '{org}' and participant_id = '{part}';
         update performance.review_answers set subject_id = '{hugo}', author_id = '{hana}' where org_id = '{org}' and participant_id = '{part}';
         update performance.proposed_grades set subject_id = '{hugo}', author_id = '{hana}' where org_id = '{org}' and participant_id = '{part}'",
        hana = HANA.employee()
    );
    harness::run(&admin, &sql).await;
    let ids = [Org::North.review_assignment(18)];
    let before = everything(&http, HUGO, &ids).await;
    moving(&http, HUGO, &wish(11, 1, 2)).await.refused(403, "own_review");
    moving(&http, HUGO, &wish(11, 2, 1)).await.refused(403, "own_review");
    assert_eq!(moving(&http, HANA, &wish(11, 1, 2)).await.status, 201);
    let everybody = json!({});
    assert_eq!(http.post(HUGO, &format!("{}/confirm_grades", cycle(4)), &everybody).await.expect(200).json(), json!({ "confirmed": 0 }));
    assert_eq!(http.post(HANA, &format!("{}/confirm_grades", cycle(4)), &everybody).await.expect(200).json(), json!({ "confirmed": 1 }));
    assert_eq!(http.post(HUGO, &format!("{}/preview_grades", cycle(4)), &everybody).await.expect(200).json(), json!({ "previewed": 0 }));
    assert_eq!(http.post(HANA, &format!("{}/preview_grades", cycle(4)), &everybody).await.expect(200).json(), json!({ "previewed": 1 }));
    http.get(HUGO, &settled(11)).await.refused(404, "not_found");
    let grid = http.get(HUGO, &format!("{}/calibration_grid", cycle(4))).await.expect(200).json();
    assert_eq!(grid["items"].as_array().map(Vec::len), Some(1), "the others'");
    assert_eq!(everything(&http, HUGO, &ids).await, before, "moved, settled on and shown");
    assert_eq!(step(&http, HANA, &format!("{}/lock", session()), &Value::Null).await.status, 200);
    assert_eq!(step(&http, HUGO, &format!("{}/release", cycle(4)), &everybody).await.expect(200).json(), json!({ "released": 1 }));
    step(&http, HUGO, &format!("{}/release", cycle(4)), &everybody).await.refused(409, "incomplete");
    assert_eq!(step(&http, HANA, &format!("{}/release", cycle(4)), &everybody).await.expect(200).json(), json!({ "released": 1 }));
    assert!(http.get(HUGO, "/released_grades").await.expect(200).text.contains(&part.to_string()));
}
