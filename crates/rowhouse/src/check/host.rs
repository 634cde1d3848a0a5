//! What this machine gives the process: the address to listen on, and the secrets with the files they stand in.

use std::{
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    str::FromStr as _,
};

use auth::SigningKey;
use store::Server;
use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

use super::{Finding, Options};
use crate::{
    Failure,
    secrets::{self, Secret},
    serve,
};

/// Shorter passwords can be guessed from a copy of the server's verifiers.
const SHORTEST_PASSWORD: usize = 16;

/// A database URL that can be used.
pub(super) struct Url {
    pub(super) config: Config,
    pub(super) server: Server,
}

impl Url {
    /// Whether the server is another machine.
    pub(super) fn is_remote(&self) -> bool {
        self.config.get_ssl_mode() == SslMode::Require && self.config.get_hosts().iter().any(is_remote)
    }
}

fn is_remote(host: &Host) -> bool {
    match host {
        Host::Unix(_) => false,
        Host::Tcp(name) => name != "localhost" && !name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback()),
    }
}

/// What could be read; each absence has its finding.
pub(super) struct Secrets {
    /// In the order of [`serve::LOGINS`].
    pub(super) logins: [Option<Url>; 3],
    pub(super) admin: Option<Url>,
    /// A superuser's URL was given, usable or not.
    pub(super) admin_given: bool,
}

pub(super) fn bind(options: &Options) -> Finding {
    const ID: &str = "bind";
    let (address, port) = (options.serve.listen.bind, options.serve.listen.port);
    if address.is_loopback() {
        Finding::ok(ID, format!("the API listens on {address}:{port}, for this machine alone"))
    } else if options.behind_tls_proxy {
        Finding::ok(ID, format!("the API listens on {address}:{port}, declared to be behind a TLS proxy"))
    } else {
        Finding::warning(
            ID,
            format!("the API listens on {address}:{port} without TLS, so tokens and passwords cross that network in clear"),
            "bind 127.0.0.1 and put a TLS proxy on this machine, or declare one that alone reaches this address with ROWHOUSE_BEHIND_TLS_PROXY=true",
        )
    }
}

pub(super) fn secrets(admin_argument: Option<&str>, findings: &mut Vec<Finding>) -> Secrets {
    if let Some(key) = present("secret.signing_key", serve::signing_key(), findings) {
        findings.push(match SigningKey::from_base64(&key) {
            Ok(_) => Finding::ok("signing_key", "an Ed25519 key that can sign"),
            Err(error) => Finding::error("signing_key", error.to_string(), "make a key with `rowhouse keygen` and give it whole"),
        });
    }
    let ids =
        [("secret.api_database_url", "url.app_api"), ("secret.auth_database_url", "url.app_auth"), ("secret.worker_database_url", "url.app_worker")];
    let mut logins = [None, None, None];
    for (at, ((secret, url), (name, kind))) in ids.into_iter().zip(serve::LOGINS).enumerate() {
        if let Some(text) = present(secret, serve::login_url(name, kind), findings) {
            logins[at] = parse(url, name, &text, findings);
        }
    }
    let given = match admin_argument {
        Some(text) => Some(text.to_owned()),
        None => match secrets::optional("DATABASE_URL") {
            Ok(None) => None,
            Ok(Some(secret)) => present("secret.database_url", Ok(secret), findings),
            Err(failure) => present("secret.database_url", Err(failure), findings),
        },
    };
    let admin_given = given.is_some();
    let admin = given.and_then(|text| parse("url.superuser", "DATABASE_URL", &text, findings));
    Secrets { logins, admin, admin_given }
}

/// The secret's text, with a finding about where it stands.
fn present(id: &'static str, secret: Result<Secret, Failure>, findings: &mut Vec<Finding>) -> Option<String> {
    match secret {
        Err(failure) => {
            findings.push(Finding::error(id, failure.to_string(), "give it as docs/deployment.md shows"));
            None
        }
        Ok(Secret { value, .. }) if value.is_empty() => {
            findings.push(Finding::error(id, "the file is empty", "write the secret into it"));
            None
        }
        Ok(Secret { value, file }) => {
            findings.push(match file {
                None => Finding::ok(id, "given in the environment"),
                Some(path) => readers(id, &path),
            });
            Some(value)
        }
    }
}

/// Who may read a secret's file.
fn readers(id: &'static str, path: &Path) -> Finding {
    let shown = path.display();
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return Finding::not_checked(id, format!("{shown}: {error}"), "see who may read it with `ls -l`"),
    };
    let mode = metadata.mode() & 0o777;
    let me = rustix::process::geteuid().as_raw();
    // systemd lets the service's account in through an access list, whose mask stands where the group's bits are; its folder
    // is closed to everybody else
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
    let closed_folder = credentials.is_some_and(|folder| path.starts_with(folder));
    let others = if closed_folder { mode & 0o007 } else { mode & 0o077 };
    if others != 0 {
        return Finding::error(id, format!("{shown} has mode {mode:04o}: others than its owner may read it"), format!("run `chmod 400 {shown}`"));
    }
    if metadata.uid() != me && metadata.uid() != 0 {
        return Finding::error(
            id,
            format!("{shown} belongs to account {} and not to the one that runs this ({me}) or to root", metadata.uid()),
            format!("run `chown {me} {shown}`, or check as the account that serves"),
        );
    }
    Finding::ok(id, format!("{shown}, mode {mode:04o}"))
}

fn parse(id: &'static str, name: &str, text: &str, findings: &mut Vec<Finding>) -> Option<Url> {
    let server = match Server::from_url(text) {
        Ok(server) => server,
        Err(error) => {
            findings.push(Finding::error(id, format!("{name}: {error}"), "write postgres://login:password@host/database?sslmode=require"));
            return None;
        }
    };
    // what `Server` accepted has parsed already; its words never hold the password
    let config = match Config::from_str(text) {
        Ok(config) => config,
        Err(error) => {
            findings.push(Finding::error(id, format!("{name}: {error}"), "write postgres://login:password@host/database?sslmode=require"));
            return None;
        }
    };
    let url = Url { config, server };
    findings.push(Finding::ok(id, way(&url)));
    Some(url)
}

fn way(url: &Url) -> String {
    let hosts: Vec<String> = url
        .config
        .get_hosts()
        .iter()
        .map(|host| match host {
            Host::Unix(folder) => format!("the socket in {}", folder.display()),
            Host::Tcp(name) => name.clone(),
        })
        .collect();
    let tls = if url.config.get_ssl_mode() == SslMode::Require {
        "over TLS with a verified certificate (sslmode=require)"
    } else {
        "without TLS, on this machine"
    };
    format!("{}, {tls}", hosts.join(", "))
}

/// Three logins are three fences only while one password does not open all of them.
pub(super) fn passwords(secrets: &Secrets, findings: &mut Vec<Finding>) {
    const ID: &str = "passwords";
    let known: Vec<(&str, &[u8])> = serve::LOGINS
        .iter()
        .zip(&secrets.logins)
        .filter_map(|((_, kind), url)| url.as_ref()?.config.get_password().map(|password| (kind.role(), password)))
        .chain(secrets.admin.as_ref().and_then(|url| url.config.get_password()).map(|password| ("the superuser", password)))
        .collect();
    let shared: Vec<String> = known
        .iter()
        .enumerate()
        .flat_map(|(at, (one, password))| {
            known[at + 1..].iter().filter(move |(_, other)| other == password).map(move |(two, _)| format!("{one} and {two}"))
        })
        .collect();
    let without: Vec<&str> = serve::LOGINS
        .iter()
        .zip(&secrets.logins)
        .filter(|(_, url)| url.as_ref().is_some_and(|url| url.config.get_password().is_none_or(<[u8]>::is_empty)))
        .map(|((_, kind), _)| kind.role())
        .collect();
    let short: Vec<&str> = known.iter().filter(|(_, password)| (1..SHORTEST_PASSWORD).contains(&password.len())).map(|(login, _)| *login).collect();
    let renew = "put a password of its own into each URL (`openssl rand -hex 24` makes one) and run `rowhouse migrate --login-passwords`";
    findings.push(if secrets.logins.iter().all(Option::is_none) {
        Finding::not_checked(ID, "no database URL could be read", "mend the findings above")
    } else if !shared.is_empty() {
        Finding::error(ID, format!("{} have the same password", shared.join("; ")), renew)
    } else if !without.is_empty() {
        Finding::warning(ID, format!("the URL of {} holds no password", without.join(", ")), renew)
    } else if !short.is_empty() {
        Finding::warning(ID, format!("the password of {} is shorter than {SHORTEST_PASSWORD} characters", short.join(", ")), renew)
    } else {
        Finding::ok(ID, "every login has a password of its own")
    });
}
