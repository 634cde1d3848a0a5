-- finds: identity.mint(uuid,uuid,uuid,bytea) to app_api
grant execute on function identity.mint(uuid, uuid, uuid, bytea) to app_api;
