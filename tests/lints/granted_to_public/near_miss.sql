create function people.scratch() returns integer language sql immutable set search_path = pg_catalog, pg_temp as 'select 1';
revoke all on function people.scratch() from public;
grant select (name) on people.sites to app_auditor;
