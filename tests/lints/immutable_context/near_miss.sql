create function people.scratch() returns text language sql immutable set search_path = pg_catalog, pg_temp as $$ select 'current_setting(' /* app.caller */ $$;
create function people.scratch_stable() returns text language sql stable set search_path = pg_catalog, pg_temp as $$ select current_setting('app.role', true) $$;
