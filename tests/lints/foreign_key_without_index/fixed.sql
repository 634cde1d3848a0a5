create index scratch on people.sites (org_id, scratch_id);
