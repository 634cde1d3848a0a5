create policy scratch on people.sites for select to app_api using (id is not null);
comment on policy scratch on people.sites is 'R1: read by everybody in the organisation.';
create function people.scratch() returns integer language sql immutable set search_path = pg_catalog, pg_temp as 'select 1';
