revoke scratch_between from app_api;
