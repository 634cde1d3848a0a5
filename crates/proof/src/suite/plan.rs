//! What is tried, worked out from the intent and the model: no look at the policies.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Finding,
    actors::{Actor, actors},
    classes::{Family, Target, class, key},
    reach,
    shape::{Relation, Shape, probe},
};
use crate::{
    Failure,
    intent::{Cell, Intent, Line, WhileClosing},
    world::{Kind, PEOPLE, TASKS, World},
};

/// One statement with what has to come of it.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// Table, view or function.
    pub object: String,
    /// As in the intent.
    pub operation: String,
    /// Class of rows; `every` for a statement about all of them.
    pub rows: String,
    /// SQL.
    pub sql: String,
    /// What has to come of it.
    pub check: Check,
    /// Where the intent says so.
    pub intent: String,
    /// How many cells of the matrix it decides.
    pub cells: u64,
    /// Key of the row, where it is about one.
    pub key: Option<String>,
}

/// What has to come of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Returns exactly these.
    Sees(BTreeSet<String>),
    /// Returns this many.
    Counts(i64),
    /// Writes exactly these rows of its object, or is refused if there is none of them to write.
    WritesExactly {
        /// `update` or `delete`.
        verb: &'static str,
        /// Keys.
        keys: BTreeSet<String>,
    },
    /// What the cell says; `wrote` is what has to be among the rows written where it is allowed.
    Does {
        /// Of the intent.
        cell: Cell,
        /// `<table> <verb> <key>`; a trailing space-free prefix is enough.
        wrote: Option<String>,
        /// While the organisation closes a refusal may also be RH010.
        closing: bool,
    },
    /// Returns this one value.
    Tells(String),
    /// Nothing: no row, no write; an error will do.
    Nothing,
    /// Is refused for want of a grant, or is not.
    Reaches(bool),
    /// Is refused with this SQLSTATE.
    Refused(String),
}

/// Everything one actor tries.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Who.
    pub actor: Actor,
    /// What.
    pub attempts: Vec<Attempt>,
}

/// By class of rows: one target of it, what the intent says, and where.
type Classes = BTreeMap<String, (Target, Cell, String)>;

pub(super) struct Planner<'a> {
    pub(super) intent: &'a Intent,
    pub(super) world: &'a World,
    pub(super) shape: &'a Shape,
    pub(super) rows: &'a crate::world::Rows,
    /// Lines that some cell was tried for: (place, allowed).
    pub(super) tried: BTreeSet<(String, bool)>,
    /// What the intent says nothing about.
    pub(super) silent: BTreeSet<(String, String, String)>,
}

/// The plan of every actor, and what the intent itself lacks.
///
/// # Errors
/// A column or function that nobody thought of.
pub(super) fn plan(intent: &Intent, world: &World, shape: &Shape, rows: &crate::world::Rows) -> Result<(Vec<Plan>, Vec<Finding>), Failure> {
    let mut planner = Planner { intent, world, shape, rows, tried: BTreeSet::new(), silent: BTreeSet::new() };
    let mut plans = Vec::new();
    for actor in actors(intent, world) {
        let attempts = planner.attempts(&actor)?;
        plans.push(Plan { actor, attempts });
    }
    plans.extend(reach::plans(intent, shape)?);
    let findings = planner.gaps();
    Ok((plans, findings))
}

impl Planner<'_> {
    fn attempts(&mut self, actor: &Actor) -> Result<Vec<Attempt>, Failure> {
        let mut attempts = Vec::new();
        let objects: BTreeSet<(String, String)> = self.intent.lines.iter().map(|line| (line.object.clone(), line.operation.clone())).collect();
        for (object, operation) in objects {
            let mine =
                self.intent.lines.iter().any(|line| line.object == object && line.operation == operation && line.cells.contains_key(actor.column));
            if !mine {
                continue;
            }
            let call = self.intent.calls.iter().find(|call| call.object == object && call.operation == operation).cloned();
            match (operation.as_str(), call) {
                (_, Some(call)) if call.anybody && !actor.entitled => {}
                (_, Some(call)) => {
                    let family =
                        Family::named(&call.family).ok_or_else(|| Failure::Other(format!("calls.csv: \"{}\" is no family of rows", call.family)))?;
                    self.calls(actor, &object, &operation, family, &call.statement, &mut attempts);
                }
                ("select", None) => self.reads(actor, &object, &mut attempts)?,
                ("update", None) => self.updates(actor, &object, &mut attempts)?,
                ("delete", None) => self.deletes(actor, &object, &mut attempts)?,
                _ => return Err(format!("calls.csv does not say how to try {operation} on {object}").into()),
            }
        }
        Ok(attempts)
    }

    fn relation(&self, object: &str) -> Result<(&Relation, Family), Failure> {
        let relation =
            self.shape.relations.get(object).ok_or_else(|| Failure::Other(format!("the intent speaks of {object}, which does not exist")))?;
        let family = Family::of(object).ok_or_else(|| {
            Failure::Other(format!("the suite has no rows of {object}: add it to crates/proof/src/suite/classes.rs and to the cast"))
        })?;
        Ok((relation, family))
    }

    /// What the intent says about one target; the line is remembered as tried.
    pub(super) fn expected(&mut self, actor: &Actor, object: &str, operation: &str, family: Family, target: Target) -> (Cell, String, String) {
        let rows = class(self.world, actor, family, target);
        let line = if family == Family::Entry && object == "audit.payloads" && rows != "another organisation's" {
            let readable = self.may_read_entity(actor, target);
            let rows = if readable { "about what one may read" } else { "about what one may not read" };
            self.intent.line(object, operation, rows).map(|line| (line, rows.to_owned()))
        } else {
            self.intent.line(object, operation, &rows).map(|line| (line, rows.clone()))
        };
        let Some((line, rows)) = line else {
            if actor.entitled {
                self.silent.insert((object.to_owned(), operation.to_owned(), rows.clone()));
            }
            return (Cell::Hidden, rows, String::new());
        };
        let cell = decide(self.intent, line, actor);
        self.tried.insert((line.place(), cell == Cell::Allow));
        (cell, rows, line.place())
    }

    /// T8: a payload is readable while the thing it is about is.
    fn may_read_entity(&mut self, actor: &Actor, target: Target) -> bool {
        let entry = &self.world.orgs[target.org].entries[target.place];
        let (kind, place) = entry.about;
        let (object, family) = match entry.entity {
            "department" | "position" | "site" | "group" | "group_member" | "group_permission" | "organization" | "org_settings" => return true,
            "membership" | "membership_site" => ("identity.memberships", Family::Member),
            "session" => ("identity.sessions", Family::Session),
            "permission_override" => ("identity.permission_overrides", Family::Override),
            "invitation" => ("identity.invitations", Family::Invitation),
            "delegation" => ("identity.delegations", Family::Delegation),
            "employee" => ("people.employees", Family::Employee),
            "employment_record" => ("people.employment_records", Family::Employee),
            "employee_private" => ("people.employee_private", Family::Private),
            "import_job" => ("lifecycle.import_jobs", Family::Import),
            "reporting_line" => ("people.reporting_lines", Family::Line),
            "rating_scale" | "rating_level" => ("performance.rating_scales", Family::Scale),
            "review_template" | "review_question" => ("performance.review_templates", Family::Template),
            "review_cycle" => ("performance.review_cycles", Family::Cycle),
            "cycle_participant" => ("performance.cycle_participants", Family::Participant),
            "participant_reviewer" => ("performance.participant_reviewers", Family::Participant),
            "review_assignment" => ("performance.review_assignments", Family::Assignment),
            "review" => ("performance.reviews", Family::Review),
            "participant_exclusion" => ("performance.participant_exclusions", Family::Exclusion),
            "proposed_grade" => ("performance.proposed_grades", Family::Proposal),
            "released_grade" => ("performance.released_grades", Family::Grade),
            "grade_acknowledgement" => ("performance.grade_acknowledgements", Family::Acknowledgement),
            "grade_correction" => ("performance.grade_corrections", Family::Correction),
            "calibration_session" => ("performance.calibration_sessions", Family::Calibration),
            "calibration_return" => ("performance.calibration_returns", Family::Return),
            "calibration_entry" => ("performance.calibration_entries", Family::Move),
            "calibrated_grade" => ("performance.calibrated_grades", Family::Settled),
            "goal" | "key_result" => ("performance.goals", Family::Goal),
            "goal_update" => ("performance.goal_updates", Family::GoalUpdate),
            "goal_change" => ("performance.goal_changes", Family::GoalChange),
            _ => return false,
        };
        if kind == Kind::Org {
            return false; // an export is about an organisation, not about an employee
        }
        let (place, second) = match kind {
            Kind::Participant | Kind::Grade | Kind::Correction | Kind::Move => (place / PEOPLE, place % PEOPLE),
            Kind::Assignment | Kind::Review => (place / TASKS, place % TASKS),
            Kind::GoalChange => (place / 2, place % 2),
            _ => (place, 0),
        };
        let about = Target { org: target.org, place, second };
        family.targets(self.world).contains(&about) && self.expected(actor, object, "select", family, about).0 == Cell::Allow
    }

    fn reads(&mut self, actor: &Actor, object: &str, attempts: &mut Vec<Attempt>) -> Result<(), Failure> {
        let (relation, family) = self.relation(object)?;
        let key_sql = key_sql(relation);
        let columns: Vec<String> =
            self.intent.reaches(actor.login, object, "select").map(|reach| reach.columns.iter().cloned().collect()).unwrap_or_default();
        let (mut seen, mut every, mut places, mut classes) = (BTreeSet::new(), Vec::new(), BTreeSet::new(), BTreeSet::new());
        for target in family.targets(self.world) {
            let (cell, rows, place) = self.expected(actor, object, "select", family, target);
            let key = key(self.world, object, target);
            if cell == Cell::Allow && actor.entitled {
                seen.insert(key.clone());
            }
            classes.insert(rows);
            places.insert(place);
            every.push(format!("'{key}'"));
        }
        let intent = places.into_iter().next().unwrap_or_default();
        let count = i64::try_from(seen.len()).unwrap_or(i64::MAX);
        let mut add = |sql: String, check: Check, cells: u64| {
            let check = if actor.entitled { check } else { Check::Nothing };
            attempts.push(Attempt {
                object: object.to_owned(),
                operation: "select".to_owned(),
                rows: "every".to_owned(),
                sql,
                check,
                intent: intent.clone(),
                cells,
                key: None,
            });
        };
        add(format!("select {key_sql} from {object} t"), Check::Sees(seen.clone()), classes.len() as u64);
        if actor.entitled {
            add(format!("select {key_sql} from {object} t where {key_sql} in ({})", every.join(", ")), Check::Sees(seen.clone()), 0);
            add(format!("select count(*) from {object}"), Check::Counts(count), 0);
            if !columns.is_empty() {
                add(format!("select {key_sql} from (select {} from {object}) t", columns.join(", ")), Check::Sees(seen), 0);
            }
        }
        Ok(())
    }

    /// One target of each class, and the exact set of those that may be written.
    fn classified(&mut self, actor: &Actor, object: &str, operation: &str, family: Family) -> (Classes, BTreeSet<String>) {
        let (mut classes, mut writable) = (BTreeMap::new(), BTreeSet::new());
        for target in family.targets(self.world) {
            let (cell, rows, place) = self.expected(actor, object, operation, family, target);
            if cell == Cell::Allow && actor.entitled {
                writable.insert(key(self.world, object, target));
            }
            classes.entry(rows).or_insert((target, cell, place));
        }
        (classes, writable)
    }

    /// What the line says about a closing organisation, if the actor's is closing.
    fn closing(&self, actor: &Actor, object: &str, operation: &str, rows: &str) -> Option<WhileClosing> {
        (self.world.orgs[actor.org].state == "closing")
            .then(|| self.intent.line(object, operation, rows).map(|line| line.while_closing.clone()))
            .flatten()
    }

    fn does(&self, actor: &Actor, object: &str, operation: &str, rows: &str, cell: Cell, wrote: Option<String>) -> Check {
        if !actor.entitled {
            return Check::Nothing;
        }
        let closing = self.closing(actor, object, operation, rows);
        let cell = match (&closing, cell) {
            (Some(WhileClosing::Refused(code)), Cell::Allow) => Cell::Refused(code.clone()),
            (Some(WhileClosing::Allowed), Cell::Refused(code)) if code == "RH031" => Cell::Allow,
            (_, cell) => cell,
        };
        let closing = matches!(closing, Some(WhileClosing::Refused(_)));
        let wrote = if cell == Cell::Allow { wrote } else { None };
        Check::Does { cell, wrote, closing }
    }

    fn updates(&mut self, actor: &Actor, object: &str, attempts: &mut Vec<Attempt>) -> Result<(), Failure> {
        let (relation, family) = self.relation(object)?;
        let (relation, key_sql) = (relation.clone(), key_sql(relation));
        let columns = self.intent.reaches(actor.login, object, "update").map(|reach| reach.columns.clone()).unwrap_or_default();
        let (classes, mut writable) = self.classified(actor, object, "update", family);
        let frozen = self.world.orgs[actor.org].state == "closing";
        if frozen {
            writable.clear();
        }
        for (at, column) in columns.iter().enumerate() {
            let kind = relation.columns.iter().find(|(name, _)| name == column).map(|(_, kind)| kind.as_str()).unwrap_or_default();
            let value = probe(object, column, kind)?;
            for (rows, (target, cell, place)) in &classes {
                let key = key(self.world, object, *target);
                let wrote = Some(format!("{object} update {key}"));
                let check = self.does(actor, object, "update", rows, cell.clone(), wrote);
                let sql = format!("update {object} t set {column} = {value} where {key_sql} = '{key}'");
                let attempt = Attempt {
                    object: object.to_owned(),
                    operation: "update".to_owned(),
                    rows: rows.clone(),
                    sql,
                    check: check.clone(),
                    intent: place.clone(),
                    cells: 1,
                    key: Some(key.clone()),
                };
                if at == 0 && actor.entitled {
                    let told = matches!(&check, Check::Does { cell: Cell::Allow, .. });
                    let version = relation.columns.iter().any(|(name, _)| name == "row_version");
                    if told && version {
                        attempts.push(Attempt {
                            sql: format!("{} returning row_version", attempt.sql),
                            check: Check::Tells("2".to_owned()),
                            cells: 0,
                            ..attempt.clone()
                        });
                    }
                    if let Some(upsert) = self.upsert(&relation, column, *target) {
                        let check = match &check {
                            Check::Does { cell: Cell::Allow, .. } if self.inserts(actor, object) => check.clone(),
                            _ => Check::Nothing,
                        };
                        attempts.push(Attempt { sql: upsert, check, cells: 0, ..attempt.clone() });
                    }
                }
                attempts.push(attempt);
            }
            attempts.push(Attempt {
                object: object.to_owned(),
                operation: "update".to_owned(),
                rows: "every".to_owned(),
                sql: format!("update {object} set {column} = {value}"),
                check: if actor.entitled { Check::WritesExactly { verb: "update", keys: writable.clone() } } else { Check::Nothing },
                intent: classes.values().next().map(|(_, _, place)| place.clone()).unwrap_or_default(),
                cells: 0,
                key: None,
            });
        }
        Ok(())
    }

    /// Whether the actor may insert into the table in their own organisation.
    fn inserts(&self, actor: &Actor, object: &str) -> bool {
        self.intent
            .lines
            .iter()
            .filter(|line| line.object == object && line.operation.starts_with("insert") && line.rows.iter().any(|rows| rows == "one's own"))
            .any(|line| decide(self.intent, line, actor) == Cell::Allow)
    }

    /// An insert of a row that is there already, which becomes an update.
    fn upsert(&self, relation: &Relation, column: &str, target: Target) -> Option<String> {
        let insertable = &self.intent.reaches("app_api", &relation.name, "insert")?.columns;
        let known = key(self.world, &relation.name, target);
        let (_, rows) = self.rows.iter().find(|(table, _)| **table == relation.name)?;
        let row = rows.iter().find(|row| {
            let parts: Vec<&str> = relation.key.iter().filter_map(|part| row.get(part).and_then(|value| value.as_str())).collect();
            parts.join("/") == known
        })?;
        let columns: Vec<&str> = insertable.iter().map(String::as_str).collect();
        Some(format!(
            "insert into {name} ({columns}) select {columns} from pg_catalog.jsonb_populate_record(null::{name}, $row${row}$row$) on conflict ({key}) do update set {column} = excluded.{column}",
            name = relation.name,
            columns = columns.join(", "),
            key = relation.key.join(", "),
        ))
    }

    fn deletes(&mut self, actor: &Actor, object: &str, attempts: &mut Vec<Attempt>) -> Result<(), Failure> {
        let (relation, family) = self.relation(object)?;
        let key_sql = key_sql(relation);
        let (classes, mut writable) = self.classified(actor, object, "delete", family);
        for (rows, (target, cell, place)) in &classes {
            let key = key(self.world, object, *target);
            let wrote = Some(format!("{object} delete {key}"));
            let check = self.does(actor, object, "delete", rows, cell.clone(), wrote);
            attempts.push(Attempt {
                object: object.to_owned(),
                operation: "delete".to_owned(),
                rows: rows.clone(),
                sql: format!("delete from {object} t where {key_sql} = '{key}'"),
                check,
                intent: place.clone(),
                cells: 1,
                key: Some(key),
            });
        }
        if self.world.orgs[actor.org].state == "closing" {
            writable.clear();
        }
        attempts.push(Attempt {
            object: object.to_owned(),
            operation: "delete".to_owned(),
            rows: "every".to_owned(),
            sql: format!("delete from {object}"),
            check: if actor.entitled { Check::WritesExactly { verb: "delete", keys: writable } } else { Check::Nothing },
            intent: classes.values().next().map(|(_, _, place)| place.clone()).unwrap_or_default(),
            cells: 0,
            key: None,
        });
        Ok(())
    }

    fn calls(&mut self, actor: &Actor, object: &str, operation: &str, family: Family, statement: &str, attempts: &mut Vec<Attempt>) {
        let mut tried = BTreeSet::new();
        let about_the_actor = matches!(family, Family::Here | Family::Myself | Family::Importing | Family::Claim);
        for target in family.targets(self.world) {
            if about_the_actor && target.org != actor.org {
                continue;
            }
            let (cell, rows, place) = self.expected(actor, object, operation, family, target);
            if !tried.insert(rows.clone()) {
                continue;
            }
            let sql = self.filled(statement, actor, family, target);
            let wrote = operation.starts_with("insert").then(|| format!("{object} insert "));
            let check = self.does(actor, object, operation, &rows, cell.clone(), wrote);
            let attempt = Attempt {
                object: object.to_owned(),
                operation: operation.to_owned(),
                rows: rows.clone(),
                sql: sql.clone(),
                check,
                intent: place.clone(),
                cells: 1,
                key: None,
            };
            let allowed = matches!(&attempt.check, Check::Does { cell: Cell::Allow, .. });
            self.tried.insert((attempt.intent.clone(), allowed));
            if operation.starts_with("insert") && actor.entitled {
                let authored = self.shape.relations.get(object).is_some_and(|relation| relation.columns.iter().any(|(name, _)| name == "created_by"));
                if let (true, true, Some(member), true) = (allowed, authored, actor.member, self.sees_any(actor, object)) {
                    let check = Check::Tells(self.world.id(actor.org, Kind::Member, member).to_string());
                    attempts.push(Attempt { sql: format!("{sql} returning created_by"), check, cells: 0, ..attempt.clone() });
                }
                attempts.push(Attempt { sql: format!("{sql} on conflict do nothing"), cells: 0, ..attempt.clone() });
            }
            attempts.push(attempt);
            // nobody tells another organisation's id from one that nothing has
            if rows == "another organisation's" && statement.contains("{id}") {
                let sql = self.filled(&statement.replace("{id}", "00000000-0000-7000-8000-000000000000"), actor, family, target);
                let wrote = None;
                let check = self.does(actor, object, operation, &rows, cell, wrote);
                attempts.push(Attempt {
                    object: object.to_owned(),
                    operation: operation.to_owned(),
                    rows: "an id that nothing has".to_owned(),
                    sql,
                    check,
                    intent: place,
                    cells: 1,
                    key: None,
                });
            }
        }
    }

    /// Whether the actor sees rows of the table at all: RETURNING shows what one may see.
    fn sees_any(&mut self, actor: &Actor, object: &str) -> bool {
        let Some(family) = Family::of(object) else { return false };
        family.targets(self.world).into_iter().any(|target| self.expected(actor, object, "select", family, target).0 == Cell::Allow)
    }

    /// `{id}` and its like, in the actor's own organisation but for the target.
    fn filled(&self, statement: &str, actor: &Actor, family: Family, target: Target) -> String {
        let org = &self.world.orgs[actor.org];
        let own = |kind, place| self.world.id(actor.org, kind, place).to_string();
        // of those with and without rights, the one with the fewest members: most targets are not in it yet
        let group = |rights: bool| {
            let fitting = org.groups.iter().enumerate().filter(|(_, group)| group.permissions.is_empty() != rights);
            fitting.min_by_key(|(_, group)| group.members.len()).map(|(place, _)| place).unwrap_or_default()
        };
        let target_org = &self.world.orgs[target.org];
        let mut sql = statement.to_owned();
        let mut put = |name: &str, value: String| sql = sql.replace(&format!("{{{name}}}"), &value);
        put("id", family.id(self.world, target).to_string());
        put("target_org", self.world.org_id(target.org).to_string());
        put("target_slug", self.world.slug(target.org));
        put("org", self.world.org_id(actor.org).to_string());
        put("new", uuid::Uuid::new_v4().to_string());
        put("other", uuid::Uuid::new_v4().to_string());
        put("unlinked", own(Kind::Employee, org.employees.iter().position(|one| one.name == "nemo").unwrap_or_default()));
        put("site", own(Kind::Site, 0));
        put("position", own(Kind::Position, 0));
        put("department", own(Kind::Department, 2));
        put("group", own(Kind::Group, group(false)));
        put("group_with_rights", own(Kind::Group, group(true)));
        put("boss", own(Kind::Employee, 0));
        put("refresh", if family == Family::Account { self.world.refresh_secret(target.org, target.place) } else { String::new() });
        put("job", actor.job.map(|job| own(Kind::Job, job)).unwrap_or_else(|| own(Kind::Nothing, 0)));
        put("claim", actor.job.map(|job| self.world.job_secret(actor.org, job)).unwrap_or_default());
        put("secret", actor.claims.secret.clone().unwrap_or_default());
        put("role", actor.claims.role.clone());
        put("email", if family == Family::Account { self.world.email(target.org, target.place) } else { String::new() });
        put("tag", if family == Family::Account { self.world.tag(target.org, target.place) } else { String::new() });
        put(
            "target_secret",
            if matches!(family, Family::Account | Family::Member) { self.world.secret(target.org, target.place) } else { String::new() },
        );
        put("target_role", target_org.members.get(target.place).map(|one| one.role.to_string()).unwrap_or_default());
        put("token", if family == Family::Invitation { self.world.invitation_secret(target.org, target.place) } else { String::new() });
        if family == Family::Grading {
            let level = target_org.cycles.get(target.place / PEOPLE).and_then(|cycle| target_org.first_level(cycle));
            put("level", self.world.id(target.org, Kind::Level, level.unwrap_or_default()).to_string());
        }
        if family == Family::Correcting {
            let first = target_org.cycles.get(target.place).and_then(|cycle| target_org.first_level(cycle));
            put("level", self.world.id(target.org, Kind::Level, first.unwrap_or_default() + 1).to_string());
        }
        if family == Family::Moving {
            let cycle = &target_org.cycles[target.place];
            let (from, first) = (target_org.current_level(cycle, cycle.participants[target.second]), target_org.first_level(cycle));
            let to = first.map(|first| if from == Some(first) { first + 1 } else { first });
            let level = |place: Option<usize>| self.world.id(target.org, Kind::Level, place.unwrap_or_default()).to_string();
            put("from", level(from));
            put("to", level(to));
            put("session", self.world.id(target.org, Kind::Calibration, target.place).to_string());
        }
        if family == Family::GroupPermission {
            put("permission", target_org.groups[target.place].permissions[target.second].clone());
        }
        if family == Family::GroupMember {
            put("its_group", self.world.id(target.org, Kind::Group, target.place).to_string());
        }
        sql
    }

    /// Lines that nothing was tried for, and classes that no line speaks of.
    fn gaps(&self) -> Vec<Finding> {
        let finding = |object: &str, operation: &str, rows: &str, expected: &str, got: &str, intent: String| Finding {
            object: object.to_owned(),
            operation: operation.to_owned(),
            rows: rows.to_owned(),
            actor: "the intent itself".to_owned(),
            expected: expected.to_owned(),
            got: got.to_owned(),
            intent,
            ..Finding::default()
        };
        let mut findings: Vec<Finding> = self
            .silent
            .iter()
            .map(|(object, operation, rows)| {
                finding(object, operation, rows, "a line in tests/policies/intent", "none speaks of these rows", String::new())
            })
            .collect();
        for line in &self.intent.lines {
            let tried = |allowed| self.tried.contains(&(line.place(), allowed));
            if !tried(true) && !tried(false) {
                findings.push(finding(
                    &line.object,
                    &line.operation,
                    &line.rows.join(" | "),
                    "a row of this class in the suite's world",
                    "there is none: nothing was tried",
                    line.place(),
                ));
            }
        }
        let mut operations: BTreeMap<(&str, &str), (bool, bool)> = BTreeMap::new();
        let whole =
            |line: &&Line| !self.intent.calls.iter().any(|call| call.object == line.object && call.operation == line.operation && call.anybody);
        for line in self.intent.lines.iter().filter(whole) {
            let verb = line.operation.split(' ').next().unwrap_or_default();
            let known = operations.entry((&line.object, verb)).or_default();
            known.0 |= self.tried.contains(&(line.place(), true));
            known.1 |= self.tried.contains(&(line.place(), false));
        }
        for ((object, operation), (allowed, denied)) in operations {
            // what everybody may do about their own alone is denied to whoever has no right at all
            let own = denied
                || self
                    .intent
                    .lines
                    .iter()
                    .any(|line| line.object == object && line.operation == operation && line.rows.iter().all(|rows| rows == "one's own"));
            if !allowed
                || !own
                    && ![
                        "platform.deployment",
                        "identity.found_organization",
                        "lifecycle.finish_job",
                        "lifecycle.extend_job",
                        "lifecycle.release_job",
                        "app.enter_job",
                    ]
                    .contains(&object)
            {
                let missing = if allowed { "a cell that is denied" } else { "a positive control: a cell that is allowed" };
                findings.push(finding(object, operation, "every", missing, "none was tried", String::new()));
            }
        }
        findings
    }
}

/// What the intent says about one actor on one line.
#[must_use]
pub(super) fn decide(intent: &Intent, line: &Line, actor: &Actor) -> Cell {
    if !actor.entitled {
        return Cell::Hidden;
    }
    let Some(cell) = line.cells.get(actor.column) else { return Cell::Refused("42501".to_owned()) };
    if !line.opened_by.is_empty() && actor.member.is_some() {
        let by_default = actor.column.parse().is_ok_and(|role| intent.holds(role, &line.opened_by));
        let decided = if line.opened_by.iter().all(|code| actor.permissions.contains(code)) {
            intent.held(line)
        } else if by_default {
            intent.refusal(line)
        } else {
            None
        };
        if let Some(decided) = decided {
            return decided.clone();
        }
    }
    cell.clone()
}

/// The expression that names a row `t`, as the witness writes it.
fn key_sql(relation: &Relation) -> String {
    let view = ["org_id".to_owned(), "id".to_owned()];
    let parts = if relation.key.is_empty() { &view[..] } else { &relation.key[..] };
    parts.iter().map(|part| format!("t.{part}::text")).collect::<Vec<_>>().join(" || '/' || ")
}
