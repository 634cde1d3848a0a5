-- When the isolation of this database was last tested, by what, and with which result: a reviewer's first question.

create table platform.evidence_runs (
    id           uuid        not null primary key default gen_random_uuid(),
    kind         text        not null check (kind in ('test', 'lint', 'oracle', 'mutate', 'compare')),
    started_at   timestamptz not null,
    finished_at  timestamptz not null check (finished_at >= started_at),
    outcome      text        not null check (outcome in ('passed', 'failed')),
    figures      jsonb       not null default '{}' check (jsonb_typeof(figures) = 'object' and length(figures::text) <= 20000),
    files_sha256 bytea       not null check (octet_length(files_sha256) = 32),
    version      text        not null check (length(version) between 1 and 100),
    recorded_at  timestamptz not null default now()
);
comment on table platform.evidence_runs is 'One row for each recorded run of tests, lints, oracle, mutations or comparison: counts, never rows or names of customers.';
comment on column platform.evidence_runs.files_sha256 is 'Which migrations and policies were judged: the digest that platform.applied_policies carries too.';
