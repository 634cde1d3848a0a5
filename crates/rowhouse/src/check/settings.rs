//! The server's settings, as a session of the request login finds them.

use std::collections::HashMap;

use tokio_postgres::{Client, config::Host};

use super::{
    Finding,
    host::{Secrets, Url},
    logins::Connections,
    releases::{self, Standing},
};
use crate::serve;

const IDS: [&str; 9] = [
    "server.version",
    "server.listen_addresses",
    "server.ssl",
    "server.password_encryption",
    "server.durability",
    "server.data_checksums",
    "server.log_values",
    "server.connections",
    "server.pooler",
];

const NAMES: [&str; 17] = [
    "server_version_num",
    "server_version",
    "listen_addresses",
    "port",
    "ssl",
    "password_encryption",
    "fsync",
    "full_page_writes",
    "data_checksums",
    "log_statement",
    "log_min_duration_statement",
    "log_min_duration_sample",
    "log_transaction_sample_rate",
    "log_parameter_max_length",
    "log_parameter_max_length_on_error",
    "max_connections",
    "superuser_reserved_connections",
];

struct Settings(HashMap<String, String>);

impl Settings {
    async fn read(client: &Client) -> Result<Self, tokio_postgres::Error> {
        let names: Vec<&str> = NAMES.to_vec();
        let rows = client.query("select n.name, current_setting(n.name) from unnest($1::text[]) n (name)", &[&names]).await?;
        Ok(Self(rows.iter().map(|row| (row.get(0), row.get(1))).collect()))
    }

    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> i32 {
        self.get(name).parse().unwrap_or(0)
    }
}

pub(super) async fn look(connections: &Connections, secrets: &Secrets, pool: u16, findings: &mut Vec<Finding>) {
    let Some(client) = connections.asker() else {
        findings.extend(IDS.iter().map(|id| Finding::not_checked(id, "no login got in", "mend the findings about the logins first")));
        return;
    };
    let settings = match Settings::read(client).await {
        Ok(settings) => settings,
        Err(error) => {
            findings.extend(IDS.iter().map(|id| Finding::not_checked(id, error.to_string(), "compare `show all` with docs/deployment.md")));
            return;
        }
    };
    let urls: Vec<&Url> = secrets.logins.iter().flatten().collect();
    findings.extend([
        version(&settings),
        listen_addresses(&settings, &urls),
        ssl(&settings),
        password_encryption(&settings),
        durability(&settings),
        data_checksums(&settings),
        log_values(&settings),
        room(&settings, usize::from(pool)),
        pooler(&settings, &urls),
    ]);
}

fn version(settings: &Settings) -> Finding {
    const ID: &str = "server.version";
    let number = settings.number("server_version_num");
    let (major, seen) = (number / 10_000, format!("PostgreSQL {}", settings.get("server_version")));
    let known = releases::KNOWN_ON;
    match releases::standing(number) {
        Standing::TooOld => Finding::error(ID, seen, format!("Rowhouse needs PostgreSQL {} or newer: upgrade the server", releases::OLDEST_MAJOR)),
        Standing::Vulnerable(fixed) => Finding::error(
            ID,
            format!("{seen}, which lacks fixes that row security relies on"),
            format!("upgrade to {major}.{fixed} or newer (no dump is needed within a major release)"),
        ),
        Standing::Behind(newest) => {
            Finding::warning(ID, format!("{seen}; {major}.{newest} was out on {known}"), format!("upgrade to {major}.{newest} or newer"))
        }
        Standing::Newest => Finding::ok(ID, format!("{seen}, nothing newer of its major release was out on {known}")),
        Standing::Unknown => Finding::warning(
            ID,
            format!("{seen}, which this build does not know (its table is of {known})"),
            "see postgresql.org/support/versioning for its newest minor release, and use a newer Rowhouse when there is one",
        ),
    }
}

/// Whether other machines can reach the server's port.
fn is_reachable(listen_addresses: &str) -> bool {
    listen_addresses
        .split(',')
        .map(str::trim)
        .filter(|address| !address.is_empty())
        .any(|address| address != "localhost" && !address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()))
}

/// For rules about connections from other machines: without a port there are none.
pub(super) async fn reachable(client: &Client) -> Result<bool, tokio_postgres::Error> {
    let addresses: String = client.query_one("select current_setting('listen_addresses')", &[]).await?.get(0);
    Ok(is_reachable(&addresses))
}

fn listen_addresses(settings: &Settings, urls: &[&Url]) -> Finding {
    const ID: &str = "server.listen_addresses";
    let addresses = settings.get("listen_addresses");
    if !is_reachable(addresses) {
        Finding::ok(ID, format!("'{addresses}': other machines cannot connect"))
    } else if urls.iter().any(|url| url.is_remote()) {
        Finding::ok(ID, format!("'{addresses}': other machines can connect, as Rowhouse does"))
    } else {
        Finding::warning(
            ID,
            format!("'{addresses}': other machines can connect, though Rowhouse runs on the server's own"),
            "set listen_addresses = 'localhost' (or '' where everything uses the socket) and restart the server, unless others need it",
        )
    }
}

fn ssl(settings: &Settings) -> Finding {
    const ID: &str = "server.ssl";
    let on = settings.get("ssl") == "on";
    match (on, is_reachable(settings.get("listen_addresses"))) {
        (true, _) => Finding::ok(ID, "on"),
        (false, false) => Finding::ok(ID, "off, and no other machine can connect"),
        (false, true) => Finding::error(
            ID,
            "off, while other machines can connect: passwords and rows would cross the network in clear",
            "set ssl = on with ssl_cert_file and ssl_key_file, and hostssl in pg_hba.conf; or close listen_addresses",
        ),
    }
}

fn password_encryption(settings: &Settings) -> Finding {
    const ID: &str = "server.password_encryption";
    match settings.get("password_encryption") {
        "scram-sha-256" => Finding::ok(ID, "scram-sha-256"),
        other => Finding::error(
            ID,
            format!("{other}: the next password that is set is stored in a form that can be replayed"),
            "set password_encryption = 'scram-sha-256', reload, and set the passwords again",
        ),
    }
}

fn durability(settings: &Settings) -> Finding {
    const ID: &str = "server.durability";
    let off: Vec<&str> = ["fsync", "full_page_writes"].into_iter().filter(|name| settings.get(name) != "on").collect();
    if off.is_empty() {
        return Finding::ok(ID, "fsync and full_page_writes are on");
    }
    Finding::error(
        ID,
        format!("{} off: a power failure can destroy the database", off.join(" and ")),
        format!("set {} and reload", off.iter().map(|name| format!("{name} = on")).collect::<Vec<_>>().join(", ")),
    )
}

fn data_checksums(settings: &Settings) -> Finding {
    const ID: &str = "server.data_checksums";
    match settings.get("data_checksums") {
        "on" => Finding::ok(ID, "on"),
        other => Finding::warning(
            ID,
            format!("{other}: a page that the disk damaged is read as if it were right"),
            "stop the server and run `pg_checksums --enable` on its data folder (initdb: --data-checksums)",
        ),
    }
}

/// Values of parameters are names, addresses and salaries; a log is read by more people than the database.
fn log_values(settings: &Settings) -> Finding {
    const ID: &str = "server.log_values";
    let action = "set log_parameter_max_length = 0 and log_parameter_max_length_on_error = 0, and reload";
    if settings.get("log_parameter_max_length_on_error") != "0" {
        return Finding::error(ID, "the values of a failed statement go into the server's log (log_parameter_max_length_on_error)", action);
    }
    if settings.get("log_parameter_max_length") == "0" {
        return Finding::ok(ID, "values of parameters never reach the server's log");
    }
    let logged: Vec<String> = ["log_statement", "log_min_duration_statement", "log_min_duration_sample", "log_transaction_sample_rate"]
        .into_iter()
        .filter(|name| match *name {
            "log_statement" => !["none", "ddl"].contains(&settings.get(name)),
            "log_transaction_sample_rate" => settings.get(name) != "0",
            _ => settings.get(name) != "-1",
        })
        .map(|name| format!("{name} = {}", settings.get(name)))
        .collect();
    if logged.is_empty() {
        Finding::warning(ID, "statements are not logged, but once they are (log_min_duration_statement, say) their values are too", action)
    } else {
        Finding::error(ID, format!("{} puts the values of parameters into the server's log", logged.join(", ")), action)
    }
}

fn room(settings: &Settings, pool: usize) -> Finding {
    const ID: &str = "server.connections";
    let free = settings.number("max_connections") - settings.number("superuser_reserved_connections");
    // the worker's one
    let needed = pool + serve::Options::sign_in_pool(pool) + 1;
    let seen = format!("one instance uses up to {needed} connections of {free}");
    if usize::try_from(free).is_ok_and(|free| needed <= free) {
        Finding::ok(ID, seen)
    } else {
        Finding::error(ID, seen, "lower ROWHOUSE_POOL or raise max_connections")
    }
}

/// The kernel relies on a session staying with its connection; a pooler that hands out sessions per transaction breaks that.
fn pooler(settings: &Settings, urls: &[&Url]) -> Finding {
    const ID: &str = "server.pooler";
    let port = settings.get("port");
    let other = urls
        .iter()
        .filter(|url| url.config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(_))))
        .map(|url| url.config.get_ports().first().copied().unwrap_or(5432).to_string())
        .find(|asked| asked != port);
    match other {
        None => Finding::ok(ID, format!("the port in the URLs is the server's own ({port})")),
        Some(asked) => Finding::warning(
            ID,
            format!("the URLs name port {asked}, the server that answers listens on {port}: something stands between"),
            "if it is a connection pooler, let it pool sessions (PgBouncer: pool_mode = session) or name the server itself; Rowhouse has its own pool",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::is_reachable;

    #[test]
    fn only_loopback_addresses_are_closed_to_other_machines() {
        for closed in ["", "localhost", "127.0.0.1, ::1", "localhost,127.0.0.2"] {
            assert!(!is_reachable(closed), "{closed}");
        }
        for open in ["*", "0.0.0.0", "::", "localhost, 10.0.0.5", "db.example.com"] {
            assert!(is_reachable(open), "{open}");
        }
    }
}
