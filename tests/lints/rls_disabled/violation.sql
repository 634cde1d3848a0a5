-- finds: people.scratch
create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
grant select on people.scratch to app_api;
