-- finds: people.sites
alter table people.sites disable row level security;
