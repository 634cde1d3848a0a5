-- finds: people.scratch()
create function people.scratch() returns integer language sql security definer set search_path = pg_catalog, extensions, pg_temp as 'select 1';
grant create on schema extensions to app_api;
