-- How far an import is: for whom the import is for.

alter table lifecycle.import_progress enable row level security;
alter table lifecycle.import_progress force row level security;

create policy tenant on lifecycle.import_progress as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on lifecycle.import_progress is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_with_import on lifecycle.import_progress for select to app_api
    using ((org_id, import_id) in (select j.org_id, j.id from lifecycle.import_jobs j));
comment on policy read_with_import on lifecycle.import_progress is 'HA-18: as the import itself, by the reader''s own policies.';
create policy keep on lifecycle.import_progress for all to app_transition using (import_id is not null) with check (import_id is not null);
comment on policy keep on lifecycle.import_progress is 'HA-18: the functions of an import, inside the floor.';
create policy sweep on lifecycle.import_progress for all to app_signin using (true) with check (true);
comment on policy sweep on lifecycle.import_progress is 'lifecycle.sweep_imports finds uploads that were cut off, in every organisation.';

grant select on lifecycle.import_progress to app_api;
grant select, insert (org_id, import_id),
      update (phase, bytes_received, rows_received, rows_checked, rows_written, rows_created, rows_updated, rows_unchanged, rows_failed, errors, touched_at)
    on lifecycle.import_progress to app_transition;
grant select, update (phase) on lifecycle.import_progress to app_signin;
-- NOTE: no write for any login.

call app.guard('lifecycle.import_progress', p_authored => false);
