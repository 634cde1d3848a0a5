//! tests/lints/<rule>/: what violates the rule, what comes near, what mends it; each in a transaction that is rolled back.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use harness::{Database, rollback, run, strings};
use tokio_postgres::Client;

/// Where the fixtures are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("lints")
}

/// Names of what a folder holds, without their ending.
pub(crate) fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a rule finds now beyond what it always finds here.
async fn new_findings(admin: &Client, rule: &str, baseline: &BTreeSet<String>) -> Vec<String> {
    let found = strings(admin, &format!("select distinct object from catalog.lint_{rule} order by 1")).await;
    found.into_iter().filter(|object| !baseline.contains(object)).collect()
}

async fn every_fixture_of(category: &str) {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let rules = strings(&admin, &format!("select rule from catalog.lint_rules where category = '{category}' order by rule")).await;
    assert!(!rules.is_empty(), "no rules in {category}");
    // the baseline as catalog.lints gives it: objects by rule
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in admin.query("select rule, object from catalog.lints", &[]).await.unwrap() {
        known.entry(row.get(0)).or_default().insert(row.get(1));
    }
    for rule in rules {
        let baseline = known.remove(&rule).unwrap_or_default();
        let folder = folder().join(&rule);
        run(&admin, "begin").await;
        run(&admin, &text(&folder.join("near_miss.sql"))).await;
        assert_eq!(new_findings(&admin, &rule, &baseline).await, [""; 0], "{rule}: near_miss.sql is none");
        rollback(&admin).await;
        for case in names(&folder).iter().filter(|name| name.starts_with("violation")) {
            let violation = text(&folder.join(format!("{case}.sql")));
            let expected = violation.lines().next().and_then(|line| line.strip_prefix("-- finds: ")).expect("the first line says what is found");
            run(&admin, "begin").await;
            run(&admin, &violation).await;
            assert_eq!(new_findings(&admin, &rule, &baseline).await, [expected], "{rule}: {case}.sql");
            run(&admin, &text(&folder.join(format!("{}.sql", case.replace("violation", "fixed"))))).await;
            assert_eq!(new_findings(&admin, &rule, &baseline).await, [""; 0], "{rule}: {case}.sql, mended");
            rollback(&admin).await;
        }
    }
}

#[tokio::test]
async fn bypass_rules_find_what_they_are_for() {
    every_fixture_of("bypass").await;
}

#[tokio::test]
async fn logic_rules_find_what_they_are_for() {
    every_fixture_of("logic").await;
}

#[tokio::test]
async fn channel_rules_find_what_they_are_for() {
    every_fixture_of("channels").await;
}

#[tokio::test]
async fn speed_rules_find_what_they_are_for() {
    every_fixture_of("speed").await;
}

#[tokio::test]
async fn hygiene_rules_find_what_they_are_for() {
    every_fixture_of("hygiene").await;
}
