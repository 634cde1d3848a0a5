//! The rules applied to the database as the files make it, read by the logins that are meant to read them.

use std::{collections::BTreeSet, fs, path::Path};

use harness::{Database, refusal, strings, value};

use crate::fixtures::{folder, names};

#[tokio::test]
async fn nothing_is_found_that_nobody_answers_for() {
    let db = Database::fresh().await;
    let auditor = db.login("app_auditor").await;
    let open = "select rule || ': ' || object || ': ' || detail from catalog.lints where not suppressed and severity <> 'info' order by 1";
    assert_eq!(strings(&auditor, open).await, [""; 0]);
    assert!(value::<i64>(&auditor, "select count(*) from catalog.lints where suppressed").await > 20, "control: the rules do look");
    // an expired suppression is found and hides nothing
    let admin = db.admin().await;
    harness::run(
        &admin,
        "begin;
         create or replace view catalog.lint_suppressions as
            select 'tenant_floor'::text as rule, 'identity.capabilities'::text as object, 'rights come first'::text as reason, current_date - 1 as expires_on",
    )
    .await;
    let found = strings(&admin, "select rule from catalog.lints where not suppressed and object ~ 'identity.capabilities$' and rule in ('suppression', 'tenant_floor') order by 1").await;
    assert_eq!(found, ["suppression", "tenant_floor"]);
}

#[tokio::test]
async fn every_rule_has_a_view_a_page_and_fixtures_and_nothing_is_left_over() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let rules: BTreeSet<String> = strings(&admin, "select rule from catalog.lint_rules").await.into_iter().collect();
    assert!(rules.len() >= 45, "{}", rules.len());
    let views = "select substr(viewname, 6) from pg_views where schemaname = 'catalog' and viewname like 'lint\\_%' and viewname not in ('lint_rules', 'lint_suppressions')";
    assert_eq!(rules, strings(&admin, views).await.into_iter().collect());
    assert_eq!(rules, names(&folder()));
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lints");
    let mut pages = names(&docs);
    assert!(pages.remove("README"));
    assert_eq!(rules, pages);
    let index = fs::read_to_string(docs.join("README.md")).unwrap();
    for rule in &rules {
        assert_eq!(index.matches(&format!("[{rule}]({rule}.md)")).count(), 1, "{rule} in the index");
        let page = fs::read_to_string(docs.join(format!("{rule}.md"))).unwrap();
        for section in ["## Why it matters", "## How to mend it", "## When to suppress it", "Source: "] {
            assert!(page.contains(section), "{rule}: {section}");
        }
    }
    let columns = "select string_agg(a.attname || ' ' || format_type(a.atttypid, null), ', ' order by a.attnum) || ' of ' || c.relname
                     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                    where c.relnamespace = 'catalog'::regnamespace and c.relname like 'lint\\_%' and c.relname not in ('lint_rules', 'lint_suppressions')
                    group by c.relname
                   having string_agg(a.attname || ' ' || format_type(a.atttypid, null), ', ' order by a.attnum)
                       <> 'rule text, category text, severity text, object text, detail text, remedy text'";
    assert_eq!(strings(&admin, columns).await, [""; 0], "the same columns");
    let told_otherwise = "select l.rule from catalog.lints l join catalog.lint_rules r on r.rule = l.rule
                           where (l.category, l.severity) <> (r.category, r.severity) or coalesce(l.object, '') = '' or coalesce(l.detail, '') = '' or coalesce(l.remedy, '') = ''";
    assert_eq!(strings(&admin, told_otherwise).await, [""; 0]);
}

#[tokio::test]
async fn catalog_lints_asks_every_rule() {
    let db = Database::fresh().await;
    let admin = db.admin().await;
    let unasked = "select r.rule from catalog.lint_rules r
                    where r.rule <> 'suppression' and (select p.prosrc from pg_proc p where p.oid = 'catalog.lints()'::regprocedure) !~ ('catalog\\.lint_' || r.rule || '\\M')";
    assert_eq!(strings(&admin, unasked).await, [""; 0]);
}

#[tokio::test]
async fn auditors_and_operators_read_every_rule_and_a_request_reads_none() {
    let db = Database::fresh().await;
    let views = strings(
        &db.admin().await,
        "select c.oid::regclass::text from pg_class c where c.relnamespace = 'catalog'::regnamespace and c.relkind = 'v' and c.relname ~ '^(lint|inventory_|policy_|fixed_)' order by 1",
    )
    .await;
    for role in ["app_auditor", "app_platform"] {
        let client = db.login(role).await;
        for view in &views {
            client.query(&format!("select * from {view}"), &[]).await.unwrap_or_else(|error| panic!("{role} reads {view}: {error:?}"));
        }
        // no customer's row comes with it
        assert_eq!(refusal(&client, "select * from people.employees").await.code, "42501", "{role}");
    }
    let api = db.login("app_api").await;
    for view in &views {
        assert_eq!(refusal(&api, &format!("select * from {view}")).await.code, "42501", "{view}");
    }
}

#[tokio::test]
async fn two_databases_of_the_same_files_find_the_same() {
    let (one, two) = (Database::fresh().await, harness::empty_database().await);
    let mut fresh = harness::connect(&two.admin_url()).await;
    schema::migrate(&mut fresh).await.expect("a migration");
    let told = "select rule || object || detail || remedy from catalog.lints";
    assert_eq!(strings(&one.admin().await, told).await, strings(&fresh, told).await, "no number of an object, and one order");
}
