-- finds: people.scratch
alter table people.sites add constraint scratch exclude using gist (name with =);
