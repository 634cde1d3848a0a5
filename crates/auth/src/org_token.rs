//! Tokens that are presented before there is a caller: refresh tokens and invitations. They name their organisation, because
//! everything about them is kept by organisation, and carry a secret of which the database has the SHA-256.

use std::{fmt, str::FromStr};

use aws_lc_rs::{digest, hmac};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use types::OrgId;
use uuid::Uuid;

use crate::secret::random;

const SECRET: usize = 32;

/// `<organisation>.<256 random bits>`.
#[derive(Clone, PartialEq, Eq)]
pub struct OrgToken {
    /// The organisation it is for.
    pub org: OrgId,
    secret: [u8; SECRET],
}

/// The text is no token of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no token")]
pub struct NoToken;

impl OrgToken {
    /// A new one.
    pub fn generate(org: OrgId) -> Self {
        Self { org, secret: random() }
    }

    /// With a secret that was made before the organisation was known.
    pub fn with_secret(org: OrgId, secret: [u8; SECRET]) -> Self {
        Self { org, secret }
    }

    /// What the database stores.
    pub fn digest(&self) -> [u8; 32] {
        digest_of(&self.secret)
    }
}

/// SHA-256 of a token's secret.
pub fn digest_of(secret: &[u8; SECRET]) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest::digest(&digest::SHA256, secret).as_ref());
    bytes
}

impl fmt::Display for OrgToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.org.as_simple(), URL_SAFE_NO_PAD.encode(self.secret))
    }
}

impl fmt::Debug for OrgToken {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrgToken").field("org", &self.org).finish_non_exhaustive()
    }
}

impl FromStr for OrgToken {
    type Err = NoToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > 128 {
            return Err(NoToken);
        }
        let (org, secret) = text.split_once('.').ok_or(NoToken)?;
        let org = Uuid::try_parse(org).map_err(|_| NoToken)?;
        let secret = URL_SAFE_NO_PAD.decode(secret).map_err(|_| NoToken)?.try_into().map_err(|_| NoToken)?;
        Ok(Self { org, secret })
    }
}

/// Derives the successor of a refresh token, always the same one: two tabs that refresh at the same moment get one successor,
/// and the database keeps nothing that could be replayed. Every replica needs the same key.
pub struct SuccessorKey(hmac::Key);

impl SuccessorKey {
    /// From any secret bytes; the key is derived, so a secret may serve other purposes too.
    pub fn derive(secret: &[u8]) -> Self {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), b"rowhouse refresh successors v1");
        Self(hmac::Key::new(hmac::HMAC_SHA256, tag.as_ref()))
    }

    /// The token that follows this one.
    pub fn successor(&self, token: &OrgToken) -> OrgToken {
        let tag = hmac::sign(&self.0, &[token.org.as_bytes().as_slice(), &token.secret].concat());
        let mut secret = [0; SECRET];
        secret.copy_from_slice(tag.as_ref());
        OrgToken { org: token.org, secret }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_garbage_does_not() {
        let token = OrgToken::generate(Uuid::now_v7());
        assert_eq!(token.to_string().parse(), Ok(token.clone()));
        let text = token.to_string();
        for garbage in ["", ".", "a.b", &text[1..], &text[..text.len() - 1], &format!("{text}A"), &"x".repeat(100_000), "\u{0}.\u{0}"] {
            assert_eq!(garbage.parse::<OrgToken>(), Err(NoToken), "{garbage:.20}");
        }
    }

    #[test]
    fn a_successor_is_always_the_same_and_differs_by_token_organisation_and_key() {
        let key = SuccessorKey::derive(b"secret");
        let token = OrgToken::generate(Uuid::now_v7());
        let next = key.successor(&token);
        assert_eq!(next, key.successor(&token));
        assert_ne!(next, token);
        assert_ne!(key.successor(&next), next);
        assert_ne!(SuccessorKey::derive(b"other").successor(&token), next);
        let elsewhere = OrgToken { org: Uuid::now_v7(), ..token };
        assert_ne!(key.successor(&elsewhere).secret, next.secret);
    }
}
