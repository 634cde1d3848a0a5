//! The embedded SQL: migrations (refinery), policies and catalog views, in the order in which they are applied.

use aws_lc_rs::digest::{Context, SHA256};
use include_dir::{Dir, include_dir};

refinery::embed_migrations!("../../sql/migrations");

static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../policies");
static CATALOG: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../sql/catalog");

/// Roles are aligned only on the real database: a scratch build must not repair what it is compared with.
pub(crate) const ROLE_ALIGNMENT: &str = "01_role_alignment.sql";
/// Declared before the migrations, which need an owner and schemas.
pub(crate) const FOUNDATIONS: [&str; 3] = ["00_roles.sql", ROLE_ALIGNMENT, "02_schemas.sql"];
const FINISH: &str = "99_finish.sql";

/// One SQL file: its path below `policies/` (or `sql/catalog/`) and its text.
#[derive(Debug, Clone, Copy)]
pub struct SqlFile {
    /// Path as a reader would look it up, e.g. `people/employees.sql`.
    pub path: &'static str,
    /// The SQL.
    pub text: &'static str,
}

pub(crate) fn runner() -> refinery::Runner {
    let mut runner = migrations::runner();
    runner.set_migration_table_name("platform.migration_history");
    runner
}

/// Policy files in the order of their application: numbered ones, modules by name, the catalog views, and what closes the run.
pub fn policy_files() -> Vec<SqlFile> {
    let mut files = Vec::new();
    collect(&POLICIES, &mut files);
    // a numbered file of the top level before every module, the last number after everything
    files.sort_by_key(|file| (file.path.contains('/'), file.path));
    let finish = files.iter().position(|file| file.path == FINISH);
    let finish = finish.map(|at| files.remove(at));
    let mut catalog = Vec::new();
    collect(&CATALOG, &mut catalog);
    catalog.sort_by_key(|file| file.path);
    files.extend(catalog);
    files.extend(finish);
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<SqlFile>) {
    for entry in folder.files() {
        if let (Some(path), Some(text)) = (entry.path().to_str(), entry.contents_utf8())
            && path.ends_with(".sql")
        {
            files.push(SqlFile { path, text });
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// Versioned names of the embedded migrations, oldest first.
pub fn migration_names() -> Vec<String> {
    migrations::runner().get_migrations().iter().map(ToString::to_string).collect()
}

/// SHA-256 over every embedded file, with its path: equal digests, equal structure and policies.
pub fn digest() -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    let mut add = |path: &str, text: &str| {
        for part in [path, text] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
    };
    for migration in migrations::runner().get_migrations() {
        add(&migration.to_string(), migration.sql().unwrap_or_default());
    }
    for file in policy_files() {
        add(file.path, file.text);
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}
