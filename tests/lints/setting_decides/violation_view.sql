-- finds: people.scratch
create view people.scratch with (security_invoker) as select s.name from people.sites s where current_setting('app.support', true) = 'yes';
