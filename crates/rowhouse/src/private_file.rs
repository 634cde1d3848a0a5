//! A file of personal data that is there whole or not at all, readable by its owner alone.

use std::path::{Path, PathBuf};

use tokio::{fs, io::AsyncWriteExt as _};

use crate::Failure;

/// Written beside its name until it is whole; dropped before, it is gone.
pub(crate) struct PrivateFile {
    file: Option<fs::File>,
    partial: PathBuf,
    path: PathBuf,
}

impl PrivateFile {
    pub(crate) async fn create(path: &Path) -> Result<Self, Failure> {
        let mut name = path.file_name().ok_or_else(|| format!("{} is no name of a file", path.display()))?.to_owned();
        name.push(".partial");
        let partial = path.with_file_name(name);
        match fs::remove_file(&partial).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(format!("{}: {error}", partial.display()).into()),
            _ => {}
        }
        let mut options = fs::OpenOptions::new();
        // a new one, so that it has these rights and is no link to somewhere else
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        let file = options.open(&partial).await.map_err(|error| format!("{}: {error}", partial.display()))?;
        Ok(Self { file: Some(file), partial, path: path.to_owned() })
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.write_all(bytes).await.map_err(|error| format!("{}: {error}", self.partial.display()).into())
    }

    /// Gives it its name, in the place of what had it.
    pub(crate) async fn keep(mut self) -> Result<(), Failure> {
        if let Some(mut file) = self.file.take() {
            let written = async {
                file.flush().await?;
                file.sync_all().await?;
                fs::rename(&self.partial, &self.path).await
            };
            if let Err(error) = written.await {
                let _ = std::fs::remove_file(&self.partial);
                return Err(format!("{}: {error}", self.path.display()).into());
            }
        }
        Ok(())
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = std::fs::remove_file(&self.partial);
        }
    }
}
