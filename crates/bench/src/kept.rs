//! An HTTP connection that is kept: what is timed is a request and its answer, not the handshake.

use std::time::{Duration, Instant};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::Failure;

/// One connection to the serving process.
pub(crate) struct Kept {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A request without its path.
#[derive(Clone, Default)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    pub(crate) token: Option<String>,
    pub(crate) if_match: Option<&'static str>,
}

impl Kept {
    pub(crate) async fn open(port: u16) -> Result<Self, Failure> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Status of the answer, and how long it took until its last byte.
    ///
    /// # Errors
    /// The connection broke, or no answer with a length came.
    pub(crate) async fn send(&mut self, ask: &Ask, path: &str, body: Option<&str>) -> Result<(u16, Duration), Failure> {
        let mut request = format!("{} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n", ask.method);
        if let Some(token) = &ask.token {
            request += &format!("authorization: Bearer {token}\r\n");
        }
        if let Some(tag) = ask.if_match {
            request += &format!("if-match: {tag}\r\n");
        }
        if let Some(body) = body {
            request += &format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
        }
        request += "\r\n";
        request += body.unwrap_or_default();
        self.buffer.clear();
        let sent = Instant::now();
        self.stream.write_all(request.as_bytes()).await?;
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed a connection that was to be kept".into());
            }
            if let Some((status, whole)) = self.answered()
                && self.buffer.len() >= whole
            {
                return Ok((status, sent.elapsed()));
            }
        }
    }

    /// Status and length of the whole answer, once its head is there.
    fn answered(&self) -> Option<(u16, usize)> {
        let end = self.buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
        let status = head.get(9..12)?.parse().ok()?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?.trim().parse::<usize>().ok()?;
        Some((status, end + length))
    }
}
