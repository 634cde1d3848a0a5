-- finds: created by app_owner in people, tables
alter default privileges for role app_owner in schema people grant select on tables to app_api;
