-- finds: people.scratch
create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
alter table people.scratch enable row level security;
create policy tenant on people.scratch as restrictive for all to app_api using (org_id = (select c.org_id from app.caller c));
