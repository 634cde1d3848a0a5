alter function people.scratch() set search_path = pg_catalog, pg_temp;
