use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What a member is in their organisation (HY-15). A claim until the database confirms it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs the workspace.
    Admin,
    /// Runs people, performance and surveys.
    Hr,
    /// Acts for direct reports.
    Manager,
    /// Runs workforce operations and CRM administration.
    Ops,
    /// Own data only.
    Employee,
}

impl Role {
    /// Every role, widest first.
    pub const ALL: [Self; 5] = [Self::Admin, Self::Hr, Self::Manager, Self::Ops, Self::Employee];

    /// As the database and the token spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Hr => "hr",
            Self::Manager => "manager",
            Self::Ops => "ops",
            Self::Employee => "employee",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names none of the five roles.
#[derive(Debug, thiserror::Error)]
#[error("unknown role")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}
