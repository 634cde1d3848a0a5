-- finds: parameter archive_command to app_api
grant alter system on parameter archive_command to app_api;
