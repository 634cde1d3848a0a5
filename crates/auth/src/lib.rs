//! Passwords and access tokens. Knows no database: it turns secrets into what the database compares and keys into what
//! clients carry.

mod org_token;
mod password;
mod secret;
mod token;

pub use org_token::{NoToken, OrgToken, SuccessorKey, digest_of};
pub use password::{Cost, Hasher, PasswordError, Stored};
pub use secret::{CapabilitySecret, random};
pub use token::{Claims, KeyError, SigningKey, TokenError, generate_signing_key};
