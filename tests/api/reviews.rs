//! Reviews: typed, submitted, reopened and handed over, and who reads what of them meanwhile (NA-14, R4, R6, R7, R8, R17).

use harness::{
    Member, Org, Person, assert_no_foreign_byte,
    http::{Answer, Http},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

const HANA: Member = north(Person::Hana);
const HUGO: Member = north(Person::Hugo);
const SID: Member = north(Person::Sid);
const RITA: Member = north(Person::Rita);
/// Of every role, and everybody with a part in the cycle.
const PEOPLE: [Person; 11] = [
    Person::Ada,
    Person::Alan,
    Person::Hana,
    Person::Hugo,
    Person::Mona,
    Person::Marc,
    Person::Rita,
    Person::Sid,
    Person::Omar,
    Person::Pia,
    Person::Lew,
];

fn assignment(number: u128) -> String {
    format!("/review_assignments/{}", Org::North.review_assignment(number))
}

fn draft(number: u128) -> String {
    format!("{}/draft", assignment(number))
}

/// The question that the template asks of this audience.
async fn question(http: &Http, audience: &str) -> Value {
    let template = http.get(HANA, &format!("/review_templates/{}", Org::North.review_template(3))).await.expect(200).json();
    let questions = template["questions"].as_array().expect("questions").clone();
    questions.into_iter().find(|question| question["audience"] == audience).expect("a question")["id"].clone()
}

async fn save(http: &Http, by: Member, number: u128, etag: &str, answers: &Value) -> Answer {
    Answer::of(http.by(by, Method::PUT, &draft(number)).header("if-match", etag).json(&json!({ "answers": answers }))).await
}

async fn submit(http: &Http, by: Member, number: u128, etag: &str) -> Answer {
    Answer::of(http.by(by, Method::POST, &format!("{}/submit", assignment(number))).header("if-match", etag)).await
}

async fn reopen(http: &Http, by: Member, number: u128, etag: &str) -> Answer {
    let body = json!({ "reason": "The second half of the year is missing." });
    Answer::of(http.by(by, Method::POST, &format!("{}/reopen", assignment(number))).header("if-match", etag).json(&body)).await
}

/// The ids of what somebody's list shows.
async fn listed(http: &Http, by: Member, path: &str) -> Vec<String> {
    let (items, _) = http.walk(by, path, 2).await;
    assert_no_foreign_byte(&format!("{items:?}"), by.org);
    items.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

#[tokio::test]
async fn r6_a_draft_is_its_authors_alone_and_of_two_tabs_the_second_is_told_that_it_is_behind() {
    let http = Http::start().await;
    let asked = question(&http, "self").await;
    let empty = http.get(SID, &draft(3)).await.expect(200);
    assert_eq!((empty.json(), empty.etag().as_str()), (json!({ "answers": [] }), "\"0\""));
    Answer::of(http.by(SID, Method::PUT, &draft(3)).json(&json!({ "answers": [] }))).await.refused(428, "precondition_required");

    let text = "\u{202e}שלום 🎉 e\u{301}\n\tand a second line";
    let answers = json!([{ "question_id": asked, "answer": text }]);
    let first = save(&http, SID, 3, "\"0\"", &answers).await.expect(200);
    assert_eq!((first.json()["answers"].clone(), first.etag().as_str()), (answers.clone(), "\"1\""));
    save(&http, SID, 3, "\"0\"", &json!([])).await.refused(412, "version_mismatch");
    save(&http, SID, 3, "\"7\"", &json!([])).await.refused(412, "version_mismatch");
    let read = http.get(SID, &draft(3)).await.expect(200);
    assert_eq!((read.json(), read.etag()), (first.json(), first.etag()), "what the first tab saved is there");
    assert_eq!(http.get(SID, &assignment(3)).await.expect(200).json()["state"], "draft");

    for person in PEOPLE.into_iter().filter(|person| *person != Person::Sid) {
        let other = north(person);
        http.get(other, &draft(3)).await.refused(404, "not_found");
        save(&http, other, 3, "\"1\"", &json!([])).await.refused(404, "not_found");
        submit(&http, other, 3, "\"1\"").await.refused(404, "not_found");
        http.delete(other, &draft(3), Some("\"1\"")).await.refused(404, "not_found");
    }
    http.get(south(Person::Hana), &draft(3)).await.refused(404, "not_found");

    http.delete(SID, &draft(3), Some("\"7\"")).await.refused(412, "version_mismatch");
    assert_eq!(http.delete(SID, &draft(3), Some("\"1\"")).await.status, 204);
    http.delete(SID, &draft(3), Some("\"1\"")).await.refused(404, "not_found");
    assert_eq!(http.get(SID, &draft(3)).await.expect(200).etag(), "\"0\"");
    assert_eq!(http.get(SID, &assignment(3)).await.expect(200).json()["state"], "assigned");
}

#[tokio::test]
async fn r7_a_self_review_is_read_from_its_submission_on_is_out_of_sight_while_reopened_and_kept_version_by_version() {
    let http = Http::start().await;
    let asked = question(&http, "self").await;
    submit(&http, SID, 3, "\"0\"").await.refused(409, "incomplete");
    assert_eq!(save(&http, SID, 3, "\"0\"", &json!([{ "question_id": asked, "answer": "Much" }])).await.status, 200);
    let about_sid = format!("/reviews?participant_id={}", Org::North.participant(2));
    assert!(listed(&http, RITA, &about_sid).await.is_empty(), "Rita decides about him, and he has not submitted");
    submit(&http, SID, 3, "\"7\"").await.refused(412, "version_mismatch");
    let review = submit(&http, SID, 3, "\"1\"").await.expect(200).json();
    assert_eq!((&review["version"], &review["answers"][0]["answer"]), (&json!(1), &json!("Much")));
    submit(&http, SID, 3, "\"0\"").await.refused(409, "wrong_state");
    save(&http, SID, 3, "\"0\"", &json!([])).await.refused(409, "wrong_state");

    let path = format!("/reviews/{}", review["id"].as_str().expect("an id"));
    let readers = [SID, RITA, HANA, HUGO];
    for person in PEOPLE {
        let (member, answer) = (north(person), http.get(north(person), &path).await);
        if readers.contains(&member) {
            assert_eq!(answer.expect(200).json(), review, "{member}");
        } else {
            answer.refused(404, "not_found");
        }
        assert_eq!(listed(&http, member, &about_sid).await.len(), usize::from(readers.contains(&member)), "{member}");
    }

    // it was due in the past: whoever manages cycles can still reopen it
    let etag = http.get(HANA, &assignment(3)).await.expect(200).etag();
    reopen(&http, SID, 3, &etag).await.refused(409, "wrong_state");
    reopen(&http, RITA, 3, &etag).await.refused(404, "not_found");
    reopen(&http, HANA, 3, "\"1\"").await.refused(412, "version_mismatch");
    assert_eq!(reopen(&http, HANA, 3, &etag).await.expect(200).json()["state"], "reopened");
    for member in [RITA, HANA, HUGO] {
        http.get(member, &path).await.refused(404, "not_found");
    }
    assert_eq!(http.get(SID, &path).await.expect(200).json()["withheld"], json!(true));
    let again = http.get(SID, &draft(3)).await.expect(200);
    assert_eq!(again.json()["answers"][0]["answer"], "Much", "its author goes on from there");
    let saved = save(&http, SID, 3, &again.etag(), &json!([{ "question_id": asked, "answer": "More" }])).await.expect(200);
    let second = submit(&http, SID, 3, &saved.etag()).await.expect(200).json();
    assert_eq!((&second["version"], &second["answers"][0]["answer"]), (&json!(2), &json!("More")));
    let first = http.get(RITA, &path).await.expect(200).json();
    assert_eq!((&first["superseded"], &first["withheld"], &first["answers"][0]["answer"]), (&json!(true), &json!(false), &json!("Much")));
    let versions = format!("/reviews?review_assignment_id={}", Org::North.review_assignment(3));
    assert_eq!(listed(&http, RITA, &versions).await.len(), 2);
}

#[tokio::test]
async fn r4_nobody_reads_what_another_writes_about_them_whatever_they_manage() {
    let http = Http::start().await;
    let (about_hana, review) = (assignment(6), format!("/reviews/{}", Org::North.review(3)));
    for path in [&about_hana, &draft(6), &review] {
        http.get(HANA, path).await.refused(404, "not_found");
    }
    assert_eq!(http.get(HUGO, &about_hana).await.expect(200).json()["state"], "submitted", "control: he wrote it");
    assert_eq!(http.get(HUGO, &review).await.expect(200).json()["answers"].as_array().map(Vec::len), Some(1));
    let etag = http.get(HUGO, &about_hana).await.etag();
    reopen(&http, HANA, 6, &etag).await.refused(404, "not_found");
    for path in ["/review_assignments", "/reviews"] {
        let about = format!("{path}?subject_id={}", HANA.employee());
        let (hers, all) = (listed(&http, HANA, &about).await, listed(&http, HUGO, &about).await);
        assert_eq!((hers.len(), all.len()), (1, 2), "{path}: her own, and both");
    }
    let feed = |member| {
        let http = &http;
        async move {
            let (entries, _) = http.walk(member, "/audit_entries?entity=review_assignment", 100).await;
            entries.into_iter().filter(|entry| entry["entity_id"] == json!(Org::North.review_assignment(6))).count()
        }
    };
    assert_eq!(feed(HANA).await, 0);
    assert!(feed(HUGO).await > 0 && feed(north(Person::Ada)).await > 0, "control: it is in the audit");
}

/// Everything that somebody can ask about reviews: bodies, ETags and statuses.
pub(crate) async fn everything(http: &Http, by: Member, ids: &[Uuid]) -> Vec<(String, u16, Option<String>, String)> {
    let cycles = [1, 3, 4, 6].map(|number| format!("/review_cycles/{}", Org::North.review_cycle(number)));
    let mut paths: Vec<String> = [
        "/review_cycles",
        "/review_assignments?limit=200",
        "/reviews?limit=200",
        "/proposed_grades?limit=200",
        "/released_grades?limit=200",
        "/grade_corrections?limit=200",
        "/calibration_sessions",
        "/calibration_entries?limit=200",
        "/calibrated_grades?limit=200",
        "/audit_entries?limit=200",
        "/accesses",
    ]
    .map(str::to_owned)
    .to_vec();
    for path in cycles {
        let parts = ["participants", "progress", "calibration_grid", "grade_distribution"].map(|part| format!("{path}/{part}"));
        paths.extend(parts);
        paths.push(path);
    }
    paths.push("/employees?limit=200".to_owned());
    for id in ids {
        let own = format!("/review_assignments/{id}");
        paths.extend([format!("{own}/draft"), format!("{own}/proposed_grade"), own, format!("/reviews/{id}")]);
    }
    let mut all = Vec::new();
    for path in paths {
        let answer = http.get(by, &path).await;
        // what an answer is called and when it was given is another every time
        let mut body = answer.json();
        if let Some(fields) = body.as_object_mut() {
            fields.retain(|name, _| !["request_id", "next_cursor", "instance"].contains(&name.as_str()));
        }
        all.push((path, answer.status, answer.header("etag").map(str::to_owned), body.to_string()));
    }
    all
}

#[tokio::test]
async fn r8_nothing_that_a_subject_asks_tells_whether_another_has_written_about_them() {
    let http = Http::start().await;
    let asked = question(&http, "manager").await;
    let words = json!([{ "question_id": asked, "answer": "All well" }]);
    // an employee, whose reviewer begins, saves, submits, and is asked for more
    let (lew, lena, about_lew) = (north(Person::Lew), north(Person::Lena), Org::North.review_assignment(8));
    let before = everything(&http, lew, &[about_lew]).await;
    assert_eq!(save(&http, lena, 8, "\"0\"", &words).await.status, 200);
    assert_eq!(everything(&http, lew, &[about_lew]).await, before, "a draft");
    let review = submit(&http, lena, 8, "\"1\"").await.expect(200).id();
    assert_eq!(everything(&http, lew, &[about_lew]).await, before, "a submission");
    assert_eq!(http.get(HANA, &format!("/reviews/{review}")).await.status, 200);
    // an hr person, who reads the audit too
    let about_hana = Org::North.review_assignment(6);
    let before = everything(&http, HANA, &[about_hana]).await;
    let etag = http.get(HUGO, &assignment(6)).await.expect(200).etag();
    assert_eq!(reopen(&http, HUGO, 6, &etag).await.status, 200);
    assert_eq!(everything(&http, HANA, &[about_hana]).await, before, "a reopening");
    let part = Org::North.participant(3);
    let reviewer = format!("/review_cycles/{}/participants/{part}/reviewer", Org::North.review_cycle(1));
    assert_eq!(http.put(HUGO, &reviewer, &json!({ "reviewer_id": north(Person::Ada).employee() })).await.status, 204);
    assert_eq!(everything(&http, HANA, &[about_hana]).await, before, "another decides");
    // and everybody else is told
    let entries = http.get(north(Person::Ada), "/audit_entries?entity=participant_reviewer").await.expect(200).json();
    assert!(entries["items"].as_array().is_some_and(|items| items.iter().any(|entry| entry["entity_id"] == json!(part))), "control");
}

#[tokio::test]
async fn r17_a_review_that_is_handed_over_stays_with_whoever_typed_it_and_sight_goes_with_deciding() {
    let http = Http::start().await;
    let (mona, marc) = (north(Person::Mona), north(Person::Marc));
    let typed = http.get(mona, &draft(2)).await.expect(200);
    let of_rita = format!("/reviews/{}", Org::North.review(1));
    assert_eq!(http.get(mona, &of_rita).await.status, 200);
    http.get(marc, &of_rita).await.refused(404, "not_found");
    let reviewer = format!("/review_cycles/{}/participants/{}/reviewer", Org::North.review_cycle(1), Org::North.participant(1));
    assert_eq!(http.put(HANA, &reviewer, &json!({ "reviewer_id": marc.employee() })).await.status, 204);

    assert_eq!(http.get(mona, &assignment(2)).await.expect(200).json()["state"], "reassigned");
    let kept = http.get(mona, &draft(2)).await.expect(200);
    assert_eq!((kept.json(), kept.etag()), (typed.json(), typed.etag()), "what she typed is hers");
    save(&http, mona, 2, &typed.etag(), &json!([])).await.refused(409, "wrong_state");
    submit(&http, mona, 2, &typed.etag()).await.refused(409, "wrong_state");
    http.get(mona, &of_rita).await.refused(404, "not_found");
    assert_eq!(http.get(marc, &of_rita).await.status, 200);
    let (his, _) = http.walk(marc, &format!("/review_assignments?author_id={}&subject_id={}", marc.employee(), RITA.employee()), 10).await;
    assert_eq!((his.len(), &his[0]["state"], &his[0]["replaces_id"]), (1, &json!("assigned"), &json!(Org::North.review_assignment(2))));
    let his = format!("/review_assignments/{}/draft", his[0]["id"].as_str().expect("an id"));
    assert_eq!(http.get(marc, &his).await.expect(200).json(), json!({ "answers": [] }), "and not his");
    assert_eq!(http.put(HANA, &reviewer, &json!({ "reviewer_id": mona.employee() })).await.status, 204);
    assert_eq!(http.get(mona, &assignment(2)).await.expect(200).json()["state"], "draft", "she goes on where she was");
}

#[tokio::test]
async fn r6_what_is_no_answer_is_refused_and_nothing_typed_is_lost() {
    let http = Http::start().await;
    let (own, others) = (question(&http, "self").await, question(&http, "manager").await);
    let long = "x".repeat(20_000);
    let kept = save(&http, SID, 3, "\"0\"", &json!([{ "question_id": own, "answer": long }])).await.expect(200);
    let level = http.get(SID, &format!("/rating_scales/{}", Org::North.rating_scale(3))).await.expect(200).json()["levels"][0]["id"].clone();
    for answers in [
        json!([{ "question_id": own, "answer": "a\u{0}b" }]),
        json!([{ "question_id": own, "answer": "Once" }, { "question_id": own, "answer": "twice" }]),
        json!([{ "question_id": others, "answer": "Asked of others" }]),
        json!([{ "question_id": Uuid::nil(), "answer": "Asked of nobody" }]),
        json!([{ "question_id": own, "rating_id": level }]),
        json!([{ "question_id": own, "rating_id": Uuid::nil() }]),
    ] {
        save(&http, SID, 3, &kept.etag(), &answers).await.refused(422, "invalid_value");
    }
    let too_long = json!({ "answers": [{ "question_id": own, "answer": format!("{long}x") }] });
    for body in [too_long, json!({}), json!({ "answers": {} }), json!({ "answers": [7] }), json!({ "answers": [], "more": 1 }), json!([])] {
        let answer = Answer::of(http.by(SID, Method::PUT, &draft(3)).header("if-match", kept.etag()).json(&body)).await;
        answer.refused(400, "malformed_request");
    }
    let read = http.get(SID, &draft(3)).await.expect(200);
    assert_eq!((read.json(), read.etag()), (kept.json(), kept.etag()));
}

#[tokio::test]
async fn r6_of_many_tabs_that_save_or_submit_at_once_one_wins_and_every_other_is_told() {
    let http = Http::start().await;
    let asked = question(&http, "self").await;
    let tabs = (0..8).map(|tab| {
        let (http, asked) = (&http, asked.clone());
        async move { save(http, SID, 3, "\"0\"", &json!([{ "question_id": asked, "answer": format!("Tab {tab}") }])).await.outcome() }
    });
    let mut outcomes = futures_util::future::join_all(tabs).await;
    outcomes.sort();
    assert_eq!(outcomes[0], (200, String::new()));
    assert!(outcomes[1..].iter().all(|outcome| *outcome == (412, "version_mismatch".to_owned())), "{outcomes:?}");
    let submits = (0..8).map(|_| submit(&http, SID, 3, "\"1\""));
    let outcomes: Vec<_> = futures_util::future::join_all(submits).await.iter().map(Answer::outcome).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.0 == 200).count(), 1, "{outcomes:?}");
    assert!(outcomes.iter().all(|outcome| outcome.0 == 200 || *outcome == (409, "wrong_state".to_owned())), "{outcomes:?}");
    let versions = format!("/reviews?review_assignment_id={}", Org::North.review_assignment(3));
    assert_eq!(listed(&http, SID, &versions).await.len(), 1);
}
