create role scratch_stranger login;
create role scratch_superuser superuser;
create view people.scratch with (security_invoker) as select s.name from people.sites s;
grant select on people.scratch to app_api;
revoke execute on function pg_catalog.pg_sleep(double precision) from public;
