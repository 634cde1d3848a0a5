//! Several statements of one member in one transaction. `BEGIN` and the context leave together, then the statements, then
//! `COMMIT` with the residue check.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use queries::{
    client::GenericClient,
    queries::{
        app::context::{explain_refusal, open_context},
        lifecycle::jobs::enter_job,
    },
};
use tokio_postgres::{
    Error as DriverError, Row, RowStream, Statement, ToStatement,
    types::{BorrowToSql, ToSql},
};
use types::{Error, Problem};

use crate::{
    Context, Pool,
    datastore::jobs::Claim,
    failure,
    lease::{self, Direct, End, Lease},
};

/// A transaction of one member in one organisation. Dropped before [`OrgTx::commit`], it never happened: its connection is
/// closed, not returned.
pub struct OrgTx {
    lease: Arc<Lease>,
    /// `COMMIT` of an aborted transaction reports success, so a failed statement has to be remembered here.
    failed: AtomicBool,
}

impl Pool {
    /// Opens a transaction for a member.
    ///
    /// # Errors
    /// Why there is no such right (RH001-RH005), or why the database cannot be used.
    pub async fn begin(&self, context: &Context) -> Result<OrgTx, Error> {
        let lease = Lease::take(self).await?;
        let direct = Direct(Arc::clone(&lease));
        let opened = async {
            let enter = open_context().prepare(&direct).await?;
            let (begun, right) = futures_util::future::join(
                lease.client().batch_execute("begin isolation level read committed read write"),
                enter.bind(&direct, &context.secret, &context.org_text, &context.role.as_str(), &context.request_text).one(),
            )
            .await;
            begun?;
            if right?.is_some() {
                return Ok::<_, DriverError>(None);
            }
            let code = explain_refusal().bind(&direct, &context.secret, &context.org, &context.role.as_str()).one().await?;
            Ok(Some(code.as_deref().and_then(Problem::of_sqlstate).unwrap_or(Problem::SessionEnded)))
        };
        match opened.await {
            Ok(None) => Ok(OrgTx { lease, failed: AtomicBool::new(false) }),
            Ok(Some(refusal)) => Err(refusal.into()),
            Err(error) => Err(failure::problem(&error)),
        }
    }
}

impl Pool {
    /// Opens a transaction of a claimed job, in the organisation of its claim.
    ///
    /// # Errors
    /// [`Problem::Internal`] (RH006) if the claim is gone, or why the database cannot be used.
    pub(crate) async fn begin_job(&self, claim: &Claim) -> Result<OrgTx, Error> {
        let lease = Lease::take(self).await?;
        let tx = OrgTx { lease: Arc::clone(&lease), failed: AtomicBool::new(false) };
        let begun = lease.client().batch_execute("begin isolation level read committed read write").await;
        tx.checked(begun)?;
        tx.checked(enter_job().bind(&tx, &claim.job, &claim.org, &claim.secret).one().await)?;
        Ok(tx)
    }
}

impl OrgTx {
    /// Makes everything permanent.
    ///
    /// # Errors
    /// A statement had failed (nothing was written), or the commit did.
    pub async fn commit(self) -> Result<(), Error> {
        if self.failed.load(Ordering::Acquire) {
            return Err(Error::new(Problem::Internal).internal("commit of a transaction in which a statement had failed"));
        }
        let (committed, residue) =
            futures_util::future::join(lease::end(Arc::clone(&self.lease), End::Transaction), lease::residue(Arc::clone(&self.lease))).await;
        committed.map_err(|error| failure::problem(&error))?;
        if matches!(residue, Ok(false)) {
            self.lease.mark_clean();
        }
        Ok(())
    }

    /// The outcome of a statement as a problem; a refusal ends the transaction.
    ///
    /// # Errors
    /// The problem the database's refusal stands for.
    pub fn checked<T>(&self, outcome: Result<T, DriverError>) -> Result<T, Error> {
        outcome.map_err(|error| failure::problem(&error))
    }

    fn remember<T>(&self, outcome: Result<T, DriverError>) -> Result<T, DriverError> {
        if outcome.is_err() {
            self.failed.store(true, Ordering::Release);
        }
        outcome
    }
}

impl GenericClient for OrgTx {
    fn stmt_cache() -> bool {
        true
    }

    async fn prepare(&self, query: &str) -> Result<Statement, DriverError> {
        self.remember(self.lease.client().prepare_cached(query).await)
    }

    async fn execute<T>(&self, query: &T, params: &[&(dyn ToSql + Sync)]) -> Result<u64, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.remember(self.lease.client().execute(query, params).await)
    }

    async fn query_one<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Row, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.remember(self.lease.client().query_one(statement, params).await)
    }

    async fn query_opt<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.remember(self.lease.client().query_opt(statement, params).await)
    }

    async fn query<T>(&self, query: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.remember(self.lease.client().query(query, params).await)
    }

    async fn query_raw<T, I>(&self, statement: &T, params: I) -> Result<RowStream, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
        I: IntoIterator + Sync + Send,
        I::IntoIter: ExactSizeIterator,
        I::Item: BorrowToSql,
    {
        self.remember(self.lease.client().query_raw(statement, params).await)
    }
}
