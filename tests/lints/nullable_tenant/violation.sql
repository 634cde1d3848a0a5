-- finds: people.scratch.org_id
create table people.scratch (org_id uuid, id uuid not null primary key);
