//! Opaque page cursors: the last row's key, sealed to one organisation. A forged, cut or borrowed cursor is refused before any
//! statement runs; row security would hold without it.

use aws_lc_rs::hmac;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use types::{Error, OrgId, Problem};
use uuid::Uuid;

const MAC_LENGTH: usize = 32;
/// A display name has at most 200 characters; nothing longer is a cursor of ours.
const LONGEST: usize = 4096;

/// Seals cursors. Every replica needs the same key.
pub struct CursorKey(hmac::Key);

#[derive(Serialize, Deserialize)]
struct Position {
    collection: String,
    name: String,
    id: Uuid,
}

impl CursorKey {
    /// From any secret bytes; the key is derived, so a secret may serve other purposes too.
    pub fn derive(secret: &[u8]) -> Self {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), b"rowhouse page cursors v1");
        Self(hmac::Key::new(hmac::HMAC_SHA256, tag.as_ref()))
    }

    pub(crate) fn seal(&self, org: OrgId, collection: &str, name: &str, id: Uuid) -> Result<String, Error> {
        let position = Position { collection: collection.to_owned(), name: name.to_owned(), id };
        let mut bytes = serde_json::to_vec(&position).map_err(|error| Error::new(Problem::Internal).internal(error))?;
        let mac = self.mac(org, &bytes);
        bytes.extend_from_slice(mac.as_ref());
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    pub(crate) fn open(&self, org: OrgId, collection: &str, cursor: &str) -> Result<(String, Uuid), Error> {
        let refused = || Error::new(Problem::InvalidCursor);
        if cursor.len() > LONGEST {
            return Err(refused());
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| refused())?;
        let (text, mac) = bytes.len().checked_sub(MAC_LENGTH).map(|at| bytes.split_at(at)).ok_or_else(refused)?;
        hmac::verify(&self.0, &Self::message(org, text), mac).map_err(|_| refused())?;
        let position: Position = serde_json::from_slice(text).map_err(|_| refused())?;
        if position.collection != collection {
            return Err(refused());
        }
        Ok((position.name, position.id))
    }

    fn mac(&self, org: OrgId, text: &[u8]) -> hmac::Tag {
        hmac::sign(&self.0, &Self::message(org, text))
    }

    fn message(org: OrgId, text: &[u8]) -> Vec<u8> {
        [org.as_bytes().as_slice(), text].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_in_its_organisation_and_collection_and_unaltered() {
        let key = CursorKey::derive(b"secret");
        let (org, other, id) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let cursor = key.seal(org, "employees", "Zoë 🌍", id).expect("seals");
        assert_eq!(key.open(org, "employees", &cursor).ok(), Some(("Zoë 🌍".to_owned(), id)));
        assert!(key.open(other, "employees", &cursor).is_err(), "another organisation");
        assert!(key.open(org, "sites", &cursor).is_err(), "another collection");
        assert!(CursorKey::derive(b"other").open(org, "employees", &cursor).is_err(), "another key");
        for cut in 0..cursor.len() {
            assert!(key.open(org, "employees", &cursor[..cut]).is_err(), "cut at {cut}");
        }
        for garbage in ["", "!", "AAAA", &"A".repeat(100_000), "%00", "ü"] {
            assert!(key.open(org, "employees", garbage).is_err(), "{garbage:.10}");
        }
    }
}
