-- finds: app_api
grant app_owner to app_api;
