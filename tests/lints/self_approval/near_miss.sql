create table people.scratch (org_id uuid not null, id uuid not null, employee_id uuid not null, approved_by uuid, primary key (org_id, id), check (approved_by is distinct from employee_id));
create view people.scratch_view as select s.approved_by from people.scratch s;
alter table people.scratch add column decided_by uuid, add column member_id uuid, add check (decided_by <> member_id);
