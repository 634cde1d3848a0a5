-- finds: people.scratch()
create function people.scratch() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
    $$ begin if new.site_id <> old.site_id then raise exception 'no'; end if; return new; end $$;
create trigger _400_scratch before update on people.employees for each row execute function people.scratch();
