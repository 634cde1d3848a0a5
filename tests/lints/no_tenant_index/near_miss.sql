create policy scratch on people.employment_records for select to app_api using ((org_id, employee_no) = (select c.org_id, c.role from app.caller c));
