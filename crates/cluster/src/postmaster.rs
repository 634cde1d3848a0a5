//! Starts the server, waits until it answers, and ends it.

use crate::account::{self, Account};
use crate::binaries::Binaries;
use crate::child::Child;
use crate::error::{At, Error};
use crate::files;
use crate::log::Log;
use rustix::process::Signal;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;

/// How long a start may show no progress. Crash recovery writes a line every
/// ten seconds (`log_startup_progress_interval`) and may take as long as it needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the server ended while it was supposed to run.
#[derive(Debug, Clone)]
pub struct ExitReason {
    /// Exit code or signal; `None` if it could not be learnt.
    pub status: Option<ExitStatus>,
    /// The last lines of the server's log.
    pub log_tail: String,
}

impl fmt::Display for ExitReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(formatter, "PostgreSQL ended by itself ({status})")?,
            None => write!(formatter, "PostgreSQL ended by itself")?,
        }
        write!(formatter, "; the last lines of its log are:\n{}", self.log_tail)
    }
}

/// A running server; dropping it ends the server.
#[derive(Debug)]
pub(crate) struct Postmaster {
    child: Child,
    log_start: u64,
}

/// Why a server did not become ready, with what it logged meanwhile.
pub(crate) struct NotReady {
    pub(crate) reason: String,
    pub(crate) tail: String,
}

impl Postmaster {
    pub(crate) fn launch(binaries: &Binaries, data: &Path, account: Option<&Account>, log: &Log) -> Result<Postmaster, Error> {
        let program = binaries.program("postgres");
        let log_start = log.length();
        let mut command = account::command(&program, account, data);
        command.arg("-D").arg(data).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log.writer()?);
        // SIGINT asks for a fast shutdown: sessions end, the data is flushed
        let child = Child::spawn(command, Signal::INT).at("run", &program)?;
        Ok(Postmaster { child, log_start })
    }

    pub(crate) fn pid(&self) -> i32 {
        self.child.pid().as_raw_nonzero().get()
    }

    /// Waits until the server says it is ready and answers on `socket`.
    pub(crate) async fn ready(&self, data: &Path, socket: &Path, log: &Log) -> Result<(), NotReady> {
        let not_ready = |reason| NotReady { reason, tail: log.tail(self.log_start) };
        let mut seen = (String::new(), 0);
        let mut last_progress = Instant::now();
        loop {
            if let Some(exit) = self.child.exited() {
                return Err(not_ready(exit.status.to_string()));
            }
            let status = status(data, self.pid());
            if status == "ready" && answers(socket).await.unwrap_or(false) {
                return Ok(());
            }
            let now = (status, log.length());
            if now != seen {
                seen = now;
                last_progress = Instant::now();
            }
            if last_progress.elapsed() > PATIENCE {
                let seconds = PATIENCE.as_secs();
                return Err(not_ready(format!("no progress for {seconds} s, state \"{}\"", seen.0)));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) async fn died(&self, log: &Log) -> ExitReason {
        let exit = self.child.wait().await;
        ExitReason { status: exit.map(|exit| exit.status), log_tail: log.tail(self.log_start) }
    }

    /// Fast shutdown first; should that hang, immediate; at last by force.
    pub(crate) async fn stop(&self) -> Result<(), Error> {
        let ways = [(Signal::INT, 60), (Signal::QUIT, 10), (Signal::KILL, 5)];
        for (signal, patience) in ways {
            self.child.signal(signal);
            let ended = self.child.wait();
            if tokio::time::timeout(Duration::from_secs(patience), ended).await.is_ok() {
                return Ok(());
            }
            tracing::warn!(pid = self.pid(), ?signal, "PostgreSQL does not end");
        }
        Err(Error::Stop { pid: self.pid() })
    }
}

impl Drop for Postmaster {
    fn drop(&mut self) {
        self.child.end(&[(Signal::INT, Duration::from_secs(10)), (Signal::QUIT, Duration::from_secs(5)), (Signal::KILL, Duration::from_secs(5))]);
    }
}

/// The eighth line of `postmaster.pid`, if the file is this server's.
fn status(data: &Path, pid: i32) -> String {
    let text = files::read(&data.join("postmaster.pid")).unwrap_or_default();
    let mut lines = text.lines();
    if lines.next().and_then(|line| line.trim().parse().ok()) != Some(pid) {
        return String::new();
    }
    lines.nth(6).unwrap_or_default().trim().to_owned()
}

/// Sends an `SSLRequest`, which any server answers with one letter before
/// anybody signs in.
async fn answers(socket: &Path) -> io::Result<bool> {
    const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
    let exchange = async {
        let mut stream = UnixStream::connect(socket).await?;
        stream.write_all(&SSL_REQUEST).await?;
        stream.read_u8().await
    };
    match tokio::time::timeout(Duration::from_secs(5), exchange).await {
        Ok(answer) => answer.map(|letter| letter == b'S' || letter == b'N'),
        Err(_) => Ok(false),
    }
}

pub(crate) fn socket_path(folder: &Path, port: u16) -> PathBuf {
    folder.join(format!(".s.PGSQL.{port}"))
}
