-- finds: people.sites to app_api
grant references (id) on people.sites to app_api;
