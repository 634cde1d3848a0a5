drop view pg_catalog.scratch;
