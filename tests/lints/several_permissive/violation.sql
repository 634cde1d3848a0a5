-- finds: people.sites to app_api
create policy scratch on people.sites for select to app_api using (name = 'HQ');
