grant select (id) on people.sites to app_api;
