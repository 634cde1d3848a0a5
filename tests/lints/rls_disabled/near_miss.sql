create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
alter table people.scratch enable row level security;
create table platform.scratch_notes (id uuid not null primary key);
grant select on platform.scratch_notes to app_kernel;
