-- Background work runs one organisation at a time: a worker claims a job, and the claim is what gives it that organisation.

create table lifecycle.jobs (
    org_id       uuid        not null references identity.organizations (org_id) on delete restrict,
    id           uuid        not null,
    kind         text        not null check (kind ~ '^[a-z][a-z_]{2,59}$'),
    state        text        not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
    requested_by uuid,
    arguments    jsonb       not null default '{}',
    attempts     integer     not null default 0,
    run_after    timestamptz not null default now(),
    lease_until  timestamptz,
    failure      text        check (length(failure) <= 2000),
    created_at   timestamptz not null default now(),
    primary key (org_id, id),
    foreign key (org_id, requested_by) references identity.memberships (org_id, id) on delete no action,
    check ((state = 'running') = (lease_until is not null))
);
create index jobs_due on lifecycle.jobs (run_after) where state in ('queued', 'running');
create index jobs_requested_by on lifecycle.jobs (org_id, requested_by);
comment on table lifecycle.jobs is 'Work for app_worker, one organisation per transaction; machinery, no request role reads it.';

alter table identity.capabilities
    add foreign key (org_id, job_id) references lifecycle.jobs (org_id, id) on delete cascade;
create index capabilities_job on identity.capabilities (org_id, job_id) where job_id is not null;

-- What `rowhouse migrate` applied last: the digest of the files, and of the catalog that they led to on this server.
create table platform.applied_policies (
    id             boolean     not null primary key default true check (id),
    files_sha256   bytea       not null check (octet_length(files_sha256) = 32),
    catalog_sha256 bytea       not null check (octet_length(catalog_sha256) = 32),
    server_major   integer     not null,
    applied_at     timestamptz not null default now(),
    applied_by     text        not null
);
comment on table platform.applied_policies is 'One row; `rowhouse serve` compares it with its own files and with the live catalog before it listens.';
