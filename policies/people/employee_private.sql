-- Birth date, home and emergency contact: the person and hr. Being somebody's manager is not enough, nor is being admin (R3).

alter table people.employee_private enable row level security;
alter table people.employee_private force row level security;

create policy tenant on people.employee_private as restrictive for all
    to app_api, app_worker, app_transition, app_kernel
    using (org_id = (select c.org_id from app.caller c))
    with check (org_id = (select c.org_id from app.caller c));
comment on policy tenant on people.employee_private is 'R1: the floor; every permissive policy is ANDed with it.';
create policy read_own on people.employee_private for select to app_api
    using ((org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy read_own on people.employee_private is 'R1: one''s own private data.';
create policy read_by_hr on people.employee_private for select to app_api
    using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
comment on policy read_by_hr on people.employee_private is 'R3: hr alone beside the person; no manager, no admin.';
create policy edit_own on people.employee_private for update to app_api
    using ((org_id, employee_id) = (select c.org_id, c.employee_id from app.caller c));
comment on policy edit_own on people.employee_private is 'R1: people keep their own contact data current.';
create policy add_by_hr on people.employee_private for insert to app_api
    with check (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
comment on policy add_by_hr on people.employee_private is 'R3: hr opens the private record.';
create policy edit_by_hr on people.employee_private for update to app_api
    using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
comment on policy edit_by_hr on people.employee_private is 'R3: hr corrects the private record.';

grant select, insert (org_id, employee_id, birth_date, home_address, private_email, private_phone, emergency_contact),
      update (birth_date, home_address, private_email, private_phone, emergency_contact) on people.employee_private to app_api;

call app.guard('people.employee_private');
call audit.watch('people.employee_private', 'employee_private', p_id => 'employee_id');
