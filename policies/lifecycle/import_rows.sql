-- The rows of a file as they were sent. They are personal data of people who may be nobody here yet: same reach as the import, and
-- gone when it is over.

alter table lifecycle.import_rows enable row level security;
alter table lifecycle.import_rows force row level security;

create policy tenant on lifecycle.import_rows as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on lifecycle.import_rows is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_with_import on lifecycle.import_rows for select to app_api
    using ((org_id, import_id) in (select j.org_id, j.id from lifecycle.import_jobs j));
comment on policy read_with_import on lifecycle.import_rows is 'HA-18: as the import itself, by the reader''s own policies.';
create policy keep on lifecycle.import_rows for all to app_transition using (line is not null) with check (line is not null);
comment on policy keep on lifecycle.import_rows is 'HA-18: the functions of an import, inside the floor.';
create policy sweep on lifecycle.import_rows for all to app_signin using (true) with check (false);
comment on policy sweep on lifecycle.import_rows is 'lifecycle.sweep_imports deletes what imports left behind, in every organisation.';

grant select on lifecycle.import_rows to app_api;
grant select, insert (org_id, import_id, line, employee_no, display_name, legal_name, work_email, work_phone, department, position, site,
                      employment_type, hired_on, manager, manager_from, person_id),
      update (person_id, existing, manager_id), delete on lifecycle.import_rows to app_transition;
grant select, delete on lifecycle.import_rows to app_signin;
-- NOTE: no write for any login: rows arrive through lifecycle.stage_import_rows, which asks whose import it is.

call app.guard('lifecycle.import_rows', p_authored => false);
