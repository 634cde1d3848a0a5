-- finds: pg_catalog.pg_read_binary_file(text) to app_api
grant execute on function pg_catalog.pg_read_binary_file(text) to app_api;
