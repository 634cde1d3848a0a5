//! The logins themselves: whether they get in, what they are, and whether what they find is what this version made.

use tokio_postgres::Client;

use super::{Finding, host::Secrets};
use crate::serve;

const IDS: [&str; 3] = ["login.app_api", "login.app_auth", "login.app_worker"];

/// Whoever got in.
pub(super) struct Connections {
    /// In the order of [`serve::LOGINS`].
    pub(super) logins: [Option<Client>; 3],
    pub(super) admin: Option<Client>,
}

impl Connections {
    /// Whether any database was reached.
    pub(super) fn any(&self) -> bool {
        self.admin.is_some() || self.logins.iter().any(Option::is_some)
    }

    /// Sees what a request would see, or what the superuser does where no request login gets in.
    pub(super) fn asker(&self) -> Option<&Client> {
        self.logins.iter().flatten().next().or(self.admin.as_ref())
    }
}

pub(super) async fn connect(secrets: &Secrets, findings: &mut Vec<Finding>) -> Connections {
    let mut connections = Connections { logins: [None, None, None], admin: None };
    for (at, ((_, kind), url)) in serve::LOGINS.iter().zip(&secrets.logins).enumerate() {
        let (id, role) = (IDS[at], kind.role());
        let Some(url) = url else {
            findings.push(Finding::not_checked(id, "its URL cannot be used", "mend the finding about its URL first"));
            continue;
        };
        let client = match store::connect(&url.server).await {
            Ok(client) => client,
            Err(error) => {
                findings.push(Finding::error(
                    id,
                    error.to_string(),
                    "see that the server runs and is migrated, and that the password is that of the login (`rowhouse migrate --login-passwords` sets it)",
                ));
                continue;
            }
        };
        findings.push(match schema::login_faults(&client, role).await {
            Err(error) => Finding::error(id, error.to_string(), "see the server's log"),
            Ok(faults) if faults.is_empty() => Finding::ok(id, "owns nothing, inherits nothing, cannot step around row security"),
            Ok(faults) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                Finding::error(id, faults.join("; "), format!("use the login {role} that `rowhouse migrate` made, as it made it"))
            }
        });
        connections.logins[at] = Some(client);
    }
    connections.admin = superuser(secrets, findings).await;
    connections
}

async fn superuser(secrets: &Secrets, findings: &mut Vec<Finding>) -> Option<Client> {
    const ID: &str = "login.superuser";
    let how = "set DATABASE_URL or DATABASE_URL_FILE to a superuser's for this command, to have pg_hba.conf and stored passwords looked at";
    let Some(url) = &secrets.admin else {
        let seen = if secrets.admin_given { "its URL cannot be used" } else { "DATABASE_URL is not set" };
        findings.push(Finding::not_checked(ID, seen, how));
        return None;
    };
    let client = match store::connect(&url.server).await {
        Ok(client) => client,
        Err(error) => {
            findings.push(Finding::error(ID, error.to_string(), "see that DATABASE_URL is right, or leave it out"));
            return None;
        }
    };
    let is_superuser = client.query_one("select rolsuper from pg_catalog.pg_roles where rolname = current_user", &[]).await;
    findings.push(match is_superuser.map(|row| row.get::<_, bool>(0)) {
        Ok(true) => Finding::ok(ID, "gets in, for this report"),
        Ok(false) => Finding::not_checked(ID, "the login of DATABASE_URL is no superuser", how),
        Err(error) => Finding::not_checked(ID, error.to_string(), how),
    });
    Some(client)
}

/// Sign-in on one database and requests on another would each pass every other check.
pub(super) async fn same_database(connections: &Connections, findings: &mut Vec<Finding>) {
    const ID: &str = "same_database";
    let mut places: Vec<(&str, String)> = Vec::new();
    let clients = serve::LOGINS.iter().map(|(_, kind)| kind.role()).zip(&connections.logins).chain([("the superuser", &connections.admin)]);
    for (login, client) in clients {
        let Some(client) = client else { continue };
        // a server starts at some microsecond; two servers do not share it
        let sql = "select current_database() || ' of the server started at ' || to_char(pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
        match client.query_one(sql, &[]).await {
            Ok(row) => places.push((login, row.get(0))),
            Err(error) => {
                findings.push(Finding::not_checked(ID, format!("{login}: {error}"), "compare the hosts and databases of the URLs"));
                return;
            }
        }
    }
    findings.push(match &places[..] {
        [] | [_] => Finding::not_checked(ID, "fewer than two logins got in", "mend the findings about the logins first"),
        [(_, first), rest @ ..] if rest.iter().all(|(_, place)| place == first) => Finding::ok(ID, first.clone()),
        _ => {
            let places: Vec<String> = places.iter().map(|(login, place)| format!("{login} reaches {place}")).collect();
            Finding::error(ID, places.join("; "), "name one host and one database in all URLs")
        }
    });
}

pub(super) async fn schema(connections: &Connections, findings: &mut Vec<Finding>) {
    const ID: &str = "schema";
    let Some(client) = connections.logins[0].as_ref().or(connections.admin.as_ref()) else {
        findings.push(Finding::not_checked(ID, "neither app_api nor a superuser got in", "mend the findings about the logins first"));
        return;
    };
    findings.push(match schema::check(client).await {
        Ok(()) => Finding::ok(ID, "migrated by this version, and undrifted"),
        Err(error) => Finding::error(ID, error.to_string(), "run `rowhouse policies diff`, then `rowhouse migrate`, with this version"),
    });
}
