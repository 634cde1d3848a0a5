-- finds: app_worker
create role scratch_replica replication;
grant scratch_replica to app_worker;
