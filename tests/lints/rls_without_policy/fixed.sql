create policy read_all on people.scratch for select to app_api using (org_id = (select c.org_id from app.caller c));
