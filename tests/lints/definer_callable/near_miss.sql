create function people.scratch() returns integer language sql set search_path = pg_catalog, pg_temp as 'select 1';
grant execute on function people.scratch() to app_api;
