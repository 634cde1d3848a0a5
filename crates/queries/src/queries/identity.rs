// This file was generated with `clorinde`. Do not modify.

pub mod access_questions;
pub mod delegations;
pub mod groups;
pub mod invitations;
pub mod members;
pub mod organizations;
pub mod permissions;
pub mod sessions;
