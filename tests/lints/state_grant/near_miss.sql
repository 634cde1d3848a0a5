grant select (state) on people.employees to app_api;
grant update (state) on people.employees to app_registrar;
grant update (created_at) on people.employees to app_api;
