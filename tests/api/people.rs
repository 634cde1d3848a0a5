//! People from their first day to their last: three tiers, lines, the chart, leaving and coming back.

use harness::{
    Member, Person,
    http::{Answer, Http, PASSWORD},
    north, south,
};
use serde_json::{Value, json};
use uuid::Uuid;

fn of(member: Member) -> String {
    format!("/employees/{}", member.employee())
}

fn today(days: i64) -> String {
    // the organisations live in Berlin
    (chrono::Utc::now() + chrono::Duration::hours(1) + chrono::Duration::days(days)).date_naive().to_string()
}

async fn lines(http: &Http, by: Person, about: Member) -> Answer {
    http.get(north(by), &format!("{}/reporting_lines", of(about))).await
}

async fn draw(http: &Http, employee: Member, manager: Member, more: Value) -> Answer {
    let mut body = json!({ "manager_id": manager.employee(), "kind": "primary", "first_day": today(0) });
    body.as_object_mut().expect("fields").extend(more.as_object().cloned().unwrap_or_default());
    http.post(north(Person::Hana), &format!("{}/reporting_lines", of(employee)), &body).await
}

#[tokio::test]
async fn an_employee_begins_with_two_tiers_and_a_manager_or_not_at_all() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    let body = json!({
        "display_name": "Noa Zoë 🌍", "work_email": "noa@northcanary.example", "employee_no": "N-7", "legal_name": "Noa \u{5d0}\u{5d1}",
        "employment_type": "fixed_term", "hired_on": today(-3), "manager_id": north(Person::Mona).employee(),
    });
    for person in [Person::Mona, Person::Omar, Person::Pia, Person::Dora] {
        http.post(north(person), "/employees", &body).await.refused(403, "forbidden");
    }
    let mut astray = body.clone();
    astray["manager_id"] = json!(south(Person::Mona).employee());
    http.post(hana, "/employees", &astray).await.refused(422, "unknown_reference");
    let made = http.post(hana, "/employees", &body).await.expect(201);
    let path = made.header("location").expect("a Location").to_owned();
    assert_eq!(http.get(hana, &path).await.expect(200).json(), made.json());
    let employment = &made.json()["employment"];
    for field in ["legal_name", "employee_no", "employment_type", "hired_on"] {
        assert_eq!(employment[field], body[field], "{field}");
    }
    let mut twin = body.clone();
    twin["work_email"] = json!("other@northcanary.example");
    http.post(hana, "/employees", &twin).await.refused(409, "already_exists");
    let reports = http.get(north(Person::Mona), &format!("{}/reports", of(north(Person::Mona)))).await.expect(200);
    assert!(reports.text.contains(&made.id().to_string()), "the manager has them: {}", reports.text);
    // the tiers, by who looks
    for (person, sees) in [(Person::Mona, true), (Person::Ada, true), (Person::Pia, false), (Person::Omar, false), (Person::Marc, false)] {
        let read = http.get(north(person), &path).await.expect(200).json();
        assert_eq!(read.get("employment").is_some(), sees, "{person}");
        let tier = http.get(north(person), &format!("{path}/employment")).await;
        assert_eq!(tier.status, if sees { 200 } else { 404 }, "{person}: {}", tier.text);
        let history = http.get(north(person), &format!("{path}/history")).await;
        assert_eq!(history.status == 200 && history.text.contains("joined"), sees, "{person}: {}", history.text);
    }
    let first = http.get(hana, &path).await.etag();
    let renamed = http.patch(hana, &path, Some(&first), &json!({ "display_name": "Noa Novak" })).await.expect(200);
    assert_eq!(renamed.json()["display_name"], "Noa Novak");
    let (items, _) = http.walk(hana, &format!("{path}/history"), 1).await;
    let kinds: Vec<&str> = items.iter().filter_map(|item| item["kind"].as_str()).collect();
    assert_eq!(kinds, ["joined", "renamed"]);
}

#[tokio::test]
async fn people_keep_their_own_profile_and_nothing_else_of_the_register() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    let etag = http.get(pia, &of(pia)).await.etag();
    http.patch(pia, &of(pia), Some(&etag), &json!({ "work_phone": "+1 555 0100" })).await.refused(403, "forbidden");
    let kept = http.patch(pia, "/employees/current", Some(&etag), &json!({ "work_phone": "+1 555 0100" })).await.expect(200);
    assert_eq!((kept.id(), kept.json()["work_phone"].as_str()), (pia.employee(), Some("+1 555 0100")));
    http.patch(pia, "/employees/current", Some(&etag), &json!({ "work_phone": null })).await.refused(412, "version_mismatch");
    http.patch(pia, "/employees/current", None, &json!({ "work_phone": null })).await.refused(428, "precondition_required");
    http.patch(pia, "/employees/current", Some(&kept.etag()), &json!({ "display_name": "Boss" })).await.refused(400, "malformed_request");
    let cleared = http.patch(pia, "/employees/current", Some(&kept.etag()), &json!({ "work_phone": null })).await.expect(200);
    assert_eq!(cleared.json().get("work_phone"), None);
    http.patch(north(Person::Dora), "/employees/current", Some("\"1-1\""), &json!({ "work_phone": null })).await.refused(404, "not_found");
}

#[tokio::test]
async fn r03_private_data_are_for_the_person_and_hr_whose_readings_the_person_finds() {
    let http = Http::start().await;
    let (pia, hana) = (north(Person::Pia), north(Person::Hana));
    let path = format!("{}/private", of(pia));
    for person in [Person::Ada, Person::Mona, Person::Omar, Person::Rita, Person::Dora] {
        http.get(north(person), &path).await.refused(404, "not_found");
        let write = http.patch(north(person), &path, Some("\"1\""), &json!({ "home_address": "x" })).await;
        assert!([403, 404].contains(&write.status), "{person}: {}", write.text);
    }
    let readings = async |member| -> Vec<serde_json::Value> {
        let accesses = http.get(member, "/employees/current/accesses").await.expect(200).json();
        let items = accesses["items"].as_array().expect("items").iter();
        items.filter(|entry| entry["action"] == "employee_private.read").cloned().collect() // the fixtures linked her as well
    };
    let own = http.get(pia, &path).await.expect(200);
    assert_eq!(readings(pia).await, Vec::<serde_json::Value>::new(), "reading one's own is no access by others");
    assert_eq!(http.get(hana, &path).await.expect(200).json(), own.json());
    let accesses = readings(pia).await;
    assert_eq!(accesses.len(), 1, "{accesses:?}");
    assert_eq!((&accesses[0]["actor_id"], &accesses[0]["entity_id"]), (&json!(hana.id()), &json!(pia.employee())));
    for person in [Person::Omar, Person::Mona] {
        assert!(readings(north(person)).await.is_empty(), "{person} finds their own alone");
    }
    let moved = http.patch(pia, &path, Some(&own.etag()), &json!({ "home_address": "Rua 1\nLisboa", "private_phone": null })).await.expect(200);
    assert_eq!((moved.json()["home_address"].as_str(), moved.json().get("private_phone")), (Some("Rua 1\nLisboa"), None));
    http.post(hana, &path, &json!({ "home_address": "x" })).await.refused(409, "already_exists");
    let nobody = format!("/employees/{}/private", Uuid::now_v7());
    http.post(hana, &nobody, &json!({ "home_address": "x" })).await.refused(404, "not_found");
    http.patch(hana, &nobody, Some("\"1\""), &json!({ "home_address": "x" })).await.refused(404, "not_found");
    for day in ["-4714-01-01", "+262142-12-31", "0000-01-01"] {
        http.patch(hana, &path, Some(&moved.etag()), &json!({ "birth_date": day })).await.refused(422, "invalid_value");
    }
}

#[tokio::test]
async fn r22_primary_lines_never_overlap_or_close_a_circle_and_a_replacement_ends_the_one_before() {
    let http = Http::start().await;
    let (rita, mona, marc, nora) = (north(Person::Rita), north(Person::Mona), north(Person::Marc), north(Person::Nora));
    draw(&http, rita, marc, json!({})).await.refused(409, "period_overlap");
    draw(&http, rita, rita, json!({ "kind": "dotted" })).await.refused(422, "invalid_value");
    draw(&http, mona, north(Person::Sid), json!({ "replace_current": true })).await.refused(422, "reporting_cycle");
    draw(&http, rita, marc, json!({ "kind": "dotted", "replace_current": true })).await.refused(422, "invalid_value");
    draw(&http, rita, marc, json!({ "last_day": today(-1) })).await.refused(422, "invalid_value");
    let replaced = draw(&http, rita, marc, json!({ "replace_current": true })).await.expect(201);
    assert_eq!((replaced.json()["in_force"].as_bool(), &replaced.json()["manager"]["id"]), (Some(true), &json!(marc.employee())));
    let all = lines(&http, Person::Hana, rita).await.expect(200).json();
    let before =
        all["items"].as_array().expect("items").iter().find(|line| line["manager"]["id"] == json!(mona.employee())).expect("the one before").clone();
    assert_eq!((&before["last_day"], &before["in_force"]), (&json!(today(-1)), &json!(false)));
    // rights follow in the next statement
    assert_eq!(http.get(marc, &format!("{}/employment", of(rita))).await.status, 200);
    http.get(mona, &format!("{}/employment", of(rita))).await.refused(404, "not_found");
    for person in [Person::Mona, Person::Omar, Person::Pia, Person::Marc] {
        let body = json!({ "manager_id": nora.employee(), "kind": "dotted", "first_day": today(0) });
        http.post(north(person), &format!("{}/reporting_lines", of(rita)), &body).await.refused(403, "forbidden");
    }
    // redated: over, to come, and until further notice
    let path = replaced.header("location").expect("a Location").to_owned();
    let ended = http
        .patch(north(Person::Hana), &path, Some(&replaced.etag()), &json!({ "first_day": today(-1 + 1), "last_day": today(0) }))
        .await
        .expect(200);
    assert_eq!(ended.json()["last_day"], json!(today(0)));
    http.patch(north(Person::Hana), &path, Some(&ended.etag()), &json!({ "last_day": today(-2) })).await.refused(422, "invalid_value");
    http.patch(north(Person::Hana), &path, Some(&ended.etag()), &json!({ "first_day": null })).await.refused(422, "invalid_value");
    http.patch(north(Person::Hana), &path, Some(&ended.etag()), &json!({ "first_day": today(-10) })).await.refused(409, "period_overlap");
    let open = http.patch(north(Person::Hana), &path, Some(&ended.etag()), &json!({ "last_day": null })).await.expect(200);
    assert_eq!(open.json().get("last_day"), None);
}

#[tokio::test]
async fn the_chart_shows_each_role_the_lines_it_sees_down_to_the_depth_asked_for() {
    let http = Http::start().await;
    let chart = async |person: Person, query: &str| {
        let chart = http.get(north(person), &format!("/org_chart{query}")).await.expect(200);
        harness::assert_no_foreign_byte(&chart.text, harness::Org::North);
        let nodes = chart.json()["nodes"].as_array().expect("nodes").clone();
        nodes
            .into_iter()
            .map(|node| {
                (
                    node["employee"]["name"].as_str().expect("a name").split(' ').next().expect("a word").to_owned(),
                    node["level"].as_u64().expect("a level"),
                )
            })
            .collect::<Vec<_>>()
    };
    let named = |nodes: &[(&str, u64)]| nodes.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect::<Vec<_>>();
    let whole = named(&[("Ada", 0), ("Lena", 0), ("Lew", 1), ("Marc", 1), ("Mona", 1), ("Ravi", 2), ("Rita", 2), ("Sid", 3)]);
    for person in [Person::Ada, Person::Hana, Person::Omar] {
        assert_eq!(chart(person, "").await, whole, "{person}");
        assert_eq!(chart(person, "?depth=0").await, whole[..2], "{person}");
        assert_eq!(chart(person, "?depth=1").await, whole[..5], "{person}");
    }
    let root = format!("?root_id={}", north(Person::Mona).employee());
    assert_eq!(chart(Person::Ada, &root).await, named(&[("Mona", 0), ("Ravi", 1), ("Rita", 1), ("Sid", 2)]));
    let pia = chart(Person::Pia, "").await;
    assert!(pia.len() < 3 && !pia.iter().any(|(name, _)| name == "Sid"), "a colleague sees no lines of others: {pia:?}");
    let mona = chart(Person::Mona, "").await;
    assert!(mona.iter().any(|(name, _)| name == "Rita") && !mona.iter().any(|(name, _)| name == "Lew"), "a manager sees their reports: {mona:?}");
    assert_eq!(chart(Person::Ada, "?day=1999-01-01").await, []);
    assert_eq!(chart(Person::Ada, &format!("?root_id={}", south(Person::Mona).employee())).await, []);
}

#[tokio::test]
async fn r19_leaving_at_once_ends_every_right_and_reinstating_brings_back_the_employee_alone() {
    let http = Http::start().await;
    let (ada, rita) = (north(Person::Ada), north(Person::Rita));
    let leave = |last_day: String, at_once: bool| json!({ "last_day": last_day, "at_once": at_once });
    let path = format!("{}/leave", of(rita));
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        http.post(north(person), &path, &leave(today(0), true)).await.refused(403, "forbidden");
    }
    http.post(ada, &format!("{}/leave", of(ada)), &leave(today(0), true)).await.refused(403, "own_membership");
    http.post(ada, &path, &leave("1999-01-01".to_owned(), true)).await.refused(422, "invalid_value");
    http.post(ada, &path, &leave(today(9), true)).await.refused(422, "invalid_value");
    http.post(ada, &format!("{}/reinstate", of(rita)), &json!({})).await.refused(409, "wrong_state");
    // later: nothing ends yet, and it can be taken back
    let later = http.post(ada, &path, &leave(today(9), false)).await.expect(200).json();
    assert_eq!((&later["state"], &later["employment"]["ended_on"]), (&json!("active"), &json!(today(9))));
    assert_eq!(http.get(rita, "/members/current").await.status, 200);
    let back = http.post(ada, &format!("{}/reinstate", of(rita)), &json!({})).await.expect(200).json();
    assert_eq!(back["employment"].get("ended_on"), None);
    // at once
    http.set_password(rita).await;
    let gone = http.post(ada, &path, &leave(today(0), true)).await.expect(200).json();
    assert_eq!(gone["state"], "left");
    http.get(rita, "/members/current").await.refused(401, "session_ended");
    http.sign_in(&json!({ "email": rita.email(), "password": PASSWORD })).await.refused(401, "invalid_credentials");
    http.post(ada, &path, &leave(today(0), true)).await.refused(409, "wrong_state");
    http.get(north(Person::Pia), &of(rita)).await.refused(404, "not_found");
    assert_eq!(http.get(north(Person::Hana), &of(rita)).await.expect(200).json()["state"], "left");
    http.get(rita, &format!("{}/reports", of(rita))).await.refused(401, "session_ended");
    let sid = lines(&http, Person::Hana, north(Person::Sid)).await.expect(200).json();
    assert!(sid["items"].as_array().expect("items").iter().all(|line| line["last_day"].is_string()), "lines stop on both sides: {sid}");
    let back = http.post(ada, &format!("{}/reinstate", of(rita)), &json!({})).await.expect(200).json();
    assert_eq!(back["state"], "active");
    assert_eq!(http.get(north(Person::Pia), &of(rita)).await.status, 200);
    http.sign_in(&json!({ "email": rita.email(), "password": PASSWORD })).await.refused(401, "invalid_credentials");
    let events = http.walk(north(Person::Hana), &format!("{}/history", of(rita)), 50).await.0;
    let kinds: Vec<&str> = events.iter().filter_map(|event| event["kind"].as_str()).collect();
    assert!(kinds.ends_with(&["left", "reinstated"]), "{kinds:?}");
}
