create or replace function people.scratch() returns boolean language plpgsql stable set search_path = pg_catalog, pg_temp as $$ begin return exists (select from app.caller); end $$;
