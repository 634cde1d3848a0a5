-- finds: scratch: audit.log
drop table audit.payloads;
create publication scratch for tables in schema audit;
