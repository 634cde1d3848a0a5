alter table people.scratch add primary key (org_id, id);
