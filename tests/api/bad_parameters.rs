//! Every operation with path and query parameters, given values that are none.

use harness::{Org, fingerprint, http::Http};

use crate::operations::{Ids, Slot, Surprises, operations};

/// Values of a query parameter, percent-encoded, with whether they may be taken.
fn values(slot: &Slot) -> Vec<(String, bool)> {
    // where any text may stand, bytes that are none match nothing
    let text = slot.is_text() && slot.name != "cursor";
    let mut values: Vec<(&str, bool)> = vec![("%00", false), ("%ff%fe", text), ("%c0%80", text), ("%ED%A0%80", text)];
    let long = "a".repeat(10_000);
    values.push((&long, false));
    let never = |texts: &[&'static str]| texts.iter().map(|text| (*text, false)).collect::<Vec<_>>();
    let perhaps = |texts: &[&'static str]| texts.iter().map(|text| (*text, true)).collect::<Vec<_>>();
    if slot.is("uuid") {
        values.extend(never(&["x", "5", "null", "01900000-0000-7000-8000-00000000000g", "%27%3B%20select%201%20--"]));
        values.extend(perhaps(&["", "01900000000070008000000000000001", "%7B01900000-0000-7000-8000-000000000001%7D"]));
    } else if slot.is("date") {
        values.extend(never(&["x", "0000-00-00", "2023-02-29", "2100-02-29", "300000-01-01", "2024-01-01T00:00:00Z", "infinity"]));
        values.extend(perhaps(&["", "9999-12-31", "%2B262142-12-31", "-262143-01-01", "-4714-01-01", "0001-01-01", "2024-02-29"]));
    } else if slot.is("date-time") {
        values.extend(never(&["x", "2024-01-01", "2023-02-29T00:00:00Z", "2024-01-01T25:00:00Z", "infinity"]));
        values.extend(perhaps(&[
            "",
            "9999-12-31T23:59:59Z",
            "%2B262142-12-31T23:59:59Z",
            "-262143-01-01T00:00:00Z",
            "-4714-01-01T00:00:00Z",
            "%2B294277-01-01T00:00:00Z",
            "2024-02-29T23:59:60Z",
            "2024-01-01T00:00:00%2B23:59",
        ]));
    } else if slot.schema["type"] == "integer" {
        values.extend(never(&["-1", "abc", "1.5", "201", "65536", "4294967296", "99999999999999999999", "1e2", "0x10", "%D9%A1", "null", "true"]));
        values.extend(perhaps(&["", "0", "%2B1", "01", "1%20", "1"]));
    } else if slot.schema["enum"].is_array() {
        values.extend(never(&["x", "ADMIN", "5", "null", "%27"]));
        values.extend(perhaps(&[""]));
    } else if slot.name == "cursor" {
        values.extend(never(&["", "x", "%25", "AAAA", "eyJjb2xsZWN0aW9uIjoiIn0", "%F0%9F%8C%8D", "%0d%0aset-cookie:%20a=b", "null", "-1"]));
    } else {
        values.extend(perhaps(&["", "x", "%F0%9F%8C%8D", "%27%3B%20select%201%20--", "%E2%80%AE", "%01", "%25", "employee.changed"]));
    }
    values.into_iter().map(|(text, may)| (text.to_owned(), may)).collect()
}

#[tokio::test]
async fn every_operation_refuses_every_bad_query_parameter() {
    let http = Http::start().await;
    let ids = Ids::prepare(&http, Org::North).await;
    let admin = http.db.admin().await;
    let (mut count, mut cases, mut taken) = (0, 0, 0);
    let mut surprises = Surprises::default();
    for operation in operations() {
        let parts = ids.request(&http, &operation).await;
        let before = fingerprint(&admin, Org::North).await;
        count += usize::from(operation.slots("query").next().is_some());
        for slot in operation.slots("query") {
            for (value, may) in values(slot) {
                cases += 1;
                let mut asked = parts.clone();
                asked.query.insert(slot.name.clone(), value.clone());
                let answer = asked.send(&http).await;
                let case = format!("{} = {value}", slot.name);
                surprises.undocumented(&operation, &answer, &case);
                taken += usize::from(answer.status < 400);
                surprises.unless(may || answer.status >= 400, || format!("{}: {case:.80}: taken: {:.200}", operation.id, answer.text));
                let code = if slot.name == "cursor" { "invalid_cursor" } else { "" };
                surprises.unless(code.is_empty() || answer.outcome() == (400, code.to_owned()), || {
                    format!("{}: {case:.80}: {}", operation.id, answer.text)
                });
            }
            // the same parameter twice
            cases += 1;
            let mut asked = parts.clone();
            asked.query.insert(slot.name.clone(), format!("x&{}=y", slot.name));
            surprises.undocumented(&operation, &asked.send(&http).await, "twice");
        }
        // an export writes that it was made, whatever of it was asked for
        let writes = operation.slots("query").next().is_none() || operation.id == "export_employees";
        surprises.unless(fingerprint(&admin, Org::North).await == before || writes, || format!("{}: wrote something", operation.id));
    }
    println!("bad query parameters: {count} operations, {cases} cases, {taken} taken");
    surprises.assert_none();
    assert!(count >= 17 && cases >= 600 && taken >= 50, "{count} {cases} {taken}");
}

#[tokio::test]
async fn every_operation_answers_an_id_that_is_none_like_one_of_nothing() {
    let (mut count, mut cases) = (0, 0);
    let mut surprises = Surprises::default();
    let http = Http::start().await;
    let ids = Ids::prepare(&http, Org::North).await;
    let admin = http.db.admin().await;
    for operation in operations() {
        if operation.slots("path").next().is_none() {
            continue;
        }
        count += 1;
        let parts = ids.request(&http, &operation).await;
        let before = fingerprint(&admin, Org::North).await;
        for slot in operation.slots("path") {
            let long = "a".repeat(5_000);
            let mut texts =
                vec!["x", "0", "%00", "a%00b", "null", "%20", "*", "%25", "%22", "%27%20or%20true", "%F0%9F%8C%8D", "..%2f..", "%E2%80%AE", &long];
            if slot.is("uuid") {
                texts.push("01900000-0000-7000-8000-00000000000g");
                texts.push("00000000-0000-0000-0000-000000000000");
                texts.push("ffffffff-ffff-ffff-ffff-ffffffffffff");
            }
            for text in texts {
                cases += 1;
                let mut asked = parts.clone();
                asked.path.insert(slot.name.clone(), text.to_owned());
                let answer = asked.send(&http).await;
                surprises.undocumented(&operation, &answer, text);
                // a word of a catalogue may be told to be none of it
                let fine = answer.outcome() == (404, "not_found".to_owned()) || (slot.name == "permission" && (400..500).contains(&answer.status));
                surprises.unless(fine, || format!("{}: {} = {text:.50}: {} {}", operation.id, slot.name, answer.status, answer.text));
            }
        }
        surprises.unless(fingerprint(&admin, Org::North).await == before, || format!("{}: wrote something", operation.id));
    }
    // positive controls are those of `foreign_ids`, which sends the same requests with ids that exist
    println!("bad path parameters: {count} operations, {cases} cases");
    surprises.assert_none();
    assert!(count >= 45 && cases >= 600, "{count} {cases}");
}
