//! Passwords that people choose: at sign-up and when they accept an invitation.

use auth::{Cost, random};
use store::datastore::sessions::Challenge;
use types::{Error, Problem};

use crate::{App, sessions::tag};

/// Shortest password that may be chosen, in characters (ASVS 6.2.1, NIST SP 800-63B: length is what counts).
const SHORTEST: usize = 12;

/// What a password became.
pub(crate) struct Chosen {
    pub(crate) salt: Vec<u8>,
    pub(crate) cost: Cost,
    pub(crate) tag: [u8; 32],
}

/// The tag of a new account's password, or of an existing account's for comparison: one hash either way.
///
/// # Errors
/// [`Problem::InvalidValue`] for a new password shorter than 12 characters, [`Problem::InvalidCredentials`] for one that
/// no account can have.
pub(crate) async fn chosen(app: &App, password: String, known: Option<Challenge>) -> Result<Chosen, Error> {
    let (salt, cost) = match known {
        Some(known) => (known.salt, Cost { memory_kib: known.memory_kib, iterations: known.iterations, parallelism: known.parallelism }),
        None => (random::<16>().to_vec(), Cost::STANDARD),
    };
    if password.chars().count() < SHORTEST {
        return Err(Error::new(Problem::InvalidValue).detail(format!("password has at least {SHORTEST} characters.")));
    }
    let tag = tag(app, password, salt.clone(), cost).await?;
    Ok(Chosen { salt, cost, tag })
}
