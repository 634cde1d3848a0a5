create sequence people.scratch;
grant usage on people.scratch to app_transition;
