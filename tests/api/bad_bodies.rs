//! Every operation that takes a body, given every kind of body it should not take: refused as the contract says, with nothing
//! written; and text of any script taken and given back as it was.

use std::fmt::Write as _;

use harness::{Database, Org, fingerprint, http::Http};
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::operations::{Ids, Operation, Parts, Slot, Surprises, arrange, operations};

/// Written down in both organisations.
async fn written(db: &Database) -> (String, String) {
    let admin = db.admin().await;
    (fingerprint(&admin, Org::North).await, fingerprint(&admin, Org::South).await)
}

/// Values that are none for a field, whatever it says: as JSON text, because some cannot be a `Value`.
fn wrong_types(slot: &Slot) -> Vec<String> {
    let words: &[&str] = match slot.schema["type"].as_str() {
        Some("string") if slot.is("uuid") => &["5", "true", "{}", "[]", "\"x\"", "\"\"", "\"01900000-0000-7000-8000-00000000000g\"", "\"\\u0000\""],
        Some("string") if slot.is("date") => &[
            "5",
            "false",
            "{}",
            "[]",
            "\"x\"",
            "\"\"",
            "\"0000-00-00\"",
            "\"2023-02-29\"",
            "\"2100-02-29\"",
            "\"2024-13-01\"",
            "\"2024-04-31\"",
            "\"2024-01-01T00:00:00Z\"",
            "\"\\u0000\"",
            "\"infinity\"",
        ],
        Some("string") if slot.is("date-time") => &[
            "5",
            "false",
            "{}",
            "\"x\"",
            "\"\"",
            "\"2024-01-01\"",
            "\"2023-02-29T00:00:00Z\"",
            "\"2024-01-01T25:00:00Z\"",
            "\"infinity\"",
            "\"\\u0000\"",
        ],
        Some("string") if slot.schema["enum"].is_array() => &["5", "null", "{}", "[]", "\"nonsense\"", "\"\"", "\"\\u0000\"", "\"ADMIN\""],
        Some("string") => &["5", "1.5", "true", "{}", "[]", "[\"x\"]", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\""],
        Some("boolean") => &["0", "\"true\"", "\"\"", "{}", "[]"],
        Some("integer") => &[
            "\"1\"",
            "1.5",
            "-1",
            "7",
            "255",
            "256",
            "65536",
            "4294967296",
            "9223372036854775808",
            "-9223372036854775809",
            "1e30",
            "1e400",
            "{}",
            "[]",
        ],
        Some("number") => &["\"1\"", "true", "{}", "[]", "1e30", "-1e30", "100000000000", "1e400"],
        Some("array") => &["5", "{}", "\"x\"", "[5]", "[null]", "[\"x\"]", "[[]]"],
        Some("object") => &["5", "\"x\"", "[]", "{}", "{\"nonsense\":1}"],
        _ => panic!("{slot:?}"),
    };
    let most = slot.schema["maximum"].as_f64();
    words.iter().filter(|word| **word != "7" || most.is_none_or(|most| most < 7.0)).map(|word| (*word).to_owned()).collect()
}

/// The body with one field as this JSON text.
fn spelled(parts: &Parts, field: &str, value: &str) -> Vec<u8> {
    let marker = "\u{1f}here\u{1f}";
    let text = serde_json::to_string(&parts.with(field, json!(marker)).body).expect("JSON");
    text.replace(&serde_json::to_string(marker).expect("JSON"), value).into_bytes()
}

/// Bodies that no operation takes, each with its name.
fn never(operation: &Operation, parts: &Parts) -> Vec<(String, Vec<u8>)> {
    let good = serde_json::to_vec(&parts.body).expect("JSON");
    let mut bodies: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, body: &[u8]| bodies.push((name.to_owned(), body.to_vec()));
    add("none", b"");
    add("spaces", b"   ");
    add("null", b"null");
    add("an array", &[b"[".as_slice(), &good, b"]"].concat());
    add("a string", b"\"x\"");
    add("a number", b"5");
    add("cut off", &good[..good.len() - 1]);
    add("followed by more", &[good.as_slice(), b"{}"].concat());
    add("a comment", &[b"/* */".as_slice(), &good].concat());
    add("a mark of byte order", &[b"\xef\xbb\xbf".as_slice(), &good].concat());
    add("UTF-16", &String::from_utf8_lossy(&good).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    add("a raw NUL", &[good.as_slice(), b"\0"].concat());
    add("no UTF-8", b"{\"name\":\"\xff\xfe\"}");
    add("an overlong NUL", b"{\"name\":\"\xc0\x80\"}");
    add("deep brackets", "[".repeat(100_000).as_bytes());
    add("deep and closed", format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).as_bytes());
    add("deep objects", format!("{{\"name\":{}1{}}}", "{\"a\":".repeat(50_000), "}".repeat(50_000)).as_bytes());
    add("an unknown field", &serde_json::to_vec(&parts.with("nonsense", json!(1)).body).expect("JSON"));
    add("the organisation named", &serde_json::to_vec(&parts.with("org_id", json!(Org::South.id())).body).expect("JSON"));
    add("an id of one's own", &serde_json::to_vec(&parts.with("id", json!(Org::North.unused(3))).body).expect("JSON"));
    add("a proto", &serde_json::to_vec(&parts.with("__proto__", json!({ "role": "admin" })).body).expect("JSON"));
    for slot in operation.slots("body") {
        for value in wrong_types(slot) {
            if value == "null" && operation.method == reqwest::Method::POST && !slot.required {
                continue; // of something new as good as absent
            }
            add(&format!("{} = {value}", slot.name), &spelled(parts, &slot.name, &value));
        }
        if slot.required {
            let mut without = parts.body.clone().expect("a body");
            without.remove(&slot.name);
            add(&format!("without {}", slot.name), &serde_json::to_vec(&without).expect("JSON"));
            add(&format!("{} = null", slot.name), &spelled(parts, &slot.name, "null"));
        }
        if slot.is_text() {
            let long = format!("\"{}\"", "x".repeat(1_000_000));
            add(&format!("{} of a million characters", slot.name), &spelled(parts, &slot.name, &long));
            let wide = format!("\"{}\"", "\u{1f30d}".repeat(200_000));
            add(&format!("{} of 200,000 emoji", slot.name), &spelled(parts, &slot.name, &wide));
            // a password is bytes for Argon2id and never text of the database
            if !slot.is("password") {
                add(&format!("{} with a NUL", slot.name), &spelled(parts, &slot.name, "\"correct horse\\u0000battery\""));
            }
            if let Some(most) = slot.schema["maxLength"].as_u64() {
                let over = "x".repeat(usize::try_from(most).expect("a length") + 1);
                add(&format!("{} one too long", slot.name), &spelled(parts, &slot.name, &format!("\"{over}\"")));
            }
            if slot.schema["minLength"].as_u64().is_some_and(|least| least > 0) {
                add(&format!("{} empty", slot.name), &spelled(parts, &slot.name, "\"\""));
            }
        }
        if slot.schema["type"] == "array" {
            let mut many = String::from("[");
            for number in 0..201 {
                let _ = write!(many, "{}\"{}\"", if number == 0 { "" } else { "," }, Org::North.unused(number));
            }
            add(&format!("{} of 201", slot.name), &spelled(parts, &slot.name, &format!("{many}]")));
        }
    }
    bodies
}

/// Bodies that an operation may take or refuse, as it likes, as long as it is one of the two.
fn perhaps(operation: &Operation, parts: &Parts) -> Vec<(String, Vec<u8>)> {
    let mut bodies = Vec::new();
    for slot in operation.slots("body") {
        let mut values: Vec<String> = Vec::new();
        if !slot.required {
            values.push("null".to_owned());
        }
        if slot.is("date") {
            for day in [
                "9999-12-31",
                "300000-01-01",
                "+300000-01-01",
                "+262142-12-31",
                "-0001-01-01",
                "-4714-01-01",
                "-262143-01-01",
                "0000-01-01",
                "0001-01-01",
                "2024-02-29",
                "2000-02-29",
                " 2024-01-01",
                "2024-1-2",
                "5874897-12-31",
                "5874898-01-01",
            ] {
                values.push(format!("\"{day}\""));
            }
        }
        if slot.is("date-time") {
            for moment in [
                "9999-12-31T23:59:59Z",
                "+262142-12-31T23:59:59Z",
                "-262143-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2024-02-29T23:59:60Z",
                "+294277-01-01T00:00:00Z",
                "-4714-01-01T00:00:00Z",
                "2040-01-01T00:00:00+23:59",
                "2040-01-01T00:00:00.123456789123Z",
            ] {
                values.push(format!("\"{moment}\""));
            }
        }
        if slot.schema["type"] == "integer" {
            values.extend(["0", "6", "1.0", "-0", "1e0"].map(str::to_owned));
        }
        if slot.is("uuid") && slot.schema["type"] == "string" {
            let id = parts.body.as_ref().and_then(|body| body.get(&slot.name)).and_then(Value::as_str).unwrap_or_default().to_uppercase();
            values.extend([format!("\"{id}\""), format!("\"{{{id}}}\""), format!("\"{}\"", id.replace('-', "")), format!("\"urn:uuid:{id}\"")]);
        }
        if slot.is_text() {
            for text in [
                "\\u0001\\u0007\\u001b[31m",
                "\\r\\n\\t",
                "\\u007f",
                "\\u0085",
                "\\u200b\\u200e\\u202e",
                "\\ufeff",
                "\\uffff",
                "\\ufdd0",
                "' or 1=1 --",
                "$1 %s {} \\\\x00 \\\\u0000",
                "a@b",
                "\\u0130@\\u0131.example",
                "  ",
                "\\u0000",
            ] {
                values.push(format!("\"{text}\""));
            }
        }
        for value in values {
            bodies.push((format!("{} = {value}", slot.name), spelled(parts, &slot.name, &value)));
        }
        // which of two counts is the server's choice, that it is one of them is not
        let twice = spelled(parts, &slot.name, &format!("null,\"{}\":null", slot.name));
        bodies.push((format!("{} twice", slot.name), twice));
    }
    bodies
}

#[tokio::test]
async fn every_operation_refuses_every_bad_body_and_writes_nothing() {
    let (mut count, mut cases) = (0, 0);
    let mut surprises = Surprises::default();
    for operation in operations().into_iter().filter(Operation::has_body) {
        count += 1;
        let http = Http::start().await;
        let ids = Ids::prepare(&http, Org::North).await;
        arrange(&http, Org::North, &operation, &ids).await;
        let parts = ids.request(&http, &operation).await;
        let before = written(&http.db).await;
        for (name, body) in never(&operation, &parts) {
            cases += 1;
            let answer = parts.send_raw(&http, body).await;
            surprises.unless(answer.status >= 400, || format!("{}: {name:.80}: taken: {} {:.200}", operation.id, answer.status, answer.text));
            surprises.undocumented(&operation, &answer, &name);
            surprises.unless(answer.text.len() < 1500, || format!("{}: {name:.80}: repeated at length", operation.id));
            if answer.status < 400 {
                break; // whatever follows would be compared with a changed world
            }
        }
        let good = serde_json::to_vec(&parts.body).expect("JSON");
        for kind in [
            "text/plain",
            "text/json",
            "application/x-www-form-urlencoded",
            "application/xml",
            "multipart/form-data; boundary=x",
            "garbage",
            "application/jsonx",
            "",
        ] {
            cases += 1;
            let answer = harness::http::Answer::of(parts.request(&http).header(CONTENT_TYPE, kind).body(good.clone())).await;
            surprises.undocumented(&operation, &answer, kind);
            surprises.unless(matches!(answer.status, 400 | 415), || format!("{}: as {kind}: {} {:.200}", operation.id, answer.status, answer.text));
        }
        let huge = format!("{{\"name\":\"{}\"}}", "x".repeat(10 << 20)).into_bytes();
        let request = parts.request(&http).header(CONTENT_TYPE, "application/json").body(huge);
        // a server that answers and hangs up before it has read ten megabytes is as good as one that answers
        if let Ok(response) = request.send().await {
            surprises.unless(response.status() == 413, || format!("{}: ten megabytes: {}", operation.id, response.status()));
        }
        cases += 1;
        surprises.unless(written(&http.db).await == before, || format!("{}: a refused body wrote something", operation.id));
        let own = parts.send(&http).await;
        surprises.unless(own.status < 400, || format!("positive control: {} {} {}", operation.id, own.status, own.text));
    }
    println!("bad bodies: {count} operations, {cases} cases");
    surprises.assert_none();
    assert!(count >= 28 && cases >= 1500, "{count} {cases}");
}

#[tokio::test]
async fn every_operation_takes_or_refuses_odd_values_and_a_refusal_writes_nothing() {
    let (mut count, mut cases, mut taken) = (0, 0, 0);
    let mut surprises = Surprises::default();
    for operation in operations().into_iter().filter(Operation::has_body) {
        count += 1;
        let http = Http::start().await;
        let ids = Ids::prepare(&http, Org::North).await;
        arrange(&http, Org::North, &operation, &ids).await;
        let mut parts = ids.request(&http, &operation).await;
        let mut before = written(&http.db).await;
        for (name, body) in perhaps(&operation, &parts) {
            cases += 1;
            let answer = parts.send_raw(&http, body.clone()).await;
            surprises.undocumented(&operation, &answer, &name);
            if answer.status < 400 {
                taken += 1;
                // what was taken can be read: by the next request, and here in the answer
                surprises.unless(answer.text.is_empty() || serde_json::from_str::<Value>(&answer.text).is_ok(), || {
                    format!("{}: {name}: no JSON: {}", operation.id, answer.text)
                });
                if operation.slots("header").any(|slot| slot.name == "If-Match") {
                    let again = ids.request(&http, &operation).await.if_match;
                    surprises.unless(again.is_some(), || format!("{}: {name}: what was written cannot be read", operation.id));
                    parts.if_match = again;
                }
                before = written(&http.db).await;
            } else {
                surprises.unless(written(&http.db).await == before, || format!("{}: {name}: refused, and wrote something", operation.id));
            }
        }
    }
    println!("odd values: {count} operations, {cases} cases, {taken} taken");
    surprises.assert_none();
    assert!(count >= 28 && cases >= 600 && taken >= 100, "{count} {cases} {taken}");
}

/// A field of this name, wherever in an answer it stands.
fn found<'a>(body: &'a Value, field: &str) -> Option<&'a Value> {
    let fields = body.as_object()?;
    fields.get(field).or_else(|| fields.values().find_map(|inner| found(inner, field)))
}

#[tokio::test]
async fn text_of_any_script_comes_back_as_it_was_sent() {
    // bound to a form of their own, or never shown again
    let bound = ["email", "work_email", "private_email", "slug", "timezone", "token", "refresh_token", "permission", "password", "organization"];
    // what people are called by is one line
    let one_line = ["name", "title", "display_name", "legal_name", "employee_no", "work_phone"];
    let mut tried = 0;
    for operation in operations().into_iter().filter(|operation| operation.has_body() && operation.protected) {
        let http = Http::start().await;
        let ids = Ids::prepare(&http, Org::North).await;
        for slot in operation.slots("body").filter(|slot| slot.is_text() && !bound.contains(&slot.name.as_str())) {
            for text in ["Zoë 🌍👩‍🚀", "\u{5d0}\u{5d1} \u{202e}cba", "e\u{301} \u{212b}", "<b>'\"&;--\\", "line\none\ttwo"] {
                arrange(&http, Org::North, &operation, &ids).await;
                let mut parts = ids.request(&http, &operation).await.with(&slot.name, json!(text));
                // whatever is unique is another one each time
                for field in ["name", "title", "employee_no", "work_email"] {
                    let unique = format!("{tried}{}", if field == "work_email" { "@x.example" } else { "" });
                    if slot.name != field && operation.method == reqwest::Method::POST && operation.slots("body").any(|slot| slot.name == field) {
                        parts = parts.with(field, json!(unique));
                    }
                }
                tried += 1;
                let answer = parts.send(&http).await;
                if text.contains('\n') && one_line.contains(&slot.name.as_str()) && answer.outcome() == (422, "invalid_value".to_owned()) {
                    continue;
                }
                assert!(answer.status < 400, "{} {}: {}", operation.id, slot.name, answer.text);
                let shown = match operation.id.as_str() {
                    "cancel_review_cycle" => "cancel_reason",
                    "reopen_review" => "reopen_reason",
                    "refuse_goal_change" => "answer_note",
                    // told by the audit
                    "resume_review_cycle" => continue,
                    _ => &slot.name,
                };
                assert_eq!(found(&answer.json(), shown), Some(&json!(text)), "{} {}", operation.id, slot.name);
            }
        }
    }
    println!("text of any script: {tried} cases");
    assert!(tried >= 80, "{tried}");
}
