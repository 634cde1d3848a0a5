//! Receiving a file of people: read as it arrives, staged in batches, never in memory as a whole.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use poem::{
    Body,
    http::{HeaderMap, Method, header as http_header},
};
use serde_json::{Value, json};
use store::{
    Context,
    datastore::imports::{self, NewImport},
};
use types::{Error, Problem};
use uuid::Uuid;

use crate::{
    App,
    csv_file::{self, Columns, FIELDS, LONGEST_RECORD, Records, Step, cut, unguarded},
    imports::unreadable,
};

/// Longest file in bytes.
const UPLOAD_LIMIT: u64 = 100 * 1024 * 1024;
/// From the first byte to the last: within the life of an access token.
pub(crate) const UPLOAD_DEADLINE: Duration = Duration::from_secs(600);
/// Between two pieces.
const IDLE_DEADLINE: Duration = Duration::from_secs(15);
/// Rows and bytes per statement, whichever comes first.
const BATCH_ROWS: usize = 1000;
const BATCH_BYTES: usize = 256 * 1024;

/// The one operation that reads its own body.
pub(crate) fn is_upload(method: &Method, path: &str) -> bool {
    method == Method::POST && path == "/imports"
}

/// A length that is announced is refused before the first byte.
pub(crate) fn announced_within_limit(headers: &HeaderMap) -> Result<(), Error> {
    let announced = headers.get(http_header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse::<u64>().ok());
    if announced.is_some_and(|length| length > UPLOAD_LIMIT) { Err(too_large()) } else { Ok(()) }
}

fn too_large() -> Error {
    Error::new(Problem::TooLarge).detail("A file of people has at most 100 MB. Split it.")
}

/// What the caller asked for.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) dry_run: bool,
    pub(crate) on_error: &'static str,
    pub(crate) mapping: &'a [String],
}

/// The pieces of a body, within their limits.
struct Pieces<S> {
    stream: S,
    received: u64,
    deadline: Instant,
}

impl<S, B> Pieces<S>
where
    S: futures_util::Stream<Item = std::io::Result<B>> + Unpin,
    B: AsRef<[u8]>,
{
    async fn next(&mut self) -> Result<Option<B>, Error> {
        let patience = IDLE_DEADLINE.min(self.deadline.saturating_duration_since(Instant::now()));
        let late = || Error::new(Problem::MalformedRequest).detail("The file took too long to arrive.");
        match tokio::time::timeout(patience, self.stream.next()).await.map_err(|_| late())? {
            None => Ok(None),
            Some(Err(error)) => Err(Error::new(Problem::MalformedRequest).detail("The upload was cut off before its end.").internal(error)),
            Some(Ok(piece)) => {
                self.received += piece.as_ref().len() as u64;
                if self.received > UPLOAD_LIMIT { Err(too_large()) } else { Ok(Some(piece)) }
            }
        }
    }
}

/// Receives a whole file and queues its import; gives its id. What cannot be read to its end leaves a failed import.
pub(crate) async fn receive(app: &App, context: &Context, wanted: Wanted<'_>, body: Body) -> Result<Uuid, Error> {
    let mapping: Vec<_> = wanted.mapping.iter().map(|pair| csv_file::mapping(pair)).collect::<Result<_, _>>().map_err(unreadable)?;
    let mut pieces = Pieces { stream: Box::pin(body.into_bytes_stream()), received: 0, deadline: Instant::now() + UPLOAD_DEADLINE };
    let mut head = Vec::new();
    while !head.iter().skip_while(|byte| matches!(byte, b'\r' | b'\n')).any(|byte| matches!(byte, b'\r' | b'\n')) && head.len() <= LONGEST_RECORD {
        match pieces.next().await? {
            Some(piece) => head.extend_from_slice(piece.as_ref()),
            None => break,
        }
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        return Err(unreadable("This file is UTF-16: save it as UTF-8."));
    }
    let (delimiter, columns) = csv_file::header(text, &mapping).map_err(unreadable)?;
    let id = Uuid::now_v7();
    let import = NewImport {
        id,
        dry_run: wanted.dry_run,
        on_error: wanted.on_error,
        delimiter: &char::from(delimiter).to_string(),
        fields: &columns.present(),
        ignored_headers: &columns.ignored(),
    };
    imports::open(&app.store.requests, context, &import).await?;
    let mut staging = Staging { app, context, id, columns, rows: Vec::new(), errors: Vec::new(), bytes: 0 };
    let outcome = staging.all(text, Records::new(delimiter), &mut pieces).await;
    if let Err(error) = outcome {
        // best effort: the sweep ends it otherwise
        let _ = imports::abort(&app.store.requests, context, id, &error.to_string()).await;
        return Err(error);
    }
    imports::submit(&app.store.requests, context, id, signed(pieces.received)).await?;
    Ok(id)
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

struct Staging<'a> {
    app: &'a App,
    context: &'a Context,
    id: Uuid,
    columns: Columns,
    rows: Vec<Value>,
    errors: Vec<Value>,
    bytes: usize,
}

impl Staging<'_> {
    async fn all<S, B>(&mut self, head: &[u8], mut records: Records, pieces: &mut Pieces<S>) -> Result<(), Error>
    where
        S: futures_util::Stream<Item = std::io::Result<B>> + Unpin,
        B: AsRef<[u8]>,
    {
        let mut header = true;
        let mut piece = None;
        let mut last = false;
        let mut input: &[u8] = head;
        loop {
            match records.step(&mut input, last) {
                Step::NeedsMore => {
                    piece = pieces.next().await?;
                    last = piece.is_none();
                    input = piece.as_ref().map_or(&[], AsRef::as_ref);
                }
                Step::Record if header => header = false,
                Step::Record => {
                    self.take(&records);
                    if self.rows.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
                        self.flush(pieces.received).await?;
                    }
                }
                Step::End => break,
                Step::TooLong => {
                    return Err(unreadable(format!(
                        "The record that begins on line {} is longer than 64 KiB or has more than 1,024 columns: is a quote left open?",
                        records.line
                    )));
                }
            }
        }
        drop(piece);
        self.flush(pieces.received).await
    }

    fn take(&mut self, records: &Records) {
        if (0..records.len()).all(|at| records.cell(at).is_none_or(|cell| cell.iter().all(u8::is_ascii_whitespace))) {
            return; // a spreadsheet's empty row
        }
        let mut row = vec![Value::Null; FIELDS.len() + 1];
        row[0] = records.line.into();
        if records.len() != self.columns.fields.len() {
            let message = format!("This row has {} cells, the header has {}.", records.len(), self.columns.fields.len());
            self.errors.push(json!([records.line, "", "field_count", message, null]));
        }
        for (at, field) in self.columns.fields.iter().enumerate() {
            let Some(cell) = records.cell(at) else { break };
            let name = field.map_or_else(|| cut(&self.columns.headers[at], 100), |field| FIELDS[field].to_owned());
            self.bytes += cell.len();
            let text = match std::str::from_utf8(cell) {
                Ok(text) if text.contains('\0') => {
                    self.errors.push(json!([
                        records.line,
                        name,
                        "nul_character",
                        "This cell contains a NUL character.",
                        cut(&text.replace('\0', " "), 100)
                    ]));
                    continue;
                }
                Ok(text) => text,
                Err(_) => {
                    let shown = cut(&String::from_utf8_lossy(cell).replace('\0', " "), 100);
                    self.errors.push(json!([records.line, name, "bad_encoding", "This cell is not UTF-8. Save the file as UTF-8.", shown]));
                    continue;
                }
            };
            let Some(field) = *field else { continue };
            let text = unguarded(text.trim()).trim();
            if !text.is_empty() {
                row[field + 1] = if FIELDS[field] == "employment_type" { text.to_lowercase().replace([' ', '-'], "_").into() } else { text.into() };
            }
        }
        self.rows.push(Value::Array(row));
    }

    async fn flush(&mut self, received: u64) -> Result<(), Error> {
        if self.rows.is_empty() && self.errors.is_empty() {
            return Ok(());
        }
        self.bytes = 0;
        let (rows, errors) = (Value::Array(std::mem::take(&mut self.rows)), Value::Array(std::mem::take(&mut self.errors)));
        imports::stage(&self.app.store.requests, self.context, self.id, signed(received), &rows, &errors).await
    }
}
