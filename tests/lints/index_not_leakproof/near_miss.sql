create index scratch on people.sites (org_id, timezone);
alter table platform.migration_history add column scratch_area numeric;
create index scratch_area on platform.migration_history (scratch_area);
create index scratch_hash on people.sites using hash (name);
