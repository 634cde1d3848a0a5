//! Grades: proposed, left out, released, and what everybody can tell of it before and after (NA-16, R4, R8, R10).

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
const MARC: Member = north(Person::Marc);
const OMAR: Member = north(Person::Omar);
const LENA: Member = north(Person::Lena);
const PIA: Member = north(Person::Pia);

fn proposal(number: u128) -> String {
    format!("/review_assignments/{}/proposed_grade", Org::North.review_assignment(number))
}

fn cycle(number: u128) -> String {
    format!("/review_cycles/{}", Org::North.review_cycle(number))
}

fn exclusion(cycle_number: u128, participant: u128) -> String {
    format!("{}/participants/{}/exclusion", cycle(cycle_number), Org::North.participant(participant))
}

async fn level(http: &Http, rank: usize) -> Value {
    http.get(HANA, &format!("/rating_scales/{}", Org::North.rating_scale(3))).await.expect(200).json()["levels"][rank]["id"].clone()
}

async fn propose(http: &Http, by: Member, number: u128, etag: &str, body: &Value) -> Answer {
    Answer::of(http.by(by, Method::PUT, &proposal(number)).header("if-match", etag).json(body)).await
}

async fn release(http: &Http, by: Member, path: &str, etag: &str, who: &Value) -> Answer {
    Answer::of(http.by(by, Method::POST, &format!("{path}/release")).header("if-match", etag).json(who)).await
}

/// Who reads what, of everybody in the organisation and whoever is like them in the other.
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
async fn r4_a_grade_is_proposed_by_whoever_writes_the_review_and_read_by_hr_but_of_oneself() {
    let http = Http::start().await;
    let (low, high) = (level(&http, 0).await, level(&http, 1).await);
    // Lena about Lew: nothing is proposed yet, and only she finds the place for it
    assert_eq!(readers(&http, &proposal(8)).await, [Person::Lena]);
    let empty = http.get(LENA, &proposal(8)).await.expect(200);
    assert_eq!((empty.json().get("level_id"), empty.etag().as_str()), (None, "\"0\""));
    let words = json!({ "level_id": low, "rationale": "\u{202e}שלום 🎉 e\u{301}\n\tand a second line" });
    Answer::of(http.by(LENA, Method::PUT, &proposal(8)).json(&words)).await.refused(428, "precondition_required");
    let first = propose(&http, LENA, 8, "\"0\"", &words).await.expect(200);
    assert_eq!((&first.json()["rationale"], first.etag().as_str()), (&words["rationale"], "\"1\""));
    propose(&http, LENA, 8, "\"0\"", &words).await.refused(412, "version_mismatch");
    let second = propose(&http, LENA, 8, "\"1\"", &json!({ "level_id": high })).await.expect(200);
    assert_eq!((&second.json()["level_id"], second.json().get("rationale")), (&high, None), "as a whole");
    assert_eq!(readers(&http, &proposal(8)).await, [Person::Hana, Person::Hugo, Person::Lena]);
    // Hugo about Hana, who is hr
    assert_eq!(propose(&http, HUGO, 6, "\"0\"", &json!({ "level_id": low })).await.status, 200);
    assert_eq!(readers(&http, &proposal(6)).await, [Person::Hugo]);
    let (hers, _) = http.walk(HANA, &format!("/proposed_grades?subject_id={}", HANA.employee()), 2).await;
    assert!(hers.is_empty(), "{hers:?}");
    let (all, _) = http.walk(HANA, &format!("/proposed_grades?review_cycle_id={}", Org::North.review_cycle(1)), 2).await;
    assert_eq!(all.iter().map(|one| &one["subject_id"]).collect::<Vec<_>>(), [&json!(north(Person::Lew).employee())]);
    assert_no_foreign_byte(&format!("{all:?}"), Org::North);

    for by in [HANA, PIA, north(Person::Lew), south(Person::Lena)] {
        propose(&http, by, 8, "\"2\"", &json!({ "level_id": low })).await.refused(404, "not_found");
    }
    propose(&http, north(Person::Lew), 7, "\"0\"", &json!({ "level_id": low })).await.refused(403, "own_review");
    for wrong in [json!(Uuid::nil()), json!(Org::South.rating_level(1))] {
        propose(&http, LENA, 8, "\"2\"", &json!({ "level_id": wrong })).await.refused(422, "unknown_reference");
    }
    for body in [json!({}), json!([]), json!({ "level_id": 7 }), json!({ "level_id": low, "rationale": "" }), json!({ "level_id": low, "more": 1 })] {
        propose(&http, LENA, 8, "\"2\"", &body).await.refused(400, "malformed_request");
    }
    propose(&http, LENA, 8, "\"2\"", &json!({ "level_id": low, "rationale": "a\u{0}b" })).await.refused(422, "invalid_value");
    assert_eq!(http.get(LENA, &proposal(8)).await.expect(200).etag(), "\"2\"");
}

#[tokio::test]
async fn r8_nothing_that_a_subject_asks_tells_graded_from_not_yet_graded() {
    let http = Http::start().await;
    let (low, high) = (json!({ "level_id": level(&http, 0).await }), json!({ "level_id": level(&http, 1).await }));
    // an employee; an hr person, who reads the audit too; and one of ops whose grade could be released now
    for (subject, author, number, again) in [(north(Person::Lew), LENA, 8, "\"1\""), (HANA, HUGO, 6, "\"1\""), (OMAR, MARC, 12, "\"2\"")] {
        let ids = [Org::North.review_assignment(number)];
        let before = everything(&http, subject, &ids).await;
        let etag = http.get(author, &proposal(number)).await.expect(200).etag();
        assert_eq!(propose(&http, author, number, &etag, &high).await.status, 200);
        assert_eq!(everything(&http, subject, &ids).await, before, "{subject}: a grade");
        assert_eq!(propose(&http, author, number, again, &low).await.status, 200);
        assert_eq!(everything(&http, subject, &ids).await, before, "{subject}: another grade");
        let entries = http.get(north(Person::Ada), "/audit_entries?entity=proposed_grade").await.expect(200).json();
        let told = entries["items"].as_array().is_some_and(|items| items.iter().any(|entry| entry["entity_id"] == json!(ids[0])));
        assert!(told, "control: it is in the audit");
    }
}

#[tokio::test]
async fn r10_a_group_is_told_at_once_with_the_review_and_nobody_else() {
    let http = Http::start().await;
    let (third, about_omar) = (cycle(3), format!("/reviews/{}", Org::North.review(5)));
    assert_eq!(readers(&http, &about_omar).await, [Person::Hana, Person::Hugo, Person::Marc]);
    let etag = http.get(HANA, &third).await.expect(200).etag();
    let everybody = json!({});
    for by in [north(Person::Ada), MARC, OMAR, PIA] {
        release(&http, by, &third, &etag, &everybody).await.refused(403, "forbidden");
    }
    release(&http, south(Person::Hana), &third, &etag, &everybody).await.refused(404, "not_found");
    release(&http, HANA, &third, "\"1\"", &everybody).await.refused(412, "version_mismatch");
    Answer::of(http.by(HANA, Method::POST, &format!("{third}/release")).json(&everybody)).await.refused(428, "precondition_required");
    // told already, left out, and of another organisation
    for who in [PIA.employee(), north(Person::Nora).employee()] {
        release(&http, HANA, &third, &etag, &json!({ "employee_ids": [who] })).await.refused(409, "incomplete");
    }
    release(&http, HANA, &third, &etag, &json!({ "employee_ids": [south(Person::Omar).employee()] })).await.refused(422, "unknown_reference");
    for body in [json!([]), json!({ "everybody": true }), json!({ "employee_ids": ["x"] }), json!({ "employee_ids": vec![Uuid::nil(); 201] })] {
        release(&http, HANA, &third, &etag, &body).await.refused(400, "malformed_request");
    }
    let first = cycle(1);
    let compared = http.get(HANA, &first).await.expect(200).etag();
    release(&http, HANA, &first, &compared, &everybody).await.refused(409, "wrong_state");

    // eight at once: one tells him, the others find nobody left
    let all = (0..8).map(|_| release(&http, HANA, &third, &etag, &everybody));
    let outcomes: Vec<_> = futures_util::future::join_all(all).await.iter().map(|answer| (answer.status, answer.text.clone())).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.0 == 200).count(), 1, "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| [200, 409, 412].contains(&outcome.0)), "{outcomes:?}");
    assert!(outcomes.iter().any(|outcome| outcome.1 == r#"{"released":1}"#), "{outcomes:?}");

    assert_eq!(http.get(HANA, &third).await.expect(200).json()["state"], "released");
    assert_eq!(http.get(OMAR, &third).await.expect(200).json()["state"], "released");
    let (his, _) = http.walk(OMAR, "/released_grades", 10).await;
    assert_eq!((his.len(), &his[0]["level_id"], &his[0]["subject_id"]), (1, &json!(Org::North.rating_level(1)), &json!(OMAR.employee())));
    assert_no_foreign_byte(&format!("{his:?}"), Org::North);
    let grade = format!("/released_grades/{}", his[0]["id"].as_str().expect("an id"));
    let answers_for_him: Vec<Person> = readers(&http, &grade).await;
    assert!([Person::Hana, Person::Hugo, Person::Marc, Person::Omar].iter().all(|person| answers_for_him.contains(person)), "{answers_for_him:?}");
    assert!(![Person::Ada, Person::Pia, Person::Lew, Person::Sid].iter().any(|person| answers_for_him.contains(person)), "{answers_for_him:?}");
    let review = http.get(OMAR, &about_omar).await.expect(200).json();
    assert_eq!((&review["author_id"], review["answers"].as_array().map(Vec::len)), (&json!(MARC.employee()), Some(shared(&http).await)));
    http.get(OMAR, &proposal(12)).await.refused(404, "not_found");
    http.get(PIA, &about_omar).await.refused(404, "not_found");
    propose(&http, MARC, 12, "\"1\"", &json!({ "level_id": level(&http, 1).await })).await.refused(409, "wrong_state");
    let reopening = Answer::of(
        http.by(HANA, Method::POST, &format!("/review_assignments/{}/reopen", Org::North.review_assignment(12)))
            .header("if-match", http.get(HANA, &format!("/review_assignments/{}", Org::North.review_assignment(12))).await.etag())
            .json(&json!({ "reason": "Once more" })),
    );
    reopening.await.refused(409, "wrong_state");
    let cancelling = http.by(HANA, Method::POST, &format!("{third}/cancel")).header("if-match", http.get(HANA, &third).await.etag());
    Answer::of(cancelling.json(&json!({ "reason": "Never mind" }))).await.refused(409, "wrong_state");
}

/// How many of the answers to managers' questions are meant for the subject.
async fn shared(http: &Http) -> usize {
    let template = http.get(HANA, &format!("/review_templates/{}", Org::North.review_template(3))).await.expect(200).json();
    let questions = template["questions"].as_array().expect("questions").clone();
    questions.iter().filter(|question| question["audience"] == "manager" && question["shared_with_subject"] == true).count()
}

#[tokio::test]
async fn r4_nobody_releases_their_own_grade_and_the_last_one_closes_the_cycle() {
    let http = Http::start().await;
    let made = json!({
        "name": "Of hr itself", "kind": "annual", "calibrate": false, "template_id": Org::North.review_template(3),
        "scale_id": Org::North.rating_scale(3), "first_day": "2025-01-01", "last_day": "2025-12-31", "self_due": "2031-01-10",
        "peer_due": "2031-01-20", "manager_due": "2031-01-31",
    });
    let own = format!("/review_cycles/{}", http.post(HANA, "/review_cycles", &made).await.expect(201).id());
    let joining = json!({ "employee_ids": [HANA.employee(), north(Person::Lew).employee()] });
    assert_eq!(http.post(HANA, &format!("{own}/participants"), &joining).await.expect(200).json()["added"], 2);
    let (parts, _) = http.walk(HUGO, &format!("{own}/participants"), 10).await;
    for part in &parts {
        let path = format!("{own}/participants/{}/reviewer", part["id"].as_str().expect("an id"));
        assert_eq!(http.put(HUGO, &path, &json!({ "reviewer_id": MARC.employee() })).await.status, 204);
    }
    let step = async |by: Member, verb: &str, body: Value| {
        let etag = http.get(by, &own).await.expect(200).etag();
        Answer::of(http.by(by, Method::POST, &format!("{own}/{verb}")).header("if-match", etag).json(&body)).await
    };
    assert_eq!(step(HANA, "activate", Value::Null).await.status, 200);
    step(HUGO, "release", json!({})).await.refused(409, "incomplete");
    let (tasks, _) = http.walk(MARC, &format!("/review_assignments?author_id={}&state=assigned", MARC.employee()), 10).await;
    let questions = http.get(MARC, &format!("/review_templates/{}", Org::North.review_template(3))).await.expect(200).json();
    let asked = questions["questions"].as_array().expect("questions").iter().filter(|one| one["audience"] == "manager");
    let answers: Vec<Value> = asked.map(|one| json!({ "question_id": one["id"], "answer": "Well done" })).collect();
    let mut written = 0;
    for task in tasks.iter().filter(|task| parts.iter().any(|part| part["id"] == task["participant_id"])) {
        let path = format!("/review_assignments/{}", task["id"].as_str().expect("an id"));
        let draft = http.by(MARC, Method::PUT, &format!("{path}/draft")).header("if-match", "\"0\"").json(&json!({ "answers": answers }));
        assert_eq!(Answer::of(draft).await.status, 200);
        assert_eq!(Answer::of(http.by(MARC, Method::POST, &format!("{path}/submit")).header("if-match", "\"1\"")).await.status, 200);
        let grade = http.by(MARC, Method::PUT, &format!("{path}/proposed_grade")).header("if-match", "\"0\"");
        assert_eq!(Answer::of(grade.json(&json!({ "level_id": level(&http, 1).await }))).await.status, 200);
        written += 1;
    }
    assert_eq!(written, 2);
    let progress = async |by: Member| http.get(by, &format!("{own}/progress")).await.expect(200).json();
    assert_eq!(
        progress(HUGO).await,
        json!({
            "participants": 2, "left_out": 0, "self_reviews": { "assigned": 2, "begun": 0, "submitted": 0 },
            "manager_reviews": { "assigned": 0, "begun": 0, "submitted": 2 }, "proposed_grades": 2, "released_grades": 0, "acknowledged_grades": 0,
        })
    );
    let hers = progress(HANA).await;
    assert_eq!((&hers["manager_reviews"]["submitted"], &hers["proposed_grades"]), (&json!(1), &json!(1)), "R8: not the one about herself");
    step(HANA, "release", json!({ "employee_ids": [north(Person::Lew).employee()] })).await.refused(409, "wrong_state");
    assert_eq!(step(HANA, "release", json!({})).await.expect(200).json()["released"], 1);
    assert_eq!(http.get(HANA, &own).await.expect(200).json()["state"], "active");
    assert!(http.walk(HANA, &format!("/released_grades?subject_id={}", HANA.employee()), 10).await.0.is_empty());
    step(HANA, "release", json!({})).await.refused(409, "incomplete");
    assert_eq!(step(HUGO, "release", json!({})).await.expect(200).json()["released"], 1);
    assert_eq!(http.get(HANA, &own).await.expect(200).json()["state"], "released");
    assert_eq!(http.walk(HANA, &format!("/released_grades?subject_id={}", HANA.employee()), 10).await.0.len(), 1);
    assert_eq!(progress(HANA).await["released_grades"], 2);
}

#[tokio::test]
async fn r17_whoever_is_left_out_keeps_what_was_typed_and_is_taken_back_as_they_were() {
    let http = Http::start().await;
    let (mona, rita) = (north(Person::Mona), north(Person::Rita));
    let why = json!({ "reason": "On leave\nuntil spring 🎉" });
    let draft = format!("/review_assignments/{}/draft", Org::North.review_assignment(2));
    let typed = http.get(mona, &draft).await.expect(200);
    for by in [north(Person::Ada), mona] {
        http.put(by, &exclusion(1, 1), &why).await.refused(403, "forbidden");
    }
    for by in [PIA, south(Person::Hana)] {
        http.put(by, &exclusion(1, 1), &why).await.refused(404, "not_found");
    }
    http.put(HANA, &exclusion(1, 3), &why).await.refused(403, "own_review");
    http.put(HANA, &exclusion(2, 1), &why).await.refused(404, "not_found");
    http.put(HANA, &exclusion(2, 5), &why).await.refused(409, "wrong_state");
    http.put(HANA, &exclusion(3, 7), &why).await.refused(409, "wrong_state");
    for body in [json!({}), json!({ "reason": "" }), json!({ "reason": "x".repeat(2001) }), json!({ "reason": 7 }), json!("because")] {
        http.put(HANA, &exclusion(1, 1), &body).await.refused(400, "malformed_request");
    }
    http.put(HANA, &exclusion(1, 1), &json!({ "reason": "a\u{0}b" })).await.refused(422, "invalid_value");
    http.delete(HANA, &exclusion(1, 1), None).await.refused(404, "not_found");

    assert_eq!(http.put(HANA, &exclusion(1, 1), &why).await.expect(200).json(), why);
    assert_eq!(http.put(HUGO, &exclusion(1, 1), &why).await.expect(200).json(), why, "twice is as good as once");
    let state = async |by: Member, number: u128| {
        http.get(by, &format!("/review_assignments/{}", Org::North.review_assignment(number))).await.expect(200).json()["state"].clone()
    };
    assert_eq!((state(mona, 2).await, state(rita, 1).await), (json!("withdrawn"), json!("submitted")));
    let kept = http.get(mona, &draft).await.expect(200);
    assert_eq!((kept.json(), kept.etag()), (typed.json(), typed.etag()), "what she typed is hers");
    propose(&http, mona, 2, "\"0\"", &json!({ "level_id": level(&http, 0).await })).await.refused(409, "wrong_state");
    let reason = async |by: Member| {
        let (parts, _) = http.walk(by, &format!("{}/participants", cycle(1)), 10).await;
        let hers = parts.into_iter().find(|part| part["id"] == json!(Org::North.participant(1)));
        hers.expect("her part").get("excluded_reason").cloned()
    };
    assert_eq!((reason(HANA).await, reason(mona).await, reason(rita).await), (Some(why["reason"].clone()), None, None));
    assert_eq!(http.get(HANA, &format!("{}/progress", cycle(1))).await.expect(200).json()["left_out"], 1);

    assert_eq!(http.delete(HANA, &exclusion(1, 1), None).await.status, 204);
    http.delete(HANA, &exclusion(1, 1), None).await.refused(404, "not_found");
    assert_eq!(state(mona, 2).await, "draft");
    assert_eq!(reason(HANA).await, None);
    let saved = http.by(mona, Method::PUT, &draft).header("if-match", typed.etag()).json(&typed.json());
    assert_eq!(Answer::of(saved).await.status, 200, "she goes on where she was");
}
