-- finds: scratch on people.sites
create policy scratch on people.sites for select using (id is not null);
