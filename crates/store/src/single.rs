//! One statement in its own transaction, in one round trip: `BEGIN`, context, statement, `COMMIT` and the residue check leave
//! together. Everything is prepared before `BEGIN` leaves, or it would run after `COMMIT`.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
};

use futures_util::future::{MaybeDone, maybe_done};
use queries::{
    client::GenericClient,
    queries::app::context::{explain_refusal, open_context},
};
use tokio_postgres::{
    Error as DriverError, Row, RowStream, Statement, ToStatement,
    types::{BorrowToSql, ToSql},
};
use types::{Error, Problem};

use crate::{
    Context, Pool, failure,
    lease::{self, Direct, End, Lease},
};

/// What the statement may do to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The transaction is `READ ONLY`: even a statement that was tampered with cannot write.
    Read,
    /// One write, atomic with its audit entry.
    Write,
}

type Owned<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Pending<T> = Pin<Box<MaybeDone<Owned<Result<T, DriverError>>>>>;

/// What was sent behind the statement and is answered after it.
struct Tail {
    commit: Pending<()>,
    residue: Pending<bool>,
}

/// Executes exactly one generated statement for a context (or, for sign-in, without one).
pub(crate) struct Single<'a> {
    lease: Arc<Lease>,
    context: Option<&'a Context>,
    access: Access,
    refused: AtomicBool,
    tail: Mutex<Option<Tail>>,
}

impl Pool {
    /// A connection ready for one statement of a signed-in member.
    pub(crate) async fn single<'a>(&self, context: &'a Context, access: Access) -> Result<Single<'a>, Error> {
        Single::prepare(self, Some(context), access).await
    }

    /// A connection ready for one statement before there is a caller: sign-in, provisioning.
    pub(crate) async fn without_context(&self) -> Result<Single<'static>, Error> {
        Single::prepare(self, None, Access::Write).await
    }
}

impl<'a> Single<'a> {
    async fn prepare(pool: &Pool, context: Option<&'a Context>, access: Access) -> Result<Self, Error> {
        let lease = Lease::take(pool).await?;
        let prepared = async {
            if context.is_some() {
                open_context().prepare(&Direct(Arc::clone(&lease))).await?;
            }
            Ok::<_, DriverError>(())
        };
        prepared.await.map_err(|error| failure::problem(&error))?;
        Ok(Self { lease, context, access, refused: AtomicBool::new(false), tail: Mutex::new(None) })
    }

    /// Sends everything at once and waits for the statement's answer; the rest is kept for [`Self::finish`].
    async fn pipeline<R>(&self, statement: impl Future<Output = Result<R, DriverError>>) -> Result<R, DriverError> {
        let direct = Direct(Arc::clone(&self.lease));
        let begin = async {
            match (self.context, self.access) {
                (None, _) => Ok(()), // one statement is its own transaction
                (Some(_), Access::Read) => self.lease.client().batch_execute("begin isolation level read committed read only").await,
                (Some(_), Access::Write) => self.lease.client().batch_execute("begin isolation level read committed read write").await,
            }
        };
        let enter = async {
            match self.context {
                None => Ok(true),
                Some(context) => {
                    let right =
                        open_context().bind(&direct, &context.secret, &context.org_text, &context.role.as_str(), &context.request_text).one().await?;
                    Ok::<_, DriverError>(right.is_some())
                }
            }
        };
        let mut head = pin!(futures_util::future::join3(begin, enter, statement));
        let mut tail = self.tail();
        let mut sent = false;
        let (begun, entered, outcome) = poll_fn(|task| {
            // polled in this order the first time, they leave in this order
            let head = head.as_mut().poll(task);
            if !sent {
                sent = true;
                let _ = tail.commit.as_mut().poll(task);
                let _ = tail.residue.as_mut().poll(task);
            }
            match head {
                Poll::Ready(answers) => Poll::Ready(answers),
                Poll::Pending => Poll::Pending,
            }
        })
        .await;
        if let Ok(mut slot) = self.tail.lock() {
            *slot = Some(tail);
        }
        begun?;
        if !entered? {
            self.refused.store(true, Ordering::Release);
        }
        outcome
    }

    fn tail(&self) -> Tail {
        let commit: Owned<Result<(), DriverError>> =
            Box::pin(lease::end(Arc::clone(&self.lease), if self.context.is_some() { End::Statement } else { End::Nothing }));
        let residue: Owned<Result<bool, DriverError>> = Box::pin(lease::residue(Arc::clone(&self.lease)));
        Tail { commit: Box::pin(maybe_done(commit)), residue: Box::pin(maybe_done(residue)) }
    }

    /// Ends the request: the statement's outcome, or why it had no right, or why it could not be committed.
    pub(crate) async fn finish<T>(self, outcome: Result<T, DriverError>) -> Result<T, Error> {
        let tail = self.tail.lock().ok().and_then(|mut slot| slot.take());
        let Some(mut tail) = tail else {
            // nothing left this process: preparing the statement failed
            return outcome.map_err(|error| failure::problem(&error));
        };
        tail.commit.as_mut().await;
        let committed = tail.commit.as_mut().take_output().unwrap_or(Ok(()));
        if self.refused.load(Ordering::Acquire) {
            return Err(self.explain(tail).await);
        }
        let whole = match &outcome {
            Ok(_) => committed.is_ok(),
            Err(error) => failure::leaves_session_whole(error),
        };
        if whole {
            give_back(self.lease, tail);
        }
        let value = outcome.map_err(|error| failure::problem(&error))?;
        committed.map_err(|error| failure::problem(&error))?;
        Ok(value)
    }

    /// One more statement, on the refusal path only: which of the documented reasons it was.
    async fn explain(self, tail: Tail) -> Error {
        let Some(context) = self.context else {
            return Problem::Internal.into();
        };
        let direct = Direct(Arc::clone(&self.lease));
        let code = explain_refusal().bind(&direct, &context.secret, &context.org, &context.role.as_str()).one().await;
        match code {
            Ok(code) => {
                give_back(self.lease, tail);
                // none of the reasons holds any more: the right came back between two statements; the client may repeat
                let problem = code.as_deref().and_then(Problem::of_sqlstate).unwrap_or(Problem::SessionEnded);
                Error::new(problem)
            }
            Err(error) => failure::problem(&error),
        }
    }
}

/// Returns the connection once the residue check, already on its way, has come back clean.
fn give_back(lease: Arc<Lease>, mut tail: Tail) {
    tokio::spawn(async move {
        tail.residue.as_mut().await;
        match tail.residue.as_mut().take_output() {
            Some(Ok(false)) => lease.mark_clean(),
            Some(Ok(true)) => tracing::warn!("a connection was closed because a statement left something behind on it"),
            Some(Err(error)) => tracing::debug!(error = %failure::reason(&error), "a connection was closed: its residue check failed"),
            None => {}
        }
        drop(tail); // its futures hold the lease too
        drop(lease);
    });
}

impl GenericClient for Single<'_> {
    fn stmt_cache() -> bool {
        true
    }

    async fn prepare(&self, query: &str) -> Result<Statement, DriverError> {
        self.lease.client().prepare_cached(query).await
    }

    async fn execute<T>(&self, query: &T, params: &[&(dyn ToSql + Sync)]) -> Result<u64, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.pipeline(self.lease.client().execute(query, params)).await
    }

    async fn query_one<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Row, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.pipeline(self.lease.client().query_one(statement, params)).await
    }

    async fn query_opt<T>(&self, statement: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Option<Row>, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.pipeline(self.lease.client().query_opt(statement, params)).await
    }

    async fn query<T>(&self, query: &T, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
    {
        self.pipeline(self.lease.client().query(query, params)).await
    }

    async fn query_raw<T, I>(&self, statement: &T, params: I) -> Result<RowStream, DriverError>
    where
        T: ?Sized + ToStatement + Sync + Send,
        I: IntoIterator + Sync + Send,
        I::IntoIter: ExactSizeIterator,
        I::Item: BorrowToSql,
    {
        self.pipeline(self.lease.client().query_raw(statement, params)).await
    }
}
