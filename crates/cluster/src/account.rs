//! Which account runs PostgreSQL: it refuses to run as root.

use crate::error::Error;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// An unprivileged account to switch to before PostgreSQL is run.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

impl Account {
    /// Whether the account may search every folder down to `path` itself.
    /// Permission bits only: an access list that says otherwise is not seen.
    pub(crate) fn reaches(&self, path: &Path) -> bool {
        path.ancestors().all(|folder| {
            fs::metadata(folder).is_ok_and(|metadata| {
                let mode = metadata.mode();
                if metadata.uid() == self.uid {
                    mode & 0o100 != 0
                } else if metadata.gid() == self.gid {
                    mode & 0o010 != 0
                } else {
                    mode & 0o001 != 0
                }
            })
        })
    }
}

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// The account for a cluster whose data folder is (or will be) `data`; `None`
/// means the present user. An existing data folder's owner wins, so that a
/// PostgreSQL package installed later does not orphan the data.
pub(crate) fn for_data(data: &Path) -> Result<Option<Account>, Error> {
    let owner = fs::symlink_metadata(data).ok().map(|found| (found.uid(), found.gid()));
    if !is_root() {
        let me = rustix::process::geteuid().as_raw();
        return match owner {
            Some((uid, _)) if uid != me => Err(Error::WrongOwner { data: data.to_path_buf(), owner: uid }),
            _ => Ok(None),
        };
    }
    let known = accounts();
    if let Some((uid, gid)) = owner
        && uid != 0
    {
        let name = known.iter().find(|account| account.uid == uid).map_or_else(|| uid.to_string(), |account| account.name.clone());
        return Ok(Some(Account { name, uid, gid }));
    }
    ["postgres", "rowhouse", "nobody"]
        .iter()
        .find_map(|name| known.iter().find(|account| account.name == *name && account.uid != 0))
        .cloned()
        .map(Some)
        .ok_or(Error::NoAccount)
}

fn accounts() -> Vec<Account> {
    let text = fs::read_to_string("/etc/passwd").unwrap_or_default();
    text.lines().filter_map(parse).collect()
}

fn parse(line: &str) -> Option<Account> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_owned();
    // macOS writes `nobody` as -2
    let mut id = || fields.nth(1)?.parse::<i64>().ok();
    let uid = id()?;
    let gid = fields.next()?.parse::<i64>().ok()?;
    let narrow = |id: i64| u32::try_from(id.rem_euclid(1 << 32)).ok();
    Some(Account { name, uid: narrow(uid)?, gid: narrow(gid)? })
}

/// A command with nothing of our environment (passwords, PG* settings) and,
/// where given, under the account. The standard library drops supplementary
/// groups when root sets a user id.
pub(crate) fn command(program: &Path, account: Option<&Account>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("HOME", folder).env("LC_ALL", "C").current_dir(folder);
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_line_of_the_account_file_gives_name_and_ids() {
        let account = parse("postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash");
        let account = account.expect("a well-formed line");
        assert_eq!((account.name.as_str(), account.uid, account.gid), ("postgres", 101, 104));
        assert_eq!(parse("nobody:*:-2:-2::/:/bin/false").map(|a| a.uid), Some(u32::MAX - 1));
        assert!(parse("# a comment").is_none());
    }
}
