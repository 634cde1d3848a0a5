alter default privileges for role app_owner in schema people grant select on tables to app_kernel;
