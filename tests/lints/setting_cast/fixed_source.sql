create or replace function people.scratch() returns uuid language plpgsql stable set search_path = pg_catalog, pg_temp as
    $$ begin return nullif(current_setting('app.org_id', true), '')::uuid; end $$;
