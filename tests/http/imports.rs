//! People from CSV, over HTTP; the job is worked as the worker's own login works it.

use std::time::Duration;

use harness::{
    Member, Person,
    http::{Answer, Http},
    north, south,
};
use reqwest::Method;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use store::{
    Pool, PoolKind,
    datastore::{
        imports::{self, Writing},
        jobs,
    },
};

const HEADER: &str = "employee_no,display_name,work_email,employment_type,hired_on,manager\n";

async fn upload(http: &Http, member: Member, query: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = http.request(Method::POST, &format!("/imports{query}")).bearer_auth(http.token(member));
    Answer::of(request.header("content-type", "text/csv").body(body)).await
}

fn worker(http: &Http) -> Pool {
    let server = store::Server::from_url(&http.db.url("app_worker")).expect("an address");
    Pool::new(&server, PoolKind::Worker, 2).expect("a pool")
}

async fn claim(worker: &Pool) -> Option<jobs::Claim> {
    let digest: [u8; 32] = Sha256::digest(b"a worker's secret").into();
    jobs::claim(worker, &["import_people"], Duration::from_secs(60), "a worker's secret".to_owned(), digest).await.expect("a claim")
}

/// What the worker does with a job.
async fn work(http: &Http) {
    let worker = worker(http);
    let claim = claim(&worker).await.expect("a job");
    if imports::start(&worker, &claim).await.expect("starts") {
        let mut after = 0;
        while let Some(upto) = imports::check_values(&worker, &claim, after, 3).await.expect("checks") {
            after = upto;
        }
        if imports::judge(&worker, &claim).await.expect("judges") {
            let writing = Writing::begin(&worker, &claim).await.expect("begins");
            let mut after = 0;
            while let Some(upto) = writing.people(after, 3).await.expect("writes people") {
                after = upto;
            }
            writing.end_lines().await.expect("ends lines");
            let mut before = i64::MAX;
            while let (Some(next), None) = writing.lines(before, 3).await.expect("writes lines") {
                before = next;
            }
            writing.commit().await.expect("commits");
        }
    }
    while imports::discard(&worker, &claim, 1000).await.expect("discards") > 0 {}
    jobs::finish(&worker, &claim, None).await.expect("finishes");
}

/// Uploads as Hana and works the job; gives the import.
async fn import(http: &Http, query: &str, body: &str) -> Value {
    let accepted = upload(http, north(Person::Hana), query, body.to_owned()).await;
    assert_eq!(accepted.status, 202, "{}", accepted.text);
    work(http).await;
    let id = accepted.json()["id"].as_str().expect("an id").to_owned();
    http.get(north(Person::Hana), &format!("/imports/{id}")).await.json()
}

/// `line field reason` of every error.
async fn errors(http: &Http, import: &Value) -> Vec<String> {
    let path = format!("/imports/{}/errors?limit=200", import["id"].as_str().expect("an id"));
    let page = http.get(north(Person::Hana), &path).await.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    page["items"].as_array().expect("items").iter().map(|e| format!("{} {} {}", e["line"], text(&e["field"]), text(&e["reason"]))).collect()
}

#[tokio::test]
async fn importing_takes_its_permissions_and_is_seen_by_who_asked_and_admins() {
    let http = Http::start().await;
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        assert_eq!(upload(&http, north(person), "", HEADER).await.outcome(), (403, "forbidden".to_owned()), "{person}");
    }
    let mine = upload(&http, north(Person::Hana), "", format!("{HEADER}9,A,a@x.example,intern,2024-01-01,\n")).await;
    let path = format!("/imports/{}", mine.json()["id"].as_str().expect("an id"));
    for (member, status) in [(north(Person::Hana), 200), (north(Person::Ada), 200), (north(Person::Hugo), 404), (south(Person::Ada), 404)] {
        assert_eq!(http.get(member, &path).await.status, status, "{member}");
        assert_eq!(http.get(member, &format!("{path}/errors")).await.status, status, "{member}");
    }
    for (member, status) in [(north(Person::Hugo), 404), (south(Person::Ada), 404), (north(Person::Ada), 200), (north(Person::Hana), 409)] {
        let cancelled = Answer::of(http.request(Method::POST, &format!("{path}/cancel")).bearer_auth(http.token(member))).await;
        assert_eq!(cancelled.status, status, "{member}");
    }
    work(&http).await; // a cancelled import is only tidied up
    assert_eq!(http.get(north(Person::Hana), &path).await.json()["created"], 0);
}

#[tokio::test]
async fn people_arrive_with_managers_in_any_order_and_the_same_file_again_changes_nothing() {
    let http = Http::start().await;
    let file = "\u{feff}Manager;Name;Employee No;E-Mail;Type;Hire date;Department;Shoe size\r\n\
                N2;\"Three; lines\";N1;;Fixed term;2024-01-31;New;\"4\r\n4\"\r\n\
                ;Boss;N2;boss@x.example;permanent;2020-01-01;New;\r\n\
                BOSS@x.example;'=1+1;N3;n3@x.example;intern;2024-02-29;;\r\n;;;;;;;\r\n\r\n";
    let first = import(&http, "", file).await;
    assert_eq!(
        (&first["state"], &first["created"], &first["failed"]),
        (&"done".into(), &3.into(), &0.into()),
        "{first} {:?}",
        errors(&http, &first).await
    );
    assert_eq!(first["ignored_headers"], serde_json::json!(["Shoe size"]));
    let again = import(&http, "", file).await;
    assert_eq!((&again["state"], &again["unchanged"], &again["updated"]), (&"done".into(), &3.into(), &0.into()), "{again}");
    let admin = http.db.admin().await;
    let row = admin
        .query_one(
            "select (select count(*) from people.reporting_lines l join people.employment_records m on m.employee_id = l.manager_id where m.employee_no = 'N2'),
                    (select max(e.row_version) from people.employees e join people.employment_records r on r.employee_id = e.id where r.employee_no like 'N_'),
                    (select count(*) from people.employees e where e.display_name = '=1+1'),
                    (select count(*) from lifecycle.import_rows r join lifecycle.import_jobs j on j.id = r.import_id where j.state <> 'cancelled')",
            &[],
        )
        .await
        .expect("counts");
    let seen: Vec<i64> = (0..4).map(|at| row.get(at)).collect();
    assert_eq!(seen, [2, 1, 1, 0], "lines to the boss, versions, the formula cell, rows left staged");
}

#[tokio::test]
async fn every_kind_of_bad_row_is_told_by_line_field_and_reason_and_nothing_is_written() {
    let http = Http::start().await;
    let mut file = HEADER.as_bytes().to_vec();
    file.extend_from_slice(
        b"B1,A,a@x.example,permanent,2024-02-30,\n\
          B2,B,nope,permanent,2024-01-01,\n\
          B3,C,c@x.example,slave,2024-01-01,nobody\n\
          B4,D,A@x.example,intern,2024-01-01,\n\
          B4,E,e@x.example,intern,2024-01-01,\n\
          B5,F\n\
          ,G,g@x.example,intern,2024-01-01,\n\
          B6,H\xff,h@x.example,intern,2024-01-01,\n\
          B7,I,i@x.example,intern,2024-01-01,B8\n\
          B8,J,j@x.example,intern,2024-01-01,B7\n\
          B9,K,work.1@northcanary.example,intern,2024-01-01,B9\n\
          B10,L,l@x.example,intern,2024-01-01,B2\n",
    );
    let accepted = upload(&http, north(Person::Hana), "", file).await;
    assert_eq!(accepted.status, 202, "{}", accepted.text);
    work(&http).await;
    let import = http.get(north(Person::Hana), &format!("/imports/{}", accepted.json()["id"].as_str().expect("an id"))).await.json();
    assert_eq!(import["state"], "failed", "{import}");
    let told = errors(&http, &import).await;
    for expected in [
        "2 hired_on bad_date",
        "3 work_email bad_email",
        "4 employment_type bad_employment_type",
        "4 manager unknown_manager",
        "5 work_email duplicate_in_file",
        "6 employee_no duplicate_in_file",
        "7  field_count",
        "8 employee_no missing",
        "9 display_name bad_encoding",
        "10 manager cycle",
        "11 manager cycle",
        "12 work_email address_taken",
        "12 manager own_manager",
        "13 manager manager_refused",
    ] {
        assert!(told.contains(&expected.to_owned()), "{expected}: {told:#?}");
    }
    let admin = http.db.admin().await;
    let written: i64 =
        admin.query_one("select count(*) from people.employment_records where employee_no like 'B%'", &[]).await.expect("a count").get(0);
    assert_eq!(written, 0);
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_skipping_writes_the_others() {
    let http = Http::start().await;
    let file = format!("{HEADER}D1,A,a@x.example,intern,2024-01-01,\nD2,B,nope,intern,2024-01-01,\n");
    let dry = import(&http, "?dry_run=true", &file).await;
    assert_eq!((&dry["state"], &dry["created"], &dry["failed"]), (&"done".into(), &1.into(), &1.into()), "{dry}");
    let admin = http.db.admin().await;
    let count = async || {
        admin.query_one("select count(*) from people.employment_records where employee_no like 'D_'", &[]).await.expect("a count").get::<_, i64>(0)
    };
    assert_eq!(count().await, 0);
    let skipped = import(&http, "?on_error=skip_rows", &file).await;
    assert_eq!((&skipped["state"], &skipped["created"], &skipped["failed"]), (&"done".into(), &1.into(), &1.into()), "{skipped}");
    assert_eq!(count().await, 1);
}

#[tokio::test]
async fn importing_an_export_changes_nothing() {
    let http = Http::start().await;
    let export = http.get(north(Person::Hana), "/employees/export").await.text;
    let round = import(&http, "", &export).await;
    assert_eq!(round["state"], "done", "{round} {:?}", errors(&http, &round).await);
    assert_eq!((&round["unchanged"], &round["updated"], &round["created"]), (&Person::employees().count().into(), &0.into(), &0.into()), "{round}");
}

#[tokio::test]
async fn r23_an_import_whose_requester_lost_the_right_is_not_written() {
    let http = Http::start().await;
    let accepted = upload(&http, north(Person::Hana), "", format!("{HEADER}R1,A,a@x.example,intern,2024-01-01,\n")).await;
    let worker = worker(&http);
    let held = claim(&worker).await.expect("a job");
    assert!(imports::start(&worker, &held).await.expect("starts"));
    let ada = http.db.login("app_api").await;
    harness::enter(&ada, north(Person::Ada)).await;
    ada.query("select identity.suspend_member($1)", &[&north(Person::Hana).id()]).await.expect("a suspension");
    harness::commit(&ada).await;
    assert!(imports::judge(&worker, &held).await.is_err(), "its right is gone with the requester's");
    work(&http).await; // claimed anew at once, and ended
    let path = format!("/imports/{}", accepted.json()["id"].as_str().expect("an id"));
    assert_eq!(http.get(north(Person::Ada), &path).await.json()["state"], "failed");
}

#[tokio::test]
async fn files_that_cannot_be_read_are_refused_in_a_sentence() {
    let http = Http::start().await;
    let hana = north(Person::Hana);
    for (query, body, detail) in [
        ("", "", "header"),
        ("", "name,mail\nA,b\n", "employee numbers"),
        ("", "id,number\n1,2\n", "Two columns"),
        ("?mapping=name%3Dshoe", "id,name\n1,A\n", "no field"),
        ("?mapping=absent%3Dsite", "id,name\n1,A\n", "no such column"),
    ] {
        let refused = upload(&http, hana, query, body).await;
        assert_eq!(refused.outcome(), (422, "invalid_value".to_owned()), "{body:?}");
        assert!(refused.json()["detail"].as_str().unwrap_or_default().contains(detail), "{}", refused.text);
    }
    let quote = format!("{HEADER}1,\"{}", "x".repeat(70_000));
    assert_eq!(upload(&http, hana, "", quote).await.status, 422, "a quote left open");
    let imports = http.get(hana, "/imports").await.json();
    assert!(imports["items"].as_array().unwrap().iter().any(|import| import["state"] == "failed"), "{imports}");
    let json = http.request(Method::POST, "/imports").bearer_auth(http.token(hana)).json(&serde_json::json!({}));
    assert_eq!(Answer::of(json).await.status, 415);
}

/// Otherwise the people after it would be part of a name, and nobody would be told.
#[tokio::test]
async fn a_quote_left_open_is_an_error_of_its_row_and_swallows_nobody_in_silence() {
    let http = Http::start().await;
    let file =
        "employee_no,employment_type,hired_on,display_name\n1,permanent,2020-01-01,Ann\n2,permanent,2020-01-01,\"Bob\n3,permanent,2020-01-01,Cy\n";
    let import = import(&http, "?on_error=skip_rows", file).await;
    assert_eq!((&import["created"], &import["failed"]), (&1.into(), &1.into()), "{import}");
    assert!(errors(&http, &import).await.contains(&"3 display_name control_character".to_owned()), "{:?}", errors(&http, &import).await);
}
