alter role app_worker nocreaterole;
