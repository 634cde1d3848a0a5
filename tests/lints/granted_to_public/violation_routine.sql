-- finds: people.scratch()
create function people.scratch() returns integer language sql immutable set search_path = pg_catalog, pg_temp as 'select 1';
