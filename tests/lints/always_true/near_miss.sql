create policy scratch on people.sites for update to app_api using (id is not null) with check (false);
