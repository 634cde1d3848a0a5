alter table people.scratch alter column org_id set not null;
