//! Passwords of the runtime logins, taken from the URLs that `serve` will use: one place says them.

use std::str::FromStr as _;

use tokio_postgres::Config;

use crate::{Failure, serve};

/// Each runtime login with what the server stores for its password.
pub(crate) fn verifiers() -> Result<Vec<(&'static str, String)>, Failure> {
    serve::LOGINS
        .iter()
        .map(|(name, kind)| {
            let url = serve::login_url(name, *kind)?.value;
            let config = Config::from_str(&url).map_err(|error| format!("{name} is no PostgreSQL URL: {error}"))?;
            if config.get_user() != Some(kind.role()) {
                return Err(format!("{name} does not sign in as {}: a password is set only for the login that belongs there", kind.role()).into());
            }
            let password = config
                .get_password()
                .filter(|password| !password.is_empty())
                .ok_or_else(|| format!("{name} holds no password: write postgres://{}:password@host/database", kind.role()))?;
            Ok((kind.role(), postgres_protocol::password::scram_sha_256(password)))
        })
        .collect()
}

/// Stores them. A statement with a plain password could end in the server's log; one with a verifier opens nothing.
pub(crate) async fn set(client: &tokio_postgres::Client, verifiers: &[(&'static str, String)]) -> Result<(), Failure> {
    for (login, verifier) in verifiers {
        client.batch_execute(&format!("alter role {login} password '{verifier}'")).await.map_err(|error| {
            let reason = error.as_db_error().map_or_else(|| error.to_string(), |refusal| refusal.message().to_owned());
            format!("the password of {login} was not set: {reason}")
        })?;
    }
    Ok(())
}
