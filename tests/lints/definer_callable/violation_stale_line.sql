-- finds: app.today() to app_api
revoke execute on function app.today() from app_api;
