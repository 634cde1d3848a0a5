-- finds: scratch on people.sites
create policy scratch on people.sites for select to app_api using (id is not null);
