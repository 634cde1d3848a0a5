-- finds: scratch on people.sites
alter table people.sites add column scratch_id uuid;
alter table people.sites add constraint scratch foreign key (org_id, scratch_id) references people.sites (org_id, id);
