-- finds: people.employees.state to app_api
grant update (state) on people.employees to app_api;
