//! What the caller decides about a cluster.

use std::path::PathBuf;

/// Where and how a cluster runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder for the lock, the log and (where the server's account can
    /// reach it) the cluster itself, such as `.rowhouse`.
    pub root: PathBuf,
    /// The loopback port; `None` picks a free one and keeps it while it is free.
    pub port: Option<u16>,
    /// Delete the cluster (data, password, port) first.
    pub fresh: bool,
    /// A folder with `postgres` and `initdb`; an unusable one is an error.
    pub binaries: Option<PathBuf>,
    /// Whether binaries that are installed or were downloaded before will do;
    /// `false` leaves only what `cache` holds and the download.
    pub search_installed: bool,
    /// Where downloads are kept; `None` is the user's cache folder.
    pub cache: Option<PathBuf>,
    /// Where to download from instead of the public server: `<this>/releases`
    /// must answer like GitHub's list of releases.
    pub archive_server: Option<String>,
    /// Further lines of the configuration, which win over this crate's (for tests).
    pub extra_configuration: Vec<(String, String)>,
    /// Show no progress bar.
    pub quiet: bool,
}

impl Settings {
    /// A cluster in `root` with everything else left to this crate.
    pub fn new(root: impl Into<PathBuf>) -> Settings {
        Settings {
            root: root.into(),
            port: None,
            fresh: false,
            binaries: None,
            search_installed: true,
            cache: None,
            archive_server: None,
            extra_configuration: Vec::new(),
            quiet: false,
        }
    }
}
