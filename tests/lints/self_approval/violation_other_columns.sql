-- finds: people.scratch.approved_by
create table people.scratch (org_id uuid not null, id uuid not null, employee_id uuid not null, other_id uuid, approved_by uuid, primary key (org_id, id),
    check (approved_by <> other_id or employee_id <> other_id), check ((approved_by is null) <> (employee_id = other_id)));
