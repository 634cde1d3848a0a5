//! Departments, positions and sites: the same life for each.

use harness::{Org, Person, assert_no_foreign_byte, http::Http, north, south};
use serde_json::{Value, json};

/// Collection, what is sent for a new one, the field that names it, who else could refuse its removal.
fn kinds() -> [(&'static str, Value, &'static str); 3] {
    [
        ("/departments", json!({ "name": "Foundry", "parent_id": Org::North.department(1) }), "name"),
        ("/positions", json!({ "title": "Founder" }), "title"),
        ("/sites", json!({ "name": "Porto", "timezone": "Europe/Lisbon" }), "name"),
    ]
}

#[tokio::test]
async fn each_is_made_read_edited_and_removed_by_whoever_keeps_the_register_and_by_nobody_else() {
    let http = Http::start().await;
    let (ada, hana) = (north(Person::Ada), north(Person::Hana));
    for (collection, body, naming) in kinds() {
        for person in [Person::Mona, Person::Omar, Person::Pia, Person::Dora] {
            http.post(north(person), collection, &body).await.refused(403, "forbidden");
        }
        let made = http.post(hana, collection, &body).await.expect(201);
        let path = made.header("location").expect("a Location").to_owned();
        assert_eq!(path, format!("{collection}/{}", made.id()));
        let read = http.get(north(Person::Pia), &path).await.expect(200);
        assert_eq!((read.json(), read.etag()), (made.json(), made.etag()), "the Location reads what was made");
        http.post(ada, collection, &body).await.refused(409, "already_exists");
        let elsewhere = http.get(south(Person::Ada), &path).await;
        elsewhere.refused(404, "not_found");

        let other = json!({ naming: "Otherwise Zoë 🌍 אבג" });
        for person in [Person::Mona, Person::Omar, Person::Pia] {
            http.patch(north(person), &path, Some(&made.etag()), &other).await.refused(403, "forbidden");
            http.delete(north(person), &path, Some(&made.etag())).await.refused(403, "forbidden");
        }
        let edited = http.patch(ada, &path, Some(&made.etag()), &other).await.expect(200);
        assert_eq!(edited.json()[naming], other[naming], "as it was typed");
        http.patch(ada, &path, Some(&edited.etag()), &json!({ naming: null })).await.refused(
            if collection == "/positions" { 400 } else { 422 },
            if collection == "/positions" { "malformed_request" } else { "invalid_value" },
        );
        http.delete(ada, &path, Some(&made.etag())).await.refused(412, "version_mismatch");
        http.delete(ada, &path, None).await.refused(428, "precondition_required");
        assert_eq!(http.delete(ada, &path, Some(&edited.etag())).await.status, 204);
        http.get(ada, &path).await.refused(404, "not_found");
        http.delete(ada, &path, Some(&edited.etag())).await.refused(404, "not_found");
        assert_eq!(http.post(ada, collection, &body).await.status, 201, "its name is free again");
        let listed = http.get(north(Person::Pia), collection).await.expect(200);
        assert_no_foreign_byte(&listed.text, Org::North);
    }
}

#[tokio::test]
async fn what_is_referred_to_stays() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    for path in [
        format!("/departments/{}", Org::North.department(1)),
        format!("/departments/{}", Org::North.department(2)),
        format!("/positions/{}", Org::North.position(1)),
        format!("/sites/{}", harness::site(Org::North, 1)),
    ] {
        let etag = http.get(ada, &path).await.etag();
        http.delete(ada, &path, Some(&etag)).await.refused(409, "still_in_use");
        assert_eq!(http.get(ada, &path).await.etag(), etag);
    }
}

#[tokio::test]
async fn a_department_is_never_below_itself() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let (root, child) = (format!("/departments/{}", Org::North.department(1)), format!("/departments/{}", Org::North.department(2)));
    let etag = http.get(ada, &root).await.etag();
    for parent in [Org::North.department(1), Org::North.department(2)] {
        let answer = http.patch(ada, &root, Some(&etag), &json!({ "parent_id": parent })).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
    }
    let etag = http.get(ada, &child).await.etag();
    let moved = http.patch(ada, &child, Some(&etag), &json!({ "parent_id": Org::North.department(3) })).await.expect(200);
    assert_eq!(moved.json()["parent_id"], json!(Org::North.department(3)), "positive control");
    let third = format!("/departments/{}", Org::North.department(3));
    let etag = http.get(ada, &third).await.etag();
    http.patch(ada, &third, Some(&etag), &json!({ "parent_id": Org::North.department(2) })).await.refused(422, "department_cycle");
    let cleared = http.patch(ada, &child, Some(&moved.etag()), &json!({ "parent_id": null })).await.expect(200);
    assert_eq!(cleared.json().get("parent_id"), None);
}

#[tokio::test]
async fn a_timezone_is_one_that_the_database_knows() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    for zone in ["Mars/Olympus", "+05", "x", "Europe/Berlin; drop"] {
        http.post(ada, "/sites", &json!({ "name": "Somewhere", "timezone": zone })).await.refused(422, "unknown_timezone");
        let etag = http.get(ada, "/organizations/current").await.etag();
        http.patch(ada, "/organizations/current", Some(&etag), &json!({ "timezone": zone })).await.refused(422, "unknown_timezone");
    }
    assert_eq!(http.post(ada, "/sites", &json!({ "name": "Somewhere", "timezone": "America/New_York" })).await.status, 201);
}
