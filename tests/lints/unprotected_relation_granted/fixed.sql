revoke all on people.scratch from app_api;
