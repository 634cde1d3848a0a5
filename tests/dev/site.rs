//! Folders of `rowhouse dev`: one is made from nothing, the others are copies of it.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::Duration,
};

use rustix::process::Signal;
use serde_json::Value;
use tempfile::TempDir;
use tokio_postgres::Client;

use crate::process::{Running, eventually, free_port, processes_on, rowhouse};

/// Longer than a first start on two busy cores.
pub(crate) const FIRST: Duration = Duration::from_secs(90);
/// Everything has stopped by then.
pub(crate) const STOP: Duration = Duration::from_secs(12);

const PREFIX: &str = "rowhouse-dev-test-";

/// Removes what test processes that are gone have left.
fn sweep() {
    for entry in fs::read_dir("/tmp").into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let pid = name.strip_prefix(PREFIX).and_then(|rest| rest.split('-').next()).and_then(|pid| pid.parse::<u32>().ok());
        if pid.is_some_and(|pid| Path::new("/proc/self").exists() && !Path::new("/proc").join(pid.to_string()).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A folder under which a cluster may live, whoever runs it.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// An empty place.
    pub(crate) fn empty() -> Site {
        Site::named(&format!("{PREFIX}{}-", std::process::id()))
    }

    fn named(prefix: &str) -> Site {
        let folder = tempfile::Builder::new().prefix(prefix).tempdir_in("/tmp").expect("a temporary folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
        Site { folder }
    }

    /// A copy of a place where `rowhouse dev` has been once and ended in order.
    pub(crate) fn used() -> Site {
        static ORIGINAL: OnceLock<PathBuf> = OnceLock::new();
        let original = ORIGINAL.get_or_init(|| {
            sweep();
            let mut site = Site::empty();
            let mut dev = site.start(&[]);
            dev.ready(FIRST);
            dev.running.signal(Signal::TERM);
            assert!(dev.running.ends(STOP).0.success(), "{}", dev.running.err());
            // a static is never dropped: the next run sweeps it away
            site.folder.disable_cleanup(true);
            site.folder.path().to_path_buf()
        });
        let site = Site::empty();
        let copied = Command::new("cp").arg("-a").arg(original.join("data")).arg(site.data()).status().expect("cp");
        assert!(copied.success());
        site
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// `rowhouse dev` here, on a port of its own.
    pub(crate) fn start(&self, more: &[&str]) -> Dev {
        let port = free_port();
        let (data, port_text) = (self.data(), port.to_string());
        let mut arguments = vec!["dev", "--data", data.to_str().expect("text"), "--port", &port_text];
        arguments.extend(more);
        Dev { running: Running::start(&mut rowhouse(&arguments)), port }
    }

    /// A superuser's connection to the database of the `dev` that runs here.
    pub(crate) async fn admin(&self) -> Client {
        harness::connect(fs::read_to_string(self.data().join("admin_url")).expect("a running dev's address").trim()).await
    }

    pub(crate) fn secrets(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.data().join("secrets.json")).expect("secrets.json")).expect("JSON")
    }

    pub(crate) fn postmaster(&self) -> i32 {
        self.any_postmaster().expect("a running postmaster")
    }

    /// While one is started there may be none, or half of its file.
    pub(crate) fn any_postmaster(&self) -> Option<i32> {
        let text = fs::read_to_string(self.data().join("cluster/data/postmaster.pid")).ok()?;
        text.lines().next()?.trim().parse().ok()
    }

    /// Waits until no process works here any more; says how long it took.
    pub(crate) fn falls_silent(&self, limit: Duration) -> Duration {
        eventually("every process has ended", limit, || processes_on(self.folder.path()).is_empty())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        for pid in processes_on(self.folder.path()) {
            if let Some(pid) = rustix::process::Pid::from_raw(pid) {
                let _ = rustix::process::kill_process(pid, Signal::KILL);
            }
        }
    }
}

/// A running `rowhouse dev`.
pub(crate) struct Dev {
    pub(crate) running: Running,
    pub(crate) port: u16,
}

impl Dev {
    /// Waits for the printed welcome; says how long it took.
    pub(crate) fn ready(&mut self, limit: Duration) -> Duration {
        self.running.says("The database as the API's own login", limit)
    }

    /// The JSON bodies of the printed sign-in lines.
    pub(crate) fn logins(&self) -> Vec<Value> {
        let out = self.running.out();
        let bodies = out.lines().filter_map(|line| line.split_once("-d '")?.1.split_once('\'').map(|(body, _)| body.to_owned()));
        bodies.map(|body| serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error}: {body}"))).collect()
    }

    /// Signs one of the printed people in; gives the token.
    pub(crate) async fn sign_in(&self, body: &Value) -> Option<String> {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let answer = client.post(format!("http://127.0.0.1:{}/sessions", self.port)).json(body).send().await.ok()?;
        let opened: Value = answer.json().await.ok()?;
        opened["access_token"].as_str().map(str::to_owned)
    }

    /// How many employees a signed-in person sees; none while the API does not answer.
    pub(crate) async fn employees(&self, token: &str) -> Option<usize> {
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        let request = client.get(format!("http://127.0.0.1:{}/employees?limit=200", self.port)).bearer_auth(token);
        let page: Value = request.send().await.ok()?.json().await.ok()?;
        page["items"].as_array().map(Vec::len)
    }

    /// Asks it to stop, and fails unless it does so in order, leaving nothing behind.
    pub(crate) fn stop(mut self, signal: Signal, site: &Site) {
        self.running.signal(signal);
        let (status, took) = self.running.ends(STOP);
        assert_eq!(status.code(), Some(0), "{signal:?}: {}", self.running.err());
        let silent = site.falls_silent(Duration::from_secs(2));
        println!("{signal:?}: ended after {took:?}, silent after {silent:?} more");
    }
}

/// Both organisations with everybody in them.
pub(crate) async fn assert_whole(site: &Site) {
    let admin = site.admin().await;
    let rows = admin
        .query(
            "select o.slug,
                    (select count(*) from people.employees e where e.org_id = o.org_id),
                    (select count(*) from people.employee_private e where e.org_id = o.org_id),
                    (select count(*) from identity.memberships m where m.org_id = o.org_id and m.state = 'active' and m.employee_id is not null),
                    (select count(*) from people.reporting_lines l where l.org_id = o.org_id and l.kind = 'acting')
               from identity.organizations o order by o.slug",
            &[],
        )
        .await
        .expect("organisations");
    let slugs: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(slugs, ["brightwater", "northgate"]);
    for row in &rows {
        let (employees, private, members, acting): (i64, i64, i64, i64) = (row.get(1), row.get(2), row.get(3), row.get(4));
        assert!((55..=65).contains(&employees), "{employees} employees");
        assert_eq!((private, members), (employees, employees));
        assert!(acting > 0);
    }
}

/// Fails if a runtime login's password is in a text.
pub(crate) fn assert_no_password(secrets: &Value, text: &str) {
    for (login, password) in secrets["logins"].as_object().expect("logins") {
        assert!(!text.contains(password.as_str().expect("text")), "the password of {login} is printed: {text}");
    }
    assert!(!text.contains(secrets["signing_key"].as_str().expect("text")), "the signing key is printed");
}

pub(crate) fn path_text(path: &Path) -> String {
    path.to_str().expect("text").to_owned()
}
