alter table people.sites force row level security;
