create policy scratch on people.sites for delete to app_api using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
create policy scratch_ungranted on people.employment_events for delete to app_api using (org_id = (select c.org_id from app.caller c where c.role = 'hr'));
grant update (row_version) on people.employees to app_kernel;
drop policy find_site on people.employees;
create policy scratch_lock on people.employees for update to app_kernel using (id is not null) with check (false);
