-- finds: people.scratch() to app_api
create function people.scratch() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as
    $$ begin perform identity . mint(null, null, null, null); end $$;
revoke all on function people.scratch() from public;
grant execute on function people.scratch() to app_api;
