alter table people.sites owner to app_owner;
