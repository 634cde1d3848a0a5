//! Argon2id (RFC 9106). The tag never leaves this process except to be compared; the database keeps its SHA-256.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::hmac;
use tokio::sync::Semaphore;

use crate::secret::random;

/// Longest password in bytes; more is refused, never cut off.
const LONGEST: usize = 1024;
const TAG_LENGTH: usize = 32;

/// What one hash costs: memory in KiB, passes, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub iterations: u32,
    /// Lanes.
    pub parallelism: u32,
}

impl Cost {
    /// 19 MiB, two passes, one lane: OWASP's recommendation, about 40 ms on one core.
    pub const STANDARD: Self = Self { memory_kib: 19_456, iterations: 2, parallelism: 1 };
}

/// A password as the database keeps it: the tag goes in as a parameter and is stored as its SHA-256.
#[derive(Clone)]
pub struct Stored {
    /// 16 random bytes.
    pub salt: [u8; 16],
    /// Parameters of the tag.
    pub cost: Cost,
    /// The Argon2id tag, 32 bytes.
    pub tag: [u8; TAG_LENGTH],
}

/// Why no tag was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Empty, or longer than 1,024 bytes.
    #[error("a password has between 1 and 1,024 bytes")]
    Length,
    /// As many people are waiting to sign in as can be served within a second or so.
    #[error("too many sign-ins at this moment")]
    Overloaded,
    /// The stored parameters are not Argon2id's.
    #[error("the stored password parameters are not usable")]
    Parameters,
}

/// Computes tags: so many at once, so many waiting, and a refusal for everybody beyond that.
#[derive(Clone)]
pub struct Hasher {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    decoy: Arc<hmac::Key>,
    computed: Arc<AtomicU64>,
}

impl Hasher {
    /// How many may wait for each that runs: at 40 ms a hash, about a second.
    const WAITING: usize = 24;

    /// Room for `concurrent` hashes (each takes 19 MiB while it runs) and 24 waiting for each.
    pub fn new(concurrent: usize) -> Self {
        Self::with_queue(concurrent, concurrent * Self::WAITING)
    }

    /// Room for `concurrent` hashes and `waiting` more.
    pub fn with_queue(concurrent: usize, waiting: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(concurrent)),
            admitted: Arc::new(Semaphore::new(concurrent + waiting)),
            decoy: Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &random::<32>())),
            computed: Arc::new(AtomicU64::new(0)),
        }
    }

    /// A new password for storage, with a fresh salt.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn store(&self, password: String) -> Result<Stored, PasswordError> {
        let salt = random::<16>();
        let cost = Cost::STANDARD;
        let tag = self.tag(password, salt.to_vec(), cost).await?;
        Ok(Stored { salt, cost, tag })
    }

    /// The tag of a password under stored parameters.
    ///
    /// # Errors
    /// [`PasswordError`].
    pub async fn tag(&self, password: String, salt: Vec<u8>, cost: Cost) -> Result<[u8; TAG_LENGTH], PasswordError> {
        if password.is_empty() || password.len() > LONGEST {
            return Err(PasswordError::Length);
        }
        let params = Params::new(cost.memory_kib, cost.iterations, cost.parallelism, Some(TAG_LENGTH)).map_err(|_| PasswordError::Parameters)?;
        let _admitted = self.admitted.try_acquire().map_err(|_| PasswordError::Overloaded)?;
        self.computed.fetch_add(1, Ordering::Relaxed);
        let permit = Arc::clone(&self.running).acquire_owned().await.map_err(|_| PasswordError::Overloaded)?;
        tokio::task::spawn_blocking(move || {
            let mut tag = [0; TAG_LENGTH];
            let outcome = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(password.as_bytes(), &salt, &mut tag)
                .map_err(|_| PasswordError::Parameters);
            drop(permit);
            outcome.map(|()| tag)
        })
        .await
        .map_err(|_| PasswordError::Overloaded)?
    }

    /// How many hashes were begun since the start, refusals not counted: the work by which an unknown address could be told.
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// Salt and cost for an address without a password, so that a guess takes the same work as a wrong password. Stable per
    /// address within this process.
    pub fn decoy(&self, email: &str) -> (Vec<u8>, Cost) {
        let mac = hmac::sign(&self.decoy, email.to_lowercase().as_bytes());
        (mac.as_ref()[..16].to_vec(), Cost::STANDARD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_same_password_and_salt_give_the_same_tag_and_another_password_another() {
        let hasher = Hasher::new(2);
        let stored = hasher.store("correct horse".to_owned()).await.expect("hashes");
        let again = hasher.tag("correct horse".to_owned(), stored.salt.to_vec(), stored.cost).await;
        assert_eq!(again, Ok(stored.tag));
        let other = hasher.tag("wrong horse".to_owned(), stored.salt.to_vec(), stored.cost).await.expect("hashes");
        assert_ne!(other, stored.tag);
    }

    #[tokio::test]
    async fn empty_and_oversized_passwords_are_refused_and_1024_bytes_are_not() {
        let hasher = Hasher::new(2);
        for (length, refused) in [(0, true), (1, false), (1024, false), (1025, true)] {
            let outcome = hasher.tag("x".repeat(length), vec![1; 16], Cost::STANDARD).await;
            assert_eq!(outcome == Err(PasswordError::Length), refused, "{length} bytes");
        }
    }

    #[tokio::test]
    async fn over_capacity_is_refused_at_once() {
        let hasher = Hasher::with_queue(1, 1);
        let running = hasher.tag("a".to_owned(), vec![1; 16], Cost::STANDARD);
        let waiting = hasher.tag("b".to_owned(), vec![1; 16], Cost::STANDARD);
        let beyond = hasher.tag("c".to_owned(), vec![1; 16], Cost::STANDARD);
        let (running, waiting, beyond) = tokio::join!(running, waiting, beyond);
        assert!(running.is_ok() && waiting.is_ok());
        assert_eq!(beyond, Err(PasswordError::Overloaded));
    }
}
