//! The worker as it runs: through to the end, cut down half-way, stopped half-way.

use std::time::Duration;

use rustix::process::Signal;

use crate::product::{Product, chain, eventually};

#[tokio::test]
async fn a_serving_process_takes_up_what_is_queued_and_leaves_no_staged_row() {
    let product = Product::start().await;
    let before = product.employees().await;
    let path = product.queue("", chain(2_500)).await;
    assert_eq!(product.import(&path).await["state"], "queued");
    assert_eq!(product.staged().await, 2_500, "control: rows are staged");
    let _worker = product.worker();
    let import = product.over(&path).await;
    assert_eq!((&import["state"], &import["created"], &import["rows_received"]), (&"done".into(), &2_500.into(), &2_500.into()), "{import}");
    assert_eq!(product.employees().await - before, 2_500);
    assert_eq!(
        product
            .count("people.reporting_lines l join people.employment_records r on r.employee_id = l.employee_id where r.employee_no like 'W%'")
            .await,
        2_499
    );
    eventually("the rows are discarded", async || product.staged().await == 0).await;
    eventually("the job is done", async || product.count("lifecycle.jobs where kind = 'import_people' and state = 'done'").await == 1).await;
}

#[tokio::test]
async fn a_worker_whose_connection_dies_half_way_leaves_nothing_and_the_job_is_taken_up_again() {
    let product = Product::start().await;
    let before = product.employees().await;
    let path = product.queue("", chain(4_500)).await;
    // people are written before lines: this stops the worker between the two
    let held = product.hold("people.reporting_lines", "share row exclusive").await;
    let _worker = product.worker();
    let pid = product.waiting_worker().await;
    let during = product.import(&path).await;
    assert_eq!((&during["state"], &during["phase"]), (&"running".into(), &"writing".into()), "{during}");
    assert!(during["rows_written"].as_u64().expect("a count") > 0, "control: half is written: {during}");
    assert_eq!(product.employees().await, before, "nobody sees it");
    let killed: bool = harness::value(&product.admin, &format!("select pg_terminate_backend({pid})")).await;
    assert!(killed);
    eventually("it is gone", async || product.count(&format!("pg_stat_activity where pid = {pid}")).await == 0).await;
    assert_eq!(product.employees().await, before, "nothing is half-written");
    drop(held);
    let import = product.over(&path).await;
    assert_eq!((&import["state"], &import["created"]), (&"done".into(), &4_500.into()), "{import}");
    assert_eq!(product.employees().await - before, 4_500);
    let attempts: i32 = harness::value(&product.admin, "select attempts from lifecycle.jobs where kind = 'import_people'").await;
    assert!(attempts > 1, "it was claimed again");
}

#[tokio::test]
async fn a_worker_that_is_told_to_stop_half_way_gives_the_job_to_the_next_at_once() {
    let product = Product::start().await;
    let before = product.employees().await;
    let path = product.queue("", chain(300)).await;
    let held = product.hold("people.reporting_lines", "share row exclusive").await;
    let worker = product.worker();
    product.waiting_worker().await;
    worker.signal(Signal::TERM);
    let said = worker.finish(Duration::from_secs(15));
    assert_eq!(said.code, Some(0), "{}", said.err);
    drop(held);
    assert_eq!(product.employees().await, before, "nothing is half-written");
    let queued = product.count("lifecycle.jobs where kind = 'import_people' and state = 'queued'").await;
    assert_eq!(queued, 1, "it was given back, not left to its lease");
    let _next = product.worker();
    let import = product.over(&path).await;
    assert_eq!((&import["state"], &import["created"]), (&"done".into(), &300.into()), "{import}");
}

#[tokio::test]
async fn a_worker_that_is_killed_half_way_leaves_nothing_and_its_lease_runs_out() {
    let product = Product::start().await;
    let before = product.employees().await;
    let path = product.queue("", chain(300)).await;
    let held = product.hold("people.reporting_lines", "share row exclusive").await;
    let worker = product.worker();
    product.waiting_worker().await;
    worker.signal(Signal::KILL);
    drop(worker);
    drop(held);
    assert_eq!(product.employees().await, before);
    // two minutes later
    let late = "update lifecycle.jobs set lease_until = statement_timestamp() - interval '1 second' where kind = 'import_people'";
    harness::run(&product.admin, &format!("set session_replication_role = replica; {late}; reset session_replication_role")).await;
    let _next = product.worker();
    let import = product.over(&path).await;
    assert_eq!((&import["state"], &import["created"]), (&"done".into(), &300.into()), "{import}");
}
