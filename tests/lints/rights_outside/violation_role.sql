-- finds: role scratch_stranger
create role scratch_stranger bypassrls;
