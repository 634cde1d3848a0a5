alter table people.sites add column scratch_id uuid;
alter table people.sites add constraint scratch foreign key (org_id, scratch_id) references people.sites (org_id, id);
create index scratch on people.sites (org_id, scratch_id) where scratch_id is not null;
