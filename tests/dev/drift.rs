//! `rowhouse policies diff` and `rowhouse migrate` on the database of a running `dev`.

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::{
    process::{Said, rowhouse, run},
    site::{FIRST, Site, assert_no_password, path_text},
};

const DRIFT: &str = "ALTER TABLE people.employees NO FORCE ROW LEVEL SECURITY";

fn command(site: &Site, arguments: &[&str]) -> Said {
    let data = path_text(&site.data());
    let said = run(rowhouse(arguments).args(["--data", &data]));
    assert_no_password(&site.secrets(), &(said.out.clone() + &said.err));
    said
}

fn statements(said: &Said) -> Vec<&str> {
    said.out.lines().filter(|line| !line.starts_with("--") && !line.is_empty()).collect()
}

#[tokio::test]
async fn a_fresh_database_has_no_drift_and_a_change_by_hand_is_printed_exported_and_mended() {
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    let clean = command(&site, &["policies", "diff"]);
    assert_eq!((clean.code, clean.out.as_str()), (Some(0), ""), "{}", clean.err);
    let clean = command(&site, &["policies", "diff", "--format", "json"]);
    assert_eq!((clean.code, serde_json::from_str::<Value>(&clean.out).expect("JSON")), (Some(0), json!([])));
    let nothing = command(&site, &["migrate"]);
    assert_eq!(nothing.code, Some(0), "{}", nothing.err);

    let admin = site.admin().await;
    admin.batch_execute(DRIFT).await.expect("a change by hand");
    let drifted = command(&site, &["policies", "diff"]);
    assert_eq!(drifted.code, Some(1), "{}", drifted.err);
    let lines = statements(&drifted);
    assert_eq!(lines.len(), 1, "{}", drifted.out);
    assert_eq!(lines[0].to_uppercase(), format!("{DRIFT};").to_uppercase());
    println!("{}", drifted.out);

    let exported = command(&site, &["policies", "diff", "--format", "json"]);
    assert_eq!(exported.code, Some(1));
    let differences: Value = serde_json::from_str(&exported.out).expect("JSON");
    assert_eq!(differences.as_array().map(Vec::len), Some(1), "{differences}");
    assert_eq!(differences[0]["object"], "people.employees");
    assert_eq!(differences[0]["drift"].as_str().map(str::to_uppercase), Some(DRIFT.to_uppercase()));

    let mended = command(&site, &["migrate"]);
    assert_eq!(mended.code, Some(0), "{}", mended.err);
    let clean = command(&site, &["policies", "diff"]);
    assert_eq!((clean.code, clean.out.as_str()), (Some(0), ""), "{}", clean.err);
    let scratch: i64 = harness::value(&admin, "select count(*) from pg_database where datname like 'rowhouse_scratch%'").await;
    assert_eq!(scratch, 0, "no scratch database is left");
    let login = dev.logins().remove(0);
    assert!(dev.sign_in(&login).await.is_some(), "the API served on meanwhile");
    dev.stop(Signal::TERM, &site);
    let stopped = command(&site, &["policies", "diff"]);
    stopped.assert_one_sentence(&["DATABASE_URL"]);
}

#[tokio::test]
async fn the_printed_mend_mends() {
    let site = Site::used();
    let mut dev = site.start(&[]);
    dev.ready(FIRST);
    let admin = site.admin().await;
    for change in [
        DRIFT,
        "drop policy tenant on people.employees",
        "create policy open_door on people.employee_private for select to app_api using (true)",
        "grant select on identity.password_credentials to app_api",
        "alter table people.employees disable trigger _200_same_org",
    ] {
        admin.batch_execute(change).await.unwrap_or_else(|error| panic!("{change}: {error:?}"));
        let drifted = command(&site, &["policies", "diff", "--format", "json"]);
        assert_eq!(drifted.code, Some(1), "{change}: {}", drifted.err);
        let differences: Value = serde_json::from_str(&drifted.out).expect("JSON");
        for difference in differences.as_array().expect("a list") {
            let mend = difference["mend"].as_str().expect("a statement");
            admin.batch_execute(mend).await.unwrap_or_else(|error| panic!("{change}: {mend}: {error:?}"));
        }
        let clean = command(&site, &["policies", "diff"]);
        assert_eq!(clean.code, Some(0), "{change}: {}", clean.out);
    }
    dev.stop(Signal::TERM, &site);
}
