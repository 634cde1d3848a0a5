alter table people.scratch add check (employee_id <> approved_by);
