alter table people.scratch owner to app_owner;
