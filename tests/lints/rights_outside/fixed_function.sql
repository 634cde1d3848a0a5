revoke execute on function pg_catalog.pg_read_binary_file(text) from app_api;
