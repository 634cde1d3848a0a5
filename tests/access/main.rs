//! Every operation of the contract, called by everybody: nobody, each role, holders of rights that ran out or were taken back, and an
//! admin with the other organisation's ids in every position. What each must get stands in `expectations.csv`, written from the rules;
//! an operation that is missing there or in `calls.rs` fails the run.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod calls;

use std::collections::{BTreeMap, BTreeSet};

use calls::{Call, call};
use harness::{
    Org, Person, assert_no_foreign_byte, fingerprint,
    http::{Answer, Http, contract},
    north,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// One person of each role, in the order of the columns.
const ROLES: [Person; 5] = [Person::Ada, Person::Hana, Person::Mona, Person::Omar, Person::Pia];

/// Operations without a caller. Whoever shortens this list may; nobody adds to it without saying why.
const PUBLIC: [&str; 7] = [
    "accept_invitation",   // the token of the invitation is the credential
    "create_organization", // sign-up
    "create_session",      // sign-in
    "lookup_invitation",   // the token of the invitation is the credential
    "read_health",         // tells nothing
    "read_readiness",      // tells the number of connections
    "refresh_session",     // the refresh token is the credential
];

struct Operation {
    id: String,
    method: Method,
    path: String,
    needs_version: bool,
    statuses: BTreeSet<u16>,
    public: bool,
}

fn operations() -> Vec<Operation> {
    let document = contract();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                needs_version: operation["parameters"].as_array().into_iter().flatten().any(|parameter| parameter["name"] == "If-Match"),
                statuses: operation["responses"].as_object().unwrap().keys().map(|code| code.parse().unwrap()).collect(),
                public: operation["security"].as_array().is_none_or(Vec::is_empty),
            });
        }
    }
    operations
}

/// operation -> what admin, hr, manager, ops, employee and the admin with foreign ids get.
fn expectations() -> BTreeMap<String, Vec<String>> {
    let mut lines = include_str!("expectations.csv").lines();
    assert_eq!(lines.next(), Some("operation,admin,hr,manager,ops,employee,foreign"));
    let parsed = lines.map(|line| {
        let mut cells = line.split(',').map(str::to_owned);
        let operation = cells.next().unwrap();
        let expected: Vec<String> = cells.collect();
        assert_eq!(expected.len(), ROLES.len() + 1, "{line}");
        (operation, expected)
    });
    let all: Vec<(String, Vec<String>)> = parsed.collect();
    let count = all.len();
    let map: BTreeMap<_, _> = all.into_iter().collect();
    assert_eq!(map.len(), count, "an operation is listed twice");
    map
}

/// What must be there for an operation to be possible at all; gives the id it is about.
async fn prepare(http: &Http, operation: &str) -> Option<Uuid> {
    let post = async |person: Person, path: String, body: Value| {
        let answer = Answer::of(http.request(Method::POST, &path).bearer_auth(http.token(north(person))).json(&body)).await;
        assert!(answer.status < 300, "{path}: {answer:?}");
        answer
    };
    let id_of = |answer: Answer| answer.json()["id"].as_str().and_then(|id| id.parse().ok());
    match operation {
        "resume_member" => {
            post(Person::Alan, format!("/members/{}/suspend", north(Person::Rita).id()), json!({})).await;
            None
        }
        "reopen_organization" => {
            post(Person::Alan, "/organizations/current/close".to_owned(), json!({})).await;
            None
        }
        "approve_permission_override" | "reject_permission_override" => {
            let body = json!({ "member_id": north(Person::Lew).id(), "permission": "people.private.read", "effect": "allow", "reason": "cover" });
            id_of(post(Person::Alan, "/permission_overrides".to_owned(), body).await)
        }
        "create_private_record" => {
            let body =
                json!({ "display_name": "New", "employee_no": "N1", "legal_name": "New", "employment_type": "intern", "hired_on": "2030-01-01" });
            id_of(post(Person::Alan, "/employees".to_owned(), body).await)
        }
        "delete_department" => id_of(post(Person::Alan, "/departments".to_owned(), json!({ "name": "Unused" })).await),
        "delete_position" => id_of(post(Person::Alan, "/positions".to_owned(), json!({ "title": "Unused" })).await),
        "delete_site" => id_of(post(Person::Alan, "/sites".to_owned(), json!({ "name": "Unused", "timezone": "UTC" })).await),
        "read_audit_entry" => {
            let page = http.get(north(Person::Alan), "/audit_entries?entity=department&limit=1").await.json();
            page["items"][0]["id"].as_str().and_then(|id| id.parse().ok())
        }
        "read_import" | "list_import_errors" | "cancel_import" => {
            let request = http.request(Method::POST, "/imports").bearer_auth(http.token(north(Person::Alan)));
            id_of(Answer::of(request.header("content-type", "text/csv").body(calls::FILE)).await)
        }
        _ => None,
    }
}

fn filled(operation: &Operation, call: &Call) -> String {
    let mut path = operation.path.clone();
    for (name, value) in &call.path {
        let placeholder = format!("{{{name}}}");
        assert!(path.contains(&placeholder), "{} has no {name}", operation.path);
        path = path.replace(&placeholder, value);
    }
    assert!(!path.contains('{'), "{path} is not filled");
    if call.query.is_empty() { path } else { format!("{path}?{}", call.query) }
}

/// The version that `If-Match` names: read where it is shown, by somebody who sees it.
async fn version(http: &Http, operation: &Operation, call: &Call) -> Option<String> {
    if !operation.needs_version {
        return None;
    }
    let (path, reader) = call.version_of.clone().unwrap_or_else(|| (filled(operation, call), Person::Hana));
    let shown = http.get(north(reader), &path).await;
    // the twin of another organisation is shown to nobody here: any version of the right form will do
    let any = if operation.id == "update_employee" { "\"1-1\"" } else { "\"1\"" };
    Some(shown.header("etag").unwrap_or(any).to_owned())
}

async fn send(http: &Http, operation: &Operation, call: &Call, token: Option<&str>, version: Option<&str>) -> Answer {
    let mut request = http.request(operation.method.clone(), &filled(operation, call));
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    if let Some(version) = version {
        request = request.header("if-match", version);
    }
    if let Some(file) = call.csv {
        request = request.header("content-type", "text/csv").body(file);
    }
    if let Some(body) = &call.body {
        request = request.json(body);
    }
    let answer = Answer::of(request).await;
    assert!(operation.statuses.contains(&answer.status), "{} is not among the statuses of {}: {answer:?}", answer.status, operation.id);
    answer
}

#[test]
fn every_operation_has_an_expectation_and_every_expectation_an_operation() {
    let operations = operations();
    let (public, closed): (Vec<&Operation>, Vec<&Operation>) = operations.iter().partition(|operation| operation.public);
    let mut public: Vec<&str> = public.iter().map(|operation| operation.id.as_str()).collect();
    public.sort_unstable();
    assert_eq!(public, PUBLIC);
    let closed: BTreeSet<String> = closed.iter().map(|operation| operation.id.clone()).collect();
    assert_eq!(closed, expectations().into_keys().collect());
}

#[tokio::test]
async fn hy16_nobody_and_holders_of_ended_rights_reach_no_operation() {
    let http = Http::start().await;
    let alan = north(Person::Alan);
    let revoked = http.token(alan);
    assert_eq!(http.get(alan, "/members/current").await.status, 200, "positive control: it was good");
    let ended = Answer::of(http.request(Method::DELETE, "/sessions/current").bearer_auth(&revoked)).await;
    assert_eq!(ended.status, 204);
    let expired = http.token_of(harness::http::claims(north(Person::Ada), -60));
    let stranger = {
        let mut claims = harness::http::claims(north(Person::Ada), 900);
        claims["cap"] = json!("a secret that nobody was given");
        http.token_of(claims)
    };
    let promoted = {
        let mut claims = harness::http::claims(north(Person::Pia), 900);
        claims["role"] = json!("admin");
        http.token_of(claims)
    };
    let callers: [(&str, Option<&str>, &[&str]); 5] = [
        ("nobody", None, &["unauthenticated"]),
        ("an expired token", Some(&expired), &["token_expired"]),
        ("a revoked session", Some(&revoked), &["session_ended"]),
        ("an invented secret", Some(&stranger), &["session_ended"]),
        ("a claimed role", Some(&promoted), &["role_changed"]),
    ];
    let admin = http.db.admin().await;
    let before = (fingerprint(&admin, Org::North).await, fingerprint(&admin, Org::South).await);
    let mut count = 0;
    for operation in operations().iter().filter(|operation| !operation.public) {
        let call = call(&operation.id, Org::North, north(Person::Ada), None);
        let version = operation.needs_version.then_some("\"1-1\"");
        for (who, token, codes) in callers {
            let answer = send(&http, operation, &call, token, version).await;
            let (status, code) = answer.outcome();
            // what the request itself is wrong about may be told first, but never anything that was looked up
            let of_the_request = status == 412 && operation.needs_version;
            assert!(status == 401 && codes.contains(&code.as_str()) || of_the_request, "{who} at {}: {answer:?}", operation.id);
            count += 1;
        }
    }
    assert_eq!(before, (fingerprint(&admin, Org::North).await, fingerprint(&admin, Org::South).await), "nothing was written");
    println!("{count} calls without a right");
}

#[tokio::test]
async fn hy16_each_role_gets_from_each_operation_what_the_table_says() {
    let expectations = expectations();
    let mut count = 0;
    let mut wrong = Vec::new();
    for operation in operations().iter().filter(|operation| !operation.public) {
        let reading = operation.method == Method::GET;
        let mut shared = None;
        for (column, person) in ROLES.into_iter().enumerate() {
            let (http, made) = match shared.take() {
                Some(prepared) => prepared,
                None => {
                    let http = Http::start().await;
                    let made = prepare(&http, &operation.id).await;
                    (http, made)
                }
            };
            let caller = north(person);
            let call = call(&operation.id, Org::North, caller, made);
            let version = version(&http, operation, &call).await;
            let answer = send(&http, operation, &call, Some(&http.token(caller)), version.as_deref()).await;
            assert_no_foreign_byte(&answer.text, Org::North);
            let expected = &expectations[&operation.id][column];
            if answer.status.to_string() != *expected {
                wrong.push(format!("{} as {}: {expected} expected, {} {}", operation.id, caller.role(), answer.status, answer.text));
            }
            count += 1;
            if reading || answer.status >= 400 {
                shared = Some((http, made)); // nothing was written
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{count} calls: {} operations x {} roles", count / ROLES.len(), ROLES.len());
}

#[tokio::test]
async fn hy17_the_other_organisations_twin_of_every_id_looks_like_nothing() {
    let expectations = expectations();
    let http = Http::start().await;
    let admin = http.db.admin().await;
    let south = fingerprint(&admin, Org::South).await;
    let mut count = 0;
    let mut wrong = Vec::new();
    for operation in operations().iter().filter(|operation| !operation.public) {
        let expected = expectations[&operation.id].last().unwrap();
        if expected == "-" {
            assert!(!operation.path.contains('{'), "{} takes an id", operation.id);
            continue;
        }
        // what only hr may do at all, hr tries
        let (caller, expected) = match expected.strip_prefix("hr:") {
            Some(expected) => (north(Person::Hana), expected),
            None => (north(Person::Ada), expected.as_str()),
        };
        let call = call(&operation.id, Org::South, caller, None);
        let version = version(&http, operation, &call).await;
        let answer = send(&http, operation, &call, Some(&http.token(caller)), version.as_deref()).await;
        assert_no_foreign_byte(&answer.text, Org::North);
        if answer.status.to_string() != expected {
            wrong.push(format!("{} as {}: {expected} expected, {} {}", operation.id, caller.role(), answer.status, answer.text));
        }
        if answer.status == 200 {
            let rows = match answer.header("content-type") {
                Some(kind) if kind.starts_with("text/csv") => answer.text.lines().count() - 1,
                _ => {
                    let shown = answer.json();
                    shown.get("items").or(shown.get("nodes")).and_then(Value::as_array).map_or(usize::MAX, Vec::len)
                }
            };
            assert_eq!(rows, 0, "{}: {}", operation.id, answer.text);
        }
        count += 1;
        assert_eq!(south, fingerprint(&admin, Org::South).await, "{} wrote into the other organisation", operation.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{count} calls with foreign ids");
}
