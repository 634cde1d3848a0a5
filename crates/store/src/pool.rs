use std::{sync::Arc, time::Duration};

use deadpool_postgres::{Object, PoolError, QueueMode, Runtime, Timeouts};
use types::{Error, Problem};

use crate::connection::Server;

/// How long a request waits for a connection before it is told to come back: shorter than any client's patience.
const WAIT: Duration = Duration::from_secs(2);
const CREATE: Duration = Duration::from_secs(5);

/// Which login a pool uses. Its name is in the pool's log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PoolKind {
    /// `app_api`
    Requests,
    /// `app_auth`
    SignIn,
    /// `app_worker`
    Worker,
    /// `app_platform`
    Platform,
}

impl PoolKind {
    /// The login role of this pool, and of no other.
    pub const fn role(self) -> &'static str {
        match self {
            Self::Requests => "app_api",
            Self::SignIn => "app_auth",
            Self::Worker => "app_worker",
            Self::Platform => "app_platform",
        }
    }
}

/// What `/readyz` reports of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
    /// Connections that exist.
    pub open: usize,
    /// Connections that may exist.
    pub limit: usize,
}

/// Connections of one login.
#[derive(Clone)]
pub struct Pool {
    pool: deadpool_postgres::Pool,
    pub(crate) server: Arc<Server>,
    kind: PoolKind,
}

impl Pool {
    /// A pool of at most `limit` connections, opened as they are needed.
    ///
    /// # Errors
    /// [`Problem::Internal`] if the pool cannot be made.
    pub fn new(server: &Server, kind: PoolKind, limit: usize) -> Result<Self, Error> {
        let pool = deadpool_postgres::Pool::builder(server.manager())
            .max_size(limit)
            .queue_mode(QueueMode::Lifo) // the connection used last has its plans and caches warm; rotating costs twice the time
            .runtime(Runtime::Tokio1)
            .timeouts(Timeouts { wait: Some(WAIT), create: Some(CREATE), recycle: Some(CREATE) })
            .build()
            .map_err(|error| Error::new(Problem::Internal).internal(error))?;
        Ok(Self { pool, server: Arc::new(server.clone()), kind })
    }

    pub(crate) async fn object(&self) -> Result<Object, Error> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Timeout(stage) => {
                Error::new(Problem::Overloaded).internal(format!("no {} connection within its time ({stage:?})", self.kind.role()))
            }
            PoolError::Backend(error) => {
                Error::new(Problem::Unavailable).internal(format!("{}: {}", self.kind.role(), crate::failure::reason(&error)))
            }
            other => Error::new(Problem::Unavailable).internal(format!("{}: {other}", self.kind.role())),
        })
    }

    /// Whether a connection can be had and answers.
    ///
    /// # Errors
    /// [`Problem::Overloaded`] or [`Problem::Unavailable`].
    pub async fn ready(&self) -> Result<Health, Error> {
        let object = self.object().await?;
        object.batch_execute("").await.map_err(|error| crate::failure::problem(&error))?;
        let status = self.pool.status();
        Ok(Health { open: status.size, limit: status.max_size })
    }

    /// Closes every idle connection and refuses new ones.
    pub fn close(&self) {
        self.pool.close();
    }
}
