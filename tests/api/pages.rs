//! Pages: every item once, whatever is added meanwhile, and cursors that are good for one list of one organisation.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use harness::{Org, Person, http::Http, north, south};
use serde_json::{Value, json};

use crate::operations::{Ids, operations};

fn ids(items: &[Value]) -> Vec<String> {
    let id =
        |item: &Value| ["id", "line_id", "review_assignment_id", "participant_id"].iter().find_map(|name| item[*name].as_str().map(str::to_owned));
    items.iter().map(|item| id(item).expect("an id")).collect()
}

#[tokio::test]
async fn every_list_walks_every_item_once_whatever_the_size_of_its_pages() {
    let http = Http::start().await;
    let north_ids = Ids::prepare(&http, Org::North).await;
    let (mut lists, mut longest) = (0, 0);
    for operation in operations().into_iter().filter(|operation| operation.slots("query").any(|slot| slot.name == "cursor")) {
        lists += 1;
        let path = north_ids.request(&http, &operation).await.uri();
        let member = north_ids.caller(&operation.id);
        let (whole, _) = http.walk(member, &path, 200).await;
        for limit in [1, 2, 3, 7] {
            let (items, _) = http.walk(member, &path, limit).await;
            assert_eq!(ids(&items), ids(&whole), "{path} by {limit}");
        }
        assert_eq!(ids(&whole).into_iter().collect::<BTreeSet<_>>().len(), whole.len(), "{path}: an item came twice");
        longest = longest.max(whole.len());
    }
    println!("pages: {lists} lists, the longest of {longest}");
    assert!(lists >= 16 && longest >= 50, "{lists} {longest}");
}

#[tokio::test]
async fn whoever_was_there_is_seen_once_while_others_are_added() {
    let http = Http::start().await;
    let ada = north(Person::Ada);
    let add = async |number: usize| {
        let name = ["Aaron", "Mmm", "Zzz"][number % 3];
        let _ = http.post(ada, "/positions", &json!({ "title": format!("{name} {number}") })).await.expect(201);
        let _ = http.post(ada, "/groups", &json!({ "name": format!("{name} {number}") })).await.expect(201);
    };
    for number in 0..12 {
        add(number).await;
    }
    for path in ["/positions", "/groups"] {
        let before: BTreeSet<String> = ids(&http.walk(ada, path, 200).await.0).into_iter().collect();
        let (mut seen, mut cursor, mut number) = (Vec::new(), String::new(), 100);
        loop {
            let page = http.get(ada, &format!("{path}?limit=3{cursor}")).await.expect(200).json();
            seen.extend(ids(page["items"].as_array().expect("items")));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
            if number < 109 {
                let path_number = number + if path == "/groups" { 1000 } else { 0 };
                tokio::join!(add(path_number), async {});
                number += 1;
            }
        }
        let distinct: BTreeSet<String> = seen.iter().cloned().collect();
        assert_eq!(distinct.len(), seen.len(), "{path}: somebody came twice");
        assert!(before.is_subset(&distinct), "{path}: somebody was left out");
    }
}

#[tokio::test]
async fn a_cursor_is_good_for_its_list_in_its_organisation_and_for_nothing_else() {
    let http = Http::start().await;
    let (north_ids, south_ids) = (Ids::prepare(&http, Org::North).await, Ids::prepare(&http, Org::South).await);
    let foreign = http.get(south(Person::Ada), "/employees?limit=1").await.expect(200).json()["next_cursor"].as_str().expect("a cursor").to_owned();
    let employees = http.get(north(Person::Ada), "/employees?limit=1").await.expect(200).json()["next_cursor"].as_str().expect("a cursor").to_owned();
    let mut lists = 0;
    for operation in operations().into_iter().filter(|operation| operation.slots("query").any(|slot| slot.name == "cursor")) {
        lists += 1;
        let path = north_ids.request(&http, &operation).await.uri();
        let member = north_ids.caller(&operation.id);
        let away = south_ids.request(&http, &operation).await.uri();
        let (_, own) = http.walk(member, &path, 1).await;
        let (_, theirs) = http.walk(south_ids.caller(&operation.id), &away, 1).await;
        let mut bad = vec![foreign.clone(), "x".repeat(100_000 / 20), String::new(), "x".to_owned(), "%00".to_owned()];
        if operation.id != "list_employees" {
            bad.push(employees.clone());
        }
        bad.extend(theirs.first().cloned());
        if let Some(cursor) = own.first() {
            bad.extend([1, 10, cursor.len() / 2, cursor.len() - 1].map(|cut| cursor[..cut].to_owned()));
            bad.push(format!("{cursor}A"));
            let mut bytes = URL_SAFE_NO_PAD.decode(cursor).expect("base64");
            for at in [0, bytes.len() / 2, bytes.len() - 1] {
                bytes[at] ^= 1;
                bad.push(URL_SAFE_NO_PAD.encode(&bytes));
                bytes[at] ^= 1;
            }
            let sign = if path.contains('?') { '&' } else { '?' };
            assert_eq!(http.get(member, &format!("{path}{sign}cursor={cursor}")).await.status, 200, "positive control: {path}");
        }
        for cursor in bad {
            let answer = http.get(member, &format!("{path}?cursor={cursor}")).await;
            assert_eq!(answer.outcome(), (400, "invalid_cursor".to_owned()), "{path} {cursor:.60}");
        }
        for limit in ["0", "201", "-1", "abc", "1.5", "4294967297"] {
            let answer = http.get(member, &format!("{path}?limit={limit}")).await;
            assert_eq!(answer.outcome(), (400, "malformed_request".to_owned()), "{path} {limit}");
        }
        for limit in ["1", "200"] {
            assert_eq!(http.get(member, &format!("{path}?limit={limit}")).await.status, 200, "positive control: {path} {limit}");
        }
    }
    assert!(lists >= 16, "{lists}");
}
