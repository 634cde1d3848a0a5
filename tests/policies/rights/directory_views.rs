//! The two views that read as the kernel: which columns, whose rows, for whom; nothing without a member's live right.

use harness::{Arena, Member, Org, Person, begin, digest, names, north, refusal, rollback, run, strings, value, who};
use uuid::Uuid;

use crate::steps::{seen, set};

/// Everybody with a membership, whatever its state.
fn everybody() -> impl Iterator<Item = Person> {
    Person::ALL.into_iter().filter(|person| *person != Person::Nemo)
}

#[tokio::test]
async fn hm05_the_views_have_exactly_these_columns() {
    let arena = Arena::open("app_api").await;
    for (view, columns) in
        [("member_directory", &["org_id", "id", "name", "employee_id", "state"][..]), ("member_accounts", &["org_id", "id", "email"][..])]
    {
        let sql = format!(
            "select attname::text from pg_attribute where attrelid = 'identity.{view}'::regclass and attnum > 0 and not attisdropped order by attnum"
        );
        assert_eq!(strings(&arena.admin, &sql).await, columns, "{view}");
        for login in ["app_auth", "app_worker", "app_platform", "app_auditor"] {
            let client = arena.db.login(login).await;
            assert_eq!(refusal(&client, &format!("select from identity.{view}")).await.code, "42501", "{login}: {view}");
        }
    }
}

#[tokio::test]
async fn r1_every_member_reads_every_name_of_the_organisation_and_no_other() {
    let arena = Arena::open("app_api").await;
    for person in Person::members() {
        assert_eq!(seen(&arena.client, north(person), "select id from identity.member_directory").await, names(everybody()), "{person}");
    }
    harness::enter(&arena.client, north(Person::Pia)).await;
    let rows = arena.client.query("select org_id, id, name, employee_id, state from identity.member_directory", &[]).await.expect("rows");
    for row in rows {
        let person = everybody().find(|person| north(*person).id() == row.get::<_, Uuid>(1)).expect("one of the cast");
        let member = north(person);
        let expected = (
            Org::North.id(),
            format!("{person:?} {}", Org::North.token()),
            (person != Person::Dora).then(|| member.employee()),
            if person == Person::Gwen { "left" } else { "active" }.to_owned(),
        );
        assert_eq!((row.get(0), row.get(2), row.get(3), row.get(4)), expected, "{person}");
    }
    rollback(&arena.client).await;
}

#[tokio::test]
async fn hm05_sign_in_addresses_are_for_who_reads_memberships() {
    let arena = Arena::open("app_api").await;
    let all = "select id from identity.member_accounts";
    for person in Person::members() {
        let expected = if ["admin", "hr"].contains(&person.role()) { names(everybody()) } else { set([]) };
        assert_eq!(seen(&arena.client, north(person), all).await, expected, "{person}");
    }
    harness::enter(&arena.client, north(Person::Hana)).await;
    for person in everybody() {
        let sql = format!("select email from identity.member_accounts where id = '{}'", north(person).id());
        assert_eq!(value::<String>(&arena.client, &sql).await, north(person).email());
    }
    rollback(&arena.client).await;
    crate::steps::act(&arena.client, north(Person::Ada), &crate::steps::deny(north(Person::Hana), "org.members.read")).await;
    assert_eq!(seen(&arena.client, north(Person::Hana), all).await, set([]));
}

#[tokio::test]
async fn r1_without_a_members_live_right_the_views_are_empty() {
    let arena = Arena::open("app_api").await;
    let worker = arena.db.login("app_worker").await;
    let row = worker
        .query_one(&format!("select org_id, job_id from lifecycle.claim_job(array['export_people'], '1 minute', {})", digest("job")), &[])
        .await
        .expect("a job");
    let (org, job): (Uuid, Uuid) = (row.get(0), row.get(1));
    let ada = north(Person::Ada);
    let claims = [
        ("no context", String::new()),
        (
            "a guess",
            format!(
                "select set_config('app.session', 'guess', true), set_config('app.org_id', '{}', true), set_config('app.role', 'admin', true);",
                Org::North.id()
            ),
        ),
        (
            "another role",
            format!(
                "select set_config('app.session', '{}', true), set_config('app.org_id', '{}', true), set_config('app.role', 'hr', true);",
                ada.secret(),
                Org::North.id()
            ),
        ),
        (
            "a job's secret",
            format!(
                "select set_config('app.session', 'job', true), set_config('app.org_id', '{org}', true), set_config('app.role', 'worker', true);"
            ),
        ),
    ];
    for view in ["identity.member_directory", "identity.member_accounts"] {
        for (situation, claim) in &claims {
            begin(&arena.client).await;
            run(&arena.client, claim).await;
            assert_eq!(who(&arena.client, &format!("select id from {view}")).await, set([]), "{view}: {situation}");
            rollback(&arena.client).await;
        }
        assert_eq!(seen(&arena.client, ada, &format!("select id from {view}")).await, names(everybody()), "control");
        assert_eq!(
            seen(
                &arena.client,
                Member { org: Org::South, person: Person::Ada },
                &format!("select id from {view} where org_id <> '{}'", Org::South.id())
            )
            .await,
            set([])
        );
    }
    begin(&worker).await;
    run(&worker, &format!("select app.enter_job('{job}', '{org}', 'job')")).await;
    assert_eq!(refusal(&worker, "select from identity.member_directory").await.code, "42501");
    rollback(&worker).await;
}
