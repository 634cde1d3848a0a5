//! Pools, contexts and bystanders.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

use harness::{Database, Member, Org, Person, north, south};
use queries::client::GenericClient as _;
use store::{
    Context, OrgTx, Pool, PoolKind, Server,
    datastore::employees::{self, Filter, Patch},
};
use tokio_postgres::Client;
use types::Error;
use uuid::Uuid;

pub(crate) fn pool(db: &Database, kind: PoolKind, limit: usize) -> Pool {
    Pool::new(&Server::from_url(&db.url(kind.role())).expect("an address"), kind, limit).expect("a pool")
}

/// The context of the session that the fixtures opened, for a request of its own.
pub(crate) fn context(member: Member) -> Context {
    context_of(member, Uuid::now_v7())
}

pub(crate) fn context_of(member: Member, request: Uuid) -> Context {
    Context::new(member.secret(), member.org.id(), member.role().parse().expect("a role"), request)
}

pub(crate) fn everybody() -> Filter {
    Filter { limit: 200, ..Filter::default() }
}

/// A patch that every organisation's admin may make.
pub(crate) fn rename(name: &str) -> Patch {
    Patch { display_name: Some(name.to_owned()), ..Patch::default() }
}

/// Reads the whole directory and one employee as a member, and fails unless both are exactly theirs.
pub(crate) async fn assert_sees_own(pool: &Pool, member: Member, situation: &str) {
    if let Err(problem) = sees_own(pool, member, situation).await {
        panic!("{situation}: {problem}");
    }
}

/// As [`assert_sees_own`], but a refusal is reported; a foreign row still fails.
pub(crate) async fn sees_own(pool: &Pool, member: Member, situation: &str) -> Result<(), String> {
    let context = context(member);
    let listed = employees::list(pool, &context, &everybody()).await;
    let listed = listed.map_err(|error| format!("{member} cannot list: {}", told(&error)))?;
    assert_directory(&listed, member, situation);
    let read = employees::read(pool, &context, member.employee()).await;
    let read = read.map_err(|error| format!("{member} cannot read: {}", told(&error)))?;
    assert_eq!(read.id, member.employee(), "{situation}");
    assert!(read.legal_name.is_some_and(|name| name.contains(member.org.token())), "{situation}: one's own employment");
    Ok(())
}

/// Everybody of the member's organisation, and nobody else.
pub(crate) fn assert_directory(listed: &[employees::EmployeeSummary], member: Member, situation: &str) {
    assert!(listed.iter().all(|row| row.id.to_string().starts_with(member.org.prefix())), "{situation}: a foreign row");
    let sees_leavers = ["admin", "hr"].contains(&member.role());
    let expected = Person::employees().filter(|person| sees_leavers || *person != Person::Gwen).count();
    assert_eq!(listed.len(), expected, "{situation}: {member}");
}

/// A problem with what only the log would show.
pub(crate) fn told(error: &Error) -> String {
    format!("{} ({})", error.problem.id(), error.internal_text().unwrap_or("-"))
}

/// Polls a future so many times at most, then drops it.
pub(crate) async fn give_up_after<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|task| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(task) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Waits until no connection of the database is inside a transaction; fails if one stays.
pub(crate) async fn assert_settles(admin: &Client, situation: &str) {
    let sql = "select count(*), coalesce(string_agg(state || ': ' || left(query, 80), ' | '), '') from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                  and (xact_start is not null or state <> 'idle')";
    let mut open = String::new();
    for _ in 0..400 {
        let row = admin.query_one(sql, &[]).await.expect("pg_stat_activity");
        if row.get::<_, i64>(0) == 0 {
            return;
        }
        open = row.get(1);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{situation}: still open after two seconds: {open}");
}

/// Name and version of an employee, past every policy.
pub(crate) async fn row_of(admin: &Client, member: Member) -> (String, i64) {
    let sql = "select display_name, row_version from people.employees where org_id = $1 and id = $2";
    let row = admin.query_one(sql, &[&member.org.id(), &member.employee()]).await.expect("the employee");
    (row.get(0), row.get(1))
}

/// Audit entries that a request caused.
pub(crate) async fn entries_of(admin: &Client, request: Uuid) -> i64 {
    let sql = "select count(*) from audit.log where request_id = $1";
    admin.query_one(sql, &[&request]).await.expect("audit.log").get(0)
}

/// Either the name is the new one and there is exactly one entry of the request, or neither happened.
pub(crate) async fn assert_all_or_nothing(admin: &Client, member: Member, before: &(String, i64), name: &str, request: Uuid) -> bool {
    let after = row_of(admin, member).await;
    let entries = entries_of(admin, request).await;
    if after == *before {
        assert_eq!(entries, 0, "nothing written, and yet an entry");
        return false;
    }
    assert_eq!((after.0.as_str(), after.1, entries), (name, before.1 + 1, 1));
    true
}

/// The server process behind an open transaction.
pub(crate) async fn backend(tx: &OrgTx) -> i32 {
    tx.query_one("select pg_backend_pid()", &[]).await.expect("a process id").get(0)
}

/// Who borrows next in most tests.
pub(crate) fn victim() -> Member {
    south(Person::Alan)
}

/// Who did whatever was done.
pub(crate) fn attacker() -> Member {
    north(Person::Pia)
}

/// Both organisations, for requests that are mixed.
pub(crate) fn anybody(number: usize) -> Member {
    let people = [Person::Ada, Person::Hana, Person::Mona, Person::Pia, Person::Omar, Person::Sid];
    let org = Org::BOTH[number % 2];
    Member { org, person: people[number / 2 % people.len()] }
}
