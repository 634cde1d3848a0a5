revoke scratch_replica from app_worker;
