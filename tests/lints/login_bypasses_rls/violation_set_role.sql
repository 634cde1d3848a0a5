-- finds: app_api
create role scratch_reader bypassrls;
create role scratch_between;
grant scratch_reader to scratch_between;
grant scratch_between to app_api;
