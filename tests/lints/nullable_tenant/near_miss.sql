create table people.scratch (org_id uuid not null, id uuid not null, other_org_id uuid, primary key (org_id, id));
