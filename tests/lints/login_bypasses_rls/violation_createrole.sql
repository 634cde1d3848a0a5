-- finds: app_worker
alter role app_worker createrole;
