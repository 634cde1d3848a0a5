//! Which loopback port the server listens on.

use crate::error::Error;
use crate::files;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

/// Below the range that systems hand out to outgoing connections, so that a
/// recorded port is rarely taken at the next start.
const RANGE: std::ops::Range<u16> = 20_000..30_000;

/// The explicit port, if free; else the recorded one, if free; else a new one.
pub(crate) fn pick(explicit: Option<u16>, record: &Path) -> Result<u16, Error> {
    if let Some(port) = explicit {
        return match free(port) {
            Ok(()) => Ok(port),
            Err(error) => Err(Error::PortTaken { port, reason: reason(&error) }),
        };
    }
    let recorded = fs::read_to_string(record).ok().and_then(|text| text.trim().parse().ok());
    if let Some(port) = recorded {
        match free(port) {
            Ok(()) => return Ok(port),
            Err(error) => {
                tracing::info!(port, %error, "the port of the last run is taken, picking another")
            }
        }
    }
    let mut reason_of_last = String::new();
    for _ in 0..50 {
        let random = u16::from_str_radix(&files::random_hex(2)?, 16).unwrap_or_default();
        let port = RANGE.start + random % (RANGE.end - RANGE.start);
        match free(port) {
            Ok(()) => {
                files::replace(record, &format!("{port}\n"), 0o644, None)?;
                return Ok(port);
            }
            Err(error) => reason_of_last = reason(&error),
        }
    }
    Err(Error::PortTaken { port: RANGE.start, reason: format!("nor could fifty others between {} and {}: {reason_of_last}", RANGE.start, RANGE.end) })
}

fn free(port: u16) -> io::Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => "it is already in use".to_owned(),
        io::ErrorKind::PermissionDenied => "only root may listen there".to_owned(),
        _ => error.to_string(),
    }
}
