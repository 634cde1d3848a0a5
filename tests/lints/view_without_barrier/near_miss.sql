create view people.scratch with (security_barrier) as select s.name from people.sites s where s.name not like 'secret%';
create view people.scratch_invoker with (security_invoker) as select s.name from people.sites s where s.name not like 'secret%';
create view people.scratch_computed as select g as number from pg_catalog.generate_series(1, 3) g where g > 1;
