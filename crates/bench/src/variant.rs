//! A changed kernel, as a file: SQL for a superuser, then `--! name` blocks that replace statements of `sql/queries`, or the
//! words a transaction begins with (`--! begin_read`, `--! begin_write`). It must keep every guarantee to be worth measuring.

use std::{collections::BTreeMap, path::Path};

use crate::{
    Failure,
    statements::{Statement, named},
};

/// What differs from the kernel.
#[derive(Default)]
pub(crate) struct Variant {
    /// The file's name.
    pub(crate) name: String,
    /// Applied as a superuser.
    pub(crate) sql: String,
    /// Statements instead of the committed ones.
    pub(crate) replaced: BTreeMap<String, Statement>,
}

impl Variant {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let blocks = if text.starts_with("--! ") { Some(0) } else { text.find("\n--! ").map(|at| at + 1) };
        let (sql, blocks) = text.split_at(blocks.unwrap_or(text.len()));
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, sql: sql.to_owned(), replaced: if blocks.is_empty() { BTreeMap::new() } else { named(blocks) } })
    }
}
