create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id));
create table public.scratch_elsewhere (id uuid);
