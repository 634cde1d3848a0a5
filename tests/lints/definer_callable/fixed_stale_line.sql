grant execute on function app.today() to app_api;
