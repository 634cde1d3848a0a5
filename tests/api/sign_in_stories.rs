//! From sign-up to sign-out: how people come in, keep a session alive, move between organisations, and lose their rights.

use harness::{
    Org, Person,
    http::{Answer, Http, PASSWORD},
    north, south,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

async fn open(http: &Http, path: &str, body: &Value) -> Answer {
    Answer::of(http.request(Method::POST, path).json(body)).await
}

async fn send(http: &Http, token: &str, method: Method, path: &str) -> Answer {
    Answer::of(http.request(method, path).bearer_auth(token)).await
}

async fn send_json(http: &Http, token: &str, method: Method, path: &str, body: &Value) -> Answer {
    Answer::of(http.request(method, path).bearer_auth(token).json(body)).await
}

fn text(answer: &Answer, field: &str) -> String {
    answer.json()[field].as_str().unwrap_or_else(|| panic!("no {field}: {}", answer.text)).to_owned()
}

async fn refresh(http: &Http, token: &str) -> Answer {
    open(http, "/sessions/refresh", &json!({ "refresh_token": token })).await
}

async fn signed_in(http: &Http, member: harness::Member) -> Answer {
    http.set_password(member).await;
    http.sign_in(&json!({ "email": member.email(), "password": PASSWORD, "organization": member.org.token() })).await.expect(201)
}

#[tokio::test]
async fn an_organisation_is_founded_and_everybody_invited_comes_in_with_their_role() {
    let http = Http::start().await;
    let founding = json!({
        "name": "Kiln & Co", "slug": "kiln", "timezone": "Europe/Lisbon",
        "admin": { "name": "Inês Zoë 🌍", "email": "Ines@Kiln.example", "password": PASSWORD },
    });
    let founded = open(&http, "/organizations", &founding).await.expect(201);
    let admin = text(&founded, "access_token");
    assert_eq!(founded.json()["role"], "admin");
    open(&http, "/organizations", &founding).await.refused(409, "already_exists");
    let mut stolen = founding.clone();
    stolen["slug"] = json!("kiln-two");
    stolen["admin"]["password"] = json!("another password than hers");
    open(&http, "/organizations", &stolen).await.refused(401, "invalid_credentials");

    for role in ["admin", "hr", "manager", "ops", "employee"] {
        let email = format!("{role}@kiln.example");
        let invited = send_json(&http, &admin, Method::POST, "/invitations", &json!({ "email": email, "role": role })).await.expect(201);
        let token = text(&invited, "token");
        let id = invited.json()["invitation"]["id"].as_str().expect("an id").to_owned();
        let read = send(&http, &admin, Method::GET, &format!("/invitations/{id}")).await.expect(200);
        assert_eq!((read.json()["state"].as_str(), read.text.contains(&token)), (Some("open"), false), "the token is shown once");

        let seen = open(&http, "/invitations/lookup", &json!({ "token": token })).await.expect(200).json();
        assert_eq!((&seen["email"], &seen["role"], &seen["has_account"]), (&json!(email), &json!(role), &json!(false)));
        open(&http, "/invitations/accept", &json!({ "token": token, "name": "N", "password": "too short" })).await.refused(422, "invalid_value");
        let accepted =
            open(&http, "/invitations/accept", &json!({ "token": token, "name": format!("Person {role}"), "password": PASSWORD })).await.expect(201);
        assert_eq!(accepted.json()["role"], role);
        open(&http, "/invitations/lookup", &json!({ "token": token })).await.refused(404, "not_found");
        open(&http, "/invitations/accept", &json!({ "token": token, "name": "N", "password": PASSWORD })).await.refused(404, "not_found");
        let read = send(&http, &admin, Method::GET, &format!("/invitations/{id}")).await.expect(200);
        assert_eq!(read.json()["state"], "accepted");

        let opened = http.sign_in(&json!({ "email": email.to_uppercase(), "password": PASSWORD })).await.expect(201);
        let me = send(&http, &text(&opened, "access_token"), Method::GET, "/members/current").await.expect(200).json();
        assert_eq!((&me["role"], &me["organization"]["slug"], &me["email"]), (&json!(role), &json!("kiln"), &json!(email)));
        assert_eq!(me["organization"]["timezone"], "Europe/Lisbon");
        let there = send(&http, &text(&opened, "access_token"), Method::GET, "/members").await.expect(200);
        assert!(!there.text.contains("canary"), "nobody of another organisation: {}", there.text);
        http.sign_in(&json!({ "email": email, "password": "correct horse battery stable" })).await.refused(401, "invalid_credentials");
    }
    // who may invite whom: an employee nobody, hr no admin
    for (email, role, status) in [("employee@kiln.example", "employee", 403), ("hr@kiln.example", "admin", 403), ("hr@kiln.example", "employee", 201)]
    {
        let opened = http.sign_in(&json!({ "email": email, "password": PASSWORD })).await.expect(201);
        let body = json!({ "email": format!("by-{role}-{status}@kiln.example"), "role": role });
        let answer = send_json(&http, &text(&opened, "access_token"), Method::POST, "/invitations", &body).await;
        assert_eq!(answer.status, status, "{email} invites {role}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_revoked_or_repeated_invitation_opens_nothing() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let body = json!({ "email": "late@northcanary.example", "role": "employee" });
    let first = http.post(ada, "/invitations", &body).await.expect(201).json();
    http.post(ada, "/invitations", &body).await.refused(409, "already_exists");
    let path = format!("/invitations/{}", first["invitation"]["id"].as_str().expect("an id"));
    let unknown = format!("/invitations/{}/revoke", Uuid::now_v7());
    for person in [Person::Pia, Person::Omar] {
        let answer = http.post(north(person), &format!("{path}/revoke"), &json!({})).await;
        assert_eq!(answer.outcome(), (403, "forbidden".to_owned()));
        assert_eq!(answer.fingerprint(), http.post(north(person), &unknown, &json!({})).await.fingerprint(), "{person} learns nothing");
    }
    http.post(south(Person::Ada), &format!("{path}/revoke"), &json!({})).await.refused(404, "not_found");
    let revoked = http.post(ada, &format!("{path}/revoke"), &json!({})).await.expect(200).json();
    assert_eq!(revoked["state"], "revoked");
    http.post(ada, &format!("{path}/revoke"), &json!({})).await.refused(409, "wrong_state");
    let token = &first["token"];
    open(&http, "/invitations/lookup", &json!({ "token": token })).await.refused(404, "not_found");
    open(&http, "/invitations/accept", &json!({ "token": token, "name": "N", "password": PASSWORD })).await.refused(404, "not_found");
    let again = http.post(ada, "/invitations", &body).await.expect(201).json();
    let seen = open(&http, "/invitations/lookup", &json!({ "token": again["token"] })).await;
    assert_eq!(seen.status, 200, "positive control: a new one is good");
    // the token names its organisation: the same secret in another one is nothing
    let (_, secret) = again["token"].as_str().expect("a token").split_once('.').expect("two parts");
    let elsewhere = format!("{}.{secret}", Org::South.id().simple());
    open(&http, "/invitations/lookup", &json!({ "token": elsewhere })).await.refused(404, "not_found");
}

#[tokio::test]
async fn a_refresh_token_is_good_once_with_a_grace_for_two_tabs_and_its_late_reuse_ends_the_session() {
    let http = Http::start().await;
    let opened = signed_in(&http, north(Person::Pia)).await;
    let (access, first) = (text(&opened, "access_token"), text(&opened, "refresh_token"));
    let (a, b) = tokio::join!(refresh(&http, &first), refresh(&http, &first));
    assert_eq!((a.status, b.status), (201, 201), "two tabs at once: {} {}", a.text, b.text);
    let second = text(&a, "refresh_token");
    assert_eq!(second, text(&b, "refresh_token"), "the same successor");
    assert_ne!(second, first);
    assert_eq!(text(&a, "session_id"), text(&opened, "session_id"));
    for token in [&access, &text(&a, "access_token"), &text(&b, "access_token")] {
        assert_eq!(send(&http, token, Method::GET, "/sessions/current").await.status, 200);
    }
    let third = text(&refresh(&http, &second).await.expect(201), "refresh_token");
    // the first was used, and its successor too: whoever shows it now was not given it
    refresh(&http, &first).await.refused(401, "session_ended");
    for token in [&access, &text(&a, "access_token")] {
        send(&http, token, Method::GET, "/sessions/current").await.refused(401, "session_ended");
    }
    refresh(&http, &third).await.refused(401, "session_ended");

    // and after the grace, even with the successor unused
    let opened = signed_in(&http, north(Person::Pia)).await;
    let first = text(&opened, "refresh_token");
    let second = text(&refresh(&http, &first).await.expect(201), "refresh_token");
    let admin = http.db.admin().await;
    harness::run(&admin, "set session_replication_role = replica; update identity.refresh_tokens set used_at = used_at - interval '21 seconds' where used_at is not null").await;
    refresh(&http, &first).await.refused(401, "session_ended");
    refresh(&http, &second).await.refused(401, "session_ended");
    send(&http, &text(&opened, "access_token"), Method::GET, "/members/current").await.refused(401, "session_ended");
    for garbage in ["", "x", "a.b", "01900000000070008000000000000001.MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY", "\u{0}"] {
        refresh(&http, garbage).await.refused(401, "session_ended");
    }
    assert_eq!(http.get(north(Person::Omar), "/sessions/current").await.status, 200, "nobody else's session ended");
}

#[tokio::test]
async fn an_account_of_two_organisations_says_which_and_moves_between_them() {
    let http = Http::start().await;
    let dora = north(Person::Dora);
    http.set_password(dora).await;
    http.sign_in(&json!({ "email": dora.email(), "password": PASSWORD })).await.refused(409, "organization_required");
    http.sign_in(&json!({ "email": dora.email(), "password": "wrong wrong wrong" })).await.refused(401, "invalid_credentials");
    let at_north = signed_in(&http, dora).await;
    let there = text(&at_north, "access_token");
    let listed = send(&http, &there, Method::GET, "/sessions/organizations").await.expect(200).json();
    let slugs: Vec<&str> = listed.as_array().expect("organisations").iter().filter_map(|one| one["slug"].as_str()).collect();
    assert_eq!(slugs.len(), 2);
    assert!(slugs.contains(&"northcanary") && slugs.contains(&"southcanary"));

    let switch = async |token: &str, slug: &str| send_json(&http, token, Method::POST, "/sessions/switch", &json!({ "organization": slug })).await;
    let at_south = switch(&there, "southcanary").await.expect(201);
    let here = text(&at_south, "access_token");
    assert_ne!(text(&at_south, "session_id"), text(&at_north, "session_id"));
    let me = send(&http, &here, Method::GET, "/members/current").await.expect(200).json();
    assert_eq!((&me["organization"]["slug"], &me["id"]), (&json!("southcanary"), &json!(south(Person::Dora).id())));
    let people = send(&http, &here, Method::GET, "/employees").await.expect(200);
    harness::assert_no_foreign_byte(&people.text, Org::South);
    let back = switch(&here, "northcanary").await.expect(201);
    let people = send(&http, &text(&back, "access_token"), Method::GET, "/employees").await.expect(200);
    harness::assert_no_foreign_byte(&people.text, Org::North);
    assert_eq!(send(&http, &there, Method::GET, "/members/current").await.status, 200, "the first session stays");
    // one organisation's members alone cannot switch
    let pia = text(&signed_in(&http, north(Person::Pia)).await, "access_token");
    switch(&pia, "southcanary").await.refused(404, "not_found");
    let nowhere = switch(&pia, "nowhere").await;
    assert_eq!(nowhere.fingerprint(), switch(&pia, "southcanary").await.fingerprint());
    // signing out ends that session and not its siblings
    assert_eq!(send(&http, &here, Method::DELETE, "/sessions/current").await.status, 204);
    send(&http, &here, Method::GET, "/members/current").await.refused(401, "session_ended");
    refresh(&http, &text(&at_south, "refresh_token")).await.refused(401, "session_ended");
    assert_eq!(send(&http, &there, Method::GET, "/members/current").await.status, 200);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_and_by_an_admin_alone() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    let (one, two) = (signed_in(&http, pia).await, signed_in(&http, pia).await);
    let (first, second) = (text(&one, "access_token"), text(&two, "access_token"));
    let listed = send(&http, &first, Method::GET, "/sessions").await.expect(200).json();
    let listed = listed["items"].as_array().expect("items").clone();
    assert_eq!(listed.len(), 3, "with the one of the fixtures");
    let current: Vec<&Value> = listed.iter().filter(|session| session["current"] == true).collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0]["id"], one.json()["session_id"]);

    let path = format!("/sessions/{}", text(&two, "session_id"));
    for person in [Person::Omar, Person::Mona, Person::Hana] {
        http.delete(north(person), &path, None).await.refused(404, "not_found");
    }
    http.delete(south(Person::Ada), &path, None).await.refused(404, "not_found");
    assert_eq!(send(&http, &second, Method::GET, "/members/current").await.status, 200, "still good");
    assert_eq!(send(&http, &first, Method::DELETE, &path).await.status, 204);
    send(&http, &second, Method::GET, "/members/current").await.refused(401, "session_ended");
    refresh(&http, &text(&two, "refresh_token")).await.refused(401, "session_ended");
    let path = format!("/sessions/{}", text(&one, "session_id"));
    let of_pia = http.get(north(Person::Ada), &format!("/sessions?member_id={}", pia.id())).await.expect(200).json();
    assert_eq!(of_pia["items"].as_array().map(Vec::len), Some(2));
    let by_omar = http.get(north(Person::Omar), &format!("/sessions?member_id={}", pia.id())).await;
    assert!(by_omar.status == 404 || by_omar.json()["items"] == json!([]), "{}", by_omar.text);
    assert_eq!(http.delete(north(Person::Ada), &path, None).await.status, 204);
    send(&http, &first, Method::GET, "/members/current").await.refused(401, "session_ended");
    assert_eq!(http.delete(north(Person::Ada), &format!("/sessions/{}", Uuid::now_v7()), None).await.status, 404);
}

#[tokio::test]
async fn r21_a_change_of_role_a_suspension_and_a_removal_hold_at_the_very_next_request() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let begin = async |person: Person| signed_in(&http, north(person)).await;
    let now = async |opened: &Answer| send(&http, &text(opened, "access_token"), Method::GET, "/members/current").await;

    let pia = begin(Person::Pia).await;
    let member = format!("/members/{}", north(Person::Pia).id());
    assert_eq!(now(&pia).await.status, 200);
    let changed = http.put(ada, &format!("{member}/role"), &json!({ "role": "hr" })).await.expect(200).json();
    assert_eq!(changed["role"], "hr");
    let (status, code) = now(&pia).await.outcome();
    assert!(status == 401 && ["role_changed", "session_ended"].contains(&code.as_str()), "{status} {code}");
    let again = begin(Person::Pia).await;
    assert_eq!(now(&again).await.expect(200).json()["role"], "hr");
    assert_eq!(http.put(ada, &format!("{member}/role"), &json!({ "role": "employee" })).await.status, 200);

    let again = begin(Person::Pia).await;
    assert_eq!(http.post(ada, &format!("{member}/suspend"), &json!({})).await.expect(200).json()["state"], "suspended");
    now(&again).await.refused(401, "session_ended");
    refresh(&http, &text(&again, "refresh_token")).await.refused(401, "session_ended");
    let credentials = json!({ "email": north(Person::Pia).email(), "password": PASSWORD });
    http.sign_in(&credentials).await.refused(401, "invalid_credentials");
    http.post(ada, &format!("{member}/suspend"), &json!({})).await.refused(409, "wrong_state");
    assert_eq!(http.post(ada, &format!("{member}/resume"), &json!({})).await.expect(200).json()["state"], "active");
    now(&again).await.refused(401, "session_ended");
    let again = http.sign_in(&credentials).await.expect(201);
    assert_eq!(now(&again).await.status, 200);

    assert_eq!(http.post(ada, &format!("{member}/remove"), &json!({})).await.expect(200).json()["state"], "left");
    now(&again).await.refused(401, "session_ended");
    http.sign_in(&credentials).await.refused(401, "invalid_credentials");
    http.post(ada, &format!("{member}/resume"), &json!({})).await.refused(409, "wrong_state");
}

#[tokio::test]
async fn r20_nobody_moves_their_own_membership_and_the_last_admin_stays() {
    let http = Http::start().await;
    let (ada, alan) = (north(Person::Ada), north(Person::Alan));
    let own = format!("/members/{}", ada.id());
    for action in ["suspend", "remove", "resume"] {
        http.post(ada, &format!("{own}/{action}"), &json!({})).await.refused(403, "own_membership");
    }
    http.put(ada, &format!("{own}/role"), &json!({ "role": "employee" })).await.refused(403, "own_membership");
    for person in [Person::Hana, Person::Mona, Person::Omar, Person::Pia] {
        for action in ["suspend", "remove"] {
            http.post(north(person), &format!("{own}/{action}"), &json!({})).await.refused(403, "forbidden");
        }
        http.put(north(person), &format!("{own}/role"), &json!({ "role": "employee" })).await.refused(403, "forbidden");
    }
    assert_eq!(http.put(ada, &format!("/members/{}/role", alan.id()), &json!({ "role": "employee" })).await.status, 200, "positive control");
    assert_eq!(http.get(ada, "/members/current").await.expect(200).json()["role"], "admin");
}
