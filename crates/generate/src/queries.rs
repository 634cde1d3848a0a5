//! `crates/queries`: one typed function per statement in `sql/queries`, checked against a migrated database.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use clorinde::{
    cargo_toml::{Edition, Inheritable, Package},
    config::{Config, UseWorkspaceDeps},
};

use crate::Failure;

pub(crate) fn generate(url: &str, repository: &Path, destination: &Path) -> Result<(), Failure> {
    let mut config = Config::default();
    config.queries = repository.join("sql/queries");
    config.destination = destination.to_owned();
    config.use_workspace_deps = UseWorkspaceDeps::Path(repository.join("Cargo.toml"));
    config.manifest.package = Some(package());
    let runtime = tokio::runtime::Runtime::new()?;
    let client = runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await?;
        tokio::spawn(connection);
        Ok::<_, Failure>(client)
    })?;
    clorinde::gen_live(&client, config).map_err(|error| format!("{error:?}"))?;
    format(repository, destination)
}

fn package() -> Package {
    let mut package = Package::new("queries", "0.0.0");
    package.version = Inheritable::Inherited;
    package.edition = Inheritable::Set(Edition::E2021);
    package.publish = Inheritable::Inherited;
    package.description = Some(Inheritable::Set("GENERATED from sql/queries by `cargo run -p generate`; do not edit".to_owned()));
    package
}

/// Generated code is formatted like the rest, so that its diffs read.
fn format(repository: &Path, destination: &Path) -> Result<(), Failure> {
    let status = Command::new("rustfmt").arg("--edition=2021").arg("--config-path").arg(repository).arg(destination.join("src/lib.rs")).status()?;
    if !status.success() {
        return Err("rustfmt refused the generated queries".into());
    }
    Ok(())
}

/// Every file below a folder with its bytes.
fn contents(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(current) = pending.pop() {
        for entry in fs::read_dir(&current)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                files.insert(name, fs::read(&path)?);
            }
        }
    }
    Ok(files)
}

pub(crate) fn same(generated: &Path, committed: &Path) -> Result<bool, Failure> {
    Ok(contents(generated)? == contents(committed)?)
}

pub(crate) fn replace(generated: &Path, committed: &Path) -> Result<(), Failure> {
    if committed.exists() {
        fs::remove_dir_all(committed)?;
    }
    for (name, bytes) in contents(generated)? {
        let path = committed.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}
