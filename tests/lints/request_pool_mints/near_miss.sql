create function people.scratch() returns text language sql security definer set search_path = pg_catalog, pg_temp as $$ select 'insert into identity.capabilities' /* identity.mint( */ $$;
revoke all on function people.scratch() from public;
grant execute on function people.scratch() to app_api;
