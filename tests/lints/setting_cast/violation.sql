-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (org_id = (select current_setting('app.org_id', true)::uuid));
