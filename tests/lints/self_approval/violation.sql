-- finds: people.scratch.approved_by
create table people.scratch (org_id uuid not null, id uuid not null, employee_id uuid not null, approved_by uuid, primary key (org_id, id), check (approved_by <> id));
