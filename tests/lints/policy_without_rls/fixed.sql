alter table people.sites enable row level security;
