create function people.scratch(text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as 'select $1 is null';
