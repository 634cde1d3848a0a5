create view people.scratch with (security_invoker = true) as select s.id from people.sites s;
alter view people.scratch owner to app_owner;
