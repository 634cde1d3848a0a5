alter default privileges for role app_owner in schema people revoke all on tables from app_api;
