create index scratch on people.employees (org_id, display_name desc);
create index scratch_some on people.employees (org_id, display_name) where state = 'left';
create index scratch_hash on people.employees using hash (org_id);
create index scratch_expression on people.employees (org_id, upper(work_phone));
create index scratch_expressions on people.employees (org_id, lower(work_phone), site_id);
create unique index scratch_unique on people.employees (org_id, display_name, id);
drop index people.employees_by_name;
