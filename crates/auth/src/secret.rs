use aws_lc_rs::{digest, rand};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// Random bytes from the system's generator.
///
/// # Panics
/// Only if the operating system has no randomness to give, when nothing safe is left to do.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without randomness no secret may be made")]
    rand::fill(&mut bytes).expect("the operating system provides randomness");
    bytes
}

/// The 128 random bits behind one access token. The token carries the text, the database stores its SHA-256: reading the
/// table gives nobody a right.
#[derive(Clone)]
pub struct CapabilitySecret(String);

impl CapabilitySecret {
    /// A new secret.
    pub fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(random::<16>()))
    }

    /// What the token carries.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database stores: SHA-256 of the text.
    pub fn digest(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest::digest(&digest::SHA256, self.0.as_bytes()).as_ref());
        bytes
    }
}
