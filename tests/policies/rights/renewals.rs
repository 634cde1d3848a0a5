//! What rights are computed from changes them with the very next statement, wherever it runs.

use harness::{Arena, Org, Person, begin, commit, digest, enter, north, rollback, run, site, value};
use uuid::Uuid;

use crate::steps::{act, as_if, deny, group, held, override_as, permissions, set};

#[tokio::test]
async fn r23_every_change_holds_in_a_transaction_that_is_already_open_and_on_every_other_connection() {
    let arena = Arena::open("app_api").await;
    let (open, other) = (arena.another().await, arena.another().await);
    let (ada, pia, org) = (north(Person::Ada), north(Person::Pia), Org::North.id());
    let (team, given, taken) = (Org::North.unused(1), Org::North.unused(2), Org::North.unused(3));
    enter(&open, pia).await;
    assert_eq!(permissions(&open).await, set([]));
    let member = pia.id();
    let changes: [(String, &[&str]); 10] = [
        (override_as(given, pia, "audit.read", "allow"), &["audit.read"]),
        (group(org, team, &["people.chart.read"], &[]), &["audit.read"]),
        (
            format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org}', '{team}', '{member}')"),
            &["audit.read", "people.chart.read"],
        ),
        (
            format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{team}', 'org.invite')"),
            &["audit.read", "org.invite", "people.chart.read"],
        ),
        (format!("select identity.withdraw_from_group('{team}', 'people.chart.read')"), &["audit.read", "org.invite"]),
        (override_as(taken, pia, "org.invite", "deny"), &["audit.read"]),
        (format!("select identity.revoke_override('{given}')"), &[]),
        (format!("select identity.revoke_override('{taken}')"), &["org.invite"]),
        (format!("select identity.remove_group_member('{team}', '{member}')"), &[]),
        (format!("select identity.remove_group('{team}', 1)"), &[]),
    ];
    for (change, expected) in changes {
        act(&arena.client, ada, &change).await;
        let expected = expected.iter().map(|&code| code.to_owned()).collect();
        assert_eq!(permissions(&open).await, expected, "in the open transaction, after {change}");
        assert_eq!(held(&other, pia).await, expected, "on another connection, after {change}");
    }
    rollback(&open).await;
}

#[tokio::test]
async fn r23_a_site_limit_holds_with_the_next_statement() {
    let arena = Arena::open("app_api").await;
    let open = arena.another().await;
    let (ada, mona) = (north(Person::Ada), north(Person::Mona));
    let limits = "select c.site_ids from app.caller c";
    enter(&open, mona).await;
    assert_eq!(value::<Option<Vec<Uuid>>>(&open, limits).await, None);
    let (one, two) = (site(Org::North, 1), site(Org::North, 2));
    let steps: [(String, Option<Vec<Uuid>>); 4] = [
        (format!("array['{two}'::uuid]"), Some(vec![two])),
        (format!("array['{one}'::uuid, '{two}']"), Some(vec![one, two])),
        (format!("array['{one}'::uuid]"), Some(vec![one])),
        ("'{}'".to_owned(), None),
    ];
    for (sites, expected) in steps {
        act(&arena.client, ada, &format!("select identity.limit_to_sites('{}', {sites})", mona.id())).await;
        assert_eq!(value::<Option<Vec<Uuid>>>(&open, limits).await, expected, "{sites}");
    }
    rollback(&open).await;
}

#[tokio::test]
async fn r23_a_claimed_job_loses_what_its_member_loses() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let hana = north(Person::Hana);
    as_if(
        &arena.admin,
        "update lifecycle.jobs set run_after = now() + interval '1 day' where org_id <> (select min(org_id::text)::uuid from lifecycle.jobs)",
    )
    .await;
    let claimed: Uuid =
        value(&worker, &format!("select org_id from lifecycle.claim_job(array['export_people'], '1 minute', {})", digest("job"))).await;
    assert_eq!(claimed, Org::North.id());
    begin(&worker).await;
    run(&worker, &format!("select app.enter_job('{}', '{claimed}', 'job')", Org::North.job())).await;
    let may = "select 'people.read' = any (c.permissions) from app.caller c";
    assert!(value::<bool>(&worker, may).await, "control: it acts with hr's rights");
    act(&arena.client, north(Person::Ada), &deny(hana, "people.read")).await;
    assert!(!value::<bool>(&worker, may).await);
    commit(&worker).await;
}

/// What an import's report tells is what importing may see.
#[tokio::test]
async fn r23_who_may_no_longer_import_sees_none_of_their_imports() {
    let arena = Arena::open("app_api").await;
    let hana = north(Person::Hana);
    let own = format!("select id from lifecycle.import_jobs where id = '{}'", Org::North.import());
    let told = format!("select import_id from lifecycle.import_errors where import_id = '{}'", Org::North.import());
    for sql in [&own, &told] {
        assert_eq!(crate::steps::seen(&arena.client, hana, sql).await, set(["import 1"]), "control: {sql}");
    }
    act(&arena.client, north(Person::Ada), &crate::steps::deny(hana, "people.import")).await;
    for sql in [&own, &told] {
        assert_eq!(crate::steps::seen(&arena.client, hana, sql).await, set([]), "{sql}");
    }
}

/// A job acts for an account, not only for a membership.
#[tokio::test]
async fn r23_a_job_of_a_suspended_account_has_no_permission_left() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let account = format!("select user_id from identity.memberships where id = '{}'", north(Person::Hana).id());
    let account: uuid::Uuid = harness::value(&arena.admin, &account).await;
    let claim = |secret: &str| format!("select org_id from lifecycle.claim_job(array['export_people'], '1 second', {})", harness::digest(secret));
    let carried = |secret: &str| {
        format!("select coalesce(max(cardinality(permissions)), -1) from identity.capabilities where hash = {}", harness::digest(secret))
    };
    crate::steps::as_if(&arena.admin, &format!("delete from lifecycle.jobs where org_id = '{}'", Org::South.id())).await;
    harness::run(&worker, &claim("one")).await;
    assert!(harness::value::<i32>(&arena.admin, &carried("one")).await > 0, "control");
    let platform = arena.db.login("app_platform").await;
    harness::run(&platform, &format!("select identity.suspend_account('{account}')")).await;
    assert_eq!(harness::value::<i32>(&arena.admin, &carried("one")).await, -1, "the claimed job's right ends");
    harness::run(&worker, &claim("two")).await;
    assert_eq!(harness::value::<i32>(&arena.admin, &carried("two")).await, 0, "and a new claim holds nothing");
}
