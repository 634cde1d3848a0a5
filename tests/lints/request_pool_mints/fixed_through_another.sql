revoke all on function people.scratch() from app_api;
