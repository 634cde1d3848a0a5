-- finds: scratch on people.employment_records
create policy scratch on people.employment_records for select to app_api using ((org_id, legal_name) = (select c.org_id, c.role from app.caller c));
