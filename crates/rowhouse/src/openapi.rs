//! `rowhouse openapi` and `rowhouse errors`: the contract as artefacts that CI compares.

use std::{fs, path::Path, process::ExitCode};

use crate::{Failure, output};

/// Prints, writes or compares one generated document.
pub(crate) fn artefact(document: &str, command: &str, check: Option<&Path>, write: Option<&Path>) -> Result<ExitCode, Failure> {
    if let Some(path) = write {
        fs::write(path, document).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(path) = check else {
        output::line(document.trim_end());
        return Ok(ExitCode::SUCCESS);
    };
    let committed = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    if committed == document {
        return Ok(ExitCode::SUCCESS);
    }
    let line = committed.lines().zip(document.lines()).take_while(|(old, new)| old == new).count() + 1;
    eprintln!("{} is not this version's (first difference in line {line}): run `rowhouse {command} --write` and commit the result.", path.display());
    Ok(ExitCode::FAILURE)
}
