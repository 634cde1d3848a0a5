create or replace view people.scratch with (security_invoker = true) as select s.id, current_date as today from people.sites s;
