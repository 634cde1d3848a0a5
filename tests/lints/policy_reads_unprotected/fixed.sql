alter table people.scratch enable row level security;
