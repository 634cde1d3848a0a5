alter table people.scratch_one enable row level security;
