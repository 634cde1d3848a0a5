//! Finds installed PostgreSQL binaries.

use crate::account;
use crate::error::Error;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that is supported.
pub const OLDEST_MAJOR: u32 = 15;

/// A folder with a usable `postgres` and `initdb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaries {
    /// The folder that holds the programs.
    pub folder: PathBuf,
    /// The major version, such as `15`.
    pub major: u32,
    /// The version as the server words it, such as `15.18 (Debian 15.18-0+deb12u1)`.
    pub version: String,
}

impl Binaries {
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Finds PostgreSQL 15 or newer: `explicit` if given (then nothing else will
/// do), else `PATH`, `pg_config` and the usual folders, newest version first.
///
/// # Errors
/// `CL-BAD-BINARIES` if `explicit` is unusable, `CL-NO-BINARIES` if nothing is found.
pub fn find_binaries(explicit: Option<&Path>) -> Result<Binaries, Error> {
    let installed = installed();
    choose(explicit, &installed, None)?.ok_or_else(|| nothing_found(&installed))
}

/// Prefers binaries of the major version `wanted`, and settles for others.
pub(crate) fn choose(explicit: Option<&Path>, candidates: &[PathBuf], wanted: Option<u32>) -> Result<Option<Binaries>, Error> {
    if let Some(folder) = explicit {
        let bad = |reason| Error::BadBinaries { folder: folder.to_path_buf(), reason };
        let found = probe(folder).map_err(bad)?;
        if found.major < OLDEST_MAJOR {
            return Err(bad(format!("it holds PostgreSQL {}", found.version)));
        }
        return Ok(Some(found));
    }
    let mut second_best = None;
    let usable = candidates.iter().filter_map(|folder| probe(folder).ok());
    for found in usable.filter(|found| found.major >= OLDEST_MAJOR) {
        if wanted.is_none_or(|wanted| wanted == found.major) {
            return Ok(Some(found));
        }
        second_best.get_or_insert(found);
    }
    Ok(second_best)
}

/// Says what was there and would not do.
pub(crate) fn nothing_found(candidates: &[PathBuf]) -> Error {
    let old = candidates.iter().filter_map(|folder| probe(folder).ok()).next();
    Error::NoBinaries {
        reason: old
            .map_or_else(|| "none is installed in a usual place".to_owned(), |old| format!("{} holds only {}", old.folder.display(), old.version)),
    }
}

/// Asks a folder's `postgres` for its version.
pub(crate) fn probe(folder: &Path) -> Result<Binaries, String> {
    for name in ["postgres", "initdb"] {
        if !folder.join(name).is_file() {
            return Err(format!("it has no `{name}`"));
        }
    }
    // the programs run elsewhere later, so the folder must not be relative
    let folder = folder.canonicalize().map_err(|error| error.to_string())?;
    // with the environment that they will run in
    let output = account::command(&folder.join("postgres"), None, &folder)
        .arg("--version")
        .output()
        .map_err(|error| format!("its `postgres` does not run ({error})"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let (major, version) = parse_version(&text).ok_or_else(|| {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let complaint = complaint.lines().next().unwrap_or("no output").to_owned();
        format!("its `postgres --version` gives no version ({complaint})")
    })?;
    Ok(Binaries { folder, major, version })
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` and `... 19beta1`.
fn parse_version(text: &str) -> Option<(u32, String)> {
    let version = text.split_once("(PostgreSQL) ")?.1.lines().next()?.trim();
    let digits: String = version.chars().take_while(char::is_ascii_digit).collect();
    Some((digits.parse().ok()?, version.to_owned()))
}

/// Folders that may hold the programs, best first.
pub(crate) fn installed() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for folder in env::split_paths(&env::var_os("PATH").unwrap_or_default()) {
        let program = folder.join("postgres");
        if program.is_file() {
            // a link in PATH may point into the folder that also holds initdb
            if let Some(target) = program.canonicalize().ok().and_then(|p| p.parent().map(Path::to_path_buf)) {
                folders.push(target);
            }
            folders.push(folder);
        }
    }
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if !line.is_empty() {
            folders.push(line.into());
        }
    }
    folders.extend(versioned("/usr/lib/postgresql", ""));
    folders.extend(versioned("/usr", "pgsql-"));
    folders.push("/usr/bin".into());
    for prefix in ["/opt/homebrew/opt", "/usr/local/opt"] {
        folders.extend(versioned(prefix, "postgresql@"));
        folders.push(Path::new(prefix).join("postgresql/bin"));
    }
    folders.extend(versioned("/Applications/Postgres.app/Contents/Versions", ""));
    let mut seen = std::collections::HashSet::new();
    folders.retain(|folder| folder.join("postgres").is_file() && seen.insert(folder.canonicalize().unwrap_or_else(|_| folder.clone())));
    folders
}

/// `parent/<prefix><number>/bin`, highest number first.
fn versioned(parent: &str, prefix: &str) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            let number = name.to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((number, entry.path().join("bin")))
        })
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use super::{choose, parse_version, probe};
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    /// A folder whose `postgres` only knows its version.
    fn pretend(parent: &Path, version: &str) -> PathBuf {
        let folder = parent.join(version);
        fs::create_dir(&folder).expect("a folder");
        for name in ["postgres", "initdb"] {
            let program = folder.join(name);
            let text = format!("#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n");
            fs::write(&program, text).expect("a program");
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a mode");
        }
        folder
    }

    #[test]
    fn the_version_is_read_from_every_wording() {
        let major = |text| parse_version(text).map(|(major, _)| major);
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 9.6.24\n"), Some(9));
        assert_eq!(major("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major("something else\n"), None);
    }

    #[test]
    fn the_version_of_existing_data_decides_between_several_binaries() {
        let parent = tempfile::tempdir().expect("a folder");
        let candidates = ["14.9", "18.1", "16.3"].map(|version| pretend(parent.path(), version));
        let major = |wanted| {
            let found = choose(None, &candidates, wanted).expect("no explicit folder");
            found.map(|found| found.major)
        };
        assert_eq!(major(None), Some(18), "the first that is new enough");
        assert_eq!(major(Some(16)), Some(16));
        assert_eq!(major(Some(17)), Some(18), "better than none");
        let old = choose(None, &candidates[..1], None).expect("no explicit folder");
        assert_eq!(old, None, "14 is too old");
    }

    #[test]
    fn an_explicit_folder_that_will_not_do_is_an_error_even_if_others_would() {
        let parent = tempfile::tempdir().expect("a folder");
        let good = [pretend(parent.path(), "17.2")];
        for bad in [pretend(parent.path(), "14.9"), parent.path().join("absent")] {
            let error = choose(Some(&bad), &good, None).expect_err("a bad folder");
            assert_eq!(error.code(), "CL-BAD-BINARIES", "{error}");
            assert!(error.to_string().contains(&bad.display().to_string()), "{error}");
        }
        let found = choose(Some(&good[0]), &[], None).expect("a good folder");
        assert_eq!(found.map(|found| found.major), Some(17));
    }

    #[test]
    fn a_postgres_that_does_not_run_is_named_as_such() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = pretend(parent.path(), "17.2");
        fs::write(folder.join("postgres"), "#!/bin/sh\necho broken >&2; exit 127\n").expect("a program");
        let reason = probe(&folder).expect_err("a broken program");
        assert!(reason.contains("broken"), "{reason}");
    }
}
