//! History is append-only for everyone.

use harness::{Arena, Org, Person, north, refusal, rollback, run, value};

#[tokio::test]
async fn rh012_not_even_a_superuser_rewrites_the_audit() {
    let arena = Arena::open("app_api").await;
    let digest = "select md5(string_agg(l::text, '' order by id)) || (select md5(string_agg(p::text, '' order by entry_id)) from audit.payloads p) from audit.log l";
    let before: String = value(&arena.admin, digest).await;
    for replication_role in ["origin", "replica"] {
        run(&arena.admin, &format!("begin; set local session_replication_role = {replication_role}")).await;
        for sql in [
            "update audit.log set action = action",
            "update audit.log set actor_id = null",
            "delete from audit.log",
            "truncate audit.log cascade",
            "update audit.payloads set diff = null, salt = null",
            "delete from audit.payloads",
            "truncate audit.payloads",
            "truncate identity.organizations cascade",
        ] {
            assert_eq!(refusal(&arena.admin, sql).await.code, "RH012", "{replication_role}: {sql}");
        }
        rollback(&arena.admin).await;
    }
    for owner in ["app_owner", "app_scribe"] {
        run(&arena.admin, &format!("begin; set local role {owner}")).await;
        for sql in ["update audit.log set action = action", "delete from audit.log", "truncate audit.log, audit.payloads"] {
            let outcome = refusal_or_nothing(&arena, sql).await;
            assert!(["RH012", "42501", "0 rows"].contains(&outcome.as_str()), "{owner}: {sql}: {outcome}");
        }
        rollback(&arena.admin).await;
    }
    assert_eq!(before, value::<String>(&arena.admin, digest).await);
}

/// An owner under FORCE without a policy may run a statement over no rows.
async fn refusal_or_nothing(arena: &Arena, sql: &str) -> String {
    run(&arena.admin, "savepoint trying").await;
    let outcome = match arena.admin.execute(sql, &[]).await {
        Ok(rows) => format!("{rows} rows"),
        Err(error) => harness::Refusal::from(&error).code,
    };
    run(&arena.admin, "rollback to trying").await;
    outcome
}

#[tokio::test]
async fn what_history_names_cannot_be_deleted_under_it() {
    let arena = Arena::open("app_api").await;
    let sql = format!("delete from identity.organizations where org_id = '{}'", Org::North.id());
    // newer servers say so of a reference that restricts
    assert!(["23503", "23001"].contains(&refusal(&arena.admin, &sql).await.code.as_str()));
    let entry: i64 = value(&arena.admin, &format!("select count(*) from audit.log where entity_id = '{}'", north(Person::Gwen).id())).await;
    assert!(entry >= 2, "a removed member's entries stay: {entry}");
}
