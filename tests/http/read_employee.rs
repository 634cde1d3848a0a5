//! One employee: which tiers each relation sees, and that the hidden is the absent.

use harness::{Member, Org, Person, http::Http, north, south};
use uuid::Uuid;

fn path(member: Member) -> String {
    format!("/employees/{}", member.employee())
}

#[tokio::test]
async fn r02_the_employment_tier_is_for_oneself_the_manager_of_today_hr_and_admin() {
    let http = Http::start().await;
    use Person::{Ada, Alan, Hana, Hugo, Lena, Lew, Marc, Mona, Nora, Omar, Pia, Ravi, Rita, Sid};
    let sees = |viewer: Person, about: Person| {
        let by_role = matches!(viewer, Ada | Alan | Hana | Hugo);
        // Ravi has Marc by an acting line; Lena manages Lew without the role, Mona manages Sid's manager only
        let by_line = matches!((viewer, about), (Mona, Rita | Ravi) | (Marc, Ravi) | (Rita, Sid) | (Ada, Mona | Marc));
        viewer == about || by_role || by_line
    };
    let (mut shown, mut hidden) = (0, 0);
    for viewer in [Ada, Alan, Hana, Hugo, Mona, Rita, Marc, Omar, Pia, Nora, Lena, Lew, Sid] {
        for about in [Rita, Ravi, Sid, Lew, Pia, Mona, Marc, Ada] {
            let answer = http.get(north(viewer), &path(north(about))).await;
            assert_eq!(answer.status, 200, "{viewer} sees {about} in the directory: {}", answer.text);
            let employee = answer.json();
            assert_eq!(employee["id"], north(about).employee().to_string());
            let employment = &employee["employment"];
            assert_eq!(employee.get("employment").is_some(), sees(viewer, about), "absent rather than null: {viewer} about {about}");
            assert_eq!(!employment.is_null(), sees(viewer, about), "{viewer} about {about}: {employment}");
            if employment.is_null() {
                hidden += 1;
                assert!(!answer.text.contains("Legal"), "{viewer} about {about}");
            } else {
                shown += 1;
                assert!(employment["legal_name"].as_str().is_some_and(|name| name.starts_with("Legal")));
                assert_eq!(employment["employment_type"], "permanent");
            }
        }
    }
    println!("{shown} employments shown, {hidden} hidden");
}

#[tokio::test]
async fn r01_a_row_of_another_organisation_is_answered_like_an_unknown_and_a_malformed_id() {
    let http = Http::start().await;
    for viewer in [Person::Ada, Person::Hana, Person::Pia] {
        let member = north(viewer);
        assert_eq!(http.get(member, &path(north(Person::Rita))).await.status, 200, "positive control");
        let unknown = http.get(member, &format!("/employees/{}", Uuid::now_v7())).await;
        assert_eq!(unknown.outcome(), (404, "not_found".to_owned()));
        let mut hidden = vec![path(south(Person::Rita)), path(south(viewer)), format!("/employees/{}", Org::South.id())];
        hidden.extend(
            ["not-an-id", "0", "%20", "-", "%00", "%F0%9F%8C%8D", "null", "00000000-0000-0000-0000-000000000000"]
                .map(|id| format!("/employees/{id}")),
        );
        hidden.push(format!("/employees/{}x", north(Person::Rita).employee()));
        for path in hidden {
            assert_eq!(http.get(member, &path).await.fingerprint(), unknown.fingerprint(), "{viewer}: {path}");
        }
    }
}

#[tokio::test]
async fn who_has_left_exists_for_admin_and_hr_alone() {
    let http = Http::start().await;
    let gwen = path(north(Person::Gwen));
    for viewer in [Person::Ada, Person::Hana] {
        assert_eq!(http.get(north(viewer), &gwen).await.json()["state"], "left");
    }
    for viewer in [Person::Pia, Person::Mona, Person::Omar] {
        let unknown = http.get(north(viewer), &format!("/employees/{}", Uuid::now_v7())).await;
        assert_eq!(http.get(north(viewer), &gwen).await.fingerprint(), unknown.fingerprint());
    }
}

#[tokio::test]
async fn an_etag_says_unchanged_until_something_the_caller_sees_has_changed() {
    let http = Http::start().await;
    let rita = path(north(Person::Rita));
    let ask = async |viewer: Person, header: &str| {
        harness::http::Answer::of(http.request(reqwest::Method::GET, &rita).bearer_auth(http.token(north(viewer))).header("if-none-match", header))
            .await
    };
    let etag = async |viewer: Person| http.get(north(viewer), &rita).await.header("etag").expect("an ETag").to_owned();
    let (ada, pia) = (etag(Person::Ada).await, etag(Person::Pia).await);
    assert!(ada.starts_with('"') && ada.ends_with('"'), "{ada}");
    for same in [ada.clone(), format!("W/{ada}"), format!("\"x\", {ada}"), "*".to_owned()] {
        let answer = ask(Person::Ada, &same).await;
        assert_eq!((answer.status, answer.text.as_str()), (304, ""), "{same}");
        assert_eq!(answer.header("etag"), Some(ada.as_str()));
    }
    for other in ["\"x\"", "\"1-9\"", "", "garbage", "\u{fffd}"] {
        assert_eq!(ask(Person::Ada, other).await.status, 200, "{other}");
    }

    // the employment tier changes: whoever sees it notices, and nobody else does
    let admin = http.db.admin().await;
    let sql = "begin; set local session_replication_role = replica;
        update people.employment_records set row_version = row_version + 1, legal_name = 'Legal Rita anew' where employee_id = ";
    admin.batch_execute(&format!("{sql}'{}'; commit", north(Person::Rita).employee())).await.expect("a change");
    assert_eq!(ask(Person::Ada, &ada).await.status, 200);
    assert_eq!(ask(Person::Mona, &ada).await.status, 200, "her manager");
    assert_eq!(ask(Person::Pia, &pia).await.status, 304, "a colleague");

    // the directory tier changes: everybody notices
    let current = etag(Person::Ada).await;
    let edited = http.patch(north(Person::Ada), &rita, Some(&current), &serde_json::json!({ "work_phone": "+49 30 northcanary 99" })).await;
    assert_eq!(edited.status, 200, "{}", edited.text);
    assert_eq!(ask(Person::Ada, &current).await.status, 200);
    assert_eq!(ask(Person::Pia, &pia).await.status, 200);
}

#[tokio::test]
async fn reading_without_a_right_is_refused_before_anything_is_looked_up() {
    let http = Http::start().await;
    for path in [path(north(Person::Rita)), path(south(Person::Rita)), format!("/employees/{}", Uuid::now_v7())] {
        let answer = harness::http::Answer::of(http.request(reqwest::Method::GET, &path)).await;
        assert_eq!(answer.outcome(), (401, "unauthenticated".to_owned()));
    }
}
