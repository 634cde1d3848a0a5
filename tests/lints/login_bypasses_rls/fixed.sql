alter role app_api nobypassrls;
