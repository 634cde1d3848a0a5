create policy scratch on people.sites for select to app_api using (id is not null);
comment on policy scratch on people.sites is 'R1: read by everybody in the organisation.';
create function people.scratch() returns integer language sql immutable set search_path = pg_catalog, pg_temp as 'select 1';
create sequence people.scratch_numbers;
create table people.scratch_parts (id uuid) partition by hash (id);
comment on table people.scratch_parts is 'R1: parts.';
create table people.scratch_part partition of people.scratch_parts for values with (modulus 1, remainder 0);
