//! The committed documents say what the code does: the contract, and the list of errors.

use std::{collections::BTreeSet, fs, path::Path};

use harness::http::{Answer, Http, codes, contract};
use reqwest::Method;
use serde_json::Value;
use types::Problem;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace")
}

fn errors_page() -> String {
    fs::read_to_string(repository().join("docs/errors.md")).expect("docs/errors.md")
}

/// Every RHnnn in a text, outside SQL comments.
fn states(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().map(|line| line.split("--").next().unwrap_or_default().to_owned() + "\n").collect();
    code.match_indices("'RH")
        .filter_map(|(at, _)| code.get(at + 1..at + 6))
        .filter(|state| state[2..].bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

fn policy_states() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![repository().join("policies")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("policies/").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "sql") {
                found.extend(states(&fs::read_to_string(path).expect("a policy file")));
            }
        }
    }
    found
}

#[tokio::test]
async fn the_served_document_is_the_committed_one() {
    let http = Http::start().await;
    let answer = Answer::of(http.request(Method::GET, "/openapi.json")).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    assert_eq!(answer.json(), contract());
    assert_eq!(api::openapi_document(), include_str!("../../openapi/rowhouse.json"), "run `rowhouse openapi --write`");
}

#[test]
fn the_contract_lists_every_problem_and_no_other() {
    let ours: Vec<&str> = Problem::ALL.iter().map(|problem| problem.id()).collect();
    assert_eq!(codes(), ours);
}

#[test]
fn paths_and_parameters_are_named_one_way() {
    let contract = contract();
    let word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
    for path in contract["paths"].as_object().expect("paths").keys() {
        for segment in path.trim_start_matches('/').split('/').filter(|segment| !segment.is_empty()) {
            let name = segment.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(segment);
            assert!(word(name), "{path}: `{name}` is not in snake_case");
        }
    }
}

// A field that refers to a schema and describes itself becomes an allOf: generators leave out one of an enum, and name one of an
// object after the schema and the field together.
#[test]
fn no_field_is_written_so_that_client_generators_leave_it_out() {
    let contract = contract();
    let schemas = contract["components"]["schemas"].as_object().expect("schemas");
    let pascal = |name: &str| -> String {
        let words = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
        words.collect()
    };
    let mut described = 0;
    for (name, schema) in schemas {
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let Some(target) = property["allOf"][0]["$ref"].as_str().and_then(|target| target.rsplit('/').next()) else { continue };
            described += 1;
            assert!(schemas[target]["enum"].is_null(), "{name}.{field}: say at {name} or {target} what is said at the field");
            let made = name.clone() + &pascal(field);
            assert!(!schemas.contains_key(&made), "{name}.{field}: its generated name {made} is another schema's");
        }
    }
    assert!(described > 0, "control: there are fields that describe what they refer to");
}

#[tokio::test]
async fn every_operation_of_the_contract_answers_and_wants_a_token_where_it_says_so() {
    let http = Http::start().await;
    let contract = contract();
    let mut operations = 0;
    for (path, methods) in contract["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("operations") {
            operations += 1;
            let path = path.replace("{employee_id}", "00000000-0000-7000-8000-000000000000");
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).expect("a method");
            let answer = Answer::of(http.request(method.clone(), &path).header("content-type", "application/json").body("{}")).await;
            let protected = operation.get("security").and_then(Value::as_array).is_some_and(|schemes| !schemes.is_empty());
            assert_eq!(answer.status == 401, protected, "{method} {path}: {}", answer.text);
            assert!(operation["operationId"].is_string() && operation["summary"].is_string(), "{method} {path}");
            let responses = operation["responses"].as_object().expect("responses");
            assert!(responses.contains_key(&answer.status.to_string()), "{method} {path} answered {} which it does not list", answer.status);
        }
    }
    assert!(operations >= 8, "{operations}");
}

#[test]
fn docs_errors_md_lists_every_problem_and_every_sqlstate_and_is_up_to_date() {
    let page = errors_page();
    for problem in Problem::ALL {
        assert!(page.contains(&format!("`{}`", problem.id())), "docs/errors.md lacks {}", problem.id());
        for state in problem.sqlstates() {
            assert!(page.contains(&format!("`{state}`")), "docs/errors.md lacks {state} ({})", problem.id());
        }
    }
    let missing: Vec<String> = policy_states().into_iter().filter(|state| !page.contains(&format!("`{state}`"))).collect();
    assert!(missing.is_empty(), "raised in policies/ and not in docs/errors.md: {missing:?}");
    assert_eq!(page, api::errors_document(), "run `rowhouse errors --write`");
}

#[test]
fn every_sqlstate_that_policies_raise_is_a_problem() {
    let raised = policy_states();
    assert!(raised.len() > 15, "{raised:?}");
    let unmapped: Vec<&String> = raised.iter().filter(|state| Problem::of_sqlstate(state).is_none()).collect();
    assert!(unmapped.is_empty(), "no problem for {unmapped:?}");
    let never: Vec<&str> = Problem::ALL
        .iter()
        .flat_map(|problem| problem.sqlstates())
        .copied()
        .filter(|state| state.starts_with("RH") && !raised.contains(*state))
        .collect();
    assert!(never.is_empty(), "mapped, and raised nowhere: {never:?}");
}

#[tokio::test]
async fn health_and_readiness_say_so_without_a_token() {
    let http = Http::start().await;
    let alive = Answer::of(http.request(Method::GET, "/healthz")).await;
    assert_eq!(alive.json()["status"], "ok");
    let ready = Answer::of(http.request(Method::GET, "/readyz")).await;
    assert_eq!(ready.json()["status"], "ready");
    http.app.store.requests.close();
    let closed = Answer::of(http.request(Method::GET, "/readyz")).await;
    assert_eq!(closed.outcome(), (503, "unavailable".to_owned()));
    assert_eq!(Answer::of(http.request(Method::GET, "/healthz")).await.status, 200, "alive, and not ready");
}
