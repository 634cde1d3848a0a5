//! Acting as a member, and asking what comes of it.

use std::collections::BTreeSet;

use tokio_postgres::{Client, types::ToSql};
use uuid::Uuid;

use crate::world::{Member, digest, label};

/// A parameter of a statement.
type Parameter<'a> = &'a (dyn ToSql + Sync);

/// What the server said no with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// SQLSTATE.
    pub code: String,
    /// First line of the message.
    pub message: String,
    /// Detail, hint, constraint and table.
    pub detail: String,
    /// Where in which function; its wording depends on what was planned before.
    pub context: String,
}

impl From<&tokio_postgres::Error> for Refusal {
    fn from(error: &tokio_postgres::Error) -> Refusal {
        let refusal = error.as_db_error().unwrap_or_else(|| panic!("the server did not refuse, it went away: {error:?}"));
        Refusal {
            code: refusal.code().code().to_owned(),
            message: refusal.message().to_owned(),
            detail: [refusal.detail(), refusal.hint(), refusal.constraint(), refusal.table()].into_iter().flatten().collect::<Vec<_>>().join(" | "),
            context: refusal.where_().unwrap_or_default().to_owned(),
        }
    }
}

/// Statements without parameters; any number, as text.
pub async fn run(client: &Client, sql: &str) {
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

/// BEGIN.
pub async fn begin(client: &Client) {
    run(client, "begin").await;
}

/// COMMIT.
pub async fn commit(client: &Client) {
    run(client, "commit").await;
}

/// ROLLBACK.
pub async fn rollback(client: &Client) {
    run(client, "rollback").await;
}

/// BEGIN, and the member's context for the transaction.
pub async fn enter(client: &Client, member: Member) {
    begin(client).await;
    enter_claiming(client, member, member.role()).await.unwrap_or_else(|refusal| panic!("{member} cannot enter: {refusal:?}"));
}

/// The member's context with some role in the claim, inside an open transaction.
///
/// # Errors
/// What `app.enter` refused it with.
pub async fn enter_claiming(client: &Client, member: Member, role: &str) -> Result<(), Refusal> {
    let parameters: [Parameter<'_>; 3] = [&member.secret(), &member.org.id(), &role];
    match client.execute("select app.enter($1, $2, $3)", &parameters).await {
        Ok(_) => Ok(()),
        Err(error) => Err(Refusal::from(&error)),
    }
}

/// Signs a member in with a secret of their choice, on a connection of the sign-in pool; gives the session.
///
/// # Errors
/// What `identity.sign_in` refused it with.
pub async fn sign_in(auth: &Client, member: Member, secret: &str) -> Result<Uuid, Refusal> {
    let session = Uuid::new_v4();
    let sql = format!("select member_id from identity.sign_in($1, $2, $3, $4, gen_random_uuid(), {})", digest(secret));
    let parameters: [Parameter<'_>; 4] = [&member.email(), &member.tag(), &member.org.token(), &session];
    match auth.query_one(&sql, &parameters).await {
        Ok(row) => {
            assert_eq!(row.get::<_, Uuid>(0), member.id());
            Ok(session)
        }
        Err(error) => Err(Refusal::from(&error)),
    }
}

/// BEGIN, and the context of a secret that [`sign_in`] minted a right for.
///
/// # Errors
/// What `app.enter` refused it with; the transaction is rolled back.
pub async fn enter_with(client: &Client, member: Member, secret: &str) -> Result<(), Refusal> {
    begin(client).await;
    let parameters: [Parameter<'_>; 3] = [&secret, &member.org.id(), &member.role()];
    match client.execute("select app.enter($1, $2, $3)", &parameters).await {
        Ok(_) => Ok(()),
        Err(error) => {
            rollback(client).await;
            Err(Refusal::from(&error))
        }
    }
}

/// Ids in the first column.
pub async fn ids(client: &Client, sql: &str) -> BTreeSet<Uuid> {
    let rows = client.query(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    rows.iter().map(|row| row.get(0)).collect()
}

/// Whom or what the ids in the first column stand for; fails on a duplicate, so that a set says everything.
pub async fn who(client: &Client, sql: &str) -> BTreeSet<String> {
    let rows = client.query(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    let labels: BTreeSet<String> = rows.iter().map(|row| label(row.get(0))).collect();
    assert_eq!(labels.len(), rows.len(), "{sql} gave a row twice");
    labels
}

/// Texts in the first column, in order.
pub async fn strings(client: &Client, sql: &str) -> Vec<String> {
    let rows = client.query(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    rows.iter().map(|row| row.get(0)).collect()
}

/// The one value of a statement.
pub async fn value<T>(client: &Client, sql: &str) -> T
where
    T: for<'a> tokio_postgres::types::FromSql<'a>,
{
    client.query_one(sql, &[]).await.unwrap_or_else(|error| panic!("{sql}: {error:?}")).get(0)
}

/// The one bytea of a statement.
pub async fn bytes(client: &Client, sql: &str) -> Vec<u8> {
    value(client, sql).await
}

/// The refusal of a statement, which must not succeed. An open transaction survives it.
pub async fn refusal(client: &Client, sql: &str) -> Refusal {
    refusal_with(client, sql, &[]).await
}

/// As [`refusal`], with parameters.
pub async fn refusal_with(client: &Client, sql: &str, parameters: &[Parameter<'_>]) -> Refusal {
    // outside a transaction there is no savepoint to be had, and none is needed
    let guarded = client.batch_execute("savepoint before_refusal").await.is_ok();
    let outcome = if parameters.is_empty() { client.batch_execute(sql).await } else { client.query(sql, parameters).await.map(|_| ()) };
    let refusal = match outcome {
        Ok(()) => panic!("not refused: {sql}"),
        Err(error) => Refusal::from(&error),
    };
    if guarded {
        run(client, "rollback to before_refusal; release before_refusal").await;
    }
    refusal
}
