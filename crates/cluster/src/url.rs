//! Connection addresses.

use std::path::Path;

/// Over the Unix socket, whose folder other users cannot enter: on the loopback
/// port, an impostor could wait for a moment when the server is down.
pub(crate) fn over_socket(role: &str, password: &str, database: &str, folder: &Path, port: u16) -> String {
    let host = encode(&folder.to_string_lossy());
    build(role, password, database, &host, port)
}

pub(crate) fn over_tcp(role: &str, password: &str, database: &str, port: u16) -> String {
    build(role, password, database, "127.0.0.1", port)
}

fn build(role: &str, password: &str, database: &str, host: &str, port: u16) -> String {
    let (role, password, database) = (encode(role), encode(password), encode(database));
    format!("postgresql://{role}:{password}@{host}:{port}/{database}")
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{over_socket, over_tcp};
    use std::path::Path;

    #[test]
    fn no_character_of_a_part_reaches_another_part() {
        assert_eq!(over_tcp("a@b", "p:/?#é", "d b", 5), "postgresql://a%40b:p%3A%2F%3F%23%C3%A9@127.0.0.1:5/d%20b");
        assert_eq!(over_socket("r", "p", "d", Path::new("/x y"), 5), "postgresql://r:p@%2Fx%20y:5/d");
    }
}
