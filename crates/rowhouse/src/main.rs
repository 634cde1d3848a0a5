//! `rowhouse`: one binary for development, production and audit.

mod admin;
mod check;
mod demo;
mod dev;
mod evidence;
mod explain;
mod export;
mod health;
mod import;
mod notify;
mod openapi;
mod output;
mod passwords;
mod policies;
mod private_file;
mod remote;
mod secrets;
mod serve;
mod worker;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};

/// A failure as one sentence for the person at the terminal.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(name = "rowhouse", version, about = "People operations in which the database itself decides who may see and do what")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How log lines look.
    #[arg(long, global = true, value_enum, default_value = "text", env = "ROWHOUSE_LOG_FORMAT")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

/// How a report is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// Start PostgreSQL, load two demo organisations and serve the API on this machine
    Dev(dev::Options),
    /// Serve the API for production
    Serve(serve::Options),
    /// Bring the database of DATABASE_URL up to date: migrations, then policies
    Migrate {
        /// How the report is printed.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// Then give app_api, app_auth and app_worker the passwords in ROWHOUSE_API_DATABASE_URL, ROWHOUSE_AUTH_DATABASE_URL and
        /// ROWHOUSE_WORKER_DATABASE_URL (or their _FILE forms); the server only gets SCRAM verifiers to see.
        #[arg(long)]
        login_passwords: bool,
        #[command(flatten)]
        database: admin::Database,
    },
    /// Look at everything that should be right before going live; exits 1 on an error, 2 if it could not look
    Check(check::Options),
    /// Ask the API on this machine whether it can answer requests; exits 1 if not
    Health(serve::Listen),
    /// Add and change people from a CSV file, over HTTP
    Import(import::Options),
    /// Write the people one sees to a CSV file, over HTTP
    Export(export::Options),
    /// Evidence about what protects the database
    #[command(subcommand)]
    Policies(Policies),
    /// Print the OpenAPI document, or compare it with the committed one
    Openapi {
        /// Compare with this file and exit 1 on a difference.
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "openapi/rowhouse.json", conflicts_with = "write")]
        check: Option<PathBuf>,
        /// Write it to this file.
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "openapi/rowhouse.json")]
        write: Option<PathBuf>,
    },
    /// Print the list of errors, or compare it with the committed one
    Errors {
        /// Compare with this file and exit 1 on a difference.
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "docs/errors.md", conflicts_with = "write")]
        check: Option<PathBuf>,
        /// Write it to this file.
        #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "docs/errors.md")]
        write: Option<PathBuf>,
    },
    /// Print a new signing key for ROWHOUSE_SIGNING_KEY
    Keygen,
}

#[derive(Subcommand)]
enum Policies {
    /// Compare the live catalog with the files; exits 1 on drift
    Diff {
        /// How the report is printed.
        #[arg(long, value_enum, default_value = "text")]
        format: evidence::Format,
        /// Leave a row in platform.evidence_runs: catalog.evidence_runs shows it to auditors.
        #[arg(long)]
        record: bool,
        #[command(flatten)]
        database: admin::Database,
    },
    /// The intent as a matrix, and whether it speaks of everything there is; exits 1 if it does not
    Matrix(evidence::matrix::Options),
    /// The rules of catalog.lints; exits 1 on an error or a warning
    Lint(evidence::lint::Options),
    /// The database against an independent model on random organisations; exits 1 if they disagree
    Oracle(evidence::oracle::Options),
    /// Try every cell of the intent for real, as the runtime logins; exits 1 on a finding
    Test(evidence::test::Options),
    /// Two versions of the protection asked the same; exits 1 if the newer one allows what no changed line of the intent says
    Compare(evidence::compare::Options),
    /// All of it as one HTML page that opens from disk; exits 1 on a finding
    Report(evidence::report::Options),
    /// Change the protection in one place at a time and see whether the suite notices; exits 1 if something survives
    Mutate(evidence::mutate::Options),
    /// Why a member may or may not do something, tried as them and undone; exits 0 for yes, 1 for no, 2 if it cannot tell
    Explain(explain::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    output::start_logging(arguments.log_format, matches!(arguments.command, Command::Dev(_) | Command::Serve(_)));
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("rowhouse: the async runtime cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(run(arguments.command));
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match outcome {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("rowhouse: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Dev(options) => dev::run(options).await,
        Command::Serve(options) => serve::run(options).await,
        Command::Migrate { format, login_passwords, database } => policies::migrate(&database, format, login_passwords).await,
        Command::Check(options) => Ok(check::run(options).await),
        Command::Health(listen) => health::run(&listen).await,
        Command::Import(options) => Ok(import::run(options).await),
        Command::Export(options) => Ok(export::run(options).await),
        Command::Policies(Policies::Matrix(options)) => evidence::matrix::run(options).await,
        Command::Policies(Policies::Lint(options)) => evidence::lint::run(options).await,
        Command::Policies(Policies::Oracle(options)) => evidence::oracle::run(options).await,
        Command::Policies(Policies::Test(options)) => evidence::test::run(options).await,
        Command::Policies(Policies::Compare(options)) => evidence::compare::run(options).await,
        Command::Policies(Policies::Report(options)) => evidence::report::run(options).await,
        Command::Policies(Policies::Mutate(options)) => evidence::mutate::run(options).await,
        Command::Policies(Policies::Diff { format, record, database }) => policies::diff(&database, format, record).await,
        Command::Policies(Policies::Explain(options)) => Ok(explain::run(&options).await),
        Command::Openapi { check, write } => openapi::artefact(&api::openapi_document(), "openapi", check.as_deref(), write.as_deref()),
        Command::Errors { check, write } => openapi::artefact(&api::errors_document(), "errors", check.as_deref(), write.as_deref()),
        Command::Keygen => {
            output::line(&auth::generate_signing_key());
            Ok(ExitCode::SUCCESS)
        }
    }
}
