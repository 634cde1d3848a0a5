-- finds: people.scratch()
create function people.scratch() returns text language sql immutable set search_path = pg_catalog, pg_temp as $$ select current_setting('app.role', true) $$;
