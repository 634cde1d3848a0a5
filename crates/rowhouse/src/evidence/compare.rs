//! `rowhouse policies compare <rev> <rev>`: two versions of the protection, asked the same.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use proof::{
    Ground, Intent,
    compare::{self, Direction, Report, Version},
};
use schema::{EvidenceKind, Sources};

use super::{Format, bar};
use crate::{Failure, output};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    evidence: super::Evidence,
    /// The older version: a commit, tag or branch of the repository here.
    old: String,
    /// The newer one; `.` is the working tree.
    new: String,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let recorder = options.evidence.recorder(EvidenceKind::Compare)?;
    let root = options.evidence.repository.clone().unwrap_or_else(|| PathBuf::from("."));
    let (old, new) = (Checkout::of(&root, &options.old)?, Checkout::of(&root, &options.new)?);
    let (old, new) = (old.version(&options.old)?, new.version(&options.new)?);
    let intent = match &new.intent {
        Some(intent) => intent.clone(),
        None => options.evidence.intent()?,
    };
    let progress = bar(0, "actors, twice");
    let asked = async |ground: &Ground| Ok(compare::compare(ground, &old, &new, intent, &|done| progress.inc(done)).await?);
    let report = options.evidence.gather(asked).await?;
    progress.finish_and_clear();
    let figures = serde_json::json!({ "questions": report.questions, "differences": report.changes.len(), "unintended": report.unintended().len() });
    recorder.record(report.unintended().is_empty(), figures).await?;
    match options.evidence.format {
        Format::Json => output::line(&serde_json::to_string_pretty(&report)?),
        Format::Text => print(&report),
        Format::Html => output::line(&proof::page::comparison(&report)),
    }
    Ok(if report.unintended().is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The files of a version: the working tree, or what git has of a commit in a folder of its own.
pub(crate) enum Checkout {
    Here(PathBuf),
    Taken(tempfile::TempDir),
}

impl Checkout {
    pub(crate) fn of(root: &Path, name: &str) -> Result<Checkout, Failure> {
        if name == "." {
            return Ok(Checkout::Here(root.to_owned()));
        }
        if name.starts_with('-') {
            return Err(format!("{name} is no version").into());
        }
        let known = |path: &str| {
            let found = Command::new("git").arg("-C").arg(root).args(["cat-file", "-e", &format!("{name}:{path}")]).stderr(Stdio::null()).status();
            found.is_ok_and(|status| status.success())
        };
        if !known("policies") {
            return Err(format!("git has no policies for {name}: is it a commit, a tag or a branch of the repository in {}?", root.display()).into());
        }
        let folder = tempfile::Builder::new().prefix("rowhouse-compare-").tempdir()?;
        let mut paths = vec!["policies", "sql/migrations", "sql/catalog"];
        paths.extend(["tests/policies/intent", "tests/policies/scenarios"].into_iter().filter(|path| known(path)));
        let mut archive =
            Command::new("git").arg("-C").arg(root).args(["archive", "--format=tar", name, "--"]).args(&paths).stdout(Stdio::piped()).spawn()?;
        let Some(stream) = archive.stdout.take() else { return Err("git gives no archive".into()) };
        let unpacked = Command::new("tar").arg("-x").arg("-C").arg(folder.path()).stdin(stream).status()?;
        if !archive.wait()?.success() || !unpacked.success() {
            return Err(format!("git could not hand over the policies of {name}").into());
        }
        Ok(Checkout::Taken(folder))
    }

    pub(crate) fn version(&self, name: &str) -> Result<Version, Failure> {
        let root = match self {
            Checkout::Here(root) => root.as_path(),
            Checkout::Taken(folder) => folder.path(),
        };
        let intent = root.join("tests/policies/intent").is_dir().then(|| Intent::checkout(root)).transpose()?;
        Ok(Version { name: name.to_owned(), sources: Sources::checkout(root)?, intent })
    }
}

fn print(report: &Report) {
    for change in &report.changes {
        let word = match change.direction {
            Direction::MorePermissive => "more permissive",
            Direction::LessPermissive => "less permissive",
            Direction::Both => "more and less permissive",
        };
        let meant = if change.intended { "the intent changed as well" } else { "NO LINE OF THE INTENT CHANGED" };
        output::line(&format!("\n{word}: {} {} for {} ({meant})", change.operation, change.object, change.role));
        for (sign, witness) in [('+', &change.gained), ('-', &change.lost)] {
            if let Some(witness) = witness {
                output::line(&format!("  {sign} {witness}"));
            }
        }
    }
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for object in &report.apart {
        kinds.entry(object.split('.').next().unwrap_or_default()).or_default().push(object);
    }
    for (schema, objects) in kinds {
        let shown = objects.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        let more = if objects.len() > 8 { format!(" and {} more", objects.len() - 8) } else { String::new() };
        output::line(&format!("\nonly in one of the two, in {schema}: {shown}{more}"));
    }
    output::line(&format!(
        "\n{} against {}: {} questions, {} differences, {} of them more permissive without a changed line of intent",
        report.versions.0,
        report.versions.1,
        report.questions,
        report.changes.len(),
        report.unintended().len()
    ));
}
