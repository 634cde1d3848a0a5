//! The server's log file: appended to by the server, kept bounded by us.

use crate::error::{At, Error};
use crate::files;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Past this size the log moves to `postgres.log.1`, of which there is one.
const LIMIT: u64 = 16 << 20;
const TAIL_LINES: usize = 20;

/// Watches the size as long as the value lives.
#[derive(Debug)]
pub(crate) struct Log {
    path: PathBuf,
    _keeper: mpsc::Sender<()>,
}

impl Log {
    pub(crate) fn open(root: &Path) -> Result<Log, Error> {
        let folder = root.join("log");
        files::create_folder(&folder, 0o700)?;
        let path = folder.join("postgres.log");
        keep_bounded(&path).at("rotate", &path)?;
        let (keeper, ended) = mpsc::channel::<()>();
        let watched = path.clone();
        thread::Builder::new()
            .name("postgres-log".into())
            .spawn(move || {
                while ended.recv_timeout(Duration::from_secs(15)) == Err(mpsc::RecvTimeoutError::Timeout) {
                    if let Err(error) = keep_bounded(&watched) {
                        tracing::warn!(path = %watched.display(), %error, "could not rotate the log");
                    }
                }
            })
            .at("watch", &path)?;
        Ok(Log { path, _keeper: keeper })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the server's standard error goes. It inherits the open file, so
    /// its account needs no access to the folder.
    pub(crate) fn writer(&self) -> Result<Stdio, Error> {
        append(&self.path).map(Stdio::from).at("open", &self.path)
    }

    pub(crate) fn length(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |metadata| metadata.len())
    }

    /// The last lines written after the log was `from` bytes long.
    pub(crate) fn tail(&self, from: u64) -> String {
        tail(&self.path, from)
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(path)
}

/// Copies and truncates: the server keeps its open file.
fn keep_bounded(path: &Path) -> io::Result<()> {
    let file = append(path)?;
    if file.metadata()?.len() > LIMIT {
        fs::copy(path, path.with_extension("log.1"))?;
        file.set_len(0)?;
    }
    Ok(())
}

pub(crate) fn tail(path: &Path, from: u64) -> String {
    let read = || -> io::Result<String> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        // a shorter file was rotated meanwhile
        let from = if from > length { 0 } else { from };
        file.seek(SeekFrom::Start(from.max(length.saturating_sub(16 << 10))))?;
        let mut bytes = Vec::new();
        file.take(16 << 10).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    let text = read().unwrap_or_else(|error| format!("(unreadable: {error})"));
    last_lines(&text)
}

pub(crate) fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, keep_bounded, last_lines, tail};
    use std::fs;

    #[test]
    fn only_the_last_lines_are_shown() {
        let text: String = (0..50).map(|number| format!("{number}\n")).collect();
        assert_eq!(last_lines(&text).lines().count(), 20);
        assert!(last_lines(&text).ends_with("49"));
        assert_eq!(last_lines(""), "");
    }

    #[test]
    fn an_oversized_log_moves_aside_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("postgres.log");
        fs::write(&path, "small\n").expect("a log");
        keep_bounded(&path).expect("nothing to do");
        assert_eq!(tail(&path, 0), "small");
        fs::File::options().write(true).open(&path).and_then(|f| f.set_len(LIMIT + 1)).expect("grow");
        keep_bounded(&path).expect("rotation");
        assert_eq!(fs::metadata(&path).expect("the log").len(), 0);
        assert!(folder.path().join("postgres.log.1").exists());
    }
}
