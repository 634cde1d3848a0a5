create function people.scratch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
    $$ begin if old.name = 'raise exception' then raise exception using errcode = 'RH020', message = 'old.name does not change'; end if; return old; end $$;
