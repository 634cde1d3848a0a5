create table people.scratch (org_id uuid not null, id uuid not null, other_org_id uuid, primary key (org_id, id));
alter table people.scratch add column org_id_was uuid;
create view people.scratch_view as select null::uuid as org_id;
