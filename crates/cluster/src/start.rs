//! A cluster from start to stop.

use crate::account::{self, Account};
use crate::binaries::{self, Binaries};
use crate::conf::Conf;
use crate::download;
use crate::error::Error;
use crate::files;
use crate::initialise::{self, ADMIN, initialise};
use crate::lock::{self, Lock};
use crate::log::Log;
use crate::orphan;
use crate::place::{self, Place};
use crate::port;
use crate::postmaster::{ExitReason, NotReady, Postmaster, socket_path};
use crate::settings::Settings;
use crate::socket::SocketFolder;
use crate::url;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long memory of a killed server may stay in use by its processes.
const REMAINS: Duration = Duration::from_secs(20);

/// A running private cluster. Dropping it stops the server too (and blocks
/// meanwhile), but prefer [`Cluster::stop`], which reports failure.
pub struct Cluster {
    // fields drop in this order: the server ends before the lock is released
    postmaster: Postmaster,
    socket: SocketFolder,
    log: Log,
    place: Place,
    binaries: Binaries,
    port: u16,
    password: String,
    _lock: Lock,
}

impl Cluster {
    /// Starts the cluster in `settings.root`: finds or fetches the binaries,
    /// creates the data folder at the first start, recovers after a crash, and
    /// returns when the server answers.
    ///
    /// # Errors
    /// Each [`Error`] says in one sentence what to do. A failed start leaves
    /// neither processes nor half-made data.
    pub async fn start(settings: Settings) -> Result<Cluster, Error> {
        let began = Instant::now();
        let root = place::create_root(&settings.root)?;
        let lock = lock::take(&root)?;
        let mut place = Place::settle(root)?;
        if settings.fresh {
            orphan::clear(&place.data()).await?;
            place.wipe()?;
            place = Place::settle(place.leave()?)?;
        }
        place.sweep();
        let data = place.data();
        let account = account::for_data(&data)?;
        let account = account.as_ref();
        let data_major = place.data_major()?;
        place.check_reach(account)?;
        let binaries = find(&settings, data_major, account).await?;
        if let Some(data_major) = data_major.filter(|major| *major != binaries.major) {
            return Err(Error::OtherMajor { data, data_major, binaries: binaries.folder, found: binaries.version });
        }
        let password_file = place.base.join("password");
        if data_major.is_some() {
            read_password(&password_file)?;
        }
        orphan::clear(&data).await?;
        let log = Log::open(&place.root)?;
        let socket = SocketFolder::prepare(&place.base, account)?;
        let launched = launch(&settings, &place, &binaries, account, &log, &socket).await;
        let (postmaster, port) = launched?;
        let password = read_password(&password_file)?;
        tracing::info!(port, pid = postmaster.pid(), version = binaries.version, milliseconds = began.elapsed().as_millis(), "PostgreSQL runs");
        Ok(Cluster { postmaster, socket, log, place, binaries, port, password, _lock: lock })
    }

    /// A connection address for the superuser, over the private socket.
    #[must_use]
    pub fn admin_url(&self, database: &str) -> String {
        self.url(ADMIN, &self.password, database)
    }

    /// A connection address for `role`, over the private socket.
    #[must_use]
    pub fn url(&self, role: &str, password: &str, database: &str) -> String {
        url::over_socket(role, password, database, self.socket_dir(), self.port)
    }

    /// A connection address over TCP, for tools that know no Unix sockets.
    #[must_use]
    pub fn tcp_url(&self, role: &str, password: &str, database: &str) -> String {
        url::over_tcp(role, password, database, self.port)
    }

    /// The port on 127.0.0.1, also part of the socket's name.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The private folder of the Unix socket.
    #[must_use]
    pub fn socket_dir(&self) -> &Path {
        &self.socket.path
    }

    /// PostgreSQL's data folder.
    #[must_use]
    pub fn data_dir(&self) -> PathBuf {
        self.place.data()
    }

    /// The server's log file.
    #[must_use]
    pub fn log_file(&self) -> &Path {
        self.log.path()
    }

    /// The programs in use, with their version.
    #[must_use]
    pub fn binaries(&self) -> &Binaries {
        &self.binaries
    }

    /// The process id of the server.
    #[must_use]
    pub fn postmaster_pid(&self) -> i32 {
        self.postmaster.pid()
    }

    /// Completes when the server ends without being asked to. To run it again,
    /// drop the cluster and start a new one.
    pub async fn died(&self) -> ExitReason {
        self.postmaster.died(&self.log).await
    }

    /// Shuts the server down in order and waits for it; a hanging one is ended
    /// less gently.
    ///
    /// # Errors
    /// `CL-STOP` if the server outlives even that.
    pub async fn stop(self) -> Result<(), Error> {
        self.postmaster.stop().await
    }
}

impl Drop for SocketFolder {
    fn drop(&mut self) {
        self.clean_up();
    }
}

impl fmt::Debug for Cluster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Cluster")
            .field("place", &self.place)
            .field("port", &self.port)
            .field("pid", &self.postmaster.pid())
            .finish_non_exhaustive()
    }
}

/// Installed binaries, else earlier downloads, else a download; the major
/// version of existing data decides between several.
async fn find(settings: &Settings, data_major: Option<u32>, account: Option<&Account>) -> Result<Binaries, Error> {
    let reachable = |folder: &Path| account.is_none_or(|account| account.reaches(&canonical(folder)));
    let cache = settings.cache.clone().or_else(download::default_cache);
    let mut candidates = Vec::new();
    if settings.search_installed {
        candidates.extend(binaries::installed());
    }
    if let Some(cache) = &cache {
        candidates.extend(download::cached(cache));
    }
    candidates.retain(|folder| reachable(folder));
    let explicit = settings.binaries.as_deref();
    let found = match (binaries::choose(explicit, &candidates, data_major)?, cache) {
        (Some(found), _) => found,
        (None, Some(cache)) => {
            let server = settings.archive_server.as_deref();
            download::download(server, &cache, data_major, settings.quiet).await?
        }
        (None, None) => return Err(binaries::nothing_found(&candidates)),
    };
    match account {
        Some(account) if !reachable(&found.folder) => {
            Err(Error::BadBinaries { folder: found.folder, reason: format!("the account {} cannot enter it", account.name) })
        }
        _ => Ok(found),
    }
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}

/// Creates the data folder if need be, and starts the server until it is
/// ready. What can be overcome is tried again.
async fn launch(
    settings: &Settings,
    place: &Place,
    binaries: &Binaries,
    account: Option<&Account>,
    log: &Log,
    socket: &SocketFolder,
) -> Result<(Postmaster, u16), Error> {
    let data = place.data();
    let record = place.base.join("port");
    let deadline = Instant::now() + REMAINS;
    loop {
        let port = port::pick(settings.port, &record)?;
        let conf = Conf { port, socket_folder: &socket.path, extra: &settings.extra_configuration, owner: account };
        if data.exists() {
            conf.write(&data, &data)?;
        } else {
            tracing::info!(data = %data.display(), "creating the data folder");
            initialise(place, binaries, account, &conf).await?;
        }
        let postmaster = Postmaster::launch(binaries, &data, account, log)?;
        let NotReady { reason, tail } = match postmaster.ready(&data, &socket_path(&socket.path, port), log).await {
            Ok(()) => return Ok((postmaster, port)),
            Err(not_ready) => not_ready,
        };
        drop(postmaster);
        if tail.contains("No space left on device") || initialise::is_full(&place.base) {
            return Err(Error::DiskFull { folder: place.base.clone() });
        }
        let port_lost = tail.contains("Address already in use");
        if port_lost && settings.port.is_some() {
            return Err(Error::PortTaken { port, reason: "it was taken while PostgreSQL started".to_owned() });
        }
        let remains = tail.contains("pre-existing shared memory block");
        if !(port_lost || remains) || Instant::now() > deadline {
            return Err(Error::Start { reason, log: log.path().to_path_buf(), tail });
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        orphan::clear(&data).await?;
    }
}

fn read_password(file: &Path) -> Result<String, Error> {
    let text = files::read(file).unwrap_or_default();
    let password = text.trim();
    if password.is_empty() {
        return Err(Error::NoPassword { file: file.to_path_buf() });
    }
    Ok(password.to_owned())
}
