-- finds: pg_catalog.scratch()
create function pg_catalog.scratch() returns setof people.sites language sql security definer set search_path = pg_catalog, pg_temp as 'select * from people.sites';
