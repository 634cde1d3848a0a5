//! Access tokens: JWT (RFC 7519) signed with Ed25519 (RFC 8037), 15 minutes. What a token says is only claimed; the secret
//! inside it is what the database looks up.

use std::fmt;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use types::{MemberId, OrgId, Role};

const ISSUER: &str = "rowhouse";
const AUDIENCE: &str = "rowhouse-api";
/// Clocks of two replicas may differ by this many seconds; the database decides by its own clock anyway.
const LEEWAY_SECONDS: u64 = 5;

/// What an access token carries.
#[derive(Clone, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The member who signed in.
    pub sub: MemberId,
    /// The organisation the token is for.
    pub org: OrgId,
    /// The role at the time of signing; must equal the live one.
    pub role: Role,
    /// The capability secret.
    pub cap: String,
    /// Unix seconds.
    pub exp: i64,
    /// Unix seconds.
    pub iat: i64,
}

impl fmt::Debug for Claims {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims").field("sub", &self.sub).field("org", &self.org).field("role", &self.role).finish_non_exhaustive()
    }
}

impl Claims {
    /// Claims of a freshly minted capability.
    pub fn new(member: MemberId, org: OrgId, role: Role, secret: &crate::CapabilitySecret, issued: i64, expires: i64) -> Self {
        Self { iss: ISSUER.to_owned(), aud: AUDIENCE.to_owned(), sub: member, org, role, cap: secret.as_str().to_owned(), exp: expires, iat: issued }
    }
}

/// Why a token is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Genuine, but past its time.
    #[error("this access token has expired")]
    Expired,
    /// Not a token of ours: malformed, another key, algorithm, issuer or audience.
    #[error("this is no valid access token")]
    Invalid,
}

/// Why a signing key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not base64 of an Ed25519 PKCS#8 document.
    #[error("the signing key is not a base64 Ed25519 PKCS#8 document; make one with `rowhouse keygen`")]
    Unreadable,
}

/// Signs and verifies access tokens with one Ed25519 key.
pub struct SigningKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

/// A new Ed25519 key as base64 PKCS#8 (RFC 5958), for `ROWHOUSE_SIGNING_KEY`.
///
/// # Panics
/// Only if the operating system has no randomness to give.
pub fn generate_signing_key() -> String {
    #[expect(clippy::expect_used, reason = "without randomness no key may be made")]
    let pair = Ed25519KeyPair::generate().expect("the operating system provides randomness");
    #[expect(clippy::expect_used, reason = "a key that was just generated can be written down")]
    let document = pair.to_pkcs8v1().expect("an Ed25519 key has a PKCS#8 form");
    STANDARD.encode(document.as_ref())
}

impl SigningKey {
    /// Reads a key as [`generate_signing_key`] writes it.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`].
    pub fn from_base64(text: &str) -> Result<Self, KeyError> {
        let der = STANDARD.decode(text.trim()).map_err(|_| KeyError::Unreadable)?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map_err(|_| KeyError::Unreadable)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.leeway = LEEWAY_SECONDS;
        Ok(Self { encoding: EncodingKey::from_ed_der(&der), decoding: DecodingKey::from_ed_der(pair.public_key().as_ref()), validation })
    }

    /// The signed token.
    ///
    /// # Errors
    /// [`TokenError::Invalid`] if the key cannot sign, which a key that was read can.
    pub fn sign(&self, claims: &Claims) -> Result<String, TokenError> {
        jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), claims, &self.encoding).map_err(|_| TokenError::Invalid)
    }

    /// The claims of a genuine, current token of ours.
    ///
    /// # Errors
    /// [`TokenError`].
    pub fn verify(&self, token: &str) -> Result<Claims, TokenError> {
        jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation).map(|data| data.claims).map_err(|error| match error.kind() {
            jsonwebtoken::errors::ErrorKind::ExpiredSignature => TokenError::Expired,
            _ => TokenError::Invalid,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CapabilitySecret;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    fn key() -> SigningKey {
        SigningKey::from_base64(&generate_signing_key()).expect("a generated key is readable")
    }

    fn claims(expires_in: i64) -> Claims {
        let now = chrono::Utc::now().timestamp();
        Claims::new(uuid::Uuid::now_v7(), uuid::Uuid::now_v7(), Role::Hr, &CapabilitySecret::generate(), now, now + expires_in)
    }

    #[test]
    fn a_token_comes_back_as_it_was_signed() {
        let key = key();
        let claims = claims(900);
        let back = key.verify(&key.sign(&claims).expect("signs")).expect("verifies");
        assert_eq!((back.sub, back.org, back.role, back.cap), (claims.sub, claims.org, claims.role, claims.cap));
    }

    #[test]
    fn expired_foreign_and_altered_tokens_are_refused() {
        let key = key();
        let good = key.sign(&claims(900)).expect("signs");
        assert!(key.verify(&good).is_ok(), "positive control");
        let expired = key.sign(&claims(-60)).expect("signs");
        assert_eq!(key.verify(&expired).err(), Some(TokenError::Expired));
        assert_eq!(self::key().verify(&good).err(), Some(TokenError::Invalid), "another key");
        let mut parts: Vec<&str> = good.split('.').collect();
        let admin = URL_SAFE_NO_PAD.encode(r#"{"iss":"rowhouse","aud":"rowhouse-api","role":"admin"}"#);
        parts[1] = &admin;
        assert_eq!(key.verify(&parts.join(".")).err(), Some(TokenError::Invalid), "altered claims");
        for garbage in ["", "a.b.c", "....", "\u{0}", &"x".repeat(100_000)] {
            assert_eq!(key.verify(garbage).err(), Some(TokenError::Invalid));
        }
    }

    #[test]
    fn unsigned_and_differently_signed_tokens_are_refused() {
        let key = key();
        let body = URL_SAFE_NO_PAD.encode(serde_json::to_string(&claims(900)).expect("serialises"));
        let none = format!("{}.{body}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#));
        assert_eq!(key.verify(&none).err(), Some(TokenError::Invalid));
        let symmetric = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(900), &EncodingKey::from_secret(b"guess")).expect("signs");
        assert_eq!(key.verify(&symmetric).err(), Some(TokenError::Invalid));
    }

    #[test]
    fn a_damaged_signing_key_is_named_not_used() {
        for damaged in ["", "not base64!", "AAAA", "LS0tLS1CRUdJTg=="] {
            assert_eq!(SigningKey::from_base64(damaged).err(), Some(KeyError::Unreadable));
        }
    }
}
