//! Passwords and access tokens; no database.
