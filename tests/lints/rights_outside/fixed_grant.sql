revoke select on pg_catalog.pg_statistic from app_api;
