//! ETag, If-Match and If-None-Match, on everything that has a version.

use harness::{
    Org, Person,
    http::{Answer, Http},
    line, north, site,
};
use reqwest::Method;
use serde_json::{Value, json};

/// Path that reads and edits, and two edits that differ.
fn editable() -> Vec<(String, Value, Value)> {
    let rita = north(Person::Rita).employee();
    vec![
        (format!("/departments/{}", Org::North.department(2)), json!({ "name": "One" }), json!({ "name": "Two" })),
        (format!("/positions/{}", Org::North.position(1)), json!({ "title": "One" }), json!({ "title": "Two" })),
        (format!("/sites/{}", site(Org::North, 1)), json!({ "name": "One" }), json!({ "timezone": "UTC" })),
        (format!("/employees/{rita}"), json!({ "display_name": "One" }), json!({ "work_phone": null })),
        (format!("/employees/{rita}/employment"), json!({ "legal_name": "One" }), json!({ "employment_type": "intern" })),
        (format!("/employees/{rita}/private"), json!({ "home_address": "One" }), json!({ "private_phone": null })),
        (format!("/reporting_lines/{}", line(Org::North, 1)), json!({ "last_day": "2040-01-01" }), json!({ "last_day": "2041-01-01" })),
        ("/organizations/current".to_owned(), json!({ "name": "One" }), json!({ "week_start": 0 })),
        ("/groups/{group}".to_owned(), json!({ "name": "One" }), json!({ "description": null })),
        (format!("/rating_scales/{}", Org::North.rating_scale(2)), json!({ "name": "One" }), json!({ "levels": [] })),
        (format!("/review_templates/{}", Org::North.review_template(2)), json!({ "questions": [] }), json!({ "description": null })),
        (format!("/goals/{}", Org::North.goal(1)), json!({ "title": "One" }), json!({ "due": null, "description": null })),
        (format!("/review_cycles/{}", Org::North.review_cycle(2)), json!({ "name": "One" }), json!({ "peer_due": null })),
    ]
}

/// Who may: hr keeps private data and what reviews are built on, an admin the rest.
fn editor(path: &str) -> harness::Member {
    let of_hr = path.ends_with("/private") || path.starts_with("/rating_scales") || path.starts_with("/review_") || path.starts_with("/goals");
    north(if of_hr { Person::Hana } else { Person::Ada })
}

async fn group(http: &Http) -> String {
    format!(
        "/groups/{}",
        http.post(north(Person::Ada), "/groups", &json!({ "name": "Stewards", "description": "Of the house" })).await.expect(201).id()
    )
}

#[tokio::test]
async fn an_edit_wants_the_version_it_is_based_on_and_answers_with_the_next() {
    let http = Http::start().await;
    let group = group(&http).await;
    let edits = editable();
    let patches = crate::operations::operations().iter().filter(|operation| operation.method == Method::PATCH).count();
    assert_eq!(patches, edits.len() + 1, "every edit of the contract but one's own profile is tried here");
    for (path, one, two) in edits {
        let path = path.replace("/groups/{group}", &group);
        let member = editor(&path);
        let etag = http.get(member, &path).await.etag();
        http.patch(member, &path, None, &one).await.refused(428, "precondition_required");
        let bare = etag.trim_matches('"').to_owned();
        for other in [
            "*",
            "",
            "garbage",
            "\"\"",
            "\"0\"",
            "\"-1\"",
            "\"99999999999999999999\"",
            "\"1-1-1\"",
            &bare,
            &format!("W/{etag}"),
            &format!("{etag}, {etag}"),
        ] {
            let answer = http.patch(member, &path, Some(other), &one).await;
            assert_eq!(answer.outcome(), (412, "version_mismatch".to_owned()), "{path} {other}");
        }
        assert_eq!(http.get(member, &path).await.etag(), etag, "{path}: nothing was written");
        let edited = http.patch(member, &path, Some(&etag), &one).await.expect(200);
        assert_ne!(edited.etag(), etag, "{path}");
        let read = http.get(member, &path).await;
        assert_eq!((read.etag(), read.json()), (edited.etag(), edited.json()), "{path}");
        http.patch(member, &path, Some(&etag), &two).await.refused(412, "version_mismatch");
        assert_eq!(http.patch(member, &path, Some(&edited.etag()), &two).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn of_two_edits_of_one_version_exactly_one_wins() {
    let http = Http::start().await;
    let group = group(&http).await;
    for (path, one, two) in editable() {
        let path = path.replace("/groups/{group}", &group);
        let member = editor(&path);
        let colleague = north(if member.person == Person::Ada { Person::Alan } else { Person::Hugo });
        let etag = http.get(member, &path).await.etag();
        let (a, b) = tokio::join!(http.patch(member, &path, Some(&etag), &one), http.patch(colleague, &path, Some(&etag), &two));
        let mut outcomes = [a.outcome(), b.outcome()];
        outcomes.sort();
        assert_eq!(outcomes, [(200, String::new()), (412, "version_mismatch".to_owned())], "{path}");
    }
}

#[tokio::test]
async fn what_is_unchanged_is_not_sent_again() {
    let http = Http::start().await;
    let mut tried = 0;
    for operation in crate::operations::operations() {
        if !operation.slots("header").any(|slot| slot.name == "If-None-Match") {
            continue;
        }
        tried += 1;
        let rita = north(Person::Rita).employee().to_string();
        let path = operation
            .path
            .replace("{department_id}", &Org::North.department(1).to_string())
            .replace("{position_id}", &Org::North.position(1).to_string())
            .replace("{site_id}", &site(Org::North, 1).to_string())
            .replace("{rating_scale_id}", &Org::North.rating_scale(1).to_string())
            .replace("{review_template_id}", &Org::North.review_template(1).to_string())
            .replace("{review_cycle_id}", &Org::North.review_cycle(1).to_string())
            .replace("{review_assignment_id}", &Org::North.review_assignment(1).to_string())
            .replace("{goal_id}", &Org::North.goal(1).to_string())
            .replace("{employee_id}", &rita);
        let reader = north(if path.starts_with("/review_assignments") { Person::Hana } else { Person::Ada });
        let ask = async |tag: &str| Answer::of(http.by(reader, Method::GET, &path).header("if-none-match", tag)).await;
        let etag = http.get(reader, &path).await.expect(200).etag();
        for same in [etag.clone(), format!("W/{etag}"), format!("\"x\", {etag}"), "*".to_owned()] {
            let answer = ask(&same).await;
            assert_eq!((answer.status, answer.text.as_str(), answer.etag()), (304, "", etag.clone()), "{path} {same}");
        }
        for other in ["\"0\"", "garbage", "", etag.trim_matches('"')] {
            assert_eq!(ask(other).await.status, 200, "{path} {other}");
        }
    }
    assert_eq!(tried, 10);
}

#[tokio::test]
async fn the_organisations_version_covers_its_row_and_its_settings() {
    let http = Http::start().await;
    let (ada, path) = (north(Person::Ada), "/organizations/current");
    let first = http.get(ada, path).await.etag();
    let named = http.patch(ada, path, Some(&first), &json!({ "name": "Renamed northcanary" })).await.expect(200).etag();
    let set = http.patch(ada, path, Some(&named), &json!({ "week_start": 6 })).await.expect(200).etag();
    let parts = |etag: &str| etag.trim_matches('"').split('-').map(|part| part.parse::<i64>().expect("a version")).collect::<Vec<_>>();
    let (first_parts, named_parts, set_parts) = (parts(&first), parts(&named), parts(&set));
    assert_eq!(first_parts.len(), 2);
    assert!(named_parts[0] > first_parts[0], "a name is of the row: {first} {named}");
    assert!(set_parts[1] > named_parts[1], "a week of the settings: {named} {set}");
    // stale in either half, and nothing of the other half is written
    let stale_row = format!("\"{}-{}\"", first_parts[0], set_parts[1]);
    let stale_settings = format!("\"{}-{}\"", set_parts[0], first_parts[1]);
    let both = json!({ "name": "Again northcanary", "week_start": 3 });
    for stale in [&stale_row, &stale_settings] {
        http.patch(ada, path, Some(stale), &both).await.refused(412, "version_mismatch");
    }
    assert_eq!(http.get(ada, path).await.etag(), set);
    for person in [Person::Hana, Person::Mona, Person::Omar, Person::Pia] {
        http.patch(north(person), path, Some(&set), &both).await.refused(403, "forbidden");
        assert_eq!(http.get(north(person), path).await.expect(200).etag(), set);
    }
    let edited = http.patch(ada, path, Some(&set), &both).await.expect(200).json();
    assert_eq!((&edited["name"], &edited["week_start"]), (&both["name"], &both["week_start"]));
}

#[tokio::test]
async fn a_merge_patch_is_taken_under_its_own_name() {
    let http = Http::start().await;
    let group = group(&http).await;
    let ada = north(Person::Ada);
    for (path, one, _) in editable() {
        let path = path.replace("/groups/{group}", &group);
        let member = editor(&path);
        let etag = http.get(member, &path).await.etag();
        let request = http.by(member, Method::PATCH, &path).header("if-match", &etag).header("content-type", "application/merge-patch+json");
        let answer = Answer::of(request.body(one.to_string())).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    }
    let described = http.get(ada, &group).await.json();
    assert_eq!((described["name"].as_str(), described["description"].as_str()), (Some("One"), Some("Of the house")), "an absent field stays");
    let etag = http.get(ada, &group).await.etag();
    let cleared = http.patch(ada, &group, Some(&etag), &json!({ "description": null })).await.expect(200);
    assert_eq!(cleared.json().get("description"), None, "null clears");
    let again = http.patch(ada, &group, Some(&cleared.etag()), &json!({ "description": "Zoë 🌍 \u{5d0}\u{5d1}" })).await.expect(200);
    assert_eq!(again.json()["description"], "Zoë 🌍 \u{5d0}\u{5d1}", "a value replaces, as it was typed");
}
