//! `rowhouse policies explain` as a DBA types it: exit codes, the three forms, and what is no question.

use harness::{Database, Member, Org, Person, fingerprint, north};
use serde_json::Value;

use crate::process::{Said, rowhouse, run};

fn explain(db: &Database, arguments: &[&str]) -> Said {
    run(rowhouse(&["policies", "explain"]).args(arguments).env("DATABASE_URL", db.admin_url()))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exit_code_is_the_answer_and_the_output_says_why() {
    let db = Database::fresh().await;
    let before = fingerprint(&db.admin().await, Org::North).await;
    let (mona, pia) = (north(Person::Mona).id().to_string(), north(Person::Pia).email());
    let rita = north(Person::Rita).employee().to_string();
    let table = "people.employment_records";

    let yes = explain(&db, &["--as", &mona, "--can", "read", table, &rita]);
    assert_eq!(yes.code, Some(0), "{}", yes.err);
    assert!(yes.out.lines().next().is_some_and(|line| line.ends_with("YES")), "{}", yes.out);
    assert!(yes.out.lines().any(|line| line.starts_with("=> yes policy") && line.contains("app.reports()")), "{}", yes.out);

    let no = explain(&db, &["--as", &pia, "--can", "read", table, &rita, "--format", "json"]);
    assert_eq!(no.code, Some(1), "{}", no.err);
    let told: Value = serde_json::from_str(&no.out).expect("JSON");
    assert_eq!((&told["allowed"], &told["member"]), (&Value::Bool(false), &Value::String(north(Person::Pia).id().to_string())));
    assert!(told["steps"].as_array().is_some_and(|steps| steps.iter().any(|step| step["decided"] == true)), "{}", no.out);

    let moved = explain(
        &db,
        &["--as", &north(Person::Ada).email(), "--can", "set_member_role", "identity.memberships", &mona, "--with", r#"{"p_role": "hr"}"#],
    );
    assert_eq!(moved.code, Some(0), "{}{}", moved.out, moved.err);

    let page =
        explain(&db, &["--as", &pia, "--can", "insert", "people.sites", "--with", r#"{"name": "<b>&", "timezone": "UTC"}"#, "--format", "html"]);
    assert_eq!(page.code, Some(1), "{}", page.err);
    assert!(page.out.starts_with("<!doctype html>") && !page.out.contains("<b>"), "{}", page.out);
    assert_eq!(before, fingerprint(&db.admin().await, Org::North).await, "something remained");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_question_is_told_in_one_sentence_with_a_code_of_its_own() {
    let db = Database::fresh().await;
    let ada = north(Person::Ada).id().to_string();
    let dora = Member { org: Org::North, person: Person::Dora }.email();
    let nobody = Org::North.unused(1).to_string();
    for (arguments, words) in [
        (vec!["--as", "nobody@nowhere.example", "--can", "read", "people.employees"], "nobody@nowhere.example"),
        (vec!["--as", &dora, "--can", "read", "people.employees"], "several members"),
        (vec!["--as", &ada, "--can", "fly", "people.employees"], "fly"),
        (vec!["--as", &ada, "--can", "fly", "people.employees", &nobody], "fly"),
        (vec!["--as", &ada, "--can", "read", "people.nothing"], "people.nothing"),
        (vec!["--as", &ada, "--can", "read", "people.employees", "--with", "[]"], "JSON object"),
    ] {
        let said = explain(&db, &arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}{}", said.out, said.err);
        said.assert_one_sentence(&[words]);
    }
    let empty = harness::empty_database().await;
    let said = run(rowhouse(&["policies", "explain", "--as", &ada, "--can", "read", "people.employees"]).env("DATABASE_URL", empty.admin_url()));
    assert_eq!(said.code, Some(2));
    said.assert_one_sentence(&["rowhouse migrate"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recorded_search_for_drift_is_shown_to_auditors() {
    let db = Database::fresh().await;
    let said = run(rowhouse(&["policies", "diff", "--record"]).env("DATABASE_URL", db.admin_url()));
    let runs = harness::strings(
        &db.login("app_auditor").await,
        "select outcome || ' ' || (figures ->> 'differences') from catalog.evidence_runs where kind = 'diff'",
    )
    .await;
    let differences = said.out.lines().filter(|line| line.starts_with("-- ") && !line.starts_with("--   ")).count();
    assert_eq!(runs, [format!("{} {differences}", if said.code == Some(0) { "passed" } else { "failed" })], "{}{}", said.out, said.err);
}
