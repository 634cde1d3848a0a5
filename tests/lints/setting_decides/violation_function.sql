-- finds: people.scratch()
create function people.scratch() returns boolean language plpgsql stable set search_path = pg_catalog, pg_temp as $$ begin return current_setting('app.request_id', true) = 'quiet'; end $$;
