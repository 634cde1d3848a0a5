-- finds: pg_catalog.pg_statistic to app_api
grant select on pg_catalog.pg_statistic to app_api;
