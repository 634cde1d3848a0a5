//! What must not change: everything by a dry run, everything by an import of one's own export; and managers and circles.

use harness::{Org, Person, north};

use crate::product::{HEADER, Product, chain, eventually, hana};

#[tokio::test]
async fn a_dry_run_counts_and_writes_nothing() {
    let product = Product::start().await;
    let _worker = product.worker();
    let before = product.fingerprint().await;
    let file = format!("{}Bad,B,nope,permanent,2024-01-01,\n", chain(50));
    let path = product.queue("?dry_run=true", file.clone()).await;
    let dry = product.over(&path).await;
    assert_eq!((&dry["state"], &dry["created"], &dry["failed"]), (&"done".into(), &50.into(), &1.into()), "{dry}");
    eventually("its rows are gone", async || product.staged().await == 0).await;
    assert_eq!(product.fingerprint().await, before);
    let path = product.queue("?on_error=skip_rows", file).await;
    assert_eq!(product.over(&path).await["created"], 50);
    assert_ne!(product.fingerprint().await, before, "control: the fingerprint sees an import");
}

#[tokio::test]
async fn an_import_of_an_export_changes_no_row_no_version_and_no_entry() {
    let product = Product::start().await;
    let _worker = product.worker();
    // names that a spreadsheet runs, that CSV must quote, and that take four bytes a letter
    let names = [
        "=HYPERLINK(\"x\")",
        "+1",
        "-1",
        "@sum",
        "'quoted'",
        "'=x",
        "a \"b\" c",
        "a,b;c",
        "ends with \"",
        "back\\slash,",
        "👩‍🚀 Zoë",
        "two  blanks",
        "\\N",
        "NULL",
    ];
    let mut file = HEADER.to_owned();
    for (at, name) in names.iter().enumerate() {
        // a leading apostrophe is the guard's: what begins with one is written with another
        let guard = if name.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        file += &format!("X{at},\"{guard}{}\",x{at}@x.example,intern,2024-01-01,\n", name.replace('"', "\"\""));
    }
    let path = product.queue("", file).await;
    let first = product.over(&path).await;
    assert_eq!(first["created"], names.len(), "{first} {:?}", product.errors(&path).await);
    let stored = "select e.display_name from people.employees e join people.employment_records r on r.employee_id = e.id where r.employee_no like 'X%' order by length(r.employee_no), r.employee_no";
    assert_eq!(harness::strings(&product.admin, stored).await, names);
    eventually("its rows are gone", async || product.staged().await == 0).await;
    let before = product.fingerprint().await;
    let export = product.http.get(hana(), "/employees/export").await;
    assert_eq!(export.status, 200);
    let path = product.queue("", export.text).await;
    let again = product.over(&path).await;
    assert_eq!((&again["state"], &again["errors"]), (&"done".into(), &0.into()), "{again} {:?}", product.errors(&path).await);
    assert_eq!(again["unchanged"], names.len() + Person::employees().count(), "{again}");
    assert_eq!(product.fingerprint().await, before);
}

#[tokio::test]
async fn managers_are_found_by_number_and_address_before_and_after_their_people_and_among_who_is_here() {
    let product = Product::start().await;
    let _worker = product.worker();
    let mona = format!("E-{}-{}", Org::North.token(), north(Person::Mona).employee().as_u128() & 0xff_ffff);
    let file = format!(
        "{HEADER}M1,A,m1@x.example,intern,2024-01-01,M4\n\
         M2,B,m2@x.example,intern,2024-01-01,M4@X.example\n\
         M3,C,m3@x.example,intern,2024-01-01,m2@x.example\n\
         M4,D,m4@x.example,intern,2024-01-01,{mona}\n\
         M5,E,m5@x.example,intern,2024-01-01,M4\n"
    );
    let path = product.queue("", file).await;
    let import = product.over(&path).await;
    assert_eq!((&import["state"], &import["created"]), (&"done".into(), &5.into()), "{import} {:?}", product.errors(&path).await);
    let lines =
        "select r.employee_no || ' ' || m.employee_no from people.reporting_lines l join people.employment_records r on r.employee_id = l.employee_id
                   join people.employment_records m on m.employee_id = l.manager_id where r.employee_no like 'M_' order by 1";
    let expected = ["M1 M4".to_owned(), "M2 M4".to_owned(), "M3 M2".to_owned(), format!("M4 {mona}"), "M5 M4".to_owned()];
    assert_eq!(harness::strings(&product.admin, lines).await, expected);
}

#[tokio::test]
async fn circles_inside_the_file_and_with_lines_that_are_there_are_refused_by_line() {
    let product = Product::start().await;
    let _worker = product.worker();
    let number = |person: Person| format!("E-{}-{}", Org::North.token(), north(person).employee().as_u128() & 0xff_ffff);
    let before = product.fingerprint().await;
    let file = format!(
        "{HEADER}C1,A,c1@x.example,intern,2024-01-01,C3\nC2,B,c2@x.example,intern,2024-01-01,C1\nC3,C,c3@x.example,intern,2024-01-01,C2\nC4,D,c4@x.example,intern,2024-01-01,C3\n"
    );
    let path = product.queue("", file).await;
    let inside = product.over(&path).await;
    assert_eq!(inside["state"], "failed", "{inside}");
    let told = product.errors(&path).await;
    for line in 2..=4 {
        assert!(told.contains(&format!("{line} manager cycle")), "{told:?}");
    }
    // Sid reports to Rita, Rita to Mona, Mona to Ada: now Ada to Sid
    let path = product.queue("", format!("employee_no,manager\n{},{}\n", number(Person::Ada), number(Person::Sid))).await;
    let existing = product.over(&path).await;
    assert_eq!(existing["state"], "failed", "{existing}");
    assert_eq!(product.errors(&path).await, ["2 manager cycle"]);
    assert_eq!(product.fingerprint().await, before, "nothing is written");
    let path = product.queue("", format!("employee_no,manager\n{},{}\n", number(Person::Sid), number(Person::Ada))).await;
    assert_eq!(product.over(&path).await["updated"], 1, "control: the other way round");
}

#[tokio::test]
async fn r23_an_export_whose_right_ends_on_the_way_is_an_incomplete_body() {
    let product = Product::start().await;
    // far more than the sockets between hold
    let fill = format!(
        "set session_replication_role = replica;
         with p as (insert into people.employees (org_id, id, display_name)
                    select '{org}', gen_random_uuid(), repeat('n', 200) from generate_series(1, 40000) returning id)
         insert into people.employment_records (org_id, employee_id, employee_no, legal_name, employment_type, hired_on)
         select '{org}', p.id, 'F-' || row_number() over (), repeat('l', 200), 'permanent', date '2020-01-01' from p;
         reset session_replication_role; analyze people.employees, people.employment_records",
        org = Org::North.id()
    );
    harness::run(&product.admin, &fill).await;
    let ask = || product.http.request(reqwest::Method::GET, "/employees/export").bearer_auth(product.http.token(hana()));
    let whole = ask().send().await.expect("an answer").text().await.expect("control: whole while the right lasts");
    assert!(whole.lines().count() > 40_000);
    let mut cut = ask().send().await.expect("an answer");
    assert_eq!(cut.status().as_u16(), 200);
    let mut received = cut.chunk().await.expect("a piece").expect("a beginning").len();
    product.as_ada(&format!("select identity.suspend_member('{}')", hana().id())).await;
    let error = loop {
        match cut.chunk().await {
            Ok(Some(piece)) => received += piece.len(),
            Ok(None) => panic!("{received} of {} bytes were taken for all", whole.len()),
            Err(error) => break error,
        }
    };
    assert!(received < whole.len(), "{error}");
}
