//! Direct writes to tables: what comes of INSERT, UPDATE and DELETE by somebody who writes statements by hand.

use uuid::Uuid;

use super::{
    Caller, admission, calibration, chart, corrections, cycles, employment, goals, grades, imports, membership, overrides, performance, reviews,
};
use crate::world::{Kind, World};

/// One thing somebody tries.
#[derive(Debug)]
pub(crate) struct Probe {
    /// A function, or a table with what is done to it.
    pub(crate) operation: &'static str,
    /// What it is done to.
    pub(crate) row: String,
    pub(crate) sql: String,
    pub(crate) expected: Expected,
}

/// What should come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expected {
    /// Of these rows, those marked are written, and no others: a statement without WHERE.
    Rows {
        /// `<table> <insert|update|delete>`.
        written: &'static str,
        rows: Vec<(String, bool)>,
    },
    /// It is done, and among what is written is this.
    Done(Option<String>),
    /// It is done and answers this.
    Answers(&'static str),
    /// No refusal, and nothing written.
    Nothing,
    /// It returns the row with this key.
    Row(String),
    /// It returns no row, and leaves no trace.
    NoRow,
    /// Refused with one of these: every reason that holds. Which of several comes first, no rule says.
    Refused(Vec<&'static str>),
}

impl Expected {
    /// Done, unless a reason against it holds.
    pub(super) fn unless(reasons: &[(bool, &'static str)], wrote: String) -> Expected {
        Expected::refused(reasons).unwrap_or(Expected::Done(Some(wrote)))
    }

    pub(super) fn refused(reasons: &[(bool, &'static str)]) -> Option<Expected> {
        let holding: Vec<&'static str> = reasons.iter().filter(|(holds, _)| *holds).map(|(_, code)| *code).collect();
        (!holding.is_empty()).then_some(Expected::Refused(holding))
    }
}

/// Everything that `caller` tries, always in the same order.
pub(crate) fn probes(caller: &Caller<'_>) -> Vec<Probe> {
    let mut probes = Vec::new();
    updates(caller, &mut probes);
    ungranted(&mut probes);
    structure(caller, &mut probes);
    chart::probes(caller, &mut probes);
    employment::probes(caller, &mut probes);
    imports::probes(caller, &mut probes);
    membership::probes(caller, &mut probes);
    membership::group_probes(caller, &mut probes);
    overrides::probes(caller, &mut probes);
    admission::probes(caller, &mut probes);
    performance::probes(caller, &mut probes);
    cycles::probes(caller, &mut probes);
    reviews::probes(caller, &mut probes);
    grades::probes(caller, &mut probes);
    calibration::probes(caller, &mut probes);
    corrections::probes(caller, &mut probes);
    goals::probes(caller, &mut probes);
    probes
}

/// An id that nothing has.
pub(super) fn fresh(world: &World, place: usize) -> Uuid {
    world.id(0, Kind::Nothing, 1000 + place)
}

/// The organisation that is not the caller's.
pub(super) fn other(caller: &Caller<'_>) -> Option<usize> {
    (0..caller.world.orgs.len()).find(|at| *at != caller.at)
}

/// UPDATE without WHERE and without reading a column: it reaches what may be changed and seen, and not a row further.
fn updates(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let writes_people = caller.may("people.write");
    let settings = caller.may("org.settings");
    let mut blind = |written: &'static str, assignment: &str, count: &dyn Fn(usize) -> usize, kind: Kind, changes: &dyn Fn(usize) -> bool| {
        let table = written.trim_end_matches(" update");
        let mut rows = Vec::new();
        for at in 0..caller.world.orgs.len() {
            let org = caller.world.org_id(at);
            for place in 0..count(at) {
                let key = if kind == Kind::Org { org.to_string() } else { format!("{org}/{}", caller.world.id(at, kind, place)) };
                rows.push((key, at == caller.at && changes(place)));
            }
        }
        probes.push(Probe {
            operation: written,
            row: "every row".to_owned(),
            sql: format!("update {table} set {assignment}"),
            expected: if caller.is_closing() { Expected::Refused(vec!["RH010"]) } else { Expected::Rows { written, rows } },
        });
    };
    let orgs = &caller.world.orgs;
    let employees = |at: usize| orgs[at].employees.len();
    blind("identity.organizations update", "name = 'Renamed'", &|_| 1, Kind::Org, &|_| settings);
    blind("identity.org_settings update", "week_start = 3", &|_| 1, Kind::Org, &|_| settings);
    blind("people.sites update", "timezone = 'Europe/Berlin'", &|at| orgs[at].sites, Kind::Site, &|_| writes_people);
    blind("people.departments update", "parent_id = null", &|at| orgs[at].departments.len(), Kind::Department, &|_| writes_people);
    blind("people.positions update", "title = pg_catalog.gen_random_uuid()::text", &|at| orgs[at].positions, Kind::Position, &|_| writes_people);
    blind("people.employees update", "work_phone = '+49 40 99'", &employees, Kind::Employee, &|employee| {
        writes_people && caller.reads_directory(employee)
    });
    // the employment tier of everybody is read with people.read (R1, R2)
    let records = writes_people && caller.may("people.read");
    blind("people.employment_records update", "legal_name = 'Somebody'", &employees, Kind::Employee, &|_| records);
    blind("identity.groups update", "description = 'of others'", &|at| orgs[at].groups.len(), Kind::Group, &|_| caller.may("org.members"));
    // R1: people keep their own contact data; hr goes through people.keep_private
    let own = |employee: usize| caller.is_own(employee) && caller.org().employees[employee].private;
    blind("people.employee_private update", "home_address = 'elsewhere'", &employees, Kind::Employee, &own);
    // R16: who draws the chart redates the lines of the chart they read
    let redates = |line: usize| caller.may("people.lines.write") && caller.reads_chart_of(caller.org().lines[line].employee);
    blind("people.reporting_lines update", "valid = valid", &|at| orgs[at].lines.len(), Kind::Line, &redates);
}

/// What no request may write by hand, whoever asks: states, organisations, authors, history, rights (ground rules 3 and 7).
const UNGRANTED: [(&str, &str); 63] = [
    ("identity.users update", "update identity.users set name = 'Another'"),
    ("identity.organizations update", "update identity.organizations set state = 'active'"),
    (
        "identity.organizations insert",
        "insert into identity.organizations (org_id, slug, name) values (pg_catalog.gen_random_uuid(), 'another', 'Another')",
    ),
    ("identity.memberships update", "update identity.memberships set role = 'admin'"),
    ("identity.memberships update", "update identity.memberships set state = 'active'"),
    ("identity.memberships delete", "delete from identity.memberships"),
    ("identity.sessions update", "update identity.sessions set expires_at = 'infinity'"),
    ("identity.sessions delete", "delete from identity.sessions"),
    ("identity.capabilities update", "update identity.capabilities set permissions = '{people.read}'"),
    ("identity.group_members delete", "delete from identity.group_members"),
    ("identity.group_permissions delete", "delete from identity.group_permissions"),
    ("identity.permission_overrides update", "update identity.permission_overrides set state = 'active'"),
    ("identity.permission_overrides delete", "delete from identity.permission_overrides"),
    ("identity.membership_sites delete", "delete from identity.membership_sites"),
    ("identity.delegations update", "update identity.delegations set ended_at = null"),
    ("identity.invitations update", "update identity.invitations set role = 'admin'"),
    ("people.employees update", "update people.employees set state = 'left'"),
    ("people.employees update", "update people.employees set row_version = 1"),
    ("people.employees delete", "delete from people.employees"),
    ("people.employment_records update", "update people.employment_records set ended_on = null"),
    ("people.employee_private delete", "delete from people.employee_private"),
    ("people.reporting_lines update", "update people.reporting_lines set manager_id = employee_id"),
    ("people.reporting_lines delete", "delete from people.reporting_lines"),
    ("audit.log delete", "delete from audit.log"),
    ("audit.payloads update", "update audit.payloads set diff = null"),
    ("lifecycle.import_jobs update", "update lifecycle.import_jobs set state = 'done'"),
    ("performance.rating_scales update", "update performance.rating_scales set state = 'published'"),
    ("performance.rating_scales delete", "delete from performance.rating_scales"),
    ("performance.rating_levels delete", "delete from performance.rating_levels"),
    ("performance.review_templates update", "update performance.review_templates set name = 'Another'"),
    ("performance.review_templates delete", "delete from performance.review_templates"),
    ("performance.review_questions update", "update performance.review_questions set prompt = 'Another'"),
    ("performance.review_cycles update", "update performance.review_cycles set state = 'active'"),
    ("performance.review_cycles delete", "delete from performance.review_cycles"),
    ("performance.cycle_participants delete", "delete from performance.cycle_participants"),
    ("performance.review_assignments update", "update performance.review_assignments set state = 'submitted'"),
    ("performance.review_drafts update", "update performance.review_drafts set answers = '{}'"),
    ("performance.review_drafts delete", "delete from performance.review_drafts"),
    ("performance.reviews update", "update performance.reviews set withheld = false"),
    ("performance.reviews delete", "delete from performance.reviews"),
    ("performance.review_answers update", "update performance.review_answers set answer = 'Another'"),
    ("performance.participant_exclusions delete", "delete from performance.participant_exclusions"),
    ("performance.proposed_grades update", "update performance.proposed_grades set rationale = 'Another'"),
    ("performance.proposed_grades delete", "delete from performance.proposed_grades"),
    ("performance.released_grades update", "update performance.released_grades set level_id = id"),
    ("performance.released_grades delete", "delete from performance.released_grades"),
    ("performance.grade_corrections update", "update performance.grade_corrections set state = 'refused'"),
    ("performance.grade_corrections delete", "delete from performance.grade_corrections"),
    ("performance.grade_acknowledgements update", "update performance.grade_acknowledgements set response = 'Theirs'"),
    ("performance.calibration_sessions update", "update performance.calibration_sessions set state = 'open'"),
    ("performance.calibration_returns update", "update performance.calibration_returns set reason = 'Another'"),
    ("performance.calibration_entries update", "update performance.calibration_entries set to_id = from_id"),
    ("performance.calibration_entries delete", "delete from performance.calibration_entries"),
    ("performance.calibrated_grades update", "update performance.calibrated_grades set confirmed = true"),
    ("performance.calibrated_grades delete", "delete from performance.calibrated_grades"),
    ("performance.goals update", "update performance.goals set state = 'achieved'"),
    ("performance.goals delete", "delete from performance.goals"),
    ("performance.key_results update", "update performance.key_results set target_value = 1"),
    ("performance.key_results delete", "delete from performance.key_results"),
    ("performance.goal_updates update", "update performance.goal_updates set note = 'Another'"),
    ("performance.goal_changes update", "update performance.goal_changes set step = 'accepted'"),
    ("performance.goal_changes delete", "delete from performance.goal_changes"),
    ("performance.participant_reviewers update", "update performance.participant_reviewers set reviewer_id = null"),
];

fn ungranted(probes: &mut Vec<Probe>) {
    for (operation, sql) in UNGRANTED {
        probes.push(Probe { operation, row: "every row".to_owned(), sql: sql.to_owned(), expected: Expected::Refused(vec!["42501"]) });
    }
}

/// Departments, positions and sites: kept with people.write, one in use is not removed.
fn structure(caller: &Caller<'_>, probes: &mut Vec<Probe>) {
    let world = caller.world;
    let writes = caller.may("people.write");
    let id = fresh(world, 0);
    let own_org = caller.org_id();
    for (operation, table, columns, values) in [
        ("people.sites insert", "people.sites", "name, timezone", "'Another', 'UTC'"),
        ("people.departments insert", "people.departments", "name", "'Another'"),
        ("people.positions insert", "people.positions", "title", "'Another'"),
    ] {
        for at in 0..world.orgs.len() {
            let org = world.org_id(at);
            let own = at == caller.at;
            probes.push(Probe {
                operation,
                row: format!("a row of {}", world.orgs[at].name),
                sql: format!("insert into {table} (org_id, id, {columns}) values ('{org}', '{id}', {values})"),
                expected: Expected::unless(
                    // R1: the other organisation answers like one that is not there
                    &[(!writes || !own, "42501"), (!own, "RH011"), (caller.is_closing(), "RH010")],
                    format!("{table} insert {own_org}/{id}"),
                ),
            });
        }
    }
    if let Some(at) = other(caller) {
        probes.push(Probe {
            operation: "people.departments insert",
            row: format!("a row below a department of {}", world.orgs[at].name),
            sql: format!(
                "insert into people.departments (org_id, id, name, parent_id) values ('{own_org}', '{id}', 'Another', '{}')",
                world.id(at, Kind::Department, 0)
            ),
            expected: Expected::Refused(if caller.is_closing() {
                vec!["RH010"]
            } else if writes {
                vec!["RH011", "23503"]
            } else {
                vec!["42501"]
            }),
        });
    }
    for (at, org) in world.orgs.iter().enumerate() {
        let here = at == caller.at;
        let mut remove = |operation: &'static str, kind: Kind, count: usize, in_use: &dyn Fn(usize) -> bool| {
            let table = operation.trim_end_matches(" delete");
            for place in 0..count {
                let id = world.id(at, kind, place);
                let expected = if caller.is_closing() {
                    Expected::Refused(vec!["RH010"])
                } else if !here || !writes {
                    Expected::Nothing
                } else {
                    Expected::unless(&[(in_use(place), "23001"), (in_use(place), "23503")], format!("{table} delete {own_org}/{id}"))
                };
                probes.push(Probe { operation, row: id.to_string(), sql: format!("delete from {table} where id = '{id}'"), expected });
            }
        };
        remove("people.sites delete", Kind::Site, org.sites, &|site| {
            org.employees.iter().any(|one| one.site == Some(site)) || org.site_limits.iter().any(|(_, limit)| *limit == site)
        });
        remove("people.departments delete", Kind::Department, org.departments.len(), &|department| {
            org.employees.iter().any(|one| one.department == Some(department)) || org.departments.contains(&Some(department))
        });
        remove("people.positions delete", Kind::Position, org.positions, &|position| org.employees.iter().any(|one| one.position == Some(position)));
    }
}
