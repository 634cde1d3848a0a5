//! Where the cluster's files are, and that they are ours.

use crate::account::{self, Account};
use crate::error::{At, Error};
use crate::files;
use crate::socket;
use std::fs;
use std::path::{Path, PathBuf};

/// Clusters of root whose own folder the server's account cannot reach.
const ELSEWHERE: &str = "/var/lib/rowhouse";
const MARKER: &str = ".rowhouse-cluster";

/// The root folder given by the caller and the cluster's own folder.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) root: PathBuf,
    pub(crate) base: PathBuf,
}

/// Searchable by the server's account if that is another one.
fn folder_mode() -> u32 {
    if account::is_root() { 0o711 } else { 0o700 }
}

/// Creates the root folder and resolves links in its path.
pub(crate) fn create_root(root: &Path) -> Result<PathBuf, Error> {
    files::create_folder(root, folder_mode())?;
    root.canonicalize().at("open the folder", root)
}

impl Place {
    /// Settles where the cluster lives. `root` is canonical and locked.
    pub(crate) fn settle(root: PathBuf) -> Result<Place, Error> {
        let inside = root.join("cluster");
        let record = root.join("location");
        if !account::is_root() {
            return Place::at(root, inside);
        }
        if let Some(elsewhere) = recorded(&root, &record) {
            return Place::at(root, elsewhere);
        }
        let reachable = match account::for_data(&inside.join("data"))? {
            Some(account) => account.reaches(&root),
            None => true,
        };
        if reachable || inside.join("data").exists() {
            return Place::at(root, inside);
        }
        let elsewhere = Path::new(ELSEWHERE).join(files::digest(&root));
        files::create_folder(Path::new(ELSEWHERE), 0o755)?;
        tracing::warn!(
            root = %root.display(), location = %elsewhere.display(),
            "the server's account cannot enter the folder, so the cluster is kept elsewhere"
        );
        let place = Place::at(root, elsewhere)?;
        files::replace(&record, &format!("{}\n", place.base.display()), 0o600, None)?;
        Ok(place)
    }

    /// Accepts an absent, an empty or a marked folder, and marks it.
    fn at(root: PathBuf, base: PathBuf) -> Result<Place, Error> {
        let marker = base.join(MARKER);
        files::create_folder(&base, folder_mode())?;
        let place = Place { root, base };
        let foreign = || Error::ForeignDirectory { folder: place.base.clone() };
        match files::read(&marker) {
            Ok(text) if marked_root(&text).is_some() => {}
            Ok(_) => return Err(foreign()),
            Err(_) => {
                let mut content = fs::read_dir(&place.base).at("list", &place.base)?;
                if content.next().is_some() {
                    return Err(foreign());
                }
            }
        }
        // the root may have been moved since
        files::replace(&marker, &marker_text(&place.root), 0o600, None)?;
        Ok(place)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.base.join("data")
    }

    /// The major version of the data folder, or `None` if there is none yet.
    pub(crate) fn data_major(&self) -> Result<Option<u32>, Error> {
        let data = self.data();
        // removes nothing but an empty folder
        let _ = fs::remove_dir(&data);
        if fs::symlink_metadata(&data).is_err() {
            return Ok(None);
        }
        files::read(&data.join("PG_VERSION")).ok().and_then(|text| text.trim().parse().ok()).map(Some).ok_or(Error::DamagedData { data })
    }

    /// Removes what an interrupted initialisation or wipe left behind.
    pub(crate) fn sweep(&self) {
        for entry in fs::read_dir(&self.base).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if ["data.new-", "data.old-", ".write-", ".pwfile-"].iter().any(|prefix| name.starts_with(prefix)) {
                drop(files::Temporary(entry.path()));
            }
        }
    }

    /// Deletes the cluster: only what this crate creates, only in a marked folder.
    pub(crate) fn wipe(&self) -> Result<(), Error> {
        let data = self.data();
        if fs::symlink_metadata(&data).is_ok() {
            // an interrupted deletion must not look like damaged data
            let old = self.base.join(format!("data.old-{}", files::random_hex(6)?));
            fs::rename(&data, &old).at("move away", &data)?;
            files::remove(&old).at("delete", &old)?;
        }
        socket::forget(&self.base.join("socket-folder"));
        for name in ["password", "port", "socket"] {
            let path = self.base.join(name);
            files::remove(&path).at("delete", &path)?;
        }
        self.sweep();
        Ok(())
    }

    /// Deletes the folder itself too if it is not inside the root.
    pub(crate) fn leave(self) -> Result<PathBuf, Error> {
        if !self.base.starts_with(&self.root) {
            let marker = self.base.join(MARKER);
            files::remove(&marker).at("delete", &marker)?;
            fs::remove_dir(&self.base).at("delete", &self.base)?;
            let record = self.root.join("location");
            files::remove(&record).at("delete", &record)?;
        }
        Ok(self.root)
    }

    pub(crate) fn check_reach(&self, account: Option<&Account>) -> Result<(), Error> {
        match account {
            Some(account) if !account.reaches(&self.base) => Err(Error::Unreachable { account: account.name.clone(), data: self.data() }),
            _ => Ok(()),
        }
    }
}

/// The recorded location, unless it is gone or belongs to another root folder
/// that still exists (this one is then a copy of that).
fn recorded(root: &Path, record: &Path) -> Option<PathBuf> {
    let location = PathBuf::from(files::read(record).ok()?.trim_end_matches('\n'));
    let marker = files::read(&location.join(MARKER)).unwrap_or_default();
    let owner = marked_root(&marker);
    // only root can write there, so a planted record leads nowhere
    let sound = location.parent() == Some(Path::new(ELSEWHERE)) && owner.is_some_and(|owner| owner == root || !owner.exists());
    if !sound {
        tracing::warn!(location = %location.display(), "the recorded location of the cluster is not its own, ignoring it");
    }
    sound.then_some(location)
}

fn marker_text(root: &Path) -> String {
    format!("This folder is managed by Rowhouse.\nroot={}\n", root.display())
}

fn marked_root(marker: &str) -> Option<&Path> {
    let path = marker.split_once("\nroot=")?.1.strip_suffix('\n')?;
    Some(Path::new(path))
}
