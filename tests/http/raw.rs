//! Bytes on a socket, for what no well-behaved client would send.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Longer than any answer takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) async fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("a connection")
}

/// Sends bytes and reads until the server closes or has nothing more to say; a server that hangs up early is no error.
pub(crate) async fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(address).await;
    let (mut reading, mut writing) = stream.split();
    let send = async {
        let _ = writing.write_all(bytes).await;
        std::future::pending::<()>().await;
    };
    let mut answer = Vec::new();
    let receive = async {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = reading.read(&mut buffer).await {
            answer.extend_from_slice(&buffer[..length]);
            if is_whole(&answer) {
                break;
            }
        }
    };
    tokio::select! {
        () = send => {}
        () = receive => {}
        () = tokio::time::sleep(PATIENCE) => panic!("no answer"),
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Reads one whole response from a connection that stays open.
pub(crate) async fn response(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    let reading = async {
        while !is_whole(&answer) {
            match stream.read(&mut buffer).await {
                Ok(length @ 1..) => answer.extend_from_slice(&buffer[..length]),
                _ => break,
            }
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

/// Waits until the server hangs up; gives what it still said.
pub(crate) async fn farewell(stream: &mut TcpStream) -> String {
    let mut rest = Vec::new();
    let reading = async {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut buffer).await {
            rest.extend_from_slice(&buffer[..length]);
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("the server hangs up");
    String::from_utf8_lossy(&rest).into_owned()
}

fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.to_lowercase().strip_prefix("content-length:").map(|value| value.trim().parse::<usize>().expect("a length")));
    length.is_some_and(|length| body.len() >= length)
}

/// The status in the first line; 0 for an answer that is none.
pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}
