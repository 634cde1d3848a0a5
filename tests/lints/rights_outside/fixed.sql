drop function pg_catalog.scratch();
