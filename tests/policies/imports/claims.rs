//! The functions of a worker work its claimed import, and nothing without one.

use harness::{Arena, Member, Org, Person, begin, digest, north, refusal, rollback, run, south, value};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::sight::staged;

/// Every step of a worker.
const STEPS: [&str; 12] = [
    "lifecycle.start_import()",
    "lifecycle.check_import_values(0, 10)",
    "lifecycle.match_import_rows()",
    "lifecycle.judge_import()",
    "lifecycle.write_import_structure()",
    "lifecycle.write_import_people(0, 10)",
    "lifecycle.end_import_lines()",
    "lifecycle.write_import_lines(100, 10)",
    "lifecycle.report_import(1)",
    "lifecycle.refuse_import_row(2)",
    "lifecycle.finish_import()",
    "lifecycle.fail_import('no')",
];

/// Claims a due job of a kind under a secret; gives its organisation and id.
async fn claim(worker: &Client, kind: &str, secret: &str) -> (Uuid, Uuid) {
    let sql = format!("select org_id, job_id from lifecycle.claim_job(array['{kind}'], '1 minute', {})", digest(secret));
    let row = worker.query_one(&sql, &[]).await.expect("a due job");
    (row.get(0), row.get(1))
}

fn entering((org, job): (Uuid, Uuid), secret: &str) -> String {
    format!("select app.enter_job('{job}', '{org}', '{secret}')")
}

async fn assert_no_step_works(worker: &Client, situation: &str) {
    for step in STEPS.into_iter().chain(["lifecycle.discard_import_rows(10)"]) {
        let code = refusal(worker, &format!("select {step}")).await.code;
        assert_eq!(code, "RH006", "{situation}: {step}");
    }
}

#[tokio::test]
async fn no_step_works_without_a_claim_nor_for_a_request() {
    let arena = Arena::open("app_api").await;
    staged(&arena.client, north(Person::Hana), true).await;
    let worker = arena.db.login("app_worker").await;
    begin(&worker).await;
    assert_no_step_works(&worker, "without a context").await;
    rollback(&worker).await;
    // a member's own right is no claim either
    begin(&worker).await;
    run(
        &worker,
        &format!(
            "select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', 'hr', true)",
            north(Person::Hana).secret(),
            Org::North.id()
        ),
    )
    .await;
    assert_no_step_works(&worker, "in a member's context").await;
    rollback(&worker).await;
    harness::enter(&arena.client, north(Person::Ada)).await;
    for step in STEPS.into_iter().chain([
        "lifecycle.discard_import_rows(10)",
        "lifecycle.sweep_imports()",
        "lifecycle.claimed_import()",
        "lifecycle.assert_may_import()",
    ]) {
        assert_eq!(refusal(&arena.client, &format!("select {step}")).await.code, "42501", "{step} for a request");
    }
    rollback(&arena.client).await;
    begin(&worker).await;
    for inner in [
        "lifecycle.claimed_import()",
        "lifecycle.assert_may_import()",
        "lifecycle.end_import(gen_random_uuid(), gen_random_uuid(), 'done', null)",
        "lifecycle.receiving_import(gen_random_uuid())",
    ] {
        assert_eq!(refusal(&worker, &format!("select {inner}")).await.code, "42501", "{inner} for a worker");
    }
    rollback(&worker).await;
}

#[tokio::test]
async fn a_claim_of_another_kind_of_job_is_no_claim_of_an_import() {
    let arena = Arena::open("app_api").await;
    staged(&arena.client, north(Person::Hana), true).await;
    let worker = arena.db.login("app_worker").await;
    let other = claim(&worker, "export_people", "of another kind").await;
    begin(&worker).await;
    run(&worker, &entering(other, "of another kind")).await;
    assert_no_step_works(&worker, "with a job of another kind").await;
    rollback(&worker).await;
}

#[tokio::test]
async fn a_claim_opens_its_own_organisation_and_its_own_import_alone() {
    let arena = Arena::open("app_api").await;
    let here = staged(&arena.client, north(Person::Hana), true).await;
    let second = staged(&arena.client, north(Person::Hugo), true).await;
    let away = staged(&arena.client, south(Person::Hana), true).await;
    let worker = arena.db.login("app_worker").await;
    let mut claims = Vec::new();
    for at in 0..3 {
        let secret = format!("secret {at}");
        claims.push((claim(&worker, "import_people", &secret).await, secret));
    }
    // a claim does not open the job or the organisation of another one
    for (job, _) in &claims {
        for (other, secret) in &claims {
            begin(&worker).await;
            let outcome = worker.batch_execute(&entering((other.0, job.1), secret)).await;
            assert_eq!(outcome.is_ok(), job.1 == other.1, "a claim opens its own job");
            rollback(&worker).await;
            begin(&worker).await;
            let outcome = worker.batch_execute(&entering((job.0, other.1), secret)).await;
            assert_eq!(outcome.is_ok(), job.0 == other.0, "in its own organisation");
            rollback(&worker).await;
        }
    }
    // each discards its own rows and nobody else's
    let left = async |import: Uuid| -> i64 {
        value(&arena.admin, &format!("select count(*) from lifecycle.import_rows where import_id = '{import}'")).await
    };
    for (claim, secret) in &claims {
        let import: Uuid = value(&arena.admin, &format!("select id from lifecycle.import_jobs where job_id = '{}'", claim.1)).await;
        let before = [left(here).await, left(second).await, left(away).await];
        run(
            &worker,
            &format!(
                "begin; {}; select lifecycle.fail_import('given up'); select lifecycle.discard_import_rows(100); commit",
                entering(*claim, secret)
            ),
        )
        .await;
        let after = [left(here).await, left(second).await, left(away).await];
        for (at, other) in [here, second, away].into_iter().enumerate() {
            assert_eq!(after[at], if other == import { 0 } else { before[at] }, "discarding {import}");
        }
    }
    assert_eq!(left(here).await + left(second).await + left(away).await, 0, "control: all three in the end");
}

#[tokio::test]
async fn r01_an_import_finds_nobody_of_the_other_organisation() {
    let arena = Arena::open("app_api").await;
    let member: Member = north(Person::Hana);
    let id = Uuid::now_v7();
    let (foreign_number, foreign_address) = ("E-southcanary-2", "work.2@southcanary.example");
    let known: i64 = value(
        &arena.admin,
        &format!(
            "select count(*) from people.employees e join people.employment_records r on r.org_id = e.org_id and r.employee_id = e.id
                   where e.org_id = '{}' and r.employee_no = '{foreign_number}' and e.work_email = '{foreign_address}'",
            Org::South.id()
        ),
    )
    .await;
    assert_eq!(known, 1, "control: the south has that number and address");
    harness::enter(&arena.client, member).await;
    run(&arena.client, &format!("select lifecycle.open_import('{id}', false, 'skip_rows', ',', array['employee_no', 'display_name', 'work_email', 'employment_type', 'hired_on', 'manager'], '{{}}')")).await;
    let rows = format!(
        r#"[[2, "{foreign_number}", "Twin", null, "{foreign_address}", null, null, null, null, "intern", "2024-01-01", null, null],
            [3, "N1", "Below", null, null, null, null, null, null, "intern", "2024-01-01", "work.3@southcanary.example", null]]"#
    );
    run(&arena.client, &format!("select lifecycle.stage_import_rows('{id}', 10, '{rows}', '[]'); select lifecycle.submit_import('{id}', 10)")).await;
    harness::commit(&arena.client).await;
    let worker = arena.db.login("app_worker").await;
    let claimed = claim(&worker, "import_people", "of the north").await;
    let south = harness::fingerprint(&arena.admin, Org::South).await;
    for steps in [
        &STEPS[..2],
        &STEPS[2..3],
        &STEPS[3..4],
        &[
            "lifecycle.write_import_structure()",
            "lifecycle.write_import_people(0, 10)",
            "lifecycle.end_import_lines()",
            "lifecycle.write_import_lines(100, 10)",
            "lifecycle.finish_import()",
        ][..],
    ] {
        begin(&worker).await;
        run(&worker, &entering(claimed, "of the north")).await;
        for step in steps {
            run(&worker, &format!("select {step}")).await;
        }
        harness::commit(&worker).await;
    }
    assert_eq!(harness::fingerprint(&arena.admin, Org::South).await, south, "not a byte of the south is touched");
    let added: i64 = value(
        &arena.admin,
        &format!("select count(*) from people.employment_records where org_id = '{}' and employee_no = '{foreign_number}'", Org::North.id()),
    )
    .await;
    assert_eq!(added, 1, "the north has its own person of that number");
    let told = harness::strings(&arena.admin, &format!("select line || ' ' || reason from lifecycle.import_errors where import_id = '{id}'")).await;
    assert_eq!(told, ["3 unknown_manager"], "and nobody to report to there");
}
