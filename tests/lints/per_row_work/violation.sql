-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (exists (select from app.caller c where c.org_id = sites.org_id));
