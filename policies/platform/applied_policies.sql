-- What `rowhouse migrate` applied last. No tenant data; `rowhouse serve` reads it before it listens.

alter table platform.applied_policies enable row level security;
alter table platform.applied_policies force row level security;
create policy read_all on platform.applied_policies for select to app_api, app_platform, app_auditor using (id);
comment on policy read_all on platform.applied_policies is 'One row without tenant data: serve compares it with its own files and the live catalog, catalog.drift shows it.';
grant select on platform.applied_policies to app_api, app_platform, app_auditor;   -- the auditor through catalog.drift: no way into the schema
