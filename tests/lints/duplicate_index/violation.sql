-- finds: people.scratch
create index scratch on people.employees (org_id, display_name);
