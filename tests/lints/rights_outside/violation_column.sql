-- finds: pg_catalog.pg_authid.rolpassword to app_worker
grant select (rolpassword) on pg_catalog.pg_authid to app_worker;
