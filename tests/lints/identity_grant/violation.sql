-- finds: people.sites.id to app_api
grant update (id) on people.sites to app_api;
