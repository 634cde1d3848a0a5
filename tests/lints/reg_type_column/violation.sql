-- finds: people.scratch.watched
create table people.scratch (org_id uuid not null, id uuid not null, watched regprocedure, primary key (org_id, id));
