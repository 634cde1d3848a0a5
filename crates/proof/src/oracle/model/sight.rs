//! What an actor sees: for every table that a request may select, which rows of which organisation.

use uuid::Uuid;

use super::{Caller, audit, calibration, corrections, cycles, goals, grades, imports, performance, reviews};
use crate::world::{Kind, World};

/// One table as somebody sees it.
#[derive(Debug)]
pub(crate) struct Sight {
    /// The table or view.
    pub(crate) table: &'static str,
    /// Selects one key a row.
    pub(crate) sql: String,
    /// Every row of the world, and whether it is to be seen.
    pub(crate) rows: Vec<(String, bool)>,
}

pub(super) struct Seeing<'a> {
    world: &'a World,
    caller: Option<&'a Caller<'a>>,
    sights: Vec<Sight>,
}

/// Every table; nobody sees anything without a right.
pub(crate) fn sights(world: &World, caller: Option<&Caller<'_>>) -> Vec<Sight> {
    let mut seeing = Seeing { world, caller, sights: Vec::new() };
    seeing.identity();
    seeing.rights();
    seeing.people();
    imports::see(&mut seeing);
    audit::see(&mut seeing);
    performance::see(&mut seeing);
    cycles::see(&mut seeing);
    reviews::see(&mut seeing);
    grades::see(&mut seeing);
    calibration::see(&mut seeing);
    corrections::see(&mut seeing);
    goals::see(&mut seeing);
    seeing.sights
}

impl Seeing<'_> {
    /// `rows` lists the keys of one organisation, below the organisation's own; `sees` is asked for the caller's organisation
    /// only: of another one, nobody sees anything.
    pub(super) fn table(
        &mut self,
        table: &'static str,
        key: &str,
        rows: impl Fn(&World, usize) -> Vec<(usize, String)>,
        sees: impl Fn(&Caller<'_>, usize) -> bool,
    ) {
        let mut all = Vec::new();
        for at in 0..self.world.orgs.len() {
            let own = self.caller.filter(|caller| caller.at == at);
            for (place, key) in rows(self.world, at) {
                let key = if key.is_empty() { self.world.org_id(at).to_string() } else { format!("{}/{key}", self.world.org_id(at)) };
                all.push((key, own.is_some_and(|caller| sees(caller, place))));
            }
        }
        let key = if key.is_empty() { "org_id::text".to_owned() } else { format!("org_id || '/' || {key}") };
        self.sights.push(Sight { table, sql: format!("select {key} from {table}"), rows: all });
    }

    fn identity(&mut self) {
        // accounts are global: the key has no organisation in it
        let mut accounts = Vec::new();
        for (at, org) in self.world.orgs.iter().enumerate() {
            for place in 0..org.members.len() {
                let own = self.caller.is_some_and(|caller| (caller.at, caller.place) == (at, place));
                accounts.push((self.world.id(at, Kind::Account, place).to_string(), own));
            }
        }
        self.sights.push(Sight { table: "identity.users", sql: "select id from identity.users".to_owned(), rows: accounts });

        let once = |_: &World, _: usize| vec![(0, String::new())];
        self.table("identity.organizations", "", once, |_, _| true);
        self.table("identity.org_settings", "", once, |_, _| true);
        let members = |world: &World, at: usize| numbered(world, at, Kind::Member, world.orgs[at].members.len());
        self.table("app.caller", "member_id", members, |caller, member| caller.place == member);
        self.table("identity.memberships", "id", members, |caller, member| caller.place == member || caller.may("org.members.read"));
        self.table("identity.member_directory", "id", members, |_, _| true);
        self.table("identity.member_accounts", "id", members, |caller, _| caller.may("org.members.read"));
        self.table(
            "identity.sessions",
            "id",
            // each member has a session that lives as they do, and one that has ended
            |world, at| numbered(world, at, Kind::Session, world.orgs[at].members.len() * 2),
            |caller, session| session % caller.org().members.len() == caller.place || caller.may("auth.sessions.manage"),
        );
        self.table(
            "identity.invitations",
            "id",
            |world, at| numbered(world, at, Kind::Invitation, world.orgs[at].invitations.len()),
            |caller, _| caller.may("org.members.read"),
        );
    }

    fn rights(&mut self) {
        self.table("identity.groups", "id", |world, at| numbered(world, at, Kind::Group, world.orgs[at].groups.len()), |_, _| true);
        self.table(
            "identity.group_members",
            "group_id || '/' || member_id",
            |world, at| {
                let of =
                    |group: usize, member: &usize| (*member, format!("{}/{}", world.id(at, Kind::Group, group), world.id(at, Kind::Member, *member)));
                let groups = world.orgs[at].groups.iter().enumerate();
                groups.flat_map(|(group, one)| one.members.iter().map(move |member| of(group, member))).collect()
            },
            |_, _| true,
        );
        self.table(
            "identity.group_permissions",
            "group_id || '/' || permission",
            |world, at| {
                let groups = world.orgs[at].groups.iter().enumerate();
                groups
                    .flat_map(|(group, one)| one.permissions.iter().map(move |what| (group, format!("{}/{what}", world.id(at, Kind::Group, group)))))
                    .collect()
            },
            |_, _| true,
        );
        self.table(
            "identity.permission_overrides",
            "id",
            |world, at| numbered(world, at, Kind::Override, world.orgs[at].overrides.len()),
            |caller, one| caller.org().overrides[one].member == caller.place || caller.may("org.members.read"),
        );
        self.table(
            "identity.membership_sites",
            "member_id || '/' || site_id",
            |world, at| {
                let limits = world.orgs[at].site_limits.iter();
                limits
                    .map(|(member, site)| (*member, format!("{}/{}", world.id(at, Kind::Member, *member), world.id(at, Kind::Site, *site))))
                    .collect()
            },
            |caller, member| member == caller.place || caller.may("org.members.read"),
        );
        self.table(
            "identity.delegations",
            "id",
            |world, at| numbered(world, at, Kind::Delegation, world.orgs[at].delegations.len()),
            |caller, one| {
                let one = &caller.org().delegations[one];
                one.from == caller.place || one.to == caller.place || caller.may("org.members.read")
            },
        );
    }

    fn people(&mut self) {
        self.table("people.sites", "id", |world, at| numbered(world, at, Kind::Site, world.orgs[at].sites), |_, _| true);
        self.table("people.departments", "id", |world, at| numbered(world, at, Kind::Department, world.orgs[at].departments.len()), |_, _| true);
        self.table("people.positions", "id", |world, at| numbered(world, at, Kind::Position, world.orgs[at].positions), |_, _| true);
        let employees = |world: &World, at: usize| numbered(world, at, Kind::Employee, world.orgs[at].employees.len());
        self.table("people.employees", "id", employees, |caller, one| caller.reads_directory(one));
        self.table("people.employment_records", "employee_id", employees, |caller, one| caller.reads_employment(one));
        self.table(
            "people.employment_events",
            "id",
            |world, at| numbered(world, at, Kind::Event, world.orgs[at].employees.len()),
            |caller, event| caller.reads_employment(event),
        );
        self.table(
            "people.employee_private",
            "employee_id",
            move |world, at| employees(world, at).into_iter().filter(|(place, _)| world.orgs[at].employees[*place].private).collect(),
            // R3: being hr is not enough either; hr goes through people.read_private, which leaves an entry
            |caller, one| caller.is_own(one),
        );
        self.table(
            "people.reporting_lines",
            "id",
            |world, at| numbered(world, at, Kind::Line, world.orgs[at].lines.len()),
            |caller, line| caller.reads_lines_of(caller.org().lines[line].employee),
        );
    }
}

pub(super) fn numbered(world: &World, at: usize, kind: Kind, count: usize) -> Vec<(usize, String)> {
    (0..count).map(|place| (place, world.id(at, kind, place).to_string())).collect()
}

/// What a key stands for, for a message; the organisation is in what follows it.
pub(crate) fn in_words(world: &World, key: &str) -> String {
    let organisations: Vec<String> = (0..world.orgs.len()).map(|at| world.org_id(at).to_string()).collect();
    let mut parts: Vec<&str> = key.split('/').collect();
    if parts.len() > 1 && organisations.iter().any(|org| org == parts[0]) {
        parts.remove(0);
    }
    let told: Vec<String> = parts.iter().map(|part| part.parse::<Uuid>().map_or_else(|_| (*part).to_owned(), |id| world.label(id))).collect();
    told.join(", ")
}
