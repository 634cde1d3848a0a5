//! One request in one round trip on a connection of its own, exactly as the store sends it: `BEGIN`, what opens it, the
//! statement, `COMMIT`, and for the kernel the residue check, which the caller does not wait for.

use std::time::{Duration, Instant};

use futures_util::future::join5;
use store::{Server, connect};
use tokio_postgres::{
    Client, Error as DriverError, Row,
    types::{ToSql, Type},
};

use crate::{
    Failure, hand,
    operation::{Argument, Operation},
    statements::{Statement, Statements},
};

type Prepared = (tokio_postgres::Statement, Vec<String>);

/// A connection with everything prepared.
pub(crate) struct Pipeline {
    client: Client,
    begin: String,
    opener: Prepared,
    statement: Prepared,
    end: String,
    /// Unnamed and parsed each time, as the store does: a named statement could have been replaced by what it is to find.
    residue: Option<String>,
}

/// What a pipeline has prepared.
const PREPARED: i32 = 2;

impl Pipeline {
    /// Hand-written filters, as a login that row security does not bind.
    pub(crate) async fn by_hand(server: &Server, operation: &Operation, audited: bool) -> Result<Self, Failure> {
        let client = connect(server).await?;
        let (opener, statement) = (hand::session(), hand::statement(operation, audited));
        Ok(Self {
            begin: Statements::committed().get(operation.begin())?.sql.clone(),
            opener: (client.prepare(&opener.sql).await?, opener.parameters),
            statement: (client.prepare(&statement.sql).await?, statement.parameters),
            end: "commit".to_owned(),
            residue: None,
            client,
        })
    }

    /// The kernel's own statements, as the request pool's login.
    pub(crate) async fn through_kernel(server: &Server, operation: &Operation, statements: &Statements) -> Result<Self, Failure> {
        let client = connect(server).await?;
        let (opener, statement) = (statements.get("open_context")?, statements.get(operation.statement())?);
        Ok(Self {
            begin: statements.get(operation.begin())?.sql.clone(),
            opener: (client.prepare(&opener.sql).await?, opener.parameters.clone()),
            statement: (client.prepare(&statement.sql).await?, statement.parameters.clone()),
            end: statements.get("end")?.sql.clone(),
            residue: Some(statements.get("connection_residue")?.sql.clone()),
            client,
        })
    }

    /// A statement that only reads, through the kernel.
    pub(crate) async fn reading(client: Client, statements: &Statements, statement: &Statement) -> Result<Self, Failure> {
        let opener = statements.get("open_context")?;
        Ok(Self {
            begin: statements.get("begin_read")?.sql.clone(),
            opener: (client.prepare(&opener.sql).await?, opener.parameters.clone()),
            statement: (client.prepare(&statement.sql).await?, statement.parameters.clone()),
            end: statements.get("end")?.sql.clone(),
            residue: Some(statements.get("connection_residue")?.sql.clone()),
            client,
        })
    }

    /// A statement that only reads, with its filters written by hand.
    pub(crate) async fn reading_by_hand(client: Client, statement: &Statement) -> Result<Self, Failure> {
        let opener = hand::session();
        Ok(Self {
            begin: Statements::committed().get("begin_read")?.sql.clone(),
            opener: (client.prepare(&opener.sql).await?, opener.parameters),
            statement: (client.prepare(&statement.sql).await?, statement.parameters.clone()),
            end: "commit".to_owned(),
            residue: None,
            client,
        })
    }

    /// Parameter names of what opens the request, then of the statement.
    pub(crate) fn parameters(&self) -> (&[String], &[String]) {
        (&self.opener.1, &self.statement.1)
    }

    /// Sends everything at once; the rows, and how long it took until `COMMIT` was answered.
    ///
    /// # Errors
    /// The server's refusal, or that there was no right.
    pub(crate) async fn send(&self, opener: &[Argument], statement: &[Argument]) -> Result<(Vec<Row>, Duration), Failure> {
        let (opener, statement) = (references(opener), references(statement));
        let sent = Instant::now();
        let commit = async {
            self.client.batch_execute(&self.end).await?;
            Ok::<_, DriverError>(sent.elapsed())
        };
        let residue = async {
            match &self.residue {
                Some(residue) => {
                    let rows = self.client.query_typed(residue, &[(&PREPARED, Type::INT4)]).await?;
                    Ok::<_, DriverError>(rows.first().is_none_or(|row| row.get(0)))
                }
                None => Ok(false),
            }
        };
        // polled in this order the first time, they leave in this order
        let (begun, opened, rows, committed, residue) = join5(
            self.client.batch_execute(&self.begin),
            self.client.query_opt(&self.opener.0, &opener),
            self.client.query(&self.statement.0, &statement),
            commit,
            residue,
        )
        .await;
        begun?;
        let right = opened?.is_some_and(|row| row.try_get::<_, Option<uuid::Uuid>>(0).ok().flatten().is_some());
        if !right {
            return Err("the caller has no right: the generated world is broken".into());
        }
        if residue? {
            return Err("a statement of the bench left something behind on its connection".into());
        }
        Ok((rows?, committed?))
    }
}

fn references(arguments: &[Argument]) -> Vec<&(dyn ToSql + Sync)> {
    arguments.iter().map(|argument| &**argument as &(dyn ToSql + Sync)).collect()
}
