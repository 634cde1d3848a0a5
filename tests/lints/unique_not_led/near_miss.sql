create unique index scratch on people.sites (org_id, timezone, name);
create index scratch_plain on people.sites (name);
create unique index scratch_migrations on platform.migration_history (name);
