//! The cluster's configuration files, rewritten at every start.

use crate::account::Account;
use crate::error::{At, Error};
use crate::files;
use std::path::Path;

const INCLUDE: &str = "include 'rowhouse.conf'";

/// What varies between starts.
pub(crate) struct Conf<'a> {
    pub(crate) port: u16,
    pub(crate) socket_folder: &'a Path,
    pub(crate) extra: &'a [(String, String)],
    pub(crate) owner: Option<&'a Account>,
}

impl Conf<'_> {
    /// Writes `rowhouse.conf` and `pg_hba.conf` into `data` and makes sure that
    /// `postgresql.conf` includes the former. `named_for` is the final data folder.
    pub(crate) fn write(&self, data: &Path, named_for: &Path) -> Result<(), Error> {
        let main = data.join("postgresql.conf");
        let mut text = files::read(&main).at("read", &main)?;
        if !text.lines().any(|line| line.trim() == INCLUDE) {
            text.push_str(&format!("\n# settings of Rowhouse\n{INCLUDE}\n"));
            files::replace(&main, &text, 0o600, self.owner)?;
        }
        let settings = self.settings(named_for);
        files::replace(&data.join("rowhouse.conf"), &settings, 0o600, self.owner)?;
        files::replace(&data.join("pg_hba.conf"), ACCESS, 0o600, self.owner)
    }

    fn settings(&self, data: &Path) -> String {
        let mut text = String::from("# written by Rowhouse at every start: changes here are lost\n");
        let port = self.port.to_string();
        let socket_folder = list_item(&self.socket_folder.to_string_lossy());
        let name = cluster_name(data);
        let fixed: &[(&str, &str)] = &[
            ("listen_addresses", "127.0.0.1"),
            ("port", &port),
            ("unix_socket_directories", &socket_folder),
            // tells our processes from other clusters' in the process list
            ("cluster_name", &name),
            ("password_encryption", "scram-sha-256"),
            ("max_connections", "100"),
            ("shared_buffers", "128MB"),
            ("timezone", "UTC"),
            // parameters carry personal data
            ("log_parameter_max_length", "0"),
            ("log_parameter_max_length_on_error", "0"),
            ("log_destination", "stderr"),
            ("logging_collector", "off"),
            ("log_line_prefix", "%m [%p] %q%u@%d "),
            ("log_timezone", "UTC"),
            ("lc_messages", "C"),
        ];
        let extra = self.extra.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in fixed.iter().copied().chain(extra) {
            text.push_str(&format!("{name} = {}\n", quote(value)));
        }
        text
    }
}

/// Passwords always, this machine only, and no replication.
const ACCESS: &str = "# written by Rowhouse at every start: changes here are lost
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
";

/// Shown in the titles of all server processes of the cluster at `data`.
pub(crate) fn cluster_name(data: &Path) -> String {
    format!("rowhouse-{}", files::digest(data))
}

fn quote(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\").replace('\'', "''").replace('\n', "\\n");
    format!("'{escaped}'")
}

/// One item of a comma-separated list of folders.
fn list_item(value: &str) -> String {
    format!("\"{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{list_item, quote};

    #[test]
    fn a_value_cannot_leave_its_quotes() {
        assert_eq!(quote("it's a \\ and\na line"), "'it''s a \\\\ and\\na line'");
        assert_eq!(list_item("/a,\"b\""), "\"/a,\"\"b\"\"\"");
    }
}
