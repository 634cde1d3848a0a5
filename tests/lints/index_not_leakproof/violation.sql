-- finds: people.scratch
alter table people.sites add column scratch_area numeric;
create index scratch on people.sites (org_id, scratch_area);
