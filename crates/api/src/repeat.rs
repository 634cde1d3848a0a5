//! `Idempotency-Key`: a client that does not know whether its POST arrived sends it again under the same key.

use poem_openapi::param::Header;
use store::Repeat;
use types::{Error, Problem};

use crate::request;

/// The header of every operation that makes something.
pub(crate) type IdempotencyKey = Header<Option<String>>;

/// The key with what it stands for.
///
/// # Errors
/// [`Problem::MalformedRequest`] unless the key has 1-200 visible ASCII characters.
pub(crate) fn repeat(key: &IdempotencyKey) -> Result<Option<Repeat>, Error> {
    let refused = || Error::new(Problem::MalformedRequest).detail("Idempotency-Key has 1 to 200 visible ASCII characters, for instance a UUID.");
    let Some(key) = &key.0 else {
        // the framework takes a header of other bytes for an absent one; whoever sent it counts on it
        return if request::digest() == [0; 32] { Ok(None) } else { Err(refused()) };
    };
    if key.is_empty() || key.len() > 200 || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refused());
    }
    Ok(Some(Repeat { key: key.clone(), request_sha256: request::digest() }))
}
