//! Regenerates what is committed but not written by hand: `crates/queries` (clorinde), `sql/schema.sql` (pg_dump) and
//! `docs/transitions.md` (from the table that the suite walks).
//!
//! `cargo run -p generate` writes, `cargo run -p generate -- --check` only compares and exits 1 on a difference.
//! Both work on a throw-away cluster that our own migrator fills, never on a database somebody uses.

mod queries;
mod snapshot;
mod transitions;

use std::{path::Path, process::ExitCode};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    match run(check) {
        Ok(stale) if stale.is_empty() => ExitCode::SUCCESS,
        Ok(stale) => {
            for artefact in stale {
                eprintln!("{artefact} is not what the sources say: run `cargo run -p generate` and commit the result");
            }
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("generate: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the artefacts that differ; only ever non-empty with `check`.
fn run(check: bool) -> Result<Vec<String>, Failure> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let folder = tempfile::Builder::new().prefix("rowhouse-generate").tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let cluster = runtime.block_on(cluster::Cluster::start(cluster::Settings {
        binaries: std::env::var_os("ROWHOUSE_POSTGRES_BIN").map(Into::into),
        quiet: true,
        ..cluster::Settings::new(folder.path().join("cluster"))
    }))?;
    let outcome = generate(&runtime, &cluster, &repository, folder.path(), check);
    runtime.block_on(cluster.stop())?;
    outcome
}

fn generate(
    runtime: &tokio::runtime::Runtime,
    cluster: &cluster::Cluster,
    repository: &Path,
    work: &Path,
    check: bool,
) -> Result<Vec<String>, Failure> {
    let url = cluster.admin_url("postgres");
    runtime.block_on(async {
        let (mut client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await?;
        tokio::spawn(connection);
        schema::migrate(&mut client).await?;
        Ok::<_, Failure>(())
    })?;
    let mut stale = Vec::new();

    let generated = work.join("queries");
    queries::generate(&url, repository, &generated)?;
    let committed = repository.join("crates/queries");
    if check {
        if !queries::same(&generated, &committed)? {
            stale.push("crates/queries".to_owned());
        }
    } else {
        queries::replace(&generated, &committed)?;
    }

    let table = std::fs::read_to_string(repository.join("tests/policies/transitions/transitions.csv"))?;
    for (name, text) in [("sql/schema.sql", snapshot::dump(&cluster.binaries().folder, &url)?), ("docs/transitions.md", transitions::drawn(&table)?)]
    {
        let path = repository.join(name);
        if check {
            if std::fs::read_to_string(&path).unwrap_or_default() != text {
                stale.push(name.to_owned());
            }
        } else {
            std::fs::write(&path, text)?;
        }
    }
    Ok(stale)
}
