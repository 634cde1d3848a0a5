//! The SQL of a version: migrations (refinery), policies and catalog views, in the order in which they are applied. Embedded in
//! this binary, or read from a checkout.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
};

use aws_lc_rs::digest::{Context, SHA256};
use include_dir::{Dir, include_dir};
use refinery::{Migration, Runner};

use crate::Error;

refinery::embed_migrations!("../../sql/migrations");

static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../policies");
static CATALOG: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../sql/catalog");

/// Roles are aligned only on the real database: a scratch build must not repair what it is compared with.
pub(crate) const ROLE_ALIGNMENT: &str = "01_role_alignment.sql";
/// Declared before the migrations, which need an owner and schemas.
pub(crate) const FOUNDATIONS: [&str; 3] = ["00_roles.sql", ROLE_ALIGNMENT, "02_schemas.sql"];
const FINISH: &str = "99_finish.sql";

/// One SQL file: its path below `policies/` (or `sql/catalog/`) and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlFile {
    /// Path as a reader would look it up, e.g. `people/employees.sql`.
    pub path: Cow<'static, str>,
    /// The SQL.
    pub text: Cow<'static, str>,
}

/// Everything a database is built from.
#[derive(Debug, Clone)]
pub struct Sources {
    /// Versioned names and texts, oldest first.
    migrations: Vec<SqlFile>,
    /// Policies and catalog views in the order of their application.
    pub policies: Vec<SqlFile>,
}

impl Sources {
    /// Those of this binary.
    #[must_use]
    pub fn embedded() -> Self {
        let migrations = migrations::runner();
        let migrations = migrations
            .get_migrations()
            .iter()
            .map(|migration| SqlFile { path: migration.to_string().into(), text: migration.sql().unwrap_or_default().to_owned().into() });
        Self { migrations: migrations.collect(), policies: policy_files() }
    }

    /// Those of a checkout: `sql/migrations`, `policies` and `sql/catalog` below `root`.
    ///
    /// # Errors
    /// [`Error::Unreadable`] with the path.
    pub fn checkout(root: &Path) -> Result<Self, Error> {
        let mut migrations = read_folder(&root.join("sql/migrations"))?;
        for migration in &mut migrations {
            migration.path = migration.path.trim_end_matches(".sql").to_owned().into();
        }
        migrations.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { migrations, policies: in_order(read_folder(&root.join("policies"))?, read_folder(&root.join("sql/catalog"))?) })
    }

    pub(crate) fn runner(&self) -> Result<Runner, Error> {
        let migrations: Result<Vec<Migration>, _> = self.migrations.iter().map(|file| Migration::unapplied(&file.path, &file.text)).collect();
        Ok(in_our_table(Runner::new(&migrations.map_err(|error| Error::Migration(error.to_string()))?)))
    }
}

pub(crate) fn runner() -> Runner {
    in_our_table(migrations::runner())
}

fn in_our_table(mut runner: Runner) -> Runner {
    runner.set_migration_table_name("platform.migration_history");
    runner
}

/// Policy files in the order of their application: numbered ones, modules by name, the catalog views, and what closes the run.
pub fn policy_files() -> Vec<SqlFile> {
    let (mut policies, mut catalog) = (Vec::new(), Vec::new());
    collect(&POLICIES, &mut policies);
    collect(&CATALOG, &mut catalog);
    in_order(policies, catalog)
}

fn in_order(mut files: Vec<SqlFile>, mut catalog: Vec<SqlFile>) -> Vec<SqlFile> {
    // a numbered file of the top level before every module, the last number after everything
    files.sort_by(|a, b| (a.path.contains('/'), &a.path).cmp(&(b.path.contains('/'), &b.path)));
    let finish = files.iter().position(|file| file.path == FINISH);
    let finish = finish.map(|at| files.remove(at));
    catalog.sort_by(|a, b| a.path.cmp(&b.path));
    files.extend(catalog);
    files.extend(finish);
    files
}

fn read_folder(folder: &Path) -> Result<Vec<SqlFile>, Error> {
    let unreadable = |path: &Path, error: io::Error| Error::Unreadable { path: path.display().to_string(), reason: error.to_string() };
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).map_err(|error| unreadable(&next, error))? {
            let path = entry.map_err(|error| unreadable(&next, error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "sql") {
                let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                files.push(SqlFile { path: name.into(), text: text.into() });
            }
        }
    }
    Ok(files)
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<SqlFile>) {
    for entry in folder.files() {
        if let (Some(path), Some(text)) = (entry.path().to_str(), entry.contents_utf8())
            && path.ends_with(".sql")
        {
            files.push(SqlFile { path: path.into(), text: text.into() });
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
        add(&file.path, &file.text);
    }
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.finish().as_ref());
    bytes
}
