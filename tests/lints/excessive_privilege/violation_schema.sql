-- finds: schema people to app_api
grant create on schema people to app_api;
