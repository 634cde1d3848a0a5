-- finds: pg_catalog.scratch
set local allow_system_table_mods = on;
create view pg_catalog.scratch as select s.name from people.sites s;
