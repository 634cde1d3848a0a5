-- finds: people.scratch()
create function people.scratch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
    $$ begin perform pg_catalog . pg_notify('scratch'::text, to_jsonb(new)::text); return new; end $$;
