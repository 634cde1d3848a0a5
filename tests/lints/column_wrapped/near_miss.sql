create policy scratch on people.sites for select to app_api using (org_id = (select c.org_id::text::uuid from app.caller c));
