//! A database per test.

use tokio_postgres::Client;

use crate::server::{Kind, Server, connect};

/// A copy of the template with the world in it; dropped with the value.
pub struct Database {
    name: String,
}

impl Database {
    /// A database that no other test touches.
    pub async fn fresh() -> Database {
        Self::of(Kind::World).await
    }

    pub(crate) async fn of(kind: Kind) -> Database {
        Database { name: Server::running().make(kind).await }
    }

    /// Its name on the cluster.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A connection as one of the runtime logins, checked by [`assert_runtime_login`].
    pub async fn login(&self, role: &str) -> Client {
        let client = connect(&self.url(role)).await;
        assert_runtime_login(&client, role).await;
        client
    }

    /// A superuser's connection: for fixtures and for looking at what happened, never for proving isolation.
    pub async fn admin(&self) -> Client {
        connect(&self.admin_url()).await
    }

    /// The address for one of the runtime logins.
    #[must_use]
    pub fn url(&self, role: &str) -> String {
        Server::running().url(role, &self.name)
    }

    /// The superuser's address.
    #[must_use]
    pub fn admin_url(&self) -> String {
        Server::running().admin_url(&self.name)
    }

    /// The log of the cluster, in which every database of the suite writes.
    #[must_use]
    pub fn server_log() -> &'static std::path::Path {
        Server::running().log_file()
    }

    /// The superuser's address of another database of the cluster.
    #[must_use]
    pub fn neighbour_url(name: &str) -> String {
        Server::running().admin_url(name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        Server::running().discard(std::mem::take(&mut self.name));
    }
}

/// Ends the test if the connection could step around row security: a superuser passes with every policy dropped.
pub async fn assert_runtime_login(client: &Client, role: &str) {
    let faults = schema::login_faults(client, role).await.expect("the login's attributes");
    assert!(faults.is_empty(), "no isolation test runs like this: {faults:?}");
}
