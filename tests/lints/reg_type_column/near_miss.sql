create table people.scratch (org_id uuid not null, id uuid not null, watched text, kind regtype, primary key (org_id, id));
