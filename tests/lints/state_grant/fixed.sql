revoke update (state) on people.employees from app_api;
