-- finds: people.scratch()
create function people.scratch() returns uuid language plpgsql stable set search_path = pg_catalog, pg_temp as
    $$ begin return current_setting('app.org_id', true)::uuid; end $$;
