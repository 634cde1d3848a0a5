create policy scratch on people.sites for select to app_api using (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));
create policy scratch_text on people.sites for select to app_api using (name = (select current_setting('app.role', true)::text) and id = (select lower(name)::uuid) and sites.timezone::name = 'x');
