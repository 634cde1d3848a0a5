alter table people.sites drop constraint scratch;
