//! Organisations as a model: who is in them, how they are related, and which rows that makes. The suite's world and the oracle's
//! random ones are values of the same type, written to the database by [`load`].

mod load;
mod rows;

pub(crate) use load::sha256_hex;
pub use load::{Loaded, load, zone_of_another_day};
pub use rows::Rows;

use types::Role;
use uuid::Uuid;

/// What kind of row an id belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// The organisation itself.
    Org = 1,
    /// `identity.users`; one a membership.
    Account,
    /// `identity.memberships`.
    Member,
    /// `identity.sessions`.
    Session,
    /// `identity.groups`.
    Group,
    /// `identity.permission_overrides`.
    Override,
    /// `identity.delegations`.
    Delegation,
    /// `identity.invitations`.
    Invitation,
    /// `people.employees` and its tiers.
    Employee,
    /// `people.reporting_lines`.
    Line,
    /// `people.departments`.
    Department,
    /// `people.positions`.
    Position,
    /// `people.sites`.
    Site,
    /// `people.employment_events`.
    Event,
    /// `audit.log` and its payload.
    Entry,
    /// `lifecycle.jobs`.
    Job,
    /// `lifecycle.import_jobs`.
    Import,
    /// `performance.rating_scales`.
    Scale,
    /// `performance.rating_levels`: see [`PARTS`].
    Level,
    /// `performance.review_templates`.
    Template,
    /// `performance.review_questions`: see [`PARTS`].
    Question,
    /// `performance.review_cycles`.
    Cycle,
    /// `performance.cycle_participants` and `performance.participant_reviewers`: see [`PEOPLE`].
    Participant,
    /// `performance.review_assignments` and `performance.review_drafts`: see [`TASKS`].
    Assignment,
    /// `performance.reviews`: the place of its assignment.
    Review,
    /// `performance.review_answers`: two of each review.
    Answer,
    /// `performance.released_grades`: the place of its participant.
    Grade,
    /// `performance.released_grades`: the second version of a grade that was corrected, in the same way.
    Corrected,
    /// `performance.grade_corrections`: the place of its participant.
    Correction,
    /// `performance.calibration_sessions` and `performance.calibration_returns`: the place of its cycle.
    Calibration,
    /// `performance.calibration_entries`: the place of its participant.
    Move,
    /// `performance.goals`.
    Goal,
    /// `performance.key_results`: one of each goal.
    KeyResult,
    /// `performance.goal_updates`: the place of its goal.
    GoalUpdate,
    /// `performance.goal_changes`: two of each goal, what is asked for and the answer.
    GoalChange,
    /// Ids that nothing has.
    Nothing,
}

/// The most levels a scale of a world has, and questions a template: the first level of the next scale has the place after them.
pub const PARTS: usize = 8;
/// The most people who take part in a cycle of a world, in the same way.
pub const PEOPLE: usize = 16;
/// The most reviews that are written of somebody who takes part in a cycle, in the same way.
pub const TASKS: usize = 3;

/// Some organisations in one database.
#[derive(Debug, Clone)]
pub struct World {
    /// Tells the ids of this world from those of every other in the same database.
    pub serial: u32,
    /// The tenants; ids carry their place in this list.
    pub orgs: Vec<Org>,
}

/// One tenant. Everything refers to everything else by its place in these lists.
#[derive(Debug, Clone)]
pub struct Org {
    /// For messages, and in every text of its rows.
    pub name: String,
    /// `active`, `closing`, or `overdue`: closing, and the period has run out.
    pub state: &'static str,
    /// Another organisation whose rows have the very ids of this one's: clients choose ids, and nothing may be told by an id alone.
    pub twin_of: Option<usize>,
    /// IANA zone; its day decides about dated rights (R16).
    pub timezone: &'static str,
    /// Memberships.
    pub members: Vec<Member>,
    /// People HR rows are about.
    pub employees: Vec<Employee>,
    /// Who reports to whom, and when.
    pub lines: Vec<Line>,
    /// Who stands in for whom.
    pub delegations: Vec<Delegation>,
    /// One permission more or less for one member.
    pub overrides: Vec<Override>,
    /// Groups of members.
    pub groups: Vec<Group>,
    /// (member, site): what a member is limited to.
    pub site_limits: Vec<(usize, usize)>,
    /// Number of sites.
    pub sites: usize,
    /// Parent of each department.
    pub departments: Vec<Option<usize>>,
    /// Number of positions.
    pub positions: usize,
    /// Ways in.
    pub invitations: Vec<Invitation>,
    /// Imports of people.
    pub imports: Vec<Import>,
    /// Background work.
    pub jobs: Vec<Job>,
    /// Entries of the audit.
    pub entries: Vec<Entry>,
    /// Rating scales and their levels.
    pub scales: Vec<Setup>,
    /// Review templates and their questions.
    pub templates: Vec<Setup>,
    /// Review cycles and whoever takes part in them.
    pub cycles: Vec<Cycle>,
    /// Goals, with what was said about them.
    pub goals: Vec<Goal>,
}

/// A membership with its account and session.
#[derive(Debug, Clone)]
pub struct Member {
    /// For messages.
    pub name: String,
    /// One of five.
    pub role: Role,
    /// `active`, `suspended`, `left` or `invited`.
    pub state: &'static str,
    /// Whose employee row is their own.
    pub employee: Option<usize>,
    /// Whether the account itself is suspended.
    pub account_suspended: bool,
}

/// An employee in three tiers.
#[derive(Debug, Clone)]
pub struct Employee {
    /// Display name.
    pub name: String,
    /// Whether they have left.
    pub left: bool,
    /// Where they work.
    pub site: Option<usize>,
    /// Which department.
    pub department: Option<usize>,
    /// Which position.
    pub position: Option<usize>,
    /// Whether there is a private row.
    pub private: bool,
}

/// A reporting line. Days count from the organisation's today.
#[derive(Debug, Clone)]
pub struct Line {
    /// Who reports.
    pub employee: usize,
    /// To whom.
    pub manager: usize,
    /// `primary`, `acting` or `dotted`.
    pub kind: &'static str,
    /// First day.
    pub from: i32,
    /// The day after the last; open without.
    pub until: Option<i32>,
}

/// A stand-in. Days count from the organisation's today.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// Who is away.
    pub from: usize,
    /// Who stands in.
    pub to: usize,
    /// Whether it gives reading of the delegator's reports.
    pub report_reads: bool,
    /// First day.
    pub first_day: i32,
    /// The day after the last.
    pub day_after: i32,
    /// Whether it was ended early.
    pub ended: bool,
}

/// An override.
#[derive(Debug, Clone)]
pub struct Override {
    /// Whose.
    pub member: usize,
    /// Of the catalogue.
    pub permission: String,
    /// Allow or deny.
    pub allow: bool,
    /// `requested`, `active`, `rejected` or `revoked`.
    pub state: &'static str,
    /// Days from now; never without.
    pub expires: Option<i32>,
    /// Who asked for it.
    pub by: Option<usize>,
}

/// A group.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Who is in it.
    pub members: Vec<usize>,
    /// What it allows.
    pub permissions: Vec<String>,
}

/// An invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// As what.
    pub role: Role,
    /// `open`, `accepted`, `revoked` or `expired`.
    pub state: &'static str,
    /// By whom.
    pub by: usize,
    /// Named employee.
    pub employee: Option<usize>,
}

/// An import of people, with a progress row, one staged row and one error.
#[derive(Debug, Clone)]
pub struct Import {
    /// Who asked for it.
    pub by: usize,
    /// `receiving`, `queued`, `running`, `done`, `failed` or `cancelled`.
    pub state: &'static str,
    /// Its job, once queued.
    pub job: Option<usize>,
}

/// A job.
#[derive(Debug, Clone)]
pub struct Job {
    /// `import_people`, `end_employment` ...
    pub kind: &'static str,
    /// `queued` or `running`; a running one is claimed, and its right is minted.
    pub state: &'static str,
    /// On whose behalf.
    pub by: usize,
    /// Whom it is about.
    pub employee: Option<usize>,
}

/// A rating scale or a review template.
#[derive(Debug, Clone)]
pub struct Setup {
    /// `draft`, `published` or `archived`.
    pub state: &'static str,
    /// How many levels or questions: fewer than [`PARTS`].
    pub parts: usize,
}

/// A review cycle.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// `draft`, `active`, `calibration`, `released`, `closed` or `cancelled`.
    pub state: &'static str,
    /// The place of its template, and of its scale; a draft without either has no dates yet.
    pub built_on: Option<(usize, usize)>,
    /// Whether reviewers write without having read the self review.
    pub blind: bool,
    /// Whether its reviews were due before today.
    pub due: bool,
    /// Whether grades are compared before they are released.
    pub calibrate: bool,
    /// The session in which they were compared, as of the table; empty where there is none. One that is set aside stands beside a return.
    pub session: &'static str,
    /// Whether they are released to some before others.
    pub by_group: bool,
    /// Fewer than [`PEOPLE`].
    pub participants: Vec<Participant>,
}

/// Somebody who is reviewed in a cycle.
#[derive(Debug, Clone, Copy)]
pub struct Participant {
    /// Who.
    pub employee: usize,
    /// Who decides about them.
    pub reviewer: Option<usize>,
    /// How far their own review is: `assigned`, `draft`, `submitted`, `reopened` or `withdrawn`; empty where there is none.
    pub own: &'static str,
    /// How far their reviewer's is.
    pub decided: &'static str,
    /// Who began it before it was handed over, and keeps a draft of it.
    pub before: Option<usize>,
    /// Whether whoever writes it proposed a grade: the first level.
    pub proposed: bool,
    /// Whether the grade was moved in the session of the cycle: from the first level to the second.
    pub moved: bool,
    /// What was settled on: `open again`, `confirmed`, `shown` today, `prepared` for eight days, `taken back` after it was shown; or empty.
    pub settled: &'static str,
    /// `told` their grade, `left out`, or empty.
    pub fate: &'static str,
    /// What became of it since: `read` or `answered` by themselves, a correction `asked` for, or `corrected`; empty of who is not told.
    pub since: &'static str,
    /// The member who asked for the correction.
    pub asked_by: Option<usize>,
}

/// A review that somebody writes.
#[derive(Debug, Clone, Copy)]
pub struct Assignment {
    /// Which of the participant's: fewer than [`TASKS`].
    pub slot: usize,
    /// `self` or `manager`.
    pub kind: &'static str,
    /// Who writes it.
    pub author: usize,
    /// As of the table.
    pub state: &'static str,
}

impl Cycle {
    /// Whether people see that they take part.
    #[must_use]
    pub fn is_open(&self) -> bool {
        ["active", "calibration", "released", "closed"].contains(&self.state)
    }
}

impl Participant {
    /// Whether nothing is written of them any more in a cycle that is under way.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.fate.is_empty()
    }

    /// Whether there is a grade to compare and to tell.
    #[must_use]
    pub fn is_graded(&self) -> bool {
        self.reviewer.is_some() && self.decided == "submitted" && self.proposed
    }

    /// Whether they said that they have read it.
    #[must_use]
    pub fn is_acknowledged(&self) -> bool {
        ["read", "answered"].contains(&self.since)
    }

    /// Whether somebody asked for another grade.
    #[must_use]
    pub fn has_correction(&self) -> bool {
        ["asked", "corrected"].contains(&self.since)
    }

    /// Whether it is settled on.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        ["confirmed", "shown", "prepared"].contains(&self.settled)
    }

    /// Whether it was shown to whoever decides about them, be it that it is open again.
    #[must_use]
    pub fn was_shown(&self) -> bool {
        ["shown", "prepared", "taken back"].contains(&self.settled)
    }

    /// The reviews that are written of them.
    #[must_use]
    pub fn assignments(&self) -> Vec<Assignment> {
        let own = (!self.own.is_empty()).then_some(Assignment { slot: 0, kind: "self", author: self.employee, state: self.own });
        let decided = self.reviewer.filter(|_| !self.decided.is_empty());
        let decided = decided.map(|author| Assignment { slot: 1, kind: "manager", author, state: self.decided });
        let before = self.before.map(|author| Assignment { slot: 2, kind: "manager", author, state: "reassigned" });
        [own, decided, before].into_iter().flatten().collect()
    }
}

impl Assignment {
    /// Whether something was submitted.
    #[must_use]
    pub fn has_review(&self) -> bool {
        ["submitted", "reopened"].contains(&self.state)
    }

    /// Whether something is typed and not submitted.
    #[must_use]
    pub fn has_draft(&self) -> bool {
        ["draft", "reopened", "reassigned"].contains(&self.state)
    }
}

/// A goal with one key result, and one update once it is no draft.
#[derive(Debug, Clone, Copy)]
pub struct Goal {
    /// Whose.
    pub owner: usize,
    /// The goal above.
    pub parent: Option<usize>,
    /// The review cycle it belongs to.
    pub cycle: Option<usize>,
    /// `org`, `team` or `private`.
    pub visibility: &'static str,
    /// As of the table.
    pub state: &'static str,
    /// Another than the owner, who manages or managed them: whoever wrote the update, and the other party of what was asked for.
    pub beside: Option<usize>,
    /// What was asked for of it: by its owner or not, and how that was answered; empty where it was not.
    pub asked: Option<(bool, &'static str)>,
}

impl Goal {
    /// Whether something was said about it on the way.
    #[must_use]
    pub fn has_update(&self) -> bool {
        self.state != "draft"
    }

    /// Who wrote that.
    #[must_use]
    pub fn commented_by(&self) -> usize {
        self.beside.unwrap_or(self.owner)
    }

    /// Whether it is neither a draft nor over.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        ["active", "on_track", "at_risk"].contains(&self.state)
    }

    /// Who asked for a change, and what the answer was.
    #[must_use]
    pub fn ask(&self) -> Option<(usize, &'static str)> {
        let (by_owner, answer) = self.asked?;
        let beside = self.beside?;
        Some((if by_owner { self.owner } else { beside }, answer))
    }

    /// How many rows that is.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.ask().map_or(0, |(_, answer)| 1 + usize::from(!answer.is_empty()))
    }
}

/// An audit entry with its payload.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `employee_private.read` ...
    pub action: &'static str,
    /// `employee`, `membership` ...
    pub entity: &'static str,
    /// What it is about: a row of this organisation.
    pub about: (Kind, usize),
}

impl World {
    /// The id of a row.
    #[must_use]
    pub fn id(&self, org: usize, kind: Kind, place: usize) -> Uuid {
        let shared = !matches!(kind, Kind::Org | Kind::Account);
        let org = self.orgs.get(org).and_then(|one| one.twin_of).filter(|_| shared).unwrap_or(org);
        let (serial, org, place) = (u128::from(self.serial), org as u128, place as u128);
        Uuid::from_u128(serial << 96 | 0x7000_8000 << 48 | org << 40 | (kind as u128) << 32 | (place + 1))
    }

    /// The organisation's id.
    #[must_use]
    pub fn org_id(&self, org: usize) -> Uuid {
        self.id(org, Kind::Org, 0)
    }

    /// What only a member's access token carries.
    #[must_use]
    pub fn secret(&self, org: usize, member: usize) -> String {
        format!("secret {}/{org}/{member}", self.serial)
    }

    /// What only the worker that claimed the job knows.
    #[must_use]
    pub fn job_secret(&self, org: usize, job: usize) -> String {
        format!("claim {}/{org}/{job}", self.serial)
    }

    /// What Argon2id made of a member's password, as far as the database knows.
    #[must_use]
    pub fn tag(&self, org: usize, member: usize) -> String {
        format!("tag {}/{org}/{member}", self.serial)
    }

    /// The secret of an invitation's token.
    #[must_use]
    pub fn invitation_secret(&self, org: usize, invitation: usize) -> String {
        format!("invitation {}/{org}/{invitation}", self.serial)
    }

    /// The secret of the refresh token of a member's first session.
    #[must_use]
    pub fn refresh_secret(&self, org: usize, member: usize) -> String {
        format!("refresh {}/{org}/{member}", self.serial)
    }

    /// The address of a member's account.
    #[must_use]
    pub fn email(&self, org: usize, member: usize) -> String {
        format!("m{member}.o{org}.w{}@rowhouse.example", self.serial)
    }

    /// The organisation's slug.
    #[must_use]
    pub fn slug(&self, org: usize) -> String {
        format!("w{}-o{org}", self.serial)
    }

    /// What an id stands for, for a message.
    #[must_use]
    pub fn label(&self, id: Uuid) -> String {
        let found = (0..self.orgs.len()).find_map(|at| {
            let name = &self.orgs[at].name;
            if self.org_id(at) == id { Some(name.clone()) } else { self.label_in(at, id).map(|label| format!("{name}'s {label}")) }
        });
        found.unwrap_or_else(|| id.to_string())
    }

    /// What an id stands for in an organisation.
    #[must_use]
    pub fn label_in(&self, at: usize, id: Uuid) -> Option<String> {
        let org = &self.orgs[at];
        let of = |kind, names: Vec<String>, noun: &str| {
            names.iter().enumerate().find(|(place, _)| self.id(at, kind, *place) == id).map(|(_, name)| format!("{noun} {name}"))
        };
        let numbered = |count: usize| (0..count).map(|place| place.to_string()).collect::<Vec<_>>();
        let people: Vec<String> = org.employees.iter().map(|employee| employee.name.clone()).collect();
        let members: Vec<String> = org.members.iter().map(|member| member.name.clone()).collect();
        of(Kind::Employee, people.clone(), "employee")
            .or_else(|| of(Kind::Event, people, "event in the history of"))
            .or_else(|| of(Kind::Member, members.clone(), "member"))
            .or_else(|| of(Kind::Account, members.clone(), "account of"))
            .or_else(|| of(Kind::Session, [members.clone(), members].concat(), "session of"))
            .or_else(|| of(Kind::Line, numbered(org.lines.len()), "line"))
            .or_else(|| of(Kind::Group, numbered(org.groups.len()), "group"))
            .or_else(|| of(Kind::Override, numbered(org.overrides.len()), "override"))
            .or_else(|| of(Kind::Delegation, numbered(org.delegations.len()), "delegation"))
            .or_else(|| of(Kind::Invitation, numbered(org.invitations.len()), "invitation"))
            .or_else(|| of(Kind::Import, numbered(org.imports.len()), "import"))
            .or_else(|| of(Kind::Job, numbered(org.jobs.len()), "job"))
            .or_else(|| of(Kind::Site, numbered(org.sites), "site"))
            .or_else(|| of(Kind::Department, numbered(org.departments.len()), "department"))
            .or_else(|| of(Kind::Position, numbered(org.positions), "position"))
            .or_else(|| of(Kind::Scale, numbered(org.scales.len()), "rating scale"))
            .or_else(|| of(Kind::Level, numbered(org.scales.len() * PARTS), "rating level"))
            .or_else(|| of(Kind::Template, numbered(org.templates.len()), "review template"))
            .or_else(|| of(Kind::Question, numbered(org.templates.len() * PARTS), "review question"))
            .or_else(|| of(Kind::Cycle, numbered(org.cycles.len()), "review cycle"))
            .or_else(|| of(Kind::Participant, numbered(org.cycles.len() * PEOPLE), "participant"))
            .or_else(|| of(Kind::Assignment, numbered(org.cycles.len() * PEOPLE * TASKS), "review assignment"))
            .or_else(|| of(Kind::Review, numbered(org.cycles.len() * PEOPLE * TASKS), "review"))
            .or_else(|| of(Kind::Answer, numbered(org.cycles.len() * PEOPLE * TASKS * 2), "answer"))
            .or_else(|| of(Kind::Grade, numbered(org.cycles.len() * PEOPLE), "released grade"))
            .or_else(|| of(Kind::Corrected, numbered(org.cycles.len() * PEOPLE), "corrected grade"))
            .or_else(|| of(Kind::Correction, numbered(org.cycles.len() * PEOPLE), "grade correction"))
            .or_else(|| of(Kind::Calibration, numbered(org.cycles.len()), "calibration of review cycle"))
            .or_else(|| of(Kind::Move, numbered(org.cycles.len() * PEOPLE), "calibration entry"))
            .or_else(|| of(Kind::Goal, numbered(org.goals.len()), "goal"))
            .or_else(|| of(Kind::KeyResult, numbered(org.goals.len()), "key result"))
            .or_else(|| of(Kind::GoalUpdate, numbered(org.goals.len()), "goal update"))
            .or_else(|| of(Kind::GoalChange, numbered(org.goals.len() * 2), "goal change"))
            .or_else(|| of(Kind::Entry, numbered(org.entries.len()), "audit entry"))
    }
}

impl Org {
    /// The review at this place: of whose part in which cycle.
    #[must_use]
    pub fn assignment(&self, place: usize) -> Option<(&Cycle, Participant, Assignment)> {
        let cycle = self.cycles.get(place / TASKS / PEOPLE)?;
        let part = *cycle.participants.get(place / TASKS % PEOPLE)?;
        part.assignments().into_iter().find(|one| one.slot == place % TASKS).map(|one| (cycle, part, one))
    }

    /// The places of all reviews that are or were written.
    #[must_use]
    pub fn assignments(&self) -> Vec<usize> {
        (0..self.cycles.len() * PEOPLE * TASKS).filter(|place| self.assignment(*place).is_some()).collect()
    }

    /// The first level of the scale that a cycle grades by.
    #[must_use]
    pub fn first_level(&self, cycle: &Cycle) -> Option<usize> {
        cycle.built_on.and_then(|(_, scale)| (self.scales[scale].parts > 0).then_some(scale * PARTS))
    }

    /// The level that a participant's grade has by now, if they have one.
    #[must_use]
    pub fn current_level(&self, cycle: &Cycle, part: Participant) -> Option<usize> {
        let moved = part.moved && ["open", "locked"].contains(&cycle.session);
        self.first_level(cycle).map(|first| first + usize::from(moved))
    }

    /// The questions of the template and the kind: the first is answered by a rating and has to be, the second by text, for hr alone.
    #[must_use]
    pub fn asked(&self, cycle: &Cycle, kind: &str) -> Vec<usize> {
        let parts = cycle.built_on.map_or(0, |(template, _)| self.templates[template].parts);
        let first = if kind == "self" { 0 } else { 2 };
        (first..first + 2).filter(|question| *question < parts).collect()
    }

    /// An organisation with nobody in it.
    #[must_use]
    pub fn empty(name: &str, timezone: &'static str) -> Org {
        Org {
            name: name.to_owned(),
            state: "active",
            twin_of: None,
            timezone,
            members: Vec::new(),
            employees: Vec::new(),
            lines: Vec::new(),
            delegations: Vec::new(),
            overrides: Vec::new(),
            groups: Vec::new(),
            site_limits: Vec::new(),
            sites: 0,
            departments: Vec::new(),
            positions: 0,
            invitations: Vec::new(),
            imports: Vec::new(),
            jobs: Vec::new(),
            entries: Vec::new(),
            scales: Vec::new(),
            templates: Vec::new(),
            cycles: Vec::new(),
            goals: Vec::new(),
        }
    }

    /// The member with this name.
    ///
    /// # Panics
    /// There is none: the world is written by hand.
    #[must_use]
    pub fn member(&self, name: &str) -> usize {
        self.members.iter().position(|member| member.name == name).unwrap_or_else(|| panic!("{} has no member {name}", self.name))
    }

    /// The employee with this name.
    ///
    /// # Panics
    /// There is none: the world is written by hand.
    #[must_use]
    pub fn employee(&self, name: &str) -> usize {
        self.employees.iter().position(|employee| employee.name == name).unwrap_or_else(|| panic!("{} has no employee {name}", self.name))
    }
}
