//! How long `rowhouse serve` takes until `/readyz` says 200, and what it holds in memory after a few requests.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde::Serialize;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use types::Role;

use crate::{
    Failure, Format, compare, load,
    scratch::Scratch,
    stats::{Picks, median},
    world::{Caller, Share, World},
};

const STARTS: usize = 7;
const REQUESTS: usize = 50;
const START_GOAL_MS: f64 = 300.0;
const MEMORY_GOAL_MB: f64 = 40.0;

#[derive(Serialize)]
struct Start {
    environment: String,
    /// Milliseconds from the spawn to the first 200 of `/readyz`, median of the starts.
    ready_ms: f64,
    slowest_ready_ms: f64,
    ready_goal_ms: f64,
    /// VmRSS after the requests, in MB of 2^20 bytes, median of the starts.
    idle_mb: f64,
    idle_goal_mb: f64,
}

/// A program that ends with this value.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Measures and prints.
pub(crate) async fn run(binary: Option<PathBuf>, format: Format) -> Result<(), Failure> {
    let binary = self::binary(binary)?;
    let scratch = Scratch::create(true).await?;
    let outcome = measure(&scratch, &binary).await;
    let removed = scratch.remove().await;
    let start = outcome?;
    removed?;
    compare::print(format, &start, render)
}

/// The program named, or the one beside this one.
pub(crate) fn binary(named: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let binary = match named {
        Some(binary) => binary,
        None => std::env::current_exe()?.with_file_name("rowhouse"),
    };
    if binary.is_file() {
        Ok(binary)
    } else {
        Err(format!("{} does not exist: build it with `cargo build --release`, or name it with --binary", binary.display()).into())
    }
}

/// `rowhouse serve` on a port of its own, from the moment `/readyz` says 200.
pub(crate) async fn serve(scratch: &Scratch, binary: &Path, key: &str) -> Result<(Running, u16), Failure> {
    let port = free_port()?;
    let began = Instant::now();
    let mut running = Running(
        Command::new(binary)
            .args(["serve", "--port", &port.to_string()])
            .env("ROWHOUSE_API_DATABASE_URL", scratch.login_url("app_api")?)
            .env("ROWHOUSE_AUTH_DATABASE_URL", scratch.login_url("app_auth")?)
            .env("ROWHOUSE_WORKER_DATABASE_URL", scratch.login_url("app_worker")?)
            .env("ROWHOUSE_SIGNING_KEY", key)
            .env("ROWHOUSE_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()?,
    );
    loop {
        if http(port, "GET", "/readyz", None, None).await.is_ok_and(|status| status == 200) {
            return Ok((running, port));
        }
        if let Some(status) = running.0.try_wait()? {
            return Err(format!("{} ended before it was ready: {status}", binary.display()).into());
        }
        if began.elapsed() > Duration::from_secs(30) {
            return Err("rowhouse serve was not ready within 30 s".into());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

async fn measure(scratch: &Scratch, binary: &Path) -> Result<Start, Failure> {
    let world = World::generate();
    load::load(&scratch.admin().await?, &world).await?;
    let caller = world.caller(Role::Hr, Share { number: 0, of: 1 }, &mut Picks::new(3));
    let (mut ready, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let key = auth::generate_signing_key();
        let token = token(&key, caller, Role::Hr)?;
        let began = Instant::now();
        let (running, port) = serve(scratch, binary, &key).await?;
        ready.push(began.elapsed().as_secs_f64() * 1e3);
        for _ in 0..REQUESTS {
            let status = http(port, "GET", "/employees", Some(&token), None).await?;
            if status != 200 {
                return Err(format!("GET /employees answered {status}").into());
            }
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        memory.push(memory_mb(running.id(), "VmRSS:")?);
    }
    Ok(Start {
        environment: scratch.describe().await?,
        ready_ms: median(&ready),
        slowest_ready_ms: ready.iter().copied().fold(0.0, f64::max),
        ready_goal_ms: START_GOAL_MS,
        idle_mb: median(&memory),
        idle_goal_mb: MEMORY_GOAL_MB,
    })
}

/// An access token for somebody of the world.
pub(crate) fn token(key: &str, caller: Caller<'_>, role: Role) -> Result<String, Failure> {
    let now = i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs())?;
    let claims = auth::Claims::new(caller.member(), caller.org.id, role, caller.right(), now, now + 600);
    Ok(auth::SigningKey::from_base64(key)?.sign(&claims)?)
}

fn free_port() -> Result<u16, Failure> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The status of one request on a connection of its own; the body, if there is one, is JSON.
pub(crate) async fn http(port: u16, method: &str, path: &str, token: Option<&str>, body: Option<&str>) -> Result<u16, Failure> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n");
    if let Some(token) = token {
        request += &format!("authorization: Bearer {token}\r\n");
    }
    if let Some(body) = body {
        request += &format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len());
    }
    request += "\r\n";
    request += body.unwrap_or_default();
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let head = String::from_utf8_lossy(answer.get(..12).unwrap_or_default()).into_owned();
    head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| "no HTTP answer".into())
}

/// A line of the process's `/proc` status, in MB of 2^20 bytes.
pub(crate) fn memory_mb(pid: u32, name: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).map_err(|error| format!("memory is read from /proc: {error}"))?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix(name)).and_then(|rest| rest.split_whitespace().next());
    Ok(kilobytes.ok_or_else(|| format!("no {name}"))?.parse::<f64>()? / 1024.0)
}

fn render(start: &Start) -> String {
    let word = |hit| if hit { "hit" } else { "missed" };
    format!(
        "{}\nready      {:>7.0} ms   (slowest {:.0} ms, goal {:.0} ms: {})\nidle       {:>7.1} MB   (VmRSS after {REQUESTS} requests, goal {:.0} MB: {})\n",
        start.environment,
        start.ready_ms,
        start.slowest_ready_ms,
        start.ready_goal_ms,
        word(start.ready_ms <= start.ready_goal_ms),
        start.idle_mb,
        start.idle_goal_mb,
        word(start.idle_mb <= start.idle_goal_mb)
    )
}
