//! Who tries: members with a live right, and everybody whose right is none.

use std::collections::BTreeSet;

use serde::Serialize;
use types::Role;

use super::cast::{AWAY, CLOSING, HOME};
use crate::{
    intent::Intent,
    witness::Claims,
    world::{Org, World},
};

/// Somebody at a runtime login.
#[derive(Debug, Clone, Serialize)]
pub struct Actor {
    /// For messages: `mona, a manager`.
    pub name: String,
    /// The login.
    pub login: &'static str,
    /// Column of the matrix.
    pub column: &'static str,
    /// Where.
    pub org: usize,
    /// As whom.
    pub member: Option<usize>,
    /// The claimed job of a worker.
    pub job: Option<usize>,
    /// Permissions that the model gives them.
    pub permissions: BTreeSet<String>,
    /// Whether a live right stands behind the claims. Without, nothing is seen and nothing is written.
    pub entitled: bool,
    /// What the connection says of itself.
    #[serde(skip)]
    pub claims: Claims,
}

/// What a member may do (R21, R23): role defaults, then what groups allow, then overrides that are active and have not run out;
/// deny beats allow.
#[must_use]
pub fn effective(intent: &Intent, org: &Org, member: usize) -> BTreeSet<String> {
    let mut held = intent.defaults(org.members[member].role);
    for group in org.groups.iter().filter(|group| group.members.contains(&member)) {
        held.extend(group.permissions.iter().cloned());
    }
    let standing =
        || org.overrides.iter().filter(move |one| one.member == member && one.state == "active" && one.expires.is_none_or(|days| days > 0));
    held.extend(standing().filter(|one| one.allow).map(|one| one.permission.clone()));
    for denied in standing().filter(|one| !one.allow) {
        held.remove(&denied.permission);
    }
    held
}

/// Everybody who tries something in the suite's world.
#[must_use]
pub fn actors(intent: &Intent, world: &World) -> Vec<Actor> {
    let mut actors = Vec::new();
    for org in [HOME, AWAY, CLOSING] {
        for (member, one) in world.orgs[org].members.iter().enumerate() {
            if one.state == "active" && !one.account_suspended {
                actors.push(entitled(intent, world, org, member));
            }
        }
    }
    actors.extend(impostors(world));
    actors.extend(workers(world));
    for (login, column) in [("app_auth", "auth"), ("app_platform", "platform")] {
        // what these logins do, they do before there is a caller
        actors.push(Actor { entitled: true, ..nobody(&format!("the login {login}"), login, column) });
    }
    actors
}

fn entitled(intent: &Intent, world: &World, org: usize, member: usize) -> Actor {
    let one = &world.orgs[org].members[member];
    let whereabouts = if org == HOME { String::new() } else { format!(" of {}", world.orgs[org].name) };
    Actor {
        name: format!("{} ({}){whereabouts}", one.name, one.role),
        login: "app_api",
        column: column(one.role),
        org,
        member: Some(member),
        job: None,
        permissions: effective(intent, &world.orgs[org], member),
        entitled: true,
        claims: Claims::of_member(world, org, member),
    }
}

fn column(role: Role) -> &'static str {
    role.as_str()
}

fn nobody(name: &str, login: &'static str, column: &'static str) -> Actor {
    Actor {
        name: name.to_owned(),
        login,
        column,
        org: HOME,
        member: None,
        job: None,
        permissions: BTreeSet::new(),
        entitled: false,
        claims: Claims::default(),
    }
}

/// Claims without a live right behind them: each is refused everything, like nobody at all.
fn impostors(world: &World) -> Vec<Actor> {
    let home = &world.orgs[HOME];
    let ada = home.member("ada");
    let truth = |name: &str| Claims::of_member(world, HOME, home.member(name));
    let job = Claims::of_job(world, HOME, 0);
    let claims = [
        ("nobody, without a context", Claims::default()),
        ("ada's secret for another organisation", Claims { org: world.org_id(AWAY).to_string(), ..truth("ada") }),
        ("a made-up secret", Claims { secret: Some("made up".to_owned()), ..truth("ada") }),
        ("an empty secret", Claims { secret: Some(String::new()), ..truth("ada") }),
        ("mona claiming to be admin", Claims { role: "admin".to_owned(), ..truth("mona") }),
        ("ada claiming to be hr", Claims { role: "hr".to_owned(), ..truth("ada") }),
        ("ada claiming no role", Claims { role: String::new(), ..truth("ada") }),
        ("ada's token after it ran out", Claims { secret: Some(super::run::expired_secret(world)), ..truth("ada") }),
        ("sue, suspended", truth("sue")),
        ("gwen, who has left", truth("gwen")),
        ("axel, whose account is suspended", truth("axel")),
        ("ada in a repeatable read transaction", Claims { isolation: Some("repeatable read"), ..truth("ada") }),
        ("ada in a serializable transaction", Claims { isolation: Some("serializable"), ..truth("ada") }),
        ("a worker's claim in the request pool", job.clone()),
    ];
    let mut impostors: Vec<Actor> = claims.into_iter().map(|(name, claims)| Actor { claims, ..nobody(name, "app_api", "admin") }).collect();
    for (name, claims) in [
        ("a worker without a claim", Claims::default()),
        ("ada's secret in a worker", truth("ada")),
        ("a worker's claim for another organisation", Claims { org: world.org_id(AWAY).to_string(), ..job }),
    ] {
        impostors.push(Actor { claims, ..nobody(name, "app_worker", "worker") });
    }
    for login in ["app_auth", "app_platform", "app_auditor"] {
        let name = format!("ada's secret at {login}");
        impostors.push(Actor { claims: truth("ada"), member: Some(ada), ..nobody(&name, login, "none") });
    }
    impostors
}

fn workers(world: &World) -> Vec<Actor> {
    let home = &world.orgs[HOME];
    home.jobs
        .iter()
        .enumerate()
        .map(|(place, job)| Actor {
            job: Some(place),
            entitled: true,
            claims: Claims::of_job(world, HOME, place),
            ..nobody(&format!("a worker with {}'s {} (job {place})", home.members[job.by].name, job.kind), "app_worker", "worker")
        })
        .collect()
}
