//! A connection on loan from its pool. It goes back only when somebody proved it clean; every other end - an error, a panic,
//! a timeout, a dropped future - closes it and stops what it was doing. So the next borrower never meets an open
//! transaction, a prepared trap or a held cursor, and there is no list of cases to keep complete.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use deadpool_postgres::{ClientWrapper, Object};
use queries::client::GenericClient;
use tokio_postgres::{
    Error as DriverError, Row, RowStream, Statement, ToStatement,
    types::{BorrowToSql, ToSql, Type},
};
use types::Error;

use crate::{connection::Server, pool::Pool};

pub(crate) struct Lease {
    object: Option<Object>,
    server: Arc<Server>,
    clean: AtomicBool,
}

impl Lease {
    pub(crate) async fn take(pool: &Pool) -> Result<Arc<Self>, Error> {
        Ok(Arc::new(Self { object: Some(pool.object().await?), server: Arc::clone(&pool.server), clean: AtomicBool::new(false) }))
    }

    pub(crate) fn client(&self) -> &ClientWrapper {
        #[expect(clippy::expect_used, reason = "the object is only taken in drop")]
        self.object.as_ref().expect("a lease holds its connection until it is dropped")
    }

    /// Nothing was sent, or what was sent is known to have left nothing behind.
    pub(crate) fn mark_clean(&self) {
        self.clean.store(true, Ordering::Release);
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(object) = self.object.take() else { return };
        if self.clean.load(Ordering::Acquire) {
            return; // dropping the object returns it to its pool
        }
        let token = object.cancel_token();
        drop(Object::take(object));
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let server = Arc::clone(&self.server);
            runtime.spawn(async move { server.cancel(token).await });
        }
    }
}

/// A lease as the generated functions want it: statements are prepared once per connection.
#[derive(Clone)]
pub(crate) struct Direct(pub(crate) Arc<Lease>);

impl GenericClient for Direct {
    fn stmt_cache() -> bool {
        true
    }

    async fn prepare(&self, query: &str) -> Result<Statement, DriverError> {
        self.0.client().prepare_cached(query).await
    }

    async fn execute<T>(&self, query: &T, params: &[&(dyn ToSql + Sync)]) -> Result<u64, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.0.client().execute(query, params).await
    }

    async fn query_one<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Row, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.0.client().query_one(statement, params).await
    }

    async fn query_opt<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.0.client().query_opt(statement, params).await
    }

    async fn query<T>(&self, query: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.0.client().query(query, params).await
    }

    async fn query_raw<T, I>(&self, statement: &T, params: I) -> Result<RowStream, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
        I: IntoIterator + Sync + Send,
        I::IntoIter: ExactSizeIterator,
        I::Item: BorrowToSql,
    {
        self.0.client().query_raw(statement, params).await
    }
}

/// How the transaction of a request ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// There was none: one statement was its own.
    Nothing,
    /// A failed statement has been seen and reported: COMMIT may quietly roll back.
    Statement,
    /// COMMIT of an aborted transaction would report success: the bare SELECT ahead of it fails instead.
    Transaction,
}

/// Ends the transaction, if there is one, and with it every setting a statement may have left on the session.
pub(crate) async fn end(lease: Arc<Lease>, end: End) -> Result<(), DriverError> {
    let text = match end {
        End::Nothing => "reset all",
        End::Statement => "commit; reset all",
        End::Transaction => "select; commit; reset all",
    };
    lease.client().batch_execute(text).await
}

/// Asks what the connection would still carry to its next borrower. Unnamed and in full, because a statement with a name could
/// have been replaced by what it is to find. Owns its lease, so it can be sent with `COMMIT` and answered after the request
/// has its result.
pub(crate) async fn residue(lease: Arc<Lease>) -> Result<bool, DriverError> {
    let prepared = i32::try_from(lease.client().statement_cache.size()).unwrap_or(i32::MAX);
    let rows = lease.client().query_typed("select app.connection_residue($1)", &[(&prepared, Type::INT4)]).await?;
    rows.first().map_or(Ok(true), |row| row.try_get(0))
}
