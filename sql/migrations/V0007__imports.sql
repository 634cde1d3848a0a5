-- Importing people from CSV: the import, how far it is, the rows as they were sent, and what is wrong with them. Progress stands
-- apart from the import, because it moves many times a minute and is nothing anybody needs an audit entry of.

create table lifecycle.import_jobs (
    org_id          uuid        not null references identity.organizations (org_id) on delete restrict,
    id              uuid        not null,
    state           text        not null default 'receiving' check (state in ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
    dry_run         boolean     not null,
    on_error        text        not null check (on_error in ('reject_all', 'skip_rows')),
    delimiter       text        not null check (delimiter in (',', ';', E'\t')),
    fields          text[]      not null,
    ignored_headers text[]      not null default '{}',
    failure         text        check (length(failure) <= 500),
    job_id          uuid,
    received_at     timestamptz,
    started_at      timestamptz,
    finished_at     timestamptz,
    created_at      timestamptz not null default now(),
    created_by      uuid,
    row_version     bigint      not null default 1,
    primary key (org_id, id),
    foreign key (org_id, job_id) references lifecycle.jobs (org_id, id) on delete no action,
    foreign key (org_id, created_by) references identity.memberships (org_id, id) on delete no action,
    check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
    check ((state = 'failed') = (failure is not null))
);
create index import_jobs_job on lifecycle.import_jobs (org_id, job_id);
create index import_jobs_created_by on lifecycle.import_jobs (org_id, created_by);
create index import_jobs_open on lifecycle.import_jobs (created_at) where state = 'receiving';
create index import_jobs_finished on lifecycle.import_jobs (finished_at) where finished_at is not null;
comment on table lifecycle.import_jobs is 'HA-18: one import of people; state moves only by named functions.';
comment on column lifecycle.import_jobs.fields is 'Which fields the file has a column for: a field without one is left as it is.';

create table lifecycle.import_progress (
    org_id         uuid        not null references identity.organizations (org_id) on delete restrict,
    import_id      uuid        not null,
    phase          text        not null default 'receiving' check (phase in ('receiving', 'waiting', 'checking', 'writing', 'finished')),
    bytes_received bigint      not null default 0,
    rows_received  bigint      not null default 0,
    rows_checked   bigint      not null default 0,
    rows_written   bigint      not null default 0,
    rows_created   bigint      not null default 0,
    rows_updated   bigint      not null default 0,
    rows_unchanged bigint      not null default 0,
    rows_failed    bigint      not null default 0,
    errors         bigint      not null default 0,
    touched_at     timestamptz not null default now(),
    row_version    bigint      not null default 1,
    primary key (org_id, import_id),
    foreign key (org_id, import_id) references lifecycle.import_jobs (org_id, id) on delete restrict
);
comment on table lifecycle.import_progress is 'HA-18: how far an import is; written in transactions of its own, so that it shows while rows are being written.';

-- The values as they were sent: a bad date must be reportable. new_id is the person's id if the row turns out to be somebody new.
create table lifecycle.import_rows (
    org_id          uuid   not null references identity.organizations (org_id) on delete restrict,
    import_id       uuid   not null,
    line            bigint not null check (line > 0),
    employee_no     text,
    display_name    text,
    legal_name      text,
    work_email      text,
    work_phone      text,
    department      text,
    position        text,
    site            text,
    employment_type text,
    hired_on        text,
    manager         text,
    manager_from    text,
    person_id       uuid   not null,
    existing        boolean not null default false,
    manager_id      uuid,
    row_version     bigint not null default 1,
    primary key (org_id, import_id, line),
    foreign key (org_id, import_id) references lifecycle.import_jobs (org_id, id) on delete restrict
);
comment on table lifecycle.import_rows is 'HA-18: staged rows of one import: personal data, deleted when the import is over.';
comment on column lifecycle.import_rows.person_id is 'Made up on arrival for somebody new; replaced by the employee the row is about when it is checked.';

create table lifecycle.import_errors (
    org_id      uuid   not null references identity.organizations (org_id) on delete restrict,
    import_id   uuid   not null,
    line        bigint not null check (line > 0),
    field       text   not null check (length(field) <= 100),
    reason      text   not null check (reason ~ '^[a-z][a-z_]{2,39}$'),
    stage       text   not null check (stage in ('reading', 'checking', 'writing')),
    message     text   not null check (length(message) between 1 and 500),
    value       text   check (length(value) <= 100),
    row_version bigint not null default 1,
    primary key (org_id, import_id, line, field, reason),
    foreign key (org_id, import_id) references lifecycle.import_jobs (org_id, id) on delete restrict
);
comment on table lifecycle.import_errors is 'HA-18: what is wrong in which line and column, with the value cut to 100 characters; kept for seven days.';
