//! Nobody writes, rewrites or reads round the audit.

use harness::{Arena, Org, Person, commit, enter, north, refusal, run, strings, value};

const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

#[tokio::test]
async fn no_login_adds_changes_or_removes_an_entry() {
    let arena = Arena::open("app_api").await;
    for login in LOGINS {
        let client = arena.db.login(login).await;
        if login == "app_api" {
            enter(&client, north(Person::Ada)).await;
        }
        for sql in [
            format!(
                "insert into audit.log (org_id, id, actor_kind, actor_id, action, entity, entity_id, payload_sha256)
                 values ('{}', gen_random_uuid(), 'member', '{}', 'x', 'x', gen_random_uuid(), sha256('x'))",
                Org::North.id(),
                north(Person::Alan).id()
            ),
            "insert into audit.log default values".to_owned(),
            "update audit.log set actor_id = null".to_owned(),
            "delete from audit.log".to_owned(),
            "truncate audit.log".to_owned(),
            "insert into audit.payloads default values".to_owned(),
            "update audit.payloads set diff = null, salt = null".to_owned(),
            "delete from audit.payloads".to_owned(),
            format!("select audit.record('{}', 'x', 'x', gen_random_uuid(), '{{}}', '{}', true)", Org::North.id(), north(Person::Alan).id()),
            "call audit.watch('people.sites', 'x')".to_owned(),
            "select audit.people_sites()".to_owned(),
        ] {
            assert_eq!(refusal(&client, &sql).await.code, "42501", "{login}: {sql}");
        }
        if login == "app_api" {
            assert!(value::<i64>(&client, "select count(*) from audit.log").await > 0, "control: an admin reads the envelopes");
        }
    }
}

#[tokio::test]
async fn the_actor_is_the_live_caller_whatever_the_settings_claim() {
    let arena = Arena::entered(north(Person::Hana)).await;
    run(
        &arena.client,
        &format!(
            "select set_config('app.member_id', '{0}', true), set_config('app.actor_id', '{0}', true), set_config('app.actor', '{0}', true);
             update people.sites set name = 'Faro' where id = '{1}'",
            north(Person::Ada).id(),
            harness::site(Org::North, 2)
        ),
    )
    .await;
    commit(&arena.client).await;
    let actor = strings(&arena.admin, "select actor_id::text from audit.log where action = 'site.changed'").await;
    assert_eq!(actor, [north(Person::Hana).id().to_string()]);
}

#[tokio::test]
async fn a_malformed_request_id_stops_the_write_instead_of_its_entry() {
    let arena = Arena::entered(north(Person::Hana)).await;
    run(&arena.client, "select set_config('app.request_id', 'not a uuid', true)").await;
    let write = "update people.sites set timezone = 'UTC'";
    assert_eq!(refusal(&arena.client, write).await.code, "22P02");
    run(&arena.client, "select set_config('app.request_id', '', true)").await;
    run(&arena.client, write).await;
    commit(&arena.client).await;
    let entries: i64 = value(&arena.admin, "select count(*) from audit.log where action = 'site.changed' and request_id is null").await;
    assert_eq!(entries, 2);
}

#[tokio::test]
async fn deferring_or_disabling_constraints_skips_no_entry() {
    let arena = Arena::entered(north(Person::Ada)).await;
    run(&arena.client, "set constraints all deferred").await;
    assert_eq!(refusal(&arena.client, "alter table people.sites disable trigger _900_audit").await.code, "42501");
    assert_eq!(refusal(&arena.client, "set local session_replication_role = replica").await.code, "42501");
    run(&arena.client, "update people.sites set timezone = 'UTC'").await;
    commit(&arena.client).await;
    assert_eq!(value::<i64>(&arena.admin, "select count(*) from audit.log where action = 'site.changed'").await, 2);
}

#[tokio::test]
async fn hy24_an_admin_reads_envelopes_of_their_own_organisation_only() {
    let arena = Arena::entered(north(Person::Ada)).await;
    let orgs = strings(&arena.client, "select distinct org_id::text from audit.log").await;
    assert_eq!(orgs, [Org::North.id().to_string()]);
    let both: i64 = value(&arena.admin, "select count(distinct org_id) from audit.log").await;
    assert_eq!(both, 2, "control: both have entries");
}
