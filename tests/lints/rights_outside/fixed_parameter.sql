revoke alter system on parameter archive_command from app_api;
