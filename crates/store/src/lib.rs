//! The only crate that talks to PostgreSQL at run time.
