create or replace function people.scratch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
    $$ begin if new.site_id is distinct from old.site_id and new.state <> old.state then raise exception 'new.site_id <> old.site_id'; end if; return new; end $$;
