//! Intent as data: who may do what to which rows, written by hand from the rules and never derived from the policies.
//! `tests/policies/intent/README.md` explains the files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use types::Role;

use crate::{Failure, suite::Effect};

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../tests/policies/scenarios");
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../tests/policies/intent");

/// What a cell of the matrix says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// It happens.
    Allow,
    /// Nothing happens, and nothing is said: as if there were no such row.
    Hidden,
    /// It is refused with this SQLSTATE, or one of several (`23001/23503`: which one depends on the server's version, or on which
    /// of two things is missing).
    Refused(String),
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Cell::Allow => "allow",
            Cell::Hidden => "hidden",
            Cell::Refused(code) => code,
        })
    }
}

/// Columns of the matrix: the five roles of members, and the other logins.
pub const COLUMNS: [&str; 8] = ["admin", "hr", "manager", "ops", "employee", "worker", "auth", "platform"];

/// One line of the matrix: an operation on some classes of rows.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// `people` for `people.csv`.
    pub module: String,
    /// Counted from 1, the header being line 1.
    pub number: u64,
    /// Table, view or function: `people.employees`.
    pub object: String,
    /// `select`, `insert`, `update`, `delete` or `call`, and what tells apart two ways of doing it.
    pub operation: String,
    /// Classes of rows, as `suite::classes` names them.
    pub rows: Vec<String>,
    /// Permissions that open it to anybody who holds them all.
    pub opened_by: Vec<String>,
    /// By column; a column without one has no grant at all.
    pub cells: BTreeMap<&'static str, Cell>,
    /// What becomes of what would happen while the organisation closes (R34).
    pub while_closing: WhileClosing,
    /// Rule ids.
    pub rule: String,
}

/// R34, for one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhileClosing {
    /// As ever.
    Usual,
    /// What would be allowed is refused with this code; RH010 unless the line says otherwise.
    Refused(String),
    /// Only then is it allowed, to whom it is usually refused by the state of things.
    Allowed,
}

/// What a role of the database may reach at all, whatever the rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reach {
    /// Role of the charter.
    pub role: String,
    /// Table, view, function or schema.
    pub object: String,
    /// `select`, `insert`, `update`, `delete`, `execute` or `usage`.
    pub privilege: String,
    /// For the first three.
    pub columns: BTreeSet<String>,
    /// Why.
    pub why: String,
}

/// How something is tried that takes more than a table's name and a key.
#[derive(Debug, Clone, Serialize)]
pub struct Call {
    /// What is tried.
    pub object: String,
    /// `call`, or an insert.
    pub operation: String,
    /// Whose rows it is tried on.
    pub family: String,
    /// SQL with `{id}` and its like.
    pub statement: String,
    /// Whether it answers without a right, too.
    pub anybody: bool,
}

/// What no login may do.
#[derive(Debug, Clone, Serialize)]
pub struct Forbidden {
    /// SQL.
    pub statement: String,
    /// SQLSTATE of the refusal.
    pub refused: String,
    /// Logins that may all the same.
    pub but: Vec<String>,
    /// What it would give.
    pub threat: String,
}

/// Statements of several people, one after the other.
#[derive(Debug, Clone, Serialize)]
pub struct Scenario {
    /// With the rule ids.
    pub title: String,
    /// Its file in `tests/policies/scenarios`.
    pub file: String,
    /// Of its transaction: `read committed` unless it says otherwise.
    pub isolation: String,
    /// Whether the floors are taken away first: what its functions hold themselves.
    pub floorless: bool,
    /// In their order.
    pub steps: Vec<Step>,
}

/// One statement of a scenario.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// A member of the home (`mona`), of another organisation (`ada of away`), `worker 0`, a login, or `superuser` to arrange things.
    pub who: String,
    /// What has to come of it.
    pub wanted: Wanted,
    /// SQL with `{member mona}` and its like.
    pub sql: String,
    /// Counted from 1.
    pub line: u64,
}

/// What has to come of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// No error.
    Done,
    /// No row, or only null, false and 0.
    Nothing,
    /// So many rows.
    Rows(usize),
    /// This in the first column of the first row.
    Is(String),
    /// This SQLSTATE.
    Refused(String),
    /// A value in the first column of the first row, kept under this name for the steps after.
    Keeps(String),
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Wanted::Done => f.write_str("no error"),
            Wanted::Nothing => f.write_str("nothing"),
            Wanted::Rows(count) => write!(f, "{count} rows"),
            Wanted::Is(value) => write!(f, "{value}"),
            Wanted::Refused(code) => write!(f, "refused with {code}"),
            Wanted::Keeps(name) => write!(f, "a value, kept as {name}"),
        }
    }
}

impl Wanted {
    fn read(text: &str) -> Option<Wanted> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some(match (word, rest) {
            ("ok", "") => Wanted::Done,
            ("nothing", "") => Wanted::Nothing,
            ("refused", code) if is_code(code) => Wanted::Refused(code.to_owned()),
            ("is", value) if !value.is_empty() => Wanted::Is(value.to_owned()),
            ("keeps", name) if !name.is_empty() => Wanted::Keeps(name.to_owned()),
            (count, "rows" | "row") => Wanted::Rows(count.parse().ok()?),
            _ => return None,
        })
    }
}

/// A layer that a table has or lacks, other than every tenant table.
#[derive(Debug, Clone, Serialize)]
pub struct Otherwise {
    /// The table.
    pub table: String,
    /// `floor app_api`, `closing insert`, or the first words for all of that kind.
    pub layer: String,
    /// Whether it has it.
    pub has: bool,
    /// Why.
    pub why: String,
}

/// Cells that nothing but the floor holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Leaning {
    /// Table or function.
    pub object: String,
    /// As in the matrix.
    pub operation: String,
    /// Class of rows, or `every`.
    pub rows: String,
    /// Why.
    pub why: String,
}

/// A permission and who holds it by default.
#[derive(Debug, Clone, Serialize)]
pub struct Permission {
    /// `people.read` ...
    pub code: String,
    /// Whether hr has to agree to an override (R21).
    pub hr_only: bool,
    /// Roles that hold it.
    pub roles: Vec<Role>,
}

/// All of it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Intent {
    /// Every line of every module.
    pub lines: Vec<Line>,
    /// What the roles reach.
    pub reach: Vec<Reach>,
    /// How to try what needs more than a key.
    pub calls: Vec<Call>,
    /// What is closed to everybody.
    pub forbidden: Vec<Forbidden>,
    /// Layers of tables that differ from the rule.
    pub otherwise: Vec<Otherwise>,
    /// What several people do one after the other.
    pub scenarios: Vec<Scenario>,
    /// What functions write.
    pub effects: Vec<Effect>,
    /// What leans on the floor alone.
    pub leaning: Vec<Leaning>,
    /// Defaults of the catalogue.
    pub permissions: Vec<Permission>,
    /// What an entry about a table's row is called; a table without one leaves none, by name.
    pub entities: BTreeMap<String, String>,
    /// Tables whose writes leave no entry.
    pub unaudited: BTreeSet<String>,
    /// What may be read by whoever has the grant, because no row of it is anybody's.
    pub open: BTreeSet<String>,
    /// Places of lines by object and operation: the matrix is asked a million times.
    #[serde(skip)]
    places: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
}

impl Intent {
    /// The intent of this binary.
    ///
    /// # Errors
    /// [`Failure::Intent`] with file and line.
    pub fn embedded() -> Result<Intent, Failure> {
        let files = EMBEDDED.files().chain(SCENARIOS.files());
        Self::read(files.filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?.to_owned()))).collect())
    }

    /// The intent of a checkout: `tests/policies/intent` and `tests/policies/scenarios` below `root`.
    ///
    /// # Errors
    /// [`Failure::Intent`] with file and line, or a file that cannot be read.
    pub fn checkout(root: &Path) -> Result<Intent, Failure> {
        let mut files = read_folder(&root.join("tests/policies/intent"))?;
        let scenarios = root.join("tests/policies/scenarios");
        // an older version has none
        if scenarios.is_dir() {
            files.extend(read_folder(&scenarios)?);
        }
        Self::read(files)
    }

    fn read(mut files: Vec<(String, String)>) -> Result<Intent, Failure> {
        files.sort();
        let mut intent = Intent::default();
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
            let file = Sheet::parse(name, text)?;
            match name.trim_end_matches(".csv") {
                "reach" => file.each(|row| {
                    let columns = row.words("columns", ' ');
                    intent.reach.push(Reach {
                        role: row.needed("role")?,
                        object: row.needed("object")?,
                        privilege: row.needed("privilege")?,
                        columns: columns.into_iter().collect(),
                        why: row.text("why"),
                    });
                    Ok(())
                })?,
                "calls" => file.each(|row| {
                    intent.calls.push(Call {
                        object: row.needed("object")?,
                        operation: row.needed("operation")?,
                        family: row.needed("family")?,
                        statement: row.needed("statement")?,
                        anybody: row.text("anybody") == "x",
                    });
                    Ok(())
                })?,
                "open" => file.each(|row| {
                    intent.open.insert(row.needed("object")?);
                    Ok(())
                })?,
                "layers" => file.each(|row| {
                    let has = match row.needed("has")?.as_str() {
                        "yes" => true,
                        "no" => false,
                        other => return Err(row.wrong(format!("\"{other}\" in the column has: write yes or no"))),
                    };
                    intent.otherwise.push(Otherwise { table: row.needed("table")?, layer: row.needed("layer")?, has, why: row.needed("why")? });
                    Ok(())
                })?,
                "effects" => file.each(|row| {
                    intent.effects.push(Effect {
                        object: row.needed("object")?,
                        operation: row.needed("operation")?,
                        rows: row.needed("rows")?,
                        actor: row.needed("actor")?,
                        writes: row.text("writes"),
                        returns: row.text("returns"),
                    });
                    Ok(())
                })?,
                "leaning" => file.each(|row| {
                    intent.leaning.push(Leaning {
                        object: row.needed("object")?,
                        operation: row.needed("operation")?,
                        rows: row.needed("rows")?,
                        why: row.needed("why")?,
                    });
                    Ok(())
                })?,
                "forbidden" => file.each(|row| {
                    intent.forbidden.push(Forbidden {
                        statement: row.needed("statement")?,
                        refused: row.needed("refused")?,
                        but: row.words("but", ' '),
                        threat: row.needed("threat")?,
                    });
                    Ok(())
                })?,
                "roles" => file.each(|row| {
                    let roles = Role::ALL.into_iter().filter(|role| row.text(role.as_str()) == "x");
                    intent.permissions.push(Permission {
                        code: row.needed("permission")?,
                        hr_only: row.text("hr_only") == "x",
                        roles: roles.collect(),
                    });
                    Ok(())
                })?,
                "audited" => file.each(|row| {
                    let table = row.needed("object")?;
                    match row.needed("entity")?.as_str() {
                        "-" => drop(intent.unaudited.insert(table)),
                        entity => drop(intent.entities.insert(table, entity.to_owned())),
                    }
                    Ok(())
                })?,
                module => file.each(|row| {
                    intent.lines.push(line(module, row)?);
                    Ok(())
                })?,
            }
        }
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".sql")) {
            scenarios(name, text, &mut intent.scenarios)?;
        }
        for (place, line) in intent.lines.iter().enumerate() {
            intent.places.entry(line.object.clone()).or_default().entry(line.operation.clone()).or_default().push(place);
        }
        for (what, missing) in [
            ("lines", intent.lines.is_empty()),
            ("reach.csv", intent.reach.is_empty()),
            ("forbidden.csv", intent.forbidden.is_empty()),
            ("roles.csv", intent.permissions.is_empty()),
            ("audited.csv", intent.entities.is_empty()),
        ] {
            if missing {
                return Err(Failure::Other(format!("the intent has no {what}: an empty file would pass for a promise")));
            }
        }
        intent.check()?;
        Ok(intent)
    }

    /// Contradictions between the files.
    fn check(&self) -> Result<(), Failure> {
        let mut known = BTreeSet::new();
        for line in &self.lines {
            let wrong = |message: String| Failure::Intent { file: format!("{}.csv", line.module), line: line.number, message };
            for rows in &line.rows {
                if !known.insert((&line.object, &line.operation, rows)) {
                    return Err(wrong(format!("{} {} on \"{rows}\" has a line already", line.operation, line.object)));
                }
            }
            for permission in &line.opened_by {
                if !self.permissions.iter().any(|known| known.code == *permission) {
                    return Err(wrong(format!("roles.csv has no permission {permission}")));
                }
            }
            if line.opened_by.is_empty() {
                continue;
            }
            if self.refusal(line).is_none() {
                return Err(wrong("a line with opened_by needs one kind of refusal for whoever does not hold it".to_owned()));
            }
            if self.held(line).is_none() {
                return Err(wrong(format!("roles that hold {} by default (roles.csv) need one and the same cell", line.opened_by.join(" and "))));
            }
        }
        Ok(())
    }

    /// Whether a role holds all of these by default.
    #[must_use]
    pub fn holds(&self, role: Role, permissions: &[String]) -> bool {
        permissions.iter().all(|code| self.permissions.iter().any(|known| known.code == *code && known.roles.contains(&role)))
    }

    /// What whoever holds the line's permissions gets: the one cell of the roles that hold them by default.
    #[must_use]
    pub fn held<'a>(&self, line: &'a Line) -> Option<&'a Cell> {
        one(Role::ALL.into_iter().filter(|role| self.holds(*role, &line.opened_by)).filter_map(|role| line.cells.get(role.as_str())))
    }

    /// What whoever lacks them gets: the one refusal of the roles that do not hold them by default.
    #[must_use]
    pub fn refusal<'a>(&self, line: &'a Line) -> Option<&'a Cell> {
        one(Role::ALL
            .into_iter()
            .filter(|role| !self.holds(*role, &line.opened_by))
            .filter_map(|role| line.cells.get(role.as_str()))
            .filter(|cell| **cell != Cell::Allow))
    }

    /// What a role holds by default.
    #[must_use]
    pub fn defaults(&self, role: Role) -> BTreeSet<String> {
        self.permissions.iter().filter(|known| known.roles.contains(&role)).map(|known| known.code.clone()).collect()
    }

    /// Whether a table has a layer, where `rule` is what tables have that nothing is said of.
    #[must_use]
    pub fn has_layer(&self, table: &str, layer: &str, rule: bool) -> bool {
        let covers = |known: &str| layer.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        self.otherwise.iter().find(|line| line.table == table && covers(&line.layer)).map_or(rule, |line| line.has)
    }

    /// Whether nothing but the floor holds these cells.
    #[must_use]
    pub fn leans(&self, object: &str, operation: &str, rows: &str) -> bool {
        self.leaning.iter().any(|line| line.object == object && line.operation == operation && line.rows == rows)
    }

    /// What an audit entry about a row of this table is called.
    #[must_use]
    pub fn entity(&self, table: &str) -> Option<&str> {
        self.entities.get(table).map(String::as_str)
    }

    /// The line about an operation on a class of rows.
    #[must_use]
    pub fn line(&self, object: &str, operation: &str, rows: &str) -> Option<&Line> {
        let of = self.places.get(object)?.get(operation)?;
        of.iter().map(|place| &self.lines[*place]).find(|line| line.rows.iter().any(|known| known == rows))
    }

    /// Columns a role reaches by a privilege; `None` if it has none at all.
    #[must_use]
    pub fn reaches(&self, role: &str, object: &str, privilege: &str) -> Option<&Reach> {
        let covers =
            |known: &str| known == object || known.strip_suffix('*').is_some_and(|prefix| object.starts_with(prefix) && !object.contains('('));
        let own = self.reach.iter().find(|reach| reach.role == role && reach.privilege == privilege && covers(&reach.object));
        // the one role that is a member of another: it asks under the request pool's own policies and grants
        own.or_else(|| (role == "app_explainer").then(|| self.reaches("app_api", object, privilege)).flatten())
    }
}

impl Line {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> String {
        format!("tests/policies/intent/{}.csv:{}", self.module, self.number)
    }
}

fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Failure::Other(format!("{}: {error}", folder.display())))? {
        let path = entry?.path();
        if path.is_file() {
            let text = fs::read_to_string(&path).map_err(|error| Failure::Other(format!("{}: {error}", path.display())))?;
            files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text));
        }
    }
    Ok(files)
}

/// `--- title` begins a scenario, `-- who: what has to come of it` a step, and its SQL follows.
fn scenarios(file: &str, text: &str, known: &mut Vec<Scenario>) -> Result<(), Failure> {
    let first = known.len();
    for (at, line) in text.lines().enumerate() {
        let number = u64::try_from(at + 1).unwrap_or(u64::MAX);
        let wrong = |message: String| Failure::Intent { file: file.to_owned(), line: number, message };
        if let Some(title) = line.strip_prefix("--- ") {
            known.push(Scenario {
                title: title.to_owned(),
                file: file.to_owned(),
                isolation: "read committed".to_owned(),
                floorless: false,
                steps: Vec::new(),
            });
        } else if let Some((who, wanted)) = line.strip_prefix("-- ").and_then(|step| step.split_once(": ")) {
            let scenario =
                known.get_mut(first..).and_then(<[Scenario]>::last_mut).ok_or_else(|| wrong("a step before the first `--- title`".to_owned()))?;
            if who == "floors" {
                scenario.floorless = wanted == "taken away";
                continue;
            }
            if who == "isolation" {
                wanted.clone_into(&mut scenario.isolation);
                continue;
            }
            let wanted = Wanted::read(wanted)
                .ok_or_else(|| wrong(format!("\"{wanted}\": write ok, nothing, <n> rows, is <value>, refused <code> or keeps <name>")))?;
            scenario.steps.push(Step { who: who.to_owned(), wanted, sql: String::new(), line: number });
        } else if !line.trim().is_empty() && !line.starts_with("--") {
            let step = known.get_mut(first..).and_then(<[Scenario]>::last_mut).and_then(|scenario| scenario.steps.last_mut());
            let step = step.ok_or_else(|| wrong("SQL before the first `-- who: what has to come of it`".to_owned()))?;
            step.sql.push_str(line.trim_end().trim_end_matches(';'));
            step.sql.push('\n');
        }
    }
    let wrong = |line: u64, message: &str| Err(Failure::Intent { file: file.to_owned(), line, message: message.to_owned() });
    if known.len() == first {
        return wrong(1, "no scenario: a file begins with `--- title`");
    }
    for scenario in &known[first..] {
        if scenario.steps.is_empty() {
            return wrong(1, &format!("nobody does anything in \"{}\"", scenario.title));
        }
        if let Some(step) = scenario.steps.iter().find(|step| step.sql.is_empty()) {
            return wrong(step.line, "a step without SQL");
        }
    }
    Ok(())
}

fn one<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<&'a Cell> {
    let different: BTreeSet<&Cell> = cells.collect();
    if different.len() == 1 { different.into_iter().next() } else { None }
}

fn is_code(text: &str) -> bool {
    text.len() == 5 && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn line(module: &str, row: &Row<'_>) -> Result<Line, Failure> {
    let mut cells = BTreeMap::new();
    for column in COLUMNS {
        let cell = match row.text(column).as_str() {
            "" | "-" => continue,
            "allow" => Cell::Allow,
            "hidden" => Cell::Hidden,
            code if code.split('/').all(is_code) => Cell::Refused(code.to_owned()),
            other => return Err(row.wrong(format!("\"{other}\" is no cell: write allow, hidden, a SQLSTATE, or - for no grant"))),
        };
        cells.insert(column, cell);
    }
    Ok(Line {
        module: module.to_owned(),
        number: row.number,
        object: row.needed("object")?,
        operation: row.needed("operation")?,
        rows: row.needed("rows")?.split('|').map(|class| class.trim().to_owned()).collect(),
        opened_by: row.words("opened_by", ' '),
        cells,
        while_closing: match row.text("closing").as_str() {
            "usual" => WhileClosing::Usual,
            "allow" => WhileClosing::Allowed,
            "" => WhileClosing::Refused("RH010".to_owned()),
            code if is_code(code) => WhileClosing::Refused(code.to_owned()),
            other => return Err(row.wrong(format!("\"{other}\" in the column closing: write usual, allow, a SQLSTATE, or nothing for RH010"))),
        },
        rule: row.needed("rule")?,
    })
}

fn columns_of(file: &str) -> Vec<&'static str> {
    match file {
        "reach" => vec!["role", "object", "privilege", "columns", "why"],
        "calls" => vec!["object", "operation", "family", "statement", "anybody"],
        "open" => vec!["object", "why"],
        "layers" => vec!["table", "layer", "has", "why"],
        "leaning" => vec!["object", "operation", "rows", "why"],
        "effects" => vec!["object", "operation", "rows", "actor", "writes", "returns"],
        "forbidden" => vec!["statement", "refused", "but", "threat"],
        "roles" => vec!["permission", "hr_only", "admin", "hr", "manager", "ops", "employee"],
        "audited" => vec!["object", "entity"],
        _ => [&["object", "operation", "rows", "opened_by", "closing", "rule"][..], &COLUMNS[..]].concat(),
    }
}

struct Sheet {
    file: String,
    columns: BTreeMap<String, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
}

struct Row<'a> {
    sheet: &'a Sheet,
    number: u64,
    record: &'a csv::StringRecord,
}

impl Sheet {
    fn parse(file: &str, text: &str) -> Result<Sheet, Failure> {
        let wrong = |error: csv::Error| Failure::Intent {
            file: file.to_owned(),
            line: error.position().map_or(0, csv::Position::line),
            message: error.to_string(),
        };
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
        let columns: BTreeMap<String, usize> =
            reader.headers().map_err(wrong)?.iter().enumerate().map(|(place, name)| (name.to_owned(), place)).collect();
        let known = columns_of(file.trim_end_matches(".csv"));
        if let Some(stray) = columns.keys().find(|name| !known.contains(&name.as_str())) {
            return Err(Failure::Intent {
                file: file.to_owned(),
                line: 1,
                message: format!("no column is called \"{stray}\": there are {}", known.join(", ")),
            });
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(wrong)?;
            rows.push((record.position().map_or(0, csv::Position::line), record));
        }
        Ok(Sheet { file: file.to_owned(), columns, rows })
    }

    fn each(&self, mut take: impl FnMut(&Row<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        self.rows.iter().try_for_each(|(number, record)| take(&Row { sheet: self, number: *number, record }))
    }
}

impl Row<'_> {
    fn text(&self, column: &str) -> String {
        self.sheet.columns.get(column).and_then(|place| self.record.get(*place)).unwrap_or_default().to_owned()
    }

    fn words(&self, column: &str, between: char) -> Vec<String> {
        self.text(column).split(between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    fn needed(&self, column: &str) -> Result<String, Failure> {
        let text = self.text(column);
        if text.is_empty() { Err(self.wrong(format!("the column {column} is empty or missing"))) } else { Ok(text) }
    }

    fn wrong(&self, message: String) -> Failure {
        Failure::Intent { file: self.sheet.file.clone(), line: self.number, message }
    }
}
