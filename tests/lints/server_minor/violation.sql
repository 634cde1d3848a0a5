-- finds: server
create or replace view catalog.fixed_releases as select current_setting('server_version_num')::integer / 10000 as major, 99 as minor, 'scratch'::text as because;
