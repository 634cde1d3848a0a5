-- finds: operator people.= (uuid, text)
create function people.scratch(uuid, text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as 'select true';
alter function people.scratch(uuid, text) owner to app_owner;
create operator people.= (leftarg = uuid, rightarg = text, function = people.scratch);
