//! The private folder of the server's Unix socket.

use crate::account::Account;
use crate::error::{At, Error};
use crate::files;
use std::env;
use std::fs::{self, DirBuilder};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::{Path, PathBuf};

/// `/.s.PGSQL.65535` and a terminating zero must still fit into `sun_path`
/// (108 bytes on Linux, 104 on macOS and the BSDs).
const LONGEST_FOLDER: usize = if cfg!(target_os = "linux") { 92 } else { 88 };

/// A folder that only the server's account (and root) may enter.
#[derive(Debug)]
pub(crate) struct SocketFolder {
    pub(crate) path: PathBuf,
    /// The file that names a folder outside the cluster's own.
    record: Option<PathBuf>,
}

impl SocketFolder {
    pub(crate) fn prepare(base: &Path, account: Option<&Account>) -> Result<SocketFolder, Error> {
        let own = base.join("socket");
        let record = base.join("socket-folder");
        forget(&record);
        if own.as_os_str().len() <= LONGEST_FOLDER && own.to_str().is_some() {
            // anew each time: a lock file left in it could name a reused process id
            files::remove(&own).at("replace the socket folder", &own)?;
            create(&own, account)?;
            return Ok(SocketFolder { path: own, record: None });
        }
        let parent = short_parent(account);
        let path = parent.join(format!("rowhouse-{}", files::random_hex(12)?));
        // recorded first, so that a crash in between leaves nothing unknown
        files::replace(&record, &format!("{}\n", path.display()), 0o600, None)?;
        create(&path, account)?;
        tracing::info!(folder = %path.display(), "the path of the data folder is too long for a socket");
        Ok(SocketFolder { path, record: Some(record) })
    }

    pub(crate) fn clean_up(&self) {
        if let Some(record) = &self.record {
            forget(record);
        }
    }
}

/// Removes what an earlier run recorded: only a folder with our kind of name,
/// and of its content only sockets.
pub(crate) fn forget(record: &Path) {
    let Ok(text) = fs::read_to_string(record) else {
        return;
    };
    let folder = Path::new(text.trim_end_matches('\n'));
    let ours = folder.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("rowhouse-") && name.len() == 33);
    if ours && fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.file_name().as_bytes().starts_with(b".s.PGSQL.") {
                let _ = fs::remove_file(entry.path());
            }
        }
        let _ = fs::remove_dir(folder);
    }
    let _ = fs::remove_file(record);
}

fn create(path: &Path, account: Option<&Account>) -> Result<(), Error> {
    // fails if anything is there already, a planted folder or link included
    DirBuilder::new().mode(0o700).create(path).at("create the socket folder", path)?;
    if let Some(account) = account {
        chown(path, Some(account.uid), Some(account.gid)).at("hand over", path)?;
    }
    Ok(())
}

fn short_parent(account: Option<&Account>) -> PathBuf {
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    match runtime {
        // root's own runtime folder is closed to the account
        Some(folder) if account.is_none() && folder.is_dir() && folder.as_os_str().len() < 40 => folder,
        _ => PathBuf::from("/tmp"),
    }
}
