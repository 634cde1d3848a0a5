revoke select (rolpassword) on pg_catalog.pg_authid from app_worker;
