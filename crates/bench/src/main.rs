//! What the kernel costs: the same operations with every filter written out by hand, and through row security.
//!
//! ```text
//! cargo run --release -p bench -- kernel                  the comparison, with the goals
//! cargo run --release -p bench -- kernel --parts          where the kernel's cost goes
//! cargo run --release -p bench -- kernel --variant a.sql  the kernel against a changed kernel
//! cargo run --release -p bench -- start                   start time and memory of `rowhouse serve`
//! cargo run --release -p bench -- import                  speed and memory of an import of 300,000 people
//! cargo run --release -p bench -- channels                times of answers about hidden rows against absent ones
//! cargo run --release -p bench -- performance             reviews, grades and calibration at size, and how they grow
//! cargo run --release -p bench -- people > people.csv     the file of that import
//! ```
//!
//! Ratios travel between machines, microseconds do not: every number is a median of short slices that took turns.

mod channels;
mod compare;
mod contestant;
mod hand;
mod html;
mod import;
mod kept;
mod load;
mod operation;
mod parts;
mod people;
mod performance;
mod pipeline;
mod plans;
mod progress;
mod report;
mod scratch;
mod start;
mod statements;
mod stats;
mod switches;
mod text;
mod variant;
mod world;

use std::{
    io::{self, BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use clap::{Parser, Subcommand, ValueEnum};

/// A failure as one sentence for the person at the terminal.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Parser)]
#[command(name = "bench", about = "Measures the kernel against hand-written filters")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// How a report is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Subcommand)]
enum Command {
    /// The kernel against hand-written filters, or against a changed kernel
    Kernel(Kernel),
    /// Start time and idle memory of `rowhouse serve`
    Start {
        /// The program to measure; by default the `rowhouse` beside this one.
        #[arg(long, value_name = "FILE")]
        binary: Option<PathBuf>,
        /// How the report is printed.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// How long answers about hidden rows take, against absent ones, in turns
    Channels(Channels),
    /// Reviews, grades and calibration among 1.6 million reviews, against hand-written filters and a tenth of the data
    Performance {
        /// How the report is printed.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// Two rounds instead of seven: for trying out, not for quoting.
        #[arg(long)]
        quick: bool,
    },
    /// A file of people, on standard output
    People(People),
    /// Imports such a file twice with `rowhouse import` and `rowhouse serve`; fails if the second time changes anything
    Import {
        #[command(flatten)]
        people: People,
        /// The program to measure; by default the `rowhouse` beside this one.
        #[arg(long, value_name = "FILE")]
        binary: Option<PathBuf>,
        /// How the report is printed.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

#[derive(clap::Args)]
struct Channels {
    /// Pairs of requests for each line; a sign-in takes a tenth of them.
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(50..))]
    pairs: u32,
    /// The program to measure; by default the `rowhouse` beside this one.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// How the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(clap::Args)]
struct People {
    /// Rows after the header.
    #[arg(long, default_value_t = 300_000, value_parser = clap::value_parser!(u32).range(1..))]
    rows: u32,
    /// Share of rows that are wrong, 0-1.
    #[arg(long, default_value_t = 0.01, value_parser = share)]
    bad: f64,
}

impl People {
    fn company(&self) -> people::Company {
        people::Company { rows: self.rows as usize, bad: self.bad }
    }
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "a share is between 0 and 1".to_owned())
}

#[derive(clap::Args)]
struct Kernel {
    /// How the report is printed.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// A few seconds per operation instead of half a minute: for trying out, not for quoting.
    #[arg(long)]
    quick: bool,
    /// Also write the comparison as a page that opens from disk.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Measure what each part of the kernel costs instead of comparing.
    #[arg(long, conflicts_with_all = ["html", "variant"])]
    parts: bool,
    /// A changed kernel to measure beside the real one: SQL for a superuser, and `--! name` blocks that replace statements.
    #[arg(long, value_name = "FILE")]
    variant: Vec<PathBuf>,
    /// Only operations whose name contains this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = tokio::runtime::Runtime::new().map_err(Failure::from).and_then(|runtime| {
        let outcome = runtime.block_on(run(arguments.command));
        runtime.shutdown_timeout(Duration::from_secs(1));
        outcome
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("bench: {}", explained(&*failure));
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Start { binary, format } => start::run(binary, format).await,
        Command::People(people) => {
            let mut out = BufWriter::new(io::stdout().lock());
            match people.company().write(&mut out).and_then(|()| out.flush()) {
                // `| head` has seen enough
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
                _ => Ok(()),
            }
        }
        Command::Channels(options) => channels::run(&options).await,
        Command::Performance { format, quick } => performance::run(format, quick).await,
        Command::Import { people, binary, format } => import::run(binary, people.company(), format).await,
        Command::Kernel(options) if options.parts => parts::run(&options).await,
        Command::Kernel(options) => compare::run(&options).await,
    }
}

/// An error with what it was caused by: the driver's own text is only "db error".
fn explained(failure: &(dyn std::error::Error + 'static)) -> String {
    let mut text = failure.to_string();
    let mut source = failure.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}
