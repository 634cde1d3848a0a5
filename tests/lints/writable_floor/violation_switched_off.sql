-- finds: people.sites
alter table people.sites disable trigger _100_writable;
