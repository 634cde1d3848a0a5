//! One closed list of what can go wrong. The database decides most of them (SQLSTATE class RH, constraint names); the
//! HTTP status is `api`'s business. `docs/errors.md` lists the same ids for people, and a test holds the two together.

use std::fmt;

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $title:literal, [$($sqlstate:literal),*];)*) => {
        /// What went wrong, as a client sees it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Problem {
            $($(#[$doc])* $variant,)*
        }

        impl Problem {
            /// Every problem, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable id clients branch on.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// One sentence for people; the same for every occurrence.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// The SQLSTATEs that mean it, Rowhouse's own (class RH) and PostgreSQL's.
            pub const fn sqlstates(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($sqlstate,)*],)* }
            }
        }
    };
}

problems! {
    /// No credentials, or none that can be read.
    Unauthenticated = "unauthenticated", "Sign in first: this request carries no valid access token.", [];
    /// The right behind the token is gone.
    SessionEnded = "session_ended", "This session has ended. Sign in again.", ["RH001"];
    /// The token ran out.
    TokenExpired = "token_expired", "This access token has expired. Sign in again.", ["RH002"];
    /// The member's role is another one now.
    RoleChanged = "role_changed", "Your role has changed since this token was issued. Sign in again.", ["RH003"];
    /// The organisation is being purged or is gone.
    OrganizationGone = "organization_gone", "This organisation no longer exists.", ["RH004"];
    /// Address, password or organisation did not match; never which.
    InvalidCredentials = "invalid_credentials", "E-mail address, password or organisation is wrong.", ["RH040"];
    /// The account belongs to several organisations.
    OrganizationRequired = "organization_required", "This account belongs to several organisations. Name the one to sign in to.", ["RH041"];
    /// The row is visible, the operation is not the caller's.
    Forbidden = "forbidden", "Your role does not allow this.", ["RH030", "42501"];
    /// R20.
    OwnMembership = "own_membership", "Nobody changes their own role or membership.", ["RH033"];
    /// R21.
    HrOnlyPermission = "hr_only_permission", "An hr-only permission is never given this way.", ["RH036"];
    /// Operators closed sign-up.
    SignUpClosed = "sign_up_closed", "Sign-up is closed here. Ask the operators of this service for an organisation.", ["RH035"];
    /// R22.
    LastAdmin = "last_admin", "The last active admin cannot be suspended, demoted or removed.", ["RH034"];
    /// R4.
    OwnReview = "own_review", "Nobody decides about their own review. Another person of hr does.", ["RH039"];
    /// Absent, or invisible: the two are the same.
    NotFound = "not_found", "There is no such thing here.", ["RH011", "RH032"];
    /// There is no such path.
    UnknownPath = "unknown_path", "This API has no such path.", [];
    /// The path exists, the method does not.
    MethodNotAllowed = "method_not_allowed", "This path does not answer to this method.", [];
    /// R34.
    OrganizationClosing = "organization_closing", "This organisation is closing: it can be read and exported, not changed.", ["RH010"];
    /// The thing is in another state than the operation needs.
    WrongState = "wrong_state", "This is not possible in the present state.", ["RH031"];
    /// Append-only history.
    HistoryFixed = "history_fixed", "History is only added to, never changed.", ["RH012"];
    /// A unique key is taken.
    AlreadyExists = "already_exists", "Something with this name or number already exists.", ["23505"];
    /// The account is a member already.
    AlreadyMember = "already_member", "This account is a member of the organisation already.", ["RH037"];
    /// A step that needs more first: a scale without levels.
    Incomplete = "incomplete", "Something is still missing before this step.", ["RH038"];
    /// Something else refers to it.
    StillInUse = "still_in_use", "Something still refers to this. Change that first.", ["23001"];
    /// Periods overlap.
    PeriodOverlap = "period_overlap", "This period overlaps an existing one.", ["23P01"];
    /// A reference leads nowhere in this organisation.
    UnknownReference = "unknown_reference", "Something this refers to does not exist here.", ["23503"];
    /// Not in the catalogue.
    UnknownPermission = "unknown_permission", "The catalogue has no such permission.", ["RH051"];
    /// The key was used for another request.
    IdempotencyClash = "idempotency_clash", "This Idempotency-Key was used for another request. Use a new key.", ["RH060"];
    /// R16.
    ReportingCycle = "reporting_cycle", "This line would make somebody their own manager.", ["RH021"];
    /// The department tree.
    DepartmentCycle = "department_cycle", "A department cannot be its own ancestor.", ["RH022"];
    GoalCircle = "goal_circle", "A goal cannot lie below itself.", ["RH023"];
    /// Not an IANA zone.
    UnknownTimezone = "unknown_timezone", "This is no known time zone.", ["RH020"];
    /// A value breaks a rule of its column.
    InvalidValue = "invalid_value", "A value is missing or not allowed.", ["23502", "23514", "22001", "22003", "22007", "22008", "22021", "22P02", "22P05", "RH050"];
    /// The request could not be read.
    MalformedRequest = "malformed_request", "The request could not be understood.", [];
    /// Not a media type this operation takes.
    UnsupportedMediaType = "unsupported_media_type", "This content type is not accepted here.", [];
    /// The body is larger than the limit.
    TooLarge = "too_large", "The request body is too large.", [];
    /// The cursor is not one of ours, or from another organisation.
    InvalidCursor = "invalid_cursor", "This cursor is not valid. Start from the first page.", [];
    /// `If-Match` names another version.
    VersionMismatch = "version_mismatch", "This was changed meanwhile. Read it again and repeat the change.", [];
    /// `If-Match` is missing.
    PreconditionRequired = "precondition_required", "Send the ETag of what you read as If-Match.", [];
    /// Too much at once.
    Overloaded = "overloaded", "The service is busy. Try again shortly.", ["55P03", "57014", "53300", "40P01", "40001"];
    /// The database cannot be reached.
    Unavailable = "unavailable", "The service is not available right now. Try again shortly.", ["26000", "57P01", "57P02", "57P03"];
    /// A fault of ours. The SQLSTATEs are raised by misuse of the kernel, which only our own code can commit, or undo an attempt (RH098, RH099) and never get out.
    Internal = "internal", "Something went wrong on our side; it has been logged under this request id.", ["RH005", "RH006", "RH090", "RH098", "RH099"];
}

impl Problem {
    /// The problem a SQLSTATE stands for, if it is one a client may hear of.
    pub fn of_sqlstate(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|problem| problem.sqlstates().contains(&code))
    }
}

/// A problem with what a client may read (`detail`) and what only the log may (`internal`).
#[derive(Debug)]
pub struct Error {
    /// Which problem.
    pub problem: Problem,
    /// What happened in this case, for the client; never a value from somebody else's row.
    pub detail: Option<String>,
    internal: Option<String>,
}

impl Error {
    /// A problem without further detail.
    pub const fn new(problem: Problem) -> Self {
        Self { problem, detail: None, internal: None }
    }

    /// Adds what the client may read.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds what only the log may show.
    #[must_use]
    pub fn internal(mut self, internal: impl fmt::Display) -> Self {
        self.internal = Some(internal.to_string());
        self
    }

    /// For the log alone.
    pub fn internal_text(&self) -> Option<&str> {
        self.internal.as_deref()
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::new(problem)
    }
}

impl fmt::Display for Error {
    /// What a client may read; the internal text is printed by nobody by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.detail.as_deref().unwrap_or(self.problem.title()))
    }
}

impl std::error::Error for Error {}
