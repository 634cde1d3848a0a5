//! Runs a program that must not outlive us: its parent is a thread that lives
//! as long as it does, and the kernel signals it when that thread is gone.

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};
use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How a program ended, with what it wrote to a piped standard error.
#[derive(Debug, Clone)]
pub(crate) struct Exit {
    pub(crate) status: ExitStatus,
    pub(crate) complaint: String,
}

#[derive(Debug)]
pub(crate) struct Child {
    pid: Pid,
    /// `None` as soon as the process is about to be reaped, so that a signal
    /// never reaches a stranger who got the same id.
    living: Arc<Mutex<Option<Pid>>>,
    exit: watch::Receiver<Option<Exit>>,
}

impl Child {
    /// Starts `command` in a session of its own, so that a terminal's Ctrl-C
    /// does not reach it. On Linux the kernel sends it `farewell` should this
    /// process die in whatever way; elsewhere the next start finds the orphan.
    pub(crate) fn spawn(mut command: Command, farewell: Signal) -> io::Result<Child> {
        detach(&mut command, farewell);
        let (started, start) = mpsc::sync_channel(1);
        let living = Arc::new(Mutex::new(None));
        let (ended, exit) = watch::channel(None);
        let shared = Arc::clone(&living);
        thread::Builder::new().name("postgres-parent".into()).spawn(move || {
            let mut child = match command.spawn() {
                Ok(child) => child,
                Err(error) => return drop(started.send(Err(error))),
            };
            drop(command);
            let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
                return drop(started.send(Err(io::Error::other("no process id"))));
            };
            *shared.lock().unwrap_or_else(PoisonError::into_inner) = Some(pid);
            drop(started.send(Ok(pid)));
            let mut complaint = Vec::new();
            if let Some(mut pipe) = child.stderr.take() {
                let _ = pipe.read_to_end(&mut complaint);
            }
            let waiting = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while matches!(rustix::process::waitid(WaitId::Pid(pid), waiting), Err(rustix::io::Errno::INTR)) {}
            *shared.lock().unwrap_or_else(PoisonError::into_inner) = None;
            match child.wait() {
                Ok(status) => {
                    let complaint = String::from_utf8_lossy(&complaint).into_owned();
                    ended.send_replace(Some(Exit { status, complaint }));
                }
                Err(error) => tracing::error!(%error, "could not wait for a child process"),
            }
        })?;
        let pid = start.recv().map_err(io::Error::other)??;
        Ok(Child { pid, living, exit })
    }

    pub(crate) fn pid(&self) -> Pid {
        self.pid
    }

    /// Signals the program if it still runs.
    pub(crate) fn signal(&self, signal: Signal) {
        let living = self.living.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pid) = *living
            && let Err(error) = rustix::process::kill_process(pid, signal)
        {
            tracing::warn!(%error, "could not signal process {pid:?}");
        }
    }

    pub(crate) fn exited(&self) -> Option<Exit> {
        self.exit.borrow().clone()
    }

    pub(crate) async fn wait(&self) -> Option<Exit> {
        let mut exit = self.exit.clone();
        exit.wait_for(Option::is_some).await.ok()?.clone()
    }

    /// Blocks until the end of the program, at most `limit`; says whether it ended.
    fn ended_within(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        while self.exit.borrow().is_none() && self.exit.has_changed().is_ok() {
            if Instant::now() > deadline {
                return false;
            }
            thread::sleep(Duration::from_millis(5));
        }
        true
    }

    /// Ends the program in the calling thread with one signal after another.
    pub(crate) fn end(&self, signals: &[(Signal, Duration)]) {
        for (signal, patience) in signals {
            self.signal(*signal);
            if self.ended_within(*patience) {
                return;
            }
        }
    }
}

/// `pre_exec` runs after the standard library changed the user id, which would
/// otherwise clear the death signal again.
#[expect(unsafe_code, reason = "setsid and prctl between fork and exec have no safe interface")]
fn detach(command: &mut Command, farewell: Signal) {
    let us = rustix::process::getpid();
    let prepare = move || {
        rustix::process::setsid()?;
        #[cfg(target_os = "linux")]
        {
            rustix::process::set_parent_process_death_signal(Some(farewell))?;
            // we may have died before the request was made
            if rustix::process::getppid() != Some(us) {
                return Err(rustix::io::Errno::SRCH.into());
            }
        }
        #[cfg(not(target_os = "linux"))]
        let _ = (us, farewell);
        Ok(())
    };
    // SAFETY: the closure makes three system calls and neither allocates nor locks.
    unsafe { command.pre_exec(prepare) };
}
