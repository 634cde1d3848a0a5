//! Short forms of what every theme does: act, be refused, look, wait.

use std::{collections::BTreeSet, time::Duration};

use harness::{Member, commit, enter, enter_with, refusal, rollback, run, value, who};
use tokio_postgres::{Client, types::FromSql};
use uuid::Uuid;

/// One transaction of a member's, committed.
pub(crate) async fn act(client: &Client, member: Member, sql: &str) {
    enter(client, member).await;
    run(client, sql).await;
    commit(client).await;
}

/// SQLSTATE of what a member's statement is refused with.
pub(crate) async fn refused(client: &Client, member: Member, sql: &str) -> String {
    enter(client, member).await;
    let refusal = refusal(client, sql).await;
    rollback(client).await;
    refusal.code
}

/// The one value a member's statement gives; nothing of it stays.
pub(crate) async fn ask<T>(client: &Client, member: Member, sql: &str) -> T
where
    T: for<'a> FromSql<'a>,
{
    enter(client, member).await;
    let answer = value(client, sql).await;
    rollback(client).await;
    answer
}

/// Whom a member's statement names.
pub(crate) async fn seen(client: &Client, member: Member, sql: &str) -> BTreeSet<String> {
    enter(client, member).await;
    let labels = who(client, sql).await;
    rollback(client).await;
    labels
}

/// The permissions behind the context that is open.
pub(crate) async fn permissions(client: &Client) -> BTreeSet<String> {
    let rows = client.query("select unnest(c.permissions) from app.caller c", &[]).await.expect("permissions");
    rows.iter().map(|row| row.get(0)).collect()
}

/// The permissions of the right that the fixtures minted for a member.
pub(crate) async fn held(client: &Client, member: Member) -> BTreeSet<String> {
    enter(client, member).await;
    let held = permissions(client).await;
    rollback(client).await;
    held
}

/// The permissions of the right behind a secret.
pub(crate) async fn held_with(client: &Client, member: Member, secret: &str) -> BTreeSet<String> {
    enter_with(client, member, secret).await.expect("a live right");
    let held = permissions(client).await;
    rollback(client).await;
    held
}

/// A set of texts.
pub(crate) fn set<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// SQL of an override without end.
pub(crate) fn override_as(id: Uuid, to: Member, permission: &str, effect: &str) -> String {
    format!("select identity.override_permission('{id}', '{}', '{permission}', '{effect}', 'for a reason', null)", to.id())
}

/// SQL that allows a permission that is not hr-only.
pub(crate) fn allow(to: Member, permission: &str) -> String {
    override_as(Uuid::new_v4(), to, permission, "allow")
}

/// SQL that denies a permission.
pub(crate) fn deny(to: Member, permission: &str) -> String {
    override_as(Uuid::new_v4(), to, permission, "deny")
}

/// SQL of a group with permissions and members; no permission for none.
pub(crate) fn group(org: Uuid, id: Uuid, permissions: &[&str], members: &[Member]) -> String {
    let mut sql = format!("insert into identity.groups (org_id, id, name) values ('{org}', '{id}', 'Group {id}');");
    for permission in permissions {
        sql += &format!("insert into identity.group_permissions (org_id, group_id, permission) values ('{org}', '{id}', '{permission}');");
    }
    for member in members {
        sql += &format!("insert into identity.group_members (org_id, group_id, member_id) values ('{org}', '{id}', '{}');", member.id());
    }
    sql
}

/// Statements no runtime login could make, for what only time brings about.
pub(crate) async fn as_if(admin: &Client, sql: &str) {
    run(admin, &format!("begin; set local session_replication_role = replica; {sql}; commit")).await;
}

/// Returns once some connection of this database waits for a lock.
pub(crate) async fn somebody_waits(admin: &Client) {
    let waits = "select exists (select from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock')";
    for _ in 0..500 {
        if value::<bool>(admin, waits).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nobody waits for a lock");
}
