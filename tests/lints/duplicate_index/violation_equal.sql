-- finds: people.scratch_two
create index scratch_one on people.employees (org_id, work_phone) where state = 'active';
create index scratch_two on people.employees (org_id, work_phone) where state = 'active';
