//! Where secrets come from: the environment or files it names in production, one private file in development.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::Failure;

/// A secret and the file it came from, if it came from one.
pub(crate) struct Secret {
    pub(crate) value: String,
    pub(crate) file: Option<PathBuf>,
}

/// `NAME`, or the content of the file that `NAME_FILE` names (as container platforms mount secrets).
///
/// # Errors
/// The file cannot be read.
pub(crate) fn optional(name: &str) -> Result<Option<Secret>, Failure> {
    let file_name = format!("{name}_FILE");
    if let Some(path) = std::env::var_os(&file_name).map(PathBuf::from) {
        let text = fs::read_to_string(&path).map_err(|error| format!("{file_name}={}: {error}", path.display()))?;
        return Ok(Some(Secret { value: text.trim().to_owned(), file: Some(path) }));
    }
    Ok(std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| Secret { value, file: None }))
}

/// As [`optional`], for what nothing works without.
///
/// # Errors
/// Neither is set, or the file cannot be read.
pub(crate) fn required(name: &str, purpose: &str) -> Result<Secret, Failure> {
    optional(name)?.ok_or_else(|| format!("{name} is not set: it is {purpose}. Set it, or {name}_FILE to a file that holds it.").into())
}

/// What `rowhouse dev` makes up once and keeps in `secrets.json`, readable by its owner alone.
#[derive(Serialize, Deserialize)]
pub(crate) struct DevSecrets {
    /// Passwords of the runtime logins.
    pub(crate) logins: BTreeMap<String, String>,
    /// Ed25519, base64 PKCS#8.
    pub(crate) signing_key: String,
    /// Of every demo account.
    pub(crate) demo_password: String,
    /// Made up just now: whatever demo exists already was loaded with another password.
    #[serde(skip)]
    pub(crate) new: bool,
}

impl DevSecrets {
    const LOGINS: [&str; 5] = ["app_api", "app_auth", "app_worker", "app_platform", "app_auditor"];

    fn generate() -> Self {
        let word = || auth::CapabilitySecret::generate().as_str().to_owned();
        Self {
            logins: Self::LOGINS.iter().map(|login| ((*login).to_owned(), word())).collect(),
            signing_key: auth::generate_signing_key(),
            demo_password: format!("demo-{}", &word()[..10]),
            new: true,
        }
    }

    /// Reads the file, or makes it. A damaged one is replaced: everything in it can be made up again except passwords of demo
    /// accounts, which `--fresh` renews.
    pub(crate) fn load(folder: &Path, fresh: bool) -> Result<Self, Failure> {
        let path = folder.join("secrets.json");
        if !fresh {
            match fs::read_to_string(&path) {
                Ok(text) => match serde_json::from_str::<Self>(&text) {
                    Ok(secrets) if Self::LOGINS.iter().all(|login| secrets.logins.contains_key(*login)) => return Ok(secrets),
                    _ => return Err(format!("{} is damaged: start again with --fresh", path.display()).into()),
                },
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(format!("{}: {error}", path.display()).into()),
            }
        }
        let secrets = Self::generate();
        write_private(&path, &serde_json::to_string_pretty(&secrets)?)?;
        Ok(secrets)
    }

    pub(crate) fn password(&self, login: &str) -> &str {
        self.logins.get(login).map_or("", String::as_str)
    }
}

/// Whole or not at all: a crash half-way leaves the old file.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_else(|| PathBuf::from("."));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let partial = path.with_extension("partial");
    let written = (|| {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&partial)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&partial, path)
    })();
    written.map_err(|error| format!("{}: {error}", path.display()).into())
}
