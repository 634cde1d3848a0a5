-- finds: people.scratch to app_api
create materialized view people.scratch as select s.org_id, s.name from people.sites s;
grant select on people.scratch to app_api;
