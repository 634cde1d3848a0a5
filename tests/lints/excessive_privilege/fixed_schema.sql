revoke create on schema people from app_api;
