create materialized view people.scratch as select s.org_id, s.name from people.sites s;
