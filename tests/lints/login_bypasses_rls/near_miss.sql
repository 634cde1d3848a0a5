alter role app_kernel bypassrls;
