revoke create on schema extensions from app_api;
