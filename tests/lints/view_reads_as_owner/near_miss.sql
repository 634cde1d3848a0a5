create view people.scratch with (security_invoker = true) as select s.name from people.sites s;
create view people.scratch_catalog as select c.relname from pg_catalog.pg_class c;
