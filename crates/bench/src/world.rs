//! The generated population: who there is, and what each may be asked for. Employee 0 of an organisation leads it; employee
//! n reports to (n - 1) / 10, so 20 people manage ten each, and the rest manage nobody.

use std::sync::atomic::{AtomicI64, Ordering};

use auth::CapabilitySecret;
use types::Role;
use uuid::Uuid;

use crate::stats::Picks;

/// Organisations.
pub(crate) const ORGANIZATIONS: usize = 200;
/// Employees, and members, of each.
pub(crate) const EMPLOYEES: usize = 200;
/// Members of each who are signed in.
pub(crate) const SIGNED_IN: usize = 50;
/// Direct reports of each manager.
pub(crate) const REPORTS: usize = 10;
/// The last employee with [`REPORTS`] reports.
const LAST_MANAGER: usize = 18;

/// One organisation.
pub(crate) struct Org {
    pub(crate) id: Uuid,
    pub(crate) sites: Vec<Uuid>,
    pub(crate) departments: Vec<Uuid>,
    pub(crate) positions: Vec<Uuid>,
    /// In the order of the reporting tree.
    pub(crate) employees: Vec<Uuid>,
    /// Memberships of the same people.
    pub(crate) members: Vec<Uuid>,
    /// Accounts of the same people.
    pub(crate) users: Vec<Uuid>,
    /// Rights of the first [`SIGNED_IN`] of them.
    pub(crate) rights: Vec<CapabilitySecret>,
}

/// Everybody.
pub(crate) struct World {
    pub(crate) orgs: Vec<Org>,
}

/// Which organisations a client asks for: every `of`-th, so that no two clients write the same row.
#[derive(Clone, Copy)]
pub(crate) struct Share {
    pub(crate) number: usize,
    pub(crate) of: usize,
}

/// Somebody who asks.
#[derive(Clone, Copy)]
pub(crate) struct Caller<'a> {
    pub(crate) org: &'a Org,
    /// Index of the organisation.
    pub(crate) org_at: usize,
    /// Index of the person.
    pub(crate) person: usize,
}

impl World {
    /// Made up; [`crate::load`] writes it.
    pub(crate) fn generate() -> Self {
        let many = |count: usize| (0..count).map(|_| Uuid::now_v7()).collect::<Vec<_>>();
        let orgs = (0..ORGANIZATIONS)
            .map(|_| Org {
                id: Uuid::now_v7(),
                sites: many(5),
                departments: many(12),
                positions: many(15),
                employees: many(EMPLOYEES),
                members: many(EMPLOYEES),
                users: many(EMPLOYEES),
                rights: (0..SIGNED_IN).map(|_| CapabilitySecret::generate()).collect(),
            })
            .collect();
        Self { orgs }
    }

    /// Somebody of that role, in an organisation of this client's share.
    pub(crate) fn caller(&self, role: Role, share: Share, picks: &mut Picks) -> Caller<'_> {
        let org_at = picks.below(self.orgs.len() / share.of) * share.of + share.number;
        let org = &self.orgs[org_at];
        let person = match role {
            Role::Admin => 0,
            Role::Hr => 1 + picks.below(2),
            Role::Manager => 3 + picks.below(LAST_MANAGER - 2),
            Role::Ops => SIGNED_IN - 1,
            Role::Employee => LAST_MANAGER + 2 + picks.below(SIGNED_IN - LAST_MANAGER - 3),
        };
        Caller { org, org_at, person }
    }
}

/// The role of the person at this place of the tree.
pub(crate) fn role_of(person: usize) -> Role {
    match person {
        0 => Role::Admin,
        1 | 2 => Role::Hr,
        3..=19 => Role::Manager,
        _ if person == SIGNED_IN - 1 => Role::Ops,
        _ => Role::Employee,
    }
}

impl<'a> Caller<'a> {
    /// The caller's employee.
    pub(crate) fn employee(self) -> Uuid {
        self.org.employees[self.person]
    }

    /// The caller's membership.
    pub(crate) fn member(self) -> Uuid {
        self.org.members[self.person]
    }

    /// The secret that the caller's token would carry.
    pub(crate) fn right(self) -> &'a CapabilitySecret {
        &self.org.rights[self.person]
    }

    /// Indexes of the people who report to the caller.
    pub(crate) fn reports(self) -> std::ops::Range<usize> {
        (self.person * REPORTS + 1).min(EMPLOYEES)..(self.person * REPORTS + REPORTS + 1).min(EMPLOYEES)
    }
}

/// Row versions of every employee, by organisation and person; a client only touches people of its own share.
pub(crate) struct Versions(Vec<AtomicI64>);

impl Versions {
    /// Everybody at version 1.
    pub(crate) fn new() -> Self {
        Self((0..ORGANIZATIONS * EMPLOYEES).map(|_| AtomicI64::new(1)).collect())
    }

    /// Where this person's version stands.
    pub(crate) fn of(&self, org: usize, person: usize) -> &AtomicI64 {
        &self.0[org * EMPLOYEES + person]
    }

    /// The version an update must name.
    pub(crate) fn current(&self, org: usize, person: usize) -> i64 {
        self.of(org, person).load(Ordering::Relaxed)
    }

    /// The update went through.
    pub(crate) fn advance(&self, org: usize, person: usize) {
        self.of(org, person).fetch_add(1, Ordering::Relaxed);
    }
}
