//! The directory over HTTP: pages cover exactly what the caller may see, and a cursor is worth nothing anywhere else.

use std::collections::BTreeSet;

use harness::{
    Member, Org, Person,
    http::{Answer, Http},
    north, site, south,
};
use serde_json::Value;
use uuid::Uuid;

fn items(page: &Value) -> Vec<String> {
    page["items"].as_array().expect("items").iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

/// Walks every page; fails on a page that is too long, or one that is short and not the last.
async fn walk(http: &Http, member: Member, query: &str, size: usize) -> Vec<String> {
    let mut seen = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let after = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let answer = http.get(member, &format!("/employees?limit={size}{query}{after}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let page = answer.json();
        let ids = items(&page);
        seen.extend(ids.iter().cloned());
        cursor = page["next_cursor"].as_str().map(str::to_owned);
        if cursor.is_none() {
            assert!(ids.len() <= size);
            return seen;
        }
        assert_eq!(ids.len(), size, "a page before the last is full");
    }
}

fn visible(member: Member) -> BTreeSet<String> {
    let sees_leavers = ["admin", "hr"].contains(&member.role());
    Person::employees()
        .filter(|person| sees_leavers || *person != Person::Gwen)
        .map(|person| Member { person, ..member }.employee().to_string())
        .collect()
}

async fn as_maintenance(http: &Http, sql: &str) {
    let admin = http.db.admin().await;
    admin.batch_execute(&format!("set session_replication_role = replica; {sql}")).await.expect("maintenance");
}

#[tokio::test]
async fn r01_pages_of_any_size_cover_exactly_the_visible_employees_once() {
    let http = Http::start().await;
    for member in [
        north(Person::Ada),
        north(Person::Hana),
        north(Person::Mona),
        north(Person::Omar),
        north(Person::Pia),
        south(Person::Pia),
        north(Person::Dora),
    ] {
        for size in [1, 2, 3, 5, 7, 15, 16, 17, 200] {
            let seen = walk(&http, member, "", size).await;
            let once: BTreeSet<String> = seen.iter().cloned().collect();
            assert_eq!(once.len(), seen.len(), "{member}, {size} a page: somebody came twice");
            assert_eq!(once, visible(member), "{member}, {size} a page");
        }
    }
}

#[tokio::test]
async fn people_of_the_same_name_are_not_lost_between_pages() {
    let http = Http::start().await;
    as_maintenance(&http, "update people.employees set display_name = 'The Same' where org_id::text like 'aaaaaaaa%'").await;
    for size in [1, 2, 3, 15] {
        let seen = walk(&http, north(Person::Ada), "", size).await;
        assert_eq!(seen.len(), 16);
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), visible(north(Person::Ada)));
    }
}

#[tokio::test]
async fn pages_stay_whole_while_people_join_and_are_renamed_behind_the_reader() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    let first = http.get(pia, "/employees?limit=5").await.json();
    let insert = |number: u128, name: &str| {
        let (org, id) = (Org::North.id(), Org::North.unused(number));
        format!("insert into people.employees (org_id, id, display_name) values ('{org}', '{id}', '{name}');")
    };
    as_maintenance(&http, &(insert(1, "Aaron northcanary") + &insert(2, "Zoe northcanary"))).await;
    let mut seen = items(&first);
    let mut cursor = first["next_cursor"].as_str().map(str::to_owned);
    while let Some(after) = cursor {
        let page = http.get(pia, &format!("/employees?limit=5&cursor={after}")).await.json();
        seen.extend(items(&page));
        cursor = page["next_cursor"].as_str().map(str::to_owned);
    }
    let once: BTreeSet<String> = seen.iter().cloned().collect();
    assert_eq!(once.len(), seen.len(), "nobody twice");
    let mut expected = visible(pia);
    expected.insert(Org::North.unused(2).to_string());
    assert_eq!(once, expected, "everybody who was there, and who joined ahead of the reader");
}

#[tokio::test]
async fn names_with_any_letters_survive_the_cursor() {
    let http = Http::start().await;
    let names = ["Ánna", "Żaneta 🌍", "O\u{2019}Brien \"x\" \\", "نور", "<b>&amp;</b>", "a\u{202e}b", "%00"];
    let sql: String = (0..)
        .zip(names)
        .map(|(number, name)| {
            let (org, id) = (Org::North.id(), Org::North.unused(number));
            format!("insert into people.employees (org_id, id, display_name) values ('{org}', '{id}', $n${name}$n$);")
        })
        .collect();
    as_maintenance(&http, &sql).await;
    let seen = walk(&http, north(Person::Pia), "", 1).await;
    assert_eq!(seen.len(), 15 + names.len());
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), 15 + names.len());
}

#[tokio::test]
async fn filters_narrow_and_another_organisations_filter_finds_nothing_like_an_unknown_one() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    let moved = format!(
        "update people.employees set department_id = '{}', site_id = '{}' where id in ('{}', '{}')",
        Org::North.department(3),
        site(Org::North, 2),
        north(Person::Rita).employee(),
        north(Person::Sid).employee()
    );
    as_maintenance(&http, &moved).await;
    let expected: BTreeSet<String> = [Person::Rita, Person::Sid].map(|person| north(person).employee().to_string()).into();
    for query in [
        format!("&department_id={}", Org::North.department(3)),
        format!("&site_id={}", site(Org::North, 2)),
        format!("&department_id={}&site_id={}", Org::North.department(3), site(Org::North, 2)),
    ] {
        for size in [1, 2, 50] {
            assert_eq!(walk(&http, pia, &query, size).await.into_iter().collect::<BTreeSet<_>>(), expected, "{query}");
        }
    }
    assert!(walk(&http, pia, &format!("&department_id={}&site_id={}", Org::North.department(3), site(Org::North, 1)), 50).await.is_empty());
    for name in ["department_id", "site_id"] {
        let unknown = http.get(pia, &format!("/employees?{name}={}", Uuid::new_v4())).await;
        for foreign in [Org::South.department(2), site(Org::South, 1), Org::South.id()] {
            let answer = http.get(pia, &format!("/employees?{name}={foreign}")).await;
            assert_eq!(answer.fingerprint(), unknown.fingerprint(), "{name}");
        }
        assert_eq!(unknown.json()["items"].as_array().map(Vec::len), Some(0));
        assert_eq!(http.get(pia, &format!("/employees?{name}=x")).await.outcome(), (400, "malformed_request".to_owned()));
    }
}

#[tokio::test]
async fn a_limit_outside_1_to_200_is_refused() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    for limit in ["1", "200"] {
        assert_eq!(http.get(pia, &format!("/employees?limit={limit}")).await.status, 200);
    }
    for limit in ["0", "201", "-1", "many", "", "1.5", "99999999999999999999", "1e2", "%00"] {
        let answer = http.get(pia, &format!("/employees?limit={limit}")).await;
        assert_eq!(answer.outcome(), (400, "malformed_request".to_owned()), "{limit}");
    }
}

#[tokio::test]
async fn a_cursor_that_was_altered_or_made_up_is_refused() {
    let http = Http::start().await;
    let pia = north(Person::Pia);
    let cursor = http.get(pia, "/employees?limit=3").await.json()["next_cursor"].as_str().expect("a cursor").to_owned();
    assert_eq!(http.get(pia, &format!("/employees?cursor={cursor}")).await.status, 200, "positive control");
    let mut altered: Vec<String> = (0..cursor.len())
        .step_by(9)
        .map(|at| {
            let other = if &cursor[at..=at] == "A" { "B" } else { "A" };
            format!("{}{other}{}", &cursor[..at], &cursor[at + 1..])
        })
        .collect();
    altered.extend(["", "x", "AAAA", "%00", "null", "../..", "%F0%9F%8C%8D"].map(str::to_owned));
    altered.extend([format!("{cursor}A"), format!("{cursor}="), cursor[1..].to_owned(), "A".repeat(5000)]);
    for cursor in altered {
        let answer = http.get(pia, &format!("/employees?cursor={cursor}")).await;
        assert_eq!(answer.outcome(), (400, "invalid_cursor".to_owned()), "{cursor:.60}");
    }
}

#[tokio::test]
async fn a_cursor_of_another_organisation_or_of_another_key_is_refused() {
    let http = Http::start().await;
    let cursor_of =
        async |http: &Http, member| http.get(member, "/employees?limit=3").await.json()["next_cursor"].as_str().expect("a cursor").to_owned();
    let (ours, theirs) = (cursor_of(&http, north(Person::Pia)).await, cursor_of(&http, south(Person::Pia)).await);
    for (member, cursor, status) in [
        (north(Person::Pia), &ours, 200),
        (north(Person::Ada), &ours, 200),
        (south(Person::Pia), &theirs, 200),
        (north(Person::Pia), &theirs, 400),
        (south(Person::Pia), &ours, 400),
    ] {
        assert_eq!(http.get(member, &format!("/employees?cursor={cursor}")).await.status, status, "{member}");
    }
    let elsewhere = Http::start().await;
    let answer = elsewhere.get(north(Person::Pia), &format!("/employees?cursor={ours}")).await;
    assert_eq!(answer.outcome(), (400, "invalid_cursor".to_owned()), "another key");
    let unsigned = http.request(reqwest::Method::GET, &format!("/employees?cursor={ours}"));
    assert_eq!(Answer::of(unsigned).await.status, 401, "a cursor is no credential");
}
