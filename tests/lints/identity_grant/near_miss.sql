grant update (name) on people.sites to app_api;
grant insert (id) on people.sites to app_api;
