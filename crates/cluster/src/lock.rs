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
pub(crate) struct Lock(#[expect(dead_code, reason = "dropping the file releases the lock")] File);

pub(crate) fn take(root: &Path) -> Result<Lock, Error> {
    let path = root.join("lock");
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .at("open the lock", &path)?;
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        return Err(Error::Locked {
            root: root.to_path_buf(),
            holder: holder(&mut file),
        });
    }
    file.set_len(0)
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .at("write", &path)?;
    Ok(Lock(file))
}

/// The holder writes its id just after it took the lock.
fn holder(file: &mut File) -> String {
    for _ in 0..20 {
        let mut text = String::new();
        if file
            .rewind()
            .and_then(|()| file.read_to_string(&mut text))
            .is_ok()
            && text.ends_with('\n')
        {
            return format!("process {}", text.trim());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    "of unknown process id".to_owned()
}
