//! Scenarios: statements of several people one after the other, each seeing what the ones before left. Rights that end, requests that
//! are decided, tokens that are used twice. One transaction a scenario, undone at its end; `tests/policies/scenarios/README.md` has the
//! form of the files.

use std::collections::BTreeMap;

use tokio_postgres::{Client, SimpleQueryMessage};
use uuid::Uuid;

use super::{Finding, run::TAKE_FLOORS};
use crate::{
    Failure,
    intent::{Scenario, Step, Wanted},
    witness::{Claims, PATIENCE},
    world::{Kind, PARTS, PEOPLE, TASKS, World},
};

/// Tries one scenario through a superuser's connection, which becomes each login in turn; what is not as it says.
///
/// # Errors
/// The database broke, or the file names somebody that the world does not have.
pub(super) async fn tried(admin: &Client, world: &World, database: &str, scenario: &Scenario) -> Result<Option<Finding>, Failure> {
    let begin =
        format!("begin isolation level {}; set local search_path = pg_catalog; set local statement_timeout = '{PATIENCE}';", scenario.isolation);
    let mut played = Played { admin, world, kept: BTreeMap::new(), script: vec![format!("\\c {database}"), begin.clone()] };
    admin.batch_execute(&begin).await?;
    if scenario.floorless {
        admin.batch_execute(TAKE_FLOORS).await?;
        played.script.push(TAKE_FLOORS.to_owned() + ";");
    }
    let mut found = None;
    for step in &scenario.steps {
        if let Some(got) = played.step(scenario, step).await? {
            found = Some(Finding {
                object: scenario.title.clone(),
                operation: "scenario".to_owned(),
                rows: format!("{}:{}", scenario.file, step.line),
                actor: step.who.clone(),
                expected: step.wanted.to_string(),
                got,
                intent: format!("tests/policies/scenarios/{}:{}", scenario.file, step.line),
                script: format!("{}\nrollback;", played.script.join("\n")),
                ..Finding::default()
            });
            break;
        }
    }
    admin.batch_execute("rollback; reset session authorization").await?;
    Ok(found)
}

struct Played<'a> {
    admin: &'a Client,
    world: &'a World,
    kept: BTreeMap<String, String>,
    script: Vec<String>,
}

impl Played<'_> {
    /// What came of the step, if it is not what was wanted.
    async fn step(&mut self, scenario: &Scenario, step: &Step) -> Result<Option<String>, Failure> {
        let wrong = |message: String| Failure::Intent { file: scenario.file.clone(), line: step.line, message };
        let sql = self.filled(&step.sql).map_err(wrong)?;
        let become_them = self.entered(&step.who).map_err(wrong)?;
        self.script.push(format!("{become_them}\n{sql};\nreset session authorization;"));
        self.admin.batch_execute(&format!("savepoint step; {become_them}")).await?;
        let outcome = self.admin.simple_query(&sql).await;
        let after = if outcome.is_ok() { "release savepoint step" } else { "rollback to savepoint step; release savepoint step" };
        self.admin.batch_execute(&format!("{after}; reset session authorization")).await?;
        let rows: Vec<Option<String>> = match &outcome {
            Ok(messages) => messages
                .iter()
                .filter_map(|message| match message {
                    SimpleQueryMessage::Row(row) => Some(row.try_get(0).ok().flatten().map(str::to_owned)), // a row without columns is one all the same
                    _ => None,
                })
                .collect(),
            Err(error) => {
                let Some(refusal) = error.as_db_error() else { return Err(Failure::in_statement(error, &scenario.title)) };
                let code = refusal.code().code();
                let as_wanted = matches!(&step.wanted, Wanted::Refused(wanted) if wanted == code);
                return Ok((!as_wanted).then(|| format!("{code}: {}", refusal.message())));
            }
        };
        let shown = || match rows.first() {
            None => "no row".to_owned(),
            Some(first) => format!("{} rows, the first {}", rows.len(), first.as_deref().unwrap_or("null")),
        };
        let empty = |value: &Option<String>| value.as_deref().is_none_or(|value| value.is_empty() || value == "f" || value == "0");
        Ok(match &step.wanted {
            Wanted::Done => None,
            Wanted::Nothing => (!rows.iter().all(empty)).then(shown),
            Wanted::Rows(count) => (rows.len() != *count).then(shown),
            Wanted::Is(value) => (rows.first().and_then(Option::as_deref) != Some(value)).then(shown),
            Wanted::Refused(_) => Some(format!("not refused, {}", shown())),
            Wanted::Keeps(name) => match rows.first() {
                Some(Some(value)) => {
                    self.kept.insert(name.clone(), value.clone());
                    None
                }
                _ => Some(shown()),
            },
        })
    }

    /// What becomes somebody: says their context, in their login's session.
    fn entered(&self, who: &str) -> Result<String, String> {
        let (login, claims) = self.known(who)?;
        // a superuser who says nothing must not stand in what was said before
        let says = Claims { secret: Some(claims.secret.unwrap_or_default()), ..claims }.statement().unwrap_or_default();
        Ok(match login {
            Some(login) => format!("{says} set local session authorization {login};"),
            None => says,
        })
    }

    /// The login, none for the superuser, and the context: a member's, that of a worker with a claimed job, or none at all.
    fn known(&self, who: &str) -> Result<(Option<String>, Claims), String> {
        let is_login = |name: &str| name.starts_with("app_") && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if who == "superuser" {
            return Ok((None, Claims::default()));
        }
        if is_login(who) {
            return Ok((Some(who.to_owned()), Claims::default()));
        }
        if let Some((login, member)) = who.split_once(" as ") {
            let claims = self.known(member)?.1;
            return match login {
                "superuser" => Ok((None, claims)),
                login if is_login(login) => Ok((Some(login.to_owned()), claims)),
                _ => Err(format!("\"{login}\" is no login")),
            };
        }
        let (name, org) = self.whereabouts(who)?;
        if let Some(job) = name.strip_prefix("worker ") {
            let job: usize = job.parse().map_err(|_| format!("\"{who}\": a worker's job is a number"))?;
            return Ok((Some("app_worker".to_owned()), Claims::of_job(self.world, org, job)));
        }
        Ok((Some("app_api".to_owned()), Claims::of_member(self.world, org, self.member(name, org)?)))
    }

    /// `mona of away`: a name, and where.
    fn whereabouts<'a>(&self, text: &'a str) -> Result<(&'a str, usize), String> {
        let (name, org) = text.rsplit_once(" of ").unwrap_or((text, "home"));
        match self.world.orgs.iter().position(|known| known.name == org) {
            Some(place) => Ok((name, place)),
            None => Err(format!("the world has no organisation \"{org}\"")),
        }
    }

    fn member(&self, name: &str, org: usize) -> Result<usize, String> {
        let members = &self.world.orgs[org].members;
        members.iter().position(|member| member.name == name).ok_or_else(|| format!("{} has no member \"{name}\"", self.world.orgs[org].name))
    }

    /// SQL with `{member mona}` and its like replaced by literals.
    fn filled(&self, sql: &str) -> Result<String, String> {
        let mut filled = String::with_capacity(sql.len());
        let mut rest = sql;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, left) = after.split_once('}').ok_or("a { without its }")?;
            filled.push_str(before);
            // an array literal or JSON is no placeholder
            if name.is_empty() || name.starts_with(['"', '{']) {
                filled.push_str(&format!("{{{name}}}"));
            } else {
                filled.push_str(&self.value(name)?);
            }
            rest = left;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&self, name: &str) -> Result<String, String> {
        if let Some(kept) = self.kept.get(name) {
            return Ok(format!("'{}'", kept.replace('\'', "''")));
        }
        if name == "new" {
            return Ok(format!("'{}'::uuid", Uuid::new_v4()));
        }
        let (what, org) = self.whereabouts(name)?;
        let (kind, of) = what.split_once(' ').unwrap_or((what, ""));
        let world = self.world;
        let number = || of.parse::<usize>().map_err(|_| format!("{{{name}}}: {kind} takes a number"));
        let id = |kind, place| Ok(format!("'{}'::uuid", world.id(org, kind, place)));
        let text = |text: String| Ok(format!("'{text}'"));
        match kind {
            "org" => id(Kind::Org, 0),
            "slug" => text(world.slug(org)),
            "member" => id(Kind::Member, self.member(of, org)?),
            "account" => id(Kind::Account, self.member(of, org)?),
            "session" => id(Kind::Session, self.member(of, org)?),
            "employee" => match world.orgs[org].employees.iter().position(|employee| employee.name == of) {
                Some(place) => id(Kind::Employee, place),
                None => Err(format!("{} has no employee \"{of}\"", world.orgs[org].name)),
            },
            "secret" => text(world.secret(org, self.member(of, org)?)),
            "email" => text(world.email(org, self.member(of, org)?)),
            "tag" => text(world.tag(org, self.member(of, org)?)),
            "refresh" => text(world.refresh_secret(org, self.member(of, org)?)),
            "token" => text(world.invitation_secret(org, number()?)),
            "claim" => text(world.job_secret(org, number()?)),
            "group" => id(Kind::Group, number()?),
            "override" => id(Kind::Override, number()?),
            "delegation" => id(Kind::Delegation, number()?),
            "invitation" => id(Kind::Invitation, number()?),
            "import" => id(Kind::Import, number()?),
            "job" => id(Kind::Job, number()?),
            "site" => id(Kind::Site, number()?),
            "department" => id(Kind::Department, number()?),
            "position" => id(Kind::Position, number()?),
            "line" => id(Kind::Line, number()?),
            "scale" => id(Kind::Scale, number()?),
            "template" => id(Kind::Template, number()?),
            "cycle" => id(Kind::Cycle, number()?),
            "calibration" => id(Kind::Calibration, number()?),
            "goal" => id(Kind::Goal, number()?),
            "key_result" => id(Kind::KeyResult, number()?),
            "goal_update" => id(Kind::GoalUpdate, number()?),
            "ask" => id(Kind::GoalChange, number()? * 2),
            "level" | "question" => {
                let (whole, number) = of.split_once('/').ok_or_else(|| format!("{{{name}}}: write {{{kind} 0/1}}"))?;
                let place = |text: &str| text.parse::<usize>().map_err(|_| format!("{{{name}}}: a {kind} takes two numbers"));
                id(if kind == "level" { Kind::Level } else { Kind::Question }, place(whole)? * PARTS + place(number)?)
            }
            // by the number of the cycle and of the person in it: {participant 0/3}
            "participant" | "grade" | "corrected" | "correction" => {
                let (cycle, number) = of.split_once('/').ok_or_else(|| format!("{{{name}}}: write {{{kind} 0/3}}"))?;
                let place = |text: &str| text.parse::<usize>().map_err(|_| format!("{{{name}}}: a {kind} takes two numbers"));
                let kind = match kind {
                    "grade" => Kind::Grade,
                    "corrected" => Kind::Corrected,
                    "correction" => Kind::Correction,
                    _ => Kind::Participant,
                };
                id(kind, place(cycle)? * PEOPLE + place(number)?)
            }
            // by the number of the cycle, of the person in it, and of the review: {assignment 0/3/1}
            "assignment" | "review" => {
                let numbers: Vec<usize> = of.split('/').filter_map(|number| number.parse().ok()).collect();
                let [cycle, number, slot] = numbers[..] else { return Err(format!("{{{name}}}: write {{{kind} 0/3/1}}")) };
                id(if kind == "review" { Kind::Review } else { Kind::Assignment }, (cycle * PEOPLE + number) * TASKS + slot)
            }
            _ => Err(format!("nothing is called {{{name}}}, and no step before keeps it")),
        }
    }
}
