//! What a member may do beyond the role, who may give it, and how people come and go: every rule both ways, as the runtime logins.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod audit_payloads;
mod delegations;
mod directory_views;
mod effective;
mod enforced;
mod hr_only;
mod idempotency;
mod invitations;
mod leaving;
mod oneself;
mod private_tier;
mod races;
mod refreshing;
mod renewals;
mod signing_up;
mod steps;
