revoke references (id) on people.sites from app_api;
