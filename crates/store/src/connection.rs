//! How a server is reached: over a socket or the loopback in clear, anywhere else with verified TLS.

use std::{str::FromStr, sync::Arc};

use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// A server and the login to use there.
#[derive(Clone)]
pub struct Server {
    pub(crate) config: Config,
    tls: Option<MakeRustlsConnect>,
}

/// Why a server cannot be used. Never contains the password.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Not a PostgreSQL URL.
    #[error("this is no PostgreSQL URL (postgres://login:password@host/database): {0}")]
    Url(String),
    /// A password would cross a network in clear.
    #[error("{0} is not this machine: add sslmode=require to the database URL, so that rows and passwords are encrypted and the server is verified")]
    Plaintext(String),
    /// No certificate store, or none that can be read.
    #[error("no certificate authorities found to verify the database server with (set SSL_CERT_FILE): {0}")]
    NoAuthorities(String),
    /// The server refused or cannot be reached.
    #[error("cannot connect to PostgreSQL as {login}: {reason}")]
    Refused {
        /// The login.
        login: String,
        /// The server's or the system's words.
        reason: String,
    },
}

impl Server {
    /// Reads `postgres://login:password@host:port/database?sslmode=require`.
    ///
    /// # Errors
    /// [`ConnectError::Url`], [`ConnectError::Plaintext`] or [`ConnectError::NoAuthorities`].
    pub fn from_url(url: &str) -> Result<Self, ConnectError> {
        let mut config = Config::from_str(url).map_err(|error| ConnectError::Url(error.to_string()))?;
        if config.get_application_name().is_none() {
            config.application_name("rowhouse");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(std::time::Duration::from_secs(5));
        }
        let tls = if config.get_ssl_mode() == SslMode::Require {
            Some(MakeRustlsConnect::new(verified()?))
        } else {
            if let Some(remote) = config.get_hosts().iter().find_map(remote_host) {
                return Err(ConnectError::Plaintext(remote));
            }
            None
        };
        Ok(Self { config, tls })
    }

    /// The same server with another database.
    #[must_use]
    pub fn database(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.config.dbname(name);
        other
    }

    /// The same server and database with another login.
    #[must_use]
    pub fn login(&self, role: &str, password: &str) -> Self {
        let mut other = self.clone();
        other.config.user(role).password(password);
        other
    }

    /// The login's name.
    pub fn login_name(&self) -> &str {
        self.config.get_user().unwrap_or("(none)")
    }

    /// As libpq's `psql` takes it, password included: for the terminal of whoever made that password up.
    pub fn conninfo(&self) -> String {
        let quoted = |value: &str| format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"));
        let mut parts = Vec::new();
        if let Some(host) = self.config.get_hosts().first() {
            parts.push(match host {
                #[cfg(unix)]
                Host::Unix(folder) => format!("host={}", quoted(&folder.display().to_string())),
                Host::Tcp(name) => format!("host={}", quoted(name)),
            });
        }
        if let Some(port) = self.config.get_ports().first() {
            parts.push(format!("port={port}"));
        }
        if let Some(database) = self.config.get_dbname() {
            parts.push(format!("dbname={}", quoted(database)));
        }
        parts.push(format!("user={}", quoted(self.login_name())));
        if let Some(password) = self.config.get_password() {
            parts.push(format!("password={}", quoted(&String::from_utf8_lossy(password))));
        }
        parts.join(" ")
    }

    pub(crate) fn manager(&self) -> deadpool_postgres::Manager {
        let recycling = deadpool_postgres::ManagerConfig {
            recycling_method: deadpool_postgres::RecyclingMethod::Fast, // what comes back was proven clean on its way: see `lease`
        };
        match &self.tls {
            Some(tls) => deadpool_postgres::Manager::from_config(self.config.clone(), tls.clone(), recycling),
            None => deadpool_postgres::Manager::from_config(self.config.clone(), NoTls, recycling),
        }
    }

    /// Asks the server to stop what a connection is doing; best effort, for connections that are being given up.
    pub(crate) async fn cancel(&self, token: tokio_postgres::CancelToken) {
        let outcome = match &self.tls {
            Some(tls) => token.cancel_query(tls.clone()).await,
            None => token.cancel_query(NoTls).await,
        };
        if let Err(error) = outcome {
            tracing::debug!(%error, "the abandoned statement could not be cancelled");
        }
    }
}

/// One connection outside any pool, for migrations and checks.
///
/// # Errors
/// [`ConnectError::Refused`].
pub async fn connect(server: &Server) -> Result<Client, ConnectError> {
    let refused =
        |error: tokio_postgres::Error| ConnectError::Refused { login: server.login_name().to_owned(), reason: crate::failure::reason(&error) };
    match &server.tls {
        Some(tls) => {
            let (client, connection) = server.config.connect(tls.clone()).await.map_err(refused)?;
            tokio::spawn(connection);
            Ok(client)
        }
        None => {
            let (client, connection) = server.config.connect(NoTls).await.map_err(refused)?;
            tokio::spawn(connection);
            Ok(client)
        }
    }
}

fn verified() -> Result<ClientConfig, ConnectError> {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 {
        let reasons: Vec<String> = found.errors.iter().map(ToString::to_string).collect();
        return Err(ConnectError::NoAuthorities(reasons.join("; ")));
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| ConnectError::NoAuthorities(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn remote_host(host: &Host) -> Option<String> {
    match host {
        #[cfg(unix)]
        Host::Unix(_) => None,
        Host::Tcp(name) => {
            let local = name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
            (!local).then(|| name.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_server_without_tls_is_refused_and_a_local_one_is_not() {
        for local in
            ["postgres://a:b@localhost/x", "postgres://a:b@127.0.0.1:5433/x", "postgres://a:b@[::1]/x", "host=/run/postgresql user=a dbname=x"]
        {
            assert!(Server::from_url(local).is_ok(), "{local}");
        }
        for remote in ["postgres://a:b@db.example.com/x", "postgres://a:b@10.0.0.5/x", "postgres://a:b@localhost,10.0.0.5/x"] {
            assert!(matches!(Server::from_url(remote), Err(ConnectError::Plaintext(_))), "{remote}");
        }
    }

    #[test]
    fn a_refusal_never_repeats_the_password() {
        for url in ["postgres://a:hunter2@db.example.com/x", "postgres://a:hunter2@localhost:notaport/x", "hunter2"] {
            let Err(error) = Server::from_url(url) else { panic!("{url} must be refused") };
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
    }
}
