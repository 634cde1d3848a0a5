-- finds: people.sites
alter table people.sites owner to app_worker;
