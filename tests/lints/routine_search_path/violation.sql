-- finds: people.scratch()
create function people.scratch() returns integer language sql immutable as 'select 1';
