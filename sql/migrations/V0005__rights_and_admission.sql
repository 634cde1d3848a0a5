-- What a member may do beyond the role, how people join, and how a sign-in goes on: groups, overrides, site limits,
-- delegations, invitations, refresh tokens, idempotency keys. The catalogue of permissions and what each role holds by
-- default is authority and stands in policies/identity/permissions.sql.

-- Computed when a right is minted, and again in the transaction of whatever changes it; policies read it with the caller.
alter table identity.capabilities
    add column permissions text[] not null default '{}',
    add column site_ids    uuid[] check (site_ids <> '{}');
comment on column identity.capabilities.permissions is 'R23: effective permissions: role, then groups, then overrides; deny beats allow. Kept current by identity.renew_rights.';
comment on column identity.capabilities.site_ids is 'Sites the member is limited to; null: every site.';

alter table identity.users drop constraint users_email_check;
alter table identity.users add constraint users_email_check
    check (email = lower(email) and email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$' and length(email) <= 254);

create table identity.groups (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    name        text        not null check (length(name) between 1 and 200),
    description text        check (length(description) <= 1000),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, name),
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index groups_created_by on identity.groups (org_id, created_by);
comment on table identity.groups is 'HC-16: named sets of members that may carry permissions.';

create table identity.group_members (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    group_id    uuid        not null,
    member_id   uuid        not null,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, group_id, member_id),
    foreign key (org_id, group_id) references identity.groups (org_id, id) on delete cascade,
    foreign key (org_id, member_id) references identity.memberships (org_id, id) on delete cascade,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index group_members_member on identity.group_members (org_id, member_id);
create index group_members_created_by on identity.group_members (org_id, created_by);
comment on table identity.group_members is 'HC-16: who is in a group.';

create table identity.group_permissions (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    group_id    uuid        not null,
    permission  text        not null check (length(permission) between 3 and 60),
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, group_id, permission),
    foreign key (org_id, group_id) references identity.groups (org_id, id) on delete cascade,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index group_permissions_created_by on identity.group_permissions (org_id, created_by);
comment on table identity.group_permissions is 'HC-16: what a group allows; never a permission of the hr-only class (R21).';

create table identity.permission_overrides (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    member_id   uuid        not null,
    permission  text        not null check (length(permission) between 3 and 60),
    effect      text        not null check (effect in ('allow', 'deny')),
    reason      text        not null check (length(reason) between 1 and 500),
    state       text        not null check (state in ('requested', 'active', 'rejected', 'revoked')),
    expires_at  timestamptz,
    decided_by  uuid,
    decided_at  timestamptz,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, member_id) references identity.memberships (org_id, id) on delete restrict,
    foreign key (org_id, decided_by) references identity.memberships (org_id, id) on delete no action,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    check ((decided_by is null) = (decided_at is null)),
    check (member_id <> created_by),                       -- R20, also for owners of functions
    check (decided_by is distinct from member_id)
);
create index permission_overrides_member on identity.permission_overrides (org_id, member_id, state);
create index permission_overrides_decided_by on identity.permission_overrides (org_id, decided_by);
create index permission_overrides_created_by on identity.permission_overrides (org_id, created_by);
comment on table identity.permission_overrides is 'HC-16, R20, R21: one permission more or less for one member, with reason and end; deny beats allow.';
comment on column identity.permission_overrides.decided_by is 'Who approved, rejected or revoked it; an hr-only permission needs an hr approver other than grantee and requester (R21).';

create table identity.membership_sites (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    member_id   uuid        not null,
    site_id     uuid        not null,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, member_id, site_id),
    foreign key (org_id, member_id) references identity.memberships (org_id, id) on delete cascade,
    foreign key (org_id, site_id) references people.sites (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create index membership_sites_site on identity.membership_sites (org_id, site_id);
create index membership_sites_created_by on identity.membership_sites (org_id, created_by);
comment on table identity.membership_sites is 'Sites a member is limited to (managers'' reports, the chart of ops); no row: every site.';

create table identity.delegations (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    id             uuid        not null,
    from_member_id uuid        not null,
    to_member_id   uuid        not null check (to_member_id <> from_member_id),
    approvals      boolean     not null,
    report_reads   boolean     not null,
    valid          daterange   not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
    ended_at       timestamptz,
    created_at     timestamptz not null default now(),
    created_by     uuid,
    row_version    bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, from_member_id) references identity.memberships (org_id, id) on delete restrict,
    foreign key (org_id, to_member_id) references identity.memberships (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    check (approvals or report_reads),
    check (upper(valid) - lower(valid) <= 366)
);
create index delegations_from on identity.delegations (org_id, from_member_id);
create index delegations_to on identity.delegations (org_id, to_member_id) where ended_at is null;
create index delegations_created_by on identity.delegations (org_id, created_by);
comment on table identity.delegations is 'R18: a stand-in for the dates of an absence: approvals, and reading the delegator''s direct reports; never authorship.';

create table identity.invitations (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    email       text        not null check (email = lower(email) and email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$' and length(email) <= 254),
    role        text        not null check (role in ('admin', 'hr', 'manager', 'ops', 'employee')),
    employee_id uuid,
    token_hash  bytea       not null check (octet_length(token_hash) = 32),
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, token_hash),
    foreign key (org_id, employee_id) references people.employees (org_id, id) on delete restrict,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    check (accepted_at is null or revoked_at is null)
);
create unique index invitations_open on identity.invitations (org_id, email) where accepted_at is null and revoked_at is null;
create index invitations_employee on identity.invitations (org_id, employee_id);
create index invitations_created_by on identity.invitations (org_id, created_by);
comment on table identity.invitations is 'HY-08: a way in for one e-mail address; single use, seven days, the token stored as its SHA-256.';

-- One row per refresh token ever issued in a session; the family is the session. A successor is derived from its predecessor,
-- so a tab that repeats a refresh within the grace gets the same one, and nothing secret is stored.
create table identity.refresh_tokens (
    org_id     uuid        not null references identity.organizations (org_id) on delete cascade,
    hash       bytea       not null check (octet_length(hash) = 32),
    session_id uuid        not null,
    issued_at  timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz,
    primary key (org_id, hash),
    foreign key (org_id, session_id) references identity.sessions (org_id, id) on delete cascade
);
create index refresh_tokens_session on identity.refresh_tokens (org_id, session_id);
create index refresh_tokens_expiry on identity.refresh_tokens (expires_at);
comment on table identity.refresh_tokens is 'HY-10: rotating refresh tokens by the SHA-256 of their secret; a second use outside the grace ends the session.';

-- What a repeated POST with the same Idempotency-Key made the first time; written in the transaction that made it.
create table identity.idempotency_keys (
    org_id         uuid        not null references identity.organizations (org_id) on delete cascade,
    member_id      uuid        not null,
    key            text        not null check (length(key) between 1 and 200),
    request_sha256 bytea       not null check (octet_length(request_sha256) = 32),
    resource_id    uuid,
    created_at     timestamptz not null default now(),
    primary key (org_id, member_id, key),
    foreign key (org_id, member_id) references identity.memberships (org_id, id) on delete cascade
);
create index idempotency_keys_age on identity.idempotency_keys (created_at);
comment on table identity.idempotency_keys is 'Repeats of a POST find what it made, for a day; of the same member only.';

-- What operators decide for the whole deployment.
create table platform.deployment (
    id      boolean not null primary key default true check (id),
    sign_up boolean not null default true
);
insert into platform.deployment default values;
comment on table platform.deployment is 'One row. sign_up: whether anybody may found an organisation; operators always may.';
