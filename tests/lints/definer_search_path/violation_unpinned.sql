-- finds: people.scratch()
create function people.scratch() returns integer language sql security definer as 'select 1';
