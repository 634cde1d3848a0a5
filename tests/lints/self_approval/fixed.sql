alter table people.scratch add check (approved_by is distinct from employee_id);
