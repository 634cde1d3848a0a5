//! Which PostgreSQL releases are known to hold and which are known to be newest.

/// The day whose releases the table below holds.
pub(super) const KNOWN_ON: &str = "2026-08-13";

pub(super) const OLDEST_MAJOR: i32 = 15;

/// Major; the first minor with every fix that row security relies on (CVE-2023-2455, CVE-2024-4317, CVE-2024-10976,
/// CVE-2025-8713; 18 began with them); the newest minor on [`KNOWN_ON`].
const MAJORS: [(i32, i32, i32); 4] = [(15, 14, 19), (16, 10, 15), (17, 6, 11), (18, 0, 6)];

/// What a server's `server_version_num` means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Lacks what Rowhouse needs.
    TooOld,
    /// A known hole in row security; the minor that closes it.
    Vulnerable(i32),
    /// Holds, but this newer minor is out.
    Behind(i32),
    Newest,
    /// A major release that came after this build.
    Unknown,
}

pub(super) fn standing(version_num: i32) -> Standing {
    let (major, minor) = (version_num / 10_000, version_num % 10_000);
    if major < OLDEST_MAJOR {
        return Standing::TooOld;
    }
    match MAJORS.iter().find(|(known, ..)| *known == major) {
        None => Standing::Unknown,
        Some((_, fixed, _)) if minor < *fixed => Standing::Vulnerable(*fixed),
        Some((_, _, newest)) if minor < *newest => Standing::Behind(*newest),
        Some(_) => Standing::Newest,
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, standing};

    #[test]
    fn a_version_is_placed_by_its_major_and_minor() {
        for (version, expected) in [
            (140_024, Standing::TooOld),
            (150_013, Standing::Vulnerable(14)),
            (150_014, Standing::Behind(19)),
            (160_009, Standing::Vulnerable(10)),
            (170_005, Standing::Vulnerable(6)),
            (180_004, Standing::Behind(6)),
            (180_006, Standing::Newest),
            (180_007, Standing::Newest),
            (190_000, Standing::Unknown),
        ] {
            assert_eq!(standing(version), expected, "{version}");
        }
    }
}
