-- What is wrong in which line: for whom the import is for.

alter table lifecycle.import_errors enable row level security;
alter table lifecycle.import_errors force row level security;

create policy tenant on lifecycle.import_errors as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on lifecycle.import_errors is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_with_import on lifecycle.import_errors for select to app_api
    using ((org_id, import_id) in (select j.org_id, j.id from lifecycle.import_jobs j));
comment on policy read_with_import on lifecycle.import_errors is 'HA-18: as the import itself, by the reader''s own policies.';
create policy keep on lifecycle.import_errors for all to app_transition using (line is not null) with check (line is not null);
comment on policy keep on lifecycle.import_errors is 'HA-18: the functions of an import, inside the floor.';
create policy sweep on lifecycle.import_errors for all to app_signin using (true) with check (false);
comment on policy sweep on lifecycle.import_errors is 'lifecycle.sweep_imports deletes them after seven days, in every organisation.';

grant select on lifecycle.import_errors to app_api;
grant select, insert (org_id, import_id, line, field, reason, stage, message, value), delete on lifecycle.import_errors to app_transition;
grant select, delete on lifecycle.import_errors to app_signin;
-- NOTE: no write for any login, and no UPDATE for anyone.

call app.guard('lifecycle.import_errors', p_authored => false);
