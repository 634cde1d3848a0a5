//! Why a member may or may not do something: the explanation says what really happens, leaves nothing behind, and tells an admin nothing
//! about rows that the admin may not see.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod admins;
mod attacks;
mod reads;
mod reasons;
mod told;
mod transitions;
mod writes;
