//! Ids, roles and the HTTP-free error every crate speaks.

mod problem;
mod role;

pub use problem::{Error, Problem};
pub use role::{Role, UnknownRole};

/// Identifies a tenant. UUID v7.
pub type OrgId = uuid::Uuid;
/// Identifies a membership: one account in one organisation, the actor of every row. UUID v7.
pub type MemberId = uuid::Uuid;
/// Identifies an employee: who HR rows are about. UUID v7.
pub type EmployeeId = uuid::Uuid;
/// Identifies one HTTP request; stored with every audit entry it causes. UUID v7.
pub type RequestId = uuid::Uuid;
