-- finds: people.scratch
create view people.scratch as select s.name from people.sites s where s.name not like 'secret%';
