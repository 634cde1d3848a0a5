//! `rowhouse health`: what a container platform runs inside the container, which holds no other program.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    process::ExitCode,
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{Failure, output, serve::Listen};

const PATIENCE: Duration = Duration::from_secs(4);

/// Asks `/readyz` where `serve` with the same settings listens.
pub(crate) async fn run(listen: &Listen) -> Result<ExitCode, Failure> {
    // an address that means "every interface" is no address to connect to
    let host = match listen.bind {
        IpAddr::V4(address) if address.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(address) if address.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        address => address,
    };
    let address = SocketAddr::new(host, listen.port);
    let status = tokio::time::timeout(PATIENCE, ask(address))
        .await
        .map_err(|_| format!("http://{address}/readyz did not answer within {} s", PATIENCE.as_secs()))?
        .map_err(|error| format!("nothing answers on http://{address}/readyz: {error}; is `rowhouse serve` running with this ROWHOUSE_PORT?"))?;
    if status == Some(200) {
        output::line("ready");
        return Ok(ExitCode::SUCCESS);
    }
    let status = status.map_or_else(|| "something that is no HTTP".to_owned(), |status| status.to_string());
    Err(format!("http://{address}/readyz answers {status}: the log of `rowhouse serve` says why").into())
}

/// The status code, if what answers speaks HTTP.
async fn ask(address: SocketAddr) -> std::io::Result<Option<u16>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes()).await?;
    // "HTTP/1.1 200": the rest is for people
    let mut head = [0; 12];
    let mut length = 0;
    while length < head.len() {
        match stream.read(&mut head[length..]).await? {
            0 => return Ok(None),
            more => length += more,
        }
    }
    let head = String::from_utf8_lossy(&head);
    Ok(head.strip_prefix("HTTP/1.1 ").and_then(|code| code.parse().ok()))
}
