revoke all (id) on people.scratch_one from app_api;
