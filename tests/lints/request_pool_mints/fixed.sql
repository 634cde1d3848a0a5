revoke all on function identity.mint(uuid, uuid, uuid, bytea) from app_api;
