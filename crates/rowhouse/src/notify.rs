//! Telling systemd (`Type=notify`) when requests are answered and when no longer. Without NOTIFY_SOCKET nobody is told.

use std::os::unix::net::{SocketAddr, UnixDatagram};

use crate::Failure;

/// The API listens.
pub(crate) fn ready() -> Result<(), Failure> {
    tell("READY=1")
}

/// A signal came; requests in flight are being finished.
pub(crate) fn stopping() -> Result<(), Failure> {
    tell("STOPPING=1")
}

fn tell(state: &str) -> Result<(), Failure> {
    let Some(name) = std::env::var_os("NOTIFY_SOCKET").and_then(|name| name.into_string().ok()).filter(|name| !name.is_empty()) else {
        return Ok(());
    };
    let told = address(&name).and_then(|address| UnixDatagram::unbound()?.send_to_addr(state.as_bytes(), &address));
    told.map(|_| ()).map_err(|error| format!("systemd could not be told {state} over NOTIFY_SOCKET={name}: {error}").into())
}

#[cfg(target_os = "linux")]
fn address(name: &str) -> std::io::Result<SocketAddr> {
    use std::os::linux::net::SocketAddrExt as _;
    match name.strip_prefix('@') {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(name),
    }
}

#[cfg(not(target_os = "linux"))]
fn address(name: &str) -> std::io::Result<SocketAddr> {
    SocketAddr::from_pathname(name)
}
