-- finds: scratch on people.sites
create materialized view people.scratch as select s.org_id from people.sites s;
create policy scratch on people.sites for select to app_api using (org_id in (select x.org_id from people.scratch x));
