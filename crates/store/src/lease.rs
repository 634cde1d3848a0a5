//! A connection on loan from its pool. It goes back only when somebody proved it clean; every other end - an error, a panic,
//! a timeout, a dropped future - closes it and stops what it was doing. So the next borrower never meets an open
//! transaction, a prepared trap or a held cursor, and there is no list of cases to keep complete.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use deadpool_postgres::{ClientWrapper, Object};
use queries::{client::GenericClient, queries::app::context::connection_residue};
use tokio_postgres::{
    Error as DriverError, Row, RowStream, Statement, ToStatement,
    types::{BorrowToSql, ToSql},
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

/// Makes sure the residue check is prepared: inside a pipeline there is no time for it.
pub(crate) async fn prepare_residue_check(lease: &Arc<Lease>) -> Result<(), DriverError> {
    connection_residue().prepare(&Direct(Arc::clone(lease))).await.map(drop)
}

/// Asks what the connection would carry to its next borrower. Owns its lease, so it can be sent with `COMMIT` and answered
/// after the request has its result.
pub(crate) async fn residue(lease: Arc<Lease>) -> Result<bool, DriverError> {
    connection_residue().bind(&Direct(lease)).one().await
}
