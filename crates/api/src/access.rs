//! Who may call what, and how each operation can refuse beyond what follows from its shape. For readers of the contract: the
//! database decides, and the access tests hold the two together.

use types::Problem::{self, *};

/// One operation of the contract.
pub(crate) struct Operation {
    pub(crate) id: &'static str,
    /// The permission it takes, or that widens what it answers; a code of the catalogue.
    pub(crate) permission: Option<&'static str>,
    /// On whose rows.
    pub(crate) relation: &'static str,
    /// Refusals of its own; `contract.rs` adds those of its shape.
    pub(crate) problems: &'static [Problem],
    /// Whether it works while the organisation is closing (R34), or before there is one.
    pub(crate) while_closing: bool,
}

const fn operation(id: &'static str, permission: Option<&'static str>, relation: &'static str, problems: &'static [Problem]) -> Operation {
    Operation { id, permission, relation, problems, while_closing: false }
}

const fn always(id: &'static str, permission: Option<&'static str>, relation: &'static str, problems: &'static [Problem]) -> Operation {
    Operation { id, permission, relation, problems, while_closing: true }
}

#[rustfmt::skip] // one line each, so that it reads as the table it is
pub(crate) const OPERATIONS: &[Operation] = &[
    operation("read_health", None, "public", &[]),
    operation("read_readiness", None, "public", &[]),
    always("create_session", None, "public", &[InvalidCredentials, OrganizationRequired]),
    always("refresh_session", None, "holder of the refresh token", &[SessionEnded]),
    always("switch_session", None, "own account", &[NotFound]),
    operation("list_account_organizations", None, "own account", &[]),
    operation("list_sessions", Some("auth.sessions.manage"), "own, any with the permission", &[]),
    operation("read_session", None, "own", &[NotFound]),
    always("delete_session", None, "own", &[]),
    always("revoke_session", Some("auth.sessions.manage"), "own, any with the permission", &[]),
    always("create_organization", None, "public", &[InvalidCredentials, SignUpClosed, AlreadyExists, InvalidValue, UnknownTimezone]),
    operation("read_organization", None, "own organisation", &[NotFound]),
    operation("update_organization", Some("org.settings"), "own organisation", &[Forbidden, InvalidValue, UnknownTimezone, NotFound]),
    always("close_organization", Some("org.close"), "own organisation", &[Forbidden, WrongState]),
    always("reopen_organization", Some("org.close"), "own organisation", &[Forbidden, WrongState]),
    operation("read_current_member", None, "own", &[NotFound]),
    operation("list_members", Some("org.members.read"), "names of any; role, dates and address with the permission", &[]),
    operation("read_member", Some("org.members.read"), "name of any; role, dates and address with the permission", &[]),
    operation("update_member_role", Some("org.roles"), "any but oneself", &[Forbidden, OwnMembership, LastAdmin, WrongState]),
    operation("update_member_employee", Some("org.members"), "any but oneself", &[Forbidden, OwnMembership, LastAdmin, WrongState, UnknownReference, AlreadyExists, InvalidValue]),
    operation("suspend_member", Some("org.members"), "any but oneself", &[Forbidden, OwnMembership, LastAdmin, WrongState]),
    operation("resume_member", Some("org.members"), "any but oneself", &[Forbidden, OwnMembership, LastAdmin, WrongState]),
    operation("remove_member", Some("org.members"), "any but oneself", &[Forbidden, OwnMembership, LastAdmin, WrongState]),
    operation("read_member_sites", Some("org.members.read"), "own, any with the permission", &[]),
    operation("update_member_sites", Some("org.members"), "any but oneself", &[Forbidden, OwnMembership, UnknownReference, InvalidValue]),
    operation("create_invitation", Some("org.invite"), "any; admin and hr with org.roles", &[Forbidden, AlreadyExists, UnknownReference, InvalidValue]),
    operation("list_invitations", Some("org.members.read"), "any", &[]),
    operation("read_invitation", Some("org.members.read"), "any", &[]),
    operation("revoke_invitation", Some("org.invite"), "any; admin and hr with org.roles", &[Forbidden, WrongState]),
    always("lookup_invitation", None, "holder of the token", &[NotFound]),
    always("accept_invitation", None, "holder of the token", &[NotFound, InvalidCredentials, AlreadyMember, AlreadyExists, InvalidValue]),
    operation("list_groups", None, "any", &[]),
    operation("create_group", Some("org.members"), "any", &[Forbidden, AlreadyExists, InvalidValue]),
    operation("read_group", None, "any", &[]),
    operation("update_group", Some("org.members"), "any", &[Forbidden, AlreadyExists, InvalidValue]),
    operation("delete_group", Some("org.members"), "any", &[Forbidden]),
    operation("list_group_members", None, "any", &[]),
    operation("add_group_member", Some("org.members"), "any but oneself; org.roles where the group carries permissions", &[Forbidden, OwnMembership]),
    operation("remove_group_member", Some("org.members"), "any but oneself", &[Forbidden, OwnMembership]),
    operation("add_group_permission", Some("org.roles"), "groups one is not in", &[Forbidden, OwnMembership, HrOnlyPermission, UnknownPermission, InvalidValue]),
    operation("remove_group_permission", Some("org.roles"), "groups one is not in", &[Forbidden, OwnMembership]),
    operation("list_permissions", None, "any", &[]),
    operation("list_permission_overrides", Some("org.members.read"), "own, any with the permission", &[]),
    operation("create_permission_override", Some("org.roles"), "any but oneself", &[NotFound, Forbidden, OwnMembership, UnknownPermission, InvalidValue]),
    operation("read_permission_override", Some("org.members.read"), "own, any with the permission", &[]),
    operation("approve_permission_override", None, "hr; neither grantee nor requester", &[Forbidden, OwnMembership, WrongState]),
    operation("reject_permission_override", None, "hr; neither grantee nor requester", &[Forbidden, OwnMembership, WrongState]),
    operation("revoke_permission_override", Some("org.roles"), "any but oneself; hr for hr-only ones", &[Forbidden, OwnMembership, WrongState]),
    operation("list_delegations", Some("org.members.read"), "own and addressed, any with the permission", &[]),
    operation("create_delegation", None, "own; manager, ops, hr, admin", &[NotFound, Forbidden, OwnMembership, InvalidValue]),
    operation("read_delegation", Some("org.members.read"), "own and addressed, any with the permission", &[]),
    operation("end_delegation", None, "own; any for admin and hr", &[Forbidden, WrongState]),
    operation("list_employees", None, "directory tier of any active; leavers with people.read", &[]),
    operation("create_employee", Some("people.write"), "any; a manager with people.lines.write", &[Forbidden, AlreadyExists, UnknownReference, InvalidValue, ReportingCycle]),
    operation("read_employee", None, "directory tier of any active; employment tier: own, direct reports, any with people.read", &[]),
    operation("update_employee", Some("people.write"), "any", &[Forbidden, AlreadyExists, UnknownReference, InvalidValue]),
    operation("update_own_profile", None, "own", &[NotFound, InvalidValue]),
    operation("read_employment", Some("people.read"), "own, direct reports, any with the permission", &[]),
    operation("update_employment", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue]),
    operation("list_employment_events", Some("people.read"), "own, direct reports, any with the permission", &[]),
    operation("list_direct_reports", Some("people.chart.read"), "own line, direct reports, any with the permission", &[]),
    operation("leave_employee", Some("people.write"), "any but oneself", &[Forbidden, OwnMembership, WrongState, LastAdmin, InvalidValue]),
    operation("reinstate_employee", Some("people.write"), "any but oneself", &[Forbidden, OwnMembership, WrongState, AlreadyExists]),
    operation("read_private_record", Some("people.private.read"), "own; any with the permission, recorded", &[]),
    operation("create_private_record", Some("people.private.write"), "any", &[Forbidden, AlreadyExists, InvalidValue]),
    operation("update_private_record", Some("people.private.write"), "own, any with the permission", &[Forbidden, InvalidValue]),
    operation("list_reporting_lines", Some("people.chart.read"), "own, direct reports, any with the permission", &[]),
    operation("create_reporting_line", Some("people.lines.write"), "any", &[Forbidden, UnknownReference, InvalidValue, PeriodOverlap, ReportingCycle]),
    operation("read_reporting_line", Some("people.chart.read"), "own, direct reports, any with the permission", &[]),
    operation("update_reporting_line", Some("people.lines.write"), "any", &[Forbidden, InvalidValue, PeriodOverlap, ReportingCycle]),
    operation("read_org_chart", Some("people.chart.read"), "own line, direct reports, any with the permission", &[InvalidValue]),
    operation("list_departments", None, "any", &[]),
    operation("create_department", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue, UnknownReference]),
    operation("read_department", None, "any", &[]),
    operation("update_department", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue, UnknownReference, DepartmentCycle]),
    operation("delete_department", Some("people.write"), "any", &[Forbidden, StillInUse]),
    operation("list_positions", None, "any", &[]),
    operation("create_position", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue]),
    operation("read_position", None, "any", &[]),
    operation("update_position", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue]),
    operation("delete_position", Some("people.write"), "any", &[Forbidden, StillInUse]),
    operation("list_sites", None, "any", &[]),
    operation("create_site", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue, UnknownTimezone]),
    operation("read_site", None, "any", &[]),
    operation("update_site", Some("people.write"), "any", &[Forbidden, AlreadyExists, InvalidValue, UnknownTimezone]),
    operation("delete_site", Some("people.write"), "any", &[Forbidden, StillInUse]),
    operation("list_audit_entries", Some("audit.read"), "any with the permission; else accesses to own data", &[NotFound, InvalidValue]),
    operation("read_audit_entry", Some("audit.read"), "any with the permission; contents of what one may read", &[]),
    operation("list_accesses", None, "own", &[]),
];
