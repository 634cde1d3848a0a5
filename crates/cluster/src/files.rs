//! Small files, written so that neither a crash nor a planted symbolic link
//! does harm: root writes into folders that an unprivileged account owns.

use crate::account::Account;
use crate::error::{At, Error};
use rustix::fs::OFlags;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Hexadecimal digits for `bytes` bytes from the system's random source.
pub(crate) fn random_hex(bytes: usize) -> Result<String, Error> {
    let source = Path::new("/dev/urandom");
    let mut buffer = vec![0; bytes];
    File::open(source).and_then(|mut file| file.read_exact(&mut buffer)).at("read random bytes from", source)?;
    Ok(buffer.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// FNV-1a: a short name for a path that stays the same across builds.
pub(crate) fn digest(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let hash =
        path.as_os_str().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// Reads a file, refusing to follow a symbolic link.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    OpenOptions::new()
        .read(true)
        .custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
        .open(path)?
        .take(1 << 20)
        .read_to_string(&mut text)?;
    Ok(text)
}

/// Creates a file that must not exist yet, for `owner` alone.
pub(crate) fn create(path: &Path, contents: &str, mode: u32, owner: Option<&Account>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.set_permissions(Permissions::from_mode(mode))?;
    if let Some(account) = owner {
        std::os::unix::fs::fchown(&file, Some(account.uid), Some(account.gid))?;
    }
    file.write_all(contents.as_bytes())?;
    file.sync_all()
}

/// Replaces a file in one step, or leaves the old one as it was.
pub(crate) fn replace(path: &Path, contents: &str, mode: u32, owner: Option<&Account>) -> Result<(), Error> {
    if read(path).is_ok_and(|present| present == contents) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("/"));
    let temporary = Temporary(folder.join(format!(".write-{}", random_hex(8)?)));
    create(&temporary.0, contents, mode, owner).and_then(|()| fs::rename(&temporary.0, path)).and_then(|()| sync_folder(folder)).at("write", path)
}

/// Makes a rename in `folder` outlive a power cut.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Creates a folder (and those above) with `mode`, whatever the umask; an
/// existing one is left as is.
pub(crate) fn create_folder(path: &Path, mode: u32) -> Result<(), Error> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        create_folder(parent, mode)?;
    }
    DirBuilder::new()
        .mode(0o700)
        .create(path)
        .and_then(|()| fs::set_permissions(path, Permissions::from_mode(mode)))
        .or_else(|error| if path.is_dir() { Ok(()) } else { Err(error) })
        .at("create the folder", path)
}

/// Removes a file or a folder with all it holds; absence is fine. Retries for a
/// moment, as a dying `initdb` may still write.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    let mut attempt = 0;
    loop {
        let removed = match fs::symlink_metadata(path) {
            Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
            Ok(_) => fs::remove_file(path),
            Err(error) => Err(error),
        };
        match removed {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(_) if attempt < 5 => attempt += 1,
            result => return result,
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A file or folder that is removed again unless it was moved to its place.
pub(crate) struct Temporary(pub(crate) PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.0) {
            tracing::warn!(path = %self.0.display(), %error, "could not remove a temporary path");
        }
    }
}
