create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
alter table people.scratch enable row level security;
create policy read_all on people.scratch for select to app_api using (org_id is not null);
