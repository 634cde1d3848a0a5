//! What the tests share: temporary roots, settings that spare the disk,
//! sessions, and a second process that holds a cluster.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use cluster::{Cluster, Settings};
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// A folder that every account may enter, removed at the end.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::Builder::new().prefix("rowhouse-test-").tempdir_in("/tmp").expect("a temporary folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
    folder
}

/// A folder that every account may enter, whatever the umask.
pub(crate) fn open_folder(path: &Path) {
    fs::create_dir(path).expect("a folder");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a mode");
}

pub(crate) fn settings(root: &Path) -> Settings {
    let mut settings = Settings::new(root);
    settings.quiet = true;
    settings.extra_configuration = vec![("fsync".into(), "off".into())];
    settings
}

pub(crate) async fn start(root: &Path) -> Cluster {
    Cluster::start(settings(root)).await.expect("a cluster")
}

/// The error of a start that must not succeed.
pub(crate) async fn refused(settings: Settings) -> cluster::Error {
    let error = Cluster::start(settings).await.expect_err("a refusal");
    println!("{}: {error}", error.code());
    error
}

pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("a session");
    tokio::spawn(connection);
    client
}

pub(crate) async fn admin(cluster: &Cluster) -> Client {
    connect(&cluster.admin_url("postgres")).await
}

pub(crate) async fn value(client: &Client, query: &str) -> String {
    let row = client.query_one(query, &[]).await.expect("one row");
    row.get(0)
}

/// Leaves a row behind by which the same data is known again.
pub(crate) async fn leave_trace(cluster: &Cluster) {
    let sql = "create table trace (kept text); insert into trace values ('yes'); checkpoint;
        insert into trace values ('after the checkpoint')";
    admin(cluster).await.batch_execute(sql).await.expect("a table");
}

pub(crate) async fn traces(cluster: &Cluster) -> String {
    value(&admin(cluster).await, "select count(*)::text from trace").await
}

pub(crate) fn alive(pid: i32) -> bool {
    // a zombie has ended
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

/// The processes that work in a folder or were told to.
pub(crate) fn processes_on(data: &Path) -> Vec<i32> {
    let data = data.to_string_lossy();
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse::<i32>().ok()?;
            let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let cwd = fs::read_link(entry.path().join("cwd")).unwrap_or_default();
            let told = String::from_utf8_lossy(&line).contains(&*data);
            (pid != std::process::id() as i32 && (told || cwd.starts_with(&*data))).then_some(pid)
        })
        .filter(|pid| alive(*pid))
        .collect()
}

pub(crate) fn kill(pid: i32) {
    let pid = rustix::process::Pid::from_raw(pid).expect("a process id");
    let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
}

/// Waits until `done`; says how long it took.
pub(crate) async fn eventually(what: &str, limit: Duration, mut done: impl FnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < limit, "{what} did not happen within {limit:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    began.elapsed()
}

pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

const HOLD: &str = "ROWHOUSE_TEST_HOLD";

/// This test binary again, as a process of its own that runs a cluster.
pub(crate) struct Holder {
    process: Child,
    output: BufReader<std::process::ChildStdout>,
}

impl Holder {
    pub(crate) fn spawn(root: &Path) -> Holder {
        let mut process = Command::new(std::env::current_exe().expect("this binary"))
            .args(["--exact", "holds_a_cluster_when_asked_to", "--nocapture"])
            .env(HOLD, root)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a second process");
        let output = BufReader::new(process.stdout.take().expect("its output"));
        Holder { process, output }
    }

    /// Blocks until the cluster runs; gives the server's process id.
    pub(crate) fn postmaster(&mut self) -> i32 {
        let mut line = String::new();
        while self.output.read_line(&mut line).expect("a line") > 0 {
            if let Some(pid) = line.trim().strip_prefix("holding ") {
                return pid.parse().expect("a process id");
            }
            line.clear();
        }
        panic!("the second process ended without a cluster");
    }

    pub(crate) fn kill_hard(mut self) {
        self.process.kill().expect("a kill");
        self.process.wait().expect("an end");
    }

    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What [`Holder`] runs. Does nothing in an ordinary test run.
pub(crate) async fn hold() {
    let Some(root) = std::env::var_os(HOLD) else {
        return;
    };
    let root = PathBuf::from(root);
    let cluster = start(&root).await;
    if admin(&cluster).await.query("select from trace", &[]).await.is_err() {
        leave_trace(&cluster).await;
    }
    println!("\nholding {}", cluster.postmaster_pid());
    std::future::pending::<()>().await;
}
