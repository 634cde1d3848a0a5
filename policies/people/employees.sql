-- The directory tier: every member sees every active colleague, and nothing here is more than a directory holds. Whoever has
-- left is seen by admin and hr alone. Admin and hr add and edit; state moves only with the end of employment.
-- Nobody outside the organisation, whatever else goes wrong.

alter table people.employees enable row level security;
alter table people.employees force row level security;

create policy tenant on people.employees as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.employees is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_directory on people.employees for select to app_api
    using (state = 'active' or org_id = (select c.org_id from app.caller c where 'people.read' = any (c.permissions)));
comment on policy read_directory on people.employees is 'R1: the directory tier of every active colleague; leavers for admin and hr.';
create policy add_by_people_team on people.employees for insert to app_api
    with check (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions)) and state = 'active');
comment on policy add_by_people_team on people.employees is 'HY-16: admin and hr add employees, always as active.';
create policy edit_by_people_team on people.employees for update to app_api
    using (org_id = (select c.org_id from app.caller c where 'people.write' = any (c.permissions))
           and (state = 'active' or org_id = (select c.org_id from app.caller c where 'people.read' = any (c.permissions))));
comment on policy edit_by_people_team on people.employees is 'HY-16: admin and hr edit any employee whom they see, within the column grant.';

create policy find_site on people.employees for select to app_kernel using (id is not null);
comment on policy find_site on people.employees is 'app.reports() asks for the site of a report, inside the floor.';
create policy end_employment on people.employees for all to app_transition using (id is not null) with check (id is not null);
comment on policy end_employment on people.employees is 'R19: leaving, reinstating and one''s own profile, by functions, inside the floor.';

grant select (org_id, id, site_id) on people.employees to app_kernel;
grant select, update (state, work_phone) on people.employees to app_transition;
grant select (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id, state, created_at, created_by, row_version)
    on people.employees to app_api;
grant insert (org_id, id, display_name, work_email, work_phone, department_id, position_id, site_id) on people.employees to app_api;
grant update (display_name, work_email, work_phone, department_id, position_id, site_id) on people.employees to app_api;
-- NOTE: no UPDATE on state (leaving is a function's work), none on org_id or id, and no DELETE: people leave, rows stay.

call app.guard('people.employees');
call audit.watch('people.employees', 'employee');
