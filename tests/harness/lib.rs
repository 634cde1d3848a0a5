//! What every suite stands on: a private cluster per test process, a database per test, and a world of two organisations.
//!
//! A test takes [`Database::fresh`], logs in as a runtime role with [`Database::login`] and acts as a member of the world with
//! [`enter`]. Nothing it asserts about isolation runs as an owner or superuser: [`Database::login`] refuses such a login.
//! [`Database::admin`] is for fixtures and for looking at what a write did or did not leave behind.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a broken fixture ends the test that needed it")]

mod arena;
mod attack;
mod context;
mod database;
pub mod http;
mod server;
mod sight;
mod world;

pub use arena::Arena;
pub use attack::{ATTACKER_MARK, WriteOutcome, assert_blind_writes_spare, foreign_inserts};
pub use context::{
    Refusal, begin, bytes, commit, enter, enter_claiming, enter_with, ids, refusal, refusal_with, rollback, run, sign_in, strings, value, who,
};
pub use database::{Database, assert_runtime_login};
pub use server::{connect, empty_database};
pub use sight::{Table, assert_no_foreign_byte, assert_sees_nothing, fingerprint, read_everything, tables};
pub use world::{Member, Org, Person, digest, label, line, names, north, site, south};
