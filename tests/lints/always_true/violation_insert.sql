-- finds: scratch on people.sites
create policy scratch on people.sites for insert to app_transition with check (true);
