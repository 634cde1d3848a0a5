-- finds: scratch on people.sites
alter table people.sites add column scratch_org uuid;
alter table people.sites add constraint scratch foreign key (scratch_org, id) references people.sites (org_id, id) not valid;
