revoke update (id) on people.sites from app_api;
