-- finds: scratch on people.sites
alter table identity.organizations add column scratch_id uuid unique;
alter table people.sites add constraint scratch foreign key (id) references identity.organizations (scratch_id) not valid;
