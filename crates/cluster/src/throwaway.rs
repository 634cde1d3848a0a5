//! Clusters that nobody will ever recover: for tests and evidence.

use std::{
    fs,
    path::{Path, PathBuf},
    process,
};

use crate::Settings;

/// What such a cluster may grow to, several times over; containers often have 64 MB in memory.
const ENOUGH_MEMORY: u64 = 2 << 30;

impl Settings {
    /// A cluster for this process alone, in memory where there is room for it, without a thought for power loss. Folders with
    /// the same `prefix` whose process has ended are removed. Give each kind of process a prefix of its own. The server is the one in
    /// `ROWHOUSE_POSTGRES_BIN`, if that is set, or else one that is installed.
    #[must_use]
    pub fn throwaway(prefix: &str) -> Settings {
        let places = places();
        for place in &places {
            for abandoned in abandoned_folders(place, prefix) {
                let _ = fs::remove_dir_all(abandoned);
            }
        }
        let extra = [
            ("fsync", "off"),
            ("synchronous_commit", "off"),
            ("full_page_writes", "off"),
            ("max_connections", "200"),
            ("wal_level", "minimal"),
            ("max_wal_senders", "0"),
            ("max_wal_size", "256MB"),
            ("checkpoint_timeout", "1h"),
            // its workers would keep databases from being copied and dropped; what plans need is analysed in the template
            ("autovacuum", "off"),
            ("jit", "off"),
        ];
        let mut settings = Settings::new(Self::throwaway_folder(prefix));
        settings.binaries = std::env::var_os("ROWHOUSE_POSTGRES_BIN").map(Into::into);
        settings.quiet = true;
        settings.fresh = true;
        settings.extra_configuration = extra.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        settings
    }

    /// Where this process's throwaway cluster with that prefix is.
    #[must_use]
    pub fn throwaway_folder(prefix: &str) -> PathBuf {
        places()[0].join(format!("{prefix}{}", process::id()))
    }
}

/// Where clusters go, the best place first. A copy of a database is three hundred small files: 100 ms on a disk, 15 in memory.
fn places() -> Vec<PathBuf> {
    let memory = Path::new("/dev/shm");
    let spacious = rustix::fs::statvfs(memory).is_ok_and(|space| space.f_bavail.saturating_mul(space.f_frsize) >= ENOUGH_MEMORY);
    let preferred = (spacious && std::env::var_os("TMPDIR").is_none()).then(|| memory.to_path_buf());
    preferred.into_iter().chain([std::env::temp_dir()]).collect()
}

/// Folders of processes that are gone, and whose server has ended with them.
fn abandoned_folders(place: &Path, prefix: &str) -> Vec<PathBuf> {
    if !Path::new("/proc/self").exists() {
        return Vec::new();
    }
    let alive = |pid: &str| Path::new("/proc").join(pid.trim()).exists();
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let Some(pid) = name.strip_prefix(prefix) else {
                return false;
            };
            let server = fs::read_to_string(path.join("cluster/data/postmaster.pid")).unwrap_or_default();
            pid.parse::<u32>().is_ok() && (pid == process::id().to_string() || !alive(pid)) && !server.lines().next().is_some_and(alive)
        })
        .collect()
}
