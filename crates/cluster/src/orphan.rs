//! Server processes of an earlier run. The caller holds the lock, so whatever
//! still works on the data folder has no owner any more.

use crate::conf::cluster_name;
use crate::error::Error;
use crate::files;
use rustix::process::{Pid, Signal};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Ends leftover server processes, and removes a `postmaster.pid` that no
/// longer means anything (its id may be in use by another program by now).
pub(crate) async fn clear(data: &Path) -> Result<(), Error> {
    let pid_file = data.join("postmaster.pid");
    let Ok(text) = files::read(&pid_file) else {
        return Ok(());
    };
    let recorded = text.lines().next().and_then(|line| line.trim().parse().ok()).and_then(Pid::from_raw);
    if let Some(pid) = recorded
        && belonging_to(data).contains(&pid)
    {
        tracing::warn!(pid = pid.as_raw_nonzero().get(), "stopping a PostgreSQL left over from an earlier run");
        end(data, |found| *found == pid, &[(Some(Signal::INT), 30), (Some(Signal::QUIT), 5), (Some(Signal::KILL), 5)]).await;
    }
    // without their postmaster, server processes end by themselves, unless busy
    end(data, |_| true, &[(None, 1), (Some(Signal::QUIT), 5), (Some(Signal::KILL), 5)]).await;
    if let Some(pid) = belonging_to(data).first() {
        return Err(Error::Leftover { data: data.to_path_buf(), pid: pid.as_raw_nonzero().get() });
    }
    if pid_file.exists() {
        tracing::info!("the last run did not end in order, PostgreSQL recovers now");
        let _ = fs::remove_file(&pid_file);
    }
    Ok(())
}

/// Sends one signal after another, each with its patience in seconds, until no
/// process that `which` selects is left.
async fn end(data: &Path, which: impl Fn(&Pid) -> bool, signals: &[(Option<Signal>, u64)]) {
    let left = || belonging_to(data).into_iter().filter(&which).collect::<Vec<_>>();
    for (signal, patience) in signals {
        for pid in left() {
            if let Some(signal) = *signal {
                // verified a moment ago to be ours; one that has just ended is fine
                let _ = rustix::process::kill_process(pid, signal);
            }
        }
        let deadline = Instant::now() + Duration::from_secs(*patience);
        while Instant::now() < deadline {
            if left().is_empty() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// The living server processes whose data folder is `data`.
fn belonging_to(data: &Path) -> Vec<Pid> {
    let title = format!("postgres: {}: ", cluster_name(data));
    processes(data)
        .into_iter()
        .filter(|process| {
            process.works_in_data
                || process.arguments.first().is_some_and(|first| first.starts_with(&title))
                || is_postmaster(&process.arguments, data)
        })
        .filter_map(|process| Pid::from_raw(process.pid))
        .collect()
}

/// `<folder>/postgres -D <data>`
fn is_postmaster(arguments: &[String], data: &Path) -> bool {
    let program = arguments.first().map(Path::new).and_then(Path::file_name);
    program.is_some_and(|name| name == "postgres") && arguments.windows(2).any(|pair| pair[0] == "-D" && Path::new(&pair[1]) == data)
}

struct Process {
    pid: i32,
    arguments: Vec<String>,
    /// The working folder of a server process is its data folder; only known
    /// where we may look.
    works_in_data: bool,
}

#[cfg(target_os = "linux")]
fn processes(data: &Path) -> Vec<Process> {
    use std::os::unix::fs::MetadataExt;
    // another user's process that pretends to be ours is not our business
    let owner = fs::metadata(data).map(|metadata| metadata.uid()).ok();
    let read = |entry: fs::DirEntry| {
        let pid = entry.file_name().to_str()?.parse().ok()?;
        let folder = entry.path();
        if fs::metadata(&folder).ok().map(|metadata| metadata.uid()) != owner {
            return None;
        }
        let line = fs::read(folder.join("cmdline")).ok()?;
        let arguments: Vec<String> = line.split(|byte| *byte == 0).map(|argument| String::from_utf8_lossy(argument).into_owned()).collect();
        let program = fs::read_link(folder.join("exe")).unwrap_or_default();
        let is_server = program.file_name().is_some_and(|name| name.to_string_lossy().starts_with("postgres"));
        let works_in_data = is_server && fs::read_link(folder.join("cwd")).is_ok_and(|cwd| cwd == data);
        Some(Process { pid, arguments, works_in_data })
    };
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(read).collect()
}

#[cfg(not(target_os = "linux"))]
fn processes(data: &Path) -> Vec<Process> {
    let output = std::process::Command::new("ps").args(["-axww", "-o", "pid=,command="]).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let ending = format!(" -D {}", data.display());
    text.lines()
        .filter_map(|line| {
            let (pid, command) = line.trim_start().split_once(' ')?;
            // `ps` joins the arguments, and a path may hold spaces
            let arguments = match command.trim_end().strip_suffix(&ending) {
                Some(program) => vec![program.to_owned(), "-D".to_owned(), data.display().to_string()],
                None => vec![command.to_owned()],
            };
            Some(Process { pid: pid.parse().ok()?, arguments, works_in_data: false })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_postmaster;
    use std::path::Path;

    #[test]
    fn only_a_postgres_on_this_very_folder_is_a_postmaster_of_ours() {
        let of = |line: &str| {
            let arguments: Vec<String> = line.split(' ').map(str::to_owned).collect();
            is_postmaster(&arguments, Path::new("/d/data"))
        };
        assert!(of("/usr/lib/postgresql/15/bin/postgres -D /d/data"));
        assert!(!of("/usr/lib/postgresql/15/bin/postgres -D /d/data2"));
        assert!(!of("/usr/bin/vi -D /d/data"));
        assert!(!of("/usr/lib/postgresql/15/bin/postgres /d/data"));
    }
}
