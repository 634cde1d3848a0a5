create view people.scratch with (security_invoker = true) as select s.id, lower(s.name) as name from people.sites s;
