create function people.scratch() returns integer language sql immutable set search_path = pg_catalog, pg_temp as 'select 1';
create function people.scratch_definer() returns integer language sql security definer as 'select 1';
