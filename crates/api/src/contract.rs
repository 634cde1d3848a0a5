//! The document as it is published: what the framework derives from the operations, plus what it cannot know: who may (`x-access`),
//! exactly which problems can come back, and an example for each body.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value, json};
use types::Problem;

use crate::{access, problem::status};

/// The published document, pretty-printed, with sorted keys.
///
/// # Panics
/// If an operation has no entry in [`access::OPERATIONS`], or the other way round: a build that ships such a contract must not be.
pub(crate) fn document(framework: &str) -> String {
    #[expect(clippy::expect_used, reason = "the framework writes JSON; a test builds this document")]
    let Merged(mut document) = serde_json::from_str(framework).expect("the framework's document is JSON");
    document["openapi"] = json!("3.0.3");
    document["info"]["license"] = json!({ "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0" });
    document["info"]["contact"] = json!({ "name": "Rowhouse" });
    document["servers"] = json!([{ "url": "/", "description": "Where this document was read from" }]);
    let examples = examples(&document);
    let mut seen = Vec::new();
    for (method, operation) in operations(&mut document) {
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        let Some(listed) = access::OPERATIONS.iter().find(|listed| listed.id == id) else {
            panic!("{id} has no entry in access.rs");
        };
        seen.push(id);
        describe(&method, operation, listed);
        exemplify(operation, &examples);
    }
    for listed in access::OPERATIONS {
        assert!(seen.iter().any(|id| id == listed.id), "{} in access.rs is no operation", listed.id);
    }
    let mut text = format!("{:#}", sorted(document));
    text.push('\n');
    text
}

fn operations(document: &mut Value) -> impl Iterator<Item = (String, &mut Value)> {
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::iter_mut);
    paths.flat_map(|(_, item)| item.as_object_mut().into_iter().flat_map(Map::iter_mut)).map(|(method, operation)| (method.clone(), operation))
}

/// Who may, and what can come back: only statuses that the operation can answer with stay, each with its codes.
fn describe(method: &str, operation: &mut Value, listed: &access::Operation) {
    operation["x-access"] = json!({ "permission": listed.permission, "relation": listed.relation });
    let mut by_status: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in problems(method, operation, listed) {
        let codes = by_status.entry(status(problem).as_u16()).or_default();
        if !codes.contains(&problem) {
            codes.push(problem);
        }
    }
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    responses.retain(|code, response| {
        let Ok(code) = code.parse::<u16>() else { return true };
        if code < 400 {
            if response["description"] == "" {
                response["description"] = json!("As far as the caller may see.");
            }
            return true;
        }
        let Some(problems) = by_status.get(&code) else { return false };
        let ids: Vec<&str> = problems.iter().map(|problem| problem.id()).collect();
        let told = response["description"].as_str().unwrap_or_default().trim_end_matches(['.', '\n']).to_owned();
        response["description"] = json!(format!("{told}: `{}`.", ids.join("`, `")));
        response["x-problems"] = json!(ids);
        response["content"]["application/problem+json"]["example"] = example_of(problems[0]);
        true
    });
    for (code, problems) in by_status {
        assert!(responses.contains_key(&code.to_string()), "{}: {code} for {problems:?} is not among the framework's responses", listed.id);
    }
}

/// What follows from an operation's shape, then what its entry adds.
fn problems(method: &str, operation: &Value, listed: &access::Operation) -> Vec<Problem> {
    let parameters: Vec<(&str, &str)> = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|parameter| (parameter["in"].as_str().unwrap_or_default(), parameter["name"].as_str().unwrap_or_default()))
        .collect();
    let has = |name: &str| parameters.iter().any(|(_, parameter)| *parameter == name);
    let signed_in = operation["security"].as_array().is_some_and(|schemes| !schemes.is_empty());
    let mut problems = Vec::new();
    if parameters.iter().any(|(place, _)| *place != "path") || operation["requestBody"].is_object() {
        problems.push(Problem::MalformedRequest);
    }
    if has("cursor") {
        problems.push(Problem::InvalidCursor);
    }
    if signed_in {
        problems.extend([Problem::Unauthenticated, Problem::SessionEnded, Problem::TokenExpired, Problem::RoleChanged, Problem::OrganizationGone]);
    }
    // a repeat finds what the first request made, unless it was removed since
    if parameters.iter().any(|(place, _)| *place == "path") || has("Idempotency-Key") {
        problems.push(Problem::NotFound);
    }
    problems.extend_from_slice(listed.problems);
    if signed_in && method != "get" && !listed.while_closing {
        problems.push(Problem::OrganizationClosing);
    }
    if has("If-Match") {
        problems.extend([Problem::VersionMismatch, Problem::PreconditionRequired]);
    }
    if has("Idempotency-Key") {
        problems.push(Problem::IdempotencyClash);
    }
    if operation["requestBody"].is_object() {
        problems.extend([Problem::TooLarge, Problem::UnsupportedMediaType]);
    }
    if listed.id != "read_health" {
        problems.extend([Problem::Overloaded, Problem::Unavailable]);
    }
    if !listed.id.starts_with("read_health") && listed.id != "read_readiness" {
        problems.push(Problem::Internal);
    }
    problems
}

fn example_of(problem: Problem) -> Value {
    json!({
        "type": format!("urn:rowhouse:problem:{}", problem.id()),
        "title": problem.title(),
        "status": status(problem).as_u16(),
        "code": problem.id(),
        "request_id": crate::example::id(17),
    })
}

/// The example of each schema that has one.
fn examples(document: &Value) -> BTreeMap<String, Value> {
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    schemas.filter_map(|(name, schema)| schema.get("example").map(|example| (format!("#/components/schemas/{name}"), example.clone()))).collect()
}

/// Puts the example of a body's schema beside the body, where tools look for it.
fn exemplify(operation: &mut Value, examples: &BTreeMap<String, Value>) {
    let request = operation.get_mut("requestBody").and_then(|body| body.get_mut("content")).and_then(Value::as_object_mut);
    let mut media: Vec<&mut Value> = request.into_iter().flat_map(|content| content.values_mut()).collect();
    // a second borrow of the same operation, so the request's bodies are done first
    for body in media.drain(..) {
        add_example(body, examples);
    }
    let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
    for response in responses.into_iter().flat_map(|responses| responses.values_mut()) {
        let content = response.get_mut("content").and_then(Value::as_object_mut);
        for body in content.into_iter().flat_map(|content| content.values_mut()) {
            add_example(body, examples);
        }
    }
}

fn add_example(body: &mut Value, examples: &BTreeMap<String, Value>) {
    if body.get("example").is_some() {
        return;
    }
    let schema = &body["schema"];
    let example = match schema["$ref"].as_str() {
        Some(reference) => examples.get(reference).cloned(),
        None => schema["items"]["$ref"].as_str().and_then(|reference| examples.get(reference)).map(|item| json!([item])),
    };
    if let Some(example) = example {
        body["example"] = example;
    }
}

/// JSON in which a repeated key adds to the first: the framework writes a path once for each file that serves it.
struct Merged(Value);

impl<'de> Deserialize<'de> for Merged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Merging;

        impl<'de> Visitor<'de> for Merging {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
                let mut map = Map::new();
                while let Some((key, Merged(value))) = access.next_entry::<String, Merged>()? {
                    match (map.get_mut(&key), value) {
                        (Some(Value::Object(first)), Value::Object(more)) => first.extend(more),
                        (_, value) => {
                            map.insert(key, value);
                        }
                    }
                }
                Ok(Value::Object(map))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
                let mut items = Vec::new();
                while let Some(Merged(item)) = access.next_element()? {
                    items.push(item);
                }
                Ok(Value::Array(items))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
                Ok(value.into())
            }

            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(value.into())
            }

            fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
                Ok(value.into())
            }

            fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
                // 1.0 and 1 are one number to JSON; generators print what they are given
                #[expect(clippy::cast_possible_truncation, reason = "only whole numbers are converted")]
                Ok(if value.fract() == 0.0 && value.abs() < 9e15 { (value as i64).into() } else { value.into() })
            }

            fn visit_str<E>(self, value: &str) -> Result<Value, E> {
                Ok(value.into())
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }
        }

        deserializer.deserialize_any(Merging).map(Self)
    }
}

/// Keys in alphabetical order, whatever map serde_json was built with: the document is compared byte by byte.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let fields: BTreeMap<String, Value> = map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        // chrono's name for what OpenAPI calls a date
        Value::String(text) if text == "naive-date" => json!("date"),
        other => other,
    }
}
