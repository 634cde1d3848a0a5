//! Entity tags (RFC 9110, 8.8.3) from row versions. The tag of an employee joins the versions of the tiers the caller sees, so
//! that whoever sees more also notices more.

use types::{Error, Problem};

/// Versions behind one representation: the row's own, and the employment tier's where visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) row: i64,
    pub(crate) employment: i64,
}

impl Version {
    pub(crate) fn tag(self) -> String {
        format!("\"{}-{}\"", self.row, self.employment)
    }

    fn parse(tag: &str) -> Option<Self> {
        let inner = tag.trim().strip_prefix('"')?.strip_suffix('"')?;
        let (row, employment) = inner.split_once('-')?;
        let version = Self { row: row.parse().ok()?, employment: employment.parse().ok()? };
        (version.tag() == tag.trim()).then_some(version)
    }
}

/// The version an edit was made against.
///
/// # Errors
/// [`Problem::PreconditionRequired`] without `If-Match`, [`Problem::VersionMismatch`] for `*`, weak or foreign tags.
pub(crate) fn required(if_match: Option<&str>) -> Result<Version, Error> {
    let tag = if_match.ok_or(Problem::PreconditionRequired)?;
    Version::parse(tag).ok_or_else(|| Error::new(Problem::VersionMismatch).detail("If-Match must be the ETag of a previous answer, as it was sent."))
}

/// Whether `If-None-Match` already names this representation; weak comparison (RFC 9110, 13.1.2).
pub(crate) fn unchanged(if_none_match: Option<&str>, version: Version) -> bool {
    if_none_match.is_some_and(|header| {
        header.split(',').map(|tag| tag.trim().strip_prefix("W/").unwrap_or(tag.trim())).any(|tag| tag == "*" || tag == version.tag())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_tag_of_ours_is_a_precondition() {
        assert_eq!(required(Some("\"3-2\"")).ok(), Some(Version { row: 3, employment: 2 }));
        assert_eq!(required(None).err().map(|e| e.problem), Some(Problem::PreconditionRequired));
        for other in ["*", "W/\"3-2\"", "3-2", "\"3\"", "\"3-2", "\"+3-2\"", "\"03-2\"", "\"a-b\"", "", "\"99999999999999999999-1\""] {
            assert_eq!(required(Some(other)).err().map(|e| e.problem), Some(Problem::VersionMismatch), "{other}");
        }
    }

    #[test]
    fn if_none_match_takes_lists_and_weak_tags() {
        let version = Version { row: 3, employment: 0 };
        for same in ["\"3-0\"", "W/\"3-0\"", "\"1-0\", \"3-0\"", "*"] {
            assert!(unchanged(Some(same), version), "{same}");
        }
        assert!(!unchanged(Some("\"3-1\""), version));
        assert!(!unchanged(None, version));
    }
}
