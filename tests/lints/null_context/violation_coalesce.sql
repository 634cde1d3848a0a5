-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (org_id = coalesce((select c.org_id from app.caller c), org_id));
