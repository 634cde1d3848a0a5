//! The rows of a world, table by table.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use super::{Cycle, Kind, Org, PARTS, PEOPLE, Participant, TASKS, World};

/// Rows by table, in JSON as `jsonb_populate_recordset` takes them.
pub type Rows = BTreeMap<&'static str, Vec<Value>>;

struct Making<'a> {
    world: &'a World,
    at: usize,
    org: &'a Org,
    now: DateTime<Utc>,
    rows: &'a mut Rows,
}

impl World {
    /// Every row, as of `now`. Dates of lines and delegations come later, from the organisation's day: see [`super::load`].
    #[must_use]
    pub fn rows(&self, now: DateTime<Utc>) -> Rows {
        let mut rows = Rows::new();
        for (at, org) in self.orgs.iter().enumerate() {
            let mut making = Making { world: self, at, org, now, rows: &mut rows };
            making.organization();
            making.members();
            making.rights();
            making.structure();
            making.people();
            making.history();
            making.lifecycle();
            making.reviews();
            making.goals();
        }
        rows
    }
}

impl Making<'_> {
    fn id(&self, kind: Kind, place: usize) -> Value {
        json!(self.world.id(self.at, kind, place))
    }

    fn maybe(&self, kind: Kind, place: Option<usize>) -> Value {
        place.map_or(Value::Null, |place| self.id(kind, place))
    }

    fn days(&self, days: i32) -> Value {
        json!(self.now + Duration::days(i64::from(days)))
    }

    fn add(&mut self, table: &'static str, mut row: Value) {
        if let Some(fields) = row.as_object_mut()
            && !table.starts_with("identity.users")
            && table != "identity.password_credentials"
        {
            fields.insert("org_id".to_owned(), json!(self.world.org_id(self.at)));
        }
        self.rows.entry(table).or_default().push(row);
    }

    fn organization(&mut self) {
        let (state, closes, purge) = match self.org.state {
            "closing" => ("closing", self.days(0), self.days(30)),
            "overdue" => ("closing", self.days(-31), self.days(-1)),
            state => (state, Value::Null, Value::Null),
        };
        self.add(
            "identity.organizations",
            json!({"slug": self.world.slug(self.at), "name": self.org.name, "state": state, "closes_at": closes, "purge_after": purge,
                   "region": "eu", "created_at": self.now, "row_version": 1}),
        );
        self.add("identity.org_settings", json!({"timezone": self.org.timezone, "week_start": 1, "row_version": 1}));
    }

    fn members(&mut self) {
        for (place, member) in self.org.members.iter().enumerate() {
            let account = self.id(Kind::Account, place);
            self.add(
                "identity.users",
                json!({"id": account, "email": self.world.email(self.at, place), "name": member.name, "created_at": self.now,
                       "state": if member.account_suspended { "suspended" } else { "active" }}),
            );
            let left = if member.state == "left" { self.days(-1) } else { Value::Null };
            self.add(
                "identity.memberships",
                json!({"id": self.id(Kind::Member, place), "user_id": account, "employee_id": self.maybe(Kind::Employee, member.employee), "name": member.name,
                       "role": member.role, "state": member.state, "left_at": left, "created_at": self.now, "row_version": 1}),
            );
            // one session that lives as long as the member may sign in, and one that has ended
            let lives = member.state == "active" && !member.account_suspended;
            for (session, ended) in [(place, !lives), (place + self.org.members.len(), true)] {
                self.add(
                    "identity.sessions",
                    json!({"id": self.id(Kind::Session, session), "member_id": self.id(Kind::Member, place), "login_id": self.id(Kind::Nothing, session),
                           "created_at": self.now, "expires_at": self.days(90),
                           "ended_at": if ended { self.days(0) } else { Value::Null }, "end_reason": if ended { json!("signed_out") } else { Value::Null }}),
                );
            }
            let refresh = super::load::sha256(&self.world.refresh_secret(self.at, place));
            self.add(
                "identity.refresh_tokens",
                json!({"hash": refresh, "session_id": self.id(Kind::Session, place), "issued_at": self.now, "expires_at": self.days(30)}),
            );
        }
        for &(member, site) in &self.org.site_limits {
            self.add(
                "identity.membership_sites",
                json!({"member_id": self.id(Kind::Member, member), "site_id": self.id(Kind::Site, site), "created_at": self.now, "row_version": 1}),
            );
        }
    }

    fn rights(&mut self) {
        for (place, group) in self.org.groups.iter().enumerate() {
            self.add(
                "identity.groups",
                json!({"id": self.id(Kind::Group, place), "name": format!("Group {place}"), "description": "of people", "created_at": self.now, "row_version": 1}),
            );
            for &member in &group.members {
                self.add(
                    "identity.group_members",
                    json!({"group_id": self.id(Kind::Group, place), "member_id": self.id(Kind::Member, member), "created_at": self.now, "row_version": 1}),
                );
            }
            for permission in &group.permissions {
                self.add(
                    "identity.group_permissions",
                    json!({"group_id": self.id(Kind::Group, place), "permission": permission, "created_at": self.now, "row_version": 1}),
                );
            }
        }
        for (place, one) in self.org.overrides.iter().enumerate() {
            self.add(
                "identity.permission_overrides",
                json!({"id": self.id(Kind::Override, place), "member_id": self.id(Kind::Member, one.member), "permission": one.permission,
                       "effect": if one.allow { "allow" } else { "deny" }, "reason": "for the record", "state": one.state,
                       "expires_at": one.expires.map_or(Value::Null, |days| self.days(days)), "created_at": self.now,
                       "created_by": self.maybe(Kind::Member, one.by), "row_version": 1}),
            );
        }
        for (place, one) in self.org.delegations.iter().enumerate() {
            self.add(
                "identity.delegations",
                json!({"id": self.id(Kind::Delegation, place), "from_member_id": self.id(Kind::Member, one.from), "to_member_id": self.id(Kind::Member, one.to),
                       "approvals": true, "report_reads": one.report_reads, "valid": super::load::days(self.org, self.now, one.first_day, Some(one.day_after)),
                       "ended_at": if one.ended { self.days(0) } else { Value::Null }, "created_at": self.now, "created_by": self.id(Kind::Member, one.from),
                       "row_version": 1}),
            );
        }
        for (place, one) in self.org.invitations.iter().enumerate() {
            let secret = super::load::sha256(&self.world.invitation_secret(self.at, place));
            self.add(
                "identity.invitations",
                json!({"id": self.id(Kind::Invitation, place), "email": format!("invited{place}@{}.example", self.world.slug(self.at)), "role": one.role,
                       "employee_id": self.maybe(Kind::Employee, one.employee), "token_hash": secret,
                       "expires_at": self.days(if one.state == "expired" { -1 } else { 7 }),
                       "accepted_at": if one.state == "accepted" { self.days(0) } else { Value::Null },
                       "revoked_at": if one.state == "revoked" { self.days(0) } else { Value::Null },
                       "created_at": self.now, "created_by": self.id(Kind::Member, one.by), "row_version": 1}),
            );
        }
        if !self.org.members.is_empty() {
            self.add(
                "identity.idempotency_keys",
                json!({"member_id": self.id(Kind::Member, 0), "key": "a key", "request_sha256": super::load::sha256("a request"),
                       "resource_id": Value::Null, "created_at": self.now}),
            );
        }
    }

    fn structure(&mut self) {
        for place in 0..self.org.sites {
            self.add(
                "people.sites",
                json!({"id": self.id(Kind::Site, place), "name": format!("Site {place}"), "timezone": "UTC", "created_at": self.now, "row_version": 1}),
            );
        }
        for place in 0..self.org.positions {
            self.add(
                "people.positions",
                json!({"id": self.id(Kind::Position, place), "title": format!("Position {place}"), "created_at": self.now, "row_version": 1}),
            );
        }
        for (place, parent) in self.org.departments.iter().enumerate() {
            self.add(
                "people.departments",
                json!({"id": self.id(Kind::Department, place), "parent_id": self.maybe(Kind::Department, *parent), "name": format!("Department {place}"),
                       "created_at": self.now, "row_version": 1}),
            );
        }
    }

    fn people(&mut self) {
        for (place, one) in self.org.employees.iter().enumerate() {
            let id = self.id(Kind::Employee, place);
            self.add(
                "people.employees",
                json!({"id": id, "display_name": one.name, "work_email": format!("e{place}@{}.example", self.world.slug(self.at)), "work_phone": "+49 30 1234",
                       "department_id": self.maybe(Kind::Department, one.department), "position_id": self.maybe(Kind::Position, one.position),
                       "site_id": self.maybe(Kind::Site, one.site), "state": if one.left { "left" } else { "active" }, "created_at": self.now, "row_version": 1}),
            );
            self.add(
                "people.employment_records",
                json!({"employee_id": id, "employee_no": format!("E{place}"), "legal_name": one.name, "employment_type": "permanent", "hired_on": "2020-01-01",
                       "ended_on": if one.left { json!("2025-06-30") } else { Value::Null }, "created_at": self.now, "row_version": 1}),
            );
            if one.private {
                self.add(
                    "people.employee_private",
                    json!({"employee_id": id, "birth_date": "1990-01-01", "home_address": "at home", "private_email": "private@home.example",
                           "private_phone": "+49 30 4321", "emergency_contact": "next of kin", "created_at": self.now, "row_version": 1}),
                );
            }
            self.add(
                "people.employment_events",
                json!({"id": self.id(Kind::Event, place), "employee_id": id, "kind": "joined", "happened_on": "2020-01-01", "name": one.name,
                       "created_at": self.now, "row_version": 1}),
            );
        }
        for (place, one) in self.org.lines.iter().enumerate() {
            self.add(
                "people.reporting_lines",
                json!({"id": self.id(Kind::Line, place), "employee_id": self.id(Kind::Employee, one.employee), "manager_id": self.id(Kind::Employee, one.manager),
                       "kind": one.kind, "valid": super::load::days(self.org, self.now, one.from, one.until), "created_at": self.now, "row_version": 1}),
            );
        }
    }

    fn history(&mut self) {
        for (place, one) in self.org.entries.iter().enumerate() {
            let (kind, about) = one.about;
            self.add(
                "audit.log",
                json!({"id": self.id(Kind::Entry, place), "at": self.now, "actor_kind": "system", "action": one.action, "entity": one.entity,
                       "entity_id": self.id(kind, about), "payload_sha256": super::load::sha256("payload")}),
            );
            self.add(
                "audit.payloads",
                json!({"entry_id": self.id(Kind::Entry, place), "salt": "\\x00112233445566778899aabbccddeeff", "diff": {"name": [null, "told"]}}),
            );
        }
    }

    fn lifecycle(&mut self) {
        for (place, one) in self.org.jobs.iter().enumerate() {
            let arguments = one.employee.map_or_else(|| json!({}), |employee| json!({"employee_id": self.id(Kind::Employee, employee)}));
            self.add(
                "lifecycle.jobs",
                json!({"id": self.id(Kind::Job, place), "kind": one.kind, "state": one.state, "requested_by": self.id(Kind::Member, one.by), "arguments": arguments,
                       "attempts": 0, "run_after": self.days(-1), "lease_until": if one.state == "running" { self.days(1) } else { Value::Null }, "created_at": self.now}),
            );
        }
        for (place, one) in self.org.imports.iter().enumerate() {
            let import = self.id(Kind::Import, place);
            let over = ["done", "failed", "cancelled"].contains(&one.state);
            self.add(
                "lifecycle.import_jobs",
                json!({"id": import, "state": one.state, "dry_run": false, "on_error": "skip_rows", "delimiter": ",",
                       "fields": ["employee_no", "display_name", "employment_type", "hired_on", "department", "position"], "ignored_headers": [],
                       "failure": if one.state == "failed" { json!("it failed") } else { Value::Null },
                       "job_id": self.maybe(Kind::Job, one.job), "finished_at": if over { self.days(0) } else { Value::Null },
                       "created_at": self.now, "created_by": self.id(Kind::Member, one.by), "row_version": 1}),
            );
            self.add(
                "lifecycle.import_progress",
                json!({"import_id": import, "phase": if over { "finished" } else { "waiting" }, "rows_received": 1, "bytes_received": 10, "rows_checked": 0,
                       "rows_written": 0, "rows_created": 0, "rows_updated": 0, "rows_unchanged": 0, "rows_failed": 0, "errors": 0,
                       // no upload of a world is cut off because a long run tries it late
                       "touched_at": self.days(1), "row_version": 1}),
            );
            self.add(
                "lifecycle.import_rows",
                json!({"import_id": import, "line": 2, "employee_no": format!("N{place}"), "display_name": "New Person", "employment_type": "permanent",
                       "hired_on": "2024-01-01", "department": "Department 0", "position": "Another position", "person_id": self.id(Kind::Nothing, place),
                       "existing": false, "row_version": 1}),
            );
            self.add(
                "lifecycle.import_errors",
                json!({"import_id": import, "line": 3, "field": "employee_no", "reason": "missing", "stage": "reading", "message": "Every row needs one.",
                       "row_version": 1}),
            );
        }
    }

    fn reviews(&mut self) {
        for (place, one) in self.org.scales.iter().enumerate() {
            let scale = self.id(Kind::Scale, place);
            self.add(
                "performance.rating_scales",
                json!({"id": scale, "name": format!("Scale {place}"), "description": "of grades", "state": one.state, "created_at": self.now, "row_version": 1}),
            );
            for level in 0..one.parts {
                self.add(
                    "performance.rating_levels",
                    json!({"id": self.id(Kind::Level, place * PARTS + level), "scale_id": scale, "rank": level + 1, "label": format!("Level {level}"),
                           "description": "of work", "created_at": self.now, "row_version": 1}),
                );
            }
        }
        for (place, one) in self.org.templates.iter().enumerate() {
            let template = self.id(Kind::Template, place);
            self.add(
                "performance.review_templates",
                json!({"id": template, "name": format!("Template {place}"), "description": "of reviews", "state": one.state, "created_at": self.now,
                       "row_version": 1}),
            );
            for question in 0..one.parts {
                let audience = ["self", "manager", "peer", "upward"][question / 2];
                self.add(
                    "performance.review_questions",
                    json!({"id": self.id(Kind::Question, place * PARTS + question), "template_id": template, "rank": question + 1,
                           "audience": audience,
                           "kind": if question % 2 == 0 { "rating" } else { "text" }, "prompt": "How did it go?", "help": "In your own words.",
                           "required": question % 2 == 0, "weight": if question % 2 == 0 { json!(10) } else { Value::Null },
                           "shared_with_subject": question % 2 == 0, "hr_only": question % 2 == 1, "created_at": self.now, "row_version": 1}),
                );
            }
        }
        self.cycles();
    }

    fn cycles(&mut self) {
        for (place, one) in self.org.cycles.iter().enumerate() {
            let cycle = self.id(Kind::Cycle, place);
            let (day, why) = (|day: &str| one.built_on.map(|_| day.to_owned()), (one.state == "cancelled").then_some("Nobody has time"));
            let year = if one.due { 2026 } else { 2999 };
            self.add(
                "performance.review_cycles",
                json!({"id": cycle, "name": format!("Cycle {place}"), "kind": "annual", "state": one.state, "first_day": day("2025-01-01"),
                       "last_day": day("2025-12-31"), "template_id": self.maybe(Kind::Template, one.built_on.map(|(template, _)| template)),
                       "scale_id": self.maybe(Kind::Scale, one.built_on.map(|(_, scale)| scale)), "calibrate": one.calibrate, "blind_self": one.blind,
                       "peer_mode": "manager_sees", "peer_min": 3, "nomination_mode": "hr", "release_mode": if one.by_group { "by_group" } else { "all" }, "preview_days": 7,
                       "self_due": day(&format!("{year}-01-10")), "peer_due": day(&format!("{year}-01-20")), "manager_due": day(&format!("{year}-01-31")),
                       "cancel_reason": why,
                       "created_at": self.now, "row_version": 1}),
            );
            if !one.session.is_empty() {
                self.add(
                    "performance.calibration_sessions",
                    json!({"id": self.id(Kind::Calibration, place), "cycle_id": cycle, "name": "Everybody", "state": one.session, "created_at": self.now,
                           "row_version": 1}),
                );
            }
            if one.session == "set_aside" {
                self.add(
                    "performance.calibration_returns",
                    json!({"id": self.id(Kind::Calibration, place), "cycle_id": cycle, "reason": "A review is missing", "created_at": self.now, "row_version": 1}),
                );
            }
            for (number, part) in one.participants.iter().enumerate() {
                let (id, employee) = (self.id(Kind::Participant, place * PEOPLE + number), self.id(Kind::Employee, part.employee));
                self.add(
                    "performance.cycle_participants",
                    json!({"id": id, "cycle_id": cycle, "employee_id": employee, "created_at": self.now, "row_version": 1}),
                );
                self.add(
                    "performance.participant_reviewers",
                    json!({"participant_id": id, "employee_id": employee, "reviewer_id": self.maybe(Kind::Employee, part.reviewer),
                           "manager_at_start": self.maybe(Kind::Employee, part.reviewer), "department_at_start": "Department then",
                           "position_at_start": "Position then", "created_at": self.now, "row_version": 1}),
                );
                self.assignments(one, place * PEOPLE + number, *part);
                self.grades(one, place * PEOPLE + number, *part);
            }
        }
    }

    fn grades(&mut self, cycle: &Cycle, place: usize, part: Participant) {
        let (participant, subject) = (self.id(Kind::Participant, place), self.id(Kind::Employee, part.employee));
        let level = self.maybe(Kind::Level, self.org.first_level(cycle));
        if part.fate == "left out" {
            self.add(
                "performance.participant_exclusions",
                json!({"participant_id": participant, "employee_id": subject, "reason": "Away for most of the year", "created_at": self.now, "row_version": 1}),
            );
        }
        if let Some(author) = part.reviewer.filter(|_| part.proposed) {
            self.add(
                "performance.proposed_grades",
                json!({"assignment_id": self.id(Kind::Assignment, place * TASKS + 1), "participant_id": participant, "subject_id": subject,
                       "author_id": self.id(Kind::Employee, author), "kind": "manager", "level_id": level, "rationale": "Kept every promise",
                       "withheld": cycle.state == "cancelled", "created_at": self.now, "row_version": 1}),
            );
        }
        if part.moved && !cycle.session.is_empty() {
            let second = self.maybe(Kind::Level, self.org.first_level(cycle).map(|first| first + 1));
            self.add(
                "performance.calibration_entries",
                json!({"id": self.id(Kind::Move, place), "session_id": self.id(Kind::Calibration, place / PEOPLE),
                       "cycle_id": self.id(Kind::Cycle, place / PEOPLE), "participant_id": participant, "subject_id": subject, "step": 1, "from_id": level,
                       "to_id": second, "rationale": "Beside the others", "created_at": self.now, "row_version": 1}),
            );
        }
        if !part.settled.is_empty() {
            let shown = part.was_shown().then(|| self.days(if part.settled == "prepared" { -8 } else { 0 }));
            self.add(
                "performance.calibrated_grades",
                json!({"participant_id": participant, "subject_id": subject, "level_id": self.maybe(Kind::Level, self.org.current_level(cycle, part)),
                       "confirmed": part.is_confirmed(), "previewed_on": shown, "note": "Begin with the launch", "created_at": self.now, "row_version": 1}),
            );
        }
        if part.fate == "told" {
            self.add(
                "performance.released_grades",
                json!({"id": self.id(Kind::Grade, place), "participant_id": participant, "subject_id": subject, "level_id": level,
                       "review_id": self.id(Kind::Review, place * TASKS + 1), "version": 1, "supersedes_id": null,
                       "correction_reason": null, "created_at": self.now, "row_version": 1}),
            );
            self.since(cycle, place, part);
        }
    }

    fn since(&mut self, cycle: &Cycle, place: usize, part: Participant) {
        let (participant, subject, grade) = (self.id(Kind::Participant, place), self.id(Kind::Employee, part.employee), self.id(Kind::Grade, place));
        let second = self.maybe(Kind::Level, self.org.first_level(cycle).map(|first| first + 1));
        if part.is_acknowledged() {
            self.add(
                "performance.grade_acknowledgements",
                json!({"grade_id": grade, "participant_id": participant, "subject_id": subject,
                       "response": (part.since == "answered").then_some("I see it differently"), "created_at": self.now, "row_version": 1}),
            );
        }
        if part.has_correction() {
            let (answered, asked_by) = (part.since == "corrected", part.asked_by.unwrap_or_default());
            let answered_by = answered.then(|| (asked_by + 1) % self.org.members.len());
            self.add(
                "performance.grade_corrections",
                json!({"id": self.id(Kind::Correction, place), "grade_id": grade, "participant_id": participant, "subject_id": subject,
                       "level_id": second, "reason": "Read from another line", "state": if answered { "confirmed" } else { "asked" },
                       "answered_by": self.maybe(Kind::Member, answered_by), "created_at": self.now,
                       "created_by": self.maybe(Kind::Member, part.asked_by), "row_version": 1}),
            );
        }
        if part.since == "corrected" {
            self.add(
                "performance.released_grades",
                json!({"id": self.id(Kind::Corrected, place), "participant_id": participant, "subject_id": subject, "level_id": second,
                       "review_id": self.id(Kind::Review, place * TASKS + 1), "version": 2, "supersedes_id": grade,
                       "correction_reason": "Read from another line", "created_at": self.now, "row_version": 1}),
            );
        }
    }

    fn assignments(&mut self, cycle: &Cycle, participant: usize, part: Participant) {
        for one in part.assignments() {
            let place = participant * TASKS + one.slot;
            let [assignment, review] = [Kind::Assignment, Kind::Review].map(|kind| self.id(kind, place));
            let [subject, author] = [part.employee, one.author].map(|employee| self.id(Kind::Employee, employee));
            let participant = self.id(Kind::Participant, participant);
            self.add(
                "performance.review_assignments",
                json!({"id": assignment, "participant_id": participant, "subject_id": subject, "author_id": author, "kind": one.kind, "state": one.state,
                       "reopen_reason": (one.state == "reopened").then_some("One answer is missing"), "created_at": self.now, "row_version": 1}),
            );
            let mut said = serde_json::Map::new();
            for (number, question) in self.org.asked(cycle, one.kind).into_iter().enumerate() {
                let (template, scale) = cycle.built_on.unwrap_or_default();
                let rating = (question % 2 == 0 && self.org.scales[scale].parts > 0).then(|| self.id(Kind::Level, scale * PARTS));
                let answer = rating.is_none().then_some("It went well");
                let question_id = self.world.id(self.at, Kind::Question, template * PARTS + question);
                if one.has_review() {
                    self.add(
                        "performance.review_answers",
                        json!({"id": self.id(Kind::Answer, place * 2 + number), "review_id": review, "question_id": question_id,
                               "participant_id": participant, "subject_id": subject, "author_id": author, "kind": one.kind, "rating_id": rating,
                               "answer": answer, "hr_only": question % 2 == 1, "shared_with_subject": question % 2 == 0,
                               "withheld": one.state == "reopened" || cycle.state == "cancelled", "row_version": 1}),
                    );
                }
                said.insert(question_id.to_string(), rating.map_or_else(|| json!({"answer": answer}), |rating| json!({"rating_id": rating})));
            }
            if one.has_draft() {
                self.add("performance.review_drafts", json!({"assignment_id": assignment, "author_id": author, "answers": said, "row_version": 1}));
            }
            if one.has_review() {
                self.add(
                    "performance.reviews",
                    json!({"id": review, "assignment_id": assignment, "participant_id": participant, "subject_id": subject, "author_id": author,
                           "kind": one.kind, "version": 1, "withheld": one.state == "reopened" || cycle.state == "cancelled", "created_at": self.now,
                           "row_version": 1}),
                );
            }
        }
    }

    fn goals(&mut self) {
        for (place, one) in self.org.goals.iter().enumerate() {
            let [goal, key_result] = [Kind::Goal, Kind::KeyResult].map(|kind| self.id(kind, place));
            let owner = self.id(Kind::Employee, one.owner);
            self.add(
                "performance.goals",
                json!({"id": goal, "owner_id": owner, "parent_id": self.maybe(Kind::Goal, one.parent), "cycle_id": self.maybe(Kind::Cycle, one.cycle),
                       "kind": "objective", "visibility": one.visibility, "state": one.state, "title": format!("Goal {place}"), "description": "of this year",
                       "weight": 20, "created_at": self.now, "row_version": 1}),
            );
            self.add(
                "performance.key_results",
                json!({"id": key_result, "goal_id": goal, "rank": 1, "title": "How many", "unit": "of them", "start_value": 0, "target_value": 10,
                       "current_value": 3, "row_version": 1}),
            );
            if one.has_update() {
                self.add(
                    "performance.goal_updates",
                    json!({"id": self.id(Kind::GoalUpdate, place), "goal_id": goal, "owner_id": owner, "author_id": self.id(Kind::Employee, one.commented_by()),
                           "note": "It goes on", "created_at": self.now, "row_version": 1}),
                );
            }
            let Some((by, answer)) = one.ask() else { continue };
            let asked = self.id(Kind::GoalChange, place * 2);
            let party = |author: usize| if author == one.owner { "owner" } else { "manager" };
            self.add(
                "performance.goal_changes",
                json!({"id": asked, "goal_id": goal, "owner_id": owner, "step": "asked", "asked_id": null, "party": party(by), "author_id": self.id(Kind::Employee, by),
                       "aim": "target", "key_result_id": key_result, "target_value": 7, "note": "Ten are too many", "created_at": self.now, "row_version": 1}),
            );
            if !answer.is_empty() {
                let other = if by == one.owner { one.commented_by() } else { one.owner };
                let author = if answer == "withdrawn" { by } else { other };
                self.add(
                    "performance.goal_changes",
                    json!({"id": self.id(Kind::GoalChange, place * 2 + 1), "goal_id": goal, "owner_id": owner, "step": answer, "asked_id": asked,
                           "party": party(author), "author_id": self.id(Kind::Employee, author), "aim": null, "key_result_id": null,
                           "target_value": null, "note": null, "created_at": self.now, "row_version": 1}),
                );
            }
        }
    }
}
