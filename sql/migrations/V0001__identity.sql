-- Accounts, organisations, memberships, sessions and the right to act. Structure only: who may see or do what stands in policies/.
-- Rows of a tenant carry org_id first in every key, and every reference to a tenant row carries it too, so a cross-tenant
-- link cannot be written even where row security does not look (foreign-key checks bypass it).

create extension if not exists btree_gist with schema extensions;   -- exclusion constraints over (org_id, employee_id, period)

-- An account is a person who signs in; global, reached only by the sign-in functions and by its owner.
create table identity.users (
    id         uuid        not null primary key,
    email      text        not null unique check (email = lower(email) and email like '_%@_%' and length(email) <= 254),
    name       text        not null check (length(name) between 1 and 200),
    state      text        not null default 'active' check (state in ('active', 'suspended')),
    created_at timestamptz not null default now()
);
comment on table identity.users is 'HY-08: accounts, one per e-mail address, in no organisation. Other people are seen through memberships and employees.';

-- The Argon2id tag itself is never stored: only its SHA-256. Reading this table is not enough to sign in.
create table identity.password_credentials (
    user_id     uuid        not null primary key references identity.users (id) on delete cascade,
    salt        bytea       not null check (octet_length(salt) between 16 and 64),
    memory_kib  integer     not null check (memory_kib between 8192 and 1048576),
    iterations  integer     not null check (iterations between 1 and 16),
    parallelism integer     not null check (parallelism between 1 and 16),
    tag_sha256  bytea       not null check (octet_length(tag_sha256) = 32),
    changed_at  timestamptz not null default now()
);
comment on table identity.password_credentials is 'HY-07: Argon2id salt, cost and the SHA-256 of the tag; no role may select it, sign-in functions compare.';

create table identity.organizations (
    org_id      uuid        not null primary key,
    slug        text        not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$'),
    name        text        not null check (length(name) between 1 and 200),
    region      text        not null default 'eu',
    state       text        not null default 'active' check (state in ('trial', 'active', 'past_due', 'closing', 'purging', 'purged')),
    closes_at   timestamptz,
    purge_after timestamptz,
    created_at  timestamptz not null default now(),
    row_version bigint      not null default 1,
    check (state <> 'closing' or (closes_at is not null and purge_after is not null))
);
comment on table identity.organizations is 'HY-17: one organisation is one tenant; only the caller''s own row is ever visible.';

create table identity.org_settings (
    org_id      uuid     not null primary key references identity.organizations (org_id) on delete restrict,
    timezone    text     not null default 'UTC',
    week_start  smallint not null default 1 check (week_start between 0 and 6),
    row_version bigint   not null default 1
);
comment on table identity.org_settings is 'Per-organisation settings. The time zone decides when dated rights begin and end (R16), never the caller''s session.';
comment on column identity.org_settings.timezone is 'IANA name; checked against the server''s zones by a trigger in policies/identity/org_settings.sql.';

-- The membership is the actor of every row: one account in one organisation.
create table identity.memberships (
    org_id      uuid        not null references identity.organizations (org_id) on delete restrict,
    id          uuid        not null,
    user_id     uuid        not null references identity.users (id) on delete restrict,
    employee_id uuid,                        -- references people.employees, added with that table
    name        text        not null check (length(name) between 1 and 200),
    role        text        not null check (role in ('admin', 'hr', 'manager', 'ops', 'employee')),
    state       text        not null default 'active' check (state in ('invited', 'active', 'suspended', 'left')),
    joined_at   timestamptz,
    left_at     timestamptz,
    created_at  timestamptz not null default now(),
    created_by  uuid,
    row_version bigint      not null default 1,
    primary key (org_id, id),
    unique (org_id, user_id),
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action
);
create unique index memberships_employee on identity.memberships (org_id, employee_id) where employee_id is not null;
create index memberships_user on identity.memberships (user_id);
create index memberships_created_by on identity.memberships (org_id, created_by);
create index memberships_active_role on identity.memberships (org_id, role) where state = 'active';
comment on table identity.memberships is 'HY-15: one account in one organisation, with one of five roles; role and state move only by named functions.';
comment on column identity.memberships.name is 'What colleagues see of the account; the account''s own name and address stay global and private.';

-- login_id joins the sessions that one sign-in opened in several organisations, so that "sign out everywhere" finds its siblings.
create table identity.sessions (
    org_id     uuid        not null references identity.organizations (org_id) on delete restrict,
    id         uuid        not null,
    member_id  uuid        not null,
    login_id   uuid        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at   timestamptz,
    end_reason text        check (end_reason in ('signed_out', 'revoked', 'role_changed', 'member_suspended', 'member_left', 'account_suspended', 'organization_purged')),
    primary key (org_id, id),
    foreign key (org_id, member_id) references identity.memberships (org_id, id) on delete cascade,
    check ((ended_at is null) = (end_reason is null))
);
create index sessions_member on identity.sessions (org_id, member_id);
create index sessions_login on identity.sessions (login_id);
comment on table identity.sessions is 'HY-10: one sign-in of one member; ending it deletes its capabilities in the same transaction.';

-- A capability row IS the right to act: one per access token, or per claimed job. Whatever ends the right deletes the row.
create table identity.capabilities (
    org_id       uuid        not null references identity.organizations (org_id) on delete cascade,
    hash         bytea       not null check (octet_length(hash) = 32 and hash <> sha256('')),
    kind         text        not null check (kind in ('member', 'job')),
    role         text        not null check (role in ('admin', 'hr', 'manager', 'ops', 'employee', 'worker')),
    session_id   uuid,
    member_id    uuid,
    user_id      uuid,
    employee_id  uuid,
    job_id       uuid,
    expires_at   timestamptz not null,
    primary key (org_id, hash),
    foreign key (org_id, session_id) references identity.sessions (org_id, id) on delete cascade,
    foreign key (org_id, member_id) references identity.memberships (org_id, id) on delete cascade,
    check (case kind
             when 'member' then role <> 'worker' and session_id is not null and member_id is not null and user_id is not null and job_id is null
             when 'job' then role = 'worker' and session_id is null and user_id is null and employee_id is null and job_id is not null
           end)
);
create index capabilities_session on identity.capabilities (org_id, session_id);
create index capabilities_member on identity.capabilities (org_id, member_id);
create index capabilities_user on identity.capabilities (user_id) where user_id is not null;
create index capabilities_expiry on identity.capabilities (expires_at);
comment on table identity.capabilities is 'The right to act, keyed by the SHA-256 of a secret that only the access token carries. No role can read a row whose secret it does not hold.';
comment on column identity.capabilities.member_id is 'kind member: who acts; kind job: the member on whose behalf the job runs, if any.';

-- Why a right ended, for whoever still holds its secret: a client can tell "sign in again" from "refresh" from "gone".
create table identity.ended_rights (
    org_id     uuid        not null references identity.organizations (org_id) on delete cascade,
    hash       bytea       not null check (octet_length(hash) = 32),
    reason     text        not null check (reason in ('signed_out', 'revoked', 'role_changed', 'member_suspended', 'member_left', 'account_suspended', 'organization_purged')),
    expires_at timestamptz not null,
    primary key (org_id, hash)
);
create index ended_rights_expiry on identity.ended_rights (expires_at);
comment on table identity.ended_rights is 'Tombstones of capabilities until their token would have expired; read by app.refusal alone.';
