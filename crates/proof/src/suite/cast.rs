//! The suite's world, written by hand: every role, every relation and every state, in an organisation to act in, another that
//! nobody may see, and one that is closing.

use chrono::{DateTime, Utc};
use types::Role;

use crate::{
    intent::Intent,
    world::{
        self, Cycle, Delegation, Employee, Entry, Goal, Group, Import, Invitation, Job, Kind, Line, Member, Org, Override, PEOPLE, Participant,
        Setup, TASKS, World,
    },
};

/// The organisation most actors act in.
pub const HOME: usize = 0;
/// Another tenant; a few act in it where the home has no such case (one admin only).
pub const AWAY: usize = 1;
/// A tenant that is closing.
pub const CLOSING: usize = 2;

/// A tenant with the ids of the home.
pub const TWIN: usize = 4;

/// A tenant whose closing period has run out.
const OVERDUE: &str = "overdue";
/// The employee without an employment record, so that one can be added.
pub const UNRECORDED: &str = "nemo";

/// The organisations.
#[must_use]
pub fn world(intent: &Intent, serial: u32, now: DateTime<Utc>) -> World {
    let home = home(intent, now);
    let twin = twin(&home);
    World { serial, orgs: vec![home, small("away", "active", intent), small("closing", "closing", intent), small(OVERDUE, OVERDUE, intent), twin] }
}

/// The home once more, with the same ids and everything else the other way round: whoever looks a row up by its id alone finds this
/// one as well.
fn twin(home: &Org) -> Org {
    let mut twin = home.clone();
    twin.name = "twin".to_owned();
    twin.twin_of = Some(HOME);
    twin.timezone = "UTC";
    twin.departments = vec![Some(1), None, None];
    for (place, member) in twin.members.iter_mut().enumerate() {
        member.role = if member.role == Role::Employee { Role::Admin } else { Role::Employee };
        member.account_suspended = false;
        if member.state != "active" {
            member.state = "active";
        } else if place > 3 && member.name.len() > 4 {
            member.state = "suspended";
        }
    }
    for employee in &mut twin.employees {
        // two stay, so that whoever is limited to a site would see them
        employee.left = !employee.left && !["ravi", "rob"].contains(&employee.name.as_str());
        employee.site = employee.site.map(|site| 1 - site.min(1));
        employee.private = true;
    }
    for line in &mut twin.lines {
        (line.kind, line.from, line.until) = if line.kind == "primary" { ("dotted", -400, Some(-300)) } else { ("primary", -400, None) };
    }
    for one in &mut twin.entries {
        (one.entity, one.about) = ("department", (Kind::Department, 0));
    }
    for one in &mut twin.delegations {
        (one.ended, one.report_reads, one.first_day, one.day_after) = (false, true, -2, 3);
    }
    for one in &mut twin.overrides {
        let stood = one.state == "active" && one.expires.is_none_or(|days| days > 0);
        (one.state, one.expires) = (if stood { "revoked" } else { "active" }, None);
    }
    for (group, of) in twin.groups.iter_mut().zip(&home.groups) {
        group.members = (0..6).filter(|place| !of.members.contains(place)).collect();
        group.permissions = if of.permissions.is_empty() { vec!["org.close".to_owned()] } else { Vec::new() };
    }
    for one in &mut twin.invitations {
        (one.state, one.role) = (if one.state == "open" { "revoked" } else { "open" }, Role::Admin);
    }
    for one in &mut twin.imports {
        (one.state, one.job) = (if one.state == "receiving" { "done" } else { "receiving" }, None);
    }
    for one in &mut twin.jobs {
        one.kind = if one.kind == "import_people" { "end_employment" } else { "import_people" };
        one.employee = Some(0);
    }
    for one in twin.scales.iter_mut().chain(&mut twin.templates) {
        (one.state, one.parts) = (if one.state == "draft" { "published" } else { "draft" }, 2);
    }
    for one in &mut twin.cycles {
        one.state = if one.state == "active" { "draft" } else { "active" };
        // everybody's part is the next one's, so that nobody's is where it is at home
        let people: Vec<usize> = one.participants.iter().map(|part| part.employee).collect();
        for (at, part) in one.participants.iter_mut().enumerate() {
            part.employee = people[(at + 1) % people.len()];
            part.reviewer = Some(home.employee("ben"));
            let other = |state: &str| match state {
                "submitted" => "reopened",
                "reopened" => "draft",
                "draft" => "reopened",
                _ => "submitted",
            };
            (part.own, part.decided, part.before) = (other(part.own), other(part.decided), None);
            // who is told at home is not told here, and the other way round
            let reviewed = ["submitted", "reopened"].contains(&part.decided);
            part.fate = if one.state == "active" && reviewed && part.fate != "told" { "told" } else { "" };
            (part.since, part.asked_by) = if part.fate == "told" { ("asked", Some(0)) } else { ("", None) };
            part.proposed = !part.proposed;
            (part.moved, part.settled) = (!part.moved, if part.settled.is_empty() { "shown" } else { "" });
        }
    }
    let owners: Vec<usize> = twin.goals.iter().map(|goal| goal.owner).collect();
    for (at, one) in twin.goals.iter_mut().enumerate() {
        // everybody's goal is the next one's
        (one.owner, one.beside) = (owners[(at + 1) % owners.len()], Some(home.employee("ben")));
        (one.parent, one.cycle) = (None, one.cycle.filter(|_| one.state != "draft"));
        one.state = if one.state == "draft" { "achieved" } else { "draft" };
        one.visibility = if one.visibility == "org" { "private" } else { "org" };
        one.asked = one.asked.map(|(by_owner, answer)| (!by_owner, if answer.is_empty() { "refused" } else { "" }));
    }
    twin.site_limits = ["mona", "rita", "ria", "max", "pia"].map(|name| (home.member(name), 2)).to_vec();
    twin
}

struct Casting {
    org: Org,
}

impl Casting {
    fn hire(&mut self, name: &str, site: usize) -> usize {
        self.org.employees.push(Employee {
            name: name.to_owned(),
            left: false,
            site: Some(site),
            department: Some(1),
            position: Some(0),
            private: true,
        });
        self.org.employees.len() - 1
    }

    fn admit(&mut self, name: &str, role: Role, employee: Option<usize>) -> usize {
        self.org.members.push(Member { name: name.to_owned(), role, state: "active", employee, account_suspended: false });
        self.org.members.len() - 1
    }

    fn join(&mut self, name: &str, role: Role, site: usize) -> usize {
        let employee = self.hire(name, site);
        self.admit(name, role, Some(employee))
    }

    fn line(&mut self, employee: &str, manager: &str, kind: &'static str, from: i32, until: Option<i32>) {
        let (employee, manager) = (self.org.employee(employee), self.org.employee(manager));
        self.org.lines.push(Line { employee, manager, kind, from, until });
    }

    fn stands_in(&mut self, to: &str, from: &str) -> &mut Delegation {
        let (to, from) = (self.org.member(to), self.org.member(from));
        self.org.delegations.push(Delegation { from, to, report_reads: true, first_day: -2, day_after: 3, ended: false });
        self.org.delegations.last_mut().expect("just made")
    }

    fn give(&mut self, member: &str, permission: &str, allow: bool) -> &mut Override {
        let (member, by) = (self.org.member(member), self.org.member("ada"));
        self.org.overrides.push(Override { member, permission: permission.to_owned(), allow, state: "active", expires: None, by: Some(by) });
        self.org.overrides.last_mut().expect("just made")
    }

    fn cycle(&mut self, state: &'static str, built_on: Option<usize>, parts: &[(&str, &str)]) {
        let who = |name: &str| self.org.employee(name);
        let participants = parts
            .iter()
            .map(|(name, reviewer)| {
                let (own, decided) = match state {
                    "draft" => ("", ""),
                    "active" | "calibration" | "released" | "closed" => ("assigned", "assigned"),
                    _ => ("submitted", "draft"),
                };
                Participant {
                    employee: who(name),
                    reviewer: (!reviewer.is_empty()).then(|| who(reviewer)),
                    own,
                    decided,
                    before: None,
                    proposed: false,
                    moved: false,
                    settled: "",
                    fate: "",
                    since: "",
                    asked_by: None,
                }
            })
            .collect();
        self.org.cycles.push(Cycle {
            state,
            built_on: built_on.map(|place| (place, place)),
            blind: false,
            due: false,
            calibrate: true,
            session: "",
            by_group: false,
            participants,
        });
    }

    fn goal(&mut self, owner: &str, visibility: &'static str, state: &'static str, beside: &str) -> &mut Goal {
        let (owner, beside) = (self.org.employee(owner), (!beside.is_empty()).then(|| self.org.employee(beside)));
        self.org.goals.push(Goal { owner, parent: None, cycle: None, visibility, state, beside, asked: None });
        self.org.goals.last_mut().expect("just made")
    }

    fn tell(&mut self, action: &'static str, entity: &'static str, about: (Kind, usize)) {
        self.org.entries.push(Entry { action, entity, about });
    }
}

fn home(intent: &Intent, now: DateTime<Utc>) -> Org {
    let mut org = Org::empty("home", world::zone_of_another_day(now));
    org.sites = 3;
    org.departments = vec![None, Some(0), Some(0)];
    org.positions = 2;
    let mut cast = Casting { org };
    people(&mut cast);
    relations(&mut cast);
    rights(&mut cast, intent);
    work(&mut cast);
    goals(&mut cast);
    calibrations(&mut cast);
    since_released(&mut cast);
    told(&mut cast);
    cast.org
}

fn people(cast: &mut Casting) {
    for (name, role, site) in [
        ("ada", Role::Admin, 0),
        ("alan", Role::Admin, 0),
        ("hana", Role::Hr, 0),
        ("hugo", Role::Hr, 0),
        ("mona", Role::Manager, 0),
        ("rita", Role::Manager, 0),
        ("ravi", Role::Employee, 1),
        ("sid", Role::Employee, 0),
        ("marc", Role::Manager, 0),
        ("omar", Role::Ops, 0),
        ("pia", Role::Employee, 0),
        ("nora", Role::Manager, 0),
        ("lena", Role::Employee, 0),
        ("lew", Role::Employee, 0),
        ("mia", Role::Manager, 0),
        ("ria", Role::Employee, 0),
        ("rob", Role::Employee, 1),
        ("otto", Role::Ops, 0),
        ("max", Role::Manager, 0),
        ("bo", Role::Employee, 0),
        ("bea", Role::Employee, 0),
        ("ben", Role::Employee, 0),
        ("sal", Role::Manager, 0),
        ("saul", Role::Employee, 0),
        ("sue", Role::Employee, 0),
        ("gwen", Role::Employee, 0),
        ("dina", Role::Manager, 0),
        ("dov", Role::Manager, 0),
        ("dean", Role::Manager, 0),
        ("dru", Role::Manager, 0),
        ("dan", Role::Employee, 0),
        ("stan", Role::Manager, 0),
        ("stella", Role::Manager, 0),
        ("moe", Role::Manager, 0),
        ("nell", Role::Manager, 0),
    ] {
        cast.join(name, role, site);
    }
    // reads the audit, and of each kind of row that entries are about one of their own
    cast.join("paul", Role::Employee, 0);
    cast.join("hilda", Role::Hr, 0);
    cast.hire("nemo", 0);
    cast.admit("dora", Role::Employee, None);
    cast.admit("ina", Role::Employee, None);
    cast.admit("axel", Role::Employee, None);
    for (name, state) in [("sal", "suspended"), ("sue", "suspended"), ("gwen", "left"), ("ina", "invited")] {
        let member = cast.org.member(name);
        cast.org.members[member].state = state;
    }
    let axel = cast.org.member("axel");
    cast.org.members[axel].account_suspended = true;
    let gwen = cast.org.employee("gwen");
    cast.org.employees[gwen].left = true;
    let nemo = cast.org.employee("nemo");
    cast.org.employees[nemo].private = false;
}

fn relations(cast: &mut Casting) {
    for (employee, manager, kind, from, until) in [
        ("rita", "mona", "primary", -400, None),
        ("ravi", "mona", "primary", -400, None),
        ("sid", "rita", "primary", -400, None),
        ("ravi", "marc", "acting", -5, Some(5)),
        ("rita", "marc", "dotted", -5, Some(5)),
        ("pia", "marc", "primary", -400, Some(-30)),
        ("pia", "mona", "primary", 30, None),
        ("mona", "ada", "primary", -400, None),
        ("marc", "ada", "primary", -400, None),
        ("sue", "hana", "primary", -400, None),
        ("lew", "lena", "primary", -400, None),
        ("ria", "mia", "primary", -400, None),
        ("rob", "mia", "primary", -400, None),
        ("bo", "max", "primary", 0, Some(1)),
        ("bea", "max", "primary", -400, Some(0)),
        ("ben", "max", "primary", 1, None),
        ("saul", "sal", "primary", -400, None),
        ("gwen", "nora", "primary", -400, Some(-200)),
        ("paul", "hugo", "primary", -400, None),
        ("alan", "hugo", "primary", -400, None), // an admin with a team
    ] {
        cast.line(employee, manager, kind, from, until);
    }
    for (member, site) in [("mia", 0), ("otto", 0), ("nell", 1), ("hilda", 0)] {
        let member = cast.org.member(member);
        cast.org.site_limits.push((member, site));
    }
    cast.stands_in("dina", "mona");
    cast.stands_in("dov", "mona").report_reads = false;
    cast.stands_in("dean", "mona").ended = true;
    cast.stands_in("dru", "mona").first_day = 1;
    cast.stands_in("dan", "mona");
    cast.stands_in("stan", "sal");
    cast.stands_in("stella", "lena");
    cast.stands_in("moe", "mia");
    cast.stands_in("nell", "mona");
    cast.stands_in("rita", "mona");
    cast.stands_in("omar", "rita").day_after = 0; // its last day was yesterday
    cast.stands_in("paul", "nora");
}

fn rights(cast: &mut Casting, intent: &Intent) {
    for permission in &intent.permissions {
        let name = format!("only {}", permission.code);
        cast.admit(&name, Role::Employee, None);
        cast.give(&name, &permission.code, true);
        for role in &permission.roles {
            let name = format!("{role} without {}", permission.code);
            cast.admit(&name, *role, None);
            cast.give(&name, &permission.code, false);
        }
    }
    let limited = cast.org.member("hr without people.chart.read");
    cast.org.site_limits.push((limited, 0));
    for name in ["past", "waiting", "rejected", "revoked", "grouped", "denied", "importer", "past denial"] {
        cast.admit(name, if name == "past denial" { Role::Hr } else { Role::Employee }, None);
    }
    cast.give("past", "people.read", true).expires = Some(-1);
    cast.give("waiting", "people.private.read", true).state = "requested";
    cast.give("rejected", "people.private.read", true).state = "rejected";
    cast.give("revoked", "people.read", true).state = "revoked";
    cast.give("past denial", "people.read", false).expires = Some(-1);
    cast.give("denied", "people.read", false);
    for permission in ["people.import", "people.read", "people.write", "people.lines.write"] {
        cast.give("importer", permission, true);
    }
    // requests, for whom and by whom
    for (member, by, expires) in [("pia", "ada", 30), ("lew", "hana", 30), ("hugo", "ada", 30), ("sid", "ada", -1)] {
        let by = Some(cast.org.member(by));
        let request = cast.give(member, "people.private.read", true);
        (request.state, request.by, request.expires) = ("requested", by, Some(expires));
    }
    cast.give("bo", "people.chart.read", true).expires = Some(9);
    for permission in ["audit.read", "people.import"] {
        cast.give("paul", permission, true);
    }
    // alan and ravi have one of their own, and so does an hr person
    for member in ["alan", "hana"] {
        cast.give(member, "org.close", true);
    }
    let of = |cast: &Casting, names: &[&str]| names.iter().map(|name| cast.org.member(name)).collect();
    let readers = Group { members: of(cast, &["grouped", "denied", "alan"]), permissions: vec!["people.read".to_owned()] };
    let plain = Group { members: of(cast, &["omar", "ada"]), permissions: Vec::new() };
    let empty = Group::default();
    let others = Group { members: of(cast, &["pia"]), permissions: vec!["people.chart.read".to_owned(), "org.invite".to_owned()] };
    cast.org.groups = vec![readers, plain, others, empty];
    let (ada, hugo) = (cast.org.member("ada"), cast.org.member("hugo"));
    let nemo = cast.org.employee("nemo");
    cast.org.invitations = [
        (Role::Employee, "open", ada, None),
        (Role::Admin, "open", ada, None),
        (Role::Employee, "accepted", ada, None),
        (Role::Employee, "revoked", ada, None),
        (Role::Employee, "expired", ada, None),
        (Role::Employee, "open", ada, Some(nemo)),
        (Role::Hr, "open", hugo, None),
        (Role::Employee, "open", cast.org.member("gwen"), None),
    ]
    .map(|(role, state, by, employee)| Invitation { role, state, by, employee })
    .to_vec();
}

fn work(cast: &mut Casting) {
    let [ada, hana, hugo, pia] = ["ada", "hana", "hugo", "pia"].map(|name| cast.org.member(name));
    let gwen = cast.org.employee("gwen");
    cast.org.jobs = vec![
        Job { kind: "import_people", state: "running", by: hugo, employee: None },
        Job { kind: "import_people", state: "running", by: pia, employee: None },
        Job { kind: "end_employment", state: "running", by: hugo, employee: Some(gwen) },
        Job { kind: "import_people", state: "running", by: hugo, employee: None },
    ];
    cast.org.imports = vec![
        Import { by: hana, state: "receiving", job: None },
        Import { by: hugo, state: "running", job: Some(0) },
        Import { by: pia, state: "running", job: Some(1) },
        Import { by: ada, state: "done", job: None },
        Import { by: hana, state: "failed", job: None },
        Import { by: hugo, state: "done", job: Some(3) },
        Import { by: cast.org.member("importer"), state: "receiving", job: None },
        Import { by: cast.org.member("paul"), state: "done", job: None },
    ];
    // the last is what the active cycles are built on
    let states = ["published", "draft", "archived", "draft", "published"];
    let setups = |parts: [usize; 5]| states.into_iter().zip(parts).map(|(state, parts)| Setup { state, parts }).collect();
    (cast.org.scales, cast.org.templates) = (setups([3, 2, 2, 1, 2]), setups([2, 1, 1, 0, 4]));
    let everybody = [
        ("rita", "mona"),
        ("ravi", "marc"),
        ("pia", "lena"),
        ("hana", "hugo"),
        ("hugo", "hana"),
        ("mona", "ada"),
        ("omar", "marc"),
        ("ada", "alan"),
        ("paul", "hugo"),
        ("sid", "rita"),
    ];
    cast.cycle("active", Some(4), &everybody);
    cast.cycle("draft", Some(0), &[("rita", ""), ("hana", "hugo"), ("sid", "")]);
    cast.cycle("draft", None, &[]);
    cast.cycle("cancelled", Some(0), &[("rita", "mona"), ("hana", "hugo")]);
    cast.cycle("active", Some(4), &[("moe", "otto")]);
    cast.cycle("active", Some(4), &[("rita", "mona"), ("pia", "mona"), ("mona", "ada")]);
    let far = [
        ("submitted", "submitted"),
        ("draft", "assigned"),
        ("submitted", "draft"),
        ("submitted", "submitted"),
        ("reopened", "submitted"),
        ("assigned", "submitted"),
        ("assigned", "reopened"),
        ("submitted", "submitted"),
        ("draft", "assigned"),
        ("submitted", "assigned"),
    ];
    for (part, (own, decided)) in cast.org.cycles[0].participants.iter_mut().zip(far) {
        (part.own, part.decided) = (own, decided);
    }
    cast.org.cycles[0].participants[9].before = Some(cast.org.employee("mona"));
    let late = &mut cast.org.cycles[4];
    late.due = true;
    (late.participants[0].own, late.participants[0].decided) = ("submitted", "submitted");
    let blind = &mut cast.org.cycles[5];
    blind.blind = true;
    for (part, decided) in blind.participants.iter_mut().zip(["assigned", "submitted", "submitted"]) {
        (part.own, part.decided) = ("submitted", decided);
    }
    grades(cast);
}

fn goals(cast: &mut Casting) {
    cast.cycle("draft", Some(0), &[("paul", "hugo")]); // goals are linked to it
    let accepted = |by_owner: bool| Some((by_owner, "accepted"));
    for (owner, visibility, state, beside, asked) in [
        ("mona", "org", "active", "ada", accepted(true)),
        ("mona", "team", "draft", "", None),
        ("mona", "private", "active", "ada", Some((false, "refused"))),
        ("rita", "team", "active", "mona", Some((true, ""))),
        ("rita", "private", "draft", "", None),
        ("ravi", "org", "at_risk", "marc", Some((false, ""))),
        ("ravi", "team", "draft", "", None),
        ("ravi", "org", "draft", "", None),
        ("ravi", "private", "on_track", "mona", Some((true, "withdrawn"))),
        ("marc", "team", "active", "ada", accepted(false)),
        ("marc", "team", "draft", "", None),
        ("ria", "team", "active", "mia", Some((false, ""))),
        ("ria", "team", "draft", "", None),
        ("rob", "org", "achieved", "mia", Some((true, ""))),
        ("hana", "org", "active", "hugo", None),
        ("hana", "team", "draft", "", None),
        ("hugo", "private", "active", "", None),
        ("ada", "org", "active", "", None),
        ("ada", "org", "draft", "", None),
        ("omar", "team", "active", "marc", Some((true, ""))),
        ("omar", "team", "draft", "", None),
        ("paul", "team", "missed", "hugo", Some((false, ""))),
        ("paul", "team", "active", "hugo", Some((true, ""))),
        ("pia", "private", "active", "marc", None),
        ("sid", "team", "dropped", "rita", Some((true, ""))),
        ("lew", "org", "draft", "", None),
        ("bea", "team", "active", "max", None),
        ("rob", "private", "active", "mia", None),
        ("hana", "team", "achieved", "hugo", None),
        ("ada", "team", "active", "alan", None),
        ("mona", "org", "missed", "ada", None),
        ("omar", "org", "active", "", None),
        ("rita", "team", "closed", "mona", None),
    ] {
        cast.goal(owner, visibility, state, beside).asked = asked;
    }
    for (place, cycle) in [(3, 0), (5, 0), (14, 0), (22, 0), (29, 0), (8, 3), (17, 3), (18, 11)] {
        cast.org.goals[place].cycle = Some(cycle); // active ones, one that was cancelled, and a draft
    }
    for (place, parent) in [(8, 7), (5, 0), (19, 20), (3, 1), (17, 18), (14, 15)] {
        cast.org.goals[place].parent = Some(parent);
    }
}

fn told(cast: &mut Casting) {
    let employee = |cast: &Casting, name: &str| (Kind::Employee, cast.org.employee(name));
    for name in ["mona", "rita", "pia"] {
        let about = employee(cast, name);
        cast.tell("employee_private.read", "employee_private", about);
        cast.tell("employee.linked", "employee", about);
        cast.tell("employee.changed", "employee", about);
        cast.tell("employment_record.changed", "employment_record", about);
        cast.tell("employee_private.changed", "employee_private", about);
    }
    let gwen = employee(cast, "gwen");
    cast.tell("employee.changed", "employee", gwen);
    cast.tell("employee.exported", "employee", (Kind::Org, 0));
    for entity in ["rating_scale", "rating_level", "review_template", "review_question"] {
        let kind = if entity.starts_with("rating") { Kind::Scale } else { Kind::Template };
        for place in 0..2 {
            cast.tell("something.changed", entity, (kind, place)); // a published one and a draft
        }
    }
    for place in 0..cast.org.cycles.len() {
        cast.tell("something.changed", "review_cycle", (Kind::Cycle, place));
    }
    for place in [0, 3, 5, PEOPLE, PEOPLE + 1] {
        // of somebody's report, of hr, of a manager; and in a draft
        cast.tell("something.changed", "cycle_participant", (Kind::Participant, place));
        cast.tell("something.changed", "participant_reviewer", (Kind::Participant, place));
    }
    for place in cast.org.assignments().into_iter().filter(|place| place / TASKS < 8) {
        cast.tell("something.changed", "review_assignment", (Kind::Assignment, place));
        if cast.org.assignment(place).is_some_and(|(_, _, one)| one.has_review()) {
            cast.tell("something.changed", "review", (Kind::Review, place));
        }
    }
    for (cycle, number, part) in
        (6..9).flat_map(|at| cast.org.cycles[at].participants.clone().into_iter().enumerate().map(move |(n, part)| (at, n, part))).collect::<Vec<_>>()
    {
        let place = cycle * PEOPLE + number;
        match part.fate {
            "told" => {
                cast.tell("something.changed", "released_grade", (Kind::Grade, place));
                if part.is_acknowledged() {
                    cast.tell("something.changed", "grade_acknowledgement", (Kind::Grade, place));
                }
                if part.has_correction() {
                    cast.tell("something.changed", "grade_correction", (Kind::Correction, place));
                }
            }
            "left out" => cast.tell("something.changed", "participant_exclusion", (Kind::Participant, place)),
            _ => {}
        }
        if part.proposed {
            cast.tell("something.changed", "proposed_grade", (Kind::Assignment, place * TASKS + 1));
        }
    }
    for cycle in [12, 16] {
        cast.tell("something.changed", "calibration_session", (Kind::Calibration, cycle));
        cast.tell("something.changed", "calibration_return", (Kind::Calibration, cycle));
        for (number, part) in cast.org.cycles[cycle].participants.clone().into_iter().enumerate() {
            let place = cycle * PEOPLE + number;
            if part.moved {
                cast.tell("something.changed", "calibration_entry", (Kind::Move, place));
            }
            if !part.settled.is_empty() {
                cast.tell("something.changed", "calibrated_grade", (Kind::Participant, place));
            }
        }
    }
    for place in 0..12 {
        let one = cast.org.goals[place];
        cast.tell("something.changed", "goal", (Kind::Goal, place));
        cast.tell("something.changed", "key_result", (Kind::Goal, place));
        if one.has_update() {
            cast.tell("something.changed", "goal_update", (Kind::GoalUpdate, place));
        }
        for second in 0..one.changes() {
            cast.tell("something.changed", "goal_change", (Kind::GoalChange, place * 2 + second));
        }
    }
    for (entity, kind) in [
        ("department", Kind::Department),
        ("position", Kind::Position),
        ("site", Kind::Site),
        ("group", Kind::Group),
        ("group_member", Kind::Member),
        ("group_permission", Kind::Group),
        ("organization", Kind::Org),
        ("org_settings", Kind::Org),
        ("membership", Kind::Member),
        ("membership_site", Kind::Member),
        ("session", Kind::Session),
        ("permission_override", Kind::Override),
        ("invitation", Kind::Invitation),
        ("delegation", Kind::Delegation),
        ("import_job", Kind::Import),
        ("reporting_line", Kind::Line),
        ("unheard_of", Kind::Member),
    ] {
        cast.tell("something.changed", entity, (kind, 0));
    }
}

/// One of everything, and one admin.
fn small(name: &str, state: &'static str, intent: &Intent) -> Org {
    let mut org = Org::empty(name, "UTC");
    org.state = state;
    org.sites = 2;
    org.departments = vec![None, Some(0), Some(0)];
    org.positions = 2;
    let mut cast = Casting { org };
    for (name, role) in
        [("ada", Role::Admin), ("hana", Role::Hr), ("mona", Role::Manager), ("rita", Role::Employee), ("omar", Role::Ops), ("kay", Role::Employee)]
    {
        cast.join(name, role, 0);
    }
    cast.hire("nemo", 0);
    cast.line("rita", "mona", "primary", -400, None);
    cast.stands_in("hana", "mona");
    for permission in intent.permissions.iter().filter(|permission| !permission.hr_only) {
        cast.give("kay", &permission.code, true);
    }
    let rita = cast.org.member("rita");
    cast.org.site_limits.push((rita, 0));
    cast.org.groups = vec![
        Group { members: vec![rita], permissions: vec!["people.chart.read".to_owned()] },
        Group { members: vec![cast.org.member("omar")], permissions: Vec::new() },
        Group::default(),
    ];
    cast.org.invitations = vec![Invitation { role: Role::Employee, state: "open", by: 0, employee: None }];
    cast.org.imports = ["receiving", "done", "done"].map(|state| Import { by: cast.org.member("hana"), state, job: None }).to_vec(); // room for two more
    cast.org.scales = ["draft", "published", "archived"].map(|state| Setup { state, parts: 2 }).to_vec();
    cast.org.templates = cast.org.scales.iter().map(|scale| Setup { parts: 3, ..scale.clone() }).collect();
    for state in ["draft", "active", "cancelled"] {
        cast.cycle(state, Some(1), &[("rita", "mona"), ("hana", "mona")]);
    }
    // one who was told, and one who is left out
    let [told, out] = &mut cast.org.cycles[1].participants[..] else { unreachable!("two take part") };
    (told.own, told.decided, told.proposed, told.fate) = ("submitted", "submitted", true, "told");
    (told.since, told.asked_by) = ("asked", Some(0));
    (out.own, out.decided, out.fate) = ("withdrawn", "withdrawn", "left out");
    // read and answered
    cast.cycle("released", Some(1), &[("rita", "mona"), ("hana", "mona")]);
    let answered = cast.org.cycles.last_mut().expect("just made");
    for (part, since) in answered.participants.iter_mut().zip(["answered", "read"]) {
        (part.own, part.decided, part.proposed, part.fate, part.since) = ("submitted", "submitted", true, "told", since);
    }
    // compared: one whose grade was moved and shown, and one whose is settled on; and one that went back
    for (state, session) in [("calibration", "open"), ("active", "set_aside")] {
        cast.cycle(state, Some(1), &[("rita", "mona"), ("hana", "mona")]);
        let cycle = cast.org.cycles.last_mut().expect("just made");
        cycle.session = session;
        for (part, (moved, settled)) in cycle.participants.iter_mut().zip([(true, "shown"), (true, "confirmed")]) {
            (part.own, part.decided, part.proposed, part.moved, part.settled) = ("submitted", "submitted", true, moved, settled);
        }
    }
    for (state, asked) in [("draft", None), ("active", Some((true, ""))), ("on_track", Some((false, ""))), ("achieved", Some((true, "refused")))] {
        cast.goal("rita", "org", state, "mona").asked = asked;
        cast.goal("hana", "team", state, "mona").asked = asked;
    }
    cast.org.goals[2].cycle = Some(1);
    cast.org.jobs = vec![Job { kind: "import_people", state: "queued", by: 1, employee: None }];
    let rita = cast.org.employee("rita");
    cast.tell("employee_private.read", "employee_private", (Kind::Employee, rita));
    cast.tell("department.changed", "department", (Kind::Department, 0));
    cast.tell("employee.exported", "employee", (Kind::Org, 0));
    cast.org
}

/// Cycles whose grades are compared: some moved and some settled on, all settled on, all prepared, none yet, one that went back, all shown
/// today, and all prepared while a session is open.
fn calibrations(cast: &mut Casting) {
    type Compared = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static [(&'static str, bool, &'static str)]);
    let cycles: [Compared; 7] = [
        (
            "calibration",
            "open",
            &[
                ("rita", "mona"),
                ("pia", "lena"),
                ("hana", "hugo"),
                ("hugo", "hana"),
                ("mona", "ada"),
                ("sid", "rita"),
                ("ada", "alan"),
                ("ravi", "marc"),
            ],
            &[
                ("", true, ""),
                ("", false, "confirmed"),
                ("", true, "shown"),
                ("", false, "shown"),
                ("", true, "taken back"),
                ("", true, "shown"),
                ("late", false, ""),
                ("left out", false, ""),
            ],
        ),
        (
            "calibration",
            "locked",
            &[("rita", "mona"), ("hugo", "hana"), ("pia", "lena")],
            &[("", true, "confirmed"), ("", false, "confirmed"), ("", false, "confirmed")],
        ),
        (
            "calibration",
            "locked",
            &[("rita", "mona"), ("pia", "lena"), ("hana", "hugo")],
            &[("", true, "prepared"), ("", false, "prepared"), ("", false, "prepared")],
        ),
        ("calibration", "", &[("hana", "mona"), ("ravi", "marc")], &[("", false, "shown"), ("", false, "open again")]),
        (
            "active",
            "set_aside",
            &[("rita", "mona"), ("sid", "rita"), ("hana", "hugo")],
            &[("", true, "open again"), ("", true, ""), ("late", false, "")],
        ),
        ("calibration", "locked", &[("omar", "mona"), ("hugo", "hana")], &[("", false, "shown"), ("", false, "shown")]),
        ("calibration", "open", &[("omar", "mona")], &[("", true, "prepared")]),
    ];
    for (state, session, parts, compared) in cycles {
        cast.cycle(state, Some(4), parts);
        let cycle = cast.org.cycles.last_mut().expect("just made");
        cycle.session = session;
        for (part, (fate, moved, settled)) in cycle.participants.iter_mut().zip(compared) {
            (part.moved, part.settled) = (*moved, settled);
            (part.own, part.decided, part.proposed, part.fate) = match *fate {
                "late" => ("draft", "reopened", true, ""),
                "left out" => ("withdrawn", "withdrawn", false, "left out"),
                _ => ("submitted", "submitted", true, ""),
            };
        }
    }
}

/// What became of grades since they were told, in a cycle some of which is told, in one that is released, and in one that is closed.
fn since_released(cast: &mut Casting) {
    cast.cycle("closed", Some(4), &[("rita", "mona"), ("hana", "hugo"), ("pia", "lena"), ("mona", "ada"), ("sid", "rita")]);
    for part in &mut cast.org.cycles[19].participants {
        (part.own, part.decided, part.proposed, part.fate) = ("submitted", "submitted", true, "told");
    }
    let [hana, hugo] = ["hana", "hugo"].map(|name| Some(cast.org.member(name)));
    for (cycle, number, since, asked_by) in [
        (6, 1, "asked", hugo),
        (6, 2, "answered", None),
        (6, 4, "corrected", hana),
        (7, 0, "read", None),
        (7, 1, "asked", hana),
        (7, 2, "asked", hugo),
        (7, 3, "corrected", hana),
        (7, 4, "answered", None),
        (19, 1, "read", None),
        (19, 2, "asked", hana),
        (19, 3, "corrected", hugo),
        (19, 4, "answered", None),
    ] {
        let part = &mut cast.org.cycles[cycle].participants[number];
        (part.since, part.asked_by) = (since, asked_by);
    }
}

/// Cycles whose grades are proposed and told: some to some, all to all, none for want of one, and all ready.
fn grades(cast: &mut Casting) {
    let parts =
        [("rita", "mona"), ("pia", "lena"), ("hana", "hugo"), ("hugo", "hana"), ("mona", "ada"), ("sid", "rita"), ("ada", "alan"), ("ravi", "marc")];
    cast.cycle("active", Some(4), &parts);
    cast.cycle("released", Some(4), &parts);
    cast.cycle("active", Some(4), &[("rita", "mona"), ("sid", "rita"), ("pia", "mona")]);
    cast.cycle("active", Some(4), &[("hana", "mona"), ("ravi", "marc")]);
    cast.cycle("active", Some(4), &[("omar", "mona"), ("hugo", "hana")]);
    let fates = ["told", "told", "told", "left out", "told", "left out", "", "left out"];
    let all = ["told", "told", "told", "told", "told", "left out", "told", "left out"];
    for (cycle, fates) in [(6, fates), (7, all)] {
        for (at, (part, fate)) in cast.org.cycles[cycle].participants.iter_mut().zip(fates).enumerate() {
            part.fate = fate;
            (part.own, part.decided, part.proposed) = match (fate, at) {
                // a self review that nobody submitted in time
                ("told", 1) => ("draft", "submitted", true),
                ("told", 2) => ("assigned", "submitted", true),
                ("left out", 3) => ("submitted", "submitted", true),
                ("left out", _) => ("withdrawn", "withdrawn", at == 5),
                _ => ("submitted", "submitted", true),
            };
        }
    }
    for (cycle, proposed) in [(8, [true, false, true]), (9, [true; 3]), (10, [true; 3])] {
        for (part, proposed) in cast.org.cycles[cycle].participants.iter_mut().zip(proposed) {
            (part.own, part.decided, part.proposed) = ("submitted", "submitted", proposed);
        }
    }
    cast.org.cycles[10].participants[1].decided = "draft";
    for cycle in 6..11 {
        cast.org.cycles[cycle].calibrate = false;
        cast.org.cycles[cycle].by_group = cycle == 6;
    }
    // proposed beside reviews that go on, that are handed over, and in a cycle that was cancelled
    for at in [0, 2, 3, 9] {
        cast.org.cycles[0].participants[at].proposed = true;
    }
    cast.org.cycles[3].participants[0].proposed = true;
}
