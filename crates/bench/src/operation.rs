//! What is measured: an operation, who asks, the goal, and one request of it with every argument a statement may name.

use tokio_postgres::types::ToSql;
use types::Role;
use uuid::Uuid;

use crate::{
    stats::Picks,
    world::{Caller, EMPLOYEES, Share, Versions, World},
};

/// Rows of a page.
pub(crate) const PAGE: i64 = 50;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One employee with the employment tier.
    Read,
    /// One employee, directory tier only.
    Directory,
    /// A page of employees.
    List,
    /// Employment records of one's reports.
    Team,
    /// A new phone number.
    Update,
}

/// One line of the comparison.
#[derive(Clone, Copy)]
pub(crate) struct Operation {
    /// For `--only` and JSON.
    pub(crate) key: &'static str,
    /// For people.
    pub(crate) label: &'static str,
    pub(crate) kind: Kind,
    /// Who asks.
    pub(crate) role: Role,
    /// Whether hand-written code finds the reports itself, instead of being handed their ids.
    pub(crate) hand_looks_up_reports: bool,
    /// The kernel's latency may be this many times the hand's.
    pub(crate) latency_goal: f64,
    /// The kernel's throughput has to be this share of the hand's.
    pub(crate) throughput_goal: Option<f64>,
}

const fn operation(key: &'static str, label: &'static str, kind: Kind, role: Role) -> Operation {
    let (latency_goal, throughput_goal) = match kind {
        Kind::Read | Kind::Directory => (1.25, Some(0.8)),
        Kind::List | Kind::Team => (1.1, None),
        Kind::Update => (1.4, None),
    };
    Operation { key, label, kind, role, hand_looks_up_reports: matches!(kind, Kind::Team), latency_goal, throughput_goal }
}

/// Everything that is compared.
pub(crate) const OPERATIONS: [Operation; 9] = [
    operation("directory_employee", "point read, directory only, as employee", Kind::Directory, Role::Employee),
    operation("read_employee", "point read of a colleague, as employee", Kind::Read, Role::Employee),
    operation("read_hr", "point read with employment, as hr", Kind::Read, Role::Hr),
    operation("read_manager", "point read of a report, as manager", Kind::Read, Role::Manager),
    Operation { hand_looks_up_reports: true, ..operation("read_manager_lines", "  the same, reports looked up by hand", Kind::Read, Role::Manager) },
    operation("list_employee", "list of 50, as employee", Kind::List, Role::Employee),
    operation("list_hr", "list of 50, as hr", Kind::List, Role::Hr),
    operation("team_manager", "employment of one's reports, as manager", Kind::Team, Role::Manager),
    operation("update_hr", "update with audit, as hr", Kind::Update, Role::Hr),
];

impl Operation {
    /// The statement of `sql/queries` (or of the bench) that the kernel is sent.
    pub(crate) fn statement(&self) -> &'static str {
        match self.kind {
            Kind::Read => "read_employee",
            Kind::Directory => "read_directory",
            Kind::List => "first_employees",
            Kind::Team => "team",
            Kind::Update => "edit_employee",
        }
    }

    /// How its transaction begins.
    pub(crate) fn begin(&self) -> &'static str {
        if self.kind == Kind::Update { "begin_write" } else { "begin_read" }
    }

    /// Whether the store has a function for it.
    pub(crate) fn in_store(&self) -> bool {
        matches!(self.kind, Kind::Read | Kind::List | Kind::Update)
    }

    /// A request of it.
    pub(crate) fn request<'w>(&self, world: &'w World, share: Share, picks: &mut Picks) -> Request<'w> {
        let caller = world.caller(self.role, share, picks);
        let target = match (self.kind, self.role) {
            (Kind::Read, Role::Manager) => {
                let reports = caller.reports();
                reports.start + picks.below(reports.len())
            }
            // somebody else, whose employment tier stays hidden from a colleague
            _ => (caller.person + 1 + picks.below(EMPLOYEES - 1)) % EMPLOYEES,
        };
        Request { caller, target, id: Uuid::now_v7() }
    }
}

/// One request.
pub(crate) struct Request<'w> {
    pub(crate) caller: Caller<'w>,
    /// Index of the person it is about.
    pub(crate) target: usize,
    /// The request's id.
    pub(crate) id: Uuid,
}

/// An argument of any type.
pub(crate) type Argument = Box<dyn ToSql + Sync + Send>;

impl Request<'_> {
    /// The employee it is about.
    pub(crate) fn employee(&self) -> Uuid {
        self.caller.org.employees[self.target]
    }

    /// A phone number that differs from the one before.
    pub(crate) fn phone(version: i64) -> String {
        format!("+49 30 {version:07}")
    }

    /// Arguments by the names statements use; the last ones are those of hand-written statements.
    pub(crate) fn arguments(&self, names: &[String], role: Role, versions: &Versions) -> Vec<Argument> {
        let org = self.caller.org;
        let version = || versions.current(self.caller.org_at, self.target);
        names
            .iter()
            .map(|name| -> Argument {
                match name.as_str() {
                    "secret" => Box::new(self.caller.right().as_str().to_owned()),
                    "org_id" => Box::new(org.id.to_string()),
                    "role" => Box::new(role.as_str()),
                    "request_id" => Box::new(self.id.to_string()),
                    "id" => Box::new(self.employee()),
                    "page_size" => Box::new(PAGE),
                    "row_version" => Box::new(version()),
                    "set_work_phone" => Box::new(true),
                    "work_phone" => Box::new(Some(Self::phone(version()))),
                    set if set.starts_with("set_") => Box::new(false),
                    "department_id" | "site_id" | "position_id" => Box::new(None::<Uuid>),
                    "after_name" => Box::new("A"),
                    "after_id" => Box::new(Uuid::nil()),
                    "prepared" => Box::new(0_i32),
                    "org" => Box::new(org.id),
                    "hash" => Box::new(self.caller.right().digest().to_vec()),
                    "me" => Box::new(self.caller.employee()),
                    "reports" => Box::new(self.caller.reports().map(|at| org.employees[at]).collect::<Vec<_>>()),
                    "actor" => Box::new(self.caller.member()),
                    "request" => Box::new(self.id),
                    "entry" => Box::new(Uuid::now_v7()),
                    "salt" => Box::new(Uuid::new_v4().as_bytes().to_vec()),
                    _ => Box::new(None::<String>),
                }
            })
            .collect()
    }
}
