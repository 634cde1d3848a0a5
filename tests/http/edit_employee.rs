//! The merge patch: what each field means, what its preconditions are, and how each refusal looks.

use harness::{
    Member, Org, Person,
    http::{Answer, Http},
    north, site, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

fn path(member: Member) -> String {
    format!("/employees/{}", member.employee())
}

async fn etag(http: &Http, viewer: Person, about: Member) -> String {
    let answer = http.get(Member { person: viewer, ..about }, &path(about)).await;
    answer.header("etag").unwrap_or_else(|| panic!("{}", answer.text)).to_owned()
}

/// A patch by an admin with the current version.
async fn edit(http: &Http, about: Member, body: &Value) -> Answer {
    let current = etag(http, Person::Ada, about).await;
    http.patch(north(Person::Ada), &path(about), Some(&current), body).await
}

#[tokio::test]
async fn an_absent_field_stays_null_clears_and_a_value_replaces() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    let before = http.get(north(Person::Ada), &path(rita)).await.json();

    let nothing = edit(&http, rita, &json!({})).await;
    assert_eq!(nothing.status, 200);
    assert_eq!(nothing.json(), before, "an empty patch changes nothing anybody sees");

    let changes = json!({
        "display_name": "Rita Zoë 🌍 northcanary", "work_email": "rita.new@northcanary.example", "work_phone": "+1 555 0100",
        "department_id": Org::North.department(3), "position_id": Org::North.position(2), "site_id": site(Org::North, 2),
    });
    let after = edit(&http, rita, &changes).await.json();
    for field in ["display_name", "work_email", "work_phone"] {
        assert_eq!(after[field], changes[field], "{field}");
    }
    for (field, named) in [("department_id", "department"), ("position_id", "position"), ("site_id", "site")] {
        assert_eq!(after[named]["id"], changes[field], "{field}");
    }
    assert_eq!(after["employment"], before["employment"]);

    let phone_only = edit(&http, rita, &json!({ "work_phone": "+1 555 0101" })).await.json();
    let mut expected = after.clone();
    expected["work_phone"] = json!("+1 555 0101");
    assert_eq!(phone_only, expected, "nothing else moved");

    let clearing = json!({ "work_email": null, "work_phone": null, "department_id": null, "position_id": null, "site_id": null });
    let cleared = edit(&http, rita, &clearing).await.json();
    for field in ["work_email", "work_phone", "department", "position", "site"] {
        assert_eq!(cleared[field], Value::Null, "{field}");
    }
    assert_eq!(cleared["display_name"], after["display_name"]);
    let name = edit(&http, rita, &json!({ "display_name": null })).await;
    assert_eq!(name.outcome(), (422, "invalid_value".to_owned()), "a name cannot be cleared");
}

#[tokio::test]
async fn the_answer_of_an_edit_is_what_a_read_would_say() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    for viewer in [Person::Ada, Person::Hana] {
        let current = etag(&http, viewer, rita).await;
        let edited = http.patch(north(viewer), &path(rita), Some(&current), &json!({ "work_phone": format!("+1 {viewer}") })).await;
        let read = http.get(north(viewer), &path(rita)).await;
        assert_eq!((edited.json(), edited.header("etag")), (read.json(), read.header("etag")));
        assert_ne!(edited.header("etag"), Some(current.as_str()));
    }
}

#[tokio::test]
async fn if_match_is_required_and_must_be_the_current_version_as_it_was_sent() {
    let http = Http::start().await;
    let (ada, rita) = (north(Person::Ada), north(Person::Rita));
    let change = json!({ "work_phone": "+1 555 0100" });
    let current = etag(&http, Person::Ada, rita).await;
    assert_eq!(http.patch(ada, &path(rita), None, &change).await.outcome(), (428, "precondition_required".to_owned()));
    let bare = current.trim_matches('"').to_owned();
    let others = ["*", &format!("W/{current}"), &bare, "\"\"", "", "garbage", "\"99-1\"", "\"1-1-1\"", "\"-1-0\"", &format!("{current}, {current}")];
    for other in others {
        let answer = http.patch(ada, &path(rita), Some(other), &change).await;
        assert_eq!(answer.outcome(), (412, "version_mismatch".to_owned()), "{other}");
    }
    assert_eq!(etag(&http, Person::Ada, rita).await, current, "nothing was written");
    assert_eq!(http.patch(ada, &path(rita), Some(&current), &change).await.status, 200, "positive control");
    let stale = http.patch(ada, &path(rita), Some(&current), &change).await;
    assert_eq!(stale.outcome(), (412, "version_mismatch".to_owned()));
}

#[tokio::test]
async fn hy16_whoever_may_see_but_not_edit_is_told_so_and_whoever_may_not_see_is_not() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    let change = json!({ "work_phone": "+1 555 0100" });
    for person in [Person::Pia, Person::Rita, Person::Mona, Person::Omar, Person::Dora] {
        let current = etag(&http, person, rita).await;
        let answer = http.patch(north(person), &path(rita), Some(&current), &change).await;
        assert_eq!(answer.outcome(), (403, "forbidden".to_owned()), "{person}");
    }
    for person in [Person::Ada, Person::Pia] {
        let unknown = http.patch(north(person), &format!("/employees/{}", Uuid::now_v7()), Some("\"1-1\""), &change).await;
        assert_eq!(unknown.outcome(), (404, "not_found".to_owned()));
        let foreign = http.patch(north(person), &path(south(Person::Rita)), Some("\"1-1\""), &change).await;
        assert_eq!(foreign.fingerprint(), unknown.fingerprint(), "{person}");
        let malformed = http.patch(north(person), "/employees/x", Some("\"1-1\""), &change).await;
        assert_eq!(malformed.fingerprint(), unknown.fingerprint(), "{person}");
    }
    let left = http.patch(north(Person::Pia), &path(north(Person::Gwen)), Some("\"1-0\""), &change).await;
    assert_eq!(left.status, 404, "who has left is hidden from her");
    for person in [Person::Ada, Person::Hana] {
        let current = etag(&http, person, rita).await;
        assert_eq!(http.patch(north(person), &path(rita), Some(&current), &change).await.status, 200, "positive control: {person}");
    }
    let admin = http.db.admin().await;
    let version: i64 =
        admin.query_one("select row_version from people.employees where id = $1", &[&south(Person::Rita).employee()]).await.unwrap().get(0);
    assert_eq!(version, 1, "the south is untouched");
}

#[tokio::test]
async fn r01_a_reference_into_another_organisation_is_answered_like_one_into_nothing() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    let references = [
        ("department_id", Org::South.department(2), Org::North.department(3)),
        ("position_id", Org::South.position(1), Org::North.position(2)),
        ("site_id", site(Org::South, 1), site(Org::North, 2)),
    ];
    for (field, foreign, own) in references {
        let unknown = edit(&http, rita, &json!({ field: Uuid::now_v7() })).await;
        assert_eq!(unknown.outcome(), (422, "unknown_reference".to_owned()));
        assert_eq!(edit(&http, rita, &json!({ field: foreign })).await.fingerprint(), unknown.fingerprint(), "{field}");
        assert_eq!(edit(&http, rita, &json!({ field: own })).await.status, 200, "positive control: {field}");
    }
}

#[tokio::test]
async fn a_work_address_is_unique_among_the_active_of_one_organisation_and_tells_nothing_of_another() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    let taken = edit(&http, rita, &json!({ "work_email": "WORK.1@northcanary.example" })).await;
    assert_eq!(taken.outcome(), (409, "already_exists".to_owned()));
    assert!(!taken.text.contains("WORK.1") && !taken.text.contains(&north(Person::Ada).employee().to_string()), "{}", taken.text);
    let elsewhere = edit(&http, rita, &json!({ "work_email": "work.1@southcanary.example" })).await;
    assert_eq!(elsewhere.status, 200, "an address of another organisation is free here: {}", elsewhere.text);
}

#[tokio::test]
async fn values_that_break_a_rule_are_refused_and_change_nothing() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    let before = http.get(north(Person::Ada), &path(rita)).await.fingerprint();
    let long = "x".repeat(201);
    let refused = [
        json!({ "display_name": "" }),
        json!({ "display_name": long }),
        json!({ "display_name": ["Rita"] }),
        json!({ "work_email": "no address" }),
        json!({ "work_email": format!("{}@x.example", "y".repeat(250)) }),
        json!({ "work_phone": "1" }),
        json!({ "work_phone": long }),
        json!({ "department_id": "x" }),
        json!({ "site_id": 5 }),
        json!({ "display_name": "a\0b" }),
        json!({ "work_email": "a\0@b.example" }),
        json!({ "work_phone": "+1\u{0}555" }),
        json!({ "position_id": "\0" }),
        json!({ "state": "left" }),
        json!({ "id": Uuid::now_v7() }),
        json!({ "org_id": Org::South.id() }),
        json!({ "row_version": 9 }),
        json!({ "work_phone": "+1 555 0100", "salary": 1 }),
        json!([]),
        json!("display_name"),
        json!(null),
    ];
    for body in refused {
        let answer = edit(&http, rita, &body).await;
        assert!([400, 422].contains(&answer.status), "{body}: {} {}", answer.status, answer.text);
        assert_eq!(http.get(north(Person::Ada), &path(rita)).await.fingerprint(), before, "{body}");
    }
    assert_eq!(edit(&http, rita, &json!({ "display_name": "x".repeat(200) })).await.status, 200, "positive control");
}

#[tokio::test]
async fn a_number_or_a_truth_value_is_no_text() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    for body in [json!({ "display_name": 7 }), json!({ "display_name": true }), json!({ "work_phone": 5551234 }), json!({ "work_phone": 1.5 })] {
        let answer = edit(&http, rita, &body).await;
        assert!([400, 422].contains(&answer.status), "{body}: the contract says string: {}", answer.text);
    }
}

#[tokio::test]
async fn only_json_is_taken() {
    let http = Http::start().await;
    let rita = north(Person::Rita);
    let body = r#"{"work_phone":"+1 555 0100"}"#;
    let current = etag(&http, Person::Ada, rita).await;
    let send = async |content_type: Option<&str>| {
        let mut request =
            http.request(Method::PATCH, &path(rita)).bearer_auth(http.token(north(Person::Ada))).header("if-match", &current).body(body);
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        Answer::of(request).await
    };
    for other in
        ["text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data; boundary=x", "garbage", "application/jsonx"]
    {
        assert_eq!(send(Some(other)).await.outcome(), (415, "unsupported_media_type".to_owned()), "{other}");
    }
    let without = send(None).await;
    assert!([400, 415].contains(&without.status), "without a content type: {without:?}");
    assert_eq!(etag(&http, Person::Ada, rita).await, current);
    assert_eq!(send(Some("application/json; charset=utf-8")).await.status, 200, "positive control");
}
