//! Review cycles: drawn up, filled, activated, cancelled, and who sees what of them meanwhile (NA-14, R4).

use futures_util::future::join_all;
use harness::{
    Member, Org, Person, assert_no_foreign_byte,
    http::{Answer, Http},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

const HANA: Member = north(Person::Hana);
const CYCLES: &str = "/review_cycles";

/// Everything that a cycle needs before it is activated, but for its participants.
fn whole(name: &str) -> Value {
    json!({
        "name": name, "kind": "annual", "template_id": Org::North.review_template(1), "scale_id": Org::North.rating_scale(1),
        "first_day": "2026-01-01", "last_day": "2026-12-31", "self_due": "2027-01-10", "peer_due": "2027-01-20", "manager_due": "2027-01-31"
    })
}

async fn drawn_up(http: &Http, body: &Value) -> (String, String) {
    let made = http.post(HANA, CYCLES, body).await.expect(201);
    let path = made.header("location").expect("a Location").to_owned();
    assert_eq!(path, format!("{CYCLES}/{}", made.id()));
    (path, made.etag())
}

async fn add(http: &Http, by: Member, path: &str, who: &Value) -> Answer {
    http.post(by, &format!("{path}/participants"), who).await
}

async fn activate(http: &Http, by: Member, path: &str, etag: &str) -> Answer {
    Answer::of(http.by(by, Method::POST, &format!("{path}/activate")).header("if-match", etag)).await
}

async fn cancel(http: &Http, by: Member, path: &str, etag: &str, reason: &str) -> Answer {
    Answer::of(http.by(by, Method::POST, &format!("{path}/cancel")).header("if-match", etag).json(&json!({ "reason": reason }))).await
}

async fn set_reviewer(http: &Http, by: Member, path: &str, part: Uuid, reviewer: Option<Uuid>) -> Answer {
    http.put(by, &format!("{path}/participants/{part}/reviewer"), &json!({ "reviewer_id": reviewer })).await
}

/// Who takes part, as somebody sees it.
async fn parts(http: &Http, by: Member, path: &str) -> Vec<Value> {
    let (items, _) = http.walk(by, &format!("{path}/participants"), 2).await;
    assert_no_foreign_byte(&format!("{items:?}"), Org::North);
    items
}

async fn part_of(http: &Http, path: &str, person: Person) -> Option<Uuid> {
    let all = parts(http, north(Person::Ada), path).await;
    let part = all.iter().find(|part| part["employee_id"] == json!(north(person).employee()))?;
    Some(serde_json::from_value(part["id"].clone()).expect("an id"))
}

async fn lists(http: &Http, by: Member, filter: &str, path: &str) -> bool {
    let (items, _) = http.walk(by, &format!("{CYCLES}{filter}"), 1).await;
    assert_no_foreign_byte(&format!("{items:?}"), by.org);
    items.iter().any(|one| path.ends_with(one["id"].as_str().expect("an id")))
}

#[tokio::test]
async fn na14_hr_draws_up_fills_and_activates_a_cycle_and_whoever_has_a_part_sees_it_until_it_is_cancelled() {
    let http = Http::start().await;
    let (path, etag) = drawn_up(&http, &json!({ "name": "Year", "kind": "annual" })).await;
    let shown = http.get(HANA, &path).await.expect(200).json();
    for (field, value) in [
        ("state", json!("draft")),
        ("calibrate", json!(true)),
        ("blind_self", json!(false)),
        ("peer_mode", json!("manager_sees")),
        ("peer_min", json!(3)),
        ("nomination_mode", json!("employee_then_manager")),
        ("release_mode", json!("all")),
        ("preview_days", json!(0)),
    ] {
        assert_eq!(shown[field], value, "{field}");
    }
    // a draft: admins read it, nobody else hears of it
    assert_eq!(http.get(north(Person::Ada), &path).await.expect(200).json(), shown);
    assert!(lists(&http, HANA, "", &path).await && lists(&http, north(Person::Ada), "?state=draft", &path).await);
    for person in [Person::Mona, Person::Rita, Person::Omar, Person::Pia] {
        http.get(north(person), &path).await.refused(404, "not_found");
        http.get(north(person), &format!("{path}/participants")).await.refused(404, "not_found");
        assert!(!lists(&http, north(person), "", &path).await);
    }

    let refused = activate(&http, HANA, &path, &etag).await;
    refused.refused(409, "incomplete");
    let detail = refused.json()["detail"].as_str().unwrap().to_owned();
    for missing in ["rating scale", "review template", "period", "manager reviews", "participants"] {
        assert!(detail.contains(missing), "{missing}: {detail}");
    }
    let etag = http.patch(HANA, &path, Some(&etag), &whole("Year")).await.expect(200).etag();

    // by department, those below included, and nobody twice; whoever joined first stays
    let of_rita = json!({ "employee_ids": [north(Person::Rita).employee()] });
    assert_eq!(add(&http, HANA, &path, &of_rita).await.expect(200).json(), json!({ "added": 1 }));
    let first = part_of(&http, &path, Person::Rita).await.expect("a part");
    let everybody = Person::employees().filter(|person| *person != Person::Gwen).count();
    let by_department = json!({ "department_ids": [Org::North.department(1)] });
    assert_eq!(add(&http, HANA, &path, &by_department).await.expect(200).json(), json!({ "added": everybody - 1 }));
    assert_eq!(add(&http, HANA, &path, &json!({})).await.expect(200).json(), json!({ "added": 0 }));
    assert_eq!(part_of(&http, &path, Person::Rita).await, Some(first));
    assert_eq!(parts(&http, HANA, &path).await.len(), everybody);
    // those who have nobody above them are still without a reviewer
    let refused = activate(&http, HANA, &path, &etag).await;
    refused.refused(409, "incomplete");
    for person in Person::employees().filter(|person| ![Person::Rita, Person::Sid, Person::Lew, Person::Hana, Person::Gwen].contains(person)) {
        let part = part_of(&http, &path, person).await.expect("a part");
        let gone = http.delete(HANA, &format!("{path}/participants/{part}"), None).await;
        assert_eq!(gone.status, 204, "{person}: {}", gone.text);
        http.delete(HANA, &format!("{path}/participants/{part}"), None).await.refused(404, "not_found");
    }
    let of_hana = part_of(&http, &path, Person::Hana).await.expect("a part");
    assert_eq!(set_reviewer(&http, north(Person::Hugo), &path, of_hana, Some(north(Person::Hugo).employee())).await.status, 204);
    let of_sid = part_of(&http, &path, Person::Sid).await.expect("a part");
    assert_eq!(set_reviewer(&http, HANA, &path, of_sid, Some(north(Person::Nora).employee())).await.status, 204);
    let of_lew = part_of(&http, &path, Person::Lew).await.expect("a part");
    assert_eq!(set_reviewer(&http, HANA, &path, of_lew, Some(north(Person::Marc).employee())).await.status, 204);
    assert_eq!(set_reviewer(&http, HANA, &path, of_lew, None).await.status, 204, "left to whoever manages them");

    let active = activate(&http, HANA, &path, &etag).await.expect(200);
    assert_eq!(active.json()["state"], "active");
    for person in [Person::Ada, Person::Mona, Person::Rita, Person::Sid, Person::Lew, Person::Lena, Person::Hugo, Person::Nora, Person::Marc] {
        assert_eq!(http.get(north(person), &path).await.expect(200).json(), active.json(), "{person}");
        assert!(lists(&http, north(person), "?state=active", &path).await && !lists(&http, north(person), "?state=draft", &path).await, "{person}");
    }
    for person in [Person::Omar, Person::Pia, Person::Dora] {
        http.get(north(person), &path).await.refused(404, "not_found");
        http.get(north(person), &format!("{path}/participants")).await.refused(404, "not_found");
    }
    http.get(south(Person::Hana), &path).await.refused(404, "not_found");

    // whose parts somebody sees, and of whom who decides
    let (rita, sid, lew, hana) = (Person::Rita, Person::Sid, Person::Lew, Person::Hana);
    for (by, seen, told) in [
        (Person::Ada, vec![rita, sid, lew, hana], vec![]),
        (Person::Hana, vec![rita, sid, lew, hana], vec![rita, sid, lew]),
        (Person::Hugo, vec![rita, sid, lew, hana], vec![rita, sid, lew, hana]),
        (Person::Mona, vec![rita], vec![rita]),
        (Person::Rita, vec![rita, sid], vec![sid]), // her own, and her report's
        (Person::Sid, vec![sid], vec![]),
        (Person::Nora, vec![sid], vec![sid]), // reviewer alone
        (Person::Lena, vec![lew], vec![lew]), // reviewer without the role
        (Person::Lew, vec![lew], vec![]),
        (Person::Marc, vec![], vec![]), // a manager of none of them
    ] {
        let shown = parts(&http, north(by), &path).await;
        let ids =
            |people: &[Person]| people.iter().map(|person| json!(north(*person).employee()).to_string()).collect::<std::collections::BTreeSet<_>>();
        let of = |told: bool| {
            shown
                .iter()
                .filter(|part| !told || part.get("reviewer").is_some())
                .map(|part| part["employee_id"].to_string())
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!((of(false), of(true)), (ids(&seen), ids(&told)), "{by}: {shown:?}");
        assert!(shown.iter().all(|part| part["display_name"].as_str().is_some_and(|name| name.contains(Org::North.token()))), "{shown:?}");
    }
    let of_her = parts(&http, north(Person::Mona), &path).await;
    let (mona, token) = (north(Person::Mona).employee(), Org::North.token());
    let taken_down = json!({
        "reviewer_id": mona, "manager_at_start": mona, "department_at_start": format!("Engineering {token}"), "position_at_start": format!("Engineer {token}")
    });
    assert_eq!(of_her[0]["reviewer"], taken_down);

    // of what it says only the due days move, and nobody joins or leaves
    let etag = active.etag();
    http.patch(HANA, &path, Some(&etag), &json!({ "name": "Renamed" })).await.refused(409, "wrong_state");
    http.patch(HANA, &path, Some(&etag), &json!({ "manager_due": "2027-02-28", "peer_mode": "named" })).await.refused(409, "wrong_state");
    http.patch(HANA, &path, Some(&etag), &json!({ "manager_due": null })).await.refused(409, "incomplete");
    let etag = http.patch(HANA, &path, Some(&etag), &json!({ "manager_due": "2027-02-28" })).await.expect(200).etag();
    assert_eq!(http.get(north(Person::Sid), &path).await.json()["manager_due"], "2027-02-28");
    add(&http, HANA, &path, &json!({})).await.refused(409, "wrong_state");
    http.delete(HANA, &format!("{path}/participants/{of_lew}"), None).await.refused(409, "wrong_state");
    http.delete(HANA, &path, Some(&etag)).await.refused(409, "wrong_state");
    activate(&http, HANA, &path, &etag).await.refused(409, "wrong_state");
    set_reviewer(&http, HANA, &path, of_lew, None).await.refused(409, "incomplete");
    assert_eq!(set_reviewer(&http, HANA, &path, of_lew, Some(north(Person::Marc).employee())).await.status, 204, "a reviewer may still change");
    assert_eq!(parts(&http, north(Person::Marc), &path).await.len(), 1);
    http.get(north(Person::Lena), &path).await.refused(404, "not_found"); // a line without the role tells nothing

    let cancelled = cancel(&http, HANA, &path, &etag, "Not this year 🌧").await.expect(200);
    assert_eq!((&cancelled.json()["state"], &cancelled.json()["cancel_reason"]), (&json!("cancelled"), &json!("Not this year 🌧")));
    for person in [Person::Mona, Person::Rita, Person::Sid, Person::Lena] {
        http.get(north(person), &path).await.refused(404, "not_found");
        http.get(north(person), &format!("{path}/participants")).await.refused(404, "not_found");
    }
    assert_eq!(http.get(north(Person::Ada), &path).await.expect(200).json(), cancelled.json());
    for again in [
        cancel(&http, HANA, &path, &cancelled.etag(), "Again").await,
        http.patch(HANA, &path, Some(&cancelled.etag()), &json!({ "manager_due": "2027-03-01" })).await,
        set_reviewer(&http, HANA, &path, of_lew, Some(north(Person::Lena).employee())).await,
    ] {
        again.refused(409, "wrong_state");
    }
    drawn_up(&http, &whole("Year")).await; // its name is free again
}

#[tokio::test]
async fn na14_nobody_but_hr_changes_a_cycle_and_an_admin_draws_one_up() {
    let http = Http::start().await;
    let (draft, active) = (format!("{CYCLES}/{}", Org::North.review_cycle(2)), format!("{CYCLES}/{}", Org::North.review_cycle(1)));
    let (etag, active_etag) = (http.get(HANA, &draft).await.etag(), http.get(HANA, &active).await.etag());
    for person in [Person::Ada, Person::Mona, Person::Rita, Person::Omar, Person::Pia] {
        let by = north(person);
        http.patch(by, &draft, Some(&etag), &json!({ "name": "Mine" })).await.refused(403, "forbidden");
        http.patch(by, &active, Some(&active_etag), &json!({ "manager_due": "2030-01-01" })).await.refused(403, "forbidden");
        http.delete(by, &draft, Some(&etag)).await.refused(403, "forbidden");
        activate(&http, by, &draft, &etag).await.refused(403, "forbidden");
        cancel(&http, by, &active, &active_etag, "Mine").await.refused(403, "forbidden");
        add(&http, by, &draft, &json!({})).await.refused(403, "forbidden");
        // what is behind the id is not told to whoever does not see it
        let hidden = if person == Person::Ada { (403, "forbidden") } else { (404, "not_found") };
        let part = Org::North.participant(5);
        http.delete(by, &format!("{draft}/participants/{part}"), None).await.refused(hidden.0, hidden.1);
        set_reviewer(&http, by, &draft, part, None).await.refused(hidden.0, hidden.1);
        let seen = [Person::Ada, Person::Mona, Person::Rita].contains(&person);
        let hidden = if seen { (403, "forbidden") } else { (404, "not_found") };
        set_reviewer(&http, by, &active, Org::North.participant(1), Some(by.employee())).await.refused(hidden.0, hidden.1);
        if person != Person::Ada {
            http.post(by, CYCLES, &whole("Mine")).await.refused(403, "forbidden");
        }
    }
    for by in [south(Person::Hana), south(Person::Ada)] {
        for path in [&draft, &active] {
            http.get(by, path).await.refused(404, "not_found");
            http.get(by, &format!("{path}/participants")).await.refused(404, "not_found");
        }
        set_reviewer(&http, by, &draft, Org::North.participant(5), None).await.refused(404, "not_found");
        http.delete(by, &format!("{draft}/participants/{}", Org::North.participant(5)), None).await.refused(404, "not_found");
    }
    for refused in [
        http.patch(south(Person::Hana), &draft, Some(&etag), &json!({ "name": "Mine" })).await,
        http.delete(south(Person::Hana), &draft, Some(&etag)).await,
        activate(&http, south(Person::Hana), &draft, &etag).await,
        cancel(&http, south(Person::Hana), &draft, &etag, "Mine").await,
        add(&http, south(Person::Hana), &draft, &json!({})).await,
        // a participant of another cycle is none of this one
        set_reviewer(&http, HANA, &draft, Org::North.participant(1), Some(north(Person::Marc).employee())).await,
        http.delete(HANA, &format!("{active}/participants/{}", Org::North.participant(5)), None).await,
    ] {
        refused.refused(404, "not_found");
    }
    assert_eq!(http.get(HANA, &draft).await.etag(), etag, "nothing has moved");
    assert_eq!(http.get(HANA, &active).await.etag(), active_etag);
    assert_eq!(parts(&http, HANA, &draft).await.len(), 2);
    // positive controls
    let of_ada = http.post(north(Person::Ada), CYCLES, &whole("Of an admin")).await.expect(201);
    assert_eq!(of_ada.json()["state"], "draft");
    assert_eq!(activate(&http, HANA, &draft, &etag).await.status, 200);
    assert_eq!(cancel(&http, HANA, &active, &active_etag, "Mine").await.status, 200);
}

#[tokio::test]
async fn na14_what_makes_no_sense_is_refused_and_nothing_is_half_kept() {
    let http = Http::start().await;
    let (long, nobody) = ("x".repeat(1024 * 1024 - 1000), Uuid::now_v7());
    let with = |changes: Value| {
        let mut body = whole("Tried");
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        body
    };
    let ids = |count: usize| (0..count).map(|_| json!(Uuid::now_v7())).collect::<Value>();
    for (body, status, code) in [
        (with(json!({ "name": long })), 400, "malformed_request"),
        (with(json!({ "name": "" })), 400, "malformed_request"),
        (with(json!({ "name": "Tried\nagain" })), 422, "invalid_value"),
        (with(json!({ "name": "Tried\u{0}" })), 422, "invalid_value"),
        (with(json!({ "name": 7 })), 400, "malformed_request"),
        (with(json!({ "kind": "weekly" })), 400, "malformed_request"),
        (with(json!({ "last_day": "2025-12-31" })), 422, "invalid_value"),
        (with(json!({ "last_day": "2026-02-30" })), 400, "malformed_request"),
        (with(json!({ "last_day": "+12026-01-01" })), 422, "invalid_value"),
        (with(json!({ "first_day": "-0001-01-01" })), 422, "invalid_value"),
        (with(json!({ "last_day": "infinity" })), 400, "malformed_request"),
        (with(json!({ "peer_min": 0 })), 400, "malformed_request"),
        (with(json!({ "peer_min": 21 })), 400, "malformed_request"),
        (with(json!({ "preview_days": 61 })), 400, "malformed_request"),
        (with(json!({ "calibrate": "yes" })), 400, "malformed_request"),
        (with(json!({ "state": "active" })), 400, "malformed_request"),
        (with(json!({ "template_id": nobody })), 422, "unknown_reference"),
        (with(json!({ "template_id": Org::South.review_template(1) })), 422, "unknown_reference"),
        (with(json!({ "scale_id": Org::South.rating_scale(1) })), 422, "unknown_reference"),
        (json!({ "kind": "annual" }), 400, "malformed_request"),
    ] {
        let answer = http.post(HANA, CYCLES, &body).await;
        assert_eq!(answer.outcome(), (status, code.to_owned()), "{:.200}: {}", body.to_string(), answer.text);
        assert!(!http.get(HANA, CYCLES).await.expect(200).text.contains("Tried"), "{:.200}", body.to_string());
    }
    let name = "ביקורת 2026 🌱 – النصف الأول";
    let (path, etag) = drawn_up(&http, &whole(name)).await;
    assert_eq!(http.get(HANA, &path).await.json()["name"], name, "as it was typed");
    http.post(HANA, CYCLES, &whole(name)).await.refused(409, "already_exists");

    let before = http.get(HANA, &path).await.json();
    for (body, status, code) in [
        (json!({ "name": null }), 422, "invalid_value"),
        (json!({ "peer_min": null }), 422, "invalid_value"),
        (json!({ "name": "Tried", "last_day": "2020-01-01" }), 422, "invalid_value"),
        (json!({ "name": "Tried", "template_id": nobody }), 422, "unknown_reference"),
        (json!({ "name": "Tried", "self_due": "+12026-01-01" }), 422, "invalid_value"),
        (json!({ "cancel_reason": "because" }), 400, "malformed_request"),
        (json!({ "name": format!("Cycle {}", Org::North.token()) }), 409, "already_exists"),
    ] {
        let answer = http.patch(HANA, &path, Some(&etag), &body).await;
        assert_eq!(answer.outcome(), (status, code.to_owned()), "{body}: {}", answer.text);
    }
    for (reason, status, code) in [("", 400, "malformed_request"), ("a\u{0}b", 422, "invalid_value"), (&*"x".repeat(2001), 400, "malformed_request")]
    {
        cancel(&http, HANA, &path, &etag, reason).await.refused(status, code);
    }
    let now = http.get(HANA, &path).await;
    assert_eq!((now.json(), now.etag()), (before, etag.clone()));

    for (who, status, code) in [
        (json!({ "everybody": true }), 400, "malformed_request"),
        (json!({ "employee_ids": ids(201) }), 400, "malformed_request"),
        (json!({ "department_ids": ids(201) }), 400, "malformed_request"),
        (json!({ "site_ids": ids(201) }), 400, "malformed_request"),
        (json!({ "employee_ids": ["garbage"] }), 400, "malformed_request"),
        (json!({ "hired_until": "+12026-01-01" }), 422, "invalid_value"),
        (json!({ "employee_ids": [north(Person::Pia).employee(), nobody] }), 422, "unknown_reference"),
        (json!({ "department_ids": [Org::South.department(1)] }), 422, "unknown_reference"),
        (json!({ "site_ids": [nobody] }), 422, "unknown_reference"),
        (json!({ "employee_ids": [north(Person::Pia).employee(), north(Person::Gwen).employee()] }), 422, "unknown_reference"),
        (json!({ "employee_ids": [north(Person::Pia).employee(), south(Person::Pia).employee()] }), 422, "unknown_reference"),
    ] {
        let answer = add(&http, HANA, &path, &who).await;
        assert_eq!(answer.outcome(), (status, code.to_owned()), "{:.200}: {}", who.to_string(), answer.text);
    }
    for nobody in [json!({ "department_ids": [] }), json!({ "site_ids": [harness::site(Org::North, 2)] }), json!({ "hired_until": "2020-01-01" })] {
        assert_eq!(add(&http, HANA, &path, &nobody).await.expect(200).json(), json!({ "added": 0 }), "{nobody}");
    }
    assert!(parts(&http, HANA, &path).await.is_empty());
    // each given choice counts
    let both = json!({ "hired_until": "2020-01-02", "site_ids": [harness::site(Org::North, 1)], "department_ids": [Org::North.department(2)] });
    assert_eq!(add(&http, HANA, &path, &both).await.expect(200).json(), json!({ "added": 1 }));
    let part = part_of(&http, &path, Person::Ada).await.expect("hired first");
    let reviewer = format!("{path}/participants/{part}/reviewer");
    http.put(HANA, &reviewer, &json!({})).await.refused(422, "invalid_value");
    for employee in [nobody, north(Person::Gwen).employee(), south(Person::Mona).employee()] {
        set_reviewer(&http, HANA, &path, part, Some(employee)).await.refused(422, "unknown_reference");
    }
    assert_eq!(set_reviewer(&http, HANA, &path, part, Some(north(Person::Alan).employee())).await.status, 204, "positive control");
}

#[tokio::test]
async fn r04_hr_neither_reads_nor_decides_who_decides_about_them() {
    let http = Http::start().await;
    let (hugo, hana) = (north(Person::Hugo), north(Person::Hana).employee());
    let active = format!("{CYCLES}/{}", Org::North.review_cycle(1));
    let part = Org::North.participant(3);
    let reviewer = async |by: Member, path: &str| {
        parts(&http, by, path).await.into_iter().find(|part| part["employee_id"] == json!(hana)).expect("her part").get("reviewer").cloned()
    };
    assert_eq!(reviewer(HANA, &active).await, None);
    assert_eq!(reviewer(hugo, &active).await.expect("told")["reviewer_id"], json!(hugo.employee()));
    set_reviewer(&http, HANA, &active, part, Some(north(Person::Mona).employee())).await.refused(403, "own_review");
    set_reviewer(&http, hugo, &active, part, Some(hana)).await.refused(403, "own_review");
    assert_eq!(set_reviewer(&http, hugo, &active, part, Some(north(Person::Mona).employee())).await.status, 204, "positive control");
    assert_eq!(reviewer(north(Person::Mona), &active).await.expect("told")["reviewer_id"], json!(north(Person::Mona).employee()));

    let draft = format!("{CYCLES}/{}", Org::North.review_cycle(2));
    assert_eq!(add(&http, HANA, &draft, &json!({ "employee_ids": [hana] })).await.expect(200).json(), json!({ "added": 1 }));
    let part = part_of(&http, &draft, Person::Hana).await.expect("her part");
    assert_eq!(reviewer(HANA, &draft).await, None);
    assert_eq!(reviewer(hugo, &draft).await, Some(json!({})), "nobody yet");
    http.delete(HANA, &format!("{draft}/participants/{part}"), None).await.refused(403, "own_review");
    assert_eq!(http.delete(hugo, &format!("{draft}/participants/{part}"), None).await.status, 204, "positive control");
}

#[tokio::test]
async fn na14_of_many_at_the_same_moment_one_activates_and_nobody_takes_part_twice() {
    let http = Http::start().await;
    let (path, etag) = drawn_up(&http, &whole("At once")).await;
    let adding =
        async |turn: usize| add(&http, if turn.is_multiple_of(2) { HANA } else { north(Person::Hugo) }, &path, &json!({})).await.expect(200).json();
    let added: u64 = join_all((0..6).map(adding)).await.iter().map(|answer| answer["added"].as_u64().expect("a number")).sum();
    let all = parts(&http, HANA, &path).await;
    let people: std::collections::BTreeSet<String> = all.iter().map(|part| part["employee_id"].to_string()).collect();
    assert_eq!((all.len() as u64, people.len()), (added, all.len()));
    assert_eq!(http.delete(HANA, &path, Some(&etag)).await.status, 204);

    let path = format!("{CYCLES}/{}", Org::North.review_cycle(2));
    let etag = http.get(HANA, &path).await.etag();
    let turn = async |turn: usize| match turn % 3 {
        0 => http.patch(HANA, &path, Some(&etag), &json!({ "name": "Renamed" })).await,
        _ => activate(&http, if turn.is_multiple_of(2) { HANA } else { north(Person::Hugo) }, &path, &etag).await,
    };
    let answers = join_all((0..8).map(turn)).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "{:?}", answers.iter().map(Answer::outcome).collect::<Vec<_>>());
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused(412, "version_mismatch");
    }
    for part in parts(&http, HANA, &path).await {
        assert!(part.get("reviewer").is_some(), "{part}");
    }
}
