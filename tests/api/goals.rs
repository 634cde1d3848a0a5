//! Goals: drawn up, followed, changed by the consent of two, concluded, and who sees what of them meanwhile (HY-01, 4.4, R2, R16, R20).

use harness::{
    Member, Org, Person, assert_no_foreign_byte,
    http::{Answer, Http},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

const ADA: Member = north(Person::Ada);
const HANA: Member = north(Person::Hana);
const MONA: Member = north(Person::Mona);
const RITA: Member = north(Person::Rita);
const RAVI: Member = north(Person::Ravi);
const PIA: Member = north(Person::Pia);
/// Of every role.
const PEOPLE: [Person; 9] =
    [Person::Ada, Person::Hana, Person::Hugo, Person::Mona, Person::Marc, Person::Rita, Person::Ravi, Person::Omar, Person::Pia];

fn goal(id: impl ToString) -> String {
    format!("/goals/{}", id.to_string())
}

async fn made(http: &Http, by: Member, body: Value) -> Answer {
    http.post(by, "/goals", &body).await.expect(201)
}

async fn step(http: &Http, by: Member, path: &str, verb: &str, etag: &str, body: &Value) -> Answer {
    Answer::of(http.by(by, Method::POST, &format!("{path}/{verb}")).header("if-match", etag).json(body)).await
}

async fn activate(http: &Http, by: Member, path: &str) -> Answer {
    let etag = http.get(by, path).await.etag();
    step(http, by, path, "activate", &etag, &Value::Null).await.expect(200)
}

async fn record(http: &Http, by: Member, path: &str, key_result: &Value, etag: &str, value: &Value) -> Answer {
    let path = format!("{path}/key_results/{}", key_result.as_str().expect("an id"));
    Answer::of(http.by(by, Method::PUT, &path).header("if-match", etag).json(&json!({ "current_value": value }))).await
}

/// Who of these people finds what is behind a path.
async fn readers(http: &Http, path: &str) -> Vec<Person> {
    let mut found = Vec::new();
    for person in PEOPLE {
        let answer = http.get(north(person), path).await;
        if answer.status == 200 {
            assert_no_foreign_byte(&answer.text, Org::North);
            found.push(person);
        } else {
            answer.refused(404, "not_found");
        }
    }
    http.get(south(Person::Hana), path).await.refused(404, "not_found");
    found
}

#[tokio::test]
async fn r2_a_draft_is_between_its_owner_and_their_manager_and_later_it_is_seen_as_its_owner_says() {
    let http = Http::start().await;
    let parties = [Person::Mona, Person::Rita];
    for (visibility, seen) in [
        ("private", parties.to_vec()),
        ("team", vec![Person::Hana, Person::Hugo, Person::Mona, Person::Rita, Person::Ravi]),
        ("org", PEOPLE.to_vec()),
    ] {
        let path = goal(made(&http, RITA, json!({ "title": "Fewer calls", "visibility": visibility })).await.id());
        assert_eq!(readers(&http, &path).await, parties, "{visibility}, a draft");
        activate(&http, RITA, &path).await;
        assert_eq!(readers(&http, &path).await, seen, "{visibility}");
        for person in PEOPLE {
            let (items, _) = http.walk(north(person), &format!("/goals?owner_id={}&state=active", RITA.employee()), 2).await;
            assert_eq!(items.iter().any(|one| path.ends_with(one["id"].as_str().expect("an id"))), seen.contains(&person), "{visibility} {person}");
        }
    }
}

#[tokio::test]
async fn a_goal_is_followed_to_its_end_and_what_was_said_stays() {
    let http = Http::start().await;
    let upper = Org::North.goal(3);
    let body = json!({
        "title": "Weniger Anrufe 📞 \u{202e}שלום", "description": "Of angry people\n\tand others", "kind": "development", "visibility": "org", "weight": 30,
        "due": "2030-02-28", "parent_id": upper,
        "key_results": [{ "title": "Calls", "unit": "a day", "start_value": 20, "target_value": 5.25 }, { "title": "Smiles", "start_value": 0, "target_value": 99999999999.9999, "current_value": 3 }],
    });
    let first = made(&http, RITA, body).await;
    let (path, read) = (goal(first.id()), first.json());
    assert_eq!(read["title"], "Weniger Anrufe 📞 \u{202e}שלום");
    assert_eq!((&read["state"], &read["owner_id"], &read["parent_id"]), (&json!("draft"), &json!(RITA.employee()), &json!(upper)));
    assert_eq!(read["key_results"][0]["current_value"].as_f64(), Some(20.0), "where it began");
    assert_eq!(read["key_results"][1]["target_value"].as_f64(), Some(99_999_999_999.999_9));
    assert_eq!(first.header("location"), Some(path.as_str()));
    let calls = read["key_results"][0]["id"].clone();
    record(&http, RITA, &path, &calls, &first.etag(), &json!(9)).await.refused(409, "wrong_state");

    let active = activate(&http, MONA, &path).await;
    let draft = json!({ "weight": 5 });
    http.patch(RITA, &path, Some(&active.etag()), &draft).await.refused(409, "wrong_state");
    let moved = record(&http, RITA, &path, &calls, &active.etag(), &json!(12.5)).await.expect(200);
    assert_eq!(moved.json()["key_results"][0]["current_value"].as_f64(), Some(12.5));
    record(&http, MONA, &path, &calls, &active.etag(), &json!(11)).await.refused(412, "version_mismatch");
    record(&http, MONA, &path, &json!(Org::North.key_result(1)), &moved.etag(), &json!(11)).await.refused(404, "not_found");
    record(&http, MONA, &path, &calls, &moved.etag(), &json!(1e300)).await.refused(422, "invalid_value");
    record(&http, ADA, &path, &calls, &moved.etag(), &json!(11)).await.refused(403, "forbidden");

    let updates = format!("{path}/updates");
    let said = http.post(RITA, &updates, &json!({ "note": "Two of us were ill", "state": "at_risk" })).await.expect(201);
    assert_eq!(said.etag(), http.get(RITA, &path).await.etag(), "the goal's");
    assert_eq!(http.get(PIA, &path).await.expect(200).json()["state"], "at_risk");
    http.post(MONA, &updates, &json!({ "note": "Well", "state": "on_track" })).await.refused(403, "forbidden");
    assert_eq!(http.post(MONA, &updates, &json!({ "note": "Well" })).await.status, 201);
    http.post(HANA, &updates, &json!({ "note": "Well" })).await.refused(403, "forbidden");
    for (reader, count) in [(RITA, 2), (MONA, 2), (HANA, 2), (ADA, 2), (PIA, 0), (RAVI, 0)] {
        assert_eq!(http.walk(reader, &updates, 1).await.0.len(), count, "{reader}: colleagues see the goal and not what is said");
    }
    let etag = http.get(RITA, &path).await.etag();
    step(&http, MONA, &path, "conclude", &etag, &json!({ "outcome": "achieved" })).await.refused(403, "forbidden");
    let over = step(&http, RITA, &path, "conclude", &etag, &json!({ "outcome": "missed" })).await.expect(200);
    assert_eq!(over.json()["state"], "missed");
    step(&http, RITA, &path, "conclude", &over.etag(), &json!({ "outcome": "achieved" })).await.refused(409, "wrong_state");
    http.patch(RITA, &path, Some(&over.etag()), &json!({ "title": "Later" })).await.refused(409, "wrong_state");
    http.post(RITA, &updates, &json!({ "note": "More" })).await.refused(409, "wrong_state");
    http.delete(RITA, &path, Some(&over.etag())).await.refused(409, "wrong_state");
}

#[tokio::test]
async fn r20_a_change_takes_the_consent_of_the_other_party_and_is_answered_once() {
    let http = Http::start().await;
    let path = goal(Org::North.goal(1));
    let changes = format!("{path}/changes");
    let answer = async |by: Member, id: Uuid, verb: &str| http.post(by, &format!("{changes}/{id}/{verb}"), &json!({})).await;
    let asked = Org::North.goal_change(1);
    http.post(RITA, &changes, &json!({ "aim": "weight", "weight": 60 })).await.refused(409, "wrong_state");
    for (other, status, code) in [
        (RITA, 403, "forbidden"),
        (HANA, 403, "forbidden"),
        (ADA, 404, "not_found"),
        (PIA, 404, "not_found"),
        (south(Person::Mona), 404, "not_found"),
    ] {
        answer(other, asked, "accept").await.refused(status, code);
        answer(other, asked, "refuse").await.refused(status, code);
    }
    answer(MONA, asked, "withdraw").await.refused(403, "forbidden");
    let done = answer(MONA, asked, "accept").await.expect(200).json();
    assert_eq!((&done["answer"], &done["answered_by"], &done["party"]), (&json!("accepted"), &json!(MONA.employee()), &json!("owner")));
    assert_eq!(http.get(PIA, &path).await.expect(200).json()["weight"], 50);
    for (by, verb) in [(MONA, "accept"), (MONA, "refuse"), (RITA, "withdraw")] {
        answer(by, asked, verb).await.refused(409, "wrong_state");
    }

    // what a manager asks for is the owner's to decide
    let wish = json!({ "aim": "target", "key_result_id": Org::North.key_result(1), "target_value": 12 });
    let asked = http.post(MONA, &changes, &wish).await.expect(201).id();
    answer(MONA, asked, "accept").await.refused(403, "forbidden");
    answer(RITA, asked, "withdraw").await.refused(403, "forbidden");
    let refusal = http.post(RITA, &format!("{changes}/{asked}/refuse"), &json!({ "note": "Ten are enough" })).await.expect(200).json();
    assert_eq!((&refusal["answer"], &refusal["answer_note"]), (&json!("refused"), &json!("Ten are enough")));
    assert_eq!(http.get(RITA, &path).await.json()["key_results"][0]["target_value"].as_f64(), Some(10.0));
    let asked = http.post(MONA, &changes, &wish).await.expect(201).id();
    assert_eq!(answer(RITA, asked, "accept").await.expect(200).json()["answer"], "accepted");
    assert_eq!(http.get(RITA, &path).await.json()["key_results"][0]["target_value"].as_f64(), Some(12.0));

    // in an active cycle an outcome is such a change, and its owner's to propose
    let etag = http.get(RITA, &path).await.etag();
    step(&http, RITA, &path, "conclude", &etag, &json!({ "outcome": "achieved" })).await.refused(409, "wrong_state");
    let outcome = json!({ "aim": "outcome", "outcome": "achieved" });
    http.post(MONA, &changes, &outcome).await.refused(403, "forbidden");
    let asked = http.post(RITA, &changes, &outcome).await.expect(201).id();
    let (one, two) = tokio::join!(answer(MONA, asked, "accept"), answer(RITA, asked, "withdraw"));
    let mut outcomes = [one.outcome(), two.outcome()];
    outcomes.sort();
    assert_eq!(outcomes, [(200, String::new()), (409, "wrong_state".to_owned())], "of two answers at once one counts");
    let (listed, _) = http.walk(RITA, &changes, 2).await;
    assert_eq!(listed.len(), 4, "every one with what came of it: {listed:?}");
    assert!(listed.iter().all(|change| change["answer"].is_string()));
    assert!(http.walk(PIA, &changes, 2).await.0.is_empty());
    let other = goal(made(&http, RITA, json!({ "title": "Another" })).await.id());
    activate(&http, RITA, &other).await;
    for (wish, code) in [
        (json!({ "aim": "weight" }), "invalid_value"),
        (json!({ "aim": "target", "target_value": 3 }), "invalid_value"),
        (json!({ "aim": "weight", "weight": 3, "outcome": "missed" }), "invalid_value"),
        (json!({ "aim": "target", "key_result_id": Org::North.key_result(1), "target_value": 3 }), "unknown_reference"),
    ] {
        http.post(MONA, &format!("{other}/changes"), &wish).await.refused(422, code);
    }
    http.post(RITA, &format!("{}/changes", goal(Org::North.goal(1))), &json!({ "aim": "weight", "weight": 101 }))
        .await
        .refused(400, "malformed_request");
}

#[tokio::test]
async fn hr_edits_what_it_sees_and_who_sees_it_is_the_owners_to_say() {
    let http = Http::start().await;
    let path = goal(Org::North.goal(1));
    let etag = http.get(HANA, &path).await.expect(200).etag();
    http.patch(HANA, &path, Some(&etag), &json!({ "visibility": "private" })).await.refused(403, "forbidden");
    http.patch(MONA, &path, Some(&etag), &json!({ "visibility": "private" })).await.refused(403, "forbidden");
    http.patch(PIA, &path, Some(&etag), &json!({ "title": "Mine" })).await.refused(403, "forbidden");
    http.patch(ADA, &path, Some(&etag), &json!({ "title": "Mine" })).await.refused(403, "forbidden");
    let edited = http.patch(HANA, &path, Some(&etag), &json!({ "title": "Told better", "due": "2031-01-01" })).await.expect(200);
    assert_eq!(edited.json()["title"], "Told better");
    let hidden = http.patch(RITA, &path, Some(&edited.etag()), &json!({ "visibility": "private" })).await.expect(200);
    assert_eq!(readers(&http, &path).await, [Person::Mona, Person::Rita]);
    for other in [HANA, ADA, PIA] {
        http.patch(other, &path, Some(&hidden.etag()), &json!({ "title": "Mine" })).await.refused(404, "not_found");
        http.get(other, &format!("{path}/updates")).await.refused(404, "not_found");
        http.get(other, &format!("{path}/changes")).await.refused(404, "not_found");
    }
    let draft = goal(Org::North.goal(2));
    let etag = http.get(MONA, &draft).await.expect(200).etag();
    http.delete(MONA, &draft, Some(&etag)).await.refused(403, "forbidden");
    assert_eq!(http.delete(RITA, &draft, Some(&etag)).await.status, 204);
    http.get(MONA, &draft).await.refused(404, "not_found");
    http.post(HANA, "/goals", &json!({ "title": "For her", "owner_id": RITA.employee() })).await.refused(403, "forbidden");
    http.post(MONA, "/goals", &json!({ "title": "For nobody", "owner_id": Uuid::nil() })).await.refused(403, "forbidden");
    http.post(north(Person::Dora), "/goals", &json!({ "title": "Of nobody" })).await.refused(403, "forbidden");
}

#[tokio::test]
async fn goals_lie_below_what_their_editor_sees_and_close_no_circle() {
    let http = Http::start().await;
    let (upper, lower) = (Org::North.goal(3), Org::North.goal(1));
    let etag = http.get(RITA, &goal(lower)).await.etag();
    let below = http.patch(RITA, &goal(lower), Some(&etag), &json!({ "parent_id": upper })).await.expect(200);
    let listed = http.walk(PIA, &format!("/goals?parent_id={upper}"), 5).await.0;
    assert_eq!(listed.iter().map(|one| one["id"].clone()).collect::<Vec<_>>(), [json!(lower)]);
    let etag = http.get(MONA, &goal(upper)).await.etag();
    http.patch(MONA, &goal(upper), Some(&etag), &json!({ "parent_id": lower })).await.refused(422, "goal_circle");
    http.patch(RITA, &goal(lower), Some(&below.etag()), &json!({ "parent_id": lower })).await.refused(422, "goal_circle");
    let hidden = made(&http, RAVI, json!({ "title": "Hidden" })).await;
    for unseen in [hidden.id(), Org::South.goal(3), Uuid::nil()] {
        http.patch(RITA, &goal(lower), Some(&below.etag()), &json!({ "parent_id": unseen })).await.refused(422, "unknown_reference");
        http.post(RITA, "/goals", &json!({ "title": "Below", "parent_id": unseen })).await.refused(422, "unknown_reference");
    }
    for unseen in [Org::North.review_cycle(2), Org::South.review_cycle(1), Uuid::nil()] {
        http.post(RITA, "/goals", &json!({ "title": "Linked", "review_cycle_id": unseen })).await.refused(422, "unknown_reference");
    }
    // two that are put below each other at the same moment
    let (one, two) = (made(&http, RITA, json!({ "title": "One" })).await, made(&http, RITA, json!({ "title": "Two" })).await);
    let put = async |goal_id: &Answer, below: &Answer| {
        http.patch(RITA, &goal(goal_id.id()), Some(&goal_id.etag()), &json!({ "parent_id": below.id() })).await.outcome()
    };
    let (first, second) = tokio::join!(put(&one, &two), put(&two, &one));
    let mut outcomes = [first, second];
    outcomes.sort();
    assert_eq!(outcomes, [(200, String::new()), (422, "goal_circle".to_owned())]);
    let (parent, etag) = if http.get(RITA, &goal(one.id())).await.json()["parent_id"].is_null() { (&one, one.etag()) } else { (&two, two.etag()) };
    http.delete(RITA, &goal(parent.id()), Some(&etag)).await.refused(409, "wrong_state");

    // a cycle that somebody's goal belongs to is cancelled, not removed
    let cycle = Org::North.review_cycle(2);
    made(&http, HANA, json!({ "title": "Next year", "review_cycle_id": cycle })).await;
    let path = format!("/review_cycles/{cycle}");
    let etag = http.get(HANA, &path).await.etag();
    http.delete(HANA, &path, Some(&etag)).await.refused(409, "wrong_state");
}

#[tokio::test]
async fn what_is_no_goal_is_refused_and_of_two_tabs_the_second_is_told_that_it_is_behind() {
    let http = Http::start().await;
    for body in [
        json!({}),
        json!({ "title": "" }),
        json!({ "title": "x".repeat(201) }),
        json!({ "title": "New", "weight": 0 }),
        json!({ "title": "New", "state": "achieved" }),
        json!({ "title": "New", "key_results": [{ "title": "One" }] }),
        json!({ "title": "New", "key_results": vec![json!({ "title": "One", "start_value": 0, "target_value": 1 }); 21] }),
    ] {
        http.post(RITA, "/goals", &body).await.refused(400, "malformed_request");
    }
    for body in [
        json!({ "title": "Two\nlines" }),
        json!({ "title": "New", "due": "10000-01-01" }),
        json!({ "title": "New", "description": "a\u{0}b" }),
        json!({ "title": "New", "key_results": [{ "title": "One", "start_value": 0, "target_value": 100_000_000_000_u64 }] }),
        json!({ "title": "New", "key_results": [{ "title": "One\tTwo", "start_value": 0, "target_value": 1 }] }),
    ] {
        let answer = http.post(RITA, "/goals", &body).await;
        assert!([400, 422].contains(&answer.status), "{body}: {}", answer.text);
    }
    let path = goal(Org::North.goal(2));
    let etag = http.get(RITA, &path).await.etag();
    let one = json!({ "title": "One", "weight": null, "key_results": [] });
    let (first, second) = tokio::join!(http.patch(RITA, &path, Some(&etag), &one), http.patch(MONA, &path, Some(&etag), &one));
    let mut outcomes = [first.outcome(), second.outcome()];
    outcomes.sort();
    assert_eq!(outcomes, [(200, String::new()), (412, "version_mismatch".to_owned())]);
    http.patch(RITA, &path, None, &one).await.refused(428, "precondition_required");
    http.delete(RITA, &path, Some(&etag)).await.refused(412, "version_mismatch");
    step(&http, RITA, &path, "activate", &etag, &Value::Null).await.refused(412, "version_mismatch");
    http.patch(RITA, &path, Some("\"2\""), &json!({ "title": null })).await.refused(422, "invalid_value");
}
