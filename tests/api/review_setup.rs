//! Rating scales and review templates: drawn up, published, withdrawn, archived (NA-02, HY-01). The same life for both.

use futures_util::future::join_all;
use harness::{Member, Org, Person, assert_no_foreign_byte, http::Http, north, south};
use serde_json::{Value, json};

struct Kind {
    collection: &'static str,
    parts: &'static str,
    /// What is sent for a new one, complete enough to be published.
    body: Value,
    /// One part more than the body has.
    part: Value,
    /// One that can be drawn up and not published.
    incomplete: Value,
}

fn kinds() -> [Kind; 2] {
    let level = |label: &str| json!({ "label": label, "description": "מצוין 🌱" });
    let question = |audience: &str| json!({ "audience": audience, "kind": "rating", "prompt": "How did it go?", "required": true, "weight": 40, "shared_with_subject": false, "hr_only": false });
    [
        Kind {
            collection: "/rating_scales",
            parts: "levels",
            body: json!({ "name": "Three steps", "levels": [level("Low"), level("Middle"), level("High")] }),
            part: level("Highest"),
            incomplete: json!({ "name": "One step", "levels": [level("Only")] }),
        },
        Kind {
            collection: "/review_templates",
            parts: "questions",
            body: json!({ "name": "Half-year", "description": "Every summer", "questions": [question("self"), question("upward")] }),
            part: question("peer"),
            incomplete: json!({ "name": "Nothing asked" }),
        },
    ]
}

async fn step(http: &Http, by: Member, path: &str, name: &str, etag: &str) -> harness::http::Answer {
    harness::http::Answer::of(http.by(by, reqwest::Method::POST, &format!("{path}/{name}")).header("if-match", etag)).await
}

#[tokio::test]
async fn na02_hr_draws_up_publishes_withdraws_and_archives_and_others_read_what_was_published() {
    let http = Http::start().await;
    let (ada, hana, pia) = (north(Person::Ada), north(Person::Hana), north(Person::Pia));
    for kind in kinds() {
        let made = http.post(hana, kind.collection, &kind.body).await.expect(201);
        let path = made.header("location").expect("a Location").to_owned();
        assert_eq!(path, format!("{}/{}", kind.collection, made.id()));
        let shown = made.json();
        assert_eq!(shown["state"], "draft");
        for (sent, got) in kind.body[kind.parts].as_array().unwrap().iter().zip(shown[kind.parts].as_array().unwrap()) {
            for (field, value) in sent.as_object().unwrap() {
                assert_eq!(&got[field], value, "as it was typed, in its place: {got}");
            }
        }
        // a draft: admins read it, nobody else hears of it, in lists either
        assert_eq!(http.get(ada, &path).await.expect(200).json(), shown);
        let listed = async |by: Member, filter: &str| {
            let list = http.get(by, &format!("{}{filter}", kind.collection)).await.expect(200);
            assert_no_foreign_byte(&list.text, Org::North);
            list.json()["items"].as_array().unwrap().iter().any(|one| one["id"] == shown["id"])
        };
        assert!(listed(hana, "").await && listed(ada, "?state=draft").await);
        for person in [Person::Mona, Person::Omar, Person::Pia, Person::Dora] {
            http.get(north(person), &path).await.refused(404, "not_found");
            assert!(!listed(north(person), "").await && !listed(north(person), "?state=draft").await);
        }
        http.get(south(Person::Hana), &path).await.refused(404, "not_found");

        let published = step(&http, hana, &path, "publish", &made.etag()).await.expect(200);
        assert_eq!(published.json()["state"], "published");
        for person in [Person::Mona, Person::Omar, Person::Pia, Person::Dora, Person::Ada] {
            assert_eq!(http.get(north(person), &path).await.expect(200).json(), published.json());
        }
        http.get(south(Person::Hana), &path).await.refused(404, "not_found");
        assert!(listed(pia, "?state=published").await && !listed(pia, "?state=archived").await);
        // what it says does not change any more
        let changed = http.patch(hana, &path, Some(&published.etag()), &json!({ "name": "Another" })).await;
        changed.refused(409, "wrong_state");
        http.delete(hana, &path, Some(&published.etag())).await.refused(409, "wrong_state");
        step(&http, hana, &path, "publish", &published.etag()).await.refused(409, "wrong_state");

        let archived = step(&http, hana, &path, "archive", &published.etag()).await.expect(200);
        assert_eq!(http.get(pia, &path).await.expect(200).json()["state"], "archived");
        step(&http, hana, &path, "archive", &archived.etag()).await.refused(409, "wrong_state");
        http.delete(hana, &path, Some(&archived.etag())).await.refused(409, "wrong_state");
        let again = step(&http, hana, &path, "publish", &archived.etag()).await.expect(200);
        let withdrawn = step(&http, hana, &path, "withdraw", &again.etag()).await.expect(200);
        http.get(pia, &path).await.refused(404, "not_found");
        step(&http, hana, &path, "withdraw", &withdrawn.etag()).await.refused(409, "wrong_state");
        step(&http, hana, &path, "archive", &withdrawn.etag()).await.refused(409, "wrong_state");
        assert_eq!(http.delete(hana, &path, Some(&withdrawn.etag())).await.status, 204);
        http.get(hana, &path).await.refused(404, "not_found");
        assert_eq!(http.post(hana, kind.collection, &kind.body).await.status, 201, "its name is free again");
    }
}

#[tokio::test]
async fn na16_nobody_but_hr_changes_them_and_being_admin_is_not_enough() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    for kind in kinds() {
        let draft = http.post(hana, kind.collection, &kind.body).await.expect(201);
        let path = draft.header("location").expect("a Location").to_owned();
        for person in [Person::Ada, Person::Mona, Person::Omar, Person::Pia] {
            let by = north(person);
            http.post(by, kind.collection, &kind.incomplete).await.refused(403, "forbidden");
            http.patch(by, &path, Some(&draft.etag()), &json!({ "name": "Mine" })).await.refused(403, "forbidden");
            http.delete(by, &path, Some(&draft.etag())).await.refused(403, "forbidden");
            for name in ["publish", "withdraw", "archive"] {
                step(&http, by, &path, name, &draft.etag()).await.refused(403, "forbidden");
            }
        }
        for name in ["publish", "withdraw", "archive"] {
            step(&http, south(Person::Hana), &path, name, &draft.etag()).await.refused(404, "not_found");
        }
        assert_eq!(http.get(hana, &path).await.expect(200).etag(), draft.etag(), "nothing has moved");
        assert_eq!(step(&http, hana, &path, "publish", &draft.etag()).await.status, 200, "positive control");
    }
}

#[tokio::test]
async fn na02_parts_are_replaced_as_a_whole_and_the_version_covers_them() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    for kind in kinds() {
        let made = http.post(hana, kind.collection, &kind.body).await.expect(201);
        let path = made.header("location").expect("a Location").to_owned();
        let mut parts = kind.body[kind.parts].as_array().unwrap().clone();
        parts.insert(0, kind.part.clone());
        let edited = http.patch(hana, &path, Some(&made.etag()), &json!({ kind.parts: parts })).await.expect(200);
        assert_ne!(edited.etag(), made.etag());
        assert_eq!(edited.json()[kind.parts].as_array().unwrap().len(), parts.len());
        assert_eq!(edited.json()["name"], kind.body["name"], "what is absent stays");
        // two tabs: the second is told
        http.patch(hana, &path, Some(&made.etag()), &json!({ kind.parts: [] })).await.refused(412, "version_mismatch");
        step(&http, hana, &path, "publish", &made.etag()).await.refused(412, "version_mismatch");
        http.delete(hana, &path, Some(&made.etag())).await.refused(412, "version_mismatch");
        http.patch(hana, &path, None, &json!({ "name": "Blind" })).await.refused(428, "precondition_required");
        http.patch(hana, &path, Some(&edited.etag()), &json!({ "name": null })).await.refused(422, "invalid_value");
        http.patch(hana, &path, Some(&edited.etag()), &json!({ kind.parts: null })).await.refused(422, "invalid_value");
        let described = http.patch(hana, &path, Some(&edited.etag()), &json!({ "description": "Told anew" })).await.expect(200);
        assert_eq!(described.json()[kind.parts], edited.json()[kind.parts], "parts that are not named stay");
        let cleared = http.patch(hana, &path, Some(&described.etag()), &json!({ "description": null })).await.expect(200);
        assert_eq!(cleared.json().get("description"), None);
        let unchanged = http.by(hana, reqwest::Method::GET, &path).header("if-none-match", cleared.etag());
        assert_eq!(harness::http::Answer::of(unchanged).await.status, 304);
    }
}

#[tokio::test]
async fn na02_what_lacks_something_is_not_published() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    for kind in kinds() {
        let made = http.post(hana, kind.collection, &kind.incomplete).await.expect(201);
        let path = made.header("location").expect("a Location").to_owned();
        let refused = step(&http, hana, &path, "publish", &made.etag()).await;
        refused.refused(409, "incomplete");
        assert!(refused.json()["detail"].as_str().unwrap().contains("before it is published"), "{}", refused.text);
        let whole = http.patch(hana, &path, Some(&made.etag()), &json!({ kind.parts: kind.body[kind.parts] })).await.expect(200);
        assert_eq!(step(&http, hana, &path, "publish", &whole.etag()).await.status, 200, "positive control");
    }
}

#[tokio::test]
async fn na02_what_makes_no_sense_is_refused_and_nothing_is_half_kept() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    let long = "x".repeat(2001);
    let question = |changes: Value| {
        let mut one =
            json!({ "audience": "peer", "kind": "text", "prompt": "What else?", "required": false, "shared_with_subject": true, "hr_only": false });
        one.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        json!({ "name": "Tried", "questions": [one] })
    };
    let levels = |count: usize| (0..count).map(|place| json!({ "label": format!("Level {place}") })).collect::<Value>();
    for (collection, body, status, code) in [
        ("/rating_scales", json!({ "name": "Tried", "levels": [{ "label": "Same" }, { "label": "Same" }] }), 409, "already_exists"),
        ("/rating_scales", json!({ "name": "Tried", "levels": levels(21) }), 400, "malformed_request"),
        ("/rating_scales", json!({ "name": "Tried", "levels": [{ "label": "" }] }), 400, "malformed_request"),
        ("/rating_scales", json!({ "name": "Tried", "levels": [{ "label": "a\nb" }] }), 422, "invalid_value"),
        ("/rating_scales", json!({ "name": "Tried", "levels": [{ "label": "a\u{0}b" }] }), 422, "invalid_value"),
        ("/rating_scales", json!({ "name": "Tried", "levels": [{ "label": "A", "description": long }] }), 400, "malformed_request"),
        ("/rating_scales", json!({ "name": "Tried", "levels": [{ "label": "A", "rank": 4 }] }), 400, "malformed_request"),
        ("/rating_scales", json!({ "name": "Tried", "levels": {} }), 400, "malformed_request"),
        ("/review_templates", question(json!({ "hr_only": true })), 422, "invalid_value"),
        ("/review_templates", question(json!({ "weight": 10 })), 422, "invalid_value"),
        ("/review_templates", question(json!({ "kind": "rating", "weight": 0 })), 400, "malformed_request"),
        ("/review_templates", question(json!({ "audience": "everybody" })), 400, "malformed_request"),
        ("/review_templates", question(json!({ "prompt": "" })), 400, "malformed_request"),
        ("/review_templates", question(json!({ "required": "yes" })), 400, "malformed_request"),
    ] {
        let answer = http.post(hana, collection, &body).await;
        assert_eq!(answer.outcome(), (status, code.to_owned()), "{body:.200}: {}", answer.text);
        let names = http.get(hana, collection).await.expect(200).text;
        assert!(!names.contains("Tried"), "{body:.200}");
    }
    // in an edit as well: the name beside the levels that are refused stays as it was
    let path = format!("/rating_scales/{}", Org::North.rating_scale(2));
    let before = http.get(hana, &path).await.expect(200);
    let bad = json!({ "name": "Renamed", "levels": [{ "label": "Same" }, { "label": "Same" }] });
    http.patch(hana, &path, Some(&before.etag()), &bad).await.refused(409, "already_exists");
    let after = http.get(hana, &path).await.expect(200);
    assert_eq!((after.json(), after.etag()), (before.json(), before.etag()));
}

#[tokio::test]
async fn na02_of_many_at_the_same_moment_one_is_done() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    for (path, parts) in [
        (format!("/rating_scales/{}", Org::North.rating_scale(2)), json!({ "levels": [{ "label": "A" }, { "label": "B" }] })),
        (format!("/review_templates/{}", Org::North.review_template(2)), json!({ "questions": [] })),
    ] {
        let etag = http.get(hana, &path).await.expect(200).etag();
        let answers =
            join_all(
                (0..12).map(|turn| {
                    let (http, path, etag, parts) = (&http, &path, &etag, &parts);
                    async move {
                        if turn % 2 == 0 { step(http, hana, path, "publish", etag).await } else { http.patch(hana, path, Some(etag), parts).await }
                    }
                }),
            )
            .await;
        let done: Vec<&harness::http::Answer> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(done.len(), 1, "{:?}", answers.iter().map(|answer| answer.outcome()).collect::<Vec<_>>());
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            answer.refused(412, "version_mismatch");
        }
        let now = http.get(hana, &path).await.expect(200);
        assert_eq!(now.json(), done[0].json());
    }
}
