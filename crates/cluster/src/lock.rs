//! One process per root folder. The lock dies with its holder, however it ends.

use crate::error::{At, Error};
use rustix::fs::{FlockOperation, flock};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

/// Held as long as the value lives.
#[derive(Debug)]
pub(crate) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // closing is not enough: a child that another thread is just starting
        // has a copy of the open file until it runs its program
        let _ = flock(&self.0, FlockOperation::Unlock);
    }
}

pub(crate) fn take(root: &Path) -> Result<Lock, Error> {
    let path = root.join("lock");
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path).at("open the lock", &path)?;
    let mut attempt = 0;
    while flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        // such a child of a killed holder is gone in a moment
        if attempt == 10 {
            return Err(Error::Locked { root: root.to_path_buf(), holder: holder(&mut file) });
        }
        attempt += 1;
        std::thread::sleep(Duration::from_millis(10));
    }
    file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).at("write", &path)?;
    Ok(Lock(file))
}

/// The holder writes its id just after it took the lock.
fn holder(file: &mut File) -> String {
    for _ in 0..20 {
        let mut text = String::new();
        if file.rewind().and_then(|()| file.read_to_string(&mut text)).is_ok() && text.ends_with('\n') {
            return format!("process {}", text.trim());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    "of unknown process id".to_owned()
}
