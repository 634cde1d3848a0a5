create or replace function people.scratch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
    $$ begin perform pg_notify('scratch', 'changed'); return new; end $$;
