-- finds: people.scratch()
create function people.scratch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
    $$ begin raise exception 'not from %', old.name; end $$;
