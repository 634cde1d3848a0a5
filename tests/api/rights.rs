//! Groups, overrides, delegations and site limits: what they give, to whom, from the next request on.

use harness::{
    Member, Org, Person,
    http::{Answer, Http},
    north, site, south,
};
use serde_json::{Value, json};
use uuid::Uuid;

async fn may_read_gwen(http: &Http, person: Person) -> bool {
    // leavers are for people.read
    http.get(north(person), &format!("/employees/{}", north(Person::Gwen).employee())).await.status == 200
}

async fn give(http: &Http, by: Person, to: Member, permission: &str, effect: &str) -> Answer {
    let body = json!({ "member_id": to.id(), "permission": permission, "effect": effect, "reason": "Cover for Hana" });
    http.post(north(by), "/permission_overrides", &body).await
}

#[tokio::test]
async fn a_group_gives_what_it_carries_to_whoever_is_in_it_until_they_are_not() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    for person in [Person::Hana, Person::Mona, Person::Omar, Person::Pia] {
        http.post(north(person), "/groups", &json!({ "name": "Mine" })).await.refused(403, "forbidden");
    }
    let made = http.post(ada, "/groups", &json!({ "name": "Readers", "description": "Zoë 🌍" })).await.expect(201);
    let path = made.header("location").expect("a Location").to_owned();
    http.post(ada, "/groups", &json!({ "name": "Readers" })).await.refused(409, "already_exists");
    let put = async |path: String| http.put(ada, &path, &json!({})).await;
    let pia = format!("{path}/members/{}", north(Person::Pia).id());
    assert_eq!(put(pia.clone()).await.status, 204);
    assert_eq!(put(pia.clone()).await.status, 204, "there already is fine");
    assert!(!may_read_gwen(&http, Person::Pia).await, "a group of nothing gives nothing");
    assert_eq!(put(format!("{path}/permissions/people.read")).await.status, 204);
    assert!(may_read_gwen(&http, Person::Pia).await);
    assert!(!may_read_gwen(&http, Person::Omar).await);
    put(format!("{path}/permissions/people.private.read")).await.refused(403, "hr_only_permission");
    put(format!("{path}/permissions/no.such")).await.refused(422, "unknown_permission");
    assert_eq!(put(format!("{path}/permissions/{}", "x".repeat(300))).await.status, 422);
    put(format!("{path}/members/{}", ada.id())).await.refused(403, "own_membership");
    put(format!("{path}/members/{}", south(Person::Pia).id())).await.refused(404, "not_found");
    let read = http.get(north(Person::Omar), &path).await.expect(200).json();
    assert_eq!((&read["permissions"], &read["member_count"], &read["description"]), (&json!(["people.read"]), &json!(1), &json!("Zoë 🌍")));
    let inside = http.walk(north(Person::Omar), &format!("{path}/members"), 1).await.0;
    assert_eq!(inside.len(), 1);
    assert_eq!(inside[0]["id"], json!(north(Person::Pia).id()));

    assert_eq!(http.delete(ada, &pia, None).await.status, 204);
    assert!(!may_read_gwen(&http, Person::Pia).await, "it ended with the next request");
    http.delete(ada, &pia, None).await.refused(404, "not_found");
    assert_eq!(put(pia).await.status, 204);
    assert!(may_read_gwen(&http, Person::Pia).await);
    assert_eq!(http.delete(ada, &format!("{path}/permissions/people.read"), None).await.status, 204);
    assert!(!may_read_gwen(&http, Person::Pia).await);
    assert_eq!(put(format!("{path}/permissions/people.read")).await.status, 204);
    let etag = http.get(ada, &path).await.etag();
    assert_eq!(http.delete(ada, &path, Some(&etag)).await.status, 204);
    assert!(!may_read_gwen(&http, Person::Pia).await, "what it allowed ends with it");
    http.get(ada, &path).await.refused(404, "not_found");
}

#[tokio::test]
async fn r21_an_override_holds_at_once_an_hr_only_one_after_another_hr_person_and_deny_beats_allow() {
    let http = Http::start().await;
    let (ada, pia) = (north(Person::Ada), north(Person::Pia));
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        give(&http, person, north(Person::Lew), "people.read", "allow").await.refused(403, "forbidden");
    }
    give(&http, Person::Ada, ada, "people.private.read", "allow").await.refused(403, "own_membership");
    give(&http, Person::Ada, pia, "no.such", "allow").await.refused(422, "unknown_permission");
    give(&http, Person::Ada, south(Person::Pia), "people.read", "allow").await.refused(404, "not_found");

    let allowed = give(&http, Person::Ada, pia, "people.read", "allow").await.expect(201);
    assert_eq!(allowed.json()["state"], "active");
    assert!(may_read_gwen(&http, Person::Pia).await);
    let denied = give(&http, Person::Ada, pia, "people.read", "deny").await.expect(201);
    assert!(!may_read_gwen(&http, Person::Pia).await, "deny beats allow");
    let revoke =
        async |made: &Answer, by: Person| http.post(north(by), &format!("{}/revoke", made.header("location").expect("a Location")), &json!({})).await;
    assert_eq!(revoke(&denied, Person::Ada).await.expect(200).json()["state"], "revoked");
    assert!(may_read_gwen(&http, Person::Pia).await);
    revoke(&denied, Person::Ada).await.refused(409, "wrong_state");
    assert_eq!(revoke(&allowed, Person::Alan).await.status, 200);
    assert!(!may_read_gwen(&http, Person::Pia).await);

    let private = format!("/employees/{}/private", north(Person::Rita).employee());
    let asked = give(&http, Person::Ada, pia, "people.private.read", "allow").await.expect(201);
    assert_eq!(asked.json()["state"], "requested");
    assert!(asked.json()["expires_at"].is_string(), "an hr-only one ends by itself");
    http.get(pia, &private).await.refused(404, "not_found");
    let approve = format!("{}/approve", asked.header("location").expect("a Location"));
    for (person, code) in [(Person::Ada, "forbidden"), (Person::Alan, "forbidden"), (Person::Mona, "forbidden")] {
        http.post(north(person), &approve, &json!({})).await.refused(403, code);
    }
    let own = http.post(pia, &approve, &json!({})).await;
    assert_eq!(own.status, 403, "{}", own.text);
    let approved = http.post(north(Person::Hana), &approve, &json!({})).await.expect(200).json();
    assert_eq!((&approved["state"], &approved["decided_by"]), (&json!("active"), &json!(north(Person::Hana).id())));
    assert_eq!(http.get(pia, &private).await.status, 200);
    http.post(north(Person::Hugo), &approve, &json!({})).await.refused(409, "wrong_state");
    assert_eq!(revoke(&asked, Person::Hugo).await.status, 200, "hr takes an hr-only one back");
    http.get(pia, &private).await.refused(404, "not_found");
    // the member sees their own, a colleague does not
    let path = asked.header("location").expect("a Location");
    assert_eq!(http.get(pia, path).await.status, 200);
    http.get(north(Person::Omar), path).await.refused(404, "not_found");
    let rejected = give(&http, Person::Ada, pia, "people.private.read", "allow").await.expect(201);
    let reject = format!("{}/reject", rejected.header("location").expect("a Location"));
    assert_eq!(http.post(north(Person::Hana), &reject, &json!({})).await.expect(200).json()["state"], "rejected");
    http.get(pia, &private).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_delegation_gives_a_stand_in_the_reports_for_its_days_alone() {
    let http = Http::start().await;
    let (mona, nora) = (north(Person::Mona), north(Person::Nora));
    let rita = format!("/employees/{}/employment", north(Person::Rita).employee());
    let day = |days: i64| (chrono::Utc::now() + chrono::Duration::hours(1) + chrono::Duration::days(days)).date_naive().to_string();
    let body = |to: Member, first: i64, last: i64, reads: bool| json!({ "to_member_id": to.id(), "approvals": true, "report_reads": reads, "first_day": day(first), "last_day": day(last) });
    http.post(north(Person::Pia), "/delegations", &body(nora, 0, 1, true)).await.refused(403, "forbidden");
    http.post(mona, "/delegations", &body(south(Person::Nora), 0, 1, true)).await.refused(404, "not_found");
    for bad in [body(nora, 1, 0, true), body(nora, 0, 400, true)] {
        http.post(mona, "/delegations", &bad).await.refused(422, "invalid_value");
    }
    let nothing = json!({ "to_member_id": nora.id(), "approvals": false, "report_reads": false, "first_day": day(0), "last_day": day(1) });
    http.post(mona, "/delegations", &nothing).await.refused(422, "invalid_value");
    let oneself = http.post(mona, "/delegations", &body(mona, 0, 1, true)).await;
    assert!([403, 422].contains(&oneself.status), "{}", oneself.text);

    http.get(nora, &rita).await.refused(404, "not_found");
    let later = http.post(mona, "/delegations", &body(nora, 5, 9, true)).await.expect(201);
    assert_eq!(later.json()["in_force"], false);
    http.get(nora, &rita).await.refused(404, "not_found");
    let now = http.post(mona, "/delegations", &body(nora, 0, 1, true)).await.expect(201);
    assert_eq!(now.json()["in_force"], true);
    assert_eq!(http.get(nora, &rita).await.status, 200);
    let path = now.header("location").expect("a Location").to_owned();
    for (person, status) in [(Person::Nora, 200), (Person::Hana, 200), (Person::Ada, 200), (Person::Pia, 404), (Person::Marc, 404)] {
        assert_eq!(http.get(north(person), &path).await.status, status, "{person}");
    }
    let stranger = http.post(north(Person::Marc), &format!("{path}/end"), &json!({})).await;
    assert!([403, 404].contains(&stranger.status), "{}", stranger.text);
    assert_eq!(http.get(nora, &rita).await.status, 200);
    assert!(http.post(mona, &format!("{path}/end"), &json!({})).await.expect(200).json()["ended_at"].is_string());
    http.get(nora, &rita).await.refused(404, "not_found");
    http.post(mona, &format!("{path}/end"), &json!({})).await.refused(409, "wrong_state");
}

#[tokio::test]
async fn a_limit_to_sites_narrows_a_manager_and_an_empty_one_lifts_it() {
    let http = Http::start().await;
    let (ada, mona) = (north(Person::Ada), north(Person::Mona));
    let path = format!("/members/{}/sites", mona.id());
    let rita = format!("/employees/{}/employment", north(Person::Rita).employee());
    let limit = async |by: Person, ids: Value| http.put(north(by), &path, &json!({ "site_ids": ids })).await;
    assert_eq!(http.get(mona, &rita).await.status, 200);
    for person in [Person::Mona, Person::Hana, Person::Pia] {
        assert_eq!(limit(person, json!([])).await.status, 403, "{person}");
    }
    for bad in [site(Org::South, 1), Uuid::now_v7()] {
        limit(Person::Ada, json!([bad])).await.refused(422, "unknown_reference");
    }
    let limited = limit(Person::Ada, json!([site(Org::North, 2)])).await.expect(200).json();
    assert_eq!(limited["sites"][0]["id"], json!(site(Org::North, 2)));
    http.get(mona, &rita).await.refused(404, "not_found");
    assert_eq!(http.get(mona, &path).await.expect(200).json(), limited, "one's own limits are no secret");
    assert_eq!(http.get(ada, &path).await.expect(200).json(), limited);
    assert_eq!(limit(Person::Ada, json!([site(Org::North, 1), site(Org::North, 2)])).await.status, 200);
    assert_eq!(http.get(mona, &rita).await.status, 200);
    assert_eq!(limit(Person::Ada, json!([])).await.expect(200).json(), json!({ "sites": [] }));
    assert_eq!(http.get(mona, &rita).await.status, 200);
}

#[tokio::test]
async fn what_was_done_is_found_in_the_audit_by_whoever_may_read_it_as_far_as_they_may_read_the_thing() {
    let http = Http::start().await;
    let (ada, hana, rita) = (north(Person::Ada), north(Person::Hana), north(Person::Rita));
    let path = format!("/employees/{}", rita.employee());
    let etag = http.get(ada, &path).await.etag();
    let edited = http.patch(ada, &path, Some(&etag), &json!({ "work_phone": "+1 555 0199" })).await.expect(200);
    let private = http.get(hana, &format!("{path}/private")).await.etag();
    let _ = http.patch(hana, &format!("{path}/private"), Some(&private), &json!({ "home_address": "Secret lane 9" })).await.expect(200);
    let about = format!("/audit_entries?entity=employee&entity_id={}&action=employee.changed", rita.employee());
    let found = http.walk(ada, &about, 1).await.0;
    let entry = found.iter().find(|entry| entry["request_id"].as_str() == edited.header("x-request-id")).expect("the edit's entry");
    assert_eq!((&entry["actor_id"], &entry["actor_kind"]), (&json!(ada.id()), &json!("member")));
    let detail = http.get(ada, &format!("/audit_entries/{}", entry["id"].as_str().expect("an id"))).await.expect(200);
    assert!(detail.text.contains("+1 555 0199"), "{}", detail.text);
    // filters
    let count = async |query: &str| http.walk(ada, &format!("/audit_entries?{query}"), 200).await.0.len();
    let all = count("limit=200").await;
    let by_ada = count(&format!("actor_id={}", ada.id())).await;
    assert!(by_ada > 0 && by_ada < all, "{by_ada} of {all}");
    assert_eq!(count("since=2100-01-01T00:00:00Z").await, 0);
    assert_eq!(count("until=2000-01-01T00:00:00Z").await, 0);
    assert_eq!(count("since=2000-01-01T00:00:00Z").await, all);
    assert_eq!(count("action=no.such").await, 0);
    http.get(ada, &format!("/audit_entries?entity_id={}", rita.employee())).await.refused(422, "invalid_value");
    // that private data changed is seen, what to is not: hr reads it where the reading is recorded, and not here
    for person in [Person::Ada, Person::Hana] {
        let (entries, _) = http.walk(north(person), "/audit_entries?entity=employee_private", 200).await;
        assert!(entries.iter().any(|entry| entry["action"] == "employee_private.changed"), "{person}: {entries:?}");
        let mut shown = String::new();
        for entry in &entries {
            shown += &http.get(north(person), &format!("/audit_entries/{}", entry["id"].as_str().expect("an id"))).await.expect(200).text;
        }
        assert!(!shown.contains("Secret lane 9"), "{person}: {shown:.400}");
    }
    // nobody else reads the audit
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        let seen = http.get(north(person), "/audit_entries").await.expect(200).json();
        let own = json!(north(person).employee());
        let items = seen["items"].as_array().expect("items");
        assert!(items.iter().all(|entry| entry["action"] == "employee.linked" && entry["entity_id"] == own), "{person}: {seen}");
        http.get(north(person), &format!("/audit_entries/{}", entry["id"].as_str().expect("an id"))).await.refused(404, "not_found");
    }
    let of_rita = http.get(rita, "/audit_entries").await.expect(200).json();
    assert!(
        of_rita["items"].as_array().expect("items").iter().all(|entry| entry["actor_id"] == json!(hana.id()) || entry["action"] == "employee.linked"),
        "readings of her own data alone: {of_rita}"
    );
}
