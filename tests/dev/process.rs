//! The built binary as a process: started, listened to, signalled, and never left behind.

use std::{
    fs,
    io::Read,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, OnceLock},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// The binary beside the test executable; built once, so that it is this source tree's.
pub(crate) fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let executable = std::env::current_exe().expect("the test's own path");
        let profile = executable.parent().and_then(Path::parent).expect("target/<profile>/deps");
        let target = profile.parent().expect("target");
        // with the features of this test run, so that nothing is compiled twice
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "-p", "rowhouse", "-p", "tests", "--bin", "rowhouse"]).env("CARGO_TARGET_DIR", target);
        if profile.ends_with("release") {
            build.arg("--release");
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("cargo");
        let binary = profile.join("rowhouse");
        assert!(built.success() && binary.exists(), "the rowhouse binary is not built: run `cargo build -p rowhouse` and see why");
        binary
    })
}

/// A command of the binary without whatever the developer's shell has set.
pub(crate) fn rowhouse(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars() {
        let wanted = name == "ROWHOUSE_POSTGRES_BIN";
        if (name.starts_with("ROWHOUSE_") || name == "DATABASE_URL" || name.starts_with("PG")) && !wanted {
            command.env_remove(name);
        }
    }
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("its address").port()
}

/// What a finished command said.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// Lines of the failure that a person reads; log lines apart.
    pub(crate) fn sentences(&self) -> Vec<&str> {
        self.err.lines().filter(|line| line.starts_with("rowhouse: ")).collect()
    }

    /// Fails unless it ended with exactly one sentence that holds every word.
    pub(crate) fn assert_one_sentence(&self, words: &[&str]) {
        let sentences = self.sentences();
        assert!(self.code.is_some_and(|code| code != 0), "exit code {:?}: {}", self.code, self.err);
        assert_eq!(sentences.len(), 1, "{}", self.err);
        for word in words {
            assert!(sentences[0].contains(word), "{word} is missing: {}", sentences[0]);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Said {
    Running::start(command).finish(Duration::from_secs(60))
}

/// A process whose output is being read.
pub(crate) struct Running {
    child: Child,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

fn collect(mut source: impl Read + Send + 'static, into: Arc<Mutex<String>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = source.read(&mut buffer) {
            into.lock().expect("no panic").push_str(&String::from_utf8_lossy(&buffer[..length]));
        }
    })
}

impl Running {
    pub(crate) fn start(command: &mut Command) -> Running {
        let mut child = command.spawn().expect("the binary starts");
        let (out, err) = (Arc::default(), Arc::default());
        let readers =
            vec![collect(child.stdout.take().expect("piped"), Arc::clone(&out)), collect(child.stderr.take().expect("piped"), Arc::clone(&err))];
        Running { child, out, err, readers }
    }

    pub(crate) fn out(&self) -> String {
        self.out.lock().expect("no panic").clone()
    }

    pub(crate) fn err(&self) -> String {
        self.err.lock().expect("no panic").clone()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until standard output holds a text; says how long it took.
    pub(crate) fn says(&mut self, text: &str, limit: Duration) -> Duration {
        let began = Instant::now();
        while !self.out().contains(text) {
            let ended = self.child.try_wait().expect("a child");
            assert!(ended.is_none(), "it ended with {ended:?} before it said {text:?}: {}{}", self.out(), self.err());
            assert!(began.elapsed() < limit, "nothing like {text:?} within {limit:?}: {}{}", self.out(), self.err());
            std::thread::sleep(Duration::from_millis(10));
        }
        began.elapsed()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let id = Pid::from_raw(i32::try_from(self.child.id()).expect("small")).expect("a process id");
        kill_process(id, signal).expect("it runs");
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().expect("a child").is_none()
    }

    /// Waits for the end; says how it ended and how long that took.
    pub(crate) fn ends(&mut self, limit: Duration) -> (ExitStatus, Duration) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status, began.elapsed());
            }
            assert!(began.elapsed() < limit, "it still runs after {limit:?}: {}{}", self.out(), self.err());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits for the end and gives everything that was said.
    pub(crate) fn finish(mut self, limit: Duration) -> Said {
        let (status, _) = self.ends(limit);
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
        Said { code: status.code(), out: self.out(), err: self.err() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Processes that work in a folder or were told to, this one and zombies apart.
pub(crate) fn processes_on(folder: &Path) -> Vec<i32> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let text = folder.to_string_lossy();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let pid: i32 = entry.file_name().to_str()?.parse().ok()?;
            let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let place = fs::read_link(entry.path().join("cwd")).unwrap_or_default();
            let alive = fs::read_to_string(entry.path().join("stat")).is_ok_and(|stat| !stat.contains(") Z "));
            let works = String::from_utf8_lossy(&line).contains(&*text) || place.starts_with(&folder);
            (works && alive && pid != i32::try_from(std::process::id()).expect("small")).then_some(pid)
        })
        .collect()
}

/// Waits until a condition holds; says how long it took.
pub(crate) fn eventually(what: &str, limit: Duration, mut holds: impl FnMut() -> bool) -> Duration {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < limit, "not within {limit:?}: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
    began.elapsed()
}
