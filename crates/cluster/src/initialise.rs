//! Makes a new data folder, completely or not at all.

use crate::account::{self, Account};
use crate::binaries::Binaries;
use crate::child::Child;
use crate::conf::Conf;
use crate::error::{At, Error};
use crate::files::{self, Temporary};
use crate::log::last_lines;
use crate::place::Place;
use rustix::process::Signal;
use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// The superuser of every cluster.
pub(crate) const ADMIN: &str = "rowhouse_admin";

/// Ends `initdb` if the caller gives up on it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.end(&[(Signal::TERM, Duration::from_secs(3)), (Signal::KILL, Duration::from_secs(3))]);
    }
}

/// Runs `initdb` in a temporary sibling and renames it when it is complete.
pub(crate) async fn initialise(place: &Place, binaries: &Binaries, account: Option<&Account>, conf: &Conf<'_>) -> Result<(), Error> {
    let data = place.data();
    let suffix = files::random_hex(6)?;
    let unfinished = Temporary(place.base.join(format!("data.new-{suffix}")));
    let folder = &unfinished.0;
    DirBuilder::new().mode(0o700).create(folder).at("create", folder)?;
    if let Some(account) = account {
        chown(folder, Some(account.uid), Some(account.gid)).at("hand over", folder)?;
    }
    let password = files::random_hex(24)?;
    let password_file = Temporary(place.base.join(format!(".pwfile-{suffix}")));
    files::create(&password_file.0, &format!("{password}\n"), 0o600, account).at("write", &password_file.0)?;

    let mut command = account::command(&binaries.program("initdb"), account, &place.base);
    command
        .arg("-D")
        .arg(folder)
        .args(["-U", ADMIN, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"])
        .args(["--data-checksums", "--no-instructions", "--pwfile"])
        .arg(&password_file.0)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let program = binaries.program("initdb");
    let running = Running(Child::spawn(command, Signal::TERM).at("run", &program)?);
    let exit = running.0.wait().await;
    drop(running);
    drop(password_file);
    match exit {
        Some(exit) if exit.status.success() => {}
        exit => {
            let output = exit.map(|exit| exit.complaint).unwrap_or_default();
            return Err(failure(&place.base, &data, &output));
        }
    }
    conf.write(folder, &data)?;
    // the password first: a data folder whose password nobody knows is useless
    files::replace(&place.base.join("password"), &format!("{password}\n"), 0o600, None)?;
    fs::rename(folder, &data).at("rename into place", &data)?;
    files::sync_folder(&place.base).at("write", &place.base)
}

fn failure(base: &Path, data: &Path, output: &str) -> Error {
    if output.contains("No space left on device") || is_full(base) {
        return Error::DiskFull { folder: base.to_path_buf() };
    }
    Error::Initdb { data: data.to_path_buf(), output: last_lines(output) }
}

/// A full disk may also hold the log that would have said so.
pub(crate) fn is_full(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|disk| disk.f_blocks > 0 && disk.f_bavail.saturating_mul(disk.f_frsize) < 1 << 20)
}
