create policy scratch on people.sites for update to app_api using (id is not null) with check (false);
create policy scratch_not on people.sites for select to app_api using (name is not null is true);
