-- finds: people.scratch_one to app_api
create table people.scratch (org_id uuid not null, id uuid not null, primary key (org_id, id)) partition by hash (org_id);
create table people.scratch_one partition of people.scratch for values with (modulus 1, remainder 0);
grant select (id) on people.scratch_one to app_api;
