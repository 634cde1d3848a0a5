create index scratch on people.sites (org_id, timezone);
