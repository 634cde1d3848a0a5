create index scratch on people.employees (org_id, display_name desc);
create index scratch_some on people.employees (org_id, display_name) where state = 'left';
