create policy scratch on people.sites for select to app_api using (org_id = (select nullif(current_setting('app.org_id', true), '')::uuid));
