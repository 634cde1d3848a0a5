//! Entity tags (RFC 9110, 8.8.3) from row versions. A tag joins the versions of everything its representation shows, so that
//! whoever sees more also notices more.

use types::{Error, Problem};

/// The versions behind one representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version<const N: usize>(pub(crate) [i64; N]);

impl<const N: usize> Version<N> {
    pub(crate) fn tag(self) -> String {
        let versions: Vec<String> = self.0.iter().map(i64::to_string).collect();
        format!("\"{}\"", versions.join("-"))
    }

    fn parse(tag: &str) -> Option<Self> {
        let inner = tag.trim().strip_prefix('"')?.strip_suffix('"')?;
        let mut versions = [0; N];
        let mut parts = inner.split('-');
        for version in &mut versions {
            *version = parts.next()?.parse().ok()?;
        }
        let version = Self(versions);
        (version.tag() == tag.trim()).then_some(version)
    }
}

/// The version an edit was made against.
///
/// # Errors
/// [`Problem::PreconditionRequired`] without `If-Match`, [`Problem::VersionMismatch`] for `*`, weak or foreign tags.
pub(crate) fn required<const N: usize>(if_match: Option<&str>) -> Result<Version<N>, Error> {
    let tag = if_match.ok_or(Problem::PreconditionRequired)?;
    Version::parse(tag).ok_or_else(|| Error::new(Problem::VersionMismatch).detail("If-Match must be the ETag of a previous answer, as it was sent."))
}

/// As [`required`], where one version is all there is.
pub(crate) fn required_row(if_match: Option<&str>) -> Result<i64, Error> {
    required(if_match).map(|Version([row])| row)
}

/// Whether `If-None-Match` already names this representation; weak comparison (RFC 9110, 13.1.2).
pub(crate) fn unchanged<const N: usize>(if_none_match: Option<&str>, version: Version<N>) -> bool {
    if_none_match.is_some_and(|header| {
        header.split(',').map(|tag| tag.trim().strip_prefix("W/").unwrap_or(tag.trim())).any(|tag| tag == "*" || tag == version.tag())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tag_of_ours_is_a_precondition() {
        assert_eq!(required(Some("\"3-2\"")).ok(), Some(Version([3, 2])));
        assert_eq!(required_row(Some("\"3\"")).ok(), Some(3));
        assert_eq!(required::<2>(None).err().map(|e| e.problem), Some(Problem::PreconditionRequired));
        for other in ["*", "W/\"3-2\"", "3-2", "\"3\"", "\"3-2-1\"", "\"3-2", "\"+3-2\"", "\"03-2\"", "\"a-b\"", "", "\"99999999999999999999-1\""] {
            assert_eq!(required::<2>(Some(other)).err().map(|e| e.problem), Some(Problem::VersionMismatch), "{other}");
        }
    }

    #[test]
    fn if_none_match_takes_lists_and_weak_tags() {
        let version = Version([3, 0]);
        for same in ["\"3-0\"", "W/\"3-0\"", "\"1-0\", \"3-0\"", "*"] {
            assert!(unchanged(Some(same), version), "{same}");
        }
        assert!(!unchanged(Some("\"3-1\""), version));
        assert!(!unchanged(None, version));
    }
}
