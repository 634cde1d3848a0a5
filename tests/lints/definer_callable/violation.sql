-- finds: people.scratch() to app_api
create function people.scratch() returns integer language sql security definer set search_path = pg_catalog, pg_temp as 'select 1';
revoke all on function people.scratch() from public;
grant execute on function people.scratch() to app_api;
