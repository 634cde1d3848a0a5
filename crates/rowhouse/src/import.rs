//! `rowhouse import`: sends a file of people and follows its import to the end.

use std::{
    os::fd::AsFd as _,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::stream;
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::{
    Body, Method,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _},
    sync::watch,
};

use crate::{
    Format, output,
    private_file::PrivateFile,
    remote::{self, Account, Fault, Remote, accepted},
    serve,
};

const PIECE: usize = 64 * 1024;
const ASK_EVERY: Duration = Duration::from_millis(250);
/// A server that is restarted goes on with the import; so long is it waited for.
const PATIENCE: Duration = Duration::from_secs(120);
/// Errors that are shown.
const SHOWN: usize = 20;

#[derive(clap::Args)]
#[command(after_help = remote::PASSWORD)]
pub(crate) struct Options {
    /// CSV in UTF-8, headed by the names of its columns; `-` reads standard input.
    file: PathBuf,
    #[command(flatten)]
    account: Account,
    /// Check and report, write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write the rows without errors, instead of nothing if any row has one.
    #[arg(long)]
    skip_bad_rows: bool,
    /// What a column is whose header is not understood; an empty field ignores it. Once for each column.
    #[arg(long, value_name = "HEADER=FIELD")]
    map: Vec<String>,
    /// Write every error of every row to this file, as CSV.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// How the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// What is needed of an import; the rest is passed on as it came.
#[derive(Deserialize, Clone)]
struct Import {
    id: String,
    state: String,
    phase: String,
    rows_received: u64,
    rows_checked: u64,
    rows_written: u64,
    failed: u64,
    errors: u64,
    created: u64,
    updated: u64,
    unchanged: u64,
    dry_run: bool,
    failure: Option<String>,
    ignored_headers: Vec<String>,
}

#[derive(Deserialize)]
struct Errors {
    items: Vec<RowError>,
    next_cursor: Option<String>,
}

#[derive(Deserialize)]
struct RowError {
    line: u64,
    field: String,
    reason: String,
    message: String,
    value: Option<String>,
}

/// How long each phase took, as seen from here.
#[derive(Default)]
struct Times(Vec<(String, f64)>);

impl Times {
    fn add(&mut self, phase: &str, seconds: f64) {
        match self.0.iter_mut().find(|(known, _)| known == phase) {
            Some((_, sum)) => *sum += seconds,
            None => self.0.push((phase.to_owned(), seconds)),
        }
    }
}

pub(crate) async fn run(options: Options) -> ExitCode {
    match follow(&options).await {
        Ok(code) => code,
        Err(fault) => fault.exit(),
    }
}

async fn follow(options: &Options) -> Result<ExitCode, Fault> {
    let stop = serve::stop_signal()?;
    let mut remote = Remote::sign_in(&options.account).await?;
    let outcome = all(options, &mut remote, stop).await;
    remote.sign_out().await;
    outcome
}

async fn all(options: &Options, remote: &mut Remote, mut stop: watch::Receiver<bool>) -> Result<ExitCode, Fault> {
    let mut times = Times::default();
    let began = Instant::now();
    let accepted = upload(options, remote, &mut stop).await?;
    times.add("upload", began.elapsed().as_secs_f64());
    let (last, raw) = wait(remote, accepted, &mut stop, &mut times).await?;
    let shown = shown_errors(remote, &last).await?;
    if let Some(path) = &options.errors {
        write_errors(remote, &last, path).await?;
    }
    match options.format {
        Format::Json => {
            let seconds: Value = times.0.iter().map(|(phase, seconds)| (phase.clone(), json!(seconds))).collect::<serde_json::Map<_, _>>().into();
            let errors: Vec<Value> = shown
                .iter()
                .map(|e| json!({ "line": e.line, "field": e.field, "reason": e.reason, "message": e.message, "value": e.value }))
                .collect();
            output::line(&json!({ "import": raw, "errors": errors, "seconds": seconds }).to_string());
        }
        Format::Text => output::line(&text(options, &last, &shown, &times)),
    }
    Ok(if last.state == "done" && last.errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn bar(length: Option<u64>, phase: &str) -> ProgressBar {
    let bar = length.map_or_else(ProgressBar::new_spinner, ProgressBar::new).with_message(phase.to_owned());
    let template = match (length, phase) {
        (Some(_), "upload") => "{msg:10} {bar:30} {bytes}/{total_bytes} {eta}",
        (Some(_), _) => "{msg:10} {bar:30} {human_pos}/{human_len} rows {eta}",
        (None, "upload") => "{msg:10} {spinner} {bytes}",
        (None, _) => "{msg:10} {spinner} {elapsed}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// Sends the file. Interrupted before its end, nothing is imported; after it, the answer is still waited for, because by then
/// there may be an import to cancel.
async fn upload(options: &Options, remote: &mut Remote, stop: &mut watch::Receiver<bool>) -> Result<Value, Fault> {
    let unreadable = |error: std::io::Error| Fault::unusable(format!("{} cannot be read: {error}", options.file.display()));
    let (source, length) = if options.file == Path::new("-") {
        let input = std::io::stdin().as_fd().try_clone_to_owned().map_err(unreadable)?;
        (tokio::fs::File::from_std(input.into()), None)
    } else {
        let file = tokio::fs::File::open(&options.file).await.map_err(unreadable)?;
        let about = file.metadata().await.map_err(unreadable)?;
        (file, about.is_file().then_some(about.len()))
    };
    let progress = bar(length, "upload");
    let sent = Arc::new(AtomicBool::new(false));
    let mut query = vec![("dry_run", options.dry_run.to_string())];
    query.push(("on_error", if options.skip_bad_rows { "skip_rows" } else { "reject_all" }.to_owned()));
    query.extend(options.map.iter().map(|pair| ("mapping", pair.clone())));
    let mut request = remote.request(Method::POST, "imports").await?.query(&query).header(CONTENT_TYPE, "text/csv");
    if let Some(length) = length {
        request = request.header(CONTENT_LENGTH, length);
    }
    let sending = request.body(Body::wrap_stream(pieces(source, progress.clone(), Arc::clone(&sent)))).send();
    tokio::pin!(sending);
    let response = tokio::select! {
        response = &mut sending => response,
        _ = stop.wait_for(|stop| *stop) => {
            if !sent.load(Ordering::Acquire) {
                progress.finish_and_clear();
                return Err(Fault::refused("stopped before the whole file was sent: nothing is imported"));
            }
            sending.await
        }
    };
    progress.finish_and_clear();
    let response = accepted(response.map_err(|error| remote::unreachable(remote.base(), &error))?).await?;
    response.json().await.map_err(|error| remote::unreachable(remote.base(), &error))
}

/// The file in pieces, so that it is never in memory as a whole.
fn pieces(
    source: impl AsyncRead + Send + Unpin + 'static,
    progress: ProgressBar,
    sent: Arc<AtomicBool>,
) -> impl futures_util::Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static {
    stream::try_unfold((source, progress, sent), |(mut source, progress, sent)| async move {
        let mut piece = vec![0; PIECE];
        let read = source.read(&mut piece).await?;
        if read == 0 {
            sent.store(true, Ordering::Release);
            return Ok(None);
        }
        piece.truncate(read);
        progress.inc(read as u64);
        Ok(Some((piece, (source, progress, sent))))
    })
}

fn parsed(raw: &Value) -> Result<Import, Fault> {
    Import::deserialize(raw).map_err(|error| Fault::unusable(format!("the server does not describe an import as this version knows it: {error}")))
}

/// Asks until the import is over; an interruption cancels it.
async fn wait(remote: &mut Remote, accepted: Value, stop: &mut watch::Receiver<bool>, times: &mut Times) -> Result<(Import, Value), Fault> {
    let mut raw = accepted;
    let mut import = parsed(&raw)?;
    let path = format!("imports/{}", import.id);
    let mut progress = phase_bar(&import);
    let (mut cancelling, mut silent_since) = (false, None::<Instant>);
    let mut asked = Instant::now();
    while matches!(import.state.as_str(), "receiving" | "queued" | "running") {
        let mut cancel = false;
        tokio::select! {
            () = tokio::time::sleep(ASK_EVERY) => {}
            _ = stop.wait_for(|stop| *stop), if !cancelling => cancel = true,
        }
        let answer = if cancel {
            cancelling = true;
            progress.suspend(|| eprintln!("rowhouse: cancelling the import on the server"));
            remote.ask(Method::POST, &format!("{path}/cancel")).await
        } else {
            remote.ask(Method::GET, &path).await
        };
        match answer {
            Ok(answer) => (raw, silent_since) = (answer, None),
            // it was over a moment before: the next answer says how it ended
            Err(fault) if cancel && !fault.passing => {
                progress.suspend(|| eprintln!("rowhouse: {}", fault.text));
                continue;
            }
            Err(fault) if fault.passing && silent_since.get_or_insert_with(Instant::now).elapsed() < PATIENCE => {
                cancelling &= !cancel; // it did not arrive
                continue;
            }
            Err(fault) => {
                progress.finish_and_clear();
                return Err(Fault { text: format!("{} The import {} may go on: GET /{path} says.", fault.text, import.id), ..fault });
            }
        }
        let next = parsed(&raw)?;
        times.add(&import.phase, asked.elapsed().as_secs_f64());
        asked = Instant::now();
        if next.phase == import.phase {
            progress.set_position(if next.phase == "writing" { next.rows_written } else { next.rows_checked });
        } else {
            progress.finish_and_clear();
            progress = phase_bar(&next);
        }
        import = next;
    }
    progress.finish_and_clear();
    Ok((import, raw))
}

fn phase_bar(import: &Import) -> ProgressBar {
    bar(matches!(import.phase.as_str(), "checking" | "writing").then_some(import.rows_received), &import.phase)
}

async fn page(remote: &mut Remote, import: &Import, limit: usize, cursor: Option<&str>) -> Result<Errors, Fault> {
    // a cursor is URL-safe text
    let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
    remote.ask(Method::GET, &format!("imports/{}/errors?limit={limit}{cursor}", import.id)).await
}

async fn shown_errors(remote: &mut Remote, import: &Import) -> Result<Vec<RowError>, Fault> {
    if import.errors == 0 {
        return Ok(Vec::new());
    }
    Ok(page(remote, import, SHOWN, None).await?.items)
}

/// All errors, page by page; without any, the header alone, so that no file of an earlier run is taken for this one's.
async fn write_errors(remote: &mut Remote, import: &Import, path: &Path) -> Result<(), Fault> {
    let mut file = PrivateFile::create(path).await?;
    file.write(b"line,field,reason,message,value\r\n").await?;
    let mut cursor = None;
    loop {
        let found = page(remote, import, 200, cursor.as_deref()).await?;
        let mut lines = String::new();
        for error in &found.items {
            for cell in [&error.line.to_string(), &error.field, &error.reason, &error.message] {
                api::write_cell(&mut lines, cell);
                lines.push(',');
            }
            api::write_cell(&mut lines, error.value.as_deref().unwrap_or_default());
            lines.push_str("\r\n");
        }
        file.write(lines.as_bytes()).await?;
        cursor = found.next_cursor;
        if cursor.is_none() {
            return Ok(file.keep().await?);
        }
    }
}

/// Text of somebody's file, without what would move the cursor of a terminal or write over other lines.
fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn text(options: &Options, import: &Import, shown: &[RowError], times: &Times) -> String {
    let count = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let ended = match (import.state.as_str(), import.dry_run) {
        ("done", true) => "dry run, nothing is written",
        ("done", false) => "done",
        ("cancelled", _) => "cancelled, nothing is written",
        _ => "failed, nothing is written",
    };
    let mut lines = vec![format!(
        "{}: {ended}. {} received, {} added, {} changed, {} unchanged, {} with errors.",
        options.file.display(),
        count(import.rows_received, "row", "rows"),
        import.created,
        import.updated,
        import.unchanged,
        import.failed
    )];
    if let Some(failure) = &import.failure {
        lines.push(printable(failure));
    }
    lines.push(times.0.iter().map(|(phase, seconds)| format!("{phase} {seconds:.1} s")).collect::<Vec<_>>().join(", "));
    if !import.ignored_headers.is_empty() {
        lines.push(format!("Columns that were ignored: {}.", printable(&import.ignored_headers.join(", "))));
    }
    for error in shown {
        let field = if error.field.is_empty() { String::new() } else { format!(", {}", printable(&error.field)) };
        let value = error.value.as_deref().map(|value| format!(" ({})", printable(value))).unwrap_or_default();
        lines.push(format!("line {}{field}: {}{value}", error.line, printable(&error.message)));
    }
    let more = import.errors.saturating_sub(shown.len() as u64);
    if more > 0 {
        let rest = if options.errors.is_some() { "" } else { ": --errors FILE writes all of them" };
        lines.push(format!("and {}{rest}", count(more, "more error", "more errors")));
    }
    if let Some(path) = &options.errors {
        lines.push(format!("Every error is in {}.", path.display()));
    }
    lines.join("\n")
}
