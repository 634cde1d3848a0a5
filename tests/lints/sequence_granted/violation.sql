-- finds: people.scratch to app_api
create sequence people.scratch;
grant select on people.scratch to app_api;
