//! The rules as pure functions over a [`World`], written from the rules' prose (R1-R43, docs, comments) and never from the SQL
//! that enforces them: where the two differ, one of them is wrong.

pub(super) mod admission;
pub(super) mod audit;
pub(super) mod calibration;
pub(super) mod chart;
pub(super) mod corrections;
pub(super) mod cycles;
pub(super) mod employment;
pub(super) mod goals;
pub(super) mod grades;
pub(super) mod imports;
pub(super) mod membership;
pub(super) mod overrides;
pub(super) mod performance;
pub(super) mod reviews;
pub(super) mod sight;
pub(super) mod tables;

use std::collections::BTreeSet;

use types::Role;
use uuid::Uuid;

use crate::world::{Kind, Line, Member, Org, World};

/// The catalogue (HC-16). Never given by a group, and only after an hr person's approval by an override: see [`HR_ONLY`].
pub(super) const PERMISSIONS: [&str; 21] = [
    "org.settings",
    "org.members.read",
    "org.members",
    "org.invite",
    "org.roles",
    "org.close",
    "auth.sessions.manage",
    "people.read",
    "people.write",
    "people.lines.write",
    "people.chart.read",
    "people.import",
    "people.export",
    "audit.read",
    "people.private.read",
    "people.private.write",
    "performance.cycles.manage",
    "performance.release",
    "calibration.read",
    "calibration.write",
    "goals.manage",
];

/// R21.
pub(super) const HR_ONLY: [&str; 6] =
    ["people.private.read", "people.private.write", "performance.cycles.manage", "performance.release", "calibration.read", "calibration.write"];

/// HY-15: what a role holds before groups and overrides.
fn defaults(role: Role) -> &'static [&'static str] {
    match role {
        Role::Admin => &PERMISSIONS[..14],
        Role::Hr => &[
            "org.members.read",
            "org.invite",
            "people.read",
            "people.write",
            "people.lines.write",
            "people.chart.read",
            "people.import",
            "people.export",
            "people.private.read",
            "people.private.write",
            "performance.cycles.manage",
            "performance.release",
            "calibration.read",
            "calibration.write",
            "goals.manage",
            "audit.read",
        ],
        Role::Ops => &["people.chart.read"],
        Role::Manager | Role::Employee => &[],
    }
}

/// Role defaults, then what groups allow, then overrides in force; deny beats allow (R21, R23).
fn permissions(org: &Org, place: usize) -> BTreeSet<String> {
    let mut held: BTreeSet<String> = defaults(org.members[place].role).iter().map(|permission| (*permission).to_owned()).collect();
    for group in org.groups.iter().filter(|group| group.members.contains(&place)) {
        held.extend(group.permissions.iter().cloned());
    }
    let in_force = || org.overrides.iter().filter(|one| one.member == place && one.state == "active" && one.expires.is_none_or(|days| days > 0));
    held.extend(in_force().filter(|one| one.allow).map(|one| one.permission.clone()));
    for denied in in_force().filter(|one| !one.allow) {
        held.remove(&denied.permission);
    }
    held
}

/// R16: on the organisation's day.
pub(super) fn in_force(line: &Line) -> bool {
    line.from <= 0 && line.until.is_none_or(|until| until > 0)
}

/// No row: every site.
fn within(org: &Org, member: usize, employee: usize) -> bool {
    let mut limits = org.site_limits.iter().filter(|(limited, _)| *limited == member).map(|(_, site)| *site).peekable();
    limits.peek().is_none() || org.employees[employee].site.is_some_and(|at| limits.any(|site| site == at))
}

/// R2: without one of these roles, lines and delegations give nothing.
fn acts(member: &Member) -> bool {
    member.state == "active" && matches!(member.role, Role::Manager | Role::Hr | Role::Admin)
}

/// R2: whom a membership manages: role and line, neither alone.
fn managed(org: &Org, place: usize) -> BTreeSet<usize> {
    let member = &org.members[place];
    let Some(manager) = member.employee.filter(|_| acts(member)) else { return BTreeSet::new() };
    org.lines
        .iter()
        .filter(|line| line.manager == manager && line.kind != "dotted" && in_force(line) && within(org, place, line.employee))
        .map(|line| line.employee)
        .collect()
}

/// A member with a live right, and what that right comes to.
#[derive(Debug, Clone)]
pub(super) struct Caller<'a> {
    pub(super) world: &'a World,
    /// Which organisation.
    pub(super) at: usize,
    /// Which member of it.
    pub(super) place: usize,
    permissions: BTreeSet<String>,
    reports: BTreeSet<usize>,
}

impl<'a> Caller<'a> {
    /// None for whoever cannot sign in (R19, R23).
    pub(super) fn entering(world: &'a World, at: usize, place: usize) -> Option<Caller<'a>> {
        let org = &world.orgs[at];
        let member = &org.members[place];
        if member.state != "active" || member.account_suspended {
            return None;
        }
        let mut reports = managed(org, place);
        // R18: a stand-in sees what the delegator sees, within the narrower sites of both
        let stands_in = org
            .delegations
            .iter()
            .filter(|one| acts(member) && one.to == place && one.report_reads && !one.ended && one.first_day <= 0 && one.day_after > 0);
        for delegator in stands_in.map(|one| one.from) {
            reports.extend(managed(org, delegator).into_iter().filter(|employee| within(org, place, *employee)));
        }
        if let Some(own) = member.employee {
            reports.remove(&own);
        }
        Some(Caller { world, at, place, permissions: permissions(org, place), reports })
    }

    pub(super) fn org(&self) -> &'a Org {
        &self.world.orgs[self.at]
    }

    pub(super) fn member(&self) -> &'a Member {
        &self.org().members[self.place]
    }

    pub(super) fn may(&self, permission: &str) -> bool {
        self.permissions.contains(permission)
    }

    pub(super) fn role(&self) -> Role {
        self.member().role
    }

    /// R1.
    pub(super) fn is_own(&self, employee: usize) -> bool {
        self.member().employee == Some(employee)
    }

    /// R2, R16, R18.
    pub(super) fn manages(&self, employee: usize) -> bool {
        self.reports.contains(&employee)
    }

    /// The employment tier: the person, who manages them today, and whoever reads employments.
    pub(super) fn reads_employment(&self, employee: usize) -> bool {
        self.is_own(employee) || self.manages(employee) || self.may("people.read")
    }

    /// The directory tier: active colleagues; who has left with people.read, be it oneself.
    pub(super) fn reads_directory(&self, employee: usize) -> bool {
        !self.org().employees[employee].left || self.may("people.read")
    }

    /// The whole chart, or where one is limited to sites that of the people one finds there; else one's own lines and one's reports'.
    pub(super) fn reads_lines_of(&self, employee: usize) -> bool {
        self.is_own(employee) || self.manages(employee) || self.reads_chart_of(employee)
    }

    /// The chart itself, without one's own lines and one's reports': what one may redraw.
    pub(super) fn reads_chart_of(&self, employee: usize) -> bool {
        let limited = self.org().site_limits.iter().any(|(member, _)| *member == self.place);
        let there = !limited || (within(self.org(), self.place, employee) && self.reads_directory(employee));
        self.may("people.chart.read") && there
    }

    /// R34.
    pub(super) fn is_closing(&self) -> bool {
        self.org().state == "closing"
    }

    pub(super) fn org_id(&self) -> Uuid {
        self.world.org_id(self.at)
    }

    /// Of the caller's own organisation.
    pub(super) fn id(&self, kind: Kind, place: usize) -> Uuid {
        self.world.id(self.at, kind, place)
    }
}
