//! The evidence itself: that it holds, and that it sees what is taken away, widened or added without a word.

use std::{fs, path::Path};

use proof::{
    Ground, Intent,
    matrix::matrix,
    mutate::{self, Fate},
    suite,
};
use schema::Sources;

async fn ground() -> Ground {
    Ground::open(None).await.expect("a throwaway cluster")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_of_the_intent_holds_and_changes_of_the_protection_are_seen() {
    let ground = ground().await;
    let prepared = suite::prepare(&ground, &Sources::embedded(), Intent::embedded().expect("the intent")).await.expect("a prepared world");
    let report = suite::whole(&ground, &prepared, false, &|_| {}).await.expect("a run");
    assert!(report.findings.is_empty(), "{} findings, the first: {:#?}", report.findings.len(), report.findings.first());
    assert!(report.cells > 40_000 && report.allowed > 10_000, "{} cells, {} allowed", report.cells, report.allowed);
    let admin = ground.admin(&prepared.template).await.expect("an admin");
    let shown = matrix(&admin, &prepared).await.expect("a matrix");
    assert!(shown.findings.is_empty(), "{:#?}", shown.findings);
    drop(admin);
    ground.settle(&prepared.template).await.expect("nobody connected");

    // one of each kind; `rowhouse policies mutate` has the others
    let planted = [
        "policy tenant on people.sites: dropped",
        "policy tenant on people.employment_records: dropped",
        "policy tenant on people.departments: permissive instead of restrictive",
        "policy edit_by_people_team on people.employment_records: using: people.chart.read instead of people.read",
        "policy members_enter on identity.capabilities: dropped",
        "policy through_its_own_login on identity.capabilities: dropped",
        "row security on people.positions: off",
        "row security on people.positions: not forced",
        "grant select (user_id) on identity.memberships to app_api: added",
        "grant delete on people.employees to app_api: widened",
        "execute on identity.begin_purge(p_org uuid) to app_api: widened",
        "trigger _200_same_org on people.sites: dropped",
        "trigger _900_audit on people.departments: disabled",
        "trigger _100_writable on people.positions: dropped",
        "reference employees_org_id_site_id_fkey on people.employees: site_id alone",
        "function identity.suspend_member(p_member uuid): security invoker",
        "view identity.member_accounts: where: without m.org_id = (SELECT c.org_id FROM app.caller AS c WHERE ((c.kind = 'member'::TEXT) AND ('org.members.read'::TEXT = ANY(c.permissions))))",
    ];
    let only = planted.iter().map(|id| (*id).to_owned()).collect();
    let options = mutate::Options { only, workers: 2, passed: true, ..mutate::Options::default() };
    let all = mutate::known(&ground, &prepared).await.expect("mutants");
    let report = mutate::run(&ground, &prepared, &all, &options, &|_, _| {}).await.expect("a run of mutants");
    for id in planted {
        let trial = report.trials.iter().find(|trial| trial.mutant.id == id);
        assert!(matches!(trial.map(|trial| &trial.fate), Some(Fate::Killed { .. })), "{id}: {:?}", trial.map(|trial| &trial.fate));
    }
    ground.clear().await.expect("nothing left behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_without_intent_or_comment_is_a_finding() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let checkout = tempfile::tempdir().expect("a folder");
    for folder in ["policies", "sql/migrations", "sql/catalog", "tests/policies/intent"] {
        copy(&root.join(folder), &checkout.path().join(folder));
    }
    fs::write(
        checkout.path().join("sql/migrations/V9000__stray.sql"),
        "create table people.stray (org_id uuid not null, id uuid not null, note text, primary key (org_id, id));",
    )
    .expect("a migration");
    fs::write(
        checkout.path().join("policies/people/stray.sql"),
        "alter table people.stray enable row level security;
         create policy read_all on people.stray for select to app_api using (id is not null);
         grant select on people.stray to app_api;
         create function people.stray_count() returns bigint language sql stable set search_path = pg_catalog, pg_temp as $$ select count(*) from people.stray $$;
         grant execute on function people.stray_count() to app_api;",
    )
    .expect("a policy file");
    let ground = ground().await;
    let sources = Sources::checkout(checkout.path()).expect("the checkout");
    let prepared = suite::prepare(&ground, &sources, Intent::checkout(checkout.path()).expect("the intent")).await.expect("a prepared world");
    let admin = ground.admin(&prepared.template).await.expect("an admin");
    let shown = matrix(&admin, &prepared).await.expect("a matrix");
    for uncommented in ["people.stray", "read_all on people.stray", "people.stray_count()"] {
        assert!(
            shown.findings.iter().any(|finding| finding.object == uncommented && finding.operation == "comment"),
            "{uncommented}: {:#?}",
            shown.findings
        );
    }
    drop(admin);
    let chosen = |_: &suite::Plan, attempt: &suite::Attempt| attempt.object.starts_with("people.stray");
    let report = suite::run(&ground, &prepared, &prepared.template, &chosen, false, &|_| {}).await.expect("a run");
    for (object, operation) in [("people.stray", "select"), ("people.stray_count()", "execute")] {
        assert!(
            report.findings.iter().any(|finding| finding.object == object && finding.operation == operation && finding.expected == "no grant"),
            "{object}: {:#?}",
            report.findings
        );
    }
    ground.clear().await.expect("nothing left behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_file_that_ends_the_transaction_of_all_is_named() {
    let ground = ground().await;
    for ending in ["commit; begin;", "rollback; begin;", "commit;"] {
        let mut sources = Sources::embedded();
        let at = sources.policies.iter().position(|file| file.path == "people/sites.sql").expect("a policy file");
        sources.policies[at].text.to_mut().push_str(ending);
        let refusal = ground.build(&sources).await.expect_err(ending).to_string();
        assert!(refusal.contains("policies/people/sites.sql ends the transaction"), "{ending}: {refusal}");
    }
    ground.build(&Sources::embedded()).await.expect("as they are");
    ground.clear().await.expect("nothing left behind");
}

#[test]
fn an_intent_that_contradicts_itself_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let intent = folder.path().join("tests/policies/intent");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/intent"), &intent);
    let people = fs::read_to_string(intent.join("people.csv")).expect("people.csv");
    for (wrong, because) in [
        (people.replacen(",allow,", ",perhaps,", 1), "no cell"),
        (format!("{people}{}\n", people.lines().nth(1).unwrap_or_default()), "has a line already"),
        (people.replacen("people.read,", "people.raed,", 1), "no permission"),
        (people.replacen("people.employees,select", ",select", 1), "empty or missing"),
    ] {
        fs::write(intent.join("people.csv"), wrong).expect("a changed file");
        let refusal = Intent::checkout(folder.path()).expect_err(because).to_string();
        assert!(refusal.contains(because) && refusal.contains("people.csv:"), "{refusal}");
    }
    fs::write(intent.join("people.csv"), &people).expect("people.csv as it was");
    let scenarios = folder.path().join("tests/policies/scenarios");
    fs::create_dir_all(&scenarios).expect("a folder");
    for (wrong, because) in [
        ("-- mona: ok\nselect 1", "before the first `--- title`"),
        ("--- R1: a title\n-- mona: perhaps\nselect 1", "write ok"),
        ("--- R1: a title\n-- mona: refused 1\nselect 1", "write ok"),
        ("--- R1: a title\nselect 1", "SQL before the first"),
        ("--- R1: a title\n-- mona: ok\n", "a step without SQL"),
        ("-- only what was a scenario\n", "no scenario"),
        ("--- R1: a title\n--- R2: another\n-- mona: ok\nselect 1", "nobody does anything in \"R1: a title\""),
    ] {
        fs::write(scenarios.join("wrong.sql"), wrong).expect("a scenario");
        let refusal = Intent::checkout(folder.path()).expect_err(because).to_string();
        assert!(refusal.contains(because) && refusal.contains("wrong.sql:"), "{refusal}");
    }
    for (file, header, wrong, because) in [
        ("layers.csv", "table,layer,has,why", "people.sites,floor,perhaps,because", "write yes or no"),
        ("leaning.csv", "object,operation,rows,why", "people.sites,select,,because", "empty or missing"),
        ("effects.csv", "object,operation,rows,actor,writes,returns", ",call,every,ada,,", "empty or missing"),
    ] {
        fs::remove_dir_all(&scenarios).ok();
        let right = fs::read_to_string(intent.join(file)).expect("a file of the intent");
        fs::write(intent.join(file), format!("{header}\n{wrong}\n")).expect("a changed file");
        let refusal = Intent::checkout(folder.path()).expect_err(because).to_string();
        assert!(refusal.contains(because) && refusal.contains(&format!("{file}:2")), "{refusal}");
        fs::write(intent.join(file), right).expect("as it was");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
