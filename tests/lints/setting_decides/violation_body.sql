-- finds: people.scratch()
create function people.scratch() returns boolean language sql stable return current_setting('app.request_id', true) = 'quiet';
