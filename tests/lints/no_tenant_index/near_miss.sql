create policy scratch on people.employment_records for select to app_api using ((org_id, employee_no) = (select c.org_id, c.role from app.caller c));
create policy scratch_value on people.employment_records for select to app_api using (legal_name = 'x' and org_id = (select c.org_id from app.caller c));
create policy scratch_floor on people.employment_records as restrictive for select to app_api using ((org_id, legal_name) = (select c.org_id, c.role from app.caller c));
create policy scratch_insert on people.employment_records for insert to app_api with check ((org_id, legal_name) = (select c.org_id, c.role from app.caller c));
create policy scratch_owner on people.employment_records for select to app_transition using ((org_id, legal_name) = (select c.org_id, c.role from app.caller c));
create policy scratch_inside on people.employment_records for select to app_api using ((org_id, employee_id) in (select c.org_id, c.employee_id from app.caller c where c.role = legal_name));
