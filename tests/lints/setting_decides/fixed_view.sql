create or replace view people.scratch with (security_invoker) as select s.name from people.sites s;
