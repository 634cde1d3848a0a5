-- finds: people.scratch
create view people.scratch_inner with (security_invoker = true) as select s.name from people.sites s;
create view people.scratch as select s.name from people.scratch_inner s;
