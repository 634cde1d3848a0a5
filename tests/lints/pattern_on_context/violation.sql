-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (name like current_setting('app.role', true));
