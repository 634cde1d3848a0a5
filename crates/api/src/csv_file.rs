//! CSV as people send and read it: which column is which field, records out of a stream in constant memory, cells that a
//! spreadsheet would run as formulas, and `text/csv` as a payload.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use poem::{Body, IntoResponse, Request, RequestBody, Response, Result};
use poem_openapi::{
    payload::{ParsePayload, Payload},
    registry::{MetaSchema, MetaSchemaRef},
};

/// The fields, in the order of the database's function and of an export.
pub(crate) const FIELDS: [&str; 12] = [
    "employee_no",
    "display_name",
    "legal_name",
    "work_email",
    "work_phone",
    "department",
    "position",
    "site",
    "employment_type",
    "hired_on",
    "manager",
    "manager_from",
];

/// What else a header may call them, in the letters that [`plain`] leaves.
const SYNONYMS: &[(&str, &[&str])] = &[
    (
        "employee_no",
        &["employee_number", "employee_id", "personnel_number", "personnel_no", "staff_number", "staff_id", "number", "no", "id", "personalnummer"],
    ),
    ("display_name", &["name", "full_name", "employee_name", "preferred_name"]),
    ("legal_name", &["official_name", "name_in_passport"]),
    ("work_email", &["email", "e_mail", "mail", "work_e_mail", "email_address", "business_email", "company_email"]),
    ("work_phone", &["phone", "telephone", "phone_number", "business_phone", "work_telephone"]),
    ("department", &["dept", "team", "org_unit", "abteilung"]),
    ("position", &["title", "job_title", "role", "job"]),
    ("site", &["location", "office", "place_of_work", "standort"]),
    ("employment_type", &["type", "contract_type", "contract"]),
    ("hired_on", &["hire_date", "hired", "start_date", "date_of_hire", "joined_on", "joining_date", "entry_date"]),
    ("manager", &["manager_no", "manager_number", "manager_id", "manager_email", "reports_to", "supervisor", "line_manager"]),
    ("manager_from", &["manager_since", "reports_since", "line_from"]),
];

/// Longest record in bytes: a quote left open would otherwise swallow the file.
pub(crate) const LONGEST_RECORD: usize = 64 * 1024;
const MOST_COLUMNS: usize = 1024;

/// Which column of a file is which field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// By position: the place in [`FIELDS`], or nothing.
    pub(crate) fields: Vec<Option<usize>>,
    /// The headers as they stand, for errors.
    pub(crate) headers: Vec<String>,
}

impl Columns {
    /// From the header record; `mapping` holds the caller's own `header=field` pairs.
    pub(crate) fn of(headers: &[String], mapping: &[(String, Option<usize>)]) -> std::result::Result<Self, String> {
        let mut fields = Vec::new();
        for header in headers {
            let name = plain(header);
            let own = mapping.iter().find(|(mapped, _)| plain(mapped) == name);
            let field = own.map_or_else(|| known(&name), |(_, field)| *field);
            if let Some(field) = field
                && fields.contains(&Some(field))
            {
                return Err(format!("Two columns mean {}: map one of them to nothing (\"header=\").", FIELDS[field]));
            }
            fields.push(field);
        }
        if let Some((absent, _)) = mapping.iter().find(|(mapped, _)| !headers.iter().any(|header| plain(header) == plain(mapped))) {
            return Err(format!("The mapping names \"{}\", and the file has no such column.", cut(absent, 60)));
        }
        if !fields.contains(&Some(0)) {
            return Err("No column holds employee numbers: name one employee_no, or map one to it (\"header=employee_no\").".to_owned());
        }
        Ok(Self { fields, headers: headers.to_vec() })
    }

    /// Headers that mean nothing here.
    pub(crate) fn ignored(&self) -> Vec<String> {
        self.headers.iter().zip(&self.fields).filter(|(_, field)| field.is_none()).map(|(header, _)| cut(header, 100)).take(100).collect()
    }

    /// The fields there is a column for.
    pub(crate) fn present(&self) -> Vec<&'static str> {
        FIELDS.iter().enumerate().filter(|(at, _)| self.fields.contains(&Some(*at))).map(|(_, name)| *name).collect()
    }
}

fn known(name: &str) -> Option<usize> {
    FIELDS.iter().position(|field| *field == name).or_else(|| {
        let (field, _) = SYNONYMS.iter().find(|(_, names)| names.contains(&name))?;
        FIELDS.iter().position(|candidate| candidate == field)
    })
}

/// Lower case, and everything that is neither letter nor digit as one underscore.
fn plain(header: &str) -> String {
    let mut name = String::new();
    for letter in header.trim().chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            name.push(letter);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    name.trim_matches('_').to_owned()
}

/// `header=field` as it came in a request; an empty field means: ignore this column.
pub(crate) fn mapping(pair: &str) -> std::result::Result<(String, Option<usize>), String> {
    let (header, field) =
        pair.rsplit_once('=').ok_or_else(|| format!("A mapping is \"header=field\", and \"{}\" has no equals sign.", cut(pair, 60)))?;
    let field = field.trim();
    if field.is_empty() {
        return Ok((header.to_owned(), None));
    }
    let at = FIELDS.iter().position(|known| *known == field);
    at.map(|at| (header.to_owned(), Some(at))).ok_or_else(|| format!("\"{}\" is no field. There are: {}.", cut(field, 60), FIELDS.join(", ")))
}

/// At most so many characters.
pub(crate) fn cut(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

/// A cell that a spreadsheet would run begins with an apostrophe; so does one that began with apostrophes before such a sign, so
/// that [`unguarded`] gives back exactly what was there.
pub(crate) fn guarded(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// What [`guarded`] cells were before.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if guarded(rest) => rest,
        _ => cell,
    }
}

/// Appends a cell, quoted where it must be, and guarded where a spreadsheet would run it.
pub fn write_cell(line: &mut String, cell: &str) {
    let guard = guarded(cell);
    if cell.contains(['"', ',', ';', '\t', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        line.push('"');
        if guard {
            line.push('\'');
        }
        for letter in cell.chars() {
            if letter == '"' {
                line.push('"');
            }
            line.push(letter);
        }
        line.push('"');
    } else {
        if guard {
            line.push('\'');
        }
        line.push_str(cell);
    }
}

/// What a step of [`Records`] gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// All input is used up.
    NeedsMore,
    /// A record is in [`Records::cell`].
    Record,
    /// The file is over.
    End,
    /// A record is longer than any could be.
    TooLong,
}

/// Records out of a stream. Line endings may be LF, CRLF or CR; empty lines are passed over.
pub(crate) struct Records {
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    cells: usize,
    fresh: bool,
    newlines: i64,
    /// The line on which the present record begins, from 1.
    pub(crate) line: i64,
}

impl Records {
    pub(crate) fn new(delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; LONGEST_RECORD],
            ends: vec![0; MOST_COLUMNS],
            filled: 0,
            cells: 0,
            fresh: true,
            newlines: 0,
            line: 1,
        }
    }

    /// Reads on; `input` loses what was read. `last`: nothing comes after it. (To the reader below, empty input is the end of the
    /// file, and a piece may well end where a record does.)
    pub(crate) fn step(&mut self, input: &mut &[u8], last: bool) -> Step {
        if input.is_empty() && !last {
            return Step::NeedsMore;
        }
        if self.fresh {
            let skipped = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (blank, rest) = input.split_at(skipped);
            self.newlines += newlines(blank);
            *input = rest;
            if rest.is_empty() && !last {
                return Step::NeedsMore;
            }
            self.line = self.newlines + 1;
            (self.filled, self.cells) = (0, 0);
            self.fresh = false;
        }
        let (result, read, written, ended) = self.reader.read_record(input, &mut self.bytes[self.filled..], &mut self.ends[self.cells..]);
        self.newlines += newlines(&input[..read]);
        *input = &input[read..];
        self.filled += written;
        self.cells += ended;
        match result {
            ReadRecordResult::InputEmpty => Step::NeedsMore,
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => Step::TooLong,
            ReadRecordResult::Record => {
                self.fresh = true;
                Step::Record
            }
            ReadRecordResult::End => Step::End,
        }
    }

    /// How many cells the record has.
    pub(crate) fn len(&self) -> usize {
        self.cells
    }

    /// A cell's bytes, without its quotes.
    pub(crate) fn cell(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends[..self.cells].get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.bytes.get(start..end)
    }
}

fn newlines(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(i64::MAX)
}

/// The delimiter and headers of a file's beginning: whichever of the three makes most sense of it.
pub(crate) fn header(head: &[u8], mapping: &[(String, Option<usize>)]) -> std::result::Result<(u8, Columns), String> {
    let mut best: Option<(usize, u8, std::result::Result<Columns, String>)> = None;
    for delimiter in [b',', b';', b'\t'] {
        let mut records = Records::new(delimiter);
        let mut input = head;
        let mut step = records.step(&mut input, true);
        while step == Step::NeedsMore {
            step = records.step(&mut input, true); // the end of the file may stand in for the line's
        }
        if step != Step::Record {
            continue;
        }
        let cells: std::result::Result<Vec<String>, _> = (0..records.len())
            .map(|at| std::str::from_utf8(records.cell(at).unwrap_or_default()).map(|text| unguarded(text.trim()).to_owned()))
            .collect();
        let Ok(headers) = cells else { return Err("The header line is not UTF-8: save the file as UTF-8.".to_owned()) };
        let columns = Columns::of(&headers, mapping);
        let recognised = headers.iter().filter(|header| known(&plain(header)).is_some()).count() * 2 + usize::from(columns.is_ok());
        if best.as_ref().is_none_or(|(most, ..)| recognised > *most) {
            best = Some((recognised, delimiter, columns));
        }
    }
    let (_, delimiter, columns) = best.ok_or("The file has no header line of at most 64 KiB.")?;
    columns.map(|columns| (delimiter, columns))
}

/// `text/csv`, streamed both ways.
pub(crate) struct Csv(pub(crate) Body);

impl Payload for Csv {
    const CONTENT_TYPE: &'static str = "text/csv";

    fn check_content_type(content_type: &str) -> bool {
        content_type.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("text/csv"))
    }

    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema { format: Some("binary"), ..MetaSchema::new("string") }))
    }
}

impl ParsePayload for Csv {
    const IS_REQUIRED: bool = true;

    async fn from_request(_request: &Request, body: &mut RequestBody) -> Result<Self> {
        Ok(Self(body.take()?))
    }
}

impl IntoResponse for Csv {
    fn into_response(self) -> Response {
        Response::builder().content_type("text/csv; charset=utf-8").body(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8], piece: usize) -> Vec<(i64, Vec<String>)> {
        let mut records = Records::new(b',');
        let mut found = Vec::new();
        let mut pieces = text.chunks(piece);
        let (mut input, mut last): (&[u8], bool) = (&[], false);
        loop {
            match records.step(&mut input, last) {
                Step::NeedsMore => {
                    let next = pieces.next();
                    last = next.is_none();
                    input = next.unwrap_or_default();
                }
                Step::Record => {
                    let cells = (0..records.len()).map(|at| String::from_utf8_lossy(records.cell(at).expect("a cell")).into_owned());
                    found.push((records.line, cells.collect()));
                }
                Step::End => return found,
                Step::TooLong => panic!("too long"),
            }
        }
    }

    #[test]
    fn records_know_their_lines_however_the_stream_is_cut() {
        let text = b"a,b\r\n1,\"x\r\ny\"\r\n\r\n2,\"say \"\"hi\"\"\"\n3,z\n\n\n";
        let expected = [(1, vec!["a", "b"]), (2, vec!["1", "x\r\ny"]), (5, vec!["2", "say \"hi\""]), (6, vec!["3", "z"])];
        for piece in 1..text.len() {
            let found = all(text, piece);
            let found: Vec<(i64, Vec<&str>)> = found.iter().map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect())).collect();
            assert_eq!(found, expected, "in pieces of {piece}");
        }
        assert_eq!(all(b"a,b\n1,2", 3).len(), 2, "without a last line ending");
    }

    #[test]
    fn every_delimiter_and_spelling_of_a_header_is_understood() {
        for (head, delimiter) in [("Employee No,E-Mail,Shoe size\n", b','), ("employee number;EMAIL;Schuhe\n", b';'), ("\"ID\"\tmail\tx\n", b'\t')] {
            let (found, columns) = header(head.as_bytes(), &[]).expect("a header");
            assert_eq!(found, delimiter, "{head}");
            assert_eq!(columns.fields, [Some(0), Some(3), None], "{head}");
            assert_eq!(columns.ignored().len(), 1);
        }
        assert!(header(b"name,mail\n", &[]).is_err(), "no number");
        assert!(header(b"id,number\n", &[]).is_err(), "two columns for one field");
        let own = [mapping("Key=employee_no").expect("a pair"), mapping("id=").expect("a pair")];
        assert_eq!(header(b"key,id,name\n", &own).expect("a header").1.fields, [Some(0), None, Some(1)]);
        assert!(header(b"id,name\n", &[mapping("nope=site").expect("a pair")]).is_err(), "a mapping of nothing");
        assert!(mapping("x=shoe").is_err() && mapping("x").is_err());
    }

    #[test]
    fn what_the_formula_guard_adds_is_taken_away_again_and_nothing_else() {
        for cell in ["=1+1", "+49 30", "-1", "@x", "'=x", "''=x", "'quoted'", "O'Brien", "", "'", "\tx", "plain", "say \"hi\"", "a,b", "a\nb"] {
            let mut line = String::new();
            write_cell(&mut line, cell);
            line.push_str(",end\n");
            let found = all(line.as_bytes(), 64);
            assert_eq!(unguarded(&found[0].1[0]), cell, "{line}");
            assert!(!found[0].1[0].starts_with(['=', '+', '-', '@', '\t', '\r']), "{line}");
        }
    }
}
