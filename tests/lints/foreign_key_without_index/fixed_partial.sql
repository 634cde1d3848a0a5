drop index people.scratch;
create index scratch on people.sites (org_id, scratch_id) where scratch_id is not null;
