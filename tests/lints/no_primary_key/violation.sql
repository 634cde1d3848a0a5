-- finds: people.scratch
create table people.scratch (org_id uuid not null, id uuid not null);
