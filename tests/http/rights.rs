//! R23: a right ends in the next request, whatever ended it, and the answer says which it was.

use harness::{
    Member, Org, Person, commit, enter,
    http::{Answer, Http, PASSWORD},
    north,
};
use reqwest::Method;
use serde_json::json;

async fn as_ada(http: &Http, sql: &str, member: Member) {
    let ada = http.db.login("app_api").await;
    enter(&ada, north(Person::Ada)).await;
    ada.query(sql, &[&member.id()]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    commit(&ada).await;
}

#[tokio::test]
async fn the_current_member_is_the_caller_with_their_organisation() {
    let http = Http::start().await;
    for person in Person::members() {
        let member = north(person);
        let me = http.get(member, "/members/current").await;
        assert_eq!(me.status, 200, "{member}: {}", me.text);
        let me = me.json();
        assert_eq!(me["id"], member.id().to_string());
        assert_eq!(me["role"], member.role());
        assert_eq!(me["email"], member.email());
        let employee = if person == Person::Dora { json!(null) } else { json!(member.employee()) };
        assert_eq!(me["employee_id"], employee, "{member}");
        assert_eq!(me["organization"]["id"], Org::North.id().to_string());
        assert_eq!(me["organization"]["slug"], Org::North.token());
        assert_eq!(me["organization"]["timezone"], "Europe/Berlin");
        assert!(!me.to_string().contains(Org::South.token()) && !me.to_string().contains(Org::South.prefix()));
    }
}

#[tokio::test]
async fn r23_sign_out_ends_the_token_at_once_and_no_other() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    http.set_password(pia).await;
    let open = async || {
        let answer = http.sign_in(&json!({ "email": pia.email(), "password": PASSWORD })).await;
        answer.json()["access_token"].as_str().expect("a token").to_owned()
    };
    let (one, other) = (open().await, open().await);
    let me = async |token: &str| Answer::of(http.request(Method::GET, "/members/current").bearer_auth(token)).await.outcome();
    assert_eq!(me(&one).await.0, 200, "positive control");
    let ended = Answer::of(http.request(Method::DELETE, "/sessions/current").bearer_auth(&one)).await;
    assert_eq!((ended.status, ended.text.as_str()), (204, ""));
    assert_eq!(me(&one).await, (401, "session_ended".to_owned()));
    let again = Answer::of(http.request(Method::DELETE, "/sessions/current").bearer_auth(&one)).await;
    assert_eq!(again.outcome(), (401, "session_ended".to_owned()));
    assert_eq!(me(&other).await.0, 200, "the other session lives on");
}

#[tokio::test]
async fn r23_role_change_suspension_and_removal_end_the_right_in_the_next_request() {
    let http = Http::start().await;
    let cases = [
        ("select identity.set_member_role($1, 'manager')", Person::Pia, "role_changed"),
        ("select identity.suspend_member($1)", Person::Sid, "session_ended"),
        ("select identity.remove_member($1)", Person::Lew, "session_ended"),
        (
            "select identity.revoke_session(s.id) from identity.sessions s where s.member_id = $1 and s.ended_at is null",
            Person::Omar,
            "session_ended",
        ),
    ];
    for (sql, person, code) in cases {
        let member = north(person);
        for path in ["/members/current", "/employees"] {
            assert_eq!(http.get(member, path).await.status, 200, "positive control");
        }
        as_ada(&http, sql, member).await;
        for path in ["/members/current", "/employees", "/employees?limit=1"] {
            assert_eq!(http.get(member, path).await.outcome(), (401, code.to_owned()), "{sql}: {path}");
        }
        let path = format!("/employees/{}", member.employee());
        assert_eq!(http.get(member, &path).await.outcome(), (401, code.to_owned()), "{sql}");
        let written = http.patch(member, &path, Some("\"1-0\""), &json!({ "display_name": "No" })).await;
        assert_eq!(written.outcome(), (401, code.to_owned()), "{sql}");
    }
}

#[tokio::test]
async fn r23_a_purged_organisation_is_gone_for_its_members() {
    let http = Http::start().await;
    let admin = http.db.admin().await;
    assert_eq!(http.get(north(Person::Pia), "/employees").await.status, 200, "positive control");
    let sql = "begin; set local session_replication_role = replica;
        update identity.organizations set state = 'closing', closes_at = now() - interval '40 days', purge_after = now() - interval '1 day' where slug = 'northcanary';
        commit";
    admin.batch_execute(sql).await.expect("a closing organisation");
    let platform = http.db.login("app_platform").await;
    platform.execute("select identity.begin_purge($1)", &[&Org::North.id()]).await.expect("a purge");
    assert_eq!(http.get(north(Person::Pia), "/employees").await.outcome(), (401, "organization_gone".to_owned()));
    assert_eq!(http.get(harness::south(Person::Pia), "/employees").await.status, 200, "the south lives on");
    http.set_password(north(Person::Pia)).await;
    let again = http.sign_in(&json!({ "email": north(Person::Pia).email(), "password": PASSWORD })).await;
    assert_eq!(again.outcome(), (401, "invalid_credentials".to_owned()));
}
