//! The other logins: workers, operators and auditors reach no row that is not theirs to handle.

use std::collections::BTreeSet;

use harness::{Arena, Org, Person, begin, commit, enter_claiming, ids, north, read_everything, refusal, rollback, run, strings, value};
use tokio_postgres::Client;
use uuid::Uuid;

/// Claims whatever is due with a secret; gives the organisation.
async fn claim(worker: &Client, secret: &str) -> Option<Uuid> {
    let sql = format!("select org_id from lifecycle.claim_job(array['export_people'], '10 minutes', {})", harness::digest(secret));
    ids(worker, &sql).await.into_iter().next()
}

async fn enter_job(worker: &Client, org: Org, secret: &str) {
    begin(worker).await;
    run(worker, &format!("select app.enter_job('{}', '{}', '{secret}')", org.job(), org.id())).await;
}

fn org_of(id: Uuid) -> Org {
    if id == Org::North.id() { Org::North } else { Org::South }
}

#[tokio::test]
async fn a_worker_without_a_claim_sees_nothing() {
    let arena = Arena::open("app_worker").await;
    begin(&arena.client).await;
    arena.assert_powerless("no claim").await;
    begin(&arena.client).await;
    let guess = format!("select app.enter_job('{}', '{}', 'guess')", Org::North.job(), Org::North.id());
    assert_eq!(refusal(&arena.client, &guess).await.code, "RH006");
    run(
        &arena.client,
        &format!(
            "select set_config('app.session', 'guess', true), set_config('app.org_id', '{}', true), set_config('app.role', 'worker', true)",
            Org::North.id()
        ),
    )
    .await;
    arena.assert_powerless("a forged claim").await;
    begin(&arena.client).await;
    let member = enter_claiming(&arena.client, north(Person::Ada), "admin").await.unwrap_err();
    assert_eq!(member.code, "42501", "a worker does not enter as a member");
    rollback(&arena.client).await;
    assert!(claim(&arena.client, "a workers secret").await.is_some(), "control");
}

#[tokio::test]
async fn a_claimed_job_opens_one_organisation_and_no_other() {
    let arena = Arena::open("app_worker").await;
    let mine = org_of(claim(&arena.client, "a workers secret").await.expect("a job"));
    let secret = "a workers secret";
    enter_job(&arena.client, mine, secret).await;
    assert_eq!(ids(&arena.client, "select org_id from identity.organizations").await, [mine.id()].into());
    let seen = read_everything(&arena.client, &arena.tables).await;
    harness::assert_no_foreign_byte(&format!("{seen:?}"), mine);
    let with_rows: BTreeSet<&str> = seen.iter().filter(|(_, rows)| !rows.is_empty()).map(|(table, _)| table.as_str()).collect();
    assert_eq!(with_rows, ["identity.capabilities", "identity.org_settings", "identity.organizations"].into());
    commit(&arena.client).await;

    for (job, org, secret) in [
        (mine.job(), mine.other().id(), secret),
        (mine.other().job(), mine.other().id(), secret),
        (mine.other().job(), mine.id(), secret),
        (mine.job(), mine.id(), "another secret"),
    ] {
        begin(&arena.client).await;
        let refused = refusal(&arena.client, &format!("select app.enter_job('{job}', '{org}', '{secret}')")).await;
        assert_eq!((refused.code.as_str(), refused.message.as_str()), ("RH006", "this job is not claimed by the caller, or its lease has run out"));
        rollback(&arena.client).await;
    }
}

#[tokio::test]
async fn a_jobs_capability_is_no_members_and_the_other_way_round() {
    let arena = Arena::open("app_worker").await;
    let mine = org_of(claim(&arena.client, "a workers secret").await.expect("a job"));
    let api = arena.another().await;
    for role in ["worker", "admin", "hr"] {
        begin(&api).await;
        let refused = refusal(&api, &format!("select app.enter('a workers secret', '{}', '{role}')", mine.id())).await.code;
        assert!(role == "worker" || refused == "RH003", "{role}: {refused}");
        rollback(&api).await;
    }
    begin(&arena.client).await;
    let as_member = format!("select app.enter_job('{}', '{}', '{}')", Org::North.job(), Org::North.id(), north(Person::Hana).secret());
    assert_eq!(refusal(&arena.client, &as_member).await.code, "RH006");
}

#[tokio::test]
async fn a_lease_that_has_run_out_opens_nothing_and_finishes_nothing() {
    let arena = Arena::open("app_worker").await;
    let mine = org_of(claim(&arena.client, "a workers secret").await.expect("a job"));
    enter_job(&arena.client, mine, "a workers secret").await;
    run(
        &arena.admin,
        &format!("update identity.capabilities set expires_at = now() - interval '1 second' where kind = 'job' and org_id = '{}'", mine.id()),
    )
    .await;
    harness::assert_sees_nothing(&arena.client, &arena.tables, "in the transaction that was open").await;
    rollback(&arena.client).await;
    begin(&arena.client).await;
    let again = format!("select app.enter_job('{}', '{}', 'a workers secret')", mine.job(), mine.id());
    assert_eq!(refusal(&arena.client, &again).await.code, "RH006");
    let finish = format!("select lifecycle.finish_job('{}', '{}', 'a workers secret')", mine.id(), mine.job());
    assert_eq!(refusal(&arena.client, &finish).await.code, "RH006");
    rollback(&arena.client).await;

    // whose lease it was, it is no longer: the next worker takes the job over, and the first one's secret stays dead
    run(
        &arena.admin,
        &format!("update lifecycle.jobs set lease_until = now() - interval '1 second', run_after = '2000-01-01' where org_id = '{}'", mine.id()),
    )
    .await;
    let second = arena.db.login("app_worker").await;
    assert_eq!(claim(&second, "the second worker").await, Some(mine.id()));
    begin(&arena.client).await;
    assert_eq!(refusal(&arena.client, &again).await.code, "RH006");
    assert_eq!(refusal(&arena.client, &finish).await.code, "RH006");
    rollback(&arena.client).await;
    run(&second, &finish.replace("a workers secret", "the second worker")).await;
    assert_eq!(strings(&arena.admin, &format!("select state from lifecycle.jobs where org_id = '{}'", mine.id())).await, ["done"]);
}

#[tokio::test]
async fn two_workers_never_claim_the_same_job() {
    let arena = Arena::open("app_worker").await;
    run(
        &arena.admin,
        &format!(
            "begin; set local session_replication_role = replica;
             insert into lifecycle.jobs (org_id, id, kind) select o.id::uuid, gen_random_uuid(), 'count_people' from generate_series(1, 20) i, (values ('{}'), ('{}')) o (id); commit",
            Org::North.id(),
            Org::South.id()
        ),
    )
    .await;
    let mut claims = Vec::new();
    for worker in 0..4 {
        let client = arena.db.login("app_worker").await;
        claims.push(tokio::spawn(async move {
            let mut claimed = Vec::new();
            loop {
                let secret = format!("worker {worker}, job {}", claimed.len());
                let sql = format!("select job_id from lifecycle.claim_job(array['count_people'], '10 minutes', {})", harness::digest(&secret));
                match ids(&client, &sql).await.into_iter().next() {
                    Some(job) => claimed.push(job),
                    None => return claimed,
                }
            }
        }));
    }
    let mut claimed = Vec::new();
    for claim in claims {
        claimed.extend(claim.await.expect("a worker"));
    }
    assert_eq!(claimed.len(), 40, "every job once");
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 40, "and none twice");
}

#[tokio::test]
async fn a_claim_cannot_be_finished_by_somebody_else() {
    let arena = Arena::open("app_worker").await;
    let mine = org_of(claim(&arena.client, "a workers secret").await.expect("a job"));
    let thief = arena.db.login("app_worker").await;
    let finish = |org: Org, secret: &str| format!("select lifecycle.finish_job('{}', '{}', '{secret}')", org.id(), mine.job());
    for (org, secret) in [(mine, "guess"), (mine.other(), "a workers secret"), (mine, ""), (mine, &north(Person::Ada).secret())] {
        assert_eq!(refusal(&thief, &finish(org, secret)).await.code, "RH006");
    }
    let lease = "select identity.sweep_expired(1000)";
    assert_eq!(value::<i64>(&thief, lease).await, 0, "sweeping takes only what ran out");
    run(&arena.client, &finish(mine, "a workers secret")).await;
    assert_eq!(refusal(&arena.client, &finish(mine, "a workers secret")).await.code, "RH006", "a finished job has no claim left");
}

#[tokio::test]
async fn a_lease_lasts_between_a_second_and_an_hour() {
    let arena = Arena::open("app_worker").await;
    for lease in ["'0 seconds'", "'61 minutes'", "'-1 hour'", "'infinity'::text::interval", "null"] {
        let refused = refusal(&arena.client, &format!("select * from lifecycle.claim_job(array['export_people'], {lease}, sha256('x'))")).await;
        assert!(["RH050", "22007"].contains(&refused.code.as_str()), "{lease}: {refused:?}");
    }
    assert!(claim(&arena.client, "control").await.is_some());
}

#[tokio::test]
async fn operators_and_auditors_see_no_row_of_a_tenant() {
    for login in ["app_platform", "app_auditor"] {
        let arena = Arena::open(login).await;
        begin(&arena.client).await;
        arena.assert_powerless(login).await;
        begin(&arena.client).await;
        run(
            &arena.client,
            &format!(
                "select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', 'admin', true)",
                north(Person::Ada).secret(),
                Org::North.id()
            ),
        )
        .await;
        // even a member's secret opens nothing here: these logins stand in no policy and hold no grant
        arena.assert_powerless(&format!("{login} with a member's secret")).await;
        for table in arena.tables.iter().filter(|table| table.tenant) {
            assert!(table.readable.is_empty() && table.updatable.is_empty() && table.insertable.is_empty() && !table.deletable, "{login}: {table:?}");
        }
        let listed: i64 = value(&arena.client, "select count(*) from catalog.tables").await;
        assert!(listed > 10, "control: {login} reads the catalog views");
    }
}
