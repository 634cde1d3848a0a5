//! `rowhouse export`: fetches a file of people, whole or not at all.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use futures_util::StreamExt as _;
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::{
    Format, output,
    private_file::PrivateFile,
    remote::{self, Account, Fault, Remote, accepted},
    serve,
};

/// Between two pieces; the server asks for the right anew before each.
const IDLE: Duration = Duration::from_secs(60);

#[derive(clap::Args)]
#[command(after_help = remote::PASSWORD)]
pub(crate) struct Options {
    /// Where to write it, readable by its owner alone; what stands there is replaced once the export is whole.
    file: PathBuf,
    #[command(flatten)]
    account: Account,
    /// Only this department.
    #[arg(long, value_name = "ID")]
    department: Option<Uuid>,
    /// Only this site.
    #[arg(long, value_name = "ID")]
    site: Option<Uuid>,
    /// How the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) async fn run(options: Options) -> ExitCode {
    match export(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => fault.exit(),
    }
}

async fn export(options: &Options) -> Result<(), Fault> {
    if options.file == Path::new("-") {
        return Err(Fault::unusable("an export goes to a file, because half of one on standard output could not be taken back: name a file"));
    }
    let mut stop = serve::stop_signal()?;
    let mut remote = Remote::sign_in(&options.account).await?;
    let outcome = tokio::select! {
        outcome = fetch(options, &mut remote) => outcome,
        _ = stop.wait_for(|stop| *stop) => Err(Fault::refused(format!("stopped: {} is not written", options.file.display()))),
    };
    remote.sign_out().await;
    let bytes = outcome?;
    match options.format {
        Format::Text => output::line(&format!("{}: {bytes} bytes", options.file.display())),
        Format::Json => output::line(&json!({ "file": options.file, "bytes": bytes }).to_string()),
    }
    Ok(())
}

async fn fetch(options: &Options, remote: &mut Remote) -> Result<u64, Fault> {
    let mut query = Vec::new();
    query.extend(options.department.map(|id| ("department_id", id)));
    query.extend(options.site.map(|id| ("site_id", id)));
    let mut file = PrivateFile::create(&options.file).await?;
    let request = remote.request(Method::GET, "employees/export").await?.query(&query);
    let response = request.send().await.map_err(|error| remote::unreachable(remote.base(), &error))?;
    let mut body = accepted(response).await?.bytes_stream();
    let progress = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("export {spinner} {bytes}") {
        progress.set_style(style);
    }
    progress.enable_steady_tick(Duration::from_millis(250));
    let mut bytes = 0;
    loop {
        let piece = tokio::time::timeout(IDLE, body.next()).await;
        let incomplete = |why: String| {
            Fault::refused(format!(
                "the export ended before its end, and {} is not written: {why}. The right to export may have ended.",
                options.file.display()
            ))
        };
        match piece {
            Err(_) => return Err(incomplete("nothing came for a minute".to_owned())),
            Ok(Some(Err(error))) => return Err(incomplete(error.to_string())),
            Ok(Some(Ok(piece))) => {
                file.write(&piece).await?;
                bytes += piece.len() as u64;
                progress.inc(piece.len() as u64);
            }
            Ok(None) => break,
        }
    }
    progress.finish_and_clear();
    file.keep().await?;
    Ok(bytes)
}
