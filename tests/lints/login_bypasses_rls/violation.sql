-- finds: app_api
alter role app_api bypassrls;
