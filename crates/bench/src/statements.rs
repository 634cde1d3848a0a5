//! The statements of `sql/queries`, read from the same files as the generated functions, so that what is measured and what
//! is checked is what the API sends.

use std::collections::BTreeMap;

use crate::Failure;

const CONTEXT: &str = include_str!("../../../sql/queries/app/context.sql");
const EMPLOYEES: &str = include_str!("../../../sql/queries/people/employees.sql");

/// What the store sends around every statement, and operations that the API does not have yet, as it would send them.
const OWN: &str = "
--! read_directory
select e.id, e.display_name, e.work_email, e.work_phone, e.state, e.row_version
  from people.employees e
 where e.id = :id
--! team
select r.employee_id, r.employee_no, r.legal_name, r.employment_type, r.hired_on, r.row_version, e.display_name
  from people.employment_records r
  join people.employees e on e.org_id = r.org_id and e.id = r.employee_id
 where r.employee_id = any ((select app.report_ids())::uuid[])
 order by e.display_name, e.id
 limit :page_size
--! begin_read
begin isolation level read committed read only
--! begin_write
begin isolation level read committed read write
--! end
commit; reset all
--! connection_residue
select app.connection_residue(:prepared)
";

/// A statement with numbered parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    /// With `$1` for the first parameter to appear.
    pub(crate) sql: String,
    /// Their names, in order.
    pub(crate) parameters: Vec<String>,
}

/// Statements by name.
#[derive(Clone)]
pub(crate) struct Statements(BTreeMap<String, Statement>);

impl Statements {
    /// Those that open and close a request, and those of employees.
    pub(crate) fn committed() -> Self {
        let mut all = named(CONTEXT);
        all.extend(named(EMPLOYEES));
        all.extend(named(OWN));
        Self(all)
    }

    /// The same with some replaced or added.
    pub(crate) fn with(&self, replaced: &BTreeMap<String, Statement>) -> Self {
        let mut all = self.0.clone();
        all.extend(replaced.clone());
        Self(all)
    }

    /// The statement of this name.
    pub(crate) fn get(&self, name: &str) -> Result<&Statement, Failure> {
        self.0.get(name).ok_or_else(|| format!("sql/queries has no statement {name}").into())
    }

    /// The names of the statements about employees.
    pub(crate) fn of_employees() -> Vec<String> {
        named(EMPLOYEES).into_keys().collect()
    }
}

/// The blocks of a file: `--! name ...` begins one.
pub(crate) fn named(file: &str) -> BTreeMap<String, Statement> {
    texts(file).into_iter().map(|(name, text)| (name, numbered(&text))).collect()
}

/// The same as they are written.
pub(crate) fn texts(file: &str) -> BTreeMap<String, String> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        if let Some(head) = line.strip_prefix("--! ") {
            blocks.push((head.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect(), String::new()));
        } else if let (Some((_, body)), Some(code)) = (blocks.last_mut(), line.split("--").next().filter(|code| !code.trim().is_empty())) {
            body.push_str(code.trim_end());
            body.push('\n');
        }
    }
    blocks.into_iter().map(|(name, body)| (name, body.trim_end().trim_end_matches(';').to_owned())).collect()
}

/// Replaces `:name` by `$n`; `::type` is a cast and stays.
pub(crate) fn numbered(text: &str) -> Statement {
    let mut statement = Statement { sql: String::new(), parameters: Vec::new() };
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        statement.sql.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(cast) = rest.strip_prefix(':') {
            statement.sql.push_str("::");
            rest = cast;
            continue;
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let place = statement.parameters.iter().position(|known| known == name).unwrap_or_else(|| {
            statement.parameters.push(name.to_owned());
            statement.parameters.len() - 1
        });
        statement.sql.push_str(&format!("${}", place + 1));
        rest = after;
    }
    statement.sql.push_str(rest);
    statement
}

#[cfg(test)]
mod tests {
    use super::{Statements, named};

    #[test]
    fn a_repeated_name_is_one_parameter_and_a_cast_is_none() {
        let statements = named("--: Row(x?)\n\n--! pick (a?) : Row\n-- why\nselect :a::uuid, :b -- trailing\n where :a > 1;\n");
        let pick = &statements["pick"];
        assert_eq!(pick.sql, "select $1::uuid, $2\n where $1 > 1");
        assert_eq!(pick.parameters, ["a", "b"]);
        assert_eq!(statements.len(), 1);
    }

    #[test]
    fn every_statement_about_employees_is_found() {
        let names = Statements::of_employees();
        for name in ["first_employees", "next_employees", "read_employee", "edit_employee", "add_employees"] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        assert!(Statements::committed().get("open_context").is_ok());
    }
}
