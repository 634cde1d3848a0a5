revoke app_owner from app_api;
