//! Who may connect from where, and with what: what only a superuser may read, and who the superusers are.

use std::net::IpAddr;

use tokio_postgres::Client;

use super::{Finding, logins::Connections, settings};

const HBA: [&str; 5] = ["hba.readable", "hba.trust", "hba.weak", "hba.superuser", "hba.cleartext"];

pub(super) async fn look(connections: &Connections, findings: &mut Vec<Finding>) {
    match connections.asker() {
        Some(client) => {
            findings.push(answered("server.superusers", superusers(client).await));
            findings.push(answered("server.other_databases", other_databases(client).await));
        }
        None => findings.extend(
            ["server.superusers", "server.other_databases"]
                .map(|id| Finding::not_checked(id, "no login got in", "mend the findings about the logins first")),
        ),
    }
    let Some(admin) = &connections.admin else {
        let how = "set DATABASE_URL for this command, or as a superuser read";
        findings.push(Finding::not_checked(
            "passwords.stored",
            "needs a superuser",
            format!("{how} rolname, rolpassword of pg_authid where rolcanlogin: each begins with SCRAM-SHA-256"),
        ));
        findings.extend(HBA.map(|id| Finding::not_checked(id, "needs a superuser", format!("{how} `select * from pg_hba_file_rules`"))));
        return;
    };
    findings.push(answered("passwords.stored", stored_passwords(admin).await));
    match rules(admin).await {
        Ok((rules, superusers, reachable)) => findings.extend(judge(&rules, &superusers, reachable)),
        Err(error) => {
            let reason = reason(&error);
            findings.extend(HBA.map(|id| {
                Finding::not_checked(id, format!("pg_hba_file_rules: {reason}"), "use a superuser's DATABASE_URL, or ask whoever manages the server")
            }));
        }
    }
}

fn reason(error: &tokio_postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |refusal| refusal.message().to_owned())
}

fn answered(id: &'static str, finding: Result<Finding, tokio_postgres::Error>) -> Finding {
    finding.unwrap_or_else(|error| Finding::not_checked(id, reason(&error), "look at it as a superuser"))
}

async fn superusers(client: &Client) -> Result<Finding, tokio_postgres::Error> {
    const ID: &str = "server.superusers";
    // 10 is the one that initdb makes
    let row = client
        .query_one(
            "select coalesce(string_agg(r.rolname, ', ' order by r.rolname), '') from pg_catalog.pg_roles r
              where r.rolsuper and r.rolcanlogin and r.oid <> 10",
            &[],
        )
        .await?;
    let names: String = row.get(0);
    Ok(if names.is_empty() {
        Finding::ok(ID, "none but the one that initdb made")
    } else {
        Finding::warning(
            ID,
            format!("besides the one that initdb made: {names}"),
            "for each: `alter role ... nosuperuser`, or `nologin` where it only owns things; row security does not bind a superuser",
        )
    })
}

/// What `migrate` takes from PUBLIC it takes in its own database: in another one, a runtime login could do more.
async fn other_databases(client: &Client) -> Result<Finding, tokio_postgres::Error> {
    const ID: &str = "server.other_databases";
    let row = client
        .query_one(
            "select coalesce(string_agg(distinct d.datname, ', '), '')
               from pg_catalog.pg_database d
              cross join pg_catalog.pg_roles r
              where r.rolname in ('app_api', 'app_auth', 'app_worker') and d.datallowconn and d.datname <> current_database()
                and has_database_privilege(r.oid, d.oid, 'CONNECT')",
            &[],
        )
        .await?;
    let names: String = row.get(0);
    Ok(if names.is_empty() {
        Finding::ok(ID, "the runtime logins get into no other database")
    } else {
        Finding::warning(
            ID,
            format!("the runtime logins get into {names}"),
            "for each: `revoke connect, temporary on database ... from public`, or name only Rowhouse's database in pg_hba.conf",
        )
    })
}

async fn stored_passwords(admin: &Client) -> Result<Finding, tokio_postgres::Error> {
    const ID: &str = "passwords.stored";
    let row = admin
        .query_one(
            "select coalesce(string_agg(a.rolname, ', ' order by a.rolname), '') from pg_catalog.pg_authid a
              where a.rolcanlogin and a.rolpassword is not null and a.rolpassword not like 'SCRAM-SHA-256$%'",
            &[],
        )
        .await?;
    let names: String = row.get(0);
    Ok(if names.is_empty() {
        Finding::ok(ID, "every stored password is a SCRAM verifier")
    } else {
        Finding::error(
            ID,
            format!("stored as md5, which can be replayed and quickly guessed: {names}"),
            "set password_encryption = 'scram-sha-256' and set these passwords again",
        )
    })
}

/// One line of pg_hba.conf.
struct Rule {
    place: String,
    kind: String,
    databases: Vec<String>,
    users: Vec<String>,
    address: Option<String>,
    netmask: Option<String>,
    method: String,
    error: Option<String>,
}

/// A superuser and the roles it is a member of, which a line may name with a plus sign.
struct Superuser {
    name: String,
    groups: Vec<String>,
}

async fn rules(admin: &Client) -> Result<(Vec<Rule>, Vec<Superuser>, bool), tokio_postgres::Error> {
    let rows = admin
        .query(
            // files are named since PostgreSQL 16, which can include one in another
            "select coalesce(to_jsonb(r) ->> 'file_name', current_setting('hba_file')) || ' line ' || r.line_number, coalesce(r.type, ''),
                    coalesce(r.database, '{}'), coalesce(r.user_name, '{}'), r.address, r.netmask, coalesce(r.auth_method, ''), r.error
               from pg_catalog.pg_hba_file_rules r order by to_jsonb(r) -> 'rule_number', r.line_number",
            &[],
        )
        .await?;
    let rules = rows
        .iter()
        .map(|row| Rule {
            place: row.get(0),
            kind: row.get(1),
            databases: row.get(2),
            users: row.get(3),
            address: row.get(4),
            netmask: row.get(5),
            method: row.get(6),
            error: row.get(7),
        })
        .collect();
    let rows = admin
        .query(
            "with recursive member as (
                 select r.oid, r.rolname::text as name, r.oid as role from pg_catalog.pg_roles r where r.rolsuper and r.rolcanlogin
                 union select m.oid, m.name, a.roleid from member m join pg_catalog.pg_auth_members a on a.member = m.role)
             select m.name, array_agg(g.rolname::text) from member m join pg_catalog.pg_roles g on g.oid = m.role group by m.name",
            &[],
        )
        .await?;
    let superusers = rows.iter().map(|row| Superuser { name: row.get(0), groups: row.get(1) }).collect();
    Ok((rules, superusers, settings::reachable(admin).await?))
}

impl Rule {
    /// Lets somebody in from another machine.
    fn is_remote(&self) -> bool {
        self.kind.starts_with("host") && self.method != "reject" && !self.is_loopback()
    }

    fn is_loopback(&self) -> bool {
        let Some(address) = self.address.as_deref() else { return false };
        let narrow = match self.netmask.as_deref().and_then(|mask| mask.parse().ok()) {
            Some(IpAddr::V4(mask)) => mask.octets()[0] == 255,
            Some(IpAddr::V6(mask)) => u128::from(mask) == u128::MAX,
            None => false,
        };
        // `samehost` is every address of the server's own machine
        address == "samehost" || address == "localhost" || narrow && address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    fn names(&self, superuser: &Superuser) -> bool {
        self.users.iter().any(|user| match user.strip_prefix('+') {
            Some(group) => superuser.groups.iter().any(|known| known == group),
            // a pattern may mean anybody
            None => user == "all" || user == &superuser.name || user.starts_with('/'),
        })
    }

    /// Keeps whoever it names away from everything, from everywhere, with and without TLS.
    fn shuts_out(&self) -> bool {
        self.method == "reject" && self.kind == "host" && self.address.as_deref() == Some("all") && self.databases.iter().any(|name| name == "all")
    }
}

fn judge(rules: &[Rule], superusers: &[Superuser], reachable: bool) -> Vec<Finding> {
    let places = |matching: &dyn Fn(&Rule) -> bool| -> Vec<String> {
        rules.iter().filter(|rule| matching(rule)).map(|rule| format!("{} ({} {})", rule.place, rule.kind, rule.method)).collect()
    };
    let mut findings = Vec::new();
    // a line that admits nobody yet does as soon as the port is opened
    let remote = |id, seen: String, action: &str| {
        if reachable {
            Finding::error(id, seen, action)
        } else {
            Finding::warning(id, format!("{seen}; only listen_addresses keeps them out"), action)
        }
    };

    // a line that was refused has no type; one that was kept can have a remark, such as hostssl on a server without TLS
    let remarks = |kept: bool| -> Vec<String> {
        let remarked = rules.iter().filter(|rule| rule.kind.is_empty() != kept);
        remarked.filter_map(|rule| Some(format!("{}: {}", rule.place, rule.error.as_ref()?))).collect()
    };
    let (broken, idle) = (remarks(false), remarks(true));
    findings.push(if !broken.is_empty() {
        Finding::error("hba.readable", broken.join("; "), "mend these lines: while one is broken, the server goes on with the rules it had")
    } else if !idle.is_empty() {
        Finding::warning("hba.readable", idle.join("; "), "make these lines effective (ssl = on, for hostssl) or remove them")
    } else {
        Finding::ok("hba.readable", format!("{} rules", rules.len()))
    });

    let trust = places(&|rule| rule.method == "trust");
    findings.push(if trust.is_empty() {
        Finding::ok("hba.trust", "nobody gets in without proving who they are")
    } else {
        Finding::error(
            "hba.trust",
            format!("anybody gets in as anybody: {}", trust.join(", ")),
            "replace trust by scram-sha-256 (or peer on a local line) and reload",
        )
    });

    let weak = places(&|rule| ["password", "md5", "ident"].contains(&rule.method.as_str()) && (rule.kind != "local" || rule.method != "ident"));
    findings.push(if weak.is_empty() {
        Finding::ok("hba.weak", "no method that shows or weakly hides a password")
    } else {
        Finding::error(
            "hba.weak",
            format!("methods that can be overheard or forged: {}", weak.join(", ")),
            "replace them by scram-sha-256 and reload",
        )
    });

    let mut open: Vec<String> = Vec::new();
    let mut shut: Vec<&str> = Vec::new();
    for rule in rules {
        for superuser in superusers.iter().filter(|superuser| rule.names(superuser)) {
            if rule.shuts_out() {
                shut.push(&superuser.name);
            } else if rule.is_remote() && !shut.contains(&superuser.name.as_str()) {
                open.push(format!("{} through {}", superuser.name, rule.place));
            }
        }
    }
    findings.push(if open.is_empty() {
        Finding::ok("hba.superuser", "superusers get in from the server's own machine only")
    } else {
        remote(
            "hba.superuser",
            format!("row security does not bind a superuser, and other machines may sign in as one: {}", open.join(", ")),
            "put `host all <superuser> all reject` before the first host line, and migrate from the server's own machine or through a tunnel",
        )
    });

    let clear = places(&|rule| rule.is_remote() && (rule.kind == "host" || rule.kind == "hostnossl"));
    findings.push(if clear.is_empty() {
        Finding::ok("hba.cleartext", "other machines get in with encryption only")
    } else {
        remote("hba.cleartext", format!("other machines may connect without TLS: {}", clear.join(", ")), "write hostssl instead of host and reload")
    });
    findings
}
