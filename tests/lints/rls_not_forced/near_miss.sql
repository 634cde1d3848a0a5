create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
alter table people.scratch enable row level security;
alter table people.scratch force row level security;
