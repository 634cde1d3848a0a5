//! Who lives in the two organisations. `fixtures/world.sql` says how they are related.
//!
//! North and south are mirror images: every person, department, site and line of one has a twin in the other. Every text of
//! south carries [`Org::token`], and every id of it starts with [`Org::prefix`], so "nothing foreign" is a search for two words.

use std::{collections::BTreeSet, fmt};

use uuid::Uuid;

/// One of the two tenants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Org {
    /// The one whose members the tests act as.
    North,
    /// Its twin, of which no byte may be seen.
    South,
}

/// The cast, the same in both organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// Admin; the two other managers report to her.
    Ada,
    /// The other admin.
    Alan,
    /// HR.
    Hana,
    /// The other HR person.
    Hugo,
    /// Manager of Rita and Ravi.
    Mona,
    /// Reports to Mona and manages Sid.
    Rita,
    /// Reports to Mona, and to Marc by an acting line.
    Ravi,
    /// Reports to Rita: skip level for Mona.
    Sid,
    /// Manager with an acting line over Ravi, a dotted one over Rita, and a past one over Pia.
    Marc,
    /// Operations.
    Omar,
    /// A colleague without anybody below; her line to Marc is past, the one to Mona still to come.
    Pia,
    /// The role of a manager and not one line.
    Nora,
    /// A line over Lew and not the role.
    Lena,
    /// Reports to Lena.
    Lew,
    /// An employee who is no member.
    Nemo,
    /// An employee who has left; her membership has ended.
    Gwen,
    /// A member without an employee row, with one account in both organisations.
    Dora,
}

use Person::{Ada, Alan, Dora, Gwen, Hana, Hugo, Lena, Lew, Marc, Mona, Nemo, Nora, Omar, Pia, Ravi, Rita, Sid};

impl Person {
    /// Everybody.
    pub const ALL: [Person; 17] = [Ada, Alan, Hana, Hugo, Mona, Rita, Ravi, Sid, Marc, Omar, Pia, Nora, Lena, Lew, Nemo, Gwen, Dora];

    /// Everybody who can sign in.
    pub fn members() -> impl Iterator<Item = Person> {
        Self::ALL.into_iter().filter(|person| !matches!(person, Nemo | Gwen))
    }

    /// Everybody with an employee row.
    pub fn employees() -> impl Iterator<Item = Person> {
        Self::ALL.into_iter().filter(|person| *person != Dora)
    }

    /// Role of the membership.
    pub fn role(self) -> &'static str {
        match self {
            Ada | Alan => "admin",
            Hana | Hugo => "hr",
            Mona | Rita | Marc | Nora => "manager",
            Omar => "ops",
            _ => "employee",
        }
    }

    fn number(self) -> u128 {
        self as u128 + 1
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format!("{self:?}").to_lowercase())
    }
}

const EMPLOYEE: u128 = 0xe;
const MEMBERSHIP: u128 = 0xb;
const DEPARTMENT: u128 = 0xd;
const POSITION: u128 = 0xc;
const SITE: u128 = 0x5;
const LINE: u128 = 0xf;
const SESSION: u128 = 0xa;
const LOGIN: u128 = 0x9;
const JOB: u128 = 0x3;
const INVITATION: u128 = 0x4;
const GROUP: u128 = 0x6;
const OVERRIDE: u128 = 0x7;
const DELEGATION: u128 = 0x8;
const IMPORT: u128 = 0x2;
const SCALE: u128 = 0x10;
const TEMPLATE: u128 = 0x11;
const CYCLE: u128 = 0x12;
const PARTICIPANT: u128 = 0x13;
const ASSIGNMENT: u128 = 0x14;
const REVIEW: u128 = 0x15;
const GRADE: u128 = 0x16;
const LEVEL: u128 = 0x17;
const CALIBRATION: u128 = 0x1c;
const MOVE: u128 = 0x1d;
const RETURN: u128 = 0x1e;
const CORRECTION: u128 = 0x1f;
const GOAL: u128 = 0x18;
const KEY_RESULT: u128 = 0x19;
const GOAL_UPDATE: u128 = 0x1a;
const GOAL_CHANGE: u128 = 0x1b;

impl Org {
    /// Both.
    pub const BOTH: [Org; 2] = [Org::North, Org::South];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Org {
        match self {
            Org::North => Org::South,
            Org::South => Org::North,
        }
    }

    /// The word in every text of the organisation, and its slug.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Org::North => "northcanary",
            Org::South => "southcanary",
        }
    }

    /// How every id of the organisation starts.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Org::North => "aaaaaaaa-",
            Org::South => "bbbbbbbb-",
        }
    }

    /// The organisation's own id.
    #[must_use]
    pub fn id(self) -> Uuid {
        self.row(0, 0)
    }

    /// The job that waits in the organisation's queue.
    #[must_use]
    pub fn job(self) -> Uuid {
        self.row(JOB, 1)
    }

    /// Department 1 is the root; 2 and 3 are below it.
    #[must_use]
    pub fn department(self, number: u128) -> Uuid {
        self.row(DEPARTMENT, number)
    }

    /// Positions 1 and 2.
    #[must_use]
    pub fn position(self, number: u128) -> Uuid {
        self.row(POSITION, number)
    }

    /// Rating scale 1 is published, 2 a draft, 3 published and used by the review cycles.
    #[must_use]
    pub fn rating_scale(self, number: u128) -> Uuid {
        self.row(SCALE, number)
    }

    /// Rating level 1 is the lowest of scale 3, 2 the other.
    #[must_use]
    pub fn rating_level(self, number: u128) -> Uuid {
        self.row(LEVEL, number)
    }

    /// Review template 1 is published, 2 a draft, 3 published and used by the review cycles.
    #[must_use]
    pub fn review_template(self, number: u128) -> Uuid {
        self.row(TEMPLATE, number)
    }

    /// Review cycle 1 is active, 2 a draft that lacks nothing; 3 is active, and its grades are being released by group; those of 4 are being
    /// compared, and those of 5 could be; 6 is released.
    #[must_use]
    pub fn review_cycle(self, number: u128) -> Uuid {
        self.row(CYCLE, number)
    }

    /// Of the active cycle: 1 is Rita, reviewed by Mona; 2 Sid, by Rita; 3 Hana, by Hugo; 4 Lew, by Lena. Of the draft: 5 is Rita,
    /// without a reviewer, 6 Sid, by Marc. Of the third: 7 is Pia, by Lena, who was told her grade; 8 Omar, by Marc, who waits for his; 9
    /// Nora, by Hugo, who is left out. Of the fourth: 10 is Lew, by Lena, whose grade was moved, settled on and shown; 11 Nora, by Hugo. Of the
    /// fifth: 12 is Lew, by Lena. Of the sixth, and told: 13 is Pia, by Lena; 14 Sid, by Rita.
    #[must_use]
    pub fn participant(self, number: u128) -> Uuid {
        self.row(PARTICIPANT, number)
    }

    /// Reviews of the active cycle, each participant's own and then their reviewer's: 1 is Rita's own, submitted; 2 Mona's about her, a
    /// draft; 5 and 6 are Hana's own and Hugo's about her, submitted; the others nobody has begun. Of the third cycle: 10 is Lena's about Pia, 12 Marc's about Omar, both submitted with a grade;
    /// 9 and 11 their own, which nobody has begun; 13 and 14 are Nora's own and Hugo's about him, withdrawn.
    #[must_use]
    pub fn review_assignment(self, number: u128) -> Uuid {
        self.row(ASSIGNMENT, number)
    }

    /// What was submitted: 1 is Rita's own, 2 Hana's own, 3 Hugo's about Hana, 4 Lena's about Pia, 5 Marc's about Omar.
    #[must_use]
    pub fn review(self, number: u128) -> Uuid {
        self.row(REVIEW, number)
    }

    /// What people were told: 1 is Pia's grade.
    #[must_use]
    pub fn released_grade(self, number: u128) -> Uuid {
        self.row(GRADE, number)
    }

    /// 1 is Rita's, everybody's and active in the active cycle; 2 her draft for the team; 3 Mona's, everybody's and active in no cycle.
    #[must_use]
    pub fn goal(self, number: u128) -> Uuid {
        self.row(GOAL, number)
    }

    /// The one key result of the goal of this number.
    #[must_use]
    pub fn key_result(self, number: u128) -> Uuid {
        self.row(KEY_RESULT, number)
    }

    /// 1 is Rita's on her goal 1.
    #[must_use]
    pub fn goal_update(self, number: u128) -> Uuid {
        self.row(GOAL_UPDATE, number)
    }

    /// Unanswered: 1 is Rita's, of the weight of goal 1; 2 Mona's, of that of goal 3.
    #[must_use]
    pub fn goal_change(self, number: u128) -> Uuid {
        self.row(GOAL_CHANGE, number)
    }

    /// Correction 1 is that of Pia's grade of the sixth cycle, asked for by Hugo; 2 that of Sid's, by Hana.
    #[must_use]
    pub fn grade_correction(self, number: u128) -> Uuid {
        self.row(CORRECTION, number)
    }

    /// Calibration session 1 is an open one of the fourth cycle.
    #[must_use]
    pub fn calibration_session(self, number: u128) -> Uuid {
        self.row(CALIBRATION, number)
    }

    /// Move 1 is that of Lew's grade, from the first level to the second.
    #[must_use]
    pub fn calibration_entry(self, number: u128) -> Uuid {
        self.row(MOVE, number)
    }

    /// That the fourth cycle went back once.
    #[must_use]
    pub fn calibration_return(self, number: u128) -> Uuid {
        self.row(RETURN, number)
    }

    /// The group that Omar is in.
    #[must_use]
    pub fn group(self) -> Uuid {
        self.row(GROUP, 1)
    }

    /// The override that denies Lew what he never held.
    #[must_use]
    pub fn permission_override(self) -> Uuid {
        self.row(OVERRIDE, 1)
    }

    /// The delegation from Mona to Pia, still to come.
    #[must_use]
    pub fn delegation(self) -> Uuid {
        self.row(DELEGATION, 1)
    }

    /// The open invitation.
    #[must_use]
    pub fn invitation(self) -> Uuid {
        self.row(INVITATION, 1)
    }

    /// The secret of the open invitation's token.
    #[must_use]
    pub fn invitation_secret(self) -> [u8; 32] {
        let mut secret = [0; 32];
        secret[..self.token().len()].copy_from_slice(self.token().as_bytes());
        secret
    }

    /// Hana's import, cancelled before it had a row.
    #[must_use]
    pub fn import(self) -> Uuid {
        self.row(IMPORT, 1)
    }

    /// Any id that the organisation's fixtures have not used.
    #[must_use]
    pub fn unused(self, number: u128) -> Uuid {
        self.row(0xfff, number)
    }

    fn row(self, kind: u128, number: u128) -> Uuid {
        let prefix: u128 = match self {
            Org::North => 0xaaaa_aaaa,
            Org::South => 0xbbbb_bbbb,
        };
        Uuid::from_u128(prefix << 96 | 0x7000_8000 << 48 | kind << 24 | number)
    }
}

/// Site 1 or 2 of an organisation.
#[must_use]
pub fn site(org: Org, number: u128) -> Uuid {
    org.row(SITE, number)
}

/// Reporting line by its number in `fixtures/world.sql`.
#[must_use]
pub fn line(org: Org, number: u128) -> Uuid {
    org.row(LINE, number)
}

/// One person in one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// Where.
    pub org: Org,
    /// Who.
    pub person: Person,
}

/// A person of the north.
#[must_use]
pub const fn north(person: Person) -> Member {
    Member { org: Org::North, person }
}

/// Their twin in the south.
#[must_use]
pub const fn south(person: Person) -> Member {
    Member { org: Org::South, person }
}

impl Member {
    /// The membership.
    #[must_use]
    pub fn id(self) -> Uuid {
        self.org.row(MEMBERSHIP, self.person.number())
    }

    /// The employee row (Dora has none).
    #[must_use]
    pub fn employee(self) -> Uuid {
        self.org.row(EMPLOYEE, self.person.number())
    }

    /// The session that the fixtures opened.
    #[must_use]
    pub fn session(self) -> Uuid {
        self.org.row(SESSION, self.person.number())
    }

    /// Role of the membership.
    #[must_use]
    pub fn role(self) -> &'static str {
        self.person.role()
    }

    /// The account's address; Dora's is the same in both organisations.
    #[must_use]
    pub fn email(self) -> String {
        match self.person {
            Dora => "dora@everywhere.example".to_owned(),
            person => format!("{person}@{}.example", self.org.token()),
        }
    }

    /// What Argon2id made of the password, as far as the database knows.
    #[must_use]
    pub fn tag(self) -> Vec<u8> {
        format!("tag of {}", self.email()).into_bytes()
    }

    /// The secret behind the session that the fixtures opened.
    #[must_use]
    pub fn secret(self) -> String {
        format!("secret of {self}")
    }

    /// A second secret, for another session of the same member.
    #[must_use]
    pub fn other_secret(self) -> String {
        format!("another secret of {self}")
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in the {}", self.person, if self.org == Org::North { "north" } else { "south" })
    }
}

/// SQL that makes the digest under which a secret is stored.
#[must_use]
pub fn digest(secret: &str) -> String {
    format!("sha256(convert_to('{secret}', 'UTF8'))")
}

/// What an id stands for: the person's name for their rows in the north, "south's ..." for a foreign one.
#[must_use]
pub fn label(id: Uuid) -> String {
    let number = id.as_u128() & 0xff_ffff;
    let kind = (id.as_u128() >> 24) & 0xff_ffff;
    for org in Org::BOTH {
        if org.row(kind, number) == id {
            let what = match kind {
                0 => "organisation".to_owned(),
                EMPLOYEE | MEMBERSHIP | SESSION | LOGIN => Person::ALL
                    .into_iter()
                    .find(|person| person.number() == number)
                    .map_or_else(|| format!("nobody {number}"), |person| person.to_string()),
                DEPARTMENT => format!("department {number}"),
                POSITION => format!("position {number}"),
                SITE => format!("site {number}"),
                LINE => format!("line {number}"),
                JOB => format!("job {number}"),
                GROUP => format!("group {number}"),
                OVERRIDE => format!("override {number}"),
                DELEGATION => format!("delegation {number}"),
                INVITATION => format!("invitation {number}"),
                IMPORT => format!("import {number}"),
                SCALE => format!("rating scale {number}"),
                TEMPLATE => format!("review template {number}"),
                CYCLE => format!("review cycle {number}"),
                PARTICIPANT => format!("participant {number}"),
                ASSIGNMENT => format!("review assignment {number}"),
                REVIEW => format!("review {number}"),
                GRADE => format!("released grade {number}"),
                CALIBRATION => format!("calibration session {number}"),
                MOVE => format!("calibration entry {number}"),
                RETURN => format!("calibration return {number}"),
                CORRECTION => format!("grade correction {number}"),
                LEVEL => format!("rating level {number}"),
                GOAL => format!("goal {number}"),
                KEY_RESULT => format!("key result {number}"),
                GOAL_UPDATE => format!("goal update {number}"),
                GOAL_CHANGE => format!("goal change {number}"),
                _ => format!("row {kind:x}/{number}"),
            };
            return match org {
                Org::North => what,
                Org::South => format!("south's {what}"),
            };
        }
    }
    id.to_string()
}

/// Labels of some people, to compare with [`crate::who`].
#[must_use]
pub fn names(people: impl IntoIterator<Item = Person>) -> BTreeSet<String> {
    people.into_iter().map(|person| person.to_string()).collect()
}

/// `fixtures/world.sql` for one organisation: `{e:rita}` is Rita's employee id, `{people}` the cast as a VALUES list.
pub(crate) fn sql(org: Org) -> String {
    let mut rendered = String::new();
    let mut rest = include_str!("../fixtures/world.sql");
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a closing brace in world.sql");
        rendered.push_str(before);
        rendered.push_str(&placeholder(org, name));
        rest = after;
    }
    rendered + rest
}

fn placeholder(org: Org, name: &str) -> String {
    let person = |name: &str| {
        let found = Person::ALL.into_iter().find(|person| person.to_string() == name);
        Member { org, person: found.unwrap_or_else(|| panic!("{name} is in world.sql and not in the cast")) }
    };
    match (name, name.split_once(':')) {
        ("org", _) => org.id().to_string(),
        ("token", _) => org.token().to_owned(),
        ("job", _) => org.job().to_string(),
        ("token-hash", _) => {
            let secret: String = org.invitation_secret().iter().map(|byte| format!("{byte:02x}")).collect();
            format!("sha256('\\x{secret}')")
        }
        ("people", _) => people(org),
        (_, Some(("e", who))) => person(who).employee().to_string(),
        (_, Some(("m", who))) => person(who).id().to_string(),
        (_, Some(("secret", who))) => person(who).secret(),
        (_, Some((kind, number))) => {
            let number = number.parse().expect("a number");
            match kind {
                "department" => org.department(number),
                "position" => org.position(number),
                "site" => site(org, number),
                "line" => line(org, number),
                "group" => org.row(GROUP, number),
                "override" => org.row(OVERRIDE, number),
                "delegation" => org.row(DELEGATION, number),
                "invitation" => org.row(INVITATION, number),
                "import" => org.row(IMPORT, number),
                "scale" => org.rating_scale(number),
                "template" => org.review_template(number),
                "cycle" => org.review_cycle(number),
                "participant" => org.participant(number),
                "assignment" => org.review_assignment(number),
                "review" => org.review(number),
                "grade" => org.released_grade(number),
                "calibration" => org.calibration_session(number),
                "move" => org.calibration_entry(number),
                "return" => org.calibration_return(number),
                "correction" => org.grade_correction(number),
                "level" => org.rating_level(number),
                "goal" => org.goal(number),
                "key-result" => org.key_result(number),
                "goal-update" => org.goal_update(number),
                "goal-change" => org.goal_change(number),
                _ => panic!("no placeholder {name}"),
            }
            .to_string()
        }
        _ => panic!("no placeholder {name}"),
    }
}

fn people(org: Org) -> String {
    let rows: Vec<String> = Person::ALL
        .into_iter()
        .map(|person| {
            let member = Member { org, person };
            let employee = if person == Dora { "null".to_owned() } else { format!("'{}'", member.employee()) };
            let joins = person != Nemo;
            format!(
                "({}, {joins}, {employee}::uuid, '{}'::uuid, '{}'::uuid, '{}'::uuid, '{person:?} {}', '{}', '{}', convert_to('{}', 'UTF8'), {})",
                person.number(),
                member.id(),
                member.session(),
                org.row(LOGIN, person.number()),
                org.token(),
                member.role(),
                member.email(),
                String::from_utf8_lossy(&member.tag()),
                digest(&member.secret()),
            )
        })
        .collect();
    format!("(values {}) as p (number, joins, employee, member, session, login, name, role, email, tag, hash)", rows.join(",\n    "))
}
