-- finds: people.sites
alter table people.sites no force row level security;
