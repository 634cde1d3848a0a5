create or replace function people.scratch() returns boolean language sql stable return exists (select from app.caller);
