-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (org_id::text = (select c.org_id::text from app.caller c));
