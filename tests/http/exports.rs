//! People as CSV: exactly what the caller sees, recorded, and cut off visibly when the right ends.

use harness::{Org, Person, http::Http, north};

#[tokio::test]
async fn an_export_needs_its_permission_and_is_recorded_before_it_begins() {
    let http = Http::start().await;
    for person in [Person::Mona, Person::Omar, Person::Pia] {
        assert_eq!(http.get(north(person), "/employees/export").await.outcome(), (403, "forbidden".to_owned()), "{person}");
    }
    let export = http.get(north(Person::Hana), "/employees/export").await;
    assert_eq!(export.status, 200, "{}", export.text);
    assert_eq!(export.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(export.text.lines().count(), 1 + Person::employees().count());
    assert!(export.text.contains(Org::North.token()) && !export.text.contains(Org::South.token()));
    assert!(export.text.lines().all(|line| line.split(',').all(|cell| !cell.trim_matches('"').starts_with(['=', '+', '-', '@']))), "{}", export.text);
    let admin = http.db.admin().await;
    let entries: i64 = admin.query_one("select count(*) from audit.log where action = 'employee.exported'", &[]).await.expect("entries").get(0);
    assert_eq!(entries, 1, "refused exports leave none");
}

#[tokio::test]
async fn an_export_of_one_site_holds_its_people_alone() {
    let http = Http::start().await;
    let of = |number| format!("/employees/export?site_id={}", harness::site(Org::North, number));
    assert_eq!(http.get(north(Person::Ada), &of(1)).await.text.lines().count(), 1 + Person::employees().count());
    assert_eq!(http.get(north(Person::Ada), &of(2)).await.text.lines().count(), 1);
}
