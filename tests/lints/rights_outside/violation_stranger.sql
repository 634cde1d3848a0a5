-- finds: people.sites to scratch_stranger
create role scratch_stranger;
grant select on people.sites to scratch_stranger;
